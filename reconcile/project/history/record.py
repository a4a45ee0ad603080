"""A run goes into the history: one transaction, rows only for what is new in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile import __version__
from reconcile.project.fetch.address import told_address
from reconcile.project.history.files import store_files
from reconcile.project.history.rows import (
    CLAIM_COLUMNS,
    ESTIMATE_COLUMNS,
    claim_hashes,
    claim_rows,
    document,
    estimate_rows,
)
from reconcile.project.history.runs import add_row, now, unrecorded
from reconcile.project.history.schema import connect, move_aside
from reconcile.project.manifest import RunFacts

__all__ = ["Outcome", "record_run"]


@dataclass(frozen=True)
class Outcome:
    """What a run leaves in the history.

    Attributes
    ----------
    root : Path
        Folder to which the paths of inputs are relative.
    facts : RunFacts
        Inputs, config in effect, as-of date.
    estimates, claims : DataFrame
        Of the result.
    checked : DataFrame
        The claims as they were checked, row for row those of `claims`.
    sources : DataFrame
        The table of sources.
    rejected, moved : int
        Rows rejected; rows of `changes.csv`.
    previous : int or None
        Run with which this one was compared.
    looks_back : bool
        The as-of date was asked for and is before that of the newest run.
    sealed : bool
        The inputs may hold claims under embargo: they are not kept.
    """

    root: Path
    facts: RunFacts
    estimates: pd.DataFrame
    claims: pd.DataFrame
    checked: pd.DataFrame
    sources: pd.DataFrame
    rejected: int
    moved: int
    previous: int | None
    looks_back: bool
    sealed: bool = False


def record_run(file: Path, outcome: Outcome) -> str:
    """Record a run; return a message where the file could not be used as it was, else "".

    A file that is damaged, or no history, is moved aside and a new one begun.

    Raises
    ------
    OutputError
        The run cannot be recorded; the outputs stand.

    Examples
    --------
    >>> nothing = pd.DataFrame()
    >>> outcome = Outcome(Path(), RunFacts([], {}, "", ""), nothing, nothing, nothing, nothing, 0, 0, None, False)
    >>> record_run(Path("nowhere/history.sqlite"), outcome)
    Traceback (most recent call last):
        ...
    reconcile.errors.OutputError: the run is not recorded in history.sqlite: unable to open database ...
    """
    try:
        return _record(file, outcome)
    except (sqlite3.OperationalError, OSError) as error:
        raise unrecorded(error) from error


def _record(file: Path, outcome: Outcome) -> str:
    try:
        _write(file, outcome)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        aside = move_aside(file)
        _write(file, outcome)
        return f"{file.name} could not be read ({error}); it is kept as {aside}, and a new history begins"
    return ""


def _write(file: Path, outcome: Outcome) -> None:
    with closing(connect(file)) as history:
        history.execute("BEGIN IMMEDIATE")
        # a connection that is closed before the commit takes everything back, as does a process that dies
        documents = _store_documents(history, outcome)
        if not outcome.sealed:
            store_files(history, outcome.root, outcome.facts.inputs)
        snapshot = _store_snapshot(history, outcome)
        _store_run(history, outcome, documents, snapshot)
        history.execute("COMMIT")


def _store_documents(history: sqlite3.Connection, outcome: Outcome) -> dict[str, str]:
    told = {
        "config": document(_without_credentials(outcome.facts.config)),
        "inputs": document(list(outcome.facts.inputs)),
        "sources": document(outcome.sources.astype(str).to_dict("records")),
    }
    history.executemany("INSERT OR IGNORE INTO documents VALUES (?, ?)", told.values())
    return {name: digest for name, (digest, _) in told.items()}


def _without_credentials(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the config as it may be kept: addresses as they are told, no names of credentials."""
    inputs = [
        {**one, "url": told_address(one["url"]), "header_env": {}} if one.get("url") else one
        for one in config.get("inputs", ())
    ]
    return {**config, **({"inputs": inputs} if inputs else {})}


