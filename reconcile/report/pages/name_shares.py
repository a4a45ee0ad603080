"""Lists of names beside estimates: over time, how much of an estimate is named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.rounding import rounding_step, write_numbers, write_percentages

__all__ = ["name_shares"]

# dates that make a series
_SHORTEST = 2


def name_shares(estimates: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table of every quantity that has an interval and a list of names below it on two dates or more.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`.

    Returns
    -------
    list of dict
        `title, sentence, heads, rows, more`; a row for every date at which the list counts anew.

    Examples
    --------
    >>> name_shares(pd.DataFrame())
    []
    """
    if estimates.empty or "floor_basis" not in estimates:
        return []
    named = (estimates["floor_basis"] == "named") & (estimates["publish"] == "interval") & (estimates["best"] > 0)
    rows = estimates[named & estimates["floor"].notna()]
    # a count that is carried on to later dates is no count of theirs: its share would fall by itself
    rows = rows.drop_duplicates(["quantity", "floor", "floor_by"])
    rows = rows[rows.groupby("quantity")["quantity"].transform("size") >= _SHORTEST]
    return [_table(group) for _, group in rows.groupby("quantity", sort=True)]


def _table(group: pd.DataFrame) -> dict[str, Any]:
    ends = {name: group[name].to_numpy(np.float64) for name in ("low", "best", "high", "floor")}
    step = rounding_step(ends["low"], ends["high"], strings(group["unit"]))
    columns = (
        date_words(group["count_date"].fillna(group["period_end"])), strings(group["floor_by"]),
        write_numbers(ends["floor"]), write_numbers(ends["best"], step, ends["floor"]),
        write_percentages(ends["floor"] / ends["best"]),
    )  # fmt: skip
    heads = [words().sums[name] for name in ("head_names_by", "head_named", "head_estimate", "head_share")]
    return {
        "title": str(titles(group, subjects={}).iloc[-1]), "sentence": "", "heads": [words().sums["head_date"], *heads],
        "rows": [list(row) for row in zip(*(column.tolist() for column in columns), strict=True)], "more": "",
    }  # fmt: skip
