"""A run that finds nothing changed: it repeats the summary of the last run, which is kept in the state folder.

Light: no table is read, and nothing is loaded that reads tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from reconcile.defaults import MOST_FILE_BYTES
from reconcile.errors import InputError, ReconcileError
from reconcile.folder.config import Config
from reconcile.folder.exchange import recover
from reconcile.folder.file_records import file_records
from reconcile.folder.known_hashes import NOTHING_KNOWN, KnownHashes, mark_of
from reconcile.folder.last_outputs import outputs_are_current
from reconcile.folder.lock import HOLDER, locked
from reconcile.folder.manifest import MANIFEST, read_manifest
from reconcile.folder.paths import relative
from reconcile.folder.run_facts import RunFacts
from reconcile.folder.whole_files import write_whole
from reconcile.history.as_printed import AS_PRINTED, config_to_read
from reconcile.history.database import HISTORY
from reconcile.history.run_list import record_again
from reconcile.inputs.input_files import InputFiles, input_files
from reconcile.run.run_log import note_run
from reconcile.run.summary import RunSummary
from reconcile.run.task import Task
from reconcile.run.thresholds import Measurements, crossed_thresholds

__all__ = ["LastRun", "expected_facts", "read_last_run", "repeat_last_run", "unchanged_run", "write_last_run"]

_FILE = "last.json"


@dataclass(frozen=True)
class LastRun:
    """The summary of a run, and what its thresholds were measured by."""

    summary: RunSummary
    measured: Measurements


def write_last_run(state: Path, run: LastRun) -> None:
    """Keep the summary of a run; where that cannot be written, the next run is done in full.

    Examples
    --------
    >>> import tempfile
    >>> run = LastRun(RunSummary(root=".", run_id="ab"), Measurements([], {}, 0, 0))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_last_run(Path(folder), run)
    ...     read_last_run(Path(folder), "ab") == run
    True
    """
    with suppress(OSError):
        write_whole(state / _FILE, json.dumps(asdict(run)).encode())


def read_last_run(state: Path, run_id: str) -> LastRun | None:
    """Return the kept run of an id, None where another one is kept, or none that this version can read.

    Examples
    --------
    >>> read_last_run(Path("nowhere"), "ab") is None
    True
    """
    try:
        kept = json.loads((state / _FILE).read_text("utf-8"))
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept["summary"].items()
        }
        run = LastRun(RunSummary(**values), Measurements(**kept["measured"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    # a summary of another version may lack numbers that this one shows
    whole = values.keys() == {field.name for field in fields(RunSummary)}
    return run if whole and run.summary.run_id == run_id else None


def expected_facts(
    task: Task, source: Config, failures: Mapping[str, str], known: KnownHashes = NOTHING_KNOWN
) -> tuple[RunFacts, InputFiles]:  # fmt: skip
    """Return what a run would depend on, and the files that it would read; the newest date is not known yet.

    Raises
    ------
    InputError, ConfigError

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.task import task_of
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     task = task_of(folder, as_of="2025-01-31")
    ...     expected_facts(task, task.config, {})[0].as_of
    '2025-01-31'
    """
    files = input_files(source, failures)
    _check_sizes(source.root, files.all)
    records = file_records(source.root, files.all, known)
    if files.declared:
        from reconcile.inputs.fetch_notices import records_of_fetches

        records = records_of_fetches(records, files.declared, failures, source.root)
    # who may approve changes nothing that a run writes
    settings = source.keys.model_dump(mode="json", exclude={"approvals", "run"})
    facts = RunFacts(
        inputs=records, config=settings, as_of=str(task.as_of or ""), newest="", quantity=task.quantity
    )  # fmt: skip
    return facts, files


def _check_sizes(root: Path, files: Iterable[Path]) -> None:
    """Raise before a file is hashed that is too large to be read."""
    for file in files:
        if file.stat().st_size > MOST_FILE_BYTES:
            raise InputError(f"has more than {MOST_FILE_BYTES:,} bytes", file=relative(root, file), hint="split it")


def repeat_last_run(task: Task, state: Path, source: Config, failures: Mapping[str, str]) -> RunSummary | None:
    """Record the last run once more and return its summary, None where something has changed since.

    Thresholds apply to outputs that stand as they do to new ones. Where the history does not know the last run, or its
    summary is lost, there is something to do as well: a run in full leaves the same outputs, and is known afterwards.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.task import task_of
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     task = task_of(folder)
    ...     repeat_last_run(task, Path(folder), task.config, {}) is None
    True
    """
    config = task.config
    previous = read_manifest(config.processed / MANIFEST)
    last = read_last_run(state, str(previous["run"].get("id"))) if previous else None
    if previous is None or last is None:
        return None
    known = KnownHashes(state, mark_of(state / HOLDER))
    expected, _ = expected_facts(task, source, failures, known)
    current = outputs_are_current(config.root, relative(config.root, config.processed), previous, expected, known)
    known.keep()
    if not current:
        return None
    if not record_again(config.processed / HISTORY, last.summary.run_id):
        return None
    return replace(
        last.summary, root=task.root, written=(), dry_run=False, unchanged=True,
        notes=() if source is config else (AS_PRINTED,), crossed=crossed_thresholds(task.thresholds, last.measured),
    )  # fmt: skip


def unchanged_run(task: Task, *, wait: float = 0.0) -> RunSummary | None:
    """Return the summary of a run that finds nothing changed, None where there is something to do.

    There may be something to do where inputs are declared, as they may have to be fetched, and where anything fails.

    Raises
    ------
    OutputError, LockedError

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.task import task_of
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     unchanged_run(task_of(folder)) is None
    True
    """
    if task.force or task.dry_run or task.config.keys.inputs:
        return None
    with locked(task.config.root, wait=wait) as state:
        try:
            recover(task.config.root, state)
            with config_to_read(task.config, task.printed_on) as source:
                summary = repeat_last_run(task, state, source, {})
        except ReconcileError:
            # the run in full meets the error again, and logs it
            return None
        if summary is not None:
            note_run(state, summary)
        return summary
