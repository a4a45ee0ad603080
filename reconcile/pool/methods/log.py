"""Tempered logarithmic pool: density in proportion to the product of f_i(x)^(w_i / sum of w)."""

from __future__ import annotations

import numpy as np

from reconcile.pool.grid import FINE_STAGES, make_nodes, read_quantiles
from reconcile.pool.kernels import Bounds, Floats, Kernels, sum_by
from reconcile.pool.mixture import each_block

__all__ = ["pool"]


def pool(kernels: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return quantiles of the tempered product of kernels.

    Parameters
    ----------
    kernels : Kernels
        Widened. The exponents sum to 1, so N equal voices give their common kernel, not one sqrt(N) sharper.
    bounds : Bounds
        Not used: the product already bends to the narrowest voice.
    levels : ndarray of float, shape (levels,)

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> pair = Kernels(1, here, np.array([0, 1]), one, np.array([0.0, 2.0]), one, one)
    >>> abs(float(pool(pair, Bounds.none(), np.array([0.5]))[0, 0]) - 1.0) < 0.05
    True
    """
    quantiles = np.empty((kernels.cells, len(levels)))

    def solve(cells: slice, _rows: slice, part: Kernels, _cut: Bounds) -> None:
        quantiles[cells] = _product(part, levels)

    each_block(kernels, bounds, solve)
    return quantiles


def _product(kernels: Kernels, levels: Floats) -> Floats:
    nodes = make_nodes(kernels, FINE_STAGES)
    share = kernels.weight / sum_by(kernels.cell, kernels.weight, kernels.cells)[kernels.cell]
    distance = nodes[kernels.cell] - kernels.centre[:, None]
    side = np.where(distance < 0, kernels.below[:, None], kernels.above[:, None])
    exponent = np.add.reduceat(-0.5 * (distance / side) ** 2 * share[:, None], kernels.starts, axis=0)
    density = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    pieces = (density[:, 1:] + density[:, :-1]) / 2 * np.diff(nodes, axis=1)
    rising = np.cumsum(pieces, axis=1)
    cdf = np.concatenate([np.zeros((len(nodes), 1)), rising / rising[:, -1:]], axis=1)
    return read_quantiles(nodes, cdf, levels)
