"""Parquet; needs the extra `scale`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reconcile.claims.formats import RawTable
from reconcile.errors import InputError

__all__ = ["read"]


def read(path: Path, name: str) -> RawTable:
    """Read a Parquet file.

    Raises
    ------
    InputError
        The extra is not installed, or the file is not Parquet.
    """
    try:
        table = pd.read_parquet(path)
    except ImportError as error:
        raise InputError(
            "needs a package that is not installed", file=name, hint="pip install reconcile-estimates[scale]"
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(
            f"is no readable Parquet file: {str(error)[:200]}", file=name, hint="write it again"
        ) from error
    return RawTable(table.rename(columns=str).reset_index(drop=True), list(range(1, len(table) + 1)))
