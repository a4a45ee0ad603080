"""The list of runs, without their tables. Light: a run that finds nothing changed only adds a row to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reconcile.errors import OutputError
from reconcile.history.database import DAMAGE, HISTORY, connect, is_damage, open_history

__all__ = ["add_row", "newest_as_of", "not_recorded", "record_again", "time_now"]


def add_row(history: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    """Add a row to the list of runs.

    Examples
    --------
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     add_row(history, {})
    Traceback (most recent call last):
        ...
    sqlite3.OperationalError: near ")": syntax error
    """
    columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    history.execute(f"INSERT INTO runs ({columns}) VALUES ({marks})", row)  # noqa: S608  our names


def record_again(file: Path, run_id: str) -> bool:
    """Add a row for a run that found nothing changed.

    Returns
    -------
    bool
        False where it is not the newest run of the history, and no row was added.

    Raises
    ------
    OutputError
        The run cannot be recorded.

    Examples
    --------
    >>> record_again(Path("nowhere/history.sqlite"), "ab12")
    False
    """
    if not file.is_file():
        return False
    try:
        with closing(connect(file)) as history:
            history.row_factory = sqlite3.Row
            history.execute("BEGIN IMMEDIATE")
            newest = history.execute("SELECT * FROM runs ORDER BY run DESC LIMIT 1").fetchone()
            if newest is None or newest["run_id"] != run_id:
                return False
            columns: Iterable[str] = (name for name in newest.keys() if name != "run")  # noqa: SIM118  a Row is no dict
            add_row(history, {name: newest[name] for name in columns} | {"recorded_at": time_now()})
            history.execute("COMMIT")
    except DAMAGE as error:
        if is_damage(error):
            # a run in full moves the file aside, and says so
            return False
        raise not_recorded(error) from error
    return True


def time_now() -> str:
    """Return the current time, to the second; it goes into the history, and into no output.

    Examples
    --------
    >>> time_now()[-6:]
    '+00:00'
    """
    return datetime.now(UTC).isoformat(timespec="seconds")


def not_recorded(error: Exception) -> OutputError:
    """Return the error that outputs stand without a record in the history.

    Examples
    --------
    >>> not_recorded(OSError("no space left")).message
    'the run is not recorded in history.sqlite: no space left'
    """
    return OutputError(
        f"the run is not recorded in {HISTORY}: {error}",
        hint="check space and permissions; the outputs stand, and the next run is recorded",
    )


def newest_as_of(file: Path) -> str:
    """Return the newest as-of date that was printed, "" where there is none.

    Examples
    --------
    >>> newest_as_of(Path("nowhere/history.sqlite"))
    ''
    """
    history = open_history(file)
    if history is None:
        return ""
    with closing(history):
        try:
            (newest,) = history.execute("SELECT max(as_of) FROM runs WHERE looks_back = 0").fetchone()
        except DAMAGE:
            return ""
    return str(newest or "")
