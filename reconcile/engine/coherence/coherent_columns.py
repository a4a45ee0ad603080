"""Columns of estimates in which parts add up to their total; low, best and high stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Strings
from reconcile.claims.whole_counts import COUNTED
from reconcile.engine.coherence.checked_sums import CheckedSums
from reconcile.engine.coherence.may_be_enforced import members_of
from reconcile.engine.coherence.sum_systems import SumSystems
from reconcile.sources.accounting_rules import Identity

__all__ = ["COHERENT", "coherent_columns"]

COHERENT = ("coherent_low", "coherent_low50", "coherent_best", "coherent_high50", "coherent_high")


def coherent_columns(
    estimates: pd.DataFrame, systems: SumSystems, rules: Sequence[Identity], found: CheckedSums, reason: Strings
) -> dict[str, Any]:  # fmt: skip
    """Return the columns of what the sums say of every estimate.

    Parameters
    ----------
    estimates : DataFrame
        `unit`, `floor`.
    systems : SumSystems
    rules : sequence of Identity
    found : CheckedSums
    reason : ndarray of str, shape (systems,)
        Why a system is not enforced, "" where it is.

    Returns
    -------
    dict of column to values
        Of several sums of one estimate the one that is enforced counts, else one that was to be, else the one that
        adds up worst.

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": ["killed", "wounded", "casualties"] * 2, "source": ["A"] * 3 + ["B"] * 3,
    ...                        "best": [100, 200, 330, 100, 200, 330]})
    >>> rules = [rc.Identity("sum", "casualties", ("killed", "wounded"), complete=True, enforce=True)]
    >>> estimates = rc.reconcile(claims, options=rc.Options(identities=rules)).estimates
    >>> estimates.set_index("measure")["coherent_best"].to_dict()
    {'casualties': 303.0, 'killed': 100.0, 'wounded': 203.0}
    """
    system, cell = members_of(systems)
    enforced = (reason == "")[system]
    asked = np.array([rule.enforce for rule in rules], dtype=bool)[systems.rule][system]
    order = np.lexsort((system, -np.nan_to_num(found.chi2[system], nan=-1.0), ~asked, ~enforced))
    first = order[~pd.Series(cell[order]).duplicated().to_numpy()]
    count = len(estimates)
    chi2, radius, ends = np.full(count, np.nan), np.full(count, np.nan), np.full((count, len(COHERENT)), np.nan)
    words = np.full(count, "", dtype=object)
    chi2[cell[first]], radius[cell[first]] = found.chi2[system[first]], found.radius[system[first]]
    words[cell[first]] = _words(rules, systems, found, reason)[system[first]] * asked[first].astype(object)
    moved = first[enforced[first]]
    ends[cell[moved]] = _printed(estimates, systems, found)[moved]
    return {
        **dict(zip(COHERENT, ends.T, strict=True)), "coherence_reason": words, "coherence_chi2": chi2, "radius": radius,
    }  # fmt: skip


def _words(rules: Sequence[Identity], systems: SumSystems, found: CheckedSums, reason: Strings) -> Strings:
    name = np.array([rule.name for rule in rules], dtype=object)[systems.rule]
    done = np.where(found.exact | (found.chi2 > 0), "adjusted so that the parts add up: ", "adds up as it is: ")
    words: Strings = np.where(reason == "", done.astype(object) + name, "not adjusted: " + reason).astype(object)
    return words


def _printed(estimates: pd.DataFrame, systems: SumSystems, found: CheckedSums) -> Floats:
    """Return the ends of every figure in whole numbers of what is counted one by one; totals are what parts make."""
    _, cell = members_of(systems)
    ends = np.concatenate([found.part_ends, found.total_ends])
    whole = estimates["unit"].isin(list(COUNTED)).to_numpy()[cell]
    ends = np.where(whole[:, None], np.rint(ends), ends)
    parts = len(systems.part)
    made = np.bincount(systems.system, weights=np.nan_to_num(ends[:parts, 2]), minlength=len(systems))
    ends[parts:, 2] = np.where(found.exact | (found.chi2 > 0), made, ends[parts:, 2])
    floor = estimates["floor"].to_numpy(np.float64)[cell, None]
    ends = np.where(np.isnan(ends), np.nan, np.fmax(ends, floor))
    best = ends[:, 2:3]
    return np.concatenate([np.minimum(ends[:, :2], best), best, np.maximum(ends[:, 3:], best)], axis=1)
