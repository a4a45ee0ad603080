"""A whole run pooled: kernels of all cells in, quantiles and diagnostics of all cells out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Floats, Ints
from reconcile.pool.agreement import Agreement, agreement_of, scattered, tails_of
from reconcile.pool.bounds import Placed, place_bounds, soften
from reconcile.pool.calibration import Stake, as_stated, effective_voices, widened
from reconcile.pool.diagnostics import scatter
from reconcile.pool.grid import kernel_cdf, leaks, leaks_of_each, make_nodes, read_quantiles
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods import find_method
from reconcile.pool.methods.random_effects import Meta
from reconcile.pool.mixture import blocks, each_block, mix
from reconcile.same_time import SAME_TIME_DAYS

__all__ = ["Estimates", "pool_run", "pooled_by"]

# the level of best
_MEDIAN = np.array([0.5])


@dataclass(frozen=True)
class Estimates:
    """Pooled quantiles and diagnostics, on the working scale.

    Attributes
    ----------
    quantiles : ndarray of float, shape (cells, levels)
    unstaked_best : ndarray of float, shape (cells,)
        Median with all stakes switched off.
    voices : ndarray of float, shape (cells,)
        Effective number of independent voices, bounds included.
    without : ndarray of float, shape (claims, 3)
        Lower end, median and upper end of the linear pool without the claim; nan for the only one and for bounds alone.
    linear : ndarray of float, shape (cells, 3)
        Those of the linear pool, with which `without` is compared, read off the same grid.
    weight : ndarray of float, shape (claims,)
        Weight that the claim has in its cell: less than it came with where it is a bound that contradicts others, 0
        where it is a bound among bounds alone that a tighter one implies.
    tail_p : ndarray of float, shape (claims,)
    agreement : Agreement
        `tail_p` there is by kernel; the one here is by claim.
    contradicted, scattered, bounds_alone : ndarray of bool, shape (cells,)
        As in `Placed`; voices scatter far more than is usual.
    compared : ndarray of int, shape (cells,)
        Voices that speak of the same time, bounds included; fewer than two cannot agree or disagree.
    scatter : Meta
        Q, I^2, tau^2 and Birge ratio of the voices that say where the value is.
    """

    quantiles: Floats
    unstaked_best: Floats
    voices: Floats
    without: Floats
    linear: Floats
    weight: Floats
    tail_p: Floats
    agreement: Agreement
    contradicted: npt.NDArray[np.bool_]
    scattered: npt.NDArray[np.bool_]
    bounds_alone: npt.NDArray[np.bool_]
    compared: Ints
    scatter: Meta


def pool_run(
    claims: Kernels,
    bound: npt.NDArray[np.object_],
    at: Floats,
    stake: Stake,
    lag: Ints,
    scale: Ints,
    levels: Floats,
    method: str,
) -> Estimates:
    """Pool all cells by one method and diagnose them under the linear pool.

    Parameters
    ----------
    claims : Kernels
        One kernel a claim as stated, bounds among them, sorted by cell, then voice.
    bound : ndarray of str, shape (claims,)
        "floor", "ceiling" or "".
    at : ndarray of float, shape (claims,)
        Where bounds stand.
    stake : Stake, arrays of shape (claims,)
    lag : ndarray of int, shape (claims,)
        Days that a cumulative count is older than the newest of its cell.
    scale : ndarray of int, shape (cells,)
    levels : ndarray of float, shape (levels,)
        With 0.5 among them.
    method : str
        Name that `find_method` knows.

    Returns
    -------
    Estimates
    """
    claims = claims.relative()
    placed = soften(place_bounds(claims, bound, at), scale)
    kernels, bounds = placed.kernels, placed.bounds
    staked = Stake(stake.low[placed.row], stake.high[placed.row])
    wide = widened(kernels, scale, staked, located=placed.located)
    # of the linear pool, only best and the ends are needed under another method
    ends = levels[[0, _middle(levels), -1]]
    asked = levels if method == "linear" else ends
    linear, read, without = _linear(wide, bounds, asked, ends)
    best = linear[:, _middle(asked)]
    quantiles = (
        np.maximum.accumulate(linear, axis=1)
        if method == "linear"
        else pooled_by(method, placed, staked, scale, levels, wide)
    )
    common, apart = (
        widened(kernels, scale, staked, between=between, located=placed.located) for between in ("common", "voice")
    )
    outgrown = (lag[placed.row] > SAME_TIME_DAYS) & (kernels.centre < best[kernels.cell])
    agreement = _among_contemporaries(agreement_of(common, apart, bounds), apart, bounds, outgrown)
    agreement.conflict_p[placed.bounds_alone] = np.nan
    wild = scattered(kernels, scale, placed.located & ~outgrown)
    current = np.ones(len(claims.cell), dtype=bool)
    current[placed.row[outgrown]] = False
    weight, tail_p = claims.weight.copy(), np.full(len(claims.cell), np.nan)
    weight[placed.row], tail_p[placed.row] = kernels.weight, agreement.tail_p
    # a bound that another one implies may go without a change
    all_without = read[claims.cell]
    all_without[placed.row] = without
    all_without[placed.bound_row] = _without_bounds(wide, bounds, ends)
    # of bounds alone, what another one implies would step in
    alone = placed.bounds_alone[claims.cell]
    all_without[alone] = np.nan
    implied = alone.copy()
    implied[placed.row] = False
    weight[implied] = 0.0
    return Estimates(
        quantiles, _unstaked(placed, staked, scale, method, quantiles, levels),
        effective_voices(claims), all_without, read, weight, tail_p, agreement, placed.contradicted, wild,
        placed.bounds_alone, _count_voices(claims.take(current)), scatter(placed.said(), scale),
    )  # fmt: skip


def _middle(levels: Floats) -> int:
    """Return which of the levels best stands at."""
    return int(np.argmin(np.abs(levels - _MEDIAN)))


def _count_voices(claims: Kernels) -> Ints:
    return np.bincount(claims.cell[claims.voice_starts], minlength=claims.cells).astype(np.int64)


def _among_contemporaries(
    told: Agreement, apart: Kernels, bounds: Bounds, outgrown: npt.NDArray[np.bool_]
) -> Agreement:
    """Compare voices without counts that growth has left behind: an old total below newer ones is no disagreement."""
    again = np.zeros(apart.cells, dtype=bool)
    again[apart.cell[outgrown]] = True
    kept = ~outgrown & again[apart.cell]
    again &= np.bincount(apart.cell[kept], minlength=apart.cells) > 0
    if not again.any():
        return told
    rows = kept & again[apart.cell]
    part, cut = _some_cells(apart.take(rows), bounds, again)
    tail_p, conflict_p = told.tail_p.copy(), told.conflict_p.copy()
    tail_p[outgrown & again[apart.cell]] = np.nan
    tail_p[rows], conflict_p[again] = tails_of(part, cut)
    return replace(told, tail_p=tail_p, conflict_p=conflict_p)


def _linear(wide: Kernels, bounds: Bounds, levels: Floats, ends: Floats) -> tuple[Floats, Floats, Floats]:
    """Return quantiles by cell, then ends and median by cell and without each kernel, in one walk over the blocks."""
    quantiles, read = np.empty((wide.cells, len(levels))), np.empty((wide.cells, len(ends)))
    without = np.empty((len(wide.cell), len(ends)))

    def solve(cells: slice, rows: slice, part: Kernels, cut: Bounds) -> None:
        pool = mix(part, cut)
        quantiles[cells], read[cells], without[rows] = pool.quantiles(levels), pool.read(ends), pool.without(ends)

    each_block(wide, bounds, solve)
    return quantiles, read, without


def pooled_by(
    method: str, placed: Placed, stake: Stake | None, scale: Ints, levels: Floats, wide: Kernels
) -> Floats:  # fmt: skip
    """Pool all cells by a method, from the kernels that it takes: widened or as stated, with the bounds or without.

    Parameters
    ----------
    method : str
        Name that `find_method` knows.
    placed : Placed
    stake : Stake, arrays of shape (kernels,), or None
    scale : ndarray of int, shape (cells,)
    levels : ndarray of float, shape (levels,)
    wide : Kernels
        Those of `placed`, widened.

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Raises
    ------
    ValueError
        No such method.

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> run = Kernels(1, here, np.arange(2), one, np.array([5.0, 9.0]), one, one)
    >>> placed = place_bounds(run, np.array(["", "floor"], dtype=object), np.array([0.0, 8.0]))
    >>> pooled_by("median", placed, None, np.array([0]), np.array([0.5]), run).tolist()
    [[5.0]]
    """
    chosen, here = find_method(method), placed.located
    if chosen.cut:
        return chosen.pool(wide, placed.bounds, levels)
    if chosen.widened:
        return chosen.pool(wide.take(here), placed.bounds, levels)
    staked = None if stake is None else Stake(stake.low[here], stake.high[here])
    return chosen.pool(as_stated(placed.said(), scale, staked), placed.bounds, levels)


def _unstaked(placed: Placed, stake: Stake, scale: Ints, method: str, quantiles: Floats, levels: Floats) -> Floats:
    """Return best with stakes switched off; only cells that have one are pooled again."""
    best = quantiles[:, _middle(levels)].copy()
    kernels = placed.kernels
    has = np.bincount(kernels.cell[stake.low | stake.high], minlength=kernels.cells) > 0
    if has.any():
        part, cut = _some_cells(kernels, placed.bounds, has)
        some = replace(placed, kernels=part, bounds=cut, located=placed.located[has[kernels.cell]])
        wide = widened(part, scale[has], located=some.located)
        best[has] = pooled_by(method, some, None, scale[has], _MEDIAN, wide)[:, 0]
    return best


def _without_bounds(wide: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return quantiles of a bound's cell with that bound lifted, shape (bounds, levels); bounds sorted by cell.

    Bounds multiply the mixture, so lifting one is a division on the same grid.
    """
    lifted, done = np.empty((len(bounds.cell), len(levels))), 0
    cut_cells = np.bincount(bounds.cell, minlength=wide.cells) > 0
    if not cut_cells.any():
        return lifted
    for _, _, part, cut in blocks(*_some_cells(wide, bounds, cut_cells)):
        nodes = make_nodes(part)
        mass = part.weighted_sum(kernel_cdf(part, nodes))
        rest = (np.diff(mass, axis=1) * leaks(cut, nodes))[cut.cell] / leaks_of_each(cut, nodes)
        rising = np.cumsum(np.c_[np.zeros(len(rest)), rest], axis=1)
        lifted[done : done + len(rest)] = read_quantiles(nodes[cut.cell], rising / rising[:, -1:], levels)
        done += len(rest)
    return lifted


def _some_cells(kernels: Kernels, bounds: Bounds, wanted: npt.NDArray[np.bool_]) -> tuple[Kernels, Bounds]:
    cuts = bounds.take(wanted[bounds.cell])
    return kernels.of_cells(wanted), replace(cuts, cell=(np.cumsum(wanted) - 1)[cuts.cell])
