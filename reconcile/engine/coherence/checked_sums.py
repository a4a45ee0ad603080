"""How far the figures of every sum are from adding up, where they would, and which claim is the suspect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from reconcile.arrays import Flags, Floats, Ints
from reconcile.engine.coherence.conditioned import conditioned
from reconcile.engine.coherence.radius import radius_of
from reconcile.engine.coherence.sum_systems import SumSystems
from reconcile.engine.coherence.suspect_claims import Suspects, suspects
from reconcile.engine.coherence.system_figures import SystemFigures, by_size, figures_of, possible
from reconcile.engine.pooled import Pooled
from reconcile.engine.whole_ends import ENDS
from reconcile.sources.accounting_rules import Identity

__all__ = ["INCOHERENT_CHI2", "CheckedSums", "check_sums_of_cells"]

# 99% point of chi squared with one degree of freedom: one equation
INCOHERENT_CHI2 = 6.635

# scores of the central half, and of the middle
_QUARTER = float(ndtri(0.75))


@dataclass(frozen=True, kw_only=True)
class CheckedSums:
    """What is found of every system.

    Attributes
    ----------
    exact : ndarray of bool, shape (systems,)
        The total is the sum of these parts; else it is at least that.
    chi2, radius : ndarray of float, shape (systems,)
        nan where a figure may be 0, and logarithms of it say nothing.
    without : ndarray of float, shape (systems,)
        chi2 with the suspect left out; 0 where nobody else gives its figure, nan without a suspect.
    claim : ndarray of int, shape (systems,)
        Row of the claim that is the suspect, -1 for none.
    centre : ndarray of float, shape (systems,)
        Where everything else puts the suspect's figure.
    part_ends : ndarray of float, shape (parts, 5)
        Quantiles with which they add up; of the pool where a total may be more than its parts, and is.
    total_ends : ndarray of float, shape (systems, 5)
    """

    exact: Flags
    chi2: Floats
    radius: Floats
    without: Floats
    claim: Ints
    centre: Floats
    part_ends: Floats
    total_ends: Floats


def check_sums_of_cells(
    systems: SumSystems, rules: Sequence[Identity], pooled: Pooled, level: float
) -> CheckedSums:  # fmt: skip
    """Check every system of the pool, those of one size at once.

    Parameters
    ----------
    systems : SumSystems
    rules : sequence of Identity
    pooled : Pooled
    level : float
        Share of cases in which low to high is built to hold.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> cells = pd.DataFrame([[9.0, 10, 11, 12, 13], [18.0, 19, 20, 21, 22], [80.0, 90, 100, 110, 120]], columns=ENDS)
    >>> pairs = pd.DataFrame({"cell": [0], "voice_code": 0, "pooled_weight": 1.0, "bound": "floor"})
    >>> pairs = pairs.assign(claim=0, lag=0, range_low=1.0, range_best=1.0, range_high=1.0)
    >>> pairs = pairs.assign(influence=0.0, influence_width=0.0)
    >>> systems = SumSystems(np.array([0]), np.array([2]), np.array([""]), np.array([0, 0]), np.array([0, 1]))
    >>> rules = [Identity("sum", "casualties", ("killed", "wounded"), complete=True)]
    >>> found = check_sums_of_cells(systems, rules, SimpleNamespace(cells=cells, pairs=pairs), 0.9)
    >>> found.chi2.round().tolist(), found.radius.round(1).tolist()
    ([77.0], [3.4])
    """
    count, top = len(systems), float(ndtri((1 + level) / 2))
    exact = np.array([rule.exact for rule in rules], dtype=bool)[systems.rule] & (systems.missing == "")
    nothing = [np.full(count, np.nan) for _ in range(3)]
    found = CheckedSums(
        exact=exact, chi2=nothing[0], radius=nothing[1], without=nothing[2],
        claim=np.full(count, -1), centre=np.full(count, np.nan),
        part_ends=np.full((len(systems.part), len(ENDS)), np.nan), total_ends=np.full((count, len(ENDS)), np.nan),
    )  # fmt: skip
    scores = np.array([-top, -_QUARTER, 0.0, _QUARTER, top])
    for places, cells in by_size(systems, possible(systems, pooled.cells)):
        _fill(found, figures_of(places, cells, pooled.cells, pooled.pairs), systems, pooled.pairs, scores)
    return found


def _fill(
    found: CheckedSums, figures: SystemFigures, systems: SumSystems, pairs: pd.DataFrame, scores: Floats
) -> None:  # fmt: skip
    """Fill in what is found of the systems of one size."""
    places, exact = figures.systems, found.exact[figures.systems]
    fit = conditioned(figures.quantiles, scores, figures.shared)
    loose = ~exact & _fits(figures.quantiles)
    ends = np.where(loose[:, None, None], figures.quantiles, fit.ends)
    chi2 = np.where(loose, 0.0, fit.chi2)
    found.chi2[places], found.radius[places] = chi2, radius_of(figures.quantiles, exact)
    begin = np.searchsorted(systems.system, places)
    found.part_ends[begin[:, None] + np.arange(figures.cells.shape[1] - 1)] = ends[:, :-1]
    found.total_ends[places] = ends[:, -1]
    # a total that may be more than its parts says nothing of them while it is
    suspect = suspects(figures, pairs, float(scores[-1]))
    named = (suspect.claim >= 0) & (exact | (chi2 > INCOHERENT_CHI2))
    without = np.where(named, _without(figures, suspect, exact, scores), np.nan)
    # a claim whose figure does not add up without it either is no explanation
    named &= without < INCOHERENT_CHI2
    found.without[places], found.claim[places] = without, np.where(named, suspect.claim, -1)
    found.centre[places] = suspect.centre


def _fits(quantiles: Floats) -> Flags:
    best = quantiles[..., quantiles.shape[-1] // 2]
    fits: Flags = best[:, :-1].sum(axis=1) <= best[:, -1]
    return fits


def _without(figures: SystemFigures, suspect: Suspects, exact: Flags, scores: Floats) -> Floats:
    """Return chi2 where the suspect's figure is what the other voices make it; 0 where there are none."""
    rows = np.flatnonzero(np.isfinite(suspect.others))
    chi2 = np.zeros(len(figures.systems))
    if not len(rows):
        return chi2
    quantiles = figures.quantiles[rows].copy()
    centre, sd = suspect.others[rows, None], suspect.others_sd[rows, None]
    quantiles[np.arange(len(rows)), suspect.figure[rows]] = np.exp(centre + sd * scores)
    fit = conditioned(quantiles, scores, figures.shared[rows]).chi2
    chi2[rows] = np.where(~exact[rows] & _fits(quantiles), 0.0, fit)
    return chi2
