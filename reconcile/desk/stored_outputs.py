"""The outputs of the last run, as they stand in their files."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pandas as pd

from reconcile.columns import CLAIMS, ESTIMATES, names
from reconcile.folder.layout import CLAIMS_TABLE, ESTIMATES_TABLE
from reconcile.folder.stored_tables import stored_csv
from reconcile.report.pages.csv_text import csv_text

__all__ = ["as_stored", "stored_tables"]


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
    pairs = ((ESTIMATES_TABLE, ESTIMATES), (CLAIMS_TABLE, CLAIMS))
    return _read(*(stored_csv(processed, name, columns) for name, columns in pairs))


def as_stored(estimates: pd.DataFrame, claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return tables as `stored_tables` reads them from the files that a run makes of them.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": ["dead"], "source": ["A"], "best": [300]}))
    >>> as_stored(result.estimates, result.claims)[0]["best"].tolist()
    ['300']
    """
    pairs = ((estimates[names(ESTIMATES)], ESTIMATES), (claims[names(CLAIMS)], CLAIMS))
    return _read(*(StringIO(csv_text(table, columns)) for table, columns in pairs))


def _read(estimates: Path | StringIO, claims: Path | StringIO) -> tuple[pd.DataFrame, pd.DataFrame]:
    tables = (pd.read_csv(table, dtype=str, keep_default_na=False) for table in (estimates, claims))
    estimated, said = tables
    return estimated, said.assign(used=said["used"] == "true")
