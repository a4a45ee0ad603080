"""`reconcile run`: a project folder in, its outputs exchanged as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.clock import today
from reconcile.defaults import AUTO_MEMORY
from reconcile.engine.parts.engines import large_part
from reconcile.errors import ReconcileError
from reconcile.folder.config import Config
from reconcile.folder.exchange import exchange, recover
from reconcile.folder.file_records import learn_outputs
from reconcile.folder.hashed_files import Content, folder_for_large
from reconcile.folder.known_hashes import NOTHING_KNOWN, KnownHashes, Mark, mark_of
from reconcile.folder.last_outputs import recorded_outputs
from reconcile.folder.lock import HOLDER, locked
from reconcile.folder.manifest import MANIFEST, RECORD, datapackage, folder_record, read_manifest
from reconcile.folder.paths import relative
from reconcile.folder.run_facts import RunFacts
from reconcile.history.as_printed import AS_PRINTED, config_to_read
from reconcile.history.database import HISTORY
from reconcile.history.past_estimates import past_estimates
from reconcile.history.printed_before import printed_before
from reconcile.history.record_run import Outcome, record_run
from reconcile.history.run_list import newest_as_of
from reconcile.inputs.accepted_claims import AUTO
from reconcile.inputs.article_list import read_article_list
from reconcile.inputs.fetch.last_checks import stale_inputs
from reconcile.inputs.fetch_notices import fetch_line
from reconcile.inputs.prepared import options_of
from reconcile.inputs.refresh import refresh
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.run.open_project import ProjectResult, project_result
from reconcile.run.outputs import Outputs, outputs_of
from reconcile.run.progress import Progress
from reconcile.run.run_log import note_failure, note_run
from reconcile.run.summary import RunSummary, summarise
from reconcile.run.task import Task, task_of
from reconcile.run.thresholds import Measurements, crossed_thresholds, measure_outputs
from reconcile.run.unchanged import LastRun, expected_facts, repeat_last_run, write_last_run

__all__ = ["run_project"]


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
    offline: bool = False,
    engine: str | None = None,
    scheduler: str = "",
    memory: str = AUTO_MEMORY,
    wait: float = 0.0,
    progress: Progress | None = None,
) -> RunSummary:
    """Reconcile the claims of a project and write its outputs, all or none.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    as_of : date or str, optional
        Date of knowledge, as 2025-01-31; by default the newest date of the inputs.
    quantity : str, optional
        Pattern: only quantities that match it (by key, label or family) get a section and a picture. Tables stay whole.
    method, level : optional
        In place of those of `reconcile.toml`.
    dry_run : bool
        Compute, but fetch nothing and write nothing, not even a lock.
    force : bool
        Run even where inputs, config and outputs are unchanged, and ask servers even where their last answer is fresh.
    strict : bool
        Take rejected rows and findings for crossed thresholds.
    fail_on : sequence of str
        "conflict", "rejected", "change=20%".
    offline : bool
        Ask no server: read the newest copies of inputs with a url.
    engine : {"local", "processes", "dask"}, optional
        Where claims are reconciled, by default as the config says; the outputs are the same.
    scheduler, memory : str
        Of Dask: a cluster that runs already, or the memory of each worker of one that is started.
    wait : float
        Seconds to wait for another run in the project to end.
    progress : callable, optional
        Called with a word whenever a stage begins.

    Returns
    -------
    RunSummary
        Outputs are written even where thresholds were crossed (`crossed`) or inputs are older than their `max_age`
        (`stale`).

    Raises
    ------
    ConfigError, InputError, NothingUsableError, EngineError, OutputError, LockedError
        Nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     run_project(folder).written[0]
    'data/processed/claims.csv'
    """
    task = task_of(
        root, as_of=as_of, quantity=quantity, method=method, level=level, dry_run=dry_run, force=force, strict=strict,
        fail_on=fail_on, offline=offline, engine=engine, scheduler=scheduler, memory=memory,
        progress=progress,
    )  # fmt: skip
    config = task.config
    with nullcontext() if dry_run else locked(config.root, wait=wait) as state:
        if state is None:
            return _dated(_run(task, None), config)
        try:
            recover(config.root, state)
            summary = _run(task, state)
        except ReconcileError as error:
            note_failure(state, error)
            raise
        note_run(state, summary)
        return _dated(summary, config)


def _dated(summary: RunSummary, config: Config) -> RunSummary:
    return replace(summary, stale=stale_inputs(config, datetime.now(UTC)))


def _run(task: Task, state: Path | None) -> RunSummary:
    failures = _fetched(task, state) if state is not None else {}
    with config_to_read(task.config, task.printed_on) as source:
        repeated = repeat_last_run(task, state, source, failures) if state is not None and not task.force else None
        return repeated or _computed(task, state, source, failures)


def _computed(task: Task, state: Path | None, source: Config, failures: Mapping[str, str]) -> RunSummary:
    """Run on the inputs and keys of a config, which may be those of an earlier day."""
    known = KnownHashes(state, mark_of(state / HOLDER)) if state is not None else NOTHING_KNOWN
    expected, inputs = expected_facts(task, source, failures, known)
    project = project_result(task, source, inputs)
    facts = _facts(expected, project)
    task.progress("reporting")
    with folder_for_large(state) as large:
        outputs = _outputs(task, source, facts, project.tables, large)
        files = _with_records(task, source, facts, outputs)
        if state is not None:
            task.progress("writing")
            learn_outputs(known, task.config.root, files, _exchange(task.config, state, files))
            known.keep()
    tables = project.tables
    measured = measure_outputs(tables.estimates, tables.rejected, tables.findings)
    summary = _summary(task, project, facts, measured, tuple(files))
    if state is None:
        return summary
    write_last_run(state, LastRun(summary, measured))
    return _recorded(task, source, summary, facts, project, outputs)


def _facts(expected: RunFacts, project: ProjectResult) -> RunFacts:
    """Return what a run depends on, with the dates that its tables have."""
    tables = project.tables
    newest = pd.NaT if project.prepared.checked.later else newest_date(tables.claims)
    return replace(expected, as_of=_iso(tables.estimates["as_of"].max()), newest=_iso(newest))


def _outputs(task: Task, source: Config, facts: RunFacts, result: Reconciliation, large: Path | None) -> Outputs:
    history = task.config.processed / HISTORY
    with result.options.spoken():
        past = partial(past_estimates, history, result.estimates)
        before = partial(printed_before, history, facts.as_of)
        return outputs_of(result, source, task.quantity, _stated(source, facts), past, before, large)


def _with_records(task: Task, source: Config, facts: RunFacts, outputs: Outputs) -> dict[str, Content]:
    """Return the files of a run by their path in the project, its records last."""
    home, reports = _folders(task.config)
    files = {**outputs.files, f"{reports}/{RECORD}": folder_record(facts, outputs.files, reports)}
    manifest = datapackage(source.keys.report.title, facts, files, outputs.schemas, home)
    return {**files, f"{home}/{MANIFEST}": manifest}


def _folders(config: Config) -> tuple[str, str]:
    """Return the folders of tables and of reports, as paths in the project."""
    return relative(config.root, config.processed), relative(config.root, config.reports)


def _exchange(config: Config, state: Path, files: Mapping[str, Content]) -> Mark:
    """Put the files of a run in place of those of the last one, and return the mark that was set before it."""
    home, reports = _folders(config)
    last = read_manifest(config.processed / MANIFEST)
    return exchange(config.root, state, [home, reports], files, recorded_outputs(last, home) if last else {})


def _fetched(task: Task, state: Path) -> dict[str, str]:
    """Fetch what has an address, and read new articles of feeds and folders; return inputs that failed, and why."""
    claims, failures = options_of(task.config).claims, dict[str, str]()
    if not task.offline:
        failures = refresh(task.config, state, claims, check=task.force, progress=task.progress)
    listed = read_article_list(task.config)
    if not (listed.articles or listed.failed or any(keys.has_articles for keys in task.config.keys.inputs)):
        return failures
    # what reads articles is loaded where there are any
    from reconcile.desk.take_articles import take_articles

    return take_articles(task.config, failures, offline=task.offline, progress=task.progress)


def _recorded(
    task: Task, source: Config, summary: RunSummary, facts: RunFacts, project: ProjectResult, outputs: Outputs
) -> RunSummary:  # fmt: skip
    """Record a run whose outputs stand already, and return its summary with notes."""
    history, result, prepared = task.config.processed / HISTORY, project.tables, project.prepared
    outcome = Outcome(
        root=source.root, facts=facts, estimates=result.estimates, claims=result.claims,
        checked=prepared.checked.claims, sources=result.sources, rejected=summary.rejected_rows,
        moved=len(result.changes), previous=project.previous, sealed=prepared.sealed, told=outputs.told,
        damage=project.damage,
        looks_back=task.as_of is not None and facts.as_of < newest_as_of(history),
    )  # fmt: skip
    # the record leaves out the date at the end of a sentence, in the words it is written in
    with result.options.spoken():
        note = record_run(history, outcome)
    notes = (note, "" if source is task.config else AS_PRINTED, large_part(project.parts))
    return replace(summary, notes=tuple(filter(None, notes)))


def newest_date(claims: pd.DataFrame) -> Any:
    """Return the newest day, but none to come, on which a claim was published or true; NaT where none has a date."""
    true_at = claims["count_date"].fillna(claims["period_end"])
    days = pd.concat([claims["published"], true_at])
    return days[~(days > today())].max()


def _iso(day: Any) -> str:
    return "" if pd.isna(day) else str(pd.Timestamp(day).date())


def _stated(config: Config, facts: RunFacts) -> dict[str, str]:
    """Return what the report states on how it was made."""
    keys = config.keys
    at = keys.at if isinstance(keys.at, str) else ", ".join(map(str, keys.at))
    articles = keys.articles if keys.articles == AUTO else ""
    settings = {
        "title": keys.report.title, "articles": articles,
        "method": keys.method, "level": f"{keys.level:g}", "at": at, "as of": facts.as_of,
        "quantities": facts.quantity, "fetched": fetch_line(facts.inputs), "run": facts.run_id,
    }  # fmt: skip
    return {name: value for name, value in settings.items() if value}


def _summary(
    task: Task, project: ProjectResult, facts: RunFacts, measured: Measurements, written: tuple[str, ...]
) -> RunSummary:  # fmt: skip
    result = project.tables
    return summarise(
        task.root, facts.run_id, facts.as_of,
        (result.estimates, result.claims, result.rejected, result.findings),
        written=written, dry_run=task.dry_run, crossed=crossed_thresholds(task.thresholds, measured),
        proposed=len(result.proposed), later=project.prepared.checked.later, ledger=result.ledger,
    )  # fmt: skip
