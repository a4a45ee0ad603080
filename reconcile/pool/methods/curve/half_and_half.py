"""Two answers to one question mixed half and half: what may be printed of a curve beside the pool of its date."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, ndtri

from reconcile.arrays import Floats

__all__ = ["half_and_half"]

# halvings of the bracket of a mixed quantile, which leave a thousandth of a thousandth of a thousandth of it
HALVINGS = 30


def half_and_half(one: Floats, other: Floats, levels: Floats) -> Floats:
    """Return the quantiles of a mixture of two distributions that are given by their quantiles.

    Parameters
    ----------
    one, other : ndarray of float, shape (N, levels)
        Between and beyond them a distribution is normal, piece by piece.
    levels : ndarray of float, shape (levels,), rising

    Returns
    -------
    ndarray of float, shape (N, levels)
        Each between the two that it is mixed of.

    Examples
    --------
    >>> levels = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    >>> narrow, wide = (np.array([[-spread, -spread / 3, 0.0, spread / 3, spread]]) for spread in (1.0, 3.0))
    >>> half_and_half(narrow, wide, levels).round(1).tolist()
    [[-2.3, -0.6, 0.0, 0.6, 2.3]]
    """
    low, high = np.minimum(one, other), np.maximum(one, other)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        under = (_share(one, levels, middle) + _share(other, levels, middle)) / 2 < levels
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    mixed: Floats = (low + high) / 2
    return mixed


def _share(quantiles: Floats, levels: Floats, at: Floats) -> Floats:
    """Return the share of a distribution below some points, shape (N, points)."""
    z = ndtri(levels)
    place = np.clip((at[:, :, None] > quantiles[:, None, :]).sum(axis=2), 1, len(levels) - 1)
    left, right = (np.take_along_axis(quantiles, place - back, axis=1) for back in (1, 0))
    width = np.maximum(right - left, np.finfo(float).tiny)
    part = np.clip((at - left) / width, -1e6, 1e6)
    share: Floats = ndtr(z[place - 1] + part * (z[place] - z[place - 1]))
    return share
