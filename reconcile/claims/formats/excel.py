"""XLSX, first sheet; needs the extra `excel`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reconcile.claims.formats import RawTable
from reconcile.errors import InputError

__all__ = ["read"]


def read(path: Path, name: str) -> RawTable:
    """Read the first sheet of a workbook, values as they stand in its cells.

    Raises
    ------
    InputError
        The extra is not installed, or the file is no workbook.
    """
    try:
        table = pd.read_excel(path, engine="calamine", dtype=object, keep_default_na=False)
    except ImportError as error:
        raise InputError(
            "needs a package that is not installed", file=name, hint="pip install reconcile-estimates[excel]"
        ) from error
    except Exception as error:  # calamine raises its own errors, all of them "this is no workbook"
        raise InputError(
            f"is no readable workbook: {str(error)[:200]}", file=name, hint="save it again as .xlsx"
        ) from error
    return RawTable(table.rename(columns=str), list(range(1, len(table) + 1)))
