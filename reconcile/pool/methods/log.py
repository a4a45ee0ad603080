"""Tempered logarithmic pool: density in proportion to the product of f_i(x)^(w_i / sum of w)."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats
from reconcile.pool.blocks import each_block
from reconcile.pool.grid import ends_of, evenly, standardised
from reconcile.pool.interpolation import read_quantiles
from reconcile.pool.kernels import Bounds, Kernels, sum_by

__all__ = ["pool"]

# nodes of a grid; 64 intervals over ten deviations leave quantiles within a hundredth of a deviation
NODES = 65

# times that the grid is narrowed to the product's mass, each time up to 30-fold: a product may be ten thousand times
# narrower than the distance between kernels
CLOSER = 4

# depth below its peak, as a logarithm, from which density is left out: five deviations of a normal product
DEPTH = 12.5


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

    Notes
    -----
    f(x) in proportion to the product of f_i(x)^(w_i / sum of w).

    Assumes: voices see parts of one evidence and differ by noise.

    Misleads: one narrow voice can pull everything to itself; voices far apart meet where nobody stands.

    Reference: Genest & Zidek 1986, Combining probability distributions.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> pair = Kernels(1, zeros, np.array([0, 1]), ones, np.array([0.0, 2.0]), ones, ones)
    >>> abs(float(pool(pair, Bounds.none(), np.array([0.5]))[0, 0]) - 1.0) < 0.05
    True
    """
    quantiles = np.empty((kernels.cells, len(levels)))

    def solve(cells: slice, _rows: slice, block: Kernels, _cut: Bounds) -> None:
        quantiles[cells] = _product(block, levels)

    each_block(kernels, bounds, solve)
    return quantiles


def _product(kernels: Kernels, levels: Floats) -> Floats:
    nodes = evenly(*ends_of(kernels), NODES)
    for _ in range(CLOSER):
        nodes = _closer(nodes, _logs(kernels, nodes))
    density = np.exp(_logs(kernels, nodes))
    pieces = (density[:, 1:] + density[:, :-1]) / 2
    rising = np.concatenate([np.zeros((len(nodes), 1)), np.cumsum(pieces, axis=1)], axis=1)
    return read_quantiles(nodes, rising / rising[:, -1:], levels)


def _logs(kernels: Kernels, nodes: Floats) -> Floats:
    """Return the logarithm of the product at every node, 0 at the highest, shape (cells, nodes)."""
    share = kernels.weight / sum_by(kernels.cell, kernels.weight, kernels.cells)[kernels.cell]
    logs = np.add.reduceat(-0.5 * standardised(kernels, nodes) ** 2 * share[:, None], kernels.starts, axis=0)
    below_peak: Floats = logs - logs.max(axis=1, keepdims=True)
    return below_peak


def _closer(nodes: Floats, logs: Floats) -> Floats:
    """Return nodes around the part of the grid that holds the mass: one piece, as its logarithm is concave."""
    rows, last = np.arange(len(nodes)), nodes.shape[1] - 1
    seen = logs > -DEPTH
    first = np.maximum(seen.argmax(axis=1) - 1, 0)
    end = np.minimum(last - seen[:, ::-1].argmax(axis=1) + 1, last)
    return evenly(nodes[rows, first], nodes[rows, end], NODES)
