"""Claims in, tables out: the walk through the rooms, once, for a notebook as for a run."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from reconcile.arrays import strings
from reconcile.claims.checked import Checked, some_claims
from reconcile.claims.known import later_than, without_later_denials
from reconcile.claims.nothing_usable import nothing_usable
from reconcile.claims.text import joined, plain
from reconcile.columns import FINDINGS, names
from reconcile.days import as_day
from reconcile.engine.asked_later import AskedLater
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.engine.claims_table import claims_table
from reconcile.engine.core import core, hear_all, rules_of
from reconcile.engine.curves_table import curves_table
from reconcile.engine.dependence.copy_findings import copy_findings
from reconcile.engine.dependence.stated_figures import stated_figures
from reconcile.engine.dependence.suspects import dependence
from reconcile.engine.diagnostics_table import diagnostics_table
from reconcile.engine.known_record import known_record
from reconcile.engine.known_to_all import facts_of, known_to_all
from reconcile.engine.latent.curve_tables import curve_pulls, curve_voices
from reconcile.engine.options import EngineOptions, check_options
from reconcile.engine.sums.add_up_events import add_up_events
from reconcile.engine.sums.events_apart import events_apart
from reconcile.engine.sums.published_totals import published_totals
from reconcile.records import by_claim, join_records
from reconcile.sources.registry import Registry

__all__ = ["Reconciled", "reconcile_tables", "replayed"]


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """What the engine makes of claims: tables, without a sentence.

    Attributes
    ----------
    estimates : DataFrame
        Columns of `estimates.csv` but for those of `TEXTS`, and those of `CLAIMS_BEHIND`.
    sums : DataFrame
        Sums of events: columns as of `estimates`, no claims behind.
    claims, rejected, findings : DataFrame
        The tables of the contract.
    identities : DataFrame
        Accounting rules, checked voice by voice.
    sources : DataFrame
        The table of sources that was used.
    diagnostics : DataFrame
        One row an estimate: how far its voices scatter and agree.
    dependence : DataFrame
        One row a pair of sources with three common figures: how alike they are.
    curves : DataFrame
        Totals that only rise, date by date, and where their pace would lead.
    behind : ClaimsBehind
        The claims that every estimate rests on.
    replayed : callable
        What some of the claims, named by their ids, give at a date of knowledge.
    later : AskedLater
        What else can be asked.
    voices, pulls : DataFrame
        What curves say of voices and claims; without a row where no curve was asked for.
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
    replayed: Callable[[Collection[str], Any], Reconciled]
    later: AskedLater
    voices: pd.DataFrame
    pulls: pd.DataFrame


def reconcile_tables(checked: Checked, registry: Registry, options: EngineOptions) -> Reconciled:
    """Reconcile claims that have been read and checked.

    Parameters
    ----------
    checked : Checked
    registry : Registry
    options : EngineOptions

    Returns
    -------
    Reconciled

    Raises
    ------
    NothingUsableError
        Every row was rejected.
    ConfigError
        A setting cannot be used.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "phrase": ["about 300", "as many as 320"]})
    >>> tables = reconcile_tables(check_claims(claims), registry_of(None), EngineOptions())
    >>> tables.estimates[["publish", "agreement"]].values.tolist()
    [['interval', 'agree']]
    """
    check_options(options)
    if checked.claims.empty:
        raise nothing_usable(checked.rejected, checked.findings, later=checked.later)
    others, events = events_apart(checked.claims)
    known = known_to_all([facts_of(checked.claims)], registry, options.as_of)
    record = known_record(registry, options)
    made = core(hear_all(others, registry, options, known, record), registry, options, rules_of(options, known))
    heard, pooled, curves, estimates = made.heard, made.pooled, made.curves, made.estimates
    voices, keys = heard.voices.voice.cat.categories, strings(heard.quantities.table["quantity"])
    alike = dependence(stated_figures(heard), voices)
    of_record = [record.findings] if record else []
    records = [
        checked.findings, registry.findings, *of_record, *made.records,
        copy_findings(alike, voices, keys, pooled.pairs, pooled.cells),
    ]  # fmt: skip
    pulls = curve_pulls(heard, curves, options.level)
    tables = Reconciled(
        estimates=estimates,
        sums=estimates.head(0),
        claims=claims_table(heard, pooled),
        rejected=checked.rejected,
        findings=by_claim(join_records(records, names(FINDINGS))),
        identities=made.identities,
        sources=registry.table.reset_index(drop=True),
        diagnostics=diagnostics_table(estimates, pooled.cells, pulls),
        dependence=alike.table,
        curves=curves_table(heard, pooled, options.level, options.method),
        behind=made.behind,
        replayed=partial(replayed, checked, registry, options, newest=heard.as_of),
        later=AskedLater(
            checked=checked, registry=registry, options=options, known=known, heard_once=heard, pooled_once=pooled
        ),
        voices=curve_voices(heard, curves, options.level),
        pulls=pulls,
    )
    return _with_sums(tables, events, others, options, heard.as_of) if len(events) else tables


def _with_sums(
    tables: Reconciled, events: pd.DataFrame, others: pd.DataFrame, options: EngineOptions, as_of: int
) -> Reconciled:  # fmt: skip
    """Add the sums of events to the tables, and the events to the claims; sums have nothing behind that is pooled."""
    added = add_up_events(events, options.sums, options.level, as_of)
    published = published_totals(added.estimates, others)
    return replace(
        tables,
        sums=added.estimates,
        claims=joined([tables.claims, added.claims]),
        findings=by_claim(join_records([tables.findings, added.findings, published], names(FINDINGS))),
    )


def replayed(
    checked: Checked, registry: Registry, options: EngineOptions, claim_ids: Collection[str], as_of: Any, *, newest: int
) -> Reconciled:
    """Reconcile some of the claims with what was known by a date, at their newest count.

    Parameters
    ----------
    checked : Checked
    registry : Registry
    options : EngineOptions
    claim_ids : collection of str
        Those of them that are asked for.
    as_of : date-like
    newest : int
        Day of knowledge of the run, days since 1970.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"claim_id": ["C1", "C2"], "quantity": "dead", "source": ["A", "B"], "best": [300, 320],
    ...                      "published": ["2024-05-01", "2024-05-03"]})
    >>> tables = replayed(check_claims(rows), registry_of(None), EngineOptions(), ["C1", "C2"], "2024-05-02", newest=0)
    >>> tables.claims["claim_id"].tolist()
    ['C1']
    """
    # the newest day is that of the run, which uses the whole record where nobody names a day
    if options.track_record is not None and as_day(as_of) >= newest:
        options = replace(options, track_record=options.track_record.drop(columns="known_until", errors="ignore"))
    chosen = some_claims(checked.claims, checked.claims["claim_id"].isin(list(claim_ids)).to_numpy())
    known = without_later_denials(some_claims(chosen, ~later_than(chosen, as_of, options.claims)), as_of)
    tables = reconcile_tables(replace(checked, claims=known), registry, replace(options, as_of=as_of, at="latest"))
    return replace(tables, claims=plain(tables.claims))
