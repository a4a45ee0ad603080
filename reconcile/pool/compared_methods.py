"""Several methods on the same kernels: how far the choice of a method changes a result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reconcile.arrays import Floats, Ints, Strings
from reconcile.pool.bounds import place_bounds, soften
from reconcile.pool.calibration import Stake, widened
from reconcile.pool.estimate import pooled_by
from reconcile.pool.kernels import Kernels

__all__ = ["pool_by_methods"]


def pool_by_methods(
    claims: Kernels,
    bound: Strings,
    bound_at: Floats,
    stake: Stake,
    *,
    scale: Ints,
    levels: Floats,
    methods: Sequence[str],
) -> Floats:
    """Return the quantiles of all cells under each of several methods.

    Bounds are placed, and the spread is added, once for all methods.

    Parameters
    ----------
    claims, bound, bound_at, stake, scale, levels
        As in `pool_run`.
    methods : sequence of str
        Names that `find_method` knows.

    Returns
    -------
    ndarray of float, shape (methods, cells, levels)
        On the working scale: the quantiles that `pool_run` gives under each method.

    Raises
    ------
    ValueError
        A method is unknown.

    Examples
    --------
    >>> ones, zeros, none = np.ones(2), np.zeros(2, dtype=int), np.zeros(2, dtype=bool)
    >>> pair = Kernels(1, zeros, np.array([0, 1]), ones, np.array([0.0, 2.0]), ones, ones)
    >>> free = np.array(["", ""], dtype=object)
    >>> quantiles = pool_by_methods(pair, free, ones, Stake(none, none), scale=np.array([0]), levels=np.array([0.5]),
    ...                             methods=["vincent", "median"])
    >>> quantiles.ravel().round(6).tolist()
    [1.0, 1.0]
    """
    placed = soften(place_bounds(claims.relative(), bound, bound_at), scale)
    staked = stake.take(placed.row)
    wide = widened(placed.kernels, scale, staked, located=placed.located)
    return np.stack([pooled_by(name, placed, staked, scale, levels, wide) for name in methods])
