"""A folder of claims reconciled in parts that lie on the disk: no process holds more than a file or a part of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.claims.measures import measure_of, spellings_of
from reconcile.claims.name_cells import NAMES, SpelledNames
from reconcile.claims.nothing_usable import nothing_usable
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.engine.dependence.suspects import Dependence
from reconcile.engine.known_to_all import known_to_all
from reconcile.engine.parts.engines import NARROWER, Each, large_part, parts_wanted
from reconcile.engine.parts.reconciled_parts import check_method, growth_of_parts, told_by_all
from reconcile.notebook.options import Options
from reconcile.records import by_claim, findings, join_records
from reconcile.run.folders.compared_parts import compare_parts
from reconcile.run.folders.dealt_parts import deal_parts, labels_in_several_ways
from reconcile.run.folders.file_claims import LABELS, FileLinks, FileRead, InFolder, deal_file, link_file, read_file
from reconcile.run.folders.part_claims import (
    TOLD_ONCE,
    InPart,
    PartChecked,
    PartWritten,
    check_part,
    hear_part,
    write_tables,
)
from reconcile.run.parquet_outputs import write_part
from reconcile.sources.accounting_rules import accounting_rules
from reconcile.sources.heard_names import heard_names
from reconcile.sources.registry import Registry

__all__ = ["FolderDone", "Work", "read_folder", "reconcile_folder"]


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is done with the claims of a folder.

    Attributes
    ----------
    registry : Registry
    options : Options
    each : callable
        A `map` that works where an engine says.
    home : Path
        Where claims are laid aside.
    """

    registry: Registry
    options: Options
    each: Each = map
    home: Path


@dataclass(frozen=True, kw_only=True)
class FolderDone:
    """What came of a folder: attributes as of `ParquetSummary`, the entries of the manifest, tables without rows."""

    claims: int
    rejected: int
    estimates: int
    findings: int
    sizes: tuple[int, ...]
    parts: list[dict[str, Any]] = field(repr=False)
    heads: dict[str, pd.DataFrame] = field(repr=False)


def read_folder(files: Sequence[Path], root: Path, work: Work) -> list[FileRead]:
    """Read the files of a folder, and lay their rows aside.

    Parameters
    ----------
    files : sequence of Path
    root : Path
        Folder to which their names in records are relative.
    work : Work

    Returns
    -------
    list of FileRead
        Where one of them is `embargoed`, its embargo ends with a day that only all claims together tell: they are to be
        read at once.

    Raises
    ------
    InputError
        A file cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.sources.registry import registry_of
    >>> with tempfile.TemporaryDirectory() as home:
    ...     path = Path(home, "a.parquet")
    ...     pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [3, 5]}).to_parquet(path)
    ...     work = Work(registry=registry_of(None), options=Options(), home=Path(home))
    ...     read_folder([path], Path(home), work)[0].rows
    2
    """
    read = partial(read_file, work.options.reading(), work.options.as_of, root)
    return list(work.each(read, _inside(len(files), work, files)))


def _inside(count: int, work: Work, paths: Sequence[Path] = ()) -> list[InFolder]:
    return [InFolder(path=path, number=number, home=work.home)
            for number, path in zip(range(count), paths or [work.home] * count, strict=True)]  # fmt: skip


def reconcile_folder(read: Sequence[FileRead], staging: Path, work: Work) -> FolderDone:
    """Reconcile the claims of files that were read, in parts, and write the tables of every part.

    Parameters
    ----------
    read : sequence of FileRead
    staging : Path
        Folder of the tables.
    work : Work

    Raises
    ------
    NothingUsableError
        Every row was rejected.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.sources.registry import registry_of
    >>> with tempfile.TemporaryDirectory() as home:
    ...     path = Path(home, "a.parquet")
    ...     pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [3, 5]}).to_parquet(path)
    ...     work = Work(registry=registry_of(None), options=Options(), home=Path(home))
    ...     reconcile_folder(read_folder([path], Path(home), work), Path(home), work).estimates
    1
    """
    check_method(work.options)
    spelled = _spelled(read, work)
    parts, sizes, rejected, told = _dealt(read, spelled, work)
    columns = tuple(dict.fromkeys(name for file in read if file.rows for name in file.columns))
    check = partial(check_part, work.options.reading(), work.options.as_of, spelled, columns)
    checked = list(work.each(check, parts))
    _check_usable(checked, rejected, sum(file.later for file in read))
    known = known_to_all([part.facts for part in checked], work.registry, work.options.as_of)
    hear = partial(hear_part, work.registry, work.options, known)
    known = replace(known, growth=growth_of_parts(work.each(hear, parts)))
    written = list(work.each(partial(write_tables, work.registry, work.options, known, staging), parts))
    alike, copies = _compared(written, parts, work)
    found = _findings(checked, written, told, copies, work, large_part(sizes))
    rejected = join_records([rejected, *(part.rejected for part in checked)], names(REJECTED))
    tables = {"findings": found, "dependence": alike.table, "rejected": rejected}
    return _done(written, sizes, {name: (len(table), write_part(staging, name, len(parts), table))
                                  for name, table in tables.items()})  # fmt: skip


