"""Chunks: content stored once, by its hash. Parts of large tables are chunks, and blocks of large input files."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

from reconcile.history.packed import pack, unpack

__all__ = ["read_chunk", "store_chunk"]


def store_chunk(history: sqlite3.Connection, content: bytes) -> str:
    """Store content that is not stored yet, and return its hash.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     read_chunk(history, store_chunk(history, b"a"))
    b'a'
    """
    digest = hashlib.sha256(content).hexdigest()
    if history.execute("SELECT 1 FROM chunks WHERE hash = ?", (digest,)).fetchone() is None:
        history.execute("INSERT INTO chunks VALUES (?, ?)", (digest, pack(content)))
    return digest


def read_chunk(history: sqlite3.Connection, digest: str) -> bytes:
    """Return the content of a chunk.

    Raises
    ------
    sqlite3.DatabaseError
        It is missing or damaged.

    Examples
    --------
    >>> from contextlib import closing
    >>> from pathlib import Path
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     read_chunk(history, "ab12")
    Traceback (most recent call last):
        ...
    sqlite3.DatabaseError: the chunk ab12 is missing
    """
    row = history.execute("SELECT body FROM chunks WHERE hash = ?", (digest,)).fetchone()
    if row is None:
        raise sqlite3.DatabaseError(f"the chunk {digest[:12]} is missing")
    try:
        content = unpack(row[0])
    except (ValueError, TypeError, zlib.error) as error:
        raise sqlite3.DatabaseError(f"the chunk {digest[:12]} is damaged") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise sqlite3.DatabaseError(f"the chunk {digest[:12]} is damaged")
    return content
