"""The files of a project, read and checked: what every command starts with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from reconcile.claims.check import Checked, check_claims
from reconcile.claims.corrections import apply_corrections, read_corrections
from reconcile.claims.embargo import free_claims
from reconcile.claims.measures import Measure
from reconcile.claims.read import Read
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.errors import InputError, NothingUsableError
from reconcile.project.articles.accepted import read_accepted
from reconcile.project.articles.rows import extracted_files
from reconcile.project.config import Config
from reconcile.project.declared import DeclaredInput, declared_inputs, read_claim_files
from reconcile.project.fetch.notices import notices, sentence
from reconcile.project.paths import inside, relative
from reconcile.project.reconciliation import Options
from reconcile.records import join_records
from reconcile.sources.identities import Identity
from reconcile.sources.registry import Registry, read_sources, registry_of

__all__ = ["InputFiles", "Prepared", "input_files", "options_of", "prepare"]

# kinds of files that claims are read from; a kind that needs an extra says so when it is read
_ENDINGS = ("csv", "tsv", "json", "jsonl", "xlsx", "parquet")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class InputFiles:
    """The files that a run reads; the tables of sources and corrections may be missing.

    `declared` has the inputs of the config, fetched ones by their newest copies; `failures` says why those that could
    not be fetched were not.
    """

    claims: tuple[Path, ...]
    sources: Path | None
    corrections: Path | None
    extracted: tuple[Path, ...] = ()
    declared: tuple[DeclaredInput, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> list[Path]:
        """Every file that is there."""
        return [*self.claims, *self.extracted, *(file for file in (self.sources, self.corrections) if file is not None)]


@dataclass(frozen=True)
class Prepared:
    """Checked claims, sources and options: all that a reconciliation needs, and extracted claims nobody reviewed."""

    checked: Checked
    registry: Registry
    options: Options
    proposed: pd.DataFrame


def input_files(config: Config, failures: Mapping[str, str] | None = None) -> InputFiles:
    """Find the files of a project; nothing is fetched here.

    Parameters
    ----------
    config : Config
    failures : mapping of str to str, optional
        Inputs that could not be fetched, and why.

    Returns
    -------
    InputFiles
        Claims by name, then declared inputs in their order; each file once. Files of extracted claims by name.

    Raises
    ------
    InputError
        There is no file of claims, or a declared one is missing.
    ConfigError
        A file is a symbolic link that leads out of the project.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.project.config import load_config
    >>> from reconcile.project.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     [file.name for file in input_files(load_config(folder)).all]
    ['claims.csv', 'sources.csv']
    """
    found = sorted(file for ending in _ENDINGS for file in config.raw.glob(f"claims*.{ending}") if file.is_file())
    missing = [file for file in config.inputs if not file.is_file()]
    if missing:
        raise InputError("the declared input is not there", file=relative(config.root, missing[0]))
    declared = declared_inputs(config)
    there = [item.file for item in declared if item.file is not None]
    claims = tuple(dict.fromkeys([*(inside(config.root, file) for file in found), *there]))
    extracted = extracted_files(config)
    if declared and not (claims or extracted):
        why = (failures or {}).get(declared[0].keys.name, "")
        raise InputError(
            f"there is no claim to read; {sentence(declared[0], why)}",
            hint="check [[inputs]]; the next run tries again" if why else "`reconcile run` fetches it",
        )
    if not (claims or extracted):
        folder = relative(config.root, config.raw)
        raise InputError(
            "there is no file of claims",
            file=folder,
            hint=f"put a claims.csv into {folder}, or start with `reconcile init`",
        )
    return InputFiles(
        claims, _optional(config, "sources.csv"), _optional(config, "corrections.csv"), extracted, declared,
        failures or {},
    )  # fmt: skip


def _optional(config: Config, name: str) -> Path | None:
    file = config.raw / name
    return inside(config.root, file) if file.is_file() else None


def prepare(config: Config, files: InputFiles, options: Options, progress: Progress) -> Prepared:
    """Read, correct and check the claims of a project.

    Raises
    ------
    InputError
        A file cannot be read.
    NothingUsableError
        No row is left; the error holds what was rejected and found.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.project.config import load_config
    >>> from reconcile.project.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     config = load_config(folder)
    ...     prepared = prepare(config, input_files(config), options_of(config), lambda stage: None)
    >>> len(prepared.checked.claims), len(prepared.checked.rejected)
    (8, 1)
    """
    progress("reading")
    read, proposed = _read(config, files, options)
    dayfirst = options.claims.dayfirst
    free = free_claims(read.table, options.as_of, dayfirst=dayfirst)
    proposed = free_claims(proposed, free.known, dayfirst=dayfirst).table
    rejected, table, held = [read.rejected, free.rejected], free.table, set(free.held)
    found = [notices(files.declared, files.failures), read.findings]
    if files.corrections is not None:
        corrected = apply_corrections(table, read_corrections(files.corrections, options.claims, root=config.root))
        table = corrected[0]
        rejected.append(corrected[1])
        found.append(corrected[2])
        # a correction may set an embargo
        again = free_claims(table, options.as_of, dayfirst=dayfirst)
        table, held = again.table, held | set(again.held)
        rejected.append(again.rejected)
    progress("checking")
    checked = check_claims(table, options.claims)
    found = [records[~records["claim_id"].isin(held)] for records in found]
    whole = Checked(
        checked.claims,
        _in_order(join_records([*rejected, checked.rejected], names(REJECTED))),
        join_records([*found, checked.findings], names(FINDINGS)),
    )
    if whole.claims.empty:
        waiting = f"`reconcile review` shows the {len(proposed):,} that are proposed" if len(proposed) else ""
        raise NothingUsableError(
            "no claim can be used", hint=waiting or "see the rejected rows", rejected=whole.rejected,
            findings=whole.findings, proposed=len(proposed),
        )  # fmt: skip
    sources = read_sources(files.sources) if files.sources is not None else None
    return Prepared(whole, registry_of(sources), options, proposed)


def _read(config: Config, files: InputFiles, options: Options) -> tuple[Read, pd.DataFrame]:
    """Read files of claims and of extracted claims into one table; return it, and what is only proposed."""
    accepted = read_accepted(files.extracted, options.claims, root=config.root, articles=config.keys.articles)
    parts = [*read_claim_files(files.claims, files.declared, options.claims, root=config.root), accepted.read]
    tables = [part.table for part in parts if len(part.table)]
    read = Read(
        pd.concat(tables, ignore_index=True) if tables else parts[0].table,
        join_records([part.rejected for part in parts], names(REJECTED)),
        join_records([part.findings for part in parts], names(FINDINGS)),
    )
    return read, accepted.proposed


def _in_order(rejected: pd.DataFrame) -> pd.DataFrame:
    """Sort by file and row; what concerns a whole file comes first."""
    rows = pd.to_numeric(rejected["row"], errors="coerce").fillna(0)
    order = rejected.assign(row=rows).sort_values(["file", "row"], kind="stable").index
    return rejected.loc[order].reset_index(drop=True)


def options_of(config: Config, *, as_of: object = None) -> Options:
    """Return the options of a reconciliation that a config asks for.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.project.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     options_of(load_config(folder)).at
    'latest'
    """
    keys = config.keys
    measures = {
        name: Measure(
            name, unit=own.unit, words=own.words or name.replace("_", " "), bears=own.bears, scale=own.scale,
            synonyms=tuple(own.synonyms),
        )
        for name, own in keys.measures.items()
    }  # fmt: skip
    claims = ClaimSettings(
        columns=keys.columns, encoding=keys.encoding, decimal=keys.numbers.decimal, thousands=keys.numbers.thousands,
        dayfirst=keys.numbers.dayfirst, measures=measures,
    )  # fmt: skip
    return Options(
        level=keys.level, at=keys.at, method=keys.method, as_of=as_of, claims=claims, sides=keys.sides,
        identities=[Identity(rule.name, rule.total, tuple(rule.parts)) for rule in keys.identities],
        subjects=keys.report.subjects, families=keys.report.families, language=keys.report.language,
        style=keys.report.style,
    )  # fmt: skip
