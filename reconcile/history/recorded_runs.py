"""Recorded runs: the list of them, and the one with which a new run is compared."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.errors import InputError
from reconcile.history.database import DAMAGE, connect, open_history, what_to_do
from reconcile.history.row_queries import dates_stored, select_rows

__all__ = ["Previous", "previous_run", "recorded_runs"]


@dataclass(frozen=True, kw_only=True)
class Previous:
    """The recorded run with which a new one is compared.

    Attributes
    ----------
    run : int
    as_of, version : str
    config : dict
    sources : list of dict
        Its table of sources.
    snapshot : int
    estimates : DataFrame
        `quantity, family, unit, count_date` (as dates), `low, best, high, publish, agreement, method`.
    """

    run: int
    as_of: str
    version: str
    config: dict[str, Any]
    sources: list[dict[str, str]]
    snapshot: int
    estimates: pd.DataFrame


# Runs that looked back stand in only where there is no other; of one date, the last recorded is what was printed.
_PREVIOUS = """
SELECT runs.*, config.body AS config_body, sources.body AS sources_body FROM runs
    JOIN documents AS config ON config.hash = runs.config JOIN documents AS sources ON sources.hash = runs.sources
    WHERE as_of < ? AND as_of <> '' ORDER BY looks_back, as_of DESC, run DESC LIMIT 1
"""
_ESTIMATES_OF = """
SELECT quantity, family, unit, count_date, low, best, high, publish, agreement, method FROM run_estimates
    WHERE run = ? ORDER BY quantity, count_date
"""


def previous_run(file: Path, as_of: str) -> Previous | None:
    """Return the newest recorded run of an earlier as-of date, None without one.

    Raises
    ------
    OutputError
        A newer version of the tool wrote the history.

    Examples
    --------
    >>> previous_run(Path("nowhere/history.sqlite"), "2025-01-31") is None
    True
    """
    history = open_history(file) if as_of else None
    if history is None:
        return None
    with closing(history):
        try:
            return _previous(history, as_of)
        except DAMAGE:
            # the file is damaged: recording the run moves it aside, and says so
            return None


def _previous(history: sqlite3.Connection, as_of: str) -> Previous | None:
    history.row_factory = sqlite3.Row
    row = history.execute(_PREVIOUS, (as_of,)).fetchone()
    if row is None:
        return None
    history.row_factory = None
    estimates = select_rows(history, _ESTIMATES_OF, row["run"])
    date.fromisoformat(row["as_of"])
    # a damaged file may hold words where numbers and dates stood
    estimates = estimates.astype(dict.fromkeys(("best", "low", "high"), "float64"))
    days = dates_stored(estimates["count_date"])
    return Previous(
        run=row["run"], as_of=row["as_of"], version=row["version"], config=json.loads(row["config_body"]),
        sources=json.loads(row["sources_body"]), snapshot=int(row["snapshot"]),
        estimates=estimates.assign(count_date=days),
    )  # fmt: skip


def recorded_runs(file: Path) -> pd.DataFrame:
    """Return the recorded runs, newest first.

    Returns
    -------
    DataFrame
        `run, recorded_at, as_of, run_id, method, level, version, quantities, claims, used, rejected, moved, snapshot,
        looks_back`.

    Raises
    ------
    InputError
        The file is damaged.
    OutputError
        A newer version of the tool wrote it.

    Examples
    --------
    >>> recorded_runs(Path("nowhere/history.sqlite")).empty
    True
    """
    columns = ["run", "recorded_at", "as_of", "run_id", "method", "level", "version", "quantities", "claims", "used",
               "rejected", "moved", "snapshot", "looks_back"]  # fmt: skip
    if not file.is_file():
        return pd.DataFrame(columns=columns)
    try:
        with closing(connect(file)) as history:
            query = f"SELECT {', '.join(columns)} FROM runs ORDER BY run DESC"  # noqa: S608  our names
            table = select_rows(history, query)
        counts = dict.fromkeys(columns[7:13], "int64")
        return table.assign(looks_back=table["looks_back"].astype(bool)).astype(counts)
    except DAMAGE as error:
        raise InputError(f"cannot be read: {error}", file=file.name, hint=what_to_do(error)) from error
