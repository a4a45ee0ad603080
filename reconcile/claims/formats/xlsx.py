"""XLSX, one sheet of a workbook; needs the extra `excel`."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from reconcile.claims.formats import RawTable, table_of
from reconcile.claims.formats.xlsx_extent import check_extent
from reconcile.claims.settings import TableAt
from reconcile.errors import InputError

__all__ = ["read"]

# what a broken or an encrypted archive raises
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, RuntimeError, ValueError)


def read(file: Path | BytesIO, name: str, most_bytes: int, at: TableAt | None = None) -> RawTable:
    """Read a sheet of a workbook, the first unless another is named, with the stored values of formulas.

    Parameters
    ----------
    file : Path or BytesIO
    name : str
        The file's name, for errors.
    most_bytes : int
        Bytes that the workbook may unpack to.
    at : TableAt, optional

    Raises
    ------
    InputError
        The extra is not installed, the file is no workbook, unpacks to too much, or has no such sheet or no usable
        header.
    """
    try:
        import python_calamine
    except ImportError as error:
        raise InputError(
            "needs a package that is not installed", file=name, hint="pip install reconcile-estimates[excel]"
        ) from error
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > most_bytes:
                raise InputError(f"unpacks to more than {most_bytes:,} bytes", file=name, hint="split it")
            check_extent(archive, name)
        book = python_calamine.load_workbook(file)
        rows: list[list[Any]] = book.get_sheet_by_index(
            _sheet(book.sheet_names, at.sheet if at else "", name)
        ).to_python()
    except (python_calamine.CalamineError, *_BROKEN) as error:
        raise InputError(
            f"is not a readable workbook: {str(error)[:200]}", file=name, hint="save it again as .xlsx"
        ) from error
    return replace(table_of(rows, name, at=at), sheets=book.sheet_names)


def _sheet(sheets: list[str], wanted: str, name: str) -> int:
    """Return the number of the sheet that is read, from 0."""
    if not wanted:
        return 0
    if wanted in sheets:
        return sheets.index(wanted)
    raise InputError(f"has no sheet '{wanted}'", file=name, hint=f"it has: {', '.join(sheets)}")
