"""A whole run pooled: kernels of all cells in, quantiles and diagnostics of all cells out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from reconcile.arrays import Flags, Floats, Ints, Strings, at_rows
from reconcile.pool.agreement import Agreement, agreement_of, scattered, tail_probabilities
from reconcile.pool.blocks import blocks, each_block
from reconcile.pool.bounds import Placed, against_contemporaries, from_hard_floors, place_bounds, soften
from reconcile.pool.by_method import pooled_by
from reconcile.pool.calibration import Stake, effective_voices, widened
from reconcile.pool.cells import grown_past
from reconcile.pool.diagnostics import scatter
from reconcile.pool.few_voices import FewVoices, few_voices
from reconcile.pool.grid import kernel_cdf, make_nodes
from reconcile.pool.interpolation import read_quantiles
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.leaks import leaks_of_each, together
from reconcile.pool.methods import find_method, linear
from reconcile.pool.methods.random_effects import Meta
from reconcile.pool.mixture import mix
from reconcile.pool.passed_totals import as_blurred_floors

__all__ = ["Estimates", "pool_run"]

# level of best
_MEDIAN = np.array([0.5])


@dataclass(frozen=True, kw_only=True)
class Estimates:
    """Pooled quantiles and diagnostics of a run, on the working scale.

    Attributes
    ----------
    quantiles : ndarray of float, shape (cells, levels)
    unstaked_best : ndarray of float, shape (cells,)
        Median without the stakes of voices.
    voices : ndarray of float, shape (cells,)
        Effective number of independent voices, bounds included.
    without : ndarray of float, shape (claims, 3)
        Lower end, median and upper end of the linear pool without each claim; nan for the only claim of a cell and
        for bounds alone.
    linear : ndarray of float, shape (cells, 3)
        Lower end, median and upper end of the linear pool, read off the same grid, to compare `without` with.
    weight : ndarray of float, shape (claims,)
        Weight of each claim in its cell: reduced for bounds that contradict others, 0 for a bound among bounds alone
        that a tighter one implies.
    tail_p : ndarray of float, shape (claims,)
        As in `Agreement`, whose own is by kernel.
    agreement : Agreement
    contradicted, scattered, bounds_alone : ndarray of bool, shape (cells,)
        As in `Placed`; True in `scattered` where voices scatter far more than usual.
    compared : ndarray of int, shape (cells,)
        Number of voices that speak of the same time, bounds included; fewer than two can neither agree nor disagree.
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
    contradicted: Flags
    scattered: Flags
    bounds_alone: Flags
    compared: Ints
    scatter: Meta


