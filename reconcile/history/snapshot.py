"""The state that a run found: rows stored once, by the hash of their content, and spans of the runs they stood in."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.history.row_queries import select_rows
from reconcile.history.stored_rows import (
    CLAIM_COLUMNS,
    ESTIMATE_COLUMNS,
    claim_hashes,
    claim_rows,
    estimate_rows,
)

__all__ = ["store_snapshot"]

# claims stored at once: a million of them as Python objects would take half a gigabyte
CHUNK = 100_000


def store_snapshot(
    history: sqlite3.Connection, estimates: pd.DataFrame, claims: pd.DataFrame, checked: pd.DataFrame,
    own: Sequence[str] = (),
) -> int:  # fmt: skip
    """Store rows that are new, move spans, and return the number of the snapshot.

    Where nothing differs, it is the snapshot before.

    Parameters
    ----------
    history : Connection
        In a transaction.
    estimates, claims : DataFrame
        Tables of the result.
    checked : DataFrame
        The claims as they were checked, row for row those of `claims`.
    own : sequence of str
        Columns of events that are stored beside those of claims.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> import reconcile as rc
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.history.database import connect
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> result = rc.reconcile(rows)
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     store_snapshot(history, result.estimates, result.claims, check_claims(rows).claims)
    ...     history.execute("SELECT count(*) FROM claims").fetchone()
    1
    (2,)
    """
    newest = int(history.execute("SELECT ifnull(max(snapshot), 0) FROM runs").fetchone()[0])
    rows = estimate_rows(estimates)
    known, numbers = _numbered(history, "estimate", rows["hash"])
    _insert(history, "estimate", ESTIMATE_COLUMNS, rows[~known], numbers[~known])
    moved = _move_spans(history, pd.DataFrame({"estimate": numbers}), newest)
    hashes = claim_hashes(checked, own)
    known, numbers = _numbered(history, "claim", hashes)
    missing = np.flatnonzero(~known)
    for start in range(0, len(missing), CHUNK):
        chunk = missing[start : start + CHUNK]
        rows = claim_rows(checked.iloc[chunk], own).assign(hash=hashes.iloc[chunk].to_numpy())
        _insert(history, "claim", CLAIM_COLUMNS, rows, numbers[chunk])
    heard = {name: claims[name].to_numpy() for name in ("quantity", "used")}
    moved += _move_spans(history, pd.DataFrame({"claim": numbers, **heard}).astype({"used": "int64"}), newest)
    return newest + 1 if moved else newest


def _numbered(history: sqlite3.Connection, name: str, hashes: pd.Series) -> tuple[Flags, Ints]:
    """Return True where the history holds a row, and the number of each row; the others get the next numbers."""
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


def _insert(history: sqlite3.Connection, name: str, columns: Sequence[str], rows: pd.DataFrame, numbers: Ints) -> None:
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


def _move_spans(history: sqlite3.Connection, current: pd.DataFrame, newest: int) -> int:
    """End the spans of rows that are gone, begin those of rows that are new, and return the number of both.

    The first column of `current` is the number of a row, which stands there once; the others may change.
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
