"""Scores as a page of Markdown."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import pandas as pd

from reconcile.plurals import counted
from reconcile.report.pages.escaping import escape_cell

__all__ = ["score_page"]

_WORDS = {
    "coverage": "interval held",
    "interval_score": "interval score",
    "wis": "weighted interval score",
    "wis_log1p": "weighted interval score of log(x + 1)",
}

_READ = (
    "Held means that the value lies in the interval. Bootstrap: of families, drawn again; none with a single family, "
    "which says nothing of the next."
)

_HEAD = (
    "| method | voices | score | value | bootstrap | meant | estimates | families |",
    "|---|---|---|---|---|---|---|---|",
)


def score_page(table: pd.DataFrame, given: int, scored: int, rejected: int) -> str:
    """Return the page: a line of counts, a table of scores, a table of where the values lay.

    Examples
    --------
    >>> row = ["linear", "all", "coverage", 0.9, "", 0.5, 0.0, 1.0, 0.9, 2, 2]
    >>> columns = ["method", "voices", "score", "level", "bin", "value", "low", "high", "expected", "n", "groups"]
    >>> print(score_page(pd.DataFrame([row], columns=columns), 2, 2, 0).splitlines()[-1])
    | linear | all | 90% interval held | 50% | 0% to 100% | 90% | 2 | 2 |
    """
    left_out = f" {counted(rejected, 'value')} could not be used." if rejected else ""
    counts = f"{counted(scored, 'estimate')} compared with {counted(given, 'value')} that became known.{left_out}"
    lines = ["# Scores", "", f"{counts} {_READ}", "", *_HEAD]
    scores = table[table["score"].isin(_WORDS)]
    lines += [_score_line(row) for row in scores.to_dict("records")]
    pits = table[(table["score"] == "pit") & (table["voices"] == "all")]
    if len(pits):
        lines += ["", "## Where the values lay", "", "| method | between | values | meant |", "|---|---|---|---|"]
        lines += [f"| {escape_cell(row['method'])} | {row['bin']} | {row['value']:g} | {row['expected']:.3g} |"
                  for row in pits.to_dict("records")]  # fmt: skip
    return "\n".join(lines) + "\n"


def _score_line(row: dict[Hashable, Any]) -> str:
    share = row["score"] == "coverage"
    words = _WORDS[row["score"]]
    score = words if "weighted" in words else f"{row['level']:.0%} {words}"
    bootstrap = f"{_number(row['low'], share)} to {_number(row['high'], share)}" if math.isfinite(row["low"]) else "–"
    meant = _number(row["expected"], share) if math.isfinite(row["expected"]) else "–"
    first = f"| {escape_cell(row['method'])} | {escape_cell(row['voices'])} | {score} | {_number(row['value'], share)} "
    return f"{first}| {bootstrap} | {meant} | {row['n']} | {row['groups']} |"


def _number(value: float, share: bool) -> str:
    return f"{value:.0%}" if share else f"{value:,.4g}"
