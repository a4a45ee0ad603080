"""The small tables that a desk keeps beside its claims: read as text, or refused whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import SHOWN
from reconcile.errors import InputError

__all__ = ["read_desk_table"]


def read_desk_table(path: Path, needed: Sequence[str], known: Sequence[str]) -> pd.DataFrame:
    r"""Read a table of the desk's from a UTF-8 CSV file.

    Parameters
    ----------
    path : Path
    needed : sequence of str
        Columns without which it is refused.
    known : sequence of str
        All columns that it may have, for the message.

    Returns
    -------
    DataFrame of str
        Its `attrs` say of which `file` it is, and which of its `rows` each row is.

    Raises
    ------
    InputError
        The file does not exist, is not UTF-8, is no table, or lacks a column.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "sources.csv"
    ...     _ = file.write_text("source,grade\nKBS,B\n", encoding="utf-8")
    ...     read_desk_table(file, ["source"], ["source", "grade"]).attrs
    {'file': 'sources.csv', 'rows': [1]}
    """
    try:
        raw = read_table(path, path.name, ClaimSettings(format="csv"))
    except InputError as error:
        if error.row is None and path.is_file():
            hint = "save it as CSV in UTF-8"
            raise InputError(f"cannot be read as a table: {error.message}", file=path.name, hint=hint) from error
        raise
    missing = [name for name in needed if name not in raw.table.columns]
    if missing:
        raise InputError(f"has no column '{missing[0]}'", file=path.name, hint=f"columns are {', '.join(known)}")
    if raw.broken:
        row, cells = raw.broken[0]
        raise InputError(f"the row does not fit the header: {cells[:SHOWN]}", file=path.name, row=row,
                         hint="give it as many cells as the header; quote cells that hold the delimiter")  # fmt: skip
    # where a row stands, for what is wrong in it; no column, as those are the desk's own
    raw.table.attrs = {"file": path.name, "rows": raw.rows}
    return raw.table
