"""The index of a report: every quantity with the words by which it is found, also of those that have no page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reconcile.arrays import strings
from reconcile.engine.sums.sum_rows import METHOD
from reconcile.plurals import counted
from reconcile.report.sections import ReportTables
from reconcile.report.sentences.date_words import counted_dates
from reconcile.report.sentences.display import display_figures
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.printable import shorten
from reconcile.report.sentences.search_words import own_words, search_words, standing_of

__all__ = ["MOST_LISTED", "index_of"]

# quantities that the index lists, those without a page among them: a megabyte, which is still searched at every key
MOST_LISTED = 3000

Rows = list[dict[str, Any]]


def index_of(tables: ReportTables, families: Rows) -> dict[str, Any]:
    """Return the rows of the index, and the words of each family.

    Parameters
    ----------
    tables : ReportTables
    families : list of dict
        Families as `content_of` makes them.

    Returns
    -------
    dict
        `rows`: `quantity, title, anchor, family, newest, find, kin, standing, date, figure, change`, by family, then
        those without a page; `find` has the quantity's own words, `kin` those of its family and other names beside
        them, `standing` its place where words find several; `date`, `figure` and `change` sort. `more`, in words,
        how many are not listed;
        `found`, the words of each family by its key.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> index_of(ReportTables(estimates=none, claims=none), [])
    {'rows': [], 'more': '', 'found': {}}
    """
    if tables.estimates.empty:
        return {"rows": [], "more": "", "found": {}}
    shown = [(family, section) for family in families for section in family["sections"]]
    newest = _newest(tables)
    rest = newest[~newest["quantity"].isin({section["quantity"] for _, section in shown})]
    listed, unlisted = rest.iloc[: max(MOST_LISTED - len(shown), 0)], max(len(newest) - MOST_LISTED, 0)
    named = newest[~newest["quantity"].isin(rest["quantity"])]
    facts = _facts(pd.concat([named, listed]), tables)
    rows = [
        {"quantity": section["quantity"], "title": section["title"], "anchor": section["anchor"],
         "family": family["title"], "newest": section["newest"], **facts[section["quantity"]]}
        for family, section in shown
    ]  # fmt: skip
    return {
        "rows": [*rows, *_without_page(listed, tables, facts)],
        "more": counted(unlisted, "more quantity", "more quantities") if unlisted else "",
        "found": {
            family["key"]: " ".join(sorted({word for section in family["sections"]
                                            for words in ("find", "kin")
                                            for word in facts[section["quantity"]][words].split()}))
            for family in families
        },
    }  # fmt: skip


def _newest(tables: ReportTables) -> pd.DataFrame:
    estimates = tables.estimates
    pooled = estimates[estimates["method"] != METHOD] if "method" in estimates else estimates
    return pooled.sort_values(["quantity", "count_date"], kind="stable").drop_duplicates("quantity", keep="last")


def _facts(rows: pd.DataFrame, tables: ReportTables) -> dict[str, dict[str, str]]:
    """Return what a row of the index is found and sorted by: the words, and numbers and days as such; "" sorts last."""
    if rows.empty:
        return {}
    own = own_words(rows, subjects=tables.subjects, measures=tables.measures, claims=tables.claims)
    words = search_words(rows, own, families=tables.families)
    kin = [" ".join(sorted({*every.split()} - {*each.split()})) for every, each in zip(words, own, strict=True)]
    date = counted_dates(rows).fillna(rows["period_end"]).dt.strftime("%Y-%m-%d").fillna("")
    figure = rows["best"].where(rows["publish"] == "interval", rows["claims_high"])
    figure = figure.mask(rows["publish"] == "withheld")
    columns = zip(rows["quantity"], own, kin, standing_of(rows).astype(str), date, figure, rows["change"], strict=True)
    return {str(key): {"find": found, "kin": others, "standing": place, "date": day, "figure": _number(value),
                       "change": _number(change)}
            for key, found, others, place, day, value, change in columns}  # fmt: skip


def _without_page(rows: pd.DataFrame, tables: ReportTables, facts: Mapping[str, dict[str, str]]) -> Rows:
    """Return the rows of quantities that have no page: their figures as tables give them."""
    if rows.empty:
        return []
    verdict, agreement = strings(rows["publish"]), strings(rows["agreement"])
    columns = zip(rows["quantity"], titles(rows, subjects=tables.subjects), strings(rows["family"]),
                  display_figures(rows), verdict, agreement, strict=True)  # fmt: skip
    return [
        {
            "quantity": key, "title": title, "anchor": "", "family": shorten(tables.families.get(family, family)),
            "newest": {"when": facts[key]["date"], "verdict": kind, "figure": figure, "heard": "", "agreement": agreed,
                       "change": ""},
            **facts[key],
        }
        for key, title, family, figure, kind, agreed in columns
    ]  # fmt: skip


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.6g}"
