"""Rows stored once, by the hash of their content, and the spans of the snapshots in which they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.history.row_queries import select_rows

__all__ = ["close_rows", "insert_rows", "move_spans", "numbered"]


def numbered(history: sqlite3.Connection, name: str, hashes: pd.Series) -> tuple[Flags, Ints]:
    """Return True where the history holds a row, and the number of each row; the others get the next numbers.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     [array.tolist() for array in numbered(history, "claim", pd.Series(["a", "b"]))]
    [[False, False], [1, 2]]
    """
    held = select_rows(history, f"SELECT {name}, hash FROM {name}s")  # noqa: S608  our names
    if held.empty:
        return np.zeros(len(hashes), dtype=bool), np.arange(1, len(hashes) + 1)
    if held["hash"].duplicated().any():
        raise sqlite3.DatabaseError(f"a row of {name}s stands there twice")
    known = pd.Index(held["hash"]).get_indexer(pd.Index(hashes))
    is_known = known >= 0
    numbers = np.r_[held[name].to_numpy(np.int64), 0][known]
    highest = int(held[name].max())
    numbers[~is_known] = np.arange(highest + 1, highest + 1 + np.count_nonzero(~is_known))
    return is_known, numbers


def insert_rows(
    history: sqlite3.Connection, name: str, columns: Sequence[str], rows: pd.DataFrame, numbers: Ints
) -> None:  # fmt: skip
    """Store rows, with `hash` beside the columns, under their numbers.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> row = pd.DataFrame({"hash": ["ab"], "quantity": ["dead"]})
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     insert_rows(history, "estimate", ["quantity"], row, np.array([7]))
    ...     history.execute("SELECT estimate, hash, quantity, best FROM estimates").fetchall()
    [(7, 'ab', 'dead', None)]
    """
    names = (name, "hash", *columns)
    cells = [numbers.tolist(), *(_cells(rows[column]) for column in names[1:])]
    marks = ", ".join("?" * len(names))
    values = zip(*cells, strict=True)
    history.executemany(f"INSERT INTO {name}s ({', '.join(names)}) VALUES ({marks})", values)  # noqa: S608  our names


def _cells(column: pd.Series) -> list[Any]:
    """Return cells as SQLite takes them, nulls as None."""
    cells = column.to_numpy(dtype=object, copy=True)
    cells[column.isna().to_numpy()] = None
    return list(cells)


def close_rows(history: sqlite3.Connection, name: str, newest: int) -> int:
    """End the spans of all rows of a table, and return their number.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     close_rows(history, "claim", 1)
    0
    """
    query = f"UPDATE {name}_spans SET last = ? WHERE last IS NULL"  # noqa: S608  our names
    return history.execute(query, (newest,)).rowcount


def move_spans(history: sqlite3.Connection, current: pd.DataFrame, newest: int) -> int:
    """End the spans of rows that are gone, begin those of rows that are new, and return the number of both.

    The first column of `current` is the number of a row, which stands there once; the others may change.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     [move_spans(history, pd.DataFrame({"estimate": rows}), 0) for rows in ([1, 2], [2])]
    [2, 1]
    """
    name, *marks = current.columns
    standing = select_rows(history, f"SELECT {', '.join(current.columns)} FROM {name}_spans WHERE last IS NULL")  # noqa: S608
    place = pd.Index(current[name]).get_indexer(pd.Index(standing[name]))
    stays = place >= 0
    for mark in marks:
        stays &= current[mark].to_numpy()[place] == standing[mark].to_numpy() if len(current) else False
    gone = ((newest, int(number)) for number in standing.loc[~stays, name])
    history.executemany(f"UPDATE {name}_spans SET last = ? WHERE {name} = ? AND last IS NULL", gone)  # noqa: S608
    begins = np.ones(len(current), dtype=bool)
    begins[place[stays]] = False
    cells = [current.loc[begins, column].tolist() for column in current.columns]
    spans = f"INSERT INTO {name}_spans VALUES ({'?, ' * len(cells)}{newest + 1}, NULL)"  # noqa: S608  our names
    history.executemany(spans, zip(*cells, strict=True))
    return int(np.count_nonzero(~stays) + np.count_nonzero(begins))
