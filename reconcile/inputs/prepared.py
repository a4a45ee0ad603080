"""The files of a project, read and checked: what every command starts with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.claim_files import Read
from reconcile.claims.embargo import EMBARGO, free_claims
from reconcile.claims.known import later_than
from reconcile.claims.measures import Measure
from reconcile.claims.row_corrections import apply_corrections, read_corrections
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.engine.reconcile import hint_of_nothing
from reconcile.errors import NothingUsableError
from reconcile.folder.config import Config
from reconcile.inputs.accepted_claims import read_accepted
from reconcile.inputs.declared_inputs import read_claim_files
from reconcile.inputs.fetch_notices import notices
from reconcile.inputs.input_files import InputFiles
from reconcile.notebook.options import Options
from reconcile.records import join_records
from reconcile.sources.identities import Identity
from reconcile.sources.registry import Registry, read_sources, registry_of

__all__ = ["Prepared", "options_of", "prepare"]


@dataclass(frozen=True)
class Prepared:
    """Checked claims, sources and options: all that a reconciliation needs, and extracted claims nobody reviewed.

    `sealed` says that a file may hold claims under embargo: it is copied nowhere.
    """

    checked: Checked
    registry: Registry
    options: Options
    proposed: pd.DataFrame
    sealed: bool = False


def prepare(config: Config, files: InputFiles, options: Options, progress: Callable[[str], None]) -> Prepared:
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
    >>> from reconcile.folder.config import load_config
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.inputs.input_files import input_files
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
    unreviewed = free_claims(proposed, free.known, dayfirst=dayfirst)
    proposed = unreviewed.table
    rejected, table, held = [read.rejected, free.rejected], free.table, {*free.held, *unreviewed.held}
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
    checked = check_claims(table, options.claims, as_of=options.as_of)
    found = [records[~records["claim_id"].isin(held)] for records in found]
    whole = Checked(
        checked.claims,
        _in_order(join_records([*rejected, checked.rejected], names(REJECTED))),
        join_records([*found, checked.findings], names(FINDINGS)),
        checked.later,
    )
    proposed = proposed[~later_than(proposed, options.as_of, options.claims)].reset_index(drop=True)
    if whole.claims.empty:
        waiting = f"`reconcile review` shows the {len(proposed):,} that are proposed" if len(proposed) else ""
        raise NothingUsableError(
            "no claim can be used", hint=waiting or hint_of_nothing(checked), rejected=whole.rejected,
            findings=whole.findings, proposed=len(proposed),
        )  # fmt: skip
    sources = read_sources(files.sources) if files.sources is not None else None
    # of a row that does not fit its header it is not known which cell was the embargo
    sealed = bool(held) or (EMBARGO in read.table.columns and len(read.rejected) > 0)
    return Prepared(whole, registry_of(sources), options, proposed, sealed)


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
    >>> from reconcile.folder.config import load_config
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
