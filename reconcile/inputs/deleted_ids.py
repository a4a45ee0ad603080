"""Rows that a list itself says it no longer has: kept, with this reason, and used no more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of

__all__ = ["DELETED", "without_deleted"]

DELETED = "its list names it among what it has deleted"


def without_deleted(table: pd.DataFrame, deleted: Path | None, columns: Mapping[str, str]) -> pd.DataFrame:
    r"""Return a table in which rows that their list has deleted are dropped, as a correction drops them.

    Parameters
    ----------
    table : DataFrame
        Columns of claims.
    deleted : Path or None
        File of the ids; None leaves the table as it is.
    columns : mapping of header to column
        Those of the input: the header that fills `claim_id` has the ids there, too; else the first column.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (file := Path(folder, "gone.csv")).write_text("event_id,when\nE2,1\n", encoding="utf-8")
    ...     table = pd.DataFrame({"claim_id": ["E1", "E2"]})
    ...     without_deleted(table, file, {"event_id": "claim_id"})["dropped_reason"].tolist()
    ['', 'its list names it among what it has deleted']
    """
    if deleted is None or "claim_id" not in table.columns:
        return table
    gone = read_table(deleted, deleted.name, ClaimSettings()).table
    header = next((name for name in gone.columns if columns.get(str(name)) == "claim_id"), None)
    ids = text_of(gone[header] if header is not None else gone.iloc[:, 0])
    mask = text_of(table["claim_id"]).isin(ids[ids != ""])
    return table.assign(dropped_reason=mask.map({True: DELETED, False: ""}))
