"""Looking into the history: the runs, the one to compare with, and how estimates came along."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.history.database import opened

__all__ = ["Previous", "bodies_of", "estimates_over_time", "past_estimates", "previous_run", "recorded_runs", "select"]


@dataclass(frozen=True)
class Previous:
    """The run with which another one is compared.

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
    history = opened(file) if as_of else None
    if history is None:
        return None
    with closing(history):
        try:
            return _previous(history, as_of)
        except (sqlite3.DatabaseError, ValueError):
            # a damaged file: recording the run moves it aside, and says so
            return None


def _previous(history: sqlite3.Connection, as_of: str) -> Previous | None:
    history.row_factory = sqlite3.Row
    row = history.execute(_PREVIOUS, (as_of,)).fetchone()
    if row is None:
        return None
    history.row_factory = None
    estimates = select(history, "SELECT * FROM run_estimates WHERE run = ? ORDER BY quantity, count_date", row["run"])
    claims = select(
        history,
        "SELECT claim, hash, claim_id, source, phrase, quantity, used FROM run_claims WHERE run = ? ORDER BY claim",
        row["run"],
    )
    return Previous(
        row["run"], row["as_of"], row["version"], json.loads(row["config_body"]), json.loads(row["sources_body"]),
        estimates.assign(count_date=pd.to_datetime(estimates["count_date"].replace("", None)).astype("datetime64[s]")),
        claims,
    )  # fmt: skip


def select(history: sqlite3.Connection, query: str, *values: object) -> pd.DataFrame:
    """Return the rows of a query as a table.

    Examples
    --------
    >>> from reconcile.history.database import connect
    >>> select(connect(Path(":memory:")), "SELECT run, as_of FROM runs").columns.tolist()
    ['run', 'as_of']
    """
    found = history.execute(query, values)
    return pd.DataFrame(found.fetchall(), columns=[item[0] for item in found.description])


def bodies_of(file: Path, claims: list[int]) -> pd.DataFrame:
    """Return stored claims by their numbers, as raw claims that can be checked.

    Examples
    --------
    >>> bodies_of(Path("nowhere/history.sqlite"), [1]).empty
    True
    """
    history = opened(file) if claims else None
    if history is None:
        return pd.DataFrame()
    with closing(history):
        history.execute("CREATE TEMP TABLE wanted (claim INTEGER PRIMARY KEY)")
        history.executemany("INSERT INTO wanted VALUES (?)", ((int(claim),) for claim in claims))
        found = history.execute("SELECT body FROM claims JOIN wanted USING (claim) ORDER BY claim").fetchall()
    return pd.DataFrame([json.loads(body) for (body,) in found])


def recorded_runs(file: Path) -> pd.DataFrame:
    """Return the runs, newest first.

    Returns
    -------
    DataFrame
        `run, recorded_at, as_of, run_id, method, level, version, quantities, claims, used, rejected, moved, snapshot,
        looks_back`.

    Examples
    --------
    >>> recorded_runs(Path("nowhere/history.sqlite")).empty
    True
    """
    columns = ["run", "recorded_at", "as_of", "run_id", "method", "level", "version", "quantities", "claims", "used",
               "rejected", "moved", "snapshot", "looks_back"]  # fmt: skip
    history = opened(file)
    if history is None:
        return pd.DataFrame(columns=columns)
    with closing(history):
        table = select(history, f"SELECT {', '.join(columns)} FROM runs ORDER BY run DESC")  # noqa: S608  our names
    return table.assign(looks_back=table["looks_back"].astype(bool))


_PAST = """
SELECT as_of, quantity, count_date, low, best, high FROM run_estimates
    WHERE run IN (SELECT max(run) FROM runs WHERE looks_back = 0 AND as_of < ? GROUP BY as_of)
    AND quantity IN (SELECT value FROM json_each(?)) ORDER BY quantity, as_of, count_date
"""


def past_estimates(file: Path, estimates: pd.DataFrame, quantities: list[str]) -> pd.DataFrame:
    """Return the estimates of quantities by date of knowledge: those of recorded runs, and those of this one.

    Parameters
    ----------
    file : Path
    estimates : DataFrame
        Of this run; runs as of the same day or a later one are not looked at.
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
    history = opened(file) if len(now) and now["as_of"].notna().all() else None
    if history is None:
        return now
    with closing(history):
        try:
            past = select(history, _PAST, str(now["as_of"].iloc[0].date()), json.dumps(quantities))
        except sqlite3.DatabaseError:
            # the file is damaged; what records the run says so and moves it aside
            return now
    if past.empty:
        return now
    past = past.assign(**{name: pd.to_datetime(past[name]).astype("datetime64[s]") for name in ("as_of", "count_date")})
    return pd.concat([past[columns], now], ignore_index=True)


_OVER_TIME = """
SELECT as_of, recorded_at, run, quantity, count_date, unit, publish, best, low50, high50, low, high, level, claims_low,
    claims_high, voices, agreement, method FROM run_estimates
    WHERE run IN (SELECT max(run) FROM runs WHERE looks_back = 0 GROUP BY as_of) ORDER BY quantity, count_date, as_of
"""


def estimates_over_time(file: Path) -> pd.DataFrame:
    """Return what was estimated as of each recorded date, the last run of a date standing for it.

    Returns
    -------
    DataFrame
        `as_of, recorded_at, run`, then columns of the estimates; sorted by quantity, count date and as-of date.

    Examples
    --------
    >>> estimates_over_time(Path("nowhere/history.sqlite")).empty
    True
    """
    history = opened(file)
    if history is None:
        return pd.DataFrame()
    with closing(history):
        return select(history, _OVER_TIME)
