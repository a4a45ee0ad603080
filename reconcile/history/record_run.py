"""Recording a run in the history: one transaction, and new rows only for what is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.folder.address import masked_address
from reconcile.folder.run_facts import RunFacts
from reconcile.history.database import DAMAGE, connect, is_damage, move_aside, upgrade
from reconcile.history.kept_inputs import store_files
from reconcile.history.printed_before import store_printed
from reconcile.history.run_list import add_row, not_recorded, time_now
from reconcile.history.snapshot import store_snapshot
from reconcile.history.stored_rows import columns_of_sums, hashed_document
from reconcile.version import __version__

__all__ = ["Outcome", "record_run"]


@dataclass(frozen=True, kw_only=True)
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
        Number of rows rejected, and of rows in `changes.csv`.
    previous : int or None
        The run with which this one was compared.
    looks_back : bool
        Whether the as-of date was asked for and is before that of the newest run.
    sealed : bool
        Whether the inputs may hold claims under embargo, so that they are not kept.
    damage : str
        What the comparison found damaged in the history; "" where nothing is.
    told : mapping
        What the feeds have told, for the next run; empty without feeds.
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
    damage: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)


def record_run(file: Path, outcome: Outcome) -> str:
    """Record a run; return a message where the file could not be used as it was, else "".

    A file that is damaged, or no history, is moved aside and a new one begun.

    Raises
    ------
    OutputError
        The run cannot be recorded; the outputs stand.

    Examples
    --------
    >>> empty = pd.DataFrame()
    >>> outcome = Outcome(
    ...     root=Path(), facts=RunFacts(inputs=[], config={}, as_of="", newest=""), estimates=empty, claims=empty,
    ...     checked=empty, sources=empty, rejected=0, moved=0, previous=None, looks_back=False,
    ... )
    >>> record_run(Path("nowhere/history.sqlite"), outcome)
    Traceback (most recent call last):
        ...
    reconcile.errors.OutputError: the run is not recorded in history.sqlite: unable to open database ...
    """
    try:
        return _record(file, outcome)
    except (sqlite3.Error, OSError) as error:
        raise not_recorded(error) from error


def _record(file: Path, outcome: Outcome) -> str:
    try:
        if outcome.damage:
            raise sqlite3.DatabaseError(outcome.damage)
        _write(file, outcome)
    except DAMAGE as error:
        if not (is_damage(error) and file.is_file()):
            raise
        aside = move_aside(file)
        _write(file, outcome)
        return f"{file.name} could not be read ({error}); it is kept as {aside}, and a new history begins"
    return ""


def _write(file: Path, outcome: Outcome) -> None:
    with closing(connect(file)) as history:
        history.execute("BEGIN IMMEDIATE")
        upgrade(history)
        # a connection that is closed before the commit takes everything back, as does a process that dies
        documents = _store_documents(history, outcome)
        if not outcome.sealed:
            store_files(history, outcome.root, outcome.facts.inputs)
        own = columns_of_sums(outcome.facts.config, outcome.checked.columns)
        snapshot = store_snapshot(history, outcome.estimates, outcome.claims, outcome.checked, own)
        if outcome.told:
            store_printed(history, snapshot, outcome.facts.as_of, outcome.told)
        _store_run(history, outcome, documents, snapshot)
        history.execute("COMMIT")


def _store_documents(history: sqlite3.Connection, outcome: Outcome) -> dict[str, str]:
    documents = {
        "config": hashed_document(_without_credentials(outcome.facts.config)),
        "inputs": hashed_document(list(outcome.facts.inputs)),
        "sources": hashed_document(outcome.sources.astype(str).to_dict("records")),
    }
    history.executemany("INSERT OR IGNORE INTO documents VALUES (?, ?)", documents.values())
    return {name: digest for name, (digest, _) in documents.items()}


def _without_credentials(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the config as it may be kept: addresses masked, and no names of credentials."""
    inputs = [
        {**item, "url": masked_address(item["url"]), "header_env": {}} if item.get("url") else item
        for item in config.get("inputs", ())
    ]
    return {**config, **({"inputs": inputs} if inputs else {})}


def _store_run(history: sqlite3.Connection, outcome: Outcome, documents: Mapping[str, str], snapshot: int) -> None:
    facts = outcome.facts
    row = {
        "run_id": facts.run_id, "as_of": facts.as_of, "recorded_at": time_now(), "version": __version__,
        "method": str(facts.config.get("method", "")), "level": float(facts.config.get("level", 0.0)),
        "pattern": facts.quantity, **documents, "snapshot": snapshot, "previous": outcome.previous,
        "looks_back": int(outcome.looks_back), "quantities": outcome.estimates["quantity"].nunique(),
        "claims": len(outcome.claims), "used": int(outcome.claims["used"].sum()), "rejected": outcome.rejected,
        "moved": outcome.moved,
    }  # fmt: skip
    add_row(history, row)
