"""The grid on which distributions are added: its nodes, and kernels at them; one for every cell, all in one array.

Its *nodes* are close together where the mixture has its mass, so that a narrow kernel is resolved as well as a far
outlier.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from reconcile.arrays import Floats
from reconcile.pool.interpolation import between_nodes
from reconcile.pool.kernels import Kernels

__all__ = ["ends_of", "evenly", "kernel_cdf", "make_nodes", "mixture_at", "standardised"]

# standard deviations from a centre to the ends of the grid; beyond them lies less than 4 in a million of a kernel
REACH = 4.5

# nodes of the first grid, and of the second, which follows the mixture seen on the first: at the narrowest, a kernel
# lies within one interval of the first, and then gets most nodes of the second. 40 intervals of nearly equal mass fit
# any shape; quantiles that are read off them are polished on the exact mixture (mixture.py)
FIRST, NODES = 17, 41

# slope at which (1 + tanh(slope z)) / 2 is within 0.01 of the normal distribution everywhere (Johnson and Kotz 1970,
# the logistic approximation; half of 1.702): good enough to place nodes by, in a tenth of the time
NORMAL_SLOPE = 0.851

# share of the nodes placed by mass, the others evenly, so that the gap between distant groups keeps some
BY_MASS = 0.8


def make_nodes(kernels: Kernels) -> Floats:
    """Return the nodes of every cell.

    Parameters
    ----------
    kernels : Kernels
        With standard deviations above 0.

    Returns
    -------
    ndarray of float, shape (cells, nodes), rising in every row

    Examples
    --------
    >>> ones = np.ones(1)
    >>> make_nodes(Kernels(1, np.array([0]), np.array([0]), ones, ones, ones, ones)).shape
    (1, 41)
    """
    nodes = evenly(*ends_of(kernels), FIRST)
    mass = kernels.weighted_sum(1 + np.tanh(NORMAL_SLOPE * standardised(kernels, nodes)))
    return _by_mass(nodes, mass, NODES)


def ends_of(kernels: Kernels) -> tuple[Floats, Floats]:
    """Return the ends of the grid of every cell, each of shape (cells,): `REACH` deviations beyond its kernels.

    Examples
    --------
    >>> ones = np.ones(1)
    >>> [end.tolist() for end in ends_of(Kernels(1, np.array([0]), np.array([0]), ones, ones, ones, ones))]
    [[-3.5], [5.5]]
    """
    lowest = np.minimum.reduceat(kernels.centre - REACH * kernels.below, kernels.starts)
    return lowest, np.maximum.reduceat(kernels.centre + REACH * kernels.above, kernels.starts)


def evenly(lowest: Floats, highest: Floats, count: int) -> Floats:
    """Return evenly spaced nodes from end to end, shape (cells, count).

    Examples
    --------
    >>> evenly(np.array([0.0]), np.array([1.0]), 3).tolist()
    [[0.0, 0.5, 1.0]]
    """
    nodes: Floats = lowest[:, None] + (highest - lowest)[:, None] * np.linspace(0.0, 1.0, count)
    return nodes


def _by_mass(nodes: Floats, mass: Floats, count: int) -> Floats:
    """Return nodes between which the same mix of mass and length lies, shape (cells, count)."""
    share = (mass - mass[:, :1]) / (mass[:, -1:] - mass[:, :1])
    length = (nodes - nodes[:, :1]) / (nodes[:, -1:] - nodes[:, :1])
    placed = _read_evenly(nodes, BY_MASS * share + (1 - BY_MASS) * length, count)
    placed[:, 0], placed[:, -1] = nodes[:, 0], nodes[:, -1]
    return placed


def _read_evenly(nodes: Floats, cdf: Floats, count: int) -> Floats:
    """Return quantiles at evenly spaced levels from 0 to 1, as `read_quantiles` does: count nodes between levels."""
    rows, wide = np.arange(len(nodes))[:, None], nodes.shape[1]
    first_level = np.clip(np.ceil(cdf * (count - 1)).astype(np.int64), 0, count)
    below = np.bincount((rows * (count + 1) + first_level).ravel(), minlength=len(nodes) * (count + 1))
    below = below.reshape(len(nodes), count + 1)[:, :count]
    # a node lies below level j if the first level at or above it is at most j
    right = np.clip(np.cumsum(below, axis=1), 1, wide - 1)
    return between_nodes(nodes, cdf, rows * wide + right, np.linspace(0.0, 1.0, count))


def kernel_cdf(kernels: Kernels, nodes: Floats) -> Floats:
    """Return the cumulative distribution of every kernel at the nodes of its cell, shape (kernels, nodes).

    Examples
    --------
    >>> ones, zeros = np.ones(1), np.zeros(1, dtype=int)
    >>> kernel_cdf(Kernels(1, zeros, zeros, ones, ones, ones, ones), np.array([[1.0, 9.0]])).round(3).tolist()
    [[0.5, 1.0]]
    """
    return ndtr(standardised(kernels, nodes))


def standardised(kernels: Kernels, nodes: Floats) -> Floats:
    """Return the distance of nodes from the centre of every kernel, in its deviations on that side.

    With d the distance and a, b the deviations above and below, d (1/a + 1/b) / 2 + |d| (1/a - 1/b) / 2 is d/a above
    the centre and d/b below it, without a choice for each node.

    Returns
    -------
    ndarray of float, shape (kernels, nodes)

    Examples
    --------
    >>> ones = np.ones(1)
    >>> kernel = Kernels(1, np.array([0]), np.array([0]), ones, ones, 0.5 * ones, 2 * ones)
    >>> standardised(kernel, np.array([[0.0, 1.0, 3.0]])).tolist()
    [[-2.0, 0.0, 1.0]]
    """
    distance = np.take(nodes, kernels.cell, axis=0)
    distance -= kernels.centre[:, None]
    above, below = 1 / kernels.above, 1 / kernels.below
    skew = (above - below) / 2
    if not skew.any():
        distance *= above[:, None]
        return distance
    lean = np.abs(distance)
    lean *= skew[:, None]
    distance *= ((above + below) / 2)[:, None]
    distance += lean
    return distance


def mixture_at(kernels: Kernels, points: Floats) -> tuple[Floats, Floats]:
    """Return the cumulative distribution and the density of the exact mixture at some points of each cell.

    Parameters
    ----------
    kernels : Kernels
    points : ndarray of float, shape (cells, points)

    Returns
    -------
    share, density : ndarray of float, shape (cells, points)

    Examples
    --------
    >>> ones = np.ones(1)
    >>> kernel = Kernels(1, np.array([0]), np.array([0]), ones, ones, ones, ones)
    >>> [round(float(values[0, 0]), 3) for values in mixture_at(kernel, np.array([[1.0]]))]
    [0.5, 0.399]
    """
    z = standardised(kernels, points)
    above, below = 1 / kernels.above[:, None], 1 / kernels.below[:, None]
    height = np.exp(-0.5 * z * z)
    # one over the deviation of that side, as in `standardised`
    skew = (above - below) / 2
    height *= (above + below) / 2 + np.sign(z) * skew if skew.any() else above
    whole = np.add.reduceat(kernels.weight, kernels.starts)[:, None]
    share, density = kernels.weighted_sum(ndtr(z)), kernels.weighted_sum(height)
    return share / whole, density / (whole * np.sqrt(2 * np.pi))
