"""The estimates that some claims are in, without the rest of a run: what a whole run says of them, in less time."""

from __future__ import annotations

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
from reconcile.engine.hear import HeardClaims
from reconcile.engine.independence import Known
from reconcile.engine.known_record import known_record
from reconcile.engine.known_to_all import KnownToAll, facts_of, known_to_all
from reconcile.engine.options import EngineOptions, check_options
from reconcile.engine.parts.connected_claims import connected_claims
from reconcile.engine.parts.one_part import PartClaims, growth_of_part
from reconcile.engine.pooled import pool
from reconcile.pool.cells import usual_rates
from reconcile.sources.registry import Registry

__all__ = ["SomeEstimates", "estimates_of_some"]


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


def estimates_of_some(claims: pd.DataFrame, asked: Flags, registry: Registry, options: EngineOptions) -> SomeEstimates:
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
    heard = None
    if not own.all():
        growth, heard = _growth(claims, own, group, registry, options, known)
        known = replace(known, growth=growth)
    heard = heard or hear_all(some_claims(claims, own), registry, options, known, known_record(registry, options))
    heard = replace(heard, known=known)
    pooled = pool(heard, options.at, options.level, options.method)
    estimates, behind = estimates_table(heard, pooled, options.level, options.method, Known(registry, options.sides))
    identities = sums_checked(heard, registry, options, rules)
    return SomeEstimates(estimates, claims_table(heard, pooled), behind, identities)


def _growth(
    claims: pd.DataFrame, own: Flags, group: Ints, registry: Registry, options: EngineOptions, known: KnownToAll
) -> tuple[dict[str, float], HeardClaims | None]:
    """Return how fast totals grow of the measures of a part: whoever else counts them has a say in it.

    Where these are the claims of the part, they are returned as they were heard.
    """
    totals = (claims["temporal"] == "cumulative").to_numpy()
    measures = claims["measure"][own & totals].unique()
    counting = np.isin(group, np.unique(group[totals & claims["measure"].isin(measures).to_numpy()]))
    if not counting.any():
        return {}, None
    part = PartClaims(some_claims(claims, counting), np.flatnonzero(counting))
    found = growth_of_part(registry, options, known, part)
    growth = {str(name): float(rate) for name, rate in usual_rates(found.table).items()}
    return growth, found.heard if np.array_equal(counting, own) else None
