"""The sentences that can be printed, family by family, as pages show them: with their notes, marks and articles."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from reconcile.arrays import strings
from reconcile.report.pages.approval_marks import DRAFT, marks_of
from reconcile.report.pages.articles_behind import articles_behind
from reconcile.report.sections import ReportTables
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import words

__all__ = ["KEYS_APART", "NOT_PRINTED", "NO_STORIES", "stories_of", "without_known"]

# kinds of sentences that tell why there is none, or what an editor has to choose between
NOT_PRINTED = ("list", "withheld")

# what a family has that no sentence tells of
NO_STORIES: Mapping[str, list[dict[str, Any]]] = {"printed": [], "not_yet": []}

# what keeps the keys of a sentence apart in its table
KEYS_APART = "; "

_TEXTS = ("sentence_id", "family", "kind", "sentence", "range_sentence", "note", "quantities", "publish", "status")


def stories_of(
    tables: ReportTables, shown: Mapping[str, Any], known: str = ""
) -> dict[str, dict[str, list[dict[str, Any]]]]:  # fmt: skip
    """Return the sentences of every family.

    Parameters
    ----------
    tables : ReportTables
        Of `printed`, sentences are taken that lead with a quantity that is shown.
    shown : mapping with the keys of the quantities that are shown
    known : str, optional
        The date of knowledge at the head of the page, in words.

    Returns
    -------
    dict of family to dict
        `printed` and `not_yet`, lists of sentences by rank: the columns of `printed.csv`, without the date of knowledge
        that heads the page in `note`, `date` in words, `mark`,
        `articles` as `articles_behind` gives them, and `leading`, the key of the first of its quantities.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> stories_of(ReportTables(estimates=none, claims=none), {})
    {}
    """
    if tables.printed.empty or not shown:
        return {}
    rows = _shown(tables.printed, shown)
    rows["note"] = rows["note"].map(lambda note: without_known(note, known))
    keys = {str(row["sentence_id"]): row["keys"] for row in rows.to_dict("records")}
    articles, marks = articles_behind(tables.claims, keys), marks_of(tables.approvals)
    told: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in rows.to_dict("records"):
        family = told.setdefault(row["family"], {"printed": [], "not_yet": []})
        more = {"mark": marks.get(row["leading"], DRAFT), "articles": articles[row["sentence_id"]]}
        family["not_yet" if row["kind"] in NOT_PRINTED else "printed"].append({**_named(row), **more})
    return told


def without_known(note: str, known: str) -> str:
    """Return a note without the date of knowledge at its end, where it is the one at the head of the page.

    Examples
    --------
    >>> without_known("Reported by KBS. Known by 1 May 2025.", "1 May 2025")
    'Reported by KBS.'
    """
    return note.removesuffix(words().tail["known"].format(date=known).strip()).rstrip() if known else note


def _shown(printed: pd.DataFrame, shown: Mapping[str, Any]) -> pd.DataFrame:
    leading = [keys.partition(KEYS_APART)[0] for keys in strings(printed["quantities"]).tolist()]
    # a report shows few of the sentences of a large project
    printed = printed[[key in shown for key in leading]]
    table = pd.DataFrame({name: strings(printed[name]) for name in _TEXTS})
    table["date"], table["rank"] = date_words(printed["count_date"]), printed["rank"].to_numpy()
    table["keys"] = table["quantities"].str.split(KEYS_APART, regex=False)
    table["leading"] = table["keys"].str[0]
    return table.sort_values(["family", "rank"], kind="stable")


def _named(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items()}
