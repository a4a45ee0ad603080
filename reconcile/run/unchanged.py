"""A run that finds everything as it was: it repeats what the last run told, which stands in the state folder.

Light: no table is read, nor is anything loaded that reads tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from reconcile.errors import ReconcileError
from reconcile.folder.config import Config
from reconcile.folder.exchange import recover
from reconcile.folder.file_records import file_records
from reconcile.folder.last_outputs import is_unchanged
from reconcile.folder.lock import locked
from reconcile.folder.manifest import MANIFEST, read_manifest
from reconcile.folder.paths import relative
from reconcile.folder.run_facts import RunFacts
from reconcile.folder.whole_files import write_whole
from reconcile.history.as_printed import AS_PRINTED, source_of
from reconcile.history.database import HISTORY
from reconcile.history.run_list import record_again
from reconcile.inputs.input_files import InputFiles, input_files
from reconcile.run.run_log import note_run
from reconcile.run.summary import RunSummary
from reconcile.run.task import Task
from reconcile.run.thresholds import Measured, crossed_by

__all__ = ["LastRun", "asked_of", "keep_last_run", "last_run", "unchanged_run", "unchanged_run_locked"]

_FILE = "last.json"


@dataclass(frozen=True)
class LastRun:
    """The summary of a run, and what thresholds are held against."""

    summary: RunSummary
    measured: Measured


def keep_last_run(state: Path, told: LastRun) -> None:
    """Keep what a run told; where that cannot be written, the next run reads the tables instead.

    Examples
    --------
    >>> import tempfile
    >>> summary = RunSummary(".", "ab", "", 0, 0, 0, 0, 0, {}, {}, 0, {}, {}, (), False, False, ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     keep_last_run(Path(folder), LastRun(summary, Measured([], {}, 0, 0)))
    ...     last_run(Path(folder), "ab") == LastRun(summary, Measured([], {}, 0, 0))
    True
    """
    with suppress(OSError):
        write_whole(state / _FILE, json.dumps(asdict(told)).encode())


def last_run(state: Path, run_id: str) -> LastRun | None:
    """Return what the run of an id told, None where something else is kept, or nothing that can be read.

    Examples
    --------
    >>> last_run(Path("nowhere"), "ab") is None
    True
    """
    try:
        kept = json.loads((state / _FILE).read_text("utf-8"))
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept["summary"].items()
        }
        told = LastRun(RunSummary(**fields), Measured(**kept["measured"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return told if told.summary.run_id == run_id else None


def asked_of(task: Task, source: Config, failures: Mapping[str, str]) -> tuple[RunFacts, InputFiles]:
    """Return what a run would depend on, the newest date of the inputs not known yet, and the files it would read.

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
    ...     asked_of(task, task.config, {})[0].as_of
    '2025-01-31'
    """
    files = input_files(source, failures)
    records = file_records(source.root, files.all)
    if files.declared:
        from reconcile.inputs.fetch_notices import described

        records = described(records, files.declared, failures, source.root)
    settings = source.keys.model_dump(mode="json")
    return RunFacts(records, settings, str(task.as_of or ""), "", task.quantity), files


def unchanged_run(task: Task, state: Path, source: Config, failures: Mapping[str, str]) -> RunSummary | None:
    """Return the summary of the outputs that stand, None where there is something to do; the run goes on record.

    Thresholds hold for what stands as for what is new. A run that the history does not know is done again, and so is
    one whose summary is lost: its outputs are the same, and then it is known.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.task import task_of
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     task = task_of(folder)
    ...     unchanged_run(task, Path(folder), task.config, {}) is None
    True
    """
    config = task.config
    previous = read_manifest(config.processed / MANIFEST)
    told = last_run(state, str(previous["run"].get("id"))) if previous else None
    if previous is None or told is None:
        return None
    asked, _ = asked_of(task, source, failures)
    if not is_unchanged(config.root, relative(config.root, config.processed), previous, asked):
        return None
    if not record_again(config.processed / HISTORY, told.summary.run_id):
        return None
    return replace(
        told.summary, root=task.root, written=(), dry_run=False, unchanged=True,
        notes=() if source is config else (AS_PRINTED,), crossed=crossed_by(task.thresholds, told.measured),
    )  # fmt: skip


def unchanged_run_locked(task: Task, *, wait: float = 0.0) -> RunSummary | None:
    """Lock a project and return the summary of the outputs that stand, None where there is something to do.

    There may be something to do where inputs are declared, which may have to be fetched, and where anything fails.

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
    ...     unchanged_run_locked(task_of(folder)) is None
    True
    """
    if task.force or task.dry_run or task.config.keys.inputs:
        return None
    with locked(task.config.root, wait=wait) as state:
        try:
            recover(task.config.root, state)
            with source_of(task.config, task.printed_on) as source:
                summary = unchanged_run(task, state, source, {})
        except ReconcileError:
            # the run meets it again, and takes note of it
            return None
        if summary is not None:
            note_run(state, summary)
        return summary