def _store_snapshot(history: sqlite3.Connection, outcome: Outcome) -> int:
    """Store rows that are new, move spans, and return the snapshot: the one before where nothing differs."""
    newest = int(history.execute("SELECT ifnull(max(snapshot), 0) FROM runs").fetchone()[0])
    estimates, hashes = estimate_rows(outcome.estimates), claim_hashes(outcome.checked)
    quantity, used = outcome.claims["quantity"].tolist(), outcome.claims["used"].astype(int).tolist()
    history.execute("CREATE TEMP TABLE found_estimates (hash TEXT PRIMARY KEY) WITHOUT ROWID")
    history.execute("CREATE TEMP TABLE found_claims (hash TEXT PRIMARY KEY, quantity TEXT, used INTEGER) WITHOUT ROWID")
    history.executemany("INSERT INTO found_estimates VALUES (?)", ((digest,) for digest in estimates["hash"]))
    history.executemany("INSERT INTO found_claims VALUES (?, ?, ?)", zip(hashes, quantity, used, strict=True))
    unknown = _unknown(history, "estimates")
    _insert(history, "estimates", ESTIMATE_COLUMNS, estimates[estimates["hash"].isin(unknown)])
    missing = hashes.isin(_unknown(history, "claims")).to_numpy()
    rows = claim_rows(outcome.checked[missing]).assign(hash=hashes[missing].tolist())
    _insert(history, "claims", CLAIM_COLUMNS, rows)
    return newest + 1 if _move_spans(history, newest) else newest


def _unknown(history: sqlite3.Connection, table: str) -> set[str]:
    rows = history.execute(f"SELECT hash FROM found_{table} EXCEPT SELECT hash FROM {table}")  # noqa: S608  our name
    return {digest for (digest,) in rows}


def _insert(history: sqlite3.Connection, table: str, columns: Sequence[str], rows: pd.DataFrame) -> None:
    names = ("hash", *columns)
    marks = ", ".join("?" * len(names))
    filled = rows[list(names)].astype(object)
    values = filled.where(filled.notna(), None).itertuples(index=False, name=None)
    history.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)  # noqa: S608


_CLOSE_ESTIMATES = """
UPDATE estimate_spans SET last = :newest WHERE last IS NULL AND estimate NOT IN
    (SELECT estimate FROM estimates JOIN found_estimates USING (hash))
"""
_OPEN_ESTIMATES = """
INSERT INTO estimate_spans SELECT estimate, :newest + 1, NULL FROM estimates JOIN found_estimates USING (hash)
    WHERE estimate NOT IN (SELECT estimate FROM estimate_spans WHERE last IS NULL)
"""
_CLOSE_CLAIMS = """
UPDATE claim_spans SET last = :newest WHERE last IS NULL AND (claim, quantity, used) NOT IN
    (SELECT claim, quantity, used FROM claims JOIN found_claims USING (hash))
"""
_OPEN_CLAIMS = """
INSERT INTO claim_spans SELECT claim, found.quantity, found.used, :newest + 1, NULL
    FROM claims JOIN found_claims AS found USING (hash) WHERE (claim, found.quantity, found.used) NOT IN
    (SELECT claim, quantity, used FROM claim_spans WHERE last IS NULL)
"""


def _move_spans(history: sqlite3.Connection, newest: int) -> int:
    """End the spans of what is gone and begin those of what is new; return how many rows that touched."""
    steps = (_CLOSE_ESTIMATES, _OPEN_ESTIMATES, _CLOSE_CLAIMS, _OPEN_CLAIMS)
    return sum(history.execute(step, {"newest": newest}).rowcount for step in steps)


def _store_run(history: sqlite3.Connection, outcome: Outcome, documents: Mapping[str, str], snapshot: int) -> None:
    facts = outcome.facts
    row = {
        "run_id": facts.run_id, "as_of": facts.as_of, "recorded_at": now(), "version": __version__,
        "method": str(facts.config.get("method", "")), "level": float(facts.config.get("level", 0.0)),
        "pattern": facts.quantity, **documents, "snapshot": snapshot, "previous": outcome.previous,
        "looks_back": int(outcome.looks_back), "quantities": outcome.estimates["quantity"].nunique(),
        "claims": len(outcome.claims), "used": int(outcome.claims["used"].sum()), "rejected": outcome.rejected,
        "moved": outcome.moved,
    }  # fmt: skip
    add_row(history, row)
