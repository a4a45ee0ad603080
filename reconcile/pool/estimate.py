"""A whole run pooled: kernels of all cells in, quantiles and diagnostics of all cells out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from reconcile.pool.agreement import Agreement, agreement_of
from reconcile.pool.bounds import Placed, place_bounds, soften
from reconcile.pool.calibration import Stake, as_stated, effective_voices, widened
from reconcile.pool.diagnostics import scatter
from reconcile.pool.grid import kernel_cdf, leaks, leaks_of_each, make_nodes, read_quantiles
from reconcile.pool.kernels import Bounds, Floats, Ints, Kernels
from reconcile.pool.methods import find_method
from reconcile.pool.methods.random_effects import Meta
from reconcile.pool.mixture import blocks, each_block, mix
from reconcile.pool.publish import SAME_TIME_DAYS

__all__ = ["Estimates", "pool_run"]

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
    best_without : ndarray of float, shape (claims,)
        Median of the linear pool without the claim; nan for the only one.
    linear_best : ndarray of float, shape (cells,)
        Median of the linear pool, with which `best_without` is compared.
    tail_p : ndarray of float, shape (claims,)
    agreement : Agreement
        `tail_p` there is by kernel; the one here is by claim.
    contradicted : ndarray of bool, shape (cells,)
    compared : ndarray of int, shape (cells,)
        Voices that speak of the same time, bounds included; fewer than two cannot agree or disagree.
    scatter : Meta
        Q, I^2, tau^2 and Birge ratio of the voices that say where the value is.
    """

    quantiles: Floats
    unstaked_best: Floats
    voices: Floats
    best_without: Floats
    linear_best: Floats
    tail_p: Floats
    agreement: Agreement
    contradicted: npt.NDArray[np.bool_]
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
    placed = soften(place_bounds(claims, bound, at), scale)
    kernels, bounds = placed.kernels, placed.bounds
    staked = Stake(stake.low[placed.row], stake.high[placed.row])
    wide = widened(kernels, scale, staked, located=placed.located)
    # of the linear pool, only best is needed under another method
    asked = levels if method == "linear" else _MEDIAN
    linear, without = _linear(wide, bounds, asked)
    best = linear[:, _middle(asked)]
    quantiles = (
        np.maximum.accumulate(linear, axis=1)
        if method == "linear"
        else _by_method(method, kernels, bounds, staked, scale, levels, wide)
    )
    common = widened(kernels, scale, staked, between="common", located=placed.located)
    outgrown = (lag[placed.row] > SAME_TIME_DAYS) & (kernels.centre < best[kernels.cell])
    agreement = _among_contemporaries(agreement_of(common, bounds), common, bounds, outgrown)
    current = np.ones(len(claims.cell), dtype=bool)
    current[placed.row[outgrown]] = False
    best_without, tail_p = (np.full(len(claims.cell), np.nan) for _ in range(2))
    best_without[placed.row], tail_p[placed.row] = without, agreement.tail_p
    cutting = np.ones(len(claims.cell), dtype=bool)
    cutting[placed.row] = False
    best_without[cutting] = _without_bounds(wide, bounds)
    return Estimates(
        quantiles, _unstaked(placed, staked, scale, method, quantiles, levels),
        effective_voices(claims), best_without, best, tail_p, agreement, placed.contradicted,
        _count_voices(claims.take(current)), scatter(kernels.take(placed.located), scale),
    )  # fmt: skip


def _middle(levels: Floats) -> int:
    """Return which of the levels best stands at."""
    return int(np.argmin(np.abs(levels - _MEDIAN)))


def _count_voices(claims: Kernels) -> Ints:
    return np.bincount(claims.cell[claims.voice_starts], minlength=claims.cells).astype(np.int64)


def _among_contemporaries(
    told: Agreement, common: Kernels, bounds: Bounds, outgrown: npt.NDArray[np.bool_]
) -> Agreement:
    """Compare voices without counts that growth has left behind: an old total below newer ones is no disagreement."""
    again = np.zeros(common.cells, dtype=bool)
    again[common.cell[outgrown]] = True
    kept = ~outgrown & again[common.cell]
    again &= np.bincount(common.cell[kept], minlength=common.cells) > 0
    if not again.any():
        return told
    rows = kept & again[common.cell]
    part, cut = _some_cells(common.take(rows), bounds, again)
    anew = agreement_of(part, cut)
    tail_p, conflict_p = told.tail_p.copy(), told.conflict_p.copy()
    tail_p[outgrown & again[common.cell]] = np.nan
    tail_p[rows], conflict_p[again] = anew.tail_p, anew.conflict_p
    return replace(told, tail_p=tail_p, conflict_p=conflict_p)


def _linear(wide: Kernels, bounds: Bounds, levels: Floats) -> tuple[Floats, Floats]:
    """Return quantiles by cell and medians without each kernel, in one walk over the blocks."""
    quantiles, without = np.empty((wide.cells, len(levels))), np.empty(len(wide.cell))

    def solve(cells: slice, rows: slice, part: Kernels, cut: Bounds) -> None:
        pool = mix(part, cut)
        quantiles[cells], without[rows] = pool.quantiles(levels), pool.best_without()

    each_block(wide, bounds, solve)
    return quantiles, without


def _by_method(
    method: str, kernels: Kernels, bounds: Bounds, stake: Stake | None, scale: Ints, levels: Floats, wide: Kernels
) -> Floats:
    chosen = find_method(method)
    if chosen.widened:
        return chosen.pool(wide, bounds, levels)
    return chosen.pool(as_stated(kernels, scale, stake), bounds, levels)


def _unstaked(placed: Placed, stake: Stake, scale: Ints, method: str, quantiles: Floats, levels: Floats) -> Floats:
    """Return best with stakes switched off; only cells that have one are pooled again."""
    best = quantiles[:, _middle(levels)].copy()
    kernels = placed.kernels
    has = np.bincount(kernels.cell[stake.low | stake.high], minlength=kernels.cells) > 0
    if has.any():
        part, cut = _some_cells(kernels, placed.bounds, has)
        wide = widened(part, scale[has], located=placed.located[has[kernels.cell]])
        best[has] = _by_method(method, part, cut, None, scale[has], _MEDIAN, wide)[:, 0]
    return best


def _without_bounds(wide: Kernels, bounds: Bounds) -> Floats:
    """Return the median of a bound's cell with that bound lifted, shape (bounds,); bounds sorted by cell.

    Bounds multiply the mixture, so lifting one is a division on the same grid.
    """
    lifted, done = np.empty(len(bounds.cell)), 0
    cut_cells = np.bincount(bounds.cell, minlength=wide.cells) > 0
    if not cut_cells.any():
        return lifted
    for _, _, part, cut in blocks(*_some_cells(wide, bounds, cut_cells)):
        nodes = make_nodes(part)
        mass = part.weighted_sum(kernel_cdf(part, nodes))
        rest = (np.diff(mass, axis=1) * leaks(cut, nodes))[cut.cell] / leaks_of_each(cut, nodes)
        rising = np.cumsum(np.c_[np.zeros(len(rest)), rest], axis=1)
        medians = read_quantiles(nodes[cut.cell], rising / rising[:, -1:], _MEDIAN)
        lifted[done : done + len(medians)] = medians[:, 0]
        done += len(medians)
    return lifted


def _some_cells(kernels: Kernels, bounds: Bounds, wanted: npt.NDArray[np.bool_]) -> tuple[Kernels, Bounds]:
    cuts = bounds.take(wanted[bounds.cell])
    return kernels.of_cells(wanted), replace(cuts, cell=(np.cumsum(wanted) - 1)[cuts.cell])
