"""`reconcile run`: a project folder in, its outputs exchanged as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.errors import ConfigError
from reconcile.project.articles.accepted import AUTO, read_accepted
from reconcile.project.config import Config, load_config
from reconcile.project.lock import locked
from reconcile.project.manifest import MANIFEST, RunFacts, datapackage, file_records, read_manifest
from reconcile.project.outputs import outputs_of
from reconcile.project.paths import relative
from reconcile.project.previous import is_unchanged, recorded_outputs, stored_tables
from reconcile.project.reading import InputFiles, Progress, input_files, options_of, prepare
from reconcile.project.reconciliation import Reconciliation, reconcile_checked
from reconcile.project.runlog import note_run
from reconcile.project.summary import RunSummary, summarise
from reconcile.project.thresholds import Thresholds, crossed, thresholds_of
from reconcile.project.write import exchange, recover

__all__ = ["run_project"]


@dataclass(frozen=True)
class _Task:
    """What a run was asked for, checked."""

    root: str
    config: Config
    as_of: date | None
    quantity: str
    dry_run: bool
    force: bool
    thresholds: Thresholds
    progress: Progress


def run_project(
    root: str | Path = ".",
    *,
    as_of: date | str | None = None,
    quantity: str | None = None,
    method: str | None = None,
    level: float | None = None,
    dry_run: bool = False,
    force: bool = False,
    strict: bool = False,
    fail_on: Sequence[str] = (),
    progress: Progress | None = None,
) -> RunSummary:
    """Reconcile the claims of a project and write its outputs, all or none.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    as_of : date or str, optional
        Date of knowledge, as 2025-01-31. Default: the newest date of the inputs.
    quantity : str, optional
        Pattern; only matching quantities (by key, label or family) get a section and a figure. Tables stay whole.
    method, level : optional
        In place of those of `reconcile.toml`.
    dry_run : bool
        Compute and write nothing, not even a lock.
    force : bool
        Run although inputs, config and outputs are unchanged.
    strict : bool
        Rejected rows and findings count as crossed thresholds.
    fail_on : sequence of str
        "conflict", "rejected", "change=20%".
    progress : callable, optional
        Called with a word when a stage begins.

    Returns
    -------
    RunSummary
        `crossed` tells which thresholds were crossed; the outputs are written all the same.

    Raises
    ------
    ConfigError, InputError, NothingUsableError, OutputError, LockedError
        Nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.project.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     run_project(folder).written[0]
    'data/processed/claims.csv'
    """
    config = _overridden(load_config(root), method, level)
    task = _Task(
        str(root), config, _day(as_of), quantity or "", dry_run, force, thresholds_of(fail_on, strict=strict),
        progress or _silent,
    )  # fmt: skip
    with nullcontext() if dry_run else locked(config.root) as state:
        if state is not None:
            recover(config.root, state)
        return _run(task, state)


def _silent(stage: str) -> None:
    """Say nothing; a library does not print."""


def _overridden(config: Config, method: str | None, level: float | None) -> Config:
    given = {name: value for name, value in (("method", method), ("level", level)) if value is not None}
    return replace(config, keys=config.keys.model_copy(update=given))


def _day(as_of: date | str | None) -> date | None:
    if isinstance(as_of, datetime):
        return as_of.date()
    if not isinstance(as_of, str):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError as error:
        raise ConfigError(f"as-of '{as_of}' is not a date", hint="write it as 2025-01-31") from error


def _run(task: _Task, state: Path | None) -> RunSummary:
    config = task.config
    files = input_files(config)
    inputs = file_records(config.root, files.all)
    settings = config.keys.model_dump(mode="json")
    home = relative(config.root, config.processed)
    previous = read_manifest(config.processed / MANIFEST)
    asked = RunFacts(inputs, settings, str(task.as_of or ""), "", task.quantity)
    if previous and not (task.force or task.dry_run) and is_unchanged(config.root, home, previous, asked):
        return _nothing_to_do(task, previous, files)
    prepared = prepare(config, files, options_of(config, as_of=task.as_of), task.progress)
    task.progress("pooling")
    result = reconcile_checked(prepared.checked, prepared.registry, prepared.options)
    result = replace(result, proposed=prepared.proposed)
    facts = replace(asked, as_of=_iso(result.estimates["as_of"].max()), newest=_iso(newest_date(result.claims)))
    task.progress("reporting")
    outputs = outputs_of(result, config, task.quantity, _stated(config, facts), state)
    manifest = datapackage(config.keys.report.title, facts, outputs.files, outputs.schemas, home)
    written = {**outputs.files, f"{home}/{MANIFEST}": manifest}
    if state is not None:
        task.progress("writing")
        exchange(config.root, state, written, _stale(config, previous, written))
    summary = _summary(task, result, facts, tuple(written))
    if state is not None:
        note_run(state, summary)
    return summary


def _stale(config: Config, previous: dict[str, Any] | None, written: dict[str, bytes]) -> list[str]:
    """Return recorded outputs that this run does not write, in the folders that the tool writes to."""
    folders = [f"{relative(config.root, folder)}/" for folder in (config.processed, config.reports)]
    recorded = recorded_outputs(previous, relative(config.root, config.processed)) if previous else {}
    return [
        name for name in recorded
        if name not in written and name.startswith(tuple(folders)) and ".." not in name.split("/")
    ]  # fmt: skip


def newest_date(claims: pd.DataFrame) -> Any:
    """Return the newest day on which a claim was published or true; NaT where none has a date."""
    true_at = claims["count_date"].fillna(claims["period_end"])
    return pd.concat([claims["published"], true_at]).max()


def _iso(day: Any) -> str:
    return "" if pd.isna(day) else str(pd.Timestamp(day).date())


def _stated(config: Config, facts: RunFacts) -> dict[str, str]:
    """Return what the report states about how it was made."""
    keys = config.keys
    at = keys.at if isinstance(keys.at, str) else ", ".join(map(str, keys.at))
    articles = keys.articles if keys.articles == AUTO else ""
    told = {
        "title": keys.report.title, "articles": articles,
        "method": keys.method, "level": f"{keys.level:g}", "at": at, "as of": facts.as_of,
        "quantities": facts.quantity, "run": facts.run_id,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _summary(task: _Task, result: Reconciliation, facts: RunFacts, written: tuple[str, ...]) -> RunSummary:
    tables = (result.estimates, result.claims, result.rejected, result.findings)
    return summarise(
        task.root, facts.run_id, facts.as_of, tables,
        written=written, dry_run=task.dry_run, unchanged=False,
        crossed=crossed(task.thresholds, result.estimates, result.rejected, result.findings),
        proposed=len(result.proposed),
    )  # fmt: skip


def _nothing_to_do(task: _Task, previous: dict[str, Any], files: InputFiles) -> RunSummary:
    """Summarise the outputs that stand; thresholds hold for them as for new ones."""
    tables = stored_tables(task.config.processed)
    estimates, _, rejected, found = tables
    config = task.config
    waiting = read_accepted(
        files.extracted, options_of(config).claims, root=config.root, articles=config.keys.articles
    ).proposed
    return summarise(
        task.root, str(previous["run"]["id"]), str(previous["run"]["as_of"]), tables,
        written=(), dry_run=False, unchanged=True, crossed=crossed(task.thresholds, estimates, rejected, found),
        proposed=len(waiting),
    )  # fmt: skip
