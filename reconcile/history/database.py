"""The tables of `history.sqlite`, and how the file is opened.

A *snapshot* is a state of estimates and claims, shared by the runs that found it. A row is stored once, by the hash of
its content; a *span* holds the snapshots in which it stands, from `first` to `last` (null: it still does).
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reconcile.errors import OutputError

__all__ = ["HISTORY", "SCHEMA_VERSION", "connect", "move_aside", "open_history"]

HISTORY = "history.sqlite"

# raised when the version before would misread a change of the tables
SCHEMA_VERSION = 1

# marks the file as ours in its header ("rcnl"), so that no database of another program is ever written to
_APPLICATION = 0x72636E6C

# seconds to wait for another reader or writer of the file, such as Datasette or a backup
_PATIENCE = 10.0

_TABLES = """
CREATE TABLE documents (hash TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (
    run INTEGER PRIMARY KEY, run_id TEXT NOT NULL, as_of TEXT NOT NULL, recorded_at TEXT NOT NULL,
    version TEXT NOT NULL, method TEXT NOT NULL, level REAL NOT NULL, pattern TEXT NOT NULL,
    config TEXT NOT NULL REFERENCES documents (hash), inputs TEXT NOT NULL REFERENCES documents (hash),
    sources TEXT NOT NULL REFERENCES documents (hash), snapshot INTEGER NOT NULL,
    previous INTEGER, looks_back INTEGER NOT NULL, quantities INTEGER NOT NULL, claims INTEGER NOT NULL,
    used INTEGER NOT NULL, rejected INTEGER NOT NULL, moved INTEGER NOT NULL
);
CREATE TABLE estimates (
    estimate INTEGER PRIMARY KEY, hash TEXT NOT NULL, quantity TEXT NOT NULL, family TEXT, measure TEXT,
    count_date TEXT, unit TEXT, publish TEXT, publish_reason TEXT, best REAL, low50 REAL, high50 REAL, low REAL,
    high REAL, level REAL, claims_low REAL, claims_high REAL, claims INTEGER, sources INTEGER, voices REAL,
    agreement TEXT, conflict_p REAL, top_claim TEXT, top_claim_share REAL, method TEXT, wording TEXT
);
CREATE TABLE estimate_spans (
    estimate INTEGER NOT NULL REFERENCES estimates (estimate), first INTEGER NOT NULL, last INTEGER,
    PRIMARY KEY (estimate, first)
) WITHOUT ROWID;
CREATE TABLE claims (
    claim INTEGER PRIMARY KEY, hash TEXT NOT NULL, claim_id TEXT NOT NULL, source TEXT, published TEXT,
    count_date TEXT, phrase TEXT, low REAL, best REAL, high REAL, unit TEXT, body TEXT NOT NULL
);
CREATE TABLE claim_spans (
    claim INTEGER NOT NULL REFERENCES claims (claim), quantity TEXT NOT NULL, used INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER, PRIMARY KEY (claim, quantity, used, first)
) WITHOUT ROWID;
CREATE TABLE files (
    file INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, path TEXT NOT NULL, parent TEXT, depth INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX files_by_path ON files (path);
CREATE INDEX runs_by_id ON runs (run_id);
CREATE INDEX estimates_by_quantity ON estimates (quantity);
CREATE VIEW run_estimates AS SELECT runs.run, runs.as_of, runs.recorded_at, estimates.* FROM runs
    JOIN estimate_spans AS span ON span.first <= runs.snapshot AND ifnull(span.last, runs.snapshot) >= runs.snapshot
    JOIN estimates USING (estimate);
CREATE VIEW run_claims AS SELECT runs.run, runs.as_of, span.quantity, span.used, claims.* FROM runs
    JOIN claim_spans AS span ON span.first <= runs.snapshot AND ifnull(span.last, runs.snapshot) >= runs.snapshot
    JOIN claims USING (claim);
"""


def open_history(file: Path) -> sqlite3.Connection | None:
    """Open a history for reading, or return None where none can be read.

    Raises
    ------
    OutputError
        A newer version of the tool wrote it.

    Examples
    --------
    >>> open_history(Path("nowhere/history.sqlite")) is None
    True
    """
    if not file.is_file():
        return None
    try:
        connection = connect(file)
    except sqlite3.Error:
        return None
    return connection


def connect(file: Path) -> sqlite3.Connection:
    """Open a history for writing; an empty file gets its tables.

    Returns
    -------
    Connection
        Transactions are begun and ended by the caller.

    Raises
    ------
    sqlite3.DatabaseError
        The file is damaged, or is not a history.
    OutputError
        A newer version of the tool wrote it, or it is a symbolic link.

    Examples
    --------
    >>> from contextlib import closing
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     history.execute("SELECT count(*) FROM runs").fetchone()
    (0,)
    """
    if file.is_symlink():
        # it could lead out of the project
        raise OutputError(f"{HISTORY} is a symbolic link", hint="move the file to where the link is")
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and not owner:
        connection.executescript(
            f"BEGIN IMMEDIATE; {_TABLES} PRAGMA application_id = {_APPLICATION}; "
            f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    elif owner != _APPLICATION:
        raise sqlite3.DatabaseError("this is another program's database")
    elif version > SCHEMA_VERSION:
        raise OutputError(
            f"{HISTORY} was written by a newer version of reconcile", hint="update reconcile, or move the file away"
        )


def move_aside(file: Path) -> str:
    """Rename a file that cannot be read, so that nothing in it is lost, and return its new name.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / HISTORY
    ...     _ = file.write_text("no database")
    ...     move_aside(file)
    'history.damaged-1.sqlite'
    """
    number = 1
    while (aside := file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")).exists():
        number += 1
    file.rename(aside)
    # what an unfinished transaction left belongs to the file that it was begun on
    for ending in ("-journal", "-wal", "-shm"):
        leftover = file.with_name(file.name + ending)
        if leftover.exists():
            leftover.rename(aside.with_name(aside.name + ending))
    return aside.name
