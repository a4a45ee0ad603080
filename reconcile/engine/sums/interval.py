"""An interval beside a sum: what events are off together, each for itself, and what later editions add.

The total of a later edition is taken to lie about `growth` times the sum of what events are expected to be by their own
ends, with a variance of three parts: the events' own, one that grows with the total as events come and go, and one that
all events of a list share. How many such standard deviations a total may lie off is read from pairs of editions: the
residuals of their cells, not a formula, so that the ends are as lopsided as editions are (docs/methods/event-sums.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats

__all__ = ["PRIOR", "Revision", "ends_of", "learn_revision"]

# relative error that all events of a list share: a tenth, as yearly totals of two editions of UCDP GED's Ukraine lie
# 1% to 31% apart, 2% to 4% where nothing came in late (docs/methods/event-sums.md)
SHARED = 0.1

# cells of a pair of editions from which its own residuals are used: of fewer the 5% and 95% points lie outside of them
ENOUGH_CELLS = 19

# usual events that a cell holds from which a pair of editions is learned: small cells hardly change, and make the
# residuals of large ones look small
LEAST_EVENTS = 10

# grain of the probabilities at which residuals are kept
_POINTS = np.array([0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975])


@dataclass(frozen=True, kw_only=True)
class Revision:
    """What a later edition of a list does to totals.

    Attributes
    ----------
    growth : float
        Total of the later edition over what the earlier one lets expect.
    size : float
        Figure of a usual event, at least 1: what comes and goes.
    points, residuals : ndarray of float, shape (points,)
        Probabilities, and how many standard deviations totals lie off with each.
    cells : int
        Cells that it was learned from.
    """

    growth: float
    size: float
    points: Floats
    residuals: Floats
    cells: int


# what is taken where the desk has no pair of editions: 67 months of regions of Ukraine, 2014 to 2018, in UCDP GED as
# served in 2021 and again in 2023 (docs/methods/event-sums.md)
PRIOR = Revision(
    growth=1.02, size=1.0, points=_POINTS,
    residuals=np.array([-2.95, -2.45, -1.37, -0.43, -0.05, 1.44, 5.08, 6.50, 8.80]), cells=0,
)  # fmt: skip


def ends_of(mean: Floats, variance: Floats, revision: Revision, points: Floats) -> Floats:
    """Return where the total of a later edition lies, with some probabilities.

    Parameters
    ----------
    mean, variance : ndarray of float, shape (cells,)
        As `Totals` has them.
    revision : Revision
    points : ndarray of float, shape (points,)

    Returns
    -------
    ndarray of float, shape (cells, points)
        Never below zero.

    Examples
    --------
    >>> ends_of(np.array([100.0]), np.array([0.0]), PRIOR, np.array([0.05, 0.5, 0.95])).round().tolist()
    [[67.0, 101.0, 195.0]]
    """
    centre = mean * revision.growth
    off = np.interp(points, revision.points, revision.residuals)
    return np.maximum(centre[:, None] + off * _deviation(centre, variance, revision.size)[:, None], 0.0)


def _deviation(centre: Floats, variance: Floats, size: float) -> Floats:
    deviation: Floats = np.sqrt(variance + size * np.maximum(centre, size) + (SHARED * centre) ** 2)
    return deviation


def learn_revision(mean: Floats, variance: Floats, later: Floats, size: float) -> Revision | None:
    """Learn from the cells of a pair of editions what a later one does to totals; None from too few cells.

    Parameters
    ----------
    mean, variance : ndarray of float, shape (cells,)
        Of the earlier edition, as `Totals` has them.
    later : ndarray of float, shape (cells,)
        Totals of the later edition in the same cells.
    size : float
        Figure of a usual event.

    Notes
    -----
    Of n residuals the r-th smallest stands at the probability r / (n + 1), so that the next total lies between two of
    them as often as it should: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World (2005).

    Examples
    --------
    >>> mean = np.full(99, 100.0)
    >>> learned = learn_revision(mean, 0 * mean, mean * np.linspace(1.0, 1.2, 99), 1.0)
    >>> ends_of(mean[:1], 0 * mean[:1], learned, np.array([0.05, 0.95])).round(1).tolist()
    [[100.8, 119.2]]
    """
    size = max(size, 1.0)
    large = mean >= LEAST_EVENTS * size
    mean, variance, later = mean[large], variance[large], later[large]
    if len(mean) < ENOUGH_CELLS or later.sum() <= 0:
        return None
    growth = float(later.sum() / mean.sum())
    centre = mean * growth
    residuals = np.sort((later - centre) / _deviation(centre, variance, size))
    points = np.arange(1, len(mean) + 1) / (len(mean) + 1)
    return Revision(growth=growth, size=size, points=points, residuals=residuals, cells=len(mean))
