"""A project as a reconciliation: the tables that a run writes, for a notebook to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reconcile.desk.approvals_table import read_approvals, status_of_approvals
from reconcile.desk.public_corrections import corrections_of
from reconcile.engine.parts.engines import Each, Engine, parts_wanted, working
from reconcile.folder.config import Config
from reconcile.history.as_printed import config_to_read
from reconcile.history.compare import compare
from reconcile.history.database import HISTORY
from reconcile.inputs.input_files import InputFiles, input_files
from reconcile.inputs.prepared import Prepared, options_of, prepare
from reconcile.notebook.reconciliation import Reconciliation, reconcile_checked
from reconcile.run.task import Task, task_of

__all__ = ["ProjectResult", "open_project", "project_result"]


@dataclass(frozen=True, kw_only=True)
class ProjectResult:
    """The tables of a project, what they were made of, and the recorded run that they were compared with.

    `damage` is what the comparison found damaged in the history, "" where nothing is; `parts` how many claims were in
    each part of a run in parts.
    """

    tables: Reconciliation
    prepared: Prepared
    previous: int | None
    damage: str
    parts: tuple[int, ...] = ()


def open_project(
    root: str | Path = ".",
    *,
    as_of: date | str | None = None,
    method: str | None = None,
    level: float | None = None,
) -> Reconciliation:
    """Reconcile the claims of a project as `reconcile run` does, and write nothing.

    Config, corrections, accepted claims of articles, approvals and history have the same effect as in a run; inputs
    with an address are read from their newest copies.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    as_of : date or str, optional
        Date of knowledge, as 2025-01-31. By default, the newest date of the inputs.
    method, level : optional
        In place of those of `reconcile.toml`.

    Returns
    -------
    Reconciliation
        Its estimates, claims, rejected, findings and changes are the rows of the files that the run would write.

    Raises
    ------
    ConfigError, InputError
        The project cannot be read.
    NothingUsableError
        No claim can be used; the `rejected` of the error says why.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     open_project(folder).rejected["value"].tolist()
    ['2024-05-32']
    """
    task = task_of(root, as_of=as_of, method=method, level=level)
    with config_to_read(task.config, task.printed_on) as source:
        return project_result(task, source, input_files(source)).tables


def project_result(task: Task, source: Config, files: InputFiles) -> ProjectResult:
    """Reconcile the claims of files by the keys of a config, which may be that of an earlier day.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     task = task_of(folder)
    ...     project_result(task, task.config, input_files(task.config)).previous is None
    True
    """
    # workers that are not there are told of before claims are read
    with working(task.engine) as each:
        prepared = prepare(source, files, options_of(source, as_of=task.as_of), task.progress)
        task.progress("pooling")
        result, parts = _reconciled(task.engine, prepared, each)
    compared = compare(task.config.processed / HISTORY, result, prepared, source)
    approvals = read_approvals(source.root)
    with result.options.spoken():
        status = status_of_approvals(compared.estimates, approvals)
        corrections = corrections_of(approvals, compared.estimates, result.claims)
    tables = replace(
        result, proposed=prepared.proposed, estimates=compared.estimates, changes=compared.changes,
        compared_before=compared.previous is not None, approvals=status, corrections=corrections,
    )  # fmt: skip
    return ProjectResult(
        tables=tables, prepared=prepared, previous=compared.previous, damage=compared.damage, parts=parts
    )


def _reconciled(engine: Engine, prepared: Prepared, each: Each) -> tuple[Reconciliation, tuple[int, ...]]:
    """Reconcile claims where an engine says, and return how many were in each part."""
    given = (prepared.checked, prepared.registry, prepared.options)
    if engine == Engine():
        return reconcile_checked(*given), ()
    # what reconciles in parts is loaded where it is asked for
    from reconcile.engine.parts.as_one_run import as_one_run
    from reconcile.engine.parts.reconciled_parts import reconcile_parts

    parts = reconcile_parts(*given, parts_wanted(len(prepared.checked.claims)), each)
    return reconcile_checked(*given, as_one_run(parts, *given)), parts.sizes
