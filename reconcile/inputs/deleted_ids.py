"""Rows that a list itself says it no longer has: kept, with this reason, and used no more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings, TableAt
from reconcile.claims.text import text_of
from reconcile.errors import InputError
from reconcile.folder.input_keys import Input
from reconcile.inputs.fetch.fetched_content import check_read
from reconcile.inputs.fetch.page_contents import page_of

__all__ = ["DELETED", "check_deleted", "deleted_ids", "without_deleted"]

DELETED = "its list names it among what it has deleted"

_IDS = "claim_id"


def deleted_ids(file: Path, columns: Mapping[str, str], records: str = "") -> frozenset[str]:
    r"""Return the ids that a file names.

    Parameters
    ----------
    file : Path
    columns : mapping of header to column
        Those of the input: the header that fills `claim_id` has the ids there, too. A lone column needs no name.
    records : str
        Way to the list of records within JSON; an empty list is one.

    Raises
    ------
    InputError
        The file cannot be read, or none of its columns has the ids.
    FetchError
        It is JSON that tells a fault.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (file := Path(folder, "gone.csv")).write_text("when,event_id\n1,E2\n", encoding="utf-8")
    ...     deleted_ids(file, {"event_id": "claim_id"})
    frozenset({'E2'})
    """
    if file.suffix == ".json" and not page_of(file.read_bytes(), "json", records).rows:
        return frozenset()
    table = read_table(file, file.name, ClaimSettings(at=TableAt(records=records))).table
    wanted = {_folded(header) for header, column in columns.items() if column == _IDS} | {_IDS}
    header = next((name for name in table.columns if _folded(name) in wanted), None)
    if header is None and len(table.columns) != 1:
        raise InputError(
            "no column of the list of deleted rows has their ids", file=file.name,
            hint=f"it should be called {' or '.join(sorted(wanted))}",
        )  # fmt: skip
    return frozenset(text_of(table[table.columns[0] if header is None else header])) - {""}


def _folded(header: object) -> str:
    return str(header).strip().casefold()


def without_deleted(table: pd.DataFrame, gone: frozenset[str]) -> pd.DataFrame:
    """Return a table in which rows that their list has deleted are dropped, as a correction drops them.

    Parameters
    ----------
    table : DataFrame
        Columns of claims.
    gone : frozenset of str
        Ids.

    Raises
    ------
    InputError
        There are ids, and the table has no column of them.

    Examples
    --------
    >>> table = pd.DataFrame({"claim_id": ["E1", "E2"]})
    >>> without_deleted(table, frozenset({"E2"}))["dropped_reason"].tolist()
    ['', 'its list names it among what it has deleted']
    """
    if not gone:
        return table
    if _IDS not in table.columns:
        raise InputError("has deleted_url and no column of ids", hint='map it, as in columns = { id = "claim_id" }')
    return table.assign(dropped_reason=text_of(table[_IDS]).isin(gone).map({True: DELETED, False: ""}))


def check_deleted(content: bytes, ending: str, keys: Input) -> None:
    r"""Raise where an answer does not name the ids of deleted rows: without them, all would count again.

    Raises
    ------
    FetchError
        The answer is a web page, cannot be read, or has no column of ids.

    Examples
    --------
    >>> keys = Input(name="register", url="https://example.org/list", columns={"event_id": "claim_id"})
    >>> check_deleted(b"id,when\n1,2\n", "csv", keys)
    Traceback (most recent call last):
        ...
    reconcile.errors.FetchError: the answer cannot be read as csv: no column of the list of deleted rows has their ids
    """
    check_read(content, ending, lambda file: deleted_ids(file, keys.columns, keys.records))
