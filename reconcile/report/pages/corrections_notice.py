"""The list of corrections as Markdown: old and new side by side, and the line for readers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from reconcile.report.pages.escaping import escape, escape_cell

__all__ = ["render_corrections"]

# columns of the announcement of a change, and its heading
_CAUSES = {
    "definition_changed": "another definition", "evidence_changed": "new evidence", "method_changed": "another method",
}  # fmt: skip


def render_corrections(table: pd.DataFrame) -> str:
    """Return corrections as GitHub Markdown.

    Parameters
    ----------
    table : DataFrame of str
        As `corrections` returns it, one row a correction.

    Examples
    --------
    >>> row = {"quantity": "dead", "count_date": "", "editor": "A", "approved": "2025-01-31", "old": "Three died.",
    ...        "new": "Four died.", "definition_changed": "", "evidence_changed": "yes", "method_changed": "",
    ...        "line": "Correction: four."}
    >>> render_corrections(pd.DataFrame([row])).splitlines()[2]
    '## dead'
    """
    return "# Corrections\n\n" + "\n".join(_section(row) for row in table.to_dict("records"))


def _section(row: Mapping[Hashable, Any]) -> str:
    name = row["quantity"] + (f", {row['count_date']}" if row["count_date"] else "")
    causes = [cause for column, cause in _CAUSES.items() if row[column]]
    why = "the estimate no longer exists" if not row["new"] else " and ".join(causes) or "a later date of knowledge"
    return "\n".join([
        f"## {escape(name)}", "",
        f"Approved by {escape(row['editor'])} on {escape(row['approved'])}; changed by {why}.", "",
        "| approved | now |", "|---|---|", f"| {_whole(row['old'])} | {_whole(row['new'])} |",
        "", f"> {escape(row['line'])}", "",
    ])  # fmt: skip


def _whole(sentence: str) -> str:
    """Return a sentence as a cell that is not cut, as readers compare the two word by word."""
    return escape_cell(sentence, len(sentence) + 1)
