"""Several methods on the same kernels: what the choice of a method does to a result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Floats, Ints
from reconcile.pool.bounds import place_bounds, soften
from reconcile.pool.calibration import Stake, widened
from reconcile.pool.estimate import pooled_by
from reconcile.pool.kernels import Kernels

__all__ = ["by_methods"]


def by_methods(
    claims: Kernels,
    bound: npt.NDArray[np.object_],
    at: Floats,
    stake: Stake,
    scale: Ints,
    levels: Floats,
    methods: Sequence[str],
) -> Floats:
    """Pool all cells by each method; bounds are placed and spread is added once for all of them.

    Parameters
    ----------
    claims, bound, at, stake, scale, levels
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
        No such method.

    Examples
    --------
    >>> one, here, none = np.ones(2), np.zeros(2, dtype=int), np.zeros(2, dtype=bool)
    >>> pair = Kernels(1, here, np.array([0, 1]), one, np.array([0.0, 2.0]), one, one)
    >>> told = by_methods(pair, np.array(["", ""], dtype=object), one, Stake(none, none), np.array([0]),
    ...                   np.array([0.5]), ["vincent", "median"])
    >>> told.ravel().round(6).tolist()
    [1.0, 1.0]
    """
    placed = soften(place_bounds(claims.relative(), bound, at), scale)
    staked = Stake(stake.low[placed.row], stake.high[placed.row])
    wide = widened(placed.kernels, scale, staked, located=placed.located)
    return np.stack([pooled_by(name, placed, staked, scale, levels, wide) for name in methods])
