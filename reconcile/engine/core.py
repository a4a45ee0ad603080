"""The core of a run: claims heard, pooled and told, whether they are all of the run or one part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from reconcile.claims.text import joined
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.engine.coherence.add_coherence import add_coherence
from reconcile.engine.coherence.own_parts import own_parts
from reconcile.engine.estimates_table import estimates_table
from reconcile.engine.hear import HeardClaims, hear
from reconcile.engine.independence import Known
from reconcile.engine.known_to_all import KnownToAll
from reconcile.engine.latent.curved_cells import NO_CURVES, Curves, curved_cells, latent_curves
from reconcile.engine.one_figure import one_figure_twice
from reconcile.engine.options import EngineOptions
from reconcile.engine.parts_above import parts_above
from reconcile.engine.pooled import Pooled, pool
from reconcile.pool.methods import CURVE
from reconcile.sources.accounting_rules import Identity, accounting_rules, possible_rules
from reconcile.sources.identities import broken_identities, check_identities
from reconcile.sources.registry import Registry
from reconcile.sources.track_record import TrackRecord

__all__ = ["Core", "core", "estimated", "hear_all", "rules_of", "sums_checked"]


@dataclass(frozen=True, kw_only=True)
class Core:
    """What is made of claims that are no events.

    Attributes
    ----------
    heard : HeardClaims
    pooled : Pooled
    curves : Curves
    estimates, identities : DataFrame
        As of `Reconciled`.
    behind : ClaimsBehind
    records : tuple of DataFrame
        Findings, in the order in which they are told.
    """

    heard: HeardClaims
    pooled: Pooled
    curves: Curves
    estimates: pd.DataFrame
    behind: ClaimsBehind
    identities: pd.DataFrame
    records: tuple[pd.DataFrame, ...]


def rules_of(options: EngineOptions, known: KnownToAll) -> list[Identity]:
    """Return the sums that are checked: those of which the run has a total and a part.

    Examples
    --------
    >>> from reconcile.engine.known_to_all import ClaimFacts, known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> known = known_to_all([ClaimFacts(measures=frozenset({"killed", "wounded"}))], registry_of(None))
    >>> rules_of(EngineOptions(), known)
    []
    """
    return possible_rules(accounting_rules(options.identities), known.measures)


def hear_all(
    claims: pd.DataFrame, registry: Registry, options: EngineOptions, known: KnownToAll, record: TrackRecord | None
) -> HeardClaims:  # fmt: skip
    """Hear claims that are no events, with what is known to all.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> registry = registry_of(None)
    >>> claims = check_claims(pd.DataFrame({"quantity": "q", "source": ["A"], "best": 3})).claims
    >>> known = known_to_all([facts_of(claims)], registry)
    >>> hear_all(claims, registry, EngineOptions(), known, None).table["reason"].tolist()
    ['']
    """
    return hear(
        claims, registry, options.sides, options.claims.measures, options.as_of, options.breaks, record=record,
        known=known,
    )  # fmt: skip


def core(heard: HeardClaims, registry: Registry, options: EngineOptions, rules: Sequence[Identity]) -> Core:
    """Pool claims that were heard, and tell what their estimates rest on.

    Parameters
    ----------
    heard : HeardClaims
        All claims of a run that are no events, or a part that has nothing to do with the others.
    registry : Registry
    options : EngineOptions
    rules : sequence of Identity
        Sums that are checked.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = check_claims(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})).claims
    >>> heard = hear(claims, registry_of(None), {}, {}, None)
    >>> core(heard, registry_of(None), EngineOptions(), []).estimates["quantity"].tolist()
    ['dead']
    """
    pooled, curves = estimated(heard, options)
    known = Known(registry, options.sides)
    estimates, behind = estimates_table(heard, pooled, options.level, options.method, known)
    identities = sums_checked(heard, registry, options, rules)
    estimates, of_sums = add_coherence(estimates, heard, pooled, rules, options.level)
    records = (
        heard.findings, pooled.findings, parts_above(heard, pooled.cells), one_figure_twice(heard),
        broken_identities(identities, options.identities), of_sums,
    )  # fmt: skip
    return Core(
        heard=heard, pooled=pooled, curves=curves, estimates=estimates, behind=behind, identities=identities,
        records=records,
    )  # fmt: skip


def sums_checked(
    heard: HeardClaims, registry: Registry, options: EngineOptions, rules: Sequence[Identity]
) -> pd.DataFrame:  # fmt: skip
    """Return the sums that each voice states itself, and whether they hold: columns of `IDENTITY_CHECKS`.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": ["killed", "wounded", "casualties"], "source": "A", "best": [70, 50, 100]})
    >>> claims, options, registry = check_claims(rows).claims, EngineOptions(), registry_of(None)
    >>> known = known_to_all([facts_of(claims)], registry)
    >>> heard = hear_all(claims, registry, options, known, None)
    >>> sums_checked(heard, registry, options, rules_of(options, known))["equation"].tolist()
    ['70 + 50 > 100']
    """
    own = check_identities(heard.for_identities(rules), rules), own_parts(heard, rules, options.breaks, registry)
    return joined([table for table in own if len(table)] or [own[0]])


def estimated(heard: HeardClaims, options: EngineOptions) -> tuple[Pooled, Curves]:
    """Pool what was heard, and let the curves answer where they are asked for and may.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = check_claims(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})).claims
    >>> estimated(hear(claims, registry_of(None), {}, {}, None), EngineOptions())[0].cells["best"].round(-1).tolist()
    [310.0]
    """
    pooled = pool(heard, options.at, options.level, options.method)
    if options.method != CURVE.name:
        return pooled, NO_CURVES
    last = max(heard.as_of, int(pooled.cells["day"].max()))
    curves = latent_curves(heard, last, gate=options.curve_gate)
    return curved_cells(heard, pooled, curves, options.level, gate=options.curve_gate), curves
