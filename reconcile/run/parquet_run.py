"""A folder of Parquet parts in, a folder of Parquet parts out: claims reconciled in parts, on one core or on many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import pandas as pd

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.claim_files import read_files
from reconcile.claims.embargo import free_claims
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.defaults import AUTO_MEMORY, ENGINES
from reconcile.engine.parts.engines import NARROWER, Each, Engine, large_part, parts_wanted, working
from reconcile.engine.parts.reconciled_parts import ReconciledParts, reconcile_parts
from reconcile.errors import ConfigError, InputError
from reconcile.folder.lock import locked
from reconcile.folder.paths import shown_path
from reconcile.folder.regular_files import part_files, regular
from reconcile.notebook.options import Options
from reconcile.records import findings, join_records
from reconcile.run.folders.pieces import aside
from reconcile.run.folders.reconciled_folder import Work, read_folder, reconcile_folder
from reconcile.run.parquet_outputs import check_apart, check_target, empty_tables, staged, write_manifest, write_parquet
from reconcile.sources.registry import Registry, read_sources, registry_of

__all__ = ["CHOICES", "ParquetSummary", "reconcile_parquet"]

# "auto" takes processes where one process would not be done in half a minute
AUTO = "auto"
CHOICES = (AUTO, *ENGINES)

# claims from which "auto" takes processes: before, their start costs more than they save
LEAST_FOR_PROCESSES = 500_000

_TABLES = ("estimates", "sums", "claims", "rejected", "findings", "identities", "diagnostics", "dependence", "curves")


@dataclass(frozen=True, kw_only=True)
class ParquetSummary:
    """What came of a folder.

    Attributes
    ----------
    target : Path
    engine : str
        The one that was used.
    claims, rejected, estimates, findings : int
        Rows of the tables.
    parts : tuple of int
        Claims of every part.
    """

    target: Path
    engine: str
    claims: int
    rejected: int
    estimates: int
    findings: int
    parts: tuple[int, ...]


def reconcile_parquet(
    source: str | Path, target: str | Path, sources: pd.DataFrame | str | Path | None = None, *, engine: str = "auto",
    workers: int = 0, scheduler: str = "", memory: str = AUTO_MEMORY, options: Options | None = None,
) -> ParquetSummary:  # fmt: skip
    """Reconcile the claims of a folder of Parquet files, and write tables as folders of Parquet files.

    Parameters
    ----------
    source : path
        Folder of files `*.parquet`, columns as of `reconcile`; files may lack columns, or have no row. Names that begin
        with "_" or a dot are passed over.
    target : path
        Folder of the outputs, new or of an earlier run: `estimates.parquet/`, `claims.parquet/`, …, `manifest.json`.
        It is exchanged as a whole; a run that fails leaves what was there.
    sources : DataFrame or path, optional
        As of `reconcile`.
    engine : {"auto", "local", "processes", "dask"}
        "auto" takes processes from half a million claims on.
    workers : int
        Processes, or workers of a local Dask cluster; 0 takes one a core.
    scheduler, memory : str
        As of `on_dask`.
    options : Options, optional

    Returns
    -------
    ParquetSummary

    Raises
    ------
    InputError
        There is no file, or one is no Parquet file.
    NothingUsableError
        No row can be read.
    ConfigError
        A setting cannot be used, Dask is not installed, or one of the folders lies within the other.
    EngineError
        Processes, workers or the scheduler were lost.
    OutputError
        The folder cannot be written, or holds something else.
    LockedError
        Another run writes beside it.

    Notes
    -----
    Claims are read and checked, and tables joined, in the process that calls; parts are heard and pooled elsewhere.

    Examples
    --------
    >>> import tempfile
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Path(folder, "claims.parquet").mkdir()
    ...     rows.to_parquet(Path(folder, "claims.parquet", "part-0.parquet"))
    ...     reconcile_parquet(Path(folder, "claims.parquet"), Path(folder, "out")).estimates
    1
    """
    if engine not in CHOICES:
        raise ConfigError("unknown engine", value=engine, hint=", ".join(CHOICES))
    source, target, options = _at(source), _at(target), options or Options()
    check_apart(source, target)
    with locked(target.parent):
        check_target(target)
        table = read_sources(Path(sources)) if isinstance(sources, (str, Path)) else sources
        files = _files(source)
        chosen = _chosen(engine, files)
        with working(Engine(name=chosen, workers=workers, scheduler=scheduler, memory=memory)) as each:
            run = _Run(
                files=files, source=source if source.is_dir() else source.parent, target=target,
                registry=registry_of(table), options=options, engine=chosen, each=each,
            )  # fmt: skip
            return (None if chosen == ENGINES[0] else _in_parts(run)) or _at_once(run)


@dataclass(frozen=True, kw_only=True)
class _Run:
    """What is asked for."""

    files: Sequence[Path]
    source: Path
    target: Path
    registry: Registry
    options: Options
    engine: str
    each: Each


def _in_parts(run: _Run) -> ParquetSummary | None:
    """Reconcile a folder that may be larger than memory; None where all of it has to be read at once."""
    with aside(run.target) as home:
        work = Work(registry=run.registry, options=run.options, each=run.each, home=home)
        read = read_folder(run.files, run.source, work)
        if any(file.embargoed for file in read):
            return None
        with staged(run.target) as staging:
            done = reconcile_folder(read, staging, work)
            facts = {"engine": run.engine, "claims": done.claims, "sizes": list(done.sizes)}
            write_manifest(staging, facts, [*done.parts, *empty_tables(staging, done.heads)])
    return ParquetSummary(
        target=run.target, engine=run.engine, claims=done.claims, rejected=done.rejected, estimates=done.estimates,
        findings=done.findings, parts=done.sizes,
    )  # fmt: skip


def _at_once(run: _Run) -> ParquetSummary:
    """Reconcile a folder that fits into the memory of this process."""
    checked = _checked(run.files, run.source, run.options)
    count = 1 if run.engine == ENGINES[0] else parts_wanted(len(checked.claims))
    tables = reconcile_parts(checked, run.registry, run.options, count, run.each)
    tables = replace(tables, findings=join_records([tables.findings, _large(tables)], names(FINDINGS)))
    facts = {"engine": run.engine, "claims": len(tables.claims), "sizes": list(tables.sizes)}
    write_parquet(run.target, {name: getattr(tables, name) for name in _TABLES}, facts)
    return ParquetSummary(
        target=run.target, engine=run.engine, claims=len(tables.claims), rejected=len(tables.rejected),
        estimates=len(tables.estimates), findings=len(tables.findings), parts=tables.sizes,
    )  # fmt: skip


def _at(path: str | Path) -> Path:
    """Return a path with its links followed: what is exchanged is the folder, not a link that leads to it."""
    try:
        found = Path(path).resolve()
        found.exists()
    except (OSError, RuntimeError, ValueError) as error:
        # too long, with a NUL, or links that lead in a circle
        raise ConfigError("this is not a path", value=shown_path(path), hint="check the path") from error
    return found


def _files(source: Path) -> list[Path]:
    """Return the files of a folder that have a row, else the first."""
    if not source.exists():
        raise InputError("there is no such folder", file=source.name, hint="name the folder that holds the parts")
    root, parts = (source, part_files(source, source)) if source.is_dir() else (source.parent, [source])
    files = regular(root, parts)
    return [file for file in files if _rows(file) != 0] or files[:1]


def _checked(files: Sequence[Path], source: Path, options: Options) -> Checked:
    """Read and check the claims of a folder."""
    read = read_files(files, options.reading(), root=source)
    free = free_claims(read.table, options.as_of, dayfirst=options.claims.dayfirst)
    checked = check_claims(free.table, options.reading(), as_of=options.as_of)
    rejected = join_records([read.rejected, free.rejected, checked.rejected], names(REJECTED))
    return replace(
        checked, rejected=rejected, findings=join_records([read.findings, checked.findings], names(FINDINGS))
    )


def _rows(file: Path) -> int:
    """Return how many rows a part has, -1 where it cannot be read: its reader tells of it."""
    pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    try:
        return int(parquet.read_metadata(file).num_rows)
    except (pyarrow.ArrowException, OSError):
        return -1


def _chosen(engine: str, files: Sequence[Path]) -> str:
    if engine != AUTO:
        return engine
    return "processes" if sum(map(_rows, files)) >= LEAST_FOR_PROCESSES else ENGINES[0]


def _large(tables: ReconciledParts) -> pd.DataFrame:
    """Return a finding where many of the claims have to do with one another, so that one part holds them."""
    message = large_part(tables.sizes)
    return findings("part-large", [message] if message else [], hint=NARROWER)
