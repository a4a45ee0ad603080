"""Rows of the history as tables; apart from the database itself, which a run that finds nothing changed opens too."""

from __future__ import annotations

import sqlite3

import pandas as pd

__all__ = ["dates_stored", "select_rows"]


def select_rows(history: sqlite3.Connection, query: str, *values: object) -> pd.DataFrame:
    """Return the rows of a query as a table.

    Examples
    --------
    >>> from pathlib import Path
    >>> from contextlib import closing
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     select_rows(history, "SELECT run, as_of FROM runs").columns.tolist()
    ['run', 'as_of']
    """
    cursor = history.execute(query, values)
    return pd.DataFrame(cursor.fetchall(), columns=[item[0] for item in cursor.description])


def dates_stored(texts: pd.Series) -> pd.Series:
    """Return dates as they are stored, as text or empty, as dates; anything else raises a ValueError.

    Examples
    --------
    >>> dates_stored(pd.Series(["2025-01-31", ""])).tolist()
    [Timestamp('2025-01-31 00:00:00'), NaT]
    """
    return pd.to_datetime(texts.replace("", None), format="%Y-%m-%d").astype("datetime64[s]")
