"""Vincent average: the p-quantile of the pool is the weighted mean of the kernels' p-quantiles."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats, Ints
from reconcile.pool.kernels import Bounds, Kernels, usable_weights

__all__ = ["average", "pool"]


def pool(kernels: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return the weighted mean of the kernels' quantiles, level by level.

    Parameters
    ----------
    kernels : Kernels
    bounds : Bounds
        Not used: an average of quantiles cannot be cut.
    levels : ndarray of float, shape (levels,)

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Notes
    -----
    q(p) = sum of w_i q_i(p) over sum of w_i.

    Assumes: voices agree on the shape and differ by shift.

    Misleads: its width is the average of theirs, however far apart the voices are: far too narrow where they
    disagree.

    Reference: Vincent 1912; Ratcliff 1979; Lichtendahl et al. 2013.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> pair = Kernels(1, zeros, np.array([0, 1]), ones, np.array([0.0, 2.0]), ones, ones)
    >>> pool(pair, Bounds.none(), np.array([0.5])).tolist()
    [[1.0]]
    """
    return average(kernels.quantiles(levels), kernels.weight, kernels.starts)


def average(quantiles: Floats, weight: Floats, starts: Ints) -> Floats:
    """Return the weighted mean of quantiles, level by level; can be used without a run.

    Parameters
    ----------
    quantiles : ndarray of float, shape (N, levels)
        Cell after cell.
    weight : ndarray of float, shape (N,)
        Not negative. If all weights of a cell are 0, they count as equal.
    starts : ndarray of int, shape (cells,)
        First row of each cell; no cell is empty.

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Examples
    --------
    >>> average(np.array([[0.0, 1.0], [2.0, 5.0]]), np.array([3.0, 1.0]), np.array([0])).tolist()
    [[0.5, 2.0]]
    """
    used = usable_weights(weight, starts)
    total: Floats = np.add.reduceat(used[:, None] * quantiles, starts, axis=0)
    return total / np.add.reduceat(used, starts)[:, None]
