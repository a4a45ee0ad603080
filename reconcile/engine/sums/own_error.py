"""How far single events are off by their own ends: skewed, as their ends are."""

from __future__ import annotations

import math

import numpy as np

from reconcile.arrays import Floats

__all__ = ["own_error"]

# standard deviations from the centre of a normal distribution to the end of its central nine tenths, which is what a
# source's low to high is taken to hold (contract, range_level)
_TO_AN_END = 1.6448536269514722


def own_error(low: Floats, best: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return mean and variance of events whose figure is split-normal about best, with low and high as its ends.

    Parameters
    ----------
    low, best, high : ndarray of float, shape (events,)

    Returns
    -------
    mean, variance : ndarray of float, shape (events,)

    Notes
    -----
    Moments of the split-normal distribution: Wallis, "The two-piece normal, binormal, or double Gaussian
    distribution", Statistical Science 29 (2014). An event with best 0 and high 6 is expected to be more than none.

    Examples
    --------
    >>> mean, variance = own_error(np.array([3.0, 0.0]), np.array([3.0, 0.0]), np.array([3.0, 6.0]))
    >>> mean.round(2).tolist(), variance.round(2).tolist()
    ([3.0, 2.91], [0.0, 4.84])
    """
    below, above = (np.abs(best - low) / _TO_AN_END, np.abs(high - best) / _TO_AN_END)
    lean = above - below
    return best + math.sqrt(2 / math.pi) * lean, (1 - 2 / math.pi) * lean**2 + below * above
