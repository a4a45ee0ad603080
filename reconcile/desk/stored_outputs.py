"""The outputs of the last run, as they stand in their files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reconcile.folder.layout import CLAIMS_TABLE, ESTIMATES_TABLE

__all__ = ["stored_tables"]


def stored_tables(processed: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the tables of estimates and claims, all cells as text but for `used`, which is boolean.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.pipeline import run_project
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder), run_project(folder)
    ...     stored_tables(Path(folder) / "data/processed")[1]["used"].dtype.name
    'bool'
    """
    estimates, claims = (
        pd.read_csv(processed / name, dtype=str, keep_default_na=False) for name in (ESTIMATES_TABLE, CLAIMS_TABLE)
    )
    return estimates, claims.assign(used=claims["used"] == "true")