def pool_run(
    claims: Kernels,
    bound: Strings,
    bound_at: Floats,
    stake: Stake,
    *,
    lag: Ints,
    scale: Ints,
    levels: Floats,
    method: str,
    floor_at: Floats | None = None,
    moving: Flags | None = None,
    by_one_after: int | None = None,
) -> Estimates:
    """Pool all cells by one method, and diagnose them under the linear pool.

    Parameters
    ----------
    claims : Kernels
        One kernel for each claim, as stated, bounds among them; sorted by cell, then by voice.
    bound : ndarray of str, shape (claims,)
        "floor", "ceiling" or "".
    bound_at : ndarray of float, shape (claims,)
        Position of each bound, on the working scale; not used for other claims.
    stake : Stake, arrays of shape (claims,)
    lag : ndarray of int, shape (claims,)
        Days by which a cumulative count is older than the newest of its cell; 0 for other claims.
    scale : ndarray of int, shape (cells,)
        LOG, LINEAR or PROPORTION.
    levels : ndarray of float, shape (levels,), rising
        With 0.5 among them.
    method : str
        Name that `find_method` knows.
    floor_at : ndarray of float, shape (cells,), optional
        Hard floor of each cell, on the working scale, under which nothing lies; nan for none.
    moving : ndarray of bool, shape (cells,), optional
        As in `spread_variance`; None for no cell.
    by_one_after : int, optional
        As in `passed_totals.passed`.

    Returns
    -------
    Estimates

    Raises
    ------
    ValueError
        The method is unknown.

    Examples
    --------
    >>> ones, zeros, nobody = np.ones(2), np.zeros(2, dtype=int), np.zeros(2, dtype=bool)
    >>> pair = Kernels(1, zeros, np.array([0, 1]), ones, np.array([0.0, 2.0]), ones, ones)
    >>> pooled = pool_run(pair, np.array(["", ""], dtype=object), ones, Stake(nobody, nobody), lag=zeros,
    ...                   scale=np.array([0]), levels=np.array([0.05, 0.5, 0.95]), method="linear")
    >>> pooled.quantiles.round(2).tolist(), pooled.voices.tolist()
    ([[-2.14, 1.0, 4.14]], [2.0])
    """
    claims = claims.relative()
    floor_at = np.full(claims.cells, np.nan) if floor_at is None else floor_at
    placed = soften(against_contemporaries(place_bounds(claims, bound, bound_at), bound, bound_at, lag), scale)
    placed = as_blurred_floors(placed if moving is None else replace(placed, moving=moving), lag, scale, by_one_after)
    kernels, staked = placed.kernels, stake.take(placed.row)
    wide = widened(kernels, scale, staked, located=placed.located, moving=placed.moving)
    ends = levels[[0, _middle(levels), -1]]
    is_linear = find_method(method).pool is linear.pool
    # of the linear pool, only best and the ends are needed under another method
    asked = levels if is_linear else ends
    few = few_voices(placed, staked, scale)
    mixture, read, of_kernels = _linear(wide, placed.bounds, asked, ends, few)
    without = _without_claims(claims, placed, read, of_kernels, _without_bounds(wide, placed.bounds, ends))
    quantiles = (
        np.maximum.accumulate(mixture, axis=1) if is_linear else pooled_by(method, placed, staked, scale, levels, wide)
    )
    quantiles = from_hard_floors(quantiles, floor_at)
    outgrown = np.zeros(len(kernels.cell), dtype=bool)
    if lag.any():
        outgrown = grown_past(kernels.cell, lag[placed.row], kernels.centre)
    agreement = _agreement(placed, scale, staked, outgrown)
    current = np.ones(len(claims.cell), dtype=bool)
    current[placed.row[outgrown]] = False
    current[placed.bound_row[placed.bounds.blur > 0]] = False
    weight, tail_p = _by_claim(claims, placed, agreement)
    return Estimates(
        quantiles=quantiles,
        unstaked_best=np.fmax(_unstaked(placed, staked, scale, method, quantiles, levels), floor_at),
        voices=effective_voices(claims),
        without=from_hard_floors(without, floor_at[claims.cell]),
        linear=from_hard_floors(read, floor_at),
        weight=weight,
        tail_p=tail_p,
        agreement=agreement,
        contradicted=placed.contradicted,
        scattered=scattered(kernels, scale, placed.located & ~outgrown),
        bounds_alone=placed.bounds_alone,
        compared=_count_voices(claims.take(current)),
        scatter=scatter(placed.locating(), scale),
    )


def _by_claim(claims: Kernels, placed: Placed, agreement: Agreement) -> tuple[Floats, Floats]:
    """Return `weight` and `tail_p` of `Estimates`."""
    weight = claims.weight.copy()
    weight[placed.row] = placed.kernels.weight
    implied = placed.bounds_alone[claims.cell]
    implied[placed.row] = False
    weight[implied] = 0.0
    return weight, at_rows(agreement.tail_p, placed.row, len(claims.cell), np.nan)


def _without_claims(claims: Kernels, placed: Placed, read: Floats, of_kernels: Floats, of_bounds: Floats) -> Floats:
    """Return `without` of `Estimates` from that of kernels and that of bounds."""
    # leaving out a bound that another one implies changes nothing
    without = read[claims.cell]
    without[placed.row] = of_kernels
    without[placed.bound_row] = of_bounds
    # among bounds alone, an implied one would take the place of the one left out
    without[placed.bounds_alone[claims.cell]] = np.nan
    return without


def _agreement(placed: Placed, scale: Ints, stake: Stake, outgrown: Flags) -> Agreement:
    """Return the agreement of every cell; of bounds alone, no tail probability."""
    common, apart = (
        widened(placed.kernels, scale, stake, between=between, located=placed.located, moving=placed.moving)
        for between in ("common", "voice")
    )
    agreement = agreement_of(common, apart, placed.bounds)
    agreement = _among_contemporaries(agreement, apart, placed.bounds, outgrown)
    return replace(agreement, conflict_p=np.where(placed.bounds_alone, np.nan, agreement.conflict_p))


def _middle(levels: Floats) -> int:
    """Return the index of the level of best."""
    return int(np.argmin(np.abs(levels - _MEDIAN)))


