"""What was estimated as of earlier days, as the recorded runs hold it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pandas as pd

from reconcile.history.database import DAMAGE, open_history
from reconcile.history.row_queries import dates_stored, select_rows

__all__ = ["estimates_over_time", "past_estimates"]

_PAST = """
SELECT as_of, quantity, count_date, low, best, high FROM run_estimates
    WHERE run IN (SELECT max(run) FROM runs WHERE looks_back = 0 AND as_of < ? GROUP BY as_of)
    AND quantity IN (SELECT value FROM json_each(?)) ORDER BY quantity, as_of, count_date
"""


def past_estimates(file: Path, estimates: pd.DataFrame, quantities: list[str]) -> pd.DataFrame:
    """Return the estimates of quantities by date of knowledge, those of recorded runs before those of this one.

    Parameters
    ----------
    file : Path
    estimates : DataFrame
        Those of this run; recorded runs as of the same day or a later one are left out.
    quantities : list of str

    Returns
    -------
    DataFrame
        `quantity, as_of, count_date, low, best, high`.

    Examples
    --------
    >>> import numpy as np
    >>> row = {"quantity": "q", "as_of": pd.Timestamp("2025-01-31"), "count_date": pd.NaT, "low": 1.0, "best": 2.0}
    >>> past_estimates(Path("nowhere/history.sqlite"), pd.DataFrame([row | {"high": 3.0}]), ["q"])["best"].tolist()
    [2.0]
    """
    columns = ["quantity", "as_of", "count_date", "low", "best", "high"]
    now = estimates.loc[estimates["quantity"].isin(quantities), columns]
    history = open_history(file) if len(now) and now["as_of"].notna().all() else None
    if history is None:
        return now
    with closing(history):
        try:
            past = select_rows(history, _PAST, str(now["as_of"].iloc[0].date()), json.dumps(quantities))
            days = {name: dates_stored(past[name]) for name in ("as_of", "count_date")}
            past = past.assign(**days).astype(dict.fromkeys(("low", "best", "high"), "float64"))
        except DAMAGE:
            # the file is damaged: recording the run moves it aside, and says so
            return now
    if past.empty:
        return now
    return pd.concat([past[columns], now], ignore_index=True)


_OVER_TIME = """
SELECT as_of, recorded_at, run, quantity, count_date, unit, publish, best, low50, high50, low, high, level, claims_low,
    claims_high, voices, agreement, method FROM run_estimates
    WHERE run IN (SELECT max(run) FROM runs WHERE looks_back = 0 GROUP BY as_of) ORDER BY quantity, count_date, as_of
"""


def estimates_over_time(file: Path) -> pd.DataFrame:
    """Return what was estimated as of each recorded date, by the last run of that date.

    Returns
    -------
    DataFrame
        `as_of, recorded_at, run`, then columns of the estimates; sorted by quantity, count date and as-of date.

    Examples
    --------
    >>> estimates_over_time(Path("nowhere/history.sqlite")).empty
    True
    """
    history = open_history(file)
    if history is None:
        return pd.DataFrame()
    with closing(history):
        return select_rows(history, _OVER_TIME)
