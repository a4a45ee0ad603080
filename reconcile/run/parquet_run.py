"""A folder of Parquet parts in, a folder of Parquet parts out: claims reconciled in parts, on one core or on many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import pandas as pd

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.claim_files import read_files
from reconcile.claims.embargo import free_claims
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.defaults import AUTO_MEMORY, ENGINES
from reconcile.engine.parts.engines import NARROWER, Engine, large_part, parts_wanted, working
from reconcile.engine.parts.reconciled_parts import ReconciledParts, reconcile_parts
from reconcile.errors import ConfigError, InputError
from reconcile.folder.lock import locked
from reconcile.notebook.options import Options
from reconcile.records import findings, join_records
from reconcile.run.parquet_outputs import check_target, write_parquet
from reconcile.sources.registry import read_sources, registry_of

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
        Folder of files `*.parquet`, columns as of `reconcile`; files may lack columns, or have no row.
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
        A setting cannot be used, or Dask is not installed.
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
    source, target, options = Path(source), Path(target).absolute(), options or Options()
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target.parent.resolve()):
        check_target(target)
        table = read_sources(Path(sources)) if isinstance(sources, (str, Path)) else sources
        checked = _checked(source, options)
        chosen = _chosen(engine, len(checked.claims))
        count = 1 if chosen == ENGINES[0] else parts_wanted(len(checked.claims))
        with working(Engine(name=chosen, workers=workers, scheduler=scheduler, memory=memory)) as each:
            tables = reconcile_parts(checked, registry_of(table), options, count, each)
        tables = replace(tables, findings=join_records([tables.findings, _large(tables)], names(FINDINGS)))
        facts = {"engine": chosen, "claims": len(tables.claims), "sizes": list(tables.sizes)}
        write_parquet(target, {name: getattr(tables, name) for name in _TABLES}, facts)
    return ParquetSummary(
        target=target, engine=chosen, claims=len(tables.claims), rejected=len(tables.rejected),
        estimates=len(tables.estimates), findings=len(tables.findings), parts=tables.sizes,
    )  # fmt: skip


def _checked(source: Path, options: Options) -> Checked:
    """Read and check the claims of a folder."""
    files = sorted(source.glob("*.parquet")) if source.is_dir() else [source]
    if not files:
        raise InputError("there is no file *.parquet", file=source.name, hint="name the folder that holds the parts")
    read = read_files([file for file in files if _has_rows(file)] or files[:1], options.reading(), root=source)
    free = free_claims(read.table, options.as_of, dayfirst=options.claims.dayfirst)
    checked = check_claims(free.table, options.reading(), as_of=options.as_of)
    rejected = join_records([read.rejected, free.rejected, checked.rejected], names(REJECTED))
    return replace(
        checked, rejected=rejected, findings=join_records([read.findings, checked.findings], names(FINDINGS))
    )


def _has_rows(file: Path) -> bool:
    """Return whether a part has a row; what cannot be read is told by its reader."""
    pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    try:
        return bool(parquet.read_metadata(file).num_rows)
    except (pyarrow.ArrowException, OSError):
        return True


def _chosen(engine: str, claims: int) -> str:
    if engine != AUTO:
        return engine
    return "processes" if claims >= LEAST_FOR_PROCESSES else ENGINES[0]


def _large(tables: ReconciledParts) -> pd.DataFrame:
    """Return a finding where many of the claims have to do with one another, so that one part holds them."""
    message = large_part(tables.sizes)
    return findings("part-large", [message] if message else [], hint=NARROWER)
