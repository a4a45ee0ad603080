"""Linear opinion pool: F(x) = sum of w_i F_i(x) over sum of w_i, bounds multiplied in."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats, Ints
from reconcile.pool.blocks import each_block
from reconcile.pool.interpolation import read_quantiles
from reconcile.pool.kernels import Bounds, Kernels, usable_weights
from reconcile.pool.mixture import mix

__all__ = ["pool", "pool_curves"]


def pool(kernels: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return quantiles of the weighted mixture of kernels.

    Parameters
    ----------
    kernels : Kernels
        Widened.
    bounds : Bounds
        They multiply the mixture: by 1 on the allowed side, by `leak` on the other.
    levels : ndarray of float, shape (levels,), rising

    Returns
    -------
    ndarray of float, shape (cells, levels)
        On the working scale; never nan.

    Notes
    -----
    F(x) = sum of w_i F_i(x) over sum of w_i, times the factors that bounds leave.

    Assumes: each voice may be the one that is right, with a chance in proportion to its weight.

    Misleads: wide where voices disagree; its median may lie in a gap between two groups, so look at `publish`.

    Reference: Stone 1961, The opinion pool; Lichtendahl, Grushka-Cockayne & Winkler 2013.

    Examples
    --------
    >>> ones, zeros = np.ones(1), np.zeros(1, dtype=int)
    >>> pool(Kernels(1, zeros, zeros, ones, 5 * ones, ones, ones), Bounds.none(), np.array([0.5])).round(3).tolist()
    [[5.0]]
    """
    quantiles = np.empty((kernels.cells, len(levels)))

    def solve(cells: slice, _rows: slice, block: Kernels, cuts: Bounds) -> None:
        quantiles[cells] = mix(block, cuts).quantiles(levels)

    each_block(kernels, bounds, solve)
    return np.maximum.accumulate(quantiles, axis=1)


def pool_curves(nodes: Floats, shares: Floats, weight: Floats, starts: Ints, levels: Floats) -> Floats:
    """Return quantiles of a pool of distributions that are given as curves; can be used without a run.

    Between its points a curve is a straight line.

    Parameters
    ----------
    nodes : ndarray of float, shape (cells, nodes)
        Points common to all curves of a cell, rising.
    shares : ndarray of float, shape (N, nodes)
        Each curve's cumulative share at its cell's points, from 0 to 1; cell after cell.
    weight : ndarray of float, shape (N,)
        Not negative. If all weights of a cell are 0, they count as equal.
    starts : ndarray of int, shape (cells,)
        First curve of each cell; no cell is empty.
    levels : ndarray of float, shape (levels,)

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Examples
    --------
    >>> curves = np.array([[0.0, 1.0, 1.0], [0.0, 0.0, 1.0]])
    >>> pool_curves(np.array([[0.0, 1.0, 3.0]]), curves, np.ones(2), np.array([0]), np.array([0.25, 0.75])).tolist()
    [[0.5, 2.0]]
    """
    used = usable_weights(weight, starts)
    mixed = np.add.reduceat(used[:, None] * shares, starts, axis=0) / np.add.reduceat(used, starts)[:, None]
    return read_quantiles(nodes, mixed, levels)
