"""The lead page: what was printed and is wrong now, what can be printed, what conflicts, what changed, what waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reconcile.plurals import counted
from reconcile.report.sections import ReportTables
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.printable import shorten

__all__ = ["MOST_CONFLICTS", "lead_of"]

# quantities that conflict most, named on the lead page: what a desk can look into before an edition
MOST_CONFLICTS = 5

# agreements and verdicts that are a conflict, worst first; of equals the least probable comes first
_CONFLICTS = ("conflict", "tension", "range")

Rows = list[dict[str, Any]]


def lead_of(tables: ReportTables, families: Rows, counts: Mapping[str, str]) -> dict[str, Any]:
    """Return what the lead page says.

    Parameters
    ----------
    tables : ReportTables
    families : list of dict
        Families as `content_of` makes them.
    counts : mapping of str to str
        As `content_of` makes it.

    Returns
    -------
    dict
        `wrong`, approved sentences that no longer hold: `title, anchor, old, new, line, editor, day`; `stories`, the
        families in the order in which the config names them, then those with most claims first; `conflicts`: `title,
        anchor, figure, when, reason, agreement`; `more_conflicts`; `waiting`: `what, how, anchor`.

    Examples
    --------
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> lead_of(ReportTables(estimates=none, claims=none), [], {"proposed": "0", "findings": "0", "rejected": "0"})
    {'wrong': [], 'stories': [], 'conflicts': [], 'more_conflicts': '', 'waiting': []}
    """
    conflicts = _conflicts(tables, families)
    more = len(conflicts) - MOST_CONFLICTS
    return {
        "wrong": _wrong(tables.corrections, families),
        "stories": sorted(families, key=lambda family: _place(family, list(tables.families))),
        "conflicts": conflicts[:MOST_CONFLICTS],
        "more_conflicts": counted(more, "more quantity", "more quantities") if more > 0 else "",
        "waiting": _waiting(families, counts),
    }


def _place(family: Mapping[str, Any], named: list[str]) -> tuple[bool, int, bool, int, str]:
    """Return where a family stands: what nobody can print comes after what can be printed."""
    key = family["key"]
    at = named.index(key) if key in named else len(named)
    return not family["printed"], at, key == "", -family["claims"], family["title"]


def _wrong(corrections: pd.DataFrame, families: Rows) -> Rows:
    """Return the approved sentences that no longer hold, those of yesterday's paper first."""
    if corrections.empty:
        return []
    places = {section["quantity"]: section for family in families for section in family["sections"]}
    rows = corrections.assign(day=date_words(pd.to_datetime(corrections["approved"], errors="coerce")))
    rows = rows.sort_values(["approved", "quantity", "count_date"], ascending=[False, True, True], kind="stable")
    return [
        {
            "title": places[row["quantity"]]["title"] if row["quantity"] in places else shorten(row["quantity"]),
            "anchor": places[row["quantity"]]["anchor"] if row["quantity"] in places else "",
            "old": row["old"], "new": row["new"], "line": row["line"], "editor": shorten(row["editor"]),
            "day": row["day"],
        }
        for row in rows.to_dict("records")
    ]  # fmt: skip


def _conflicts(tables: ReportTables, families: Rows) -> Rows:
    """Return the quantities whose voices do not agree, worst first."""
    newest = tables.estimates.drop_duplicates("quantity", keep="last")
    tail = dict(zip(newest["quantity"], newest["conflict_p"].fillna(1.0), strict=True)) if len(newest) else {}
    found = []
    for family in families:
        for section in family["sections"]:
            row = section["newest"]
            kind = row["agreement"] if row["agreement"] in _CONFLICTS else row["verdict"]
            if kind in _CONFLICTS and row["figure"]:
                named = {name: row[name] for name in ("figure", "reason", "agreement", "when")}
                place = (_CONFLICTS.index(kind), tail[section["quantity"]], section["title"])
                found.append((place, {"title": section["title"], "anchor": section["anchor"], **named}))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def _waiting(families: Rows, counts: Mapping[str, str]) -> Rows:
    """Return what waits for a decision of the desk, and the command for it."""
    told = [row for family in families for row in family["printed"]]
    drafts, void = (sum(row["status"] == status for row in told) for status in ("draft", "void"))
    choices = sum(row["kind"] == "list" for family in families for row in family["not_yet"])
    number = {name: int(counts[name].replace(",", "")) for name in ("proposed", "findings", "rejected")}
    rows = [
        (number["proposed"], ("figure found in articles", "figures found in articles"), "reconcile review", "proposed"),
        (void, ("sentence that changed after it was approved", "sentences that changed after they were approved"),
         "reconcile approve", ""),
        (drafts, ("sentence that nobody has approved", "sentences that nobody has approved"), "reconcile approve", ""),
        (choices, ("choice between definitions", "choices between definitions"), "", ""),
        (number["rejected"], ("row that could not be used", "rows that could not be used"), "", "rejected"),
        (number["findings"], ("finding of the checks", "findings of the checks"), "", "findings"),
    ]  # fmt: skip
    return [
        {"what": counted(count, *words), "how": how, "anchor": anchor} for count, words, how, anchor in rows if count
    ]
