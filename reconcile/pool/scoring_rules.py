"""Scores of quantiles against values that became known: coverage, interval score, WIS, PIT. Arrays in, arrays out.

An interval *holds* if the value lies in it, ends included. Interval score and WIS are in the unit of the values; less
is better.
"""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats, Ints
from reconcile.defaults import DEFAULT_LEVEL

__all__ = ["bootstrap", "held", "interval_score", "pit_counts", "wis"]

# resamples of groups: percentiles at 5% and 95% are then uncertain by about half a percentage point of their level
RESAMPLES = 2000

# seed of the resampling, so that equal inputs give equal intervals
SEED = 20250131

# numbers drawn at once in the resampling: 4 million x 8 bytes = 32 MB
BLOCK = 4_000_000


def wis(levels: Floats, quantiles: Floats, truth: Floats) -> Floats:
    """Return the weighted interval score.

    (|y - m| / 2 + sum over K intervals of alpha / 2 x interval score) / (K + 1/2), which is twice the mean of the
    quantile scores (1{y <= q} - p)(q - y) over all levels p.

    Parameters
    ----------
    levels : ndarray of float, shape (levels,) or (N, levels)
        Probabilities; the median and pairs p, 1 - p.
    quantiles : ndarray of float, shape (N, levels)
    truth : ndarray of float, shape (N,)

    Returns
    -------
    ndarray of float, shape (N,), in the unit of truth
        nan where a quantile or the truth is.

    References
    ----------
    Bracher, Ray, Gneiting and Reich (2021), Evaluating epidemic forecasts in an interval format.

    Examples
    --------
    >>> wis(np.array([0.05, 0.5, 0.95]), np.array([[0.0, 5.0, 10.0]]), np.array([12.0])).round(4).tolist()
    [4.0]
    """
    off = np.asarray(quantiles, float) - np.asarray(truth, float)[:, None]
    loss = np.where(off >= 0, 1 - np.asarray(levels, float), -np.asarray(levels, float)) * off
    scores: Floats = 2 * loss.mean(axis=1)
    return scores


def interval_score(low: Floats, high: Floats, truth: Floats, level: Floats | float) -> Floats:
    """Return the interval score: (high - low) + 2 / (1 - level) x the distance of the truth from the interval.

    Parameters
    ----------
    low, high, truth : ndarray of float, shape (N,)
    level : float, or ndarray of float, shape (N,)
        Probability of the interval.

    Returns
    -------
    ndarray of float, shape (N,), in the unit of truth

    References
    ----------
    Gneiting and Raftery (2007), Strictly proper scoring rules, eq. 43.

    Examples
    --------
    >>> interval_score(np.array([0.0]), np.array([10.0]), np.array([12.0]), 0.5).tolist()
    [18.0]
    """
    outside = np.maximum(low - truth, 0.0) + np.maximum(truth - high, 0.0)
    scores: Floats = (high - low) + 2 / (1 - np.asarray(level)) * outside
    return scores


def held(low: Floats, high: Floats, truth: Floats) -> Floats:
    """Return 1.0 where the truth lies in the interval, ends included, else 0.0, also where one is nan; shape (N,).

    Examples
    --------
    >>> held(np.array([1.0, 1.0]), np.array([2.0, 2.0]), np.array([2.0, 3.0])).tolist()
    [1.0, 0.0]
    """
    return ((low <= truth) & (truth <= high)).astype(np.float64)


def pit_counts(quantiles: Floats, truth: Floats) -> Floats:
    """Return the interval between quantiles in which each truth lies: the probability integral transform, in bins.

    A truth on a quantile counts for the side towards the middle, so that the outer bins are what `held` excludes; one
    on the middle quantile counts half for either side.

    Parameters
    ----------
    quantiles : ndarray of float, shape (N, levels)
        Non-decreasing, an odd number of levels.
    truth : ndarray of float, shape (N,)

    Returns
    -------
    ndarray of float, shape (N, levels + 1), each row summing to 1

    Examples
    --------
    >>> pit_counts(np.array([[0.0, 5.0, 10.0]] * 2), np.array([5.0, 11.0])).tolist()
    [[0.0, 0.5, 0.5, 0.0], [0.0, 0.0, 0.0, 1.0]]
    """
    middle = quantiles.shape[1] // 2
    value = truth[:, None]
    lower = (quantiles[:, :middle] <= value).sum(axis=1)
    upper = (quantiles[:, middle + 1 :] < value).sum(axis=1)
    bins = np.eye(quantiles.shape[1] + 1)
    above, below = bins[middle + 1 + upper], bins[lower]
    over, under = (truth > quantiles[:, middle])[:, None], (truth < quantiles[:, middle])[:, None]
    counts: Floats = np.where(over, above, np.where(under, below, (above + below) / 2))
    return counts


def bootstrap(values: Floats, group: Ints) -> tuple[Floats, Floats]:
    """Return percentile intervals of means, by drawing whole groups with replacement.

    Parameters
    ----------
    values : ndarray of float, shape (N, scores)
    group : ndarray of int, shape (N,)
        Rows of one group depend on one another and are drawn together.

    Returns
    -------
    low, high : ndarray of float, shape (scores,)
        5% and 95% percentiles of the resampled means; nan if there is only one group.

    References
    ----------
    Davison and Hinkley (1997), Bootstrap methods and their application, 3.8.

    Examples
    --------
    >>> low, high = bootstrap(np.array([[0.0], [1.0]]), np.array([0, 1]))
    >>> low.tolist(), high.tolist()
    ([0.0], [1.0])
    """
    code, number = np.unique(group, return_inverse=True)
    count = len(code)
    if count < 2:  # noqa: PLR2004
        unknown = np.full(values.shape[1], np.nan)
        return unknown, unknown
    sums = np.zeros((count, values.shape[1] + 1))
    np.add.at(sums, number, np.c_[np.ones(len(values)), values])
    random = np.random.default_rng(SEED)
    means = []
    at_once = max(BLOCK // count, 1)
    for first in range(0, RESAMPLES, at_once):
        drawn = random.multinomial(count, np.full(count, 1 / count), min(at_once, RESAMPLES - first)) @ sums
        means.append(drawn[:, 1:] / drawn[:, :1])
    low, high = np.quantile(np.concatenate(means), [(1 - DEFAULT_LEVEL) / 2, (1 + DEFAULT_LEVEL) / 2], axis=0)
    return low, high
