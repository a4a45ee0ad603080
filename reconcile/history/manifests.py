"""Manifests of tables that are held in parts: which chunk each part is.

A *span* says in which snapshots a chunk is a part of a table, as the spans of rows do; together they are the manifest
of a run (view `run_chunks`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

import pandas as pd

from reconcile.history.chunk_rows import PartedRows, rows_of_body
from reconcile.history.chunks import read_chunk, store_chunk
from reconcile.history.database import has_chunks

__all__ = ["Part", "close_parts", "read_parts", "rows_of_parts", "store_parts"]

# into how many parts the table is divided, and which of them it is
Part = tuple[int, int]

# the spans of a table in a snapshot, which is given three times
_IN_SNAPSHOT = "kind = ? AND first <= ? AND ifnull(last, ?) >= ?"


def store_parts(history: sqlite3.Connection, kind: str, rows: PartedRows, newest: int) -> int:
    """Store the parts of a table that differ from those that stand, and return their number.

    Parameters
    ----------
    history : Connection
        In a transaction.
    kind : str
        Which table it is.
    rows : PartedRows
    newest : int
        The newest snapshot: spans of what differs end there.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.chunk_rows import parted
    >>> from reconcile.history.database import connect
    >>> from reconcile.history.row_hashes import row_halves
    >>> table = pd.DataFrame({"family": ["f", "f"], "quantity": ["a", "b"]})
    >>> rows = parted(table, table["family"], table["quantity"], row_halves(table))
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     store_parts(history, "claims", rows, 0), store_parts(history, "claims", rows, 1)
    (1, 0)
    """
    standing = _standing(history, kind)
    now = {(len(rows.contents), part): content for part, content in enumerate(rows.contents) if content}
    gone = [part for part, content in standing.items() if now.get(part) != content]
    new = [part for part, content in now.items() if standing.get(part) != content]
    _close(history, kind, gone, newest)
    for (parts, part), body in zip(new, rows.bodies([part for _, part in new]), strict=True):
        size = int(rows.starts[part + 1] - rows.starts[part])
        row = (kind, parts, part, rows.contents[part], store_chunk(history, body), size, newest + 1)
        history.execute("INSERT INTO chunk_spans VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
    return len({*gone, *new})


def close_parts(history: sqlite3.Connection, kind: str, newest: int) -> int:
    """End the spans of all parts of a table, and return their number.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     close_parts(history, "claims", 1)
    0
    """
    gone = list(_standing(history, kind))
    _close(history, kind, gone, newest)
    return len(gone)


def read_parts(
    history: sqlite3.Connection, kind: str, snapshot: int, known: Mapping[Part, str] | None = None
) -> tuple[list[Part], pd.DataFrame]:  # fmt: skip
    """Return the parts of a table in a snapshot that are known, and the rows of all others.

    Parameters
    ----------
    history : Connection
    kind : str
        Which table it is.
    snapshot : int
    known : mapping, optional
        The content of parts that need not be read again where it is the same.

    Raises
    ------
    sqlite3.DatabaseError
        A chunk is missing or damaged.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     read_parts(history, "claims", 1)[0]
    []
    """
    query = f"""SELECT parts, part, content, hash FROM chunk_spans
        WHERE {_IN_SNAPSHOT} ORDER BY parts, part"""  # noqa: S608  our words
    spans = history.execute(query, (kind, snapshot, snapshot, snapshot)).fetchall() if has_chunks(history) else []
    same, frames = [], []
    for parts, part, content, digest in spans:
        if (known or {}).get((parts, part)) == content:
            same.append((parts, part))
        else:
            frames.append(rows_of_body(read_chunk(history, digest)))
    return same, pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def rows_of_parts(history: sqlite3.Connection, kind: str, snapshot: int) -> int:
    """Return how many rows the parts of a table have in a snapshot, without reading any.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     rows_of_parts(history, "claims", 1)
    0
    """
    query = f"SELECT ifnull(sum(rows), 0) FROM chunk_spans WHERE {_IN_SNAPSHOT}"  # noqa: S608  our words
    (rows,) = history.execute(query, (kind, snapshot, snapshot, snapshot)).fetchone() if has_chunks(history) else (0,)
    return int(rows)


def _standing(history: sqlite3.Connection, kind: str) -> dict[Part, str]:
    query = "SELECT parts, part, content FROM chunk_spans WHERE kind = ? AND last IS NULL"
    return {(parts, part): content for parts, part, content in history.execute(query, (kind,))}


def _close(history: sqlite3.Connection, kind: str, gone: Sequence[Part], newest: int) -> None:
    query = "UPDATE chunk_spans SET last = ? WHERE kind = ? AND parts = ? AND part = ? AND last IS NULL"
    history.executemany(query, ((newest, kind, *part) for part in gone))
