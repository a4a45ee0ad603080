"""An interval beside a sum: what events are off together, each for itself, and what later editions add.

The total of a later edition is taken to lie about `growth` times the sum of what events are expected to be by their own
ends. Its spread is one of ratios: no total loses more than all, and hardly one nearly all. It has three parts: the
events' own, one that shrinks as a total grows, and one that all events of a month and place share, of which the smaller
part is common to the whole list. How many such standard deviations a total may lie off is read from pairs of editions
(docs/methods/event-sums.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats

__all__ = ["PRIOR", "Revision", "ends_of", "learn_revision"]

# standard deviation, of logs, of what all events of a month and place share, and the share of its square that is common
# to the whole list: of the values tried those under which months, quarters and years of two editions of UCDP GED's
# Ukraine lie equally far off (docs/methods/event-sums.md)
SHARED, COMMON = 0.2, 0.2

# variance, in usual events per person expected, of events that come and go: as above
COMING = 0.5

# cells of a pair of editions from which its own residuals are used: of fewer, less than five lie in a tail
ENOUGH_CELLS = 19

# usual events that a cell holds from which a pair of editions is learned: small cells hardly change, and make the
# residuals of large ones look small
LEAST_EVENTS = 10

# share of the residuals in each tail: beyond it they are taken to fall off exponentially
TAIL = 0.25


@dataclass(frozen=True, kw_only=True)
class Revision:
    """What a later edition of a list does to totals.

    Attributes
    ----------
    growth : float
        Total of the later edition over what the earlier one lets expect.
    size : float
        Figure of a usual event, at least 1: what comes and goes.
    quartiles : ndarray of float, shape (3,)
        How many standard deviations totals lie off: lower quartile, median, upper quartile.
    tails : ndarray of float, shape (2,)
        How far those beyond the quartiles lie beyond them on average, below and above.
    cells : int
        Cells that it was learned from.
    """

    growth: float
    size: float
    quartiles: Floats
    tails: Floats
    cells: int


# what is taken where the desk has no pair of editions: 47 months of regions of Ukraine, 2014 to 2018, in UCDP GED as
# served in 2021 and again in 2023, in usual events of the earlier one (docs/methods/event-sums.md)
PRIOR = Revision(
    growth=1.006, size=1.0, quartiles=np.array([-0.3, -0.02, 0.94]), tails=np.array([1.0, 1.15]), cells=0
)  # fmt: skip


def ends_of(mean: Floats, variance: Floats, squares: Floats, revision: Revision, points: Floats) -> Floats:
    """Return where the total of a later edition lies, with some probabilities.

    Parameters
    ----------
    mean, variance, squares : ndarray of float, shape (cells,)
        As `Totals` has them.
    revision : Revision
    points : ndarray of float, shape (points,)

    Returns
    -------
    ndarray of float, shape (cells, points)
        Never below zero.

    Examples
    --------
    >>> one, no = np.array([100.0]), np.array([0.0])
    >>> ends_of(one, no, one**2, PRIOR, np.array([0.05, 0.5, 0.95])).round().tolist()
    [[67.0, 100.0, 183.0]]

    The same total from a hundred months and places:

    >>> ends_of(one, no, one**2 / 100, PRIOR, np.array([0.05, 0.5, 0.95])).round().tolist()
    [[81.0, 100.0, 139.0]]
    """
    centre, size = mean * revision.growth, revision.size
    even = np.divide(squares, mean**2, out=np.ones(len(mean)), where=mean > 0)
    spread = _spread(centre, variance, even, size)
    ends = (centre + size)[:, None] * np.exp(_off(points, revision) * spread[:, None]) - size
    return np.maximum(ends, 0.0)


def _spread(centre: Floats, variance: Floats, concentration: Floats, size: float) -> Floats:
    """Return standard deviations of logs."""
    about = np.maximum(centre, size)
    shared = SHARED**2 * (COMMON + (1 - COMMON) * concentration)
    spread: Floats = np.sqrt(variance / about**2 + COMING * size / about + shared)
    return spread


def _off(points: Floats, revision: Revision) -> Floats:
    """Return how many standard deviations off totals lie with some probabilities."""
    inner = np.interp(points, (TAIL, 0.5, 1 - TAIL), revision.quartiles)
    below, above = (np.log(TAIL / np.minimum(tail, TAIL)) for tail in (points, 1 - points))
    off: Floats = inner - revision.tails[0] * below + revision.tails[1] * above
    return off


def learn_revision(mean: Floats, variance: Floats, later: Floats, size: float) -> Revision | None:
    """Learn from the cells of a pair of editions what a later one does to totals; None from too few cells.

    Parameters
    ----------
    mean, variance : ndarray of float, shape (cells,)
        Of the earlier edition, as `Totals` has them; cells are months, by place.
    later : ndarray of float, shape (cells,)
        Totals of the later edition in the same cells.
    size : float
        Figure of a usual event.

    Notes
    -----
    Quartiles are those of the residuals, of which the r-th smallest of n stands at the probability r / (n + 1). Beyond
    them, residuals are too few to read an end from: excesses over a threshold are taken as exponential, by their mean
    (Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, chapter 4).

    Examples
    --------
    >>> mean = np.full(99, 100.0)
    >>> learned = learn_revision(mean, 0 * mean, mean * np.linspace(1.0, 1.2, 99), 1.0)
    >>> ends_of(mean[:1], 0 * mean[:1], mean[:1] ** 2, learned, np.array([0.05, 0.95])).round(1).tolist()
    [[100.8, 119.2]]
    """
    size = max(size, 1.0)
    large = mean >= LEAST_EVENTS * size
    mean, variance, later = mean[large], variance[large], later[large]
    if len(mean) < ENOUGH_CELLS or later.sum() <= 0:
        return None
    growth = float(later.sum() / mean.sum())
    centre = mean * growth
    spread = _spread(centre, variance, np.ones(len(mean)), size)
    residuals = np.sort(np.log((later + size) / (centre + size)) / spread)
    quartiles = np.interp((TAIL, 0.5, 1 - TAIL), np.arange(1, len(mean) + 1) / (len(mean) + 1), residuals)
    tails = np.array([_mean(quartiles[0] - residuals), _mean(residuals - quartiles[2])])
    return Revision(growth=growth, size=size, quartiles=quartiles, tails=tails, cells=len(mean))


def _mean(excess: Floats) -> float:
    """Return the mean of what is above zero, 0 where nothing is."""
    above = excess[excess > 0]
    return float(above.mean()) if len(above) else 0.0
