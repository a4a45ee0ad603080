"""What the runs printed: the sentences of each date of knowledge, and the items of its feed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from reconcile.history.database import DAMAGE, open_history
from reconcile.history.packed import pack, unpack

__all__ = ["PRUNE_PRINTED", "printed_before", "store_printed"]

# A table of its own, made where it is first needed: histories of programs that had no feeds go on as they are. What a
# snapshot printed as of a day is stored once; JSON, compressed.
_TABLE = """
CREATE TABLE IF NOT EXISTS printed (
    snapshot INTEGER NOT NULL, as_of TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (snapshot, as_of)
) WITHOUT ROWID
"""
# that of the run with which a run as of this day is compared: as in `recorded_runs`
_BEFORE = """
SELECT printed.body FROM runs LEFT JOIN printed ON printed.snapshot = runs.snapshot AND printed.as_of = runs.as_of
    WHERE runs.as_of < ? AND runs.as_of <> '' ORDER BY looks_back, runs.as_of DESC, run DESC LIMIT 1
"""
PRUNE_PRINTED = (_TABLE, "DELETE FROM printed WHERE (snapshot, as_of) NOT IN (SELECT snapshot, as_of FROM runs)")


def store_printed(history: sqlite3.Connection, snapshot: int, as_of: str, printed: Mapping[str, Any]) -> None:
    """Store what a snapshot printed as of a day, in place of what it printed as of that day before.

    Examples
    --------
    >>> with closing(sqlite3.connect(":memory:")) as history:
    ...     store_printed(history, 1, "2025-01-31", {"sentences": {}, "items": []})
    ...     history.execute("SELECT as_of FROM printed").fetchall()
    [('2025-01-31',)]
    """
    body = pack(json.dumps(printed, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace"))
    history.execute(_TABLE)
    history.execute("INSERT OR REPLACE INTO printed VALUES (?, ?, ?)", (snapshot, as_of, body))


def printed_before(file: Path, as_of: str) -> dict[str, Any] | None:
    """Return what was printed at the run with which one as of a day is compared: `sentences` and `items`.

    Returns
    -------
    dict or None
        None where there is no such run, or it was recorded by a program without feeds.

    Raises
    ------
    OutputError
        A newer version of the tool wrote the history.

    Examples
    --------
    >>> printed_before(Path("nowhere/history.sqlite"), "2025-01-31") is None
    True
    """
    history = open_history(file) if as_of else None
    if history is None:
        return None
    with closing(history):
        try:
            row = history.execute(_BEFORE, (as_of,)).fetchone()
            printed = json.loads(unpack(row[0])) if row and row[0] is not None else None
            return {"sentences": dict(printed["sentences"]), "items": list(printed["items"])} if printed else None
        except DAMAGE:
            # a table that was never made, or a damaged file, which recording the run moves aside
            return None
