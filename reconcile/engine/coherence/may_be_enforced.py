"""Which sums may be enforced, and why not: nothing is adjusted that does not count the same at the same time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.days import NO_DAY, days_of
from reconcile.engine.coherence.checked_sums import CheckedSums
from reconcile.engine.coherence.sum_systems import SumSystems
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import Pooled
from reconcile.same_time import SAME_TIME_DAYS
from reconcile.sources.accounting_rules import Identity

__all__ = ["MOST_CHI2", "may_be_enforced", "members_of"]

# chi2 up to which a sum is enforced: 99 of 100 clean systems whose figures all have an interval (docs/methods/sums.md)
MOST_CHI2 = 3.0


def members_of(systems: SumSystems) -> tuple[Ints, Ints]:
    """Return the system and the cell of every figure: all parts, then the totals.

    Examples
    --------
    >>> one = np.array([0])
    >>> [a.tolist() for a in members_of(SumSystems(one, np.array([2]), one, np.array([0, 0]), np.array([0, 1])))]
    [[0, 0, 0], [0, 1, 2]]
    """
    return np.concatenate([systems.system, np.arange(len(systems))]), np.concatenate([systems.part, systems.total])


def may_be_enforced(
    systems: SumSystems, rules: Sequence[Identity], found: CheckedSums, estimates: pd.DataFrame, heard: HeardClaims,
    pooled: Pooled,
) -> Strings:  # fmt: skip
    """Return why each system is not enforced; "" where it is.

    Parameters
    ----------
    systems : SumSystems
    rules : sequence of Identity
    found : CheckedSums
    estimates : DataFrame
        `publish`, `temporal`, `period_end` of every cell.
    heard : HeardClaims
    pooled : Pooled

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": ["killed", "wounded", "casualties"], "source": "A", "best": [10, 20, 30]})
    >>> rules = [{"name": "sum", "total": "casualties", "parts": ["killed", "wounded"], "enforce": True}]
    >>> estimates = rc.reconcile(claims, options=rc.Options(identities=rules)).estimates
    >>> estimates["coherence_reason"].unique().tolist()
    ['not adjusted: not every figure of the sum has an interval']
    """
    asked, complete = (np.array(flags, dtype=bool)[systems.rule] for flags in (
        [rule.enforce for rule in rules], [rule.exact for rule in rules]))  # fmt: skip
    system, cell = members_of(systems)
    odd = (estimates["publish"] != "interval").to_numpy()[cell]
    no_interval = np.bincount(system, weights=odd, minlength=len(systems)) > 0
    counted, vintage, includes = _of_cells(estimates, heard, pooled)
    not_asked = np.array(["not asked for"], dtype=object)
    why = [
        (~asked, not_asked),
        (complete & (systems.missing != ""), "a part is missing: " + systems.missing.astype(object)),
        (no_interval, "not every figure of the sum has an interval"),
        (np.isnan(found.chi2), "a figure of the sum may be 0"),
        (_differ(system, counted[cell]), "its figures were counted on other days"),
        (_differ(system, includes[cell]), "its figures do not count the same"),
        (_far_apart(system, vintage[cell]), "its figures are of other editions"),
        (found.chi2 >= MOST_CHI2, "its figures do not add up"),
        (_crossed(systems, found, pooled), "a count that is a floor lies above it"),
    ]
    reason = np.select([flag for flag, _ in why], [np.broadcast_to(np.asarray(word, dtype=object), len(systems))
                                                   for _, word in why], "").astype(object)  # fmt: skip
    twice = _taken(systems, reason == "")
    return np.where(twice, "adjusted in another sum", reason).astype(object)


def _of_cells(estimates: pd.DataFrame, heard: HeardClaims, pooled: Pooled) -> tuple[Ints, Ints, Ints]:
    """Return of every cell its newest count, days until its newest publication, and what it counts beside, as a number.

    A period has no count; `NO_DAY` stands for no publication.
    """
    pairs, count = pooled.pairs, len(estimates)
    cell, claim = (pairs[name].to_numpy(np.int64) for name in ("cell", "claim"))
    newest, published = np.full(count, NO_DAY), np.full(count, NO_DAY)
    np.maximum.at(newest, cell, heard.table["day"].to_numpy(np.int64)[claim])
    np.maximum.at(published, cell, heard.table["published_day"].to_numpy(np.int64)[claim])
    end = np.where(estimates["temporal"].eq("period"), days_of(estimates["period_end"]), newest)
    vintage = np.where((published == NO_DAY) | (end == NO_DAY), NO_DAY, published - end)
    beside = pd.DataFrame({"cell": cell, "includes": heard.claims["includes"].astype(str).to_numpy()[claim]})
    words = beside.drop_duplicates().sort_values(["cell", "includes"]).groupby("cell")["includes"].agg("|".join)
    includes = pd.factorize(words.reindex(range(count)).fillna(""))[0]
    return np.where(estimates["temporal"].eq("period"), NO_DAY, newest), vintage, includes.astype(np.int64)


def _differ(system: Ints, value: Ints) -> Flags:
    least, most = _ends(system, value)
    differ: Flags = least != most
    return differ


def _far_apart(system: Ints, vintage: Ints) -> Flags:
    """Find systems of which some figures were published much later after their time than others, or nobody knows."""
    least, most = _ends(system, vintage)
    known = least != NO_DAY
    apart: Flags = np.where(known, most - np.where(known, least, most) > SAME_TIME_DAYS, most != NO_DAY)
    return apart


def _ends(system: Ints, value: Ints) -> tuple[Ints, Ints]:
    groups = pd.Series(value).groupby(system)
    return groups.min().to_numpy(np.int64), groups.max().to_numpy(np.int64)


def _crossed(systems: SumSystems, found: CheckedSums, pooled: Pooled) -> Flags:
    """Find systems of which a figure would be moved below what was counted by name."""
    system, cell = members_of(systems)
    best = np.concatenate([found.part_ends, found.total_ends])[:, 2]
    below = best < np.nan_to_num(pooled.cells["floor"].to_numpy(np.float64), nan=-np.inf)[cell]
    crossed: Flags = np.bincount(system, weights=below, minlength=len(systems)) > 0
    return crossed


def _taken(systems: SumSystems, enforced: Flags) -> Flags:
    """Find systems with a figure that a system before them adjusts: rules go in their order."""
    system, cell = members_of(systems)
    taken: set[int] = set()
    twice = np.zeros(len(systems), dtype=bool)
    # only where a figure stands in several sums can the order matter
    if not pd.Series(cell[enforced[system]]).duplicated().any():
        return twice
    for place in np.unique(system[enforced[system]]):
        mine = set(cell[system == place].tolist())
        twice[place] = bool(mine & taken)
        taken |= set() if twice[place] else mine
    return twice
