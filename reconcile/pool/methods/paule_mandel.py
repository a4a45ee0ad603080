"""Paule and Mandel: the variance between sources at which Q has its expected value."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats
from reconcile.pool.segments import Segments

__all__ = ["tau2"]

# largest relative difference of Q from k - 1 at the end; agreement with metafor is asked for to 1e-6
TOLERANCE = 1e-12

# steps at most; from 0 a step on 1 / Q never overshoots and doubles its right digits, so that six to ten are usual
STEPS = 100


def tau2(groups: Segments) -> Floats:
    """Return the root t >= 0 of Q(t) = sum (y - mean(t))^2 / (v + t) = k - 1; 0 where Q(0) is below already.

    Solved by Newton's rule on 1 / Q, which is concave in t (Q is a sum of terms a / (d + t) with a, d >= 0), so that
    the steps rise from 0 to the root and never pass it.

    Assumes that stated variances are right; needs no normality. Misleads like every moment estimator with two or three
    sources, where it is hardly determined.

    Parameters
    ----------
    groups : Segments

    Returns
    -------
    ndarray of float, shape (groups,), in squared units of y

    References
    ----------
    Paule and Mandel (1982), Consensus values and weighting factors; DerSimonian and Kacker (2007).

    Examples
    --------
    >>> tau2(Segments.of([0.0, 2.0, 5.0, 5.0], [1.0, 1.0, 1.0, 1.0], [0, 2])).tolist()
    [1.0, 0.0]
    """
    roots = np.zeros(len(groups.starts))
    open_rows = np.flatnonzero(groups.sizes > 1)
    open_groups, guess = groups.take(groups.sizes > 1), np.zeros(len(open_rows))
    for _ in range(STEPS):
        step, off = _step(open_groups, guess)
        guess += step
        going = off > TOLERANCE
        roots[open_rows[~going]] = guess[~going]
        if not going.any():
            return roots
        open_groups, guess, open_rows = open_groups.take(going), guess[going], open_rows[going]
    roots[open_rows] = guess
    return roots


def _step(groups: Segments, guess: Floats) -> tuple[Floats, Floats]:
    """Return the step of Newton's rule on 1 / Q, and the excess of Q over k - 1, as a share of k - 1."""
    weight = 1 / (groups.v + groups.spread(guess))
    _, mean = groups.mean(weight)
    q = groups.squares(weight, mean)
    slope = groups.sum((weight * (groups.y - groups.spread(mean))) ** 2)
    aim = (groups.sizes - 1).astype(np.float64)
    above = q > aim
    step: Floats = np.where(above, (q - aim) / np.where(above, slope, 1.0) * q / aim, 0.0)
    return step, np.where(above, (q - aim) / aim, 0.0)
