"""`reconcile review`: the decisions of the desk on extracted claims, each written at once.

A *change* sets a cell of an extracted claim; accepting and rejecting set its status. Changes made together are checked
and written together: all of them or none.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pandas as pd

from reconcile.claims.checked import check_claims
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import FINDINGS, RAW_CLAIMS, names
from reconcile.desk.decision_journal import cells_changed, with_decision
from reconcile.desk.extracted_store import RowsRead, read_editable_rows, rows_by_file
from reconcile.desk.row_seals import row_seals
from reconcile.errors import ChangedError, ConfigError, InputError
from reconcile.folder.config import load_config
from reconcile.folder.exchange import exchange, recover
from reconcile.folder.lock import locked
from reconcile.inputs.accepted_claims import checkable
from reconcile.inputs.extracted_rows import csv_of
from reconcile.inputs.prepared import options_of
from reconcile.language.phrase import read_phrases
from reconcile.nearest import nearest_of
from reconcile.records import join_records

__all__ = ["EDITABLE", "Change", "decide"]

# columns that a desk may set: all but the id, by which decisions find their claim
EDITABLE = tuple(name for name in names(RAW_CLAIMS) if name != "claim_id")

# the mark in `note` of a proposed claim that was edited: reading the article again must not undo the desk's work
_EDITED = "edited: "


@dataclass(frozen=True)
class Change:
    """A cell to set; `file` distinguishes articles that share an id, "" means all of them."""

    claim_id: str
    column: str
    value: str
    file: str = ""


def decide(
    root: str | Path, changes: Sequence[Change], *, who: str = "", made_on: Mapping[str, str] | None = None,
    wait: float = 0.0, read: RowsRead = read_editable_rows,
) -> pd.DataFrame:  # fmt: skip
    """Make changes and write them, all or none, with a line of the journal.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    changes : sequence of Change
        In the order in which they are made; after all of them, every accepted claim must be usable.
    who : str
        Who decides, for the journal.
    made_on : mapping of id to hash, optional
        The versions of claims that the decision was made on (`row_seals`).
    wait : float
        Seconds to wait for another run to end.
    read : callable
        What gives the rows of a file, where they are kept; they stay as they are.

    Returns
    -------
    DataFrame
        Findings on the changed claims, such as a measure that is not in the list.

    Raises
    ------
    ConfigError
        There is no such claim or column.
    InputError
        A value or an accepted claim cannot be used, or a file cannot be read whole.
    ChangedError
        Somebody else has changed a claim since; `now` has its row.
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
    with locked(config.root, wait=wait) as state:
        recover(config.root, state)
        kept, faults = rows_by_file(config, read)
        places = [_places_of(change, kept, faults) for change in changes]
        touched = sorted({place for rows in places for place in rows})
        _check_versions(kept, touched, made_on or {})
        before = {file: kept[file] for file in dict.fromkeys(file for file, _ in touched)}
        tables = kept | {file: table.copy() for file, table in before.items()}
        for change, rows in zip(changes, places, strict=True):
            for file, row in rows:
                _set(tables[file], row, change)
        known = {claim for table in tables.values() for claim in table["claim_id"]}
        as_set = [tables[file].loc[[row for one, row in touched if one == file]] for file in before]
        checked = _all_checked(as_set, changes, options_of(config).claims)
        findings = [_without_known_wholes(found, known) for found in checked]
        files = {file: csv_of(tables[file].drop(columns=["file", "row"])).encode() for file in before}
        files |= with_decision(config, cells_changed(before, tables), who=who)
        if files:
            exchange(config.root, state, sorted({str(PurePosixPath(file).parent) for file in files}), files)
    return join_records(findings, names(FINDINGS))


def _check_versions(
    tables: Mapping[str, pd.DataFrame], places: Iterable[tuple[str, int]], made_on: Mapping[str, str]
) -> None:  # fmt: skip
    """Raise where a row is not the version that a decision was made on."""
    for file, row in places if made_on else ():
        now = tables[file].loc[[row]]
        claim = str(now["claim_id"].iloc[0])
        if claim in made_on and row_seals(now) != [made_on[claim]]:
            raise ChangedError(
                f"{claim} was changed by somebody else", file=file, now=now, hint="look at it as it stands, then decide"
            )


