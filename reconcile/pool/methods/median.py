"""Weighted median of the kernels' quantiles, level by level."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats, Ints
from reconcile.pool.kernels import Bounds, Kernels, sum_by

__all__ = ["pool", "weighted_median"]

# share of half the weight within which two sides count as equal; rounding of sums of weights stays far below
_TIE = 1e-9


def pool(kernels: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return the weighted median of the kernels' quantiles.

    Parameters
    ----------
    kernels : Kernels
    bounds : Bounds
        Not used.
    levels : ndarray of float, shape (levels,)

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Notes
    -----
    q(p) = weighted median of q_i(p).

    Assumes: most voices are roughly right; ends are comparable.

    Misleads: does not widen when voices disagree evenly; a bare majority decides alone.

    Reference: Hora, Fransen, Hawkins & Susel 2013, Median aggregation of distribution functions.

    Examples
    --------
    >>> ones, zeros = np.ones(3), np.zeros(3, dtype=int)
    >>> three = Kernels(1, zeros, np.arange(3), ones, np.array([0.0, 1.0, 9.0]), ones, ones)
    >>> pool(three, Bounds.none(), np.array([0.5])).tolist()
    [[1.0]]
    """
    quantiles = kernels.quantiles(levels)
    return np.stack(
        [weighted_median(kernels.cell, column, kernels.weight, kernels.cells) for column in quantiles.T], axis=1
    )


def weighted_median(cell: Ints, values: Floats, weight: Floats, cells: int) -> Floats:
    """Return the weighted median of every cell.

    If exactly half of the weight lies on either side, it is the mean of the two middle values.

    Parameters
    ----------
    cell : ndarray of int, shape (N,)
        Every cell from 0 to `cells` - 1 has at least one value.
    values, weight : ndarray of float, shape (N,)
        Weights above 0.
    cells : int
        Number of cells.

    Returns
    -------
    ndarray of float, shape (cells,)

    Examples
    --------
    >>> weighted_median(np.zeros(2, dtype=int), np.array([1.0, 3.0]), np.ones(2), 1).tolist()
    [2.0]
    """
    order = np.lexsort((values, cell))
    cell, values, weight = cell[order], values[order], weight[order]
    starts = np.searchsorted(cell, np.arange(cells))
    running = np.cumsum(weight)
    before = np.r_[0.0, running][starts]
    half = sum_by(cell, weight, cells) / 2
    share = (running - before[cell]) / half[cell]
    lower = starts + np.add.reduceat(share < 1 - _TIE, starts)
    upper = starts + np.add.reduceat(share <= 1 + _TIE, starts)
    last = np.r_[starts[1:], len(cell)] - 1
    middle: Floats = (values[np.minimum(lower, last)] + values[np.minimum(upper, last)]) / 2
    return middle