def _count_voices(claims: Kernels) -> Ints:
    return np.bincount(claims.cell[claims.voice_starts], minlength=claims.cells).astype(np.int64)


def _among_contemporaries(agreement: Agreement, apart: Kernels, bounds: Bounds, outgrown: Flags) -> Agreement:
    """Return the agreement without outgrown counts: an old total below newer ones is no disagreement."""
    changed = np.zeros(apart.cells, dtype=bool)
    changed[apart.cell[outgrown]] = True
    kept = ~outgrown & changed[apart.cell]
    changed &= np.bincount(apart.cell[kept], minlength=apart.cells) > 0
    if not changed.any():
        return agreement
    rows = kept & changed[apart.cell]
    kernels, cuts = _some_cells(apart.take(rows), bounds, changed)
    tail_p, conflict_p = agreement.tail_p.copy(), agreement.conflict_p.copy()
    tail_p[outgrown & changed[apart.cell]] = np.nan
    tail_p[rows], conflict_p[changed] = tail_probabilities(kernels, cuts)
    return replace(agreement, tail_p=tail_p, conflict_p=conflict_p)


def _linear(
    wide: Kernels, bounds: Bounds, levels: Floats, ends: Floats, few: FewVoices
) -> tuple[Floats, Floats, Floats]:
    """Return quantiles of cells, and ends of cells and of cells without each kernel, in one pass over the blocks.

    All are those of the default: few voices are led to what one more would say. The ends are among the levels.
    """
    quantiles, read = np.empty((wide.cells, len(levels))), np.empty((wide.cells, len(ends)))
    without = np.empty((len(wide.cell), len(ends)))

    def solve(cells: slice, rows: slice, block: Kernels, cuts: Bounds) -> None:
        pool = mix(block, cuts)
        quantiles[cells], read[cells], without[rows] = pool.quantiles(levels), pool.read(ends), pool.without(ends)

    each_block(wide, bounds, solve)
    model = few.quantiles(levels)
    of_ends = model[:, np.searchsorted(levels, ends)]
    return few.led(quantiles, model), few.led(read, of_ends), few.led_without(without, ends, wide.cell)


def _unstaked(placed: Placed, stake: Stake, scale: Ints, method: str, quantiles: Floats, levels: Floats) -> Floats:
    """Return best without stakes; only cells with a stake are pooled again."""
    best = quantiles[:, _middle(levels)].copy()
    kernels = placed.kernels
    has_stake = np.bincount(kernels.cell[stake.low | stake.high], minlength=kernels.cells) > 0
    if has_stake.any():
        staked, cuts = _some_cells(kernels, placed.bounds, has_stake)
        staked_placed = replace(placed, kernels=staked, bounds=cuts, located=placed.located[has_stake[kernels.cell]])
        wide = widened(staked, scale[has_stake], located=staked_placed.located, moving=placed.moving[has_stake])
        best[has_stake] = pooled_by(method, staked_placed, None, scale[has_stake], _MEDIAN, wide)[:, 0]
    return best


def _without_bounds(wide: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return the quantiles of a cell without each of its bounds, shape (bounds, levels); bounds are sorted by cell.

    Bounds multiply the mixture, so removing one is a division on the same grid.
    """
    lifted, done = np.empty((len(bounds.cell), len(levels))), 0
    cut_cells = np.bincount(bounds.cell, minlength=wide.cells) > 0
    if not cut_cells.any():
        return lifted
    for _, _, block, cuts in blocks(*_some_cells(wide, bounds, cut_cells)):
        nodes = make_nodes(block)
        mass = block.weighted_sum(kernel_cdf(block, nodes))
        factors = leaks_of_each(cuts, nodes)
        left = (np.diff(mass, axis=1) * together(cuts, factors, block.cells))[cuts.cell] / factors
        rising = np.cumsum(np.c_[np.zeros(len(left)), left], axis=1)
        lifted[done : done + len(left)] = read_quantiles(nodes[cuts.cell], rising / rising[:, -1:], levels)
        done += len(left)
    return lifted


def _some_cells(kernels: Kernels, bounds: Bounds, wanted: Flags) -> tuple[Kernels, Bounds]:
    cuts = bounds.take(wanted[bounds.cell])
    return kernels.of_cells(wanted), replace(cuts, cell=(np.cumsum(wanted) - 1)[cuts.cell])
