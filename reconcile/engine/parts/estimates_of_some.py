"""The estimates that some claims are in, without the rest of a run: what a whole run says of them, in less time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.claims.checked import some_claims
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.engine.claims_table import claims_table
from reconcile.engine.core import hear_all, rules_of, sums_checked
from reconcile.engine.estimates_table import estimates_table
from reconcile.engine.independence import Known
from reconcile.engine.known_record import known_record
from reconcile.engine.known_to_all import KnownToAll, facts_of, known_to_all
from reconcile.engine.options import EngineOptions, check_options
from reconcile.engine.pairs import growth_of_measures
from reconcile.engine.parts.connected_claims import connected_claims
from reconcile.engine.parts.one_part import PartClaims, growth_of_part
from reconcile.engine.pooled import pool
from reconcile.pool.cells import usual_rates
from reconcile.sources.registry import Registry

__all__ = ["Elsewhere", "SomeEstimates", "estimates_of_some", "growth_elsewhere"]

Elsewhere = Callable[[pd.DataFrame, Registry, EngineOptions, KnownToAll], pd.DataFrame]


class SomeEstimates(NamedTuple):
    """Estimates of a part of a run.

    Attributes
    ----------
    estimates : DataFrame
        As of `Reconciled`, without the columns in which estimates add up.
    claims : DataFrame
        Theirs, as of `Reconciled`.
    behind : ClaimsBehind
    identities : DataFrame
        As of `Reconciled`, of these claims.
    """

    estimates: pd.DataFrame
    claims: pd.DataFrame
    behind: ClaimsBehind
    identities: pd.DataFrame


def growth_elsewhere(
    claims: pd.DataFrame, registry: Registry, options: EngineOptions, known: KnownToAll
) -> pd.DataFrame:  # fmt: skip
    """Return by how much totals rose in claims of other parts: `measure, rise, level` (`growth_of_measures`).

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": "A", "best": [100, 300], "temporal": "cumulative",
    ...                      "count_date": ["2025-01-10", "2025-01-20"]})
    >>> claims, registry = check_claims(rows).claims, registry_of(None)
    >>> growth_elsewhere(claims, registry, EngineOptions(), known_to_all([facts_of(claims)], registry)).values.tolist()
    [['killed', 200.0, 2000.0]]
    """
    return growth_of_part(registry, options, known, PartClaims(claims, np.arange(len(claims)))).table


def estimates_of_some(
    claims: pd.DataFrame, asked: Flags, registry: Registry, options: EngineOptions,
    elsewhere: Elsewhere = growth_elsewhere,
) -> SomeEstimates:  # fmt: skip
    """Reconcile the claims that are asked for, and all that have to do with them.

    Parameters
    ----------
    claims : DataFrame, index from 0
        Checked claims of a run that has no events.
    asked : ndarray of bool, shape (claims,)
        One of them at least.
    registry : Registry
    options : EngineOptions
        Of any method but the curve, which learns from all claims of a voice.
    elsewhere : callable
        What gives the growth of totals in claims of other parts, where it is kept: see `growth_elsewhere`.

    Raises
    ------
    ConfigError
        A setting cannot be used.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": ["dead", "dead", "hurt"], "source": ["A", "B", "A"], "best": [300, 320, 9]})
    >>> claims = check_claims(rows).claims
    >>> asked = np.array([True, False, False])
    >>> estimates_of_some(claims, asked, registry_of(None), EngineOptions()).estimates["quantity"].tolist()
    ['dead']
    """
    check_options(options)
    known = known_to_all([facts_of(claims)], registry, options.as_of)
    rules = rules_of(options, known)
    group = connected_claims(claims, rules, known)
    own = np.isin(group, np.unique(group[asked]))
    heard = hear_all(some_claims(claims, own), registry, options, known, known_record(registry, options))
    if not own.all():
        others = some_claims(claims, _counting(claims, own, group))
        more = [elsewhere(others, registry, options, known)] if len(others) else []
        rates = usual_rates(pd.concat([growth_of_measures(heard), *more], ignore_index=True))
        growth = {str(name): float(rate) for name, rate in rates.items()}
        heard = replace(heard, known=replace(known, growth=growth))
    pooled = pool(heard, options.at, options.level, options.method)
    estimates, behind = estimates_table(heard, pooled, options.level, options.method, Known(registry, options.sides))
    identities = sums_checked(heard, registry, options, rules)
    return SomeEstimates(estimates, claims_table(heard, pooled), behind, identities)


def _counting(claims: pd.DataFrame, own: Flags, group: Ints) -> Flags:
    """Return True for claims of other parts that count a measure of which a part has totals, or stand beside such."""
    totals = (claims["temporal"] == "cumulative").to_numpy()
    measures = claims["measure"][own & totals].unique()
    counting = np.isin(group, np.unique(group[totals & claims["measure"].isin(measures).to_numpy()]))
    found: Flags = counting & ~own
    return found
