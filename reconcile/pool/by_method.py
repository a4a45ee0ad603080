"""Kernels pooled by a method, or by several side by side: how far the choice of a method changes a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from reconcile.arrays import Flags, Floats, Ints, Strings
from reconcile.pool.bounds import Placed, from_hard_floors, place_bounds, soften
from reconcile.pool.calibration import Stake, as_stated, widened
from reconcile.pool.few_voices import few_voices
from reconcile.pool.kernels import Kernels
from reconcile.pool.methods import find_method, linear
from reconcile.pool.passed_totals import as_blurred_floors

__all__ = ["pool_by_methods", "pooled_by"]


def pooled_by(
    method: str, placed: Placed, stake: Stake | None, scale: Ints, levels: Floats, wide: Kernels
) -> Floats:  # fmt: skip
    """Return quantiles by a method, from the kernels that it takes: widened or as stated, with the bounds or without.

    Parameters
    ----------
    method : str
        Name that `find_method` knows.
    placed : Placed
    stake : Stake, arrays of shape (kernels,), or None
    scale : ndarray of int, shape (cells,)
    levels : ndarray of float, shape (levels,)
    wide : Kernels
        The kernels of `placed`, widened.

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Raises
    ------
    ValueError
        The method is unknown.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> run = Kernels(1, zeros, np.arange(2), ones, np.array([5.0, 9.0]), ones, ones)
    >>> placed = place_bounds(run, np.array(["", "floor"], dtype=object), np.array([0.0, 8.0]))
    >>> pooled_by("median", placed, None, np.array([0]), np.array([0.5]), run).tolist()
    [[5.0]]
    """
    chosen, located = find_method(method), placed.located
    if chosen.cut:
        return chosen.pool(wide, placed.bounds, levels)
    if chosen.widened:
        return chosen.pool(wide.take(located), placed.bounds, levels)
    staked = None if stake is None else stake.take(located)
    return chosen.pool(as_stated(placed.locating(), scale, staked), placed.bounds, levels)


def pool_by_methods(
    claims: Kernels,
    bound: Strings,
    bound_at: Floats,
    stake: Stake,
    *,
    lag: Ints,
    scale: Ints,
    levels: Floats,
    methods: Sequence[str],
    floor_at: Floats | None = None,
    moving: Flags | None = None,
) -> Floats:
    """Return the quantiles of all cells under each of several methods.

    Bounds are placed, and the spread is added, once for all methods.

    Parameters
    ----------
    claims, bound, bound_at, stake, lag, scale, levels, floor_at, moving
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
    >>> quantiles = pool_by_methods(pair, free, ones, Stake(none, none), lag=zeros, scale=np.array([0]),
    ...                             levels=np.array([0.5]), methods=["vincent", "median"])
    >>> quantiles.ravel().round(6).tolist()
    [1.0, 1.0]
    """
    floor_at = np.full(claims.cells, np.nan) if floor_at is None else floor_at
    placed = soften(place_bounds(claims.relative(), bound, bound_at), scale)
    placed = as_blurred_floors(placed if moving is None else replace(placed, moving=moving), lag, scale)
    staked = stake.take(placed.row)
    wide = widened(placed.kernels, scale, staked, located=placed.located, moving=placed.moving)
    few = few_voices(placed, staked, scale)
    told = []
    for name in methods:
        quantiles = pooled_by(name, placed, staked, scale, levels, wide)
        is_linear = find_method(name).pool is linear.pool
        told.append(from_hard_floors(few.led(quantiles, few.quantiles(levels)) if is_linear else quantiles, floor_at))
    return np.stack(told)
