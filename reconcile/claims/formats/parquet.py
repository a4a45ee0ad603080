"""Parquet."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from reconcile.claims.formats import RawTable, check_width
from reconcile.errors import InputError

__all__ = ["read"]

# bytes of the smallest cell in memory: a number, or the pointer to a text
_LEAST_CELL = 8


def read(file: Path | BytesIO, name: str, most_bytes: int) -> RawTable:
    """Read a Parquet file.

    Parameters
    ----------
    file : Path or BytesIO
    name : str
        The file's name, for errors.
    most_bytes : int
        Bytes that the file may unpack to.

    Raises
    ------
    InputError
        The file is not Parquet, unpacks to too much, or names a column twice.
    """
    pyarrow, reader = import_module("pyarrow"), import_module("pyarrow.parquet")
    try:
        with reader.ParquetFile(file) as parts:
            check_width(parts.metadata.num_columns, name)
            if _unpacked(parts.metadata) > most_bytes:
                raise InputError(f"unpacks to more than {most_bytes:,} bytes", file=name, hint="split it")
            columns = parts.read()
        # texts that are not UTF-8 would fail only where they are used
        columns.validate(full=True)
        table = _days_as_text(columns).to_pandas(ignore_metadata=True)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputError(
            f"is not a readable Parquet file: {str(error)[:200]}", file=name, hint="write it again"
        ) from error
    return RawTable(table.rename(columns=str), list(range(1, len(table) + 1)))


def _days_as_text(columns: Any) -> Any:
    """Return columns of days as they are written: Python's have no year before 1 or after 9999."""
    types = import_module("pyarrow").types

    def text(column: Any) -> Any:
        return column.cast("large_string") if types.is_date(column.type) else column

    return columns.from_arrays([text(column) for column in columns.columns], names=columns.column_names)


def _unpacked(metadata: Any) -> int:
    """Return the least bytes of a file in memory; in the file itself, repeated values take next to none."""
    groups = (metadata.row_group(place) for place in range(metadata.num_row_groups))
    cells = metadata.num_rows * metadata.num_columns
    return max(sum(int(group.total_byte_size) for group in groups), int(cells) * _LEAST_CELL)
