"""The log of runs: a line for each, with the time, that repeats nothing of what claims say."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from reconcile.errors import ReconcileError
from reconcile.folder.run_facts import SHORT_ID
from reconcile.plurals import counted
from reconcile.run.summary import RunSummary

__all__ = ["LOG", "note_failure", "note_run"]

# file in the state folder; older logs are log.1, log.2, …
LOG = "log"

# bytes after which a new log begins, and older logs kept: some 6,000 runs each, together years of hourly runs
MOST_BYTES, KEPT = 1_000_000, 5


class _Quiet(RotatingFileHandler):
    """A log that, where it cannot be written, neither fails a finished run nor writes to standard error."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the name that logging calls
        """Let the line go."""


def note_run(state: Path, summary: RunSummary) -> None:
    """Append a line on a run to the log.

    Examples
    --------
    >>> import tempfile
    >>> summary = RunSummary(root=".", run_id="ab12", quantities=3, claims=9, used=8, written=("a", "b"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note_run(Path(folder), summary)
    ...     (Path(folder) / "log").read_text().split(" ", 1)[1].strip()
    'run ab12 as of -: 3 quantities, 8 of 9 claims used, 0 rows rejected, 0 findings, 2 files written'
    """
    _note(
        state,
        f"run {summary.run_id[:SHORT_ID]} as of {summary.as_of or '-'}: "
        f"{counted(summary.quantities, 'quantity', 'quantities')}, "
        f"{summary.used} of {counted(summary.claims, 'claim')} used, {counted(summary.rejected_rows, 'row')} rejected, "
        f"{counted(sum(summary.findings.values()), 'finding')}, "
        + _rows(summary.rows)
        + ("nothing had changed" if summary.unchanged else f"{counted(len(summary.written), 'file')} written"),
    )


def _rows(rows: Mapping[str, int]) -> str:
    """Return what became of the rows that were read, with a comma behind it."""
    placed = [f"{name.replace('_', ' ')} {count}" for name, count in rows.items() if count and name != "read"]
    return f"{counted(rows['read'], 'row')} read ({', '.join(placed)}), " if rows else ""


def note_failure(state: Path, error: ReconcileError) -> None:
    """Append a line on a run that failed: the kind of error and its file, but not the faulty value.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note_failure(Path(folder), ReconcileError("is empty", file="claims.csv", value="secret"))
    ...     (Path(folder) / "log").read_text().split(" ", 1)[1].strip()
    'failed: ReconcileError in claims.csv'
    """
    _note(state, f"failed: {type(error).__name__}" + (f" in {error.file}" if error.file else ""))


def _note(state: Path, text: str) -> None:
    line = f"{datetime.now(UTC).isoformat(timespec='seconds')} {text}"
    with suppress(OSError):
        log = _Quiet(state / LOG, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8")
        log.emit(logging.makeLogRecord({"msg": line}))
        log.close()
