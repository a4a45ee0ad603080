"""How `history.sqlite` is opened, checked, brought to the present layout, and moved aside where it is damaged."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from functools import cache
from pathlib import Path

from reconcile.errors import OutputError
from reconcile.history.history_tables import ADDED_COLUMNS, CHUNK_TABLES, TABLES

__all__ = [
    "DAMAGE",
    "HISTORY",
    "SCHEMA_VERSION",
    "connect",
    "has_chunks",
    "is_damage",
    "move_aside",
    "open_history",
    "upgrade",
    "what_to_do",
]

HISTORY = "history.sqlite"

# raised when the version before would misread a change of the tables
SCHEMA_VERSION = 2

# the first version with chunks
_WITH_CHUNKS = 2

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
_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# the last byte of an extended result is the result itself (https://sqlite.org/rescode.html)
_RESULT = 0xFF


def open_history(file: Path) -> sqlite3.Connection | None:
    """Open a history for reading, or return None where none can be read.

    Raises
    ------
    OutputError
        A newer version of the tool wrote it, or another program holds it: without it everything would seem new.

    Examples
    --------
    >>> open_history(Path("nowhere/history.sqlite")) is None
    True
    """
    if not file.is_file():
        return None
    try:
        return connect(file)
    except DAMAGE as error:
        if _result(error) in _HELD:
            raise OutputError(f"{HISTORY} cannot be read: {error}", hint=what_to_do(error)) from error
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
            f"BEGIN IMMEDIATE; {TABLES} {'; '.join(CHUNK_TABLES)}; PRAGMA application_id = {_APPLICATION}; "
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
    for table, columns in _columns_of_new(chunks=has_chunks(connection)).items():
        if table not in here:
            raise sqlite3.DatabaseError(f"the table {table} is missing")
        if lost := sorted(columns - _columns(connection, table) - lacking):
            raise sqlite3.DatabaseError(f"the table {table} has lost its column {lost[0]}")


def _add_columns(connection: sqlite3.Connection) -> frozenset[str]:
    """Add columns that a history of an earlier version lacks, null in its rows, and return those that stay lacking.

    A file that cannot be written is read without them; one that has lost some of them is damaged.
    """
    lacking: set[str] = set()
    for table, added in ADDED_COLUMNS.items():
        there = _columns(connection, table)
        if there and there.isdisjoint(added):
            changes = "".join(f"ALTER TABLE {table} ADD COLUMN {name} TEXT; " for name in added)
            try:
                connection.executescript(f"BEGIN IMMEDIATE; {changes} COMMIT;")
            except sqlite3.OperationalError:
                lacking.update(added)
    return frozenset(lacking)


@cache
def _columns_of_new(*, chunks: bool) -> dict[str, frozenset[str]]:
    """Return the columns of every table and view of a new history, tables first: views rest on them."""
    with closing(sqlite3.connect(":memory:")) as new:
        new.executescript(TABLES + ("; ".join(CHUNK_TABLES) if chunks else ""))
        query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY type, name"
        return {str(name): _columns(new, str(name)) for (name,) in new.execute(query)}


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return frozenset(str(name) for (name,) in rows)


def has_chunks(history: sqlite3.Connection) -> bool:
    """Return True for a history of the present layout, False for one that an earlier version wrote last.

    Examples
    --------
    >>> with closing(sqlite3.connect(":memory:")) as database:
    ...     has_chunks(database)
    False
    """
    return int(history.execute("PRAGMA user_version").fetchone()[0]) >= _WITH_CHUNKS


def upgrade(history: sqlite3.Connection) -> None:
    """Bring a history that an earlier version wrote to the present layout; its rows stay as they are.

    Parameters
    ----------
    history : Connection
        In a transaction, with which all of it stands or falls.

    Examples
    --------
    >>> with closing(sqlite3.connect(":memory:")) as history:
    ...     _ = history.executescript(TABLES)
    ...     upgrade(history)
    ...     has_chunks(history), history.execute("SELECT count(*) FROM chunks").fetchone()
    (True, (0,))
    """
    if not has_chunks(history):
        for statement in CHUNK_TABLES:
            history.execute(statement)
        history.execute(f"PRAGMA user_version = {_WITH_CHUNKS}")


def is_damage(error: BaseException) -> bool:
    """Return True where an error comes from the content of a file, not from the machine that holds it.

    Examples
    --------
    >>> is_damage(sqlite3.DatabaseError("file is not a database")), is_damage(OSError("no space left"))
    (True, False)
    """
    return isinstance(error, DAMAGE) and _result(error) not in _OF_THE_MACHINE


def _result(error: BaseException) -> int | None:
    result = getattr(error, "sqlite_errorcode", None)
    return None if result is None else int(result) & _RESULT


def what_to_do(error: BaseException) -> str:
    """Return what to do about a history that cannot be read.

    Examples
    --------
    >>> what_to_do(sqlite3.DatabaseError("file is not a database"))
    'the next `reconcile run` keeps it under another name, and begins a new one'
    """
    if _result(error) in _HELD:
        return "another program holds it: wait until that has ended"
    if is_damage(error):
        return "the next `reconcile run` keeps it under another name, and begins a new one"
    return "check space and permissions"


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
