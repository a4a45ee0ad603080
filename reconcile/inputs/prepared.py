"""The claims of a project, read, corrected and checked: what every command starts with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.claim_files import Read
from reconcile.claims.embargo import EMBARGO, free_claims
from reconcile.claims.ids import claim_ids
from reconcile.claims.known import later_than
from reconcile.claims.ledger import Ledger
from reconcile.claims.measures import Measure
from reconcile.claims.nothing_usable import nothing_usable
from reconcile.claims.row_corrections import apply_corrections, read_corrections
from reconcile.claims.settings import ClaimSettings, Place
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.days import NO_DAY, as_day
from reconcile.engine.sums.declared import Sum
from reconcile.folder.config import Config
from reconcile.folder.config_keys import Keys
from reconcile.folder.sum_keys import SumKeys
from reconcile.inputs.accepted_claims import read_accepted
from reconcile.inputs.article_list import taken_files
from reconcile.inputs.article_notices import article_notices
from reconcile.inputs.declared_inputs import read_claim_files
from reconcile.inputs.fetch_notices import fetch_findings
from reconcile.inputs.input_files import InputFiles
from reconcile.inputs.unordered_editions import check_editions
from reconcile.language.periods import read_period
from reconcile.notebook.options import Options
from reconcile.records import join_records
from reconcile.sources.accounting_rules import identities_of
from reconcile.sources.breaks import Break
from reconcile.sources.registry import Registry, read_sources, registry_of
from reconcile.sources.track_record import read_track_record

__all__ = ["Prepared", "options_of", "prepare"]


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """All that a reconciliation needs, and the extracted claims that nobody has reviewed.

    Attributes
    ----------
    checked : Checked
    registry : Registry
        Sources of the project.
    options : Options
    proposed : DataFrame of str
        Extracted claims that nobody has reviewed.
    sealed : bool
        Whether a file may hold claims under embargo, so that it must not be copied anywhere.
    """

    checked: Checked
    registry: Registry
    options: Options
    proposed: pd.DataFrame
    sealed: bool = False


def prepare(
    config: Config, files: InputFiles, options: Options, progress: Callable[[str], None],
    changed: Mapping[str, pd.DataFrame] | None = None, without: Collection[str] = (),
) -> Prepared:  # fmt: skip
    """Read, correct and check the claims of a project.

    Parameters
    ----------
    config : Config
    files : InputFiles
    options : Options
    progress : callable
        Told each stage.
    changed : mapping of file to DataFrame of str, optional
        Extracted rows that are taken for those of a file, as of `read_accepted`.
    without : collection of str
        Ids of claims that are taken as if they were not there.

    Raises
    ------
    InputError
        A file cannot be read.
    NothingUsableError
        No claim is left; the error holds rejections and findings.

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
    read, proposed, ledger = _without(without, *_read(config, files, options, changed))
    corrected = _corrected(read, proposed, files, options, config.root)
    progress("checking")
    checked = check_claims(corrected.table, options.reading(), as_of=options.as_of)
    findings = [fetch_findings(files.declared, files.failures), article_notices(config), *corrected.findings]
    free = [records[~records["claim_id"].isin(corrected.held)] for records in findings]
    whole = replace(
        checked,
        rejected=_in_order(join_records([*corrected.rejected, checked.rejected], names(REJECTED))),
        findings=join_records([*free, checked.findings], names(FINDINGS)),
    )
    late = later_than(corrected.proposed, options.as_of, options.claims)
    proposed = corrected.proposed[~late].reset_index(drop=True)
    whole = replace(whole, ledger=_ledger(ledger, corrected, checked, int(late.sum()), len(proposed)))
    if checked.claims.empty:
        waiting = f"`reconcile review` shows the {len(proposed):,} that are proposed" if len(proposed) else ""
        raise nothing_usable(
            whole.rejected, whole.findings, later=checked.later, held=corrected.embargoed, hint=waiting,
            proposed=len(proposed),
        )  # fmt: skip
    if files.track_record is not None:
        options = replace(options, track_record=read_track_record(files.track_record))
    sources = read_sources(files.sources) if files.sources is not None else None
    # where a row does not fit its header, any of its cells may be the embargo
    sealed = bool(corrected.held) or (EMBARGO in read.table.columns and len(read.rejected) > 0)
    return Prepared(
        checked=whole, registry=registry_of(sources), options=options, proposed=proposed, sealed=sealed
    )  # fmt: skip


def _ledger(read: Ledger, corrected: _Corrected, checked: Checked, late: int, proposed: int) -> Ledger:
    """Return where the rows of all files went before anything is pooled.

    Raises
    ------
    InternalError
        Not every row has a place.
    """
    own = checked.ledger or Ledger(read=0)
    ledger = replace(
        read, rejected=read.rejected + corrected.unread + own.rejected, later=own.later + late,
        embargoed=corrected.embargoed, proposed=proposed, lost=own.lost,
    )  # fmt: skip
    replace(ledger, used=len(checked.claims)).check()
    return ledger


class _Corrected(NamedTuple):
    """Claims that are not under embargo, corrected; rejections and findings on the way; ids of claims held back.

    `embargoed` and `unread` count rows under embargo, and rows whose embargo cannot be read.
    """

    table: pd.DataFrame
    proposed: pd.DataFrame
    rejected: list[pd.DataFrame]
    findings: list[pd.DataFrame]
    held: frozenset[str]
    embargoed: int
    unread: int


