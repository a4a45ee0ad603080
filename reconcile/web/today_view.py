"""What a desk looks at first: what was printed and is wrong now, what waits, what can be printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reconcile.notebook.reconciliation import Reconciliation
from reconcile.report.pages.content import front_of
from reconcile.report.sections import Family, families_of

__all__ = ["NOTHING_YET", "today_view"]

# what a project without a usable claim has to show
NOTHING_YET: dict[str, Any] = {
    "title": "", "known": "", "wrong": [], "stories": [], "untold": [], "conflicts": [], "quantities": [],
    "changes": [], "since": "",
}  # fmt: skip


def today_view(tables: Reconciliation, title: str) -> dict[str, Any]:
    """Return what the first page shows.

    Parameters
    ----------
    tables : Reconciliation
    title : str
        Title of the project.

    Returns
    -------
    dict
        `title, known`; `wrong`: approved sentences that no longer hold, `quantity, title, old, new, line, editor, day`;
        `stories` and `untold`, families with a sentence to print and without: `title, quantity, sentence,
        range_sentence, note, status, more`; `conflicts`: `quantity, title, figure, when, reason`; `quantities`:
        `quantity, title` of all; `changes` and `since`, what moved since the last run of an earlier day.

    Examples
    --------
    >>> import pandas as pd
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A"], "best": [300]}))
    >>> today_view(result, "")["stories"][0]["sentence"]
    'The figure for “dead” is 300, A said.'
    """
    with tables.options.spoken():
        shown = tables.tables()
        families = families_of(shown)
        front = front_of(shown, families)
    lead, keys = front["lead"], _keys(families)
    stories = [_story(family) for family in lead["stories"]]
    return {
        "title": title or front["title"], "known": front["known"],
        "wrong": [{**row, "quantity": keys.get(row["anchor"], "")} for row in lead["wrong"]],
        "stories": [story for story in stories if story["sentence"]],
        "untold": [story for story in stories if not story["sentence"]],
        "conflicts": [{**row, "quantity": keys.get(row["anchor"], "")} for row in lead["conflicts"]],
        "quantities": [{"quantity": section.quantity, "title": section.title, "family": family.title}
                       for family in families for section in family.sections],
        "changes": front["changes"], "since": front["since"],
    }  # fmt: skip


def _keys(families: Sequence[Family]) -> dict[str, str]:
    return {section.anchor: section.quantity for family in families for section in family.sections}


def _story(family: Mapping[str, Any]) -> dict[str, Any]:
    more = [_told(row) for row in family["printed"][1:]]
    told = family["printed"] or [{"sentence": "", "range_sentence": "", "note": "", "status": "", "leading": ""}]
    first = told[0]
    titles = {str(section["quantity"]): section["title"] for section in family["sections"]}
    sections = [{"quantity": section["quantity"], "title": section["title"]} for section in family["sections"]]
    return {
        "title": family["title"] or titles.get(str(first["leading"]), "Quantities that stand alone"),
        "sentence": first["sentence"], "range_sentence": first["range_sentence"], "note": first["note"],
        "status": first["status"], "quantity": str(first["leading"]) or (sections[0]["quantity"] if sections else ""),
        "more": more,
        "not_yet": [row["sentence"] for row in family["not_yet"]], "sections": sections,
    }  # fmt: skip


def _told(row: Mapping[str, Any]) -> dict[str, str]:
    return {"sentence": row["sentence"], "status": row["status"], "quantity": str(row["leading"])}
