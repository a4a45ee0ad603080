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
from reconcile.history.database import DAMAGE, connect, open_history
from reconcile.history.row_queries import dates_stored, select_rows

__all__ = ["Previous", "previous_run", "recorded_runs", "stored_claims"]


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
    estimates : DataFrame
        Columns of the table `estimates`, and `count_date` as dates.
    claims : DataFrame
        `claim`, `hash`, `claim_id`, `source`, `phrase`, `quantity`, `used`.
    """

    run: int
    as_of: str
    version: str
    config: dict[str, Any]
    sources: list[dict[str, str]]
    estimates: pd.DataFrame
    claims: pd.DataFrame


# Runs that looked back stand in only where there is no other; of one date, the last recorded is what was printed.
_PREVIOUS = """
SELECT runs.*, config.body AS config_body, sources.body AS sources_body FROM runs
    JOIN documents AS config ON config.hash = runs.config JOIN documents AS sources ON sources.hash = runs.sources
    WHERE as_of < ? AND as_of <> '' ORDER BY looks_back, as_of DESC, run DESC LIMIT 1
"""
_ESTIMATES_OF = "SELECT * FROM run_estimates WHERE run = ? ORDER BY quantity, count_date"
_CLAIMS_OF = """
SELECT claim, hash, claim_id, source, phrase, quantity, used FROM run_claims WHERE run = ? ORDER BY claim
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
    estimates, claims = (select_rows(history, query, row["run"]) for query in (_ESTIMATES_OF, _CLAIMS_OF))
    date.fromisoformat(row["as_of"])
    # a damaged file may hold words where numbers and dates stood
    estimates = estimates.astype(dict.fromkeys(("best", "low", "high"), "float64"))
    days = dates_stored(estimates["count_date"])
    return Previous(
        run=row["run"], as_of=row["as_of"], version=row["version"], config=json.loads(row["config_body"]),
        sources=json.loads(row["sources_body"]), estimates=estimates.assign(count_date=days), claims=claims,
    )  # fmt: skip


def stored_claims(file: Path, claims: list[int]) -> pd.DataFrame:
    """Return stored claims by their numbers in the history, as raw claims that can be checked.

    Examples
    --------
    >>> stored_claims(Path("nowhere/history.sqlite"), [1]).empty
    True
    """
    history = open_history(file) if claims else None
    if history is None:
        return pd.DataFrame()
    with closing(history):
        try:
            history.execute("CREATE TEMP TABLE wanted (claim INTEGER PRIMARY KEY)")
            history.executemany("INSERT INTO wanted VALUES (?)", ((int(claim),) for claim in claims))
            rows = history.execute("SELECT body FROM claims JOIN wanted USING (claim) ORDER BY claim").fetchall()
            return pd.DataFrame([json.loads(body) for (body,) in rows])
        except DAMAGE:
            return pd.DataFrame()


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
        hint = "the next `reconcile run` keeps it under another name, and begins a new one"
        raise InputError(f"cannot be read: {error}", file=file.name, hint=hint) from error
