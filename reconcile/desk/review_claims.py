"""`reconcile review`: the desk's decisions on extracted claims, each written at once.

A *change* sets one cell of one extracted claim; accepting and rejecting set its status. Changes that are asked for
together are checked together and written together: all of them, or none.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pandas as pd

from reconcile.claims.checked import check_claims
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import FINDINGS, RAW_CLAIMS, names
from reconcile.desk.extracted_store import files_of_articles
from reconcile.errors import ConfigError, InputError
from reconcile.folder.config import load_config
from reconcile.folder.exchange import exchange, recover
from reconcile.folder.lock import locked
from reconcile.inputs.accepted_claims import checkable
from reconcile.inputs.extracted_rows import csv_of
from reconcile.inputs.prepared import options_of
from reconcile.language.phrase import read_phrases
from reconcile.records import join_records

__all__ = ["EDITABLE", "Change", "decide"]

# columns that a desk may set; an id is what decisions hold on to
EDITABLE = tuple(name for name in names(RAW_CLAIMS) if name != "claim_id")

# the mark in `note` of a proposed claim that was edited: reading the article again must not undo the desk's work
_EDITED = "edited: "


@dataclass(frozen=True)
class Change:
    """One cell to set; `file` tells articles apart that share an id, "" means all of them."""

    claim_id: str
    column: str
    value: str
    file: str = ""


def decide(root: str | Path, changes: Sequence[Change]) -> pd.DataFrame:
    """Make changes and write them at once, all or none.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    changes : sequence of Change
        In their order; an accepted claim must be fit for use after all of them.

    Returns
    -------
    DataFrame
        Findings on the changed claims, such as a measure that is not in the list.

    Raises
    ------
    ConfigError
        No such claim or column.
    InputError
        A value cannot be used, a claim is not fit to be accepted, or its file cannot be read whole.
    OutputError, LockedError
        Nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     decide(folder, [Change("E1", "status", "accepted")])
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: no extracted claim is called 'E1' (see `reconcile review --list`)
    """
    _check_columns(changes)
    config = load_config(root)
    with locked(config.root) as state:
        recover(config.root, state)
        tables, faults = files_of_articles(config)
        places = [_places_of(change, tables, faults) for change in changes]
        for change, where in zip(changes, places, strict=True):
            for file, row in where:
                _set(tables[file], row, change)
        touched = sorted({place for where in places for place in where})
        found = [_checked(tables[file].loc[[row]], changes, options_of(config).claims) for file, row in touched]
        files = {file: csv_of(tables[file].drop(columns=["file", "row"])).encode() for file, _ in touched}
        exchange(config.root, state, sorted({str(PurePosixPath(file).parent) for file in files}), files)
    return join_records(found, names(FINDINGS))


def _check_columns(changes: Iterable[Change]) -> None:
    for change in changes:
        if change.column not in EDITABLE:
            nearest = difflib.get_close_matches(change.column, EDITABLE, n=1, cutoff=0.0)[0]
            raise ConfigError(f"'{change.column}' cannot be set", hint=f"the nearest column is '{nearest}'")


def _places_of(
    change: Change, tables: dict[str, pd.DataFrame], faults: tuple[InputError, ...]
) -> list[tuple[str, int]]:
    found = [
        (file, int(row))
        for file, table in tables.items()
        if change.file in ("", file)
        for row in table.index[table["claim_id"] == change.claim_id]
    ]
    if not found and faults:
        raise faults[0]
    if not found:
        known = [claim for table in tables.values() for claim in table["claim_id"]]
        nearest = difflib.get_close_matches(change.claim_id, known, n=1, cutoff=0.0)
        hint = f"the nearest one is '{nearest[0]}'" if nearest else "see `reconcile review --list`"
        raise ConfigError(f"no extracted claim is called '{change.claim_id}'", hint=hint)
    return found


def _set(table: pd.DataFrame, row: int, change: Change) -> None:
    table.loc[row, change.column] = change.value.strip()
    if change.column == "phrase":
        read = read_phrases(table.loc[[row], "phrase"]).iloc[0].to_dict()
        if read["kind"]:
            for name, value in (("kind", read["kind"]), ("n1", _digits(read["n1"])), ("n2", _digits(read["n2"]))):
                table.loc[row, name] = value
    note = str(table.loc[row, "note"])
    if change.column not in ("status", "note") and str(table.loc[row, "status"]).lower() == "proposed":
        told = f"{_EDITED}{change.column}"
        if told not in note.split("; "):
            table.loc[row, "note"] = f"{note}; {told}" if note else told


def _digits(number: float) -> str:
    return "" if pd.isna(number) else f"{number:.15g}"


def _checked(row: pd.DataFrame, changes: Sequence[Change], settings: ClaimSettings) -> pd.DataFrame:
    """Refuse a row that cannot be used as it is now; return what was found on it."""
    claim, status = (str(row[name].iloc[0]) for name in ("claim_id", "status"))
    mine = {change.column for change in changes if change.claim_id == claim}
    checked = check_claims(checkable(row), settings)
    faults = checked.rejected.to_dict("records")
    accepting = status.lower() == "accepted"
    for fault in faults:
        column = "measure" if fault["rule"] == "no-quantity" else str(fault["column"])
        if accepting or column in mine:
            told = f"{claim} cannot be accepted" if accepting else f"{claim}: {column} cannot be set so"
            raise InputError(
                f"{told}: {_wanted(fault)}", value=str(fault["value"]),
                hint=f"--set {claim} {column or 'phrase'}=…",
            )  # fmt: skip
    return checked.findings


def _wanted(fault: Mapping[Hashable, object]) -> str:
    return "it has no measure" if fault["rule"] == "no-quantity" else str(fault["hint"])
