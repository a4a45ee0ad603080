"""The log of runs: one line each, with the time; the only place where a run looks at the clock."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reconcile.project.summary import RunSummary

__all__ = ["note_run"]

# digits of the run id that tell two runs apart at a glance; the manifest has all of them
SHORT_ID = 12


def note_run(state: Path, summary: RunSummary) -> None:
    """Append a line to the log; a log that cannot be written never fails a run that is done.

    Examples
    --------
    >>> import tempfile
    >>> summary = RunSummary(".", "ab12", "", 3, 3, 9, 8, 4, {}, {}, 0, {}, {}, ("a", "b"), False, False, ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note_run(Path(folder), summary)
    ...     (Path(folder) / "log").read_text().split(" ", 1)[1].strip()
    'run ab12 as of -: 3 quantities, 8 of 9 claims used, 0 rows rejected, 0 found, 2 files written'
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    line = (
        f"{now} run {summary.run_id[:SHORT_ID]} as of {summary.as_of or '-'}: {summary.quantities} quantities, "
        f"{summary.used} of {summary.claims} claims used, {summary.rejected_rows} rows rejected, "
        f"{sum(summary.findings.values())} found, {len(summary.written)} files written\n"
    )
    with suppress(OSError), (state / "log").open("a", encoding="utf-8") as file:
        file.write(line)