def _check_columns(changes: Iterable[Change]) -> None:
    for change in changes:
        if change.column not in EDITABLE:
            raise ConfigError(
                f"'{change.column}' cannot be set",
                hint=f"the nearest column is '{nearest_of(change.column, EDITABLE)}'",
            )


def _places_of(
    change: Change, tables: dict[str, pd.DataFrame], faults: tuple[InputError, ...]
) -> list[tuple[str, int]]:
    """Return file and row of each claim that a change is about."""
    places = [
        (file, int(row))
        for file, table in tables.items()
        if change.file in ("", file)
        for row in table.index[table["claim_id"] == change.claim_id]
    ]
    if not places and faults:
        raise faults[0]
    if not places:
        nearest = nearest_of(change.claim_id, (claim for table in tables.values() for claim in table["claim_id"]))
        hint = f"the nearest one is '{nearest}'" if nearest else "see `reconcile review --list`"
        raise ConfigError(f"no extracted claim is called '{change.claim_id}'", hint=hint)
    return places


def _set(table: pd.DataFrame, row: int, change: Change) -> None:
    """Set a cell in place; a new phrase is read, and the note of a proposed claim says what was edited."""
    table.loc[row, change.column] = change.value.strip()
    if change.column == "phrase":
        read = read_phrases(table.loc[[row], "phrase"]).iloc[0].to_dict()
        if read["kind"]:
            for name, value in (("kind", read["kind"]), ("n1", _digits(read["n1"])), ("n2", _digits(read["n2"]))):
                table.loc[row, name] = value
    note = str(table.loc[row, "note"])
    if change.column not in ("status", "note") and str(table.loc[row, "status"]).lower() == "proposed":
        mark = f"{_EDITED}{change.column}"
        if mark not in note.split("; "):
            table.loc[row, "note"] = f"{note}; {mark}" if note else mark


def _digits(number: float) -> str:
    return "" if pd.isna(number) else f"{number:.15g}"


def _all_checked(
    tables: Sequence[pd.DataFrame], changes: Sequence[Change], settings: ClaimSettings
) -> list[pd.DataFrame]:
    """Return the findings on rows; raise where one of them cannot be used as it is now.

    What is right with many rows is found at once; where anything is wrong, each is looked at by itself, for it may be
    wrong beside the others alone, such as a claim that is there twice: a run says so.
    """
    if not tables:
        return []
    rows = pd.concat(tables, ignore_index=True)
    if len(rows) > 1:
        together = check_claims(checkable(rows), settings)
        if together.rejected.empty and len(together.claims) == len(rows) and together.findings.empty:
            return []
    return [_checked(rows.iloc[[place]], changes, settings) for place in range(len(rows))]


def _checked(row: pd.DataFrame, changes: Sequence[Change], settings: ClaimSettings) -> pd.DataFrame:
    """Return the findings on a row; raise where it cannot be used as it is now."""
    claim, status = (str(row[name].iloc[0]) for name in ("claim_id", "status"))
    columns = {change.column for change in changes if change.claim_id == claim}
    checked = check_claims(checkable(row), settings)
    faults = checked.rejected.to_dict("records")
    accepting = status.lower() == "accepted"
    for fault in faults:
        column = "measure" if fault["rule"] == "no-quantity" else str(fault["column"])
        if accepting or column in columns:
            refusal = f"{claim} cannot be accepted" if accepting else f"{claim}: {column} cannot be set so"
            raise InputError(
                f"{refusal}: {_reason(fault)}", value=str(fault["value"]),
                hint=f"--set {claim} {column or 'phrase'}=…",
            )  # fmt: skip
    return checked.findings


def _without_known_wholes(found: pd.DataFrame, known: Collection[str]) -> pd.DataFrame:
    """Return findings on one row without those that miss its whole, where another row of the articles is it."""
    return found[~((found["rule"] == "whole-missing") & found["value"].isin(list(known)))]


def _reason(fault: Mapping[Hashable, object]) -> str:
    return "it has no measure" if fault["rule"] == "no-quantity" else str(fault["hint"])
