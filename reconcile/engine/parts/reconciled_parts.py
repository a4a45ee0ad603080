"""A run in parts, from checked claims to tables: the same tables as those of one core."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Ints
from reconcile.claims.checked import Checked, some_claims
from reconcile.claims.nothing_usable import nothing_usable
from reconcile.columns import FINDINGS, names
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.engine.core import rules_of
from reconcile.engine.hear import HeardClaims
from reconcile.engine.known_record import known_record
from reconcile.engine.known_to_all import KnownToAll, facts_of, known_to_all
from reconcile.engine.options import EngineOptions, check_options
from reconcile.engine.parts.connected_claims import connected_claims
from reconcile.engine.parts.joined_parts import (
    claims_of_parts,
    compared_sources,
    estimates_of_parts,
    findings_of_parts,
    table_of_parts,
)
from reconcile.engine.parts.one_part import OnePart, PartClaims, growth_of_part, one_part
from reconcile.engine.parts.parts_of_claims import parts_of_claims
from reconcile.errors import ConfigError
from reconcile.pool.cells import usual_rates
from reconcile.pool.methods import CURVE
from reconcile.records import by_claim, join_records
from reconcile.sources.accounting_rules import Identity
from reconcile.sources.breaks import unused_breaks
from reconcile.sources.one_counter import settled_counters
from reconcile.sources.past_of_claims import record_unknown
from reconcile.sources.registry import Registry

__all__ = ["ReconciledParts", "check_method", "growth_of_parts", "reconcile_parts", "told_by_all"]

# rules of findings that a part cannot know: whether anybody in the run is meant
_OF_ALL = ("record-unknown", "break-unused")


@dataclass(frozen=True, kw_only=True)
class ReconciledParts:
    """The tables of a run in parts, as of `Reconciled`; what is asked of it is asked of the claims it names.

    Attributes
    ----------
    estimates, sums, claims, rejected, findings, identities, sources, diagnostics, dependence, curves : DataFrame
    behind : ClaimsBehind
    known : KnownToAll
        What was known to every part.
    sizes : tuple of int
        Claims of every part.
    """

    estimates: pd.DataFrame
    sums: pd.DataFrame
    claims: pd.DataFrame
    rejected: pd.DataFrame
    findings: pd.DataFrame
    identities: pd.DataFrame
    sources: pd.DataFrame
    diagnostics: pd.DataFrame
    dependence: pd.DataFrame
    curves: pd.DataFrame
    behind: ClaimsBehind
    known: KnownToAll
    sizes: tuple[int, ...]


def reconcile_parts(
    checked: Checked, registry: Registry, options: EngineOptions, count: int,
    each: Callable[[Callable[[PartClaims], Any], Iterable[PartClaims]], Iterable[Any]] = map,
) -> ReconciledParts:  # fmt: skip
    """Reconcile claims in parts.

    Parameters
    ----------
    checked : Checked
    registry : Registry
    options : EngineOptions
    count : int
        Parts that are wanted; claims that have to do with one another stay together, so that there may be fewer.
    each : callable
        Calls a function with every part and gives the results in their order: `map`, or that of an
        executor, to which functions and results can be sent.

    Raises
    ------
    NothingUsableError
        Every row was rejected.
    ConfigError
        A setting cannot be used; the method "curve", which learns from all claims of a voice.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": ["dead", "dead", "hurt"], "source": ["A", "B", "A"], "best": [300, 320, 9]})
    >>> tables = reconcile_parts(check_claims(claims), registry_of(None), EngineOptions(), 2)
    >>> tables.estimates[["quantity", "agreement"]].values.tolist(), tables.sizes
    ([['dead', 'agree'], ['hurt', 'single']], (2, 1))
    """
    check_method(options)
    if checked.claims.empty:
        raise nothing_usable(checked.rejected, checked.findings, later=checked.later)
    claims = checked.claims.reset_index(drop=True)
    known = known_to_all([facts_of(claims)], registry, options.as_of)
    rows = parts_of_claims(connected_claims(claims, rules_of(options, known), known), count)
    heard: list[HeardClaims | None] = [None] * len(rows)
    if len(rows) > 1:
        growth = list(each(partial(growth_of_part, registry, options, known), _parts(claims, rows, heard)))
        known = replace(known, growth=growth_of_parts(part.table for part in growth))
        heard = [part.heard for part in growth]
        del growth
    parts = list(each(partial(one_part, registry, options, known), _parts(claims, rows, heard)))
    return _joined(parts, checked, registry, options, known)


def check_method(options: EngineOptions) -> None:
    """Refuse options with which no run is done in parts.

    Raises
    ------
    ConfigError

    Examples
    --------
    >>> check_method(EngineOptions())
    """
    check_options(options)
    if options.method == CURVE.name:
        raise ConfigError(
            "the method curve takes all claims of a voice together, and no run in parts has them",
            value=options.method, hint="the engine local, or another method",
        )  # fmt: skip


def _parts(
    claims: pd.DataFrame, rows: Sequence[Ints], heard: list[HeardClaims | None]
) -> Iterator[PartClaims]:  # fmt: skip
    """Give the claims of every part, one part at a time; what was heard of it is let go with it."""
    for place, some in enumerate(rows):
        wanted = np.zeros(len(claims), dtype=bool)
        wanted[some] = True
        own, heard[place] = heard[place], None
        yield PartClaims(some_claims(claims, wanted), some, own)


def growth_of_parts(tables: Iterable[pd.DataFrame]) -> dict[str, float]:
    """Return the rate of every measure over all parts.

    Examples
    --------
    >>> parts = [pd.DataFrame({"measure": ["killed"], "rise": [200.0], "level": [9000.0]})] * 2
    >>> [*growth_of_parts(parts)]
    ['killed']
    """
    return {str(name): float(rate) for name, rate in usual_rates(pd.concat(tables)).items()}


def _joined(
    parts: Sequence[OnePart], checked: Checked, registry: Registry, options: EngineOptions, known: KnownToAll
) -> ReconciledParts:  # fmt: skip
    claims, places = claims_of_parts(parts)
    estimates, behind, order = estimates_of_parts(parts, places)
    alike, copies = compared_sources(parts)
    diagnostics = pd.concat([part.diagnostics for part in parts], ignore_index=True)
    return ReconciledParts(
        estimates=estimates,
        sums=table_of_parts([part.sums for part in parts], ["quantity", "count_date"]),
        claims=claims,
        rejected=checked.rejected,
        findings=_findings(parts, checked, registry, options, copies),
        identities=_identities(parts, rules_of(options, known)),
        sources=registry.table.reset_index(drop=True),
        diagnostics=diagnostics.take(order).reset_index(drop=True),
        dependence=alike.table,
        curves=table_of_parts([part.curves for part in parts], ["quantity", "count_date"]),
        behind=behind,
        known=known,
        sizes=tuple(len(part.rows) for part in parts),
    )


def _identities(parts: Sequence[OnePart], rules: Sequence[Identity]) -> pd.DataFrame:
    """Return the checked sums of all parts in the order of the rules, those of measures first."""
    ordered = [rule.name for rule in sorted(rules, key=lambda rule: bool(rule.over))]
    place = {name: number for number, name in enumerate(dict.fromkeys(ordered))}
    tables = [part.identities.assign(place=part.identities["identity"].map(place).fillna(len(place))) for part in parts]
    return table_of_parts(tables, ["place", "family", "voice", "date", "equation"]).drop(columns="place")


def _findings(
    parts: Sequence[OnePart], checked: Checked, registry: Registry, options: EngineOptions, copies: pd.DataFrame
) -> pd.DataFrame:  # fmt: skip
    """Return the findings of all parts, and those on what no part knows by itself."""
    spoken = pd.concat([part.spoken for part in parts], ignore_index=True)
    told = told_by_all([part.records for part in parts], spoken, registry, options)
    found = by_claim(join_records([checked.findings, registry.findings, *told, copies], names(FINDINGS)))
    sums = [table for part in parts for table in part.of_sums]
    return by_claim(join_records([found, *sums], names(FINDINGS))) if sums else found


def told_by_all(
    records: Sequence[Sequence[pd.DataFrame]], spoken: pd.DataFrame, registry: Registry, options: EngineOptions
) -> list[pd.DataFrame]:
    """Return what parts tell, once, with what only all of them know: who of the registry and its records is heard.

    Parameters
    ----------
    records : sequence of sequences of DataFrame
        `records` of `OnePart`, of every part.
    spoken : DataFrame
        `voice` and `measure` of all parts.
    registry, options
        Of the run.

    Examples
    --------
    >>> from reconcile.records import findings
    >>> from reconcile.sources.registry import registry_of
    >>> spoken = pd.DataFrame({"voice": ["A"], "measure": ["killed"]})
    >>> parts = [[findings("names-alike", ["AP and A.P. may be one"])]] * 2
    >>> sum(len(table) for table in told_by_all(parts, spoken, registry_of(None), EngineOptions()))
    1
    """
    heard, *others = findings_of_parts(records)
    record = known_record(registry, options)
    of_all = [unused_breaks(options.breaks, registry, spoken["voice"], spoken["measure"])]
    if record:
        of_all.append(record_unknown(record, sorted({*spoken["voice"]})))
    of_record = [record.findings] if record else []
    return [*of_record, settled_counters(heard[~heard["rule"].isin(_OF_ALL)]), *of_all, *others]
