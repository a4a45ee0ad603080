"""Tables of the last run, as CSV, whichever format they were written in."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from reconcile.columns import Column
from reconcile.folder.layout import PARQUET, in_format

__all__ = ["has_table", "stored_csv"]


def has_table(processed: Path, table: str) -> bool:
    """Return True where a table stands in the processed folder, in any format.

    Examples
    --------
    >>> has_table(Path("nowhere"), "claims.csv")
    False
    """
    return any((processed / in_format(table, ending)).is_file() for ending in (".csv", PARQUET))


def stored_csv(processed: Path, table: str, columns: tuple[Column, ...]) -> Path | StringIO:
    """Return a table of the last run: its CSV file, else the text that its Parquet file would be as CSV.

    Parameters
    ----------
    processed : Path
    table : str
        Name of the CSV file.
    columns : tuple of Column

    Returns
    -------
    Path or StringIO
        A path also where there is neither.

    Raises
    ------
    OSError, ValueError
        The Parquet file cannot be read.

    Examples
    --------
    >>> stored_csv(Path("nowhere"), "claims.csv", ()).name
    'claims.csv'
    """
    file, packed = processed / table, processed / in_format(table, PARQUET)
    if file.is_file() or not packed.is_file():
        return file
    import pandas as pd

    from reconcile.report.pages.csv_text import csv_text

    return StringIO(csv_text(pd.read_parquet(packed), columns))
