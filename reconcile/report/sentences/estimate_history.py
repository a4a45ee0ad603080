"""The history of an estimate: what it was at each date of knowledge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.rounding import rounding_step, write_numbers

__all__ = ["history_rows", "vintages_of"]

# dates of knowledge that make a history
SHORTEST = 2


def vintages_of(history: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the estimates of every quantity, one row per date of knowledge: that of its newest count date.

    Parameters
    ----------
    history : DataFrame
        As in `ReportTables`.

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": "q", "as_of": [2, 1, 2], "count_date": [1, 1, 2], "best": [5, 4, 6]})
    >>> vintages_of(rows)["q"]["best"].tolist()
    [4, 6]
    """
    if history.empty:
        return {}
    order = [name for name in ("quantity", "as_of", "count_date") if name in history]
    newest = history.sort_values(order, kind="stable").drop_duplicates(["quantity", "as_of"], keep="last")
    return {str(key): rows for key, rows in newest.groupby("quantity", sort=False)}


def history_rows(history: pd.DataFrame, units: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Return the history of every quantity as text, where it has two dates of knowledge or more.

    Parameters
    ----------
    history : DataFrame
        As in `ReportTables`.
    units : dict of quantity to unit
        Quantities that the report shows.

    Examples
    --------
    >>> known = pd.to_datetime(["2025-01-31", "2025-02-28"])
    >>> rows = pd.DataFrame({"quantity": "q", "as_of": known, "low": [90.0, 95.0], "best": 100.0, "high": 110.0})
    >>> history_rows(rows, {"q": "persons"})["q"][1]
    {'known': '28 February 2025', 'low': '95', 'best': '100', 'high': '110'}
    """
    shown = {key: rows for key, rows in vintages_of(history).items() if len(rows) >= SHORTEST and key in units}
    return {key: _rows(vintages, units[key]) for key, vintages in shown.items()}


def _rows(vintages: pd.DataFrame, unit: str) -> list[dict[str, Any]]:
    numbers = {name: vintages[name].to_numpy(np.float64) for name in ("low", "best", "high")}
    step = rounding_step(numbers["low"], numbers["high"], strings([unit] * len(vintages)))
    columns = {"known": date_words(vintages["as_of"])}
    columns |= {name: write_numbers(values, step) for name, values in numbers.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
