"""When two figures are one figure, rounded: 2,800 for 2,823."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints

__all__ = ["last_step", "rounded_to", "same_ends", "same_figure"]

# share by which two numbers may differ and be one number rounded: two digits are never off by more, and "3,000" for
# 2,823, one digit, is too far to be sure that it is the same count
MOST_ROUNDED = 0.05

# steps by which figures are rounded, the largest first: from thousands of millions to a millionth, which is as fine as
# tables are written
_STEPS = 10.0 ** np.arange(9, -7, -1)

# share of a step by which a multiple of it may miss a float
_NEAR = 1e-6


def last_step(figures: Floats) -> Floats:
    """Return the step to which each figure is rounded: the value of its last digit that is not 0.

    Parameters
    ----------
    figures : ndarray of float, shape (figures,)

    Returns
    -------
    ndarray of float, shape (figures,)
        0 where the figure is 0, not finite, or finer than a millionth.

    Examples
    --------
    >>> last_step(np.array([2800.0, 2823.0, 2.5, 0.0])).tolist()
    [100.0, 1.0, 0.1, 0.0]
    """
    known = np.isfinite(figures) & (figures != 0)
    found = np.zeros(len(figures))
    for step in _STEPS:
        units = np.where(known, figures, 0.0) / step
        whole = known & (found == 0) & (np.abs(units) >= 1) & (np.abs(units - np.round(units)) <= _NEAR)
        found[whole] = step
    return found


def same_figure(first: Floats, second: Floats) -> Flags:
    """Return True where two figures are equal, or one is the other rounded, by at most 5%.

    Parameters
    ----------
    first, second : ndarray of float, shape (pairs,)

    Returns
    -------
    ndarray of bool, shape (pairs,)
        False where one is not a number.

    Examples
    --------
    >>> same_figure(np.array([2823.0, 2823.0, 1400.0]), np.array([2800.0, 3000.0, 1200.0])).tolist()
    [True, False, False]
    """
    rounding = np.maximum(last_step(first), last_step(second)) / 2
    most = MOST_ROUNDED * np.maximum(np.abs(first), np.abs(second))
    same: Flags = np.abs(first - second) <= np.minimum(rounding, most)
    return same


def same_ends(claims: pd.DataFrame, first: Ints, second: Ints) -> Flags:
    """Return True where two claims give one figure, both ends of it, as in `same_figure`.

    Parameters
    ----------
    claims : DataFrame
        `figure_low`, `figure_high`.
    first, second : ndarray of int, shape (pairs,)
        Rows of claims.

    Examples
    --------
    >>> claims = pd.DataFrame({"figure_low": [2823.0, 2800.0, 2800.0], "figure_high": [2823.0, 2800.0, 3100.0]})
    >>> same_ends(claims, np.array([0, 0]), np.array([1, 2])).tolist()
    [True, False]
    """
    low, high = (claims[name].to_numpy(np.float64) for name in ("figure_low", "figure_high"))
    return same_figure(low[first], low[second]) & same_figure(high[first], high[second])


def rounded_to(given: Floats, counts: Floats, up: Flags) -> Flags:
    """Return True where a figure is a count rounded in one direction: "more than 2,800" for 2,823, "nearly 2,900".

    Parameters
    ----------
    given, counts : ndarray of float, shape (pairs,)
    up : ndarray of bool, shape (pairs,)
        Whether the figure lies above its count, or below it.

    Returns
    -------
    ndarray of bool, shape (pairs,)
        True, too, where both are equal.

    Examples
    --------
    >>> rounded_to(np.array([2800.0, 2800.0]), np.array([2823.0, 2752.0]), np.array([False, False])).tolist()
    [True, False]
    """
    off = np.where(up, given - counts, counts - given)
    most = MOST_ROUNDED * np.maximum(np.abs(given), np.abs(counts))
    near: Flags = (off == 0) | ((off > 0) & (off < last_step(given)) & (off <= most))
    return near