def _spelled(read: Sequence[FileRead], work: Work) -> SpelledNames:
    """Return how many rows have each spelling of every name; of labels, those that are spelled in several ways."""
    found: dict[str, Counter[str]] = {columns[0]: Counter() for columns in NAMES}
    for file in read:
        for column, told in file.spelled.items():
            found[column].update(told)
    (labels,) = work.each(labels_in_several_ways, [tuple(_inside(len(read), work))])
    return {**found, **{name: labels[name] for name in LABELS}}


def _dealt(
    read: Sequence[FileRead], spelled: SpelledNames, work: Work
) -> tuple[list[InPart], tuple[int, ...], pd.DataFrame, pd.DataFrame]:
    """Deal the claims of all files out, and return the parts, their sizes, and what is told of the files."""
    # whoever is named is heard under one name, whatever the spelling
    named = [pd.Series(sorted(spelled["source"]), dtype="str"), work.registry.table["origin"].drop_duplicates()]
    heard, rules = heard_names(named, work.registry), accounting_rules(work.options.identities)
    files = _inside(len(read), work)
    link = partial(link_file, work.options.reading(), spelled, rules, heard, any(file.events for file in read))
    linked = list(work.each(link, files))
    count = parts_wanted(sum(file.rows for file in read))
    (sizes,) = work.each(partial(deal_parts, count), [tuple(files)])
    dealt = list(work.each(deal_file, files))
    parts = [
        InPart(number=number, home=work.home, pieces=tuple(pieces[number] for pieces in dealt if number in pieces))
        for number in range(len(sizes))
    ]
    told: list[FileRead | FileLinks] = [*read, *linked]
    rejected = join_records([file.rejected for file in told], names(REJECTED))
    return parts, sizes, rejected, join_records([file.findings for file in told], names(FINDINGS))


def _check_usable(checked: Sequence[PartChecked], rejected: pd.DataFrame, later: int) -> None:
    if not sum(part.claims for part in checked):
        tables = [rejected, *(part.rejected for part in checked)]
        told = [part.findings for part in checked]
        # which part a row lies in says nothing to who reads that it was rejected
        ordered = join_records(tables, names(REJECTED)).sort_values(["file", "row"], kind="stable", ignore_index=True)
        raise nothing_usable(ordered, join_records(told, names(FINDINGS)), later=later)


def _compared(
    written: Sequence[PartWritten], parts: Sequence[InPart], work: Work
) -> tuple[Dependence, pd.DataFrame]:  # fmt: skip
    """Compare the sources of all parts, where the figures of one part fit."""
    figures = Counter[str]()
    for part in written:
        figures.update(part.figures)
    with_claims = tuple(part for part, done in zip(parts, written, strict=True) if done.claims)
    ((alike, copies),) = work.each(partial(compare_parts, dict(figures)), [with_claims])
    return alike, copies


def _done(
    written: Sequence[PartWritten], sizes: tuple[int, ...], of_all: Mapping[str, tuple[int, dict[str, Any]]]
) -> FolderDone:
    return FolderDone(
        claims=sum(part.claims for part in written), rejected=of_all["rejected"][0],
        estimates=sum(part.estimates for part in written),
        findings=of_all["findings"][0] + sum(part.findings for part in written), sizes=sizes,
        parts=[*(entry for part in written for entry in part.parts), *(entry for _, entry in of_all.values())],
        heads=next(part.heads for part in written if part.claims),
    )  # fmt: skip


def _findings(
    checked: Sequence[PartChecked], written: Sequence[PartWritten], of_files: pd.DataFrame, copies: pd.DataFrame,
    work: Work, large: str,
) -> pd.DataFrame:  # fmt: skip
    """Return the findings that are not of one part alone."""
    records = [part.records for part in written if part.claims]
    spoken = pd.concat([part.spoken for part in written], ignore_index=True).drop_duplicates()
    told = told_by_all(records, spoken, work.registry, work.options)
    of_checks = _told_once(join_records([part.findings for part in checked], names(FINDINGS)), work.options)
    tables = [of_files, of_checks, work.registry.findings, *told, copies]
    sums = [table for part in written for table in part.of_sums]
    large_parts = findings("part-large", [large] if large else [], hint=NARROWER)
    return by_claim(join_records([*tables, *sums, large_parts], names(FINDINGS)))


def _told_once(found: pd.DataFrame, options: Options) -> pd.DataFrame:
    """Return findings of checks of parts, each once; of some the first by its claim, for all of a measure or a file."""
    declared = spellings_of(options.claims.measures.values())

    def measure(word: str) -> str:
        return declared.get(measure_of(word), measure_of(word)) if word else ""

    once = found["rule"].isin(TOLD_ONCE)
    of = found["file"].where(found["rule"] != "unknown-measure", found["value"].map(measure))
    ordered = found[once].sort_values("claim_id", kind="stable")
    again = pd.MultiIndex.from_arrays([ordered["rule"], of[ordered.index]]).duplicated()
    return join_records([found[~once].drop_duplicates(), ordered[~again]], names(FINDINGS))
