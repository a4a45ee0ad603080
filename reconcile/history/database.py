"""The tables of `history.sqlite`, and how the file is opened.

A *snapshot* is a state of estimates and claims, shared by the runs that found it. A row is stored once, by the hash of
its content; a *span* holds the snapshots in which it stands, from `first` to `last` (null: it still does).
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from functools import cache
from pathlib import Path

from reconcile.errors import OutputError

__all__ = ["DAMAGE", "HISTORY", "SCHEMA_VERSION", "connect", "is_damage", "move_aside", "open_history"]

HISTORY = "history.sqlite"

# raised when the version before would misread a change of the tables
SCHEMA_VERSION = 1

# marks the file as ours in its header ("rcnl"), so that no database of another program is ever written to
_APPLICATION = 0x72636E6C

# seconds to wait for another reader or writer of the file, such as Datasette or a backup
_PATIENCE = 10.0

# what reading a damaged file may raise: of the database, and of content that is not what was written
DAMAGE = (sqlite3.DatabaseError, zlib.error, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

# results of SQLite that are no fault of the file's content: busy, no right to write, no space, an unreadable disk
_OF_THE_MACHINE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_INTERRUPT,
}  # fmt: skip
# the last byte of an extended result is the result itself (https://sqlite.org/rescode.html)
_RESULT = 0xFF

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
    agreement TEXT, conflict_p REAL, top_claim TEXT, top_claim_share REAL, method TEXT, wording TEXT,
    range_wording TEXT, note TEXT
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
        return connect(file)
    except DAMAGE:
        return None


def connect(file: Path) -> sqlite3.Connection:
    """Open a history for writing; an empty file gets its tables.

    Returns
    -------
    Connection
        Transactions are begun and ended by the caller.

    Raises
    ------
    sqlite3.DatabaseError
        The file is damaged, has lost a table or a column, or is not a history.
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
    else:
        _check_tables(connection)


def _check_tables(connection: sqlite3.Connection) -> None:
    """Raise where a table or a column is missing, as in a backup that was restored by halves."""
    lacking = _add_columns(connection)
    here = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for table, columns in _columns_of_new().items():
        if table not in here:
            raise sqlite3.DatabaseError(f"the table {table} is missing")
        if lost := sorted(columns - _columns(connection, table) - lacking):
            raise sqlite3.DatabaseError(f"the table {table} has lost its column {lost[0]}")


# columns that earlier versions did not write, by the table that has them
_ADDED = {"estimates": ("range_wording", "note")}


def _add_columns(connection: sqlite3.Connection) -> frozenset[str]:
    """Add columns that a history of an earlier version lacks, null in its rows, and return those that stay lacking.

    A file that cannot be written is read without them; one that has lost some of them is damaged.
    """
    lacking: set[str] = set()
    for table, added in _ADDED.items():
        there = _columns(connection, table)
        if there and there.isdisjoint(added):
            changes = "".join(f"ALTER TABLE {table} ADD COLUMN {name} TEXT; " for name in added)
            try:
                connection.executescript(f"BEGIN IMMEDIATE; {changes} COMMIT;")
            except sqlite3.OperationalError:
                lacking.update(added)
    return frozenset(lacking)


@cache
def _columns_of_new() -> dict[str, frozenset[str]]:
    """Return the columns of every table and view of a new history, tables first: views rest on them."""
    with closing(sqlite3.connect(":memory:")) as new:
        new.executescript(_TABLES)
        query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY type, name"
        return {str(name): _columns(new, str(name)) for (name,) in new.execute(query)}


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return frozenset(str(name) for (name,) in rows)


def is_damage(error: BaseException) -> bool:
    """Return True where an error comes from the content of a file, not from the machine that holds it.

    Examples
    --------
    >>> is_damage(sqlite3.DatabaseError("file is not a database")), is_damage(OSError("no space left"))
    (True, False)
    """
    result = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, DAMAGE) and (result is None or result & _RESULT not in _OF_THE_MACHINE)


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
