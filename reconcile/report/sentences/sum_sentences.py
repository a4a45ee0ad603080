"""Sentences on sums of events: what a list recorded, in which edition; no range of the dead."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_once, each_text, strings
from reconcile.engine.sums.keys_of_sums import NOT_ASSIGNABLE
from reconcile.report.sentences.clauses import Clauses, clauses_of
from reconcile.report.sentences.notes import known_words
from reconcile.report.sentences.phrasebook import fill, words
from reconcile.report.sentences.printable import capitalised, shorten
from reconcile.report.sentences.rounding import write_numbers
from reconcile.report.sentences.style_numbers import close_dates, sentence_numbers

__all__ = ["sum_texts"]


def sum_texts(sums: pd.DataFrame, *, subjects: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Write what can be printed of every sum of events.

    Parameters
    ----------
    sums : DataFrame
        Rows of estimates that are sums, with `event_list` and `edition`.
    subjects : mapping of party to words, optional

    Returns
    -------
    DataFrame of str, index as `sums`
        As of `printed_texts`; there is no range of ours.

    Examples
    --------
    >>> import reconcile as rc
    >>> events = pd.DataFrame({"measure": "killed", "source": "Register", "best": [3, 7], "rows": "events",
    ...                        "place": "Alton", "count_date": "2024-05-01"})
    >>> rc.reconcile(events).estimates["wording"].tolist()[0]
    'Register recorded 10 people killed in Alton in May 2024, in 2 events.'
    """
    unplaced = _unassigned(sums)
    undated = _undated(sums)
    shown = sums.assign(**{name: np.where(unplaced[name], "", strings(sums[name])).astype(object) for name in unplaced})
    # the days of the whole list would say that these few events are all that it recorded in them
    shown = shown.assign(**{name: shown[name].mask(undated) for name in ("period_start", "period_end")})
    clauses = clauses_of(shown.reset_index(drop=True), subjects or {})
    count = len(sums)
    number = sentence_numbers(sums["sum_best"].to_numpy(np.float64), None, strings(sums["unit"]))
    parts: dict[str, Strings | str] = {
        "list": each_text(sums["event_list"], shorten), "edition": each_text(sums["edition"], _edition),
        "number": number, "noun": _nouns(clauses, number), "events": _events(sums["event_count"].to_numpy(np.int64)),
        "border": _border(sums),
        "unassigned": np.select(
            [undated, unplaced["place"] | unplaced["scope"]], [words().sums["undated"], words().sums["unplaced"]], ""
        ).astype(object),
    }  # fmt: skip
    plain = _begins_with_things(clauses)
    drafts = np.where(
        plain, fill(words().sums["recorded"], parts, count), fill(words().sums["recorded_other"], parts, count)
    )
    said = drafts.astype(object)
    if words().dates["after_year"]:
        said[:] = [close_dates(draft) for draft in said.tolist()]
    known = each_once(known_words(sums["as_of"]), str.strip)
    texts = {"wording": capitalised(said), "range_wording": "", "note": known}
    return pd.DataFrame(texts, index=sums.index, dtype=object)


def _unassigned(sums: pd.DataFrame) -> dict[str, Flags]:
    """Return True, by column, for rows whose events have no place or no other value of a column."""
    return {
        name: each_text(sums[name], lambda text: "yes" if NOT_ASSIGNABLE in text else "") == "yes"
        for name in ("place", "scope")
    }


def _undated(sums: pd.DataFrame) -> Flags:
    """Return True for rows whose events fall into no cell of time."""
    undated: Flags = (
        each_text(sums["quantity"], lambda key: "yes" if key.endswith(f"/{NOT_ASSIGNABLE}") else "") == "yes"
    )
    return undated


def _begins_with_things(clauses: Clauses) -> Flags:
    """Return True where a number may stand before the noun: "48 people killed", not "48 the figure for ..."."""
    begins: Flags = (
        each_once(clauses.words_for("noun"), lambda noun: "yes" if noun.startswith(("{subject}", "{things}")) else "")
        == "yes"
    )
    return begins


def _nouns(clauses: Clauses, number: Strings) -> Strings:
    """Return what is counted; of one person in the singular."""
    one = {name: each_once(clauses.parts[name], lambda thing: words().singular.get(thing, thing))
           for name in ("subject", "things") if name in clauses.parts}  # fmt: skip
    alone = np.isin(number, ("1", words().cardinals[1]))
    return np.where(alone, clauses.fill("noun", **one), clauses.fill("noun")).astype(object)


def _edition(edition: str) -> str:
    if not edition:
        return ""
    return words().sums["editions" if ", " in edition else "edition"].format(edition=shorten(edition))


def _events(count: Ints) -> Strings:
    return each_once(count, lambda one: words().sums["event" if one == 1 else "events"].format(count=f"{one:,}"))


def _border(sums: pd.DataFrame) -> Strings:
    """Return how many events reach over a border; a running total holds borders of many periods."""
    kind = np.select(
        [sums["temporal"] == "cumulative", sums["event_count"] == 1, sums["border_events"] == 1],
        ["border_running", "border_alone", "border_one"], "border",
    ).astype(object)  # fmt: skip
    count = write_numbers(sums["border_events"].to_numpy(np.float64))
    return np.where(count == "0", "", each_once(kind + "/" + count, _border_words)).astype(object)


def _border_words(kind_and_count: str) -> str:
    kind, _, count = kind_and_count.partition("/")
    return words().sums[kind].format(count=count)