def _corrected(read: Read, proposed: pd.DataFrame, files: InputFiles, options: Options, root: Path) -> _Corrected:
    """Take out claims under embargo and apply the corrections of the desk, which may set an embargo themselves."""
    dayfirst = options.claims.dayfirst
    free = free_claims(read.table, options.as_of, dayfirst=dayfirst)
    unreviewed = free_claims(proposed, free.known, dayfirst=dayfirst)
    held = frozenset([*free.held, *unreviewed.held])
    rejected, findings = [read.rejected, free.rejected, unreviewed.rejected], [read.findings]
    embargoed, unread = free.embargoed + unreviewed.embargoed, len(free.rejected) + len(unreviewed.rejected)
    if files.corrections is None:
        return _Corrected(free.table, unreviewed.table, rejected, findings, held, embargoed, unread)
    corrections = read_corrections(files.corrections, options.claims, root=root)
    table, refused, notes = apply_corrections(free.table, corrections)
    again = free_claims(table, options.as_of, dayfirst=dayfirst)
    return _Corrected(
        again.table, unreviewed.table, [*rejected, refused, again.rejected], [*findings, notes], held | set(again.held),
        embargoed + again.embargoed, unread + len(again.rejected),
    )  # fmt: skip


def _read(
    config: Config, files: InputFiles, options: Options, changed: Mapping[str, pd.DataFrame] | None
) -> tuple[Read, pd.DataFrame, Ledger]:
    """Return the claims of all files as one table, extracted claims that are only proposed, and all rows counted."""
    accepted = read_accepted(
        files.extracted,
        options.claims,
        root=config.root,
        articles=config.keys.articles,
        taken=taken_files(config),
        changed=changed,
    )
    of_files = read_claim_files(files.claims, files.declared, options.claims, root=config.root)
    check_editions(read.table for read in of_files)
    reads = [*of_files, accepted.read]
    tables = [read.table for read in reads if len(read.table)]
    whole = Read(
        pd.concat(tables, ignore_index=True) if tables else reads[0].table,
        join_records([read.rejected for read in reads], names(REJECTED)),
        join_records([read.findings for read in reads], names(FINDINGS)),
    )
    own, rows = accepted.ledger, sum(len(read.table) for read in of_files)
    # what reading rejects are rows that do not fit their header
    ragged = sum(len(read.rejected) for read in of_files)
    ledger = replace(own, read=own.read + rows + ragged, rejected=own.rejected + ragged)
    return whole, accepted.proposed, ledger


def _without(
    ids: Collection[str], read: Read, proposed: pd.DataFrame, ledger: Ledger
) -> tuple[Read, pd.DataFrame, Ledger]:
    """Take claims out of what was read."""
    gone = claim_ids(read.table).isin(list(ids)) if ids else pd.Series(dtype=bool)
    if not gone.any():
        return read, proposed, ledger
    table = read.table[~gone.to_numpy()].reset_index(drop=True)
    return replace(read, table=table), proposed, replace(ledger, read=ledger.read - int(gone.sum()))


def _in_order(rejected: pd.DataFrame) -> pd.DataFrame:
    """Sort rejections by file and row; those of a whole file come first."""
    rows = pd.to_numeric(rejected["row"], errors="coerce").fillna(0)
    order = rejected.assign(row=rows).sort_values(["file", "row"], kind="stable").index
    return rejected.loc[order].reset_index(drop=True)


def options_of(config: Config, *, as_of: object = None) -> Options:
    """Return the options that a config asks for.

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
        dayfirst=keys.numbers.dayfirst, missing=keys.numbers.missing, measures=measures,
        places={name: Place(known.population or inf, known.area or inf) for name, known in keys.places.items()},
    )  # fmt: skip
    return Options(
        level=keys.level, at=keys.at, method=keys.method, as_of=as_of, claims=claims, sides=keys.sides,
        identities=identities_of(rule.model_dump() for rule in keys.identities),
        breaks=[Break(item.source, item.measure, item.date, item.note) for item in keys.breaks],
        sums=[_sum(item, _columns(keys)) for item in keys.sums], curve_gate=keys.curve.gate,
        track_record_shifts=keys.weights.track_record_shifts,
        subjects=keys.report.subjects, families=keys.report.families, language=keys.report.language,
        style=keys.report.style,
    )  # fmt: skip


def _columns(keys: Keys) -> dict[str, str]:
    """Return what the headers of the files are read as, so that a sum may be by a header or by the column it fills."""
    declared = [keys.columns, *(item.columns for item in keys.inputs)]
    return {header: column for columns in declared for header, column in columns.items()}


def _sum(keys: SumKeys, columns: Mapping[str, str]) -> Sum:
    """Return a sum as it is declared."""
    limits = read_period(keys.period) if keys.period else None
    first, last = (as_day(limits.start), as_day(limits.end)) if limits else (NO_DAY, NO_DAY)
    return Sum(
        measure=keys.measure, by=tuple(columns.get(word, word) for word in keys.by), event_list=keys.list,
        first=first, last=last, running=keys.running, border=keys.border,
    )  # fmt: skip
