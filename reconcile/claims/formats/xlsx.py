"""XLSX, the first sheet of a workbook; needs the extra `excel`."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

from reconcile.claims.formats import RawTable, table_of
from reconcile.claims.formats.xlsx_extent import check_extent
from reconcile.errors import InputError

__all__ = ["read"]

# what a broken or an encrypted archive raises
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, RuntimeError, ValueError)


def read(path: Path, name: str, most_bytes: int) -> RawTable:
    """Read the first sheet of a workbook, with the stored values of formulas.

    Parameters
    ----------
    path : Path
    name : str
        The file's name, for errors.
    most_bytes : int
        Bytes that the workbook may unpack to.

    Raises
    ------
    InputError
        The extra is not installed, the file is no workbook, unpacks to too much, or has no usable header.
    """
    try:
        import python_calamine
    except ImportError as error:
        raise InputError(
            "needs a package that is not installed", file=name, hint="pip install reconcile-estimates[excel]"
        ) from error
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > most_bytes:
                raise InputError(f"unpacks to more than {most_bytes:,} bytes", file=name, hint="split it")
            check_extent(archive, name)
        rows: list[list[Any]] = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    except (python_calamine.CalamineError, *_BROKEN) as error:
        raise InputError(
            f"is not a readable workbook: {str(error)[:200]}", file=name, hint="save it again as .xlsx"
        ) from error
    return table_of(rows, name)
