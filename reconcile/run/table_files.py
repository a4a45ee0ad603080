"""Tables of a run as files, each in the format of its ending, written row by row and hashed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from reconcile.columns import Column
from reconcile.errors import OutputError
from reconcile.folder.hashed_files import Content, HashedWriter
from reconcile.folder.layout import PARQUET
from reconcile.report.pages.csv_text import csv_chunks

__all__ = ["table_files"]


def table_files(
    tables: Mapping[str, tuple[pd.DataFrame, tuple[Column, ...]]], large: Path | None = None
) -> dict[str, Content]:
    r"""Return the content of tables by their path.

    Parameters
    ----------
    tables : mapping of str to (DataFrame, columns)
        By path in the project; the ending of a path is its format, .csv or .parquet.
    large : Path, optional
        Folder that long content is written to; without one all is held in memory.

    Raises
    ------
    KeyError
        A table lacks one of its columns.
    OutputError
        Long content cannot be written.

    Examples
    --------
    >>> table_files({"n.csv": (pd.DataFrame({"n": [1]}), (Column("n", "integer", "count"),))})
    {'n.csv': b'n\n1\n'}
    """
    return {
        path: _content(path, frame, columns, HashedWriter(large, str(number)))
        for number, (path, (frame, columns)) in enumerate(tables.items())
    }


def _content(path: str, frame: pd.DataFrame, columns: tuple[Column, ...], file: HashedWriter) -> Content:
    try:
        _write(path, frame, columns, file)
        return file.content()
    except OSError as error:
        raise OutputError.of_disk(path, error) from error


def _write(path: str, frame: pd.DataFrame, columns: tuple[Column, ...], file: HashedWriter) -> None:
    if path.endswith(PARQUET):
        from reconcile.report.pages.parquet_table import write_parquet

        write_parquet(frame, columns, file)
        return
    for chunk in csv_chunks(frame, columns):
        file.write(chunk)
