"""What floors and ceilings leave of a mixture: a factor for every interval of its grid."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from reconcile.arrays import Floats
from reconcile.pool.kernels import Bounds

__all__ = ["leaks", "leaks_of_each", "together"]


def leaks(bounds: Bounds, nodes: Floats) -> Floats:
    """Return the factor that all bounds leave to each interval of the grid, shape (cells, nodes - 1).

    Examples
    --------
    >>> zero, tenth = np.zeros(1), np.array([0.1])
    >>> floor = Bounds(np.array([0]), np.array([1.0]), np.array([True]), tenth, np.ones(1), zero, zero)
    >>> leaks(floor, np.array([[0.0, 1.0, 2.0]])).round(3).tolist()
    [[0.1, 1.0]]
    """
    return together(bounds, leaks_of_each(bounds, nodes), len(nodes))


def together(bounds: Bounds, factors: Floats, cells: int) -> Floats:
    """Return the product of the factors of all bounds of every cell, shape (cells, intervals); 1 without a bound.

    Parameters
    ----------
    bounds : Bounds
    factors : ndarray of float, shape (bounds, intervals)
        From `leaks_of_each`.
    cells : int

    Examples
    --------
    >>> none = np.zeros(2)
    >>> bounds = Bounds(np.array([1, 1]), none, none > 0, none, none, none, none)
    >>> together(bounds, np.array([[0.5, 1.0], [0.5, 0.1]]), 2).round(3).tolist()
    [[1.0, 1.0], [0.25, 0.1]]
    """
    order = np.argsort(bounds.cell, kind="stable")
    cell = bounds.cell[order]
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    product = np.ones((cells, factors.shape[1]))
    if len(starts):
        product[cell[starts]] = np.exp(np.add.reduceat(np.log(factors[order]), starts, axis=0))
    return product


def leaks_of_each(bounds: Bounds, nodes: Floats) -> Floats:
    """Return the factor that each bound leaves to the intervals of its cell, shape (bounds, nodes - 1).

    The share of an interval on the allowed side keeps factor 1. The share on the excluded side has, at its middle, the
    factor leak + (1 - leak) exp(-distance / edge). A blurred bound has at the middle of each interval the probability
    that the bound lies on the other side of it.

    Examples
    --------
    >>> zero, tenth = np.zeros(1), np.array([0.1])
    >>> floor = Bounds(np.array([0]), np.array([1.5]), np.array([True]), tenth, np.ones(1), zero, zero)
    >>> leaks_of_each(floor, np.array([[0.0, 1.0, 2.0, 3.0]])).round(3).tolist()
    [[0.1, 0.55, 1.0]]
    """
    factors = np.empty((len(bounds.cell), nodes.shape[1] - 1))
    for kind, leak in ((bounds.blur > 0, _blurred), (bounds.blur <= 0, _sharp)):
        rows = np.flatnonzero(kind)
        if len(rows):
            some = bounds.take(rows)
            factors[rows] = leak(some, nodes[some.cell, :-1], nodes[some.cell, 1:])
    shared = np.flatnonzero(bounds.share != 1)
    factors[shared] **= bounds.share[shared, None]
    return factors


def _blurred(bounds: Bounds, start: Floats, end: Floats) -> Floats:
    above = np.where(bounds.is_floor[:, None], 1.0, -1.0) * ((start + end) / 2 - bounds.at[:, None])
    return np.maximum(ndtr(above / bounds.blur[:, None]), np.finfo(float).tiny)


def _sharp(bounds: Bounds, start: Floats, end: Floats) -> Floats:
    at, floor = bounds.at[:, None], bounds.is_floor[:, None]
    under = np.clip((at - start) / (end - start), 0.0, 1.0)
    excluded = np.where(floor, under, 1.0 - under)
    middle = np.where(floor, np.minimum(end, at) + start, np.maximum(start, at) + end) / 2
    beyond = np.maximum(np.where(floor, at - middle, middle - at), 0.0)
    near = np.zeros_like(beyond)
    soft = np.flatnonzero(bounds.edge > 0)
    near[soft] = np.exp(-beyond[soft] / bounds.edge[soft, None])
    factors: Floats = 1.0 - excluded * (1.0 - bounds.leak[:, None]) * (1.0 - near)
    return factors
