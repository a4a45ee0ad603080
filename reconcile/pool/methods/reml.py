"""Restricted maximum likelihood: the variance between sources under normality."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats
from reconcile.pool.segments import Segments

__all__ = ["tau2"]

# last step as a share of tau2 + the mean variance; agreement with metafor is asked for to 1e-6
TOLERANCE = 1e-11

# steps at most; ten to thirty are usual, and a bracket that is halved sixty times is down to the last digit
STEPS = 150

# lower end of a bracket about which nothing is known yet: below every variance
UNKNOWN = -1.0


def tau2(groups: Segments) -> Floats:
    """Return t >= 0 where the restricted likelihood has its maximum: y'PPy = tr P, or 0.

    P = W - W11'W / sum w, W the diagonal of w = 1 / (v + t).

    Fisher's scoring, t += (y'PPy - tr P) / tr PP, from the moment estimate var(y) - mean(v), as metafor starts; a step
    that leaves the bracket of the root is replaced by the bracket's middle.

    Assumes that sources scatter normally and that stated variances are right. Misleads with few sources, where it is
    often 0 although sources differ; where the likelihood has two maxima, the one nearer to the start is taken.

    Parameters
    ----------
    groups : Segments

    Returns
    -------
    ndarray of float, shape (groups,), in squared units of y

    References
    ----------
    Viechtbauer (2005), Bias and efficiency of meta-analytic variance estimators, eq. 10.

    Examples
    --------
    >>> tau2(Segments.of([0.0, 2.0, 5.0, 5.0], [1.0, 1.0, 1.0, 1.0], [0, 2])).round(9).tolist()
    [1.0, 0.0]
    """
    roots = np.zeros(len(groups.starts))
    several = groups.sizes > 1
    open_rows, open_groups = np.flatnonzero(several), groups.take(several)
    guess, size = _start(open_groups)
    low, high = np.full(len(open_rows), UNKNOWN), np.full(len(open_rows), np.inf)
    for _ in range(STEPS):
        gain, step = _scoring(open_groups, guess)
        low, high = np.where(gain > 0, guess, low), np.where(gain > 0, high, guess)
        following = _within(guess + step, low, high)
        going = np.abs(following - guess) > TOLERANCE * (guess + size)
        guess = following
        roots[open_rows[~going]] = guess[~going]
        if not going.any():
            return roots
        open_groups, open_rows = open_groups.take(going), open_rows[going]
        guess, size, low, high = guess[going], size[going], low[going], high[going]
    roots[open_rows] = guess
    return roots


def _start(groups: Segments) -> tuple[Floats, Floats]:
    """Return the moment estimate of Hedges, not below 0, and the mean variance."""
    even = np.ones(len(groups.y))
    count, middle = groups.mean(even)
    squares = groups.squares(even, middle)
    variance = groups.sum(groups.v) / count
    return np.maximum(squares / np.maximum(count - 1, 1.0) - variance, 0.0), variance


def _scoring(groups: Segments, guess: Floats) -> tuple[Floats, Floats]:
    """Return twice the score, and the step of Fisher's scoring."""
    weight = 1 / (groups.v + groups.spread(guess))
    total, mean = groups.mean(weight)
    residual = groups.sum((weight * (groups.y - groups.spread(mean))) ** 2)
    second, third = groups.sum(weight**2), groups.sum(weight**3)
    gain = residual - (total - second / total)
    return gain, gain / np.maximum(second - 2 * third / total + (second / total) ** 2, np.finfo(float).tiny)


def _within(following: Floats, low: Floats, high: Floats) -> Floats:
    """Return steps that stay inside the bracket; 0 is tried if no variance is known to be too low."""
    outside = (following > high) | (following < low)
    middle = (low + np.where(np.isfinite(high), high, low)) / 2
    return np.where((following <= 0) & (low < 0), 0.0, np.where(outside, middle, following))
