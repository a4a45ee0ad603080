"""The log of runs: one line each, with the time; what was said in claims is not repeated in it."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from reconcile.errors import ReconcileError
from reconcile.run.summary import RunSummary

__all__ = ["LOG", "note_failure", "note_run"]

# file of the log in the state folder; older ones are log.1, log.2, …
LOG = "log"

# bytes of a log before the next one is begun, and older ones that are kept: some 6,000 runs each, years of hourly ones
MOST_BYTES, KEPT = 1_000_000, 5

# digits of the run id that tell two runs apart at a glance; the manifest has all of them
SHORT_ID = 12


class _Quiet(RotatingFileHandler):
    """A log that cannot be written never fails a run that is done, and says nothing on standard error."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the name that logging calls
        """Let the line go."""


def note_run(state: Path, summary: RunSummary) -> None:
    """Append a line to the log.

    Examples
    --------
    >>> import tempfile
    >>> summary = RunSummary(".", "ab12", "", 3, 3, 9, 8, 4, {}, {}, 0, {}, {}, ("a", "b"), False, False, ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note_run(Path(folder), summary)
    ...     (Path(folder) / "log").read_text().split(" ", 1)[1].strip()
    'run ab12 as of -: 3 quantities, 8 of 9 claims used, 0 rows rejected, 0 found, 2 files written'
    """
    _note(
        state,
        f"run {summary.run_id[:SHORT_ID]} as of {summary.as_of or '-'}: {summary.quantities} quantities, "
        f"{summary.used} of {summary.claims} claims used, {summary.rejected_rows} rows rejected, "
        f"{sum(summary.findings.values())} found, "
        + ("nothing had changed" if summary.unchanged else f"{len(summary.written)} files written"),
    )


def note_failure(state: Path, error: ReconcileError) -> None:
    """Append a line on a run that failed: the kind of fault and its place, not the value at fault.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note_failure(Path(folder), ReconcileError("is empty", file="claims.csv", value="secret"))
    ...     (Path(folder) / "log").read_text().split(" ", 1)[1].strip()
    'failed: ReconcileError in claims.csv'
    """
    _note(state, f"failed: {type(error).__name__}" + (f" in {error.file}" if error.file else ""))


def _note(state: Path, told: str) -> None:
    line = f"{datetime.now(UTC).isoformat(timespec='seconds')} {told}"
    with suppress(OSError):
        log = _Quiet(state / LOG, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8")
        log.emit(logging.makeLogRecord({"msg": line}))
        log.close()
