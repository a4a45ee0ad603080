"""Floors and ceilings: claims that say only where the value is not.

A *kernel* says where the value is; a *bound* cuts the mixture of kernels, with a soft edge. A bound that excludes most
of another voice contradicts it: it does not cut but enters the mixture as a kernel of little weight, and the agreement
is at least tension.

A bound that another one implies adds nothing. Of one voice's floors the highest cuts; in a cell of bounds alone, the
highest floor and the lowest ceiling of all voices form the mixture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings
from reconcile.pool.calibration import common_spread
from reconcile.pool.kernels import Bounds, Kernels, sum_by, two_least

__all__ = ["Placed", "against_contemporaries", "from_hard_floors", "place_bounds", "soften"]

# share of bounds that hold; verified counts and "at least" statements are right about nine times in ten
# (docs/model.md, 3); the rest is left to the forbidden side
RELIABILITY = 0.9

# most weight of contradicting bounds as kernels, as a share of all other kernels: they say only where the value is not,
# so that they show, but neither hold the median nor set an end by themselves. With a quarter, bounds made
# intervals wider than none (benchmarks/bounds.py)
MOST_WEIGHT = 0.03

# how far beyond a bound its factor falls to the leak, in common spreads: a bound that is wrong is most often wrong by
# little, and a sharp edge just beyond the truth loses it. With 0, four bounds near the truth held 66% in place of 90%;
# this keeps every case of benchmarks/bounds.py at 85% or more
EDGE = 0.6


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Kernels and bounds of a run, once every bound is placed among the one or the other.

    Attributes
    ----------
    kernels : Kernels
    row : ndarray of int, shape (kernels,)
        Input row of each kernel.
    located : ndarray of bool, shape (kernels,)
        True for kernels that say where the value is; contradicting bounds do not, and add nothing to the spread.
    bounds : Bounds
    bound_row : ndarray of int, shape (bounds,)
        Input row of each bound.
    contradicted : ndarray of bool, shape (cells,)
        True where a bound excludes most of another voice, or, among bounds alone, a floor lies above a ceiling.
    bounds_alone : ndarray of bool, shape (cells,)
        True where the cell has nothing but bounds.
    moving : ndarray of bool, shape (cells,)
        True for totals that rise and were counted on several days, by several voices.
    """

    kernels: Kernels
    row: Ints
    located: Flags
    bounds: Bounds
    bound_row: Ints
    contradicted: Flags
    bounds_alone: Flags
    moving: Flags

    def locating(self) -> Kernels:
        """Return the kernels that say where the value is."""
        return self.kernels if self.located.all() else self.kernels.take(self.located)


def place_bounds(claims: Kernels, bound: Strings, bound_at: Floats) -> Placed:
    """Separate the claims that cut the mixture from those that form it.

    Parameters
    ----------
    claims : Kernels
        All claims of the run; bounds have kernels, too.
    bound : ndarray of str, shape (claims,)
        "floor", "ceiling" or "".
    bound_at : ndarray of float, shape (claims,)
        Position of each bound, on the working scale; not used for other claims.

    Returns
    -------
    Placed
        Bounds that a tighter one implies are left out. A cell of bounds alone has the kernels of the tightest as its
        mixture, and no bounds; of several equally tight ones, all.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> run = Kernels(1, zeros, np.arange(2), ones, 5 * ones, ones, ones)
    >>> placed = place_bounds(run, np.array(["", "floor"], dtype=object), np.array([0.0, 4.0]))
    >>> placed.row.tolist(), placed.bound_row.tolist()
    ([0], [1])
    """
    is_bound, is_floor = bound != "", bound == "floor"
    bounds_alone = np.bincount(claims.cell[~is_bound], minlength=claims.cells) == 0
    lone_bound = bounds_alone[claims.cell]
    tightest = _tightest(2 * claims.cell + is_floor, np.where(is_floor, bound_at, -bound_at), lone_bound)
    cuts = is_bound & ~lone_bound
    contradicting = _contradicting(claims, is_bound, cuts, is_floor, bound_at)
    row = np.flatnonzero(np.where(lone_bound, tightest, ~cuts | contradicting))
    weight = np.where(contradicting, _capped(claims, ~is_bound), claims.weight)
    kernels = replace(claims.take(row), weight=weight[row])
    cutting = _cutting(claims, is_floor, bound_at, cuts & ~contradicting)
    bounds = _bounds_of(claims, is_floor, bound_at, cutting)
    contradicted = _crossed(claims, lone_bound, is_floor, bound_at) | (
        np.bincount(claims.cell[contradicting], minlength=claims.cells) > 0
    )
    return Placed(
        kernels=kernels, row=row, located=~contradicting[row], bounds=bounds, bound_row=cutting,
        contradicted=contradicted, bounds_alone=bounds_alone, moving=np.zeros(claims.cells, dtype=bool),
    )  # fmt: skip


def _side_of_voice(claims: Kernels, is_floor: Flags) -> Ints:
    """Return one number for the floors of a voice in a cell, and another for its ceilings there."""
    side: Ints = 2 * (claims.cell * (claims.voice.max() + 1) + claims.voice) + is_floor
    return side


def _cutting(claims: Kernels, is_floor: Flags, at: Floats, rows: Flags) -> Ints:
    """Return which of some bounds cut: of one voice, those that no tighter one implies."""
    return np.flatnonzero(_tightest(_side_of_voice(claims, is_floor), np.where(is_floor, at, -at), rows))


def _bounds_of(claims: Kernels, is_floor: Flags, at: Floats, rows: Ints) -> Bounds:
    """Return some claims as bounds without an edge; those of one voice share its cut."""
    group = np.unique(_side_of_voice(claims, is_floor)[rows], return_inverse=True)[1]
    shares = 1.0 / np.bincount(group)[group] if len(rows) else np.zeros(0)
    leak, none = np.full(len(rows), 1 - RELIABILITY), np.zeros(len(rows))
    return Bounds(claims.cell[rows], at[rows], is_floor[rows], leak, shares, none, none)


def _tightest(groups: Ints, signed: Floats, rows: Flags) -> Flags:
    """Return True for those of some rows that have the largest value of their group, for all of equally large ones.

    Parameters
    ----------
    groups : ndarray of int, shape (claims,)
    signed : ndarray of float, shape (claims,)
    rows : ndarray of bool, shape (claims,)
        The rows that are compared.
    """
    tightest, positions = np.zeros(len(rows), dtype=bool), np.flatnonzero(rows)
    if len(positions):
        group = np.unique(groups[positions], return_inverse=True)[1]
        largest = np.full(group.max() + 1, -np.inf)
        np.maximum.at(largest, group, signed[positions])
        tightest[positions] = signed[positions] == largest[group]
    return tightest


def _crossed(claims: Kernels, rows: Flags, is_floor: Flags, at: Floats) -> Flags:
    """Return True for cells in which a floor of some rows lies above a ceiling of them, shape (cells,)."""
    highest_floor, lowest_ceiling = np.full(claims.cells, -np.inf), np.full(claims.cells, np.inf)
    np.maximum.at(highest_floor, claims.cell[rows & is_floor], at[rows & is_floor])
    np.minimum.at(lowest_ceiling, claims.cell[rows & ~is_floor], at[rows & ~is_floor])
    return highest_floor > lowest_ceiling


def soften(placed: Placed, scale: Ints) -> Placed:
    """Return the same with a soft edge for every bound: `EDGE` common spreads of the kernels of its cell.

    Parameters
    ----------
    placed : Placed
    scale : ndarray of int, shape (cells,)
        LOG, LINEAR or PROPORTION.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> run = Kernels(1, zeros, np.arange(2), ones, 5 * ones, ones, ones)
    >>> placed = place_bounds(run, np.array(["", "floor"], dtype=object), np.array([0.0, 4.0]))
    >>> soften(placed, np.array([0])).bounds.edge.round(3).tolist()
    [0.18]
    """
    if not len(placed.bounds.cell):
        return placed
    spread = common_spread(placed.kernels.take(placed.located), scale)
    return replace(placed, bounds=replace(placed.bounds, edge=EDGE * spread[placed.bounds.cell]))


def from_hard_floors(quantiles: Floats, floor_at: Floats) -> Floats:
    """Return quantiles of which none lies under the hard floor of its cell: what lay there stands at the floor.

    What is counted may be all there is. Cutting the mixture at the floor and stretching the rest would move best
    above every figure that was said, as the widened kernels of the counts themselves reach below it.

    Parameters
    ----------
    quantiles : ndarray of float, shape (cells, levels)
        Not finite where a method gives no number: left as it is.
    floor_at : ndarray of float, shape (cells,)
        On the working scale; nan for none.

    Examples
    --------
    >>> from_hard_floors(np.array([[3.1, 4.2, 5.3]]), np.array([4.0])).tolist()
    [[4.0, 4.2, 5.3]]
    """
    return np.where(np.isfinite(quantiles), np.fmax(quantiles, floor_at[:, None]), quantiles)


def against_contemporaries(placed: Placed, bound: Strings, bound_at: Floats, lag: Ints) -> Placed:
    """Return the same without contradictions that are growth: a floor above older counts, a ceiling under newer ones.

    Parameters
    ----------
    placed : Placed
    bound, bound_at
        As in `place_bounds`.
    lag : ndarray of int, shape (claims,)
        Days by which a count is older than the newest of its cell.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> run = Kernels(1, zeros, np.arange(2), ones, 5 * ones, ones, ones)
    >>> words, at = np.array(["", "floor"], dtype=object), np.array([0.0, 8.0])
    >>> placed = place_bounds(run, words, at)
    >>> [bool(against_contemporaries(placed, words, at, np.array([days, 0])).contradicted[0]) for days in (0, 9)]
    [True, False]
    """
    if placed.located.all() or not lag.any():
        return placed
    rows = placed.row[~placed.located]
    cell, days = placed.kernels.cell, lag[placed.row]
    still = np.zeros(len(rows), dtype=bool)
    for floors in (True, False):
        sign = 1 if floors else -1
        some = np.flatnonzero((bound[rows] == "floor") == floors)
        found = _lowest_until(cell[placed.located], sign * days[placed.located],
                              sign * placed.kernels.centre[placed.located],
                              cell[~placed.located][some], sign * lag[rows[some]])  # fmt: skip
        still[some] = sign * bound_at[rows[some]] > found
    denied = np.bincount(cell[~placed.located][still], minlength=len(placed.contradicted)) > 0
    excused = np.bincount(cell[~placed.located], minlength=len(placed.contradicted)) > 0
    return replace(placed, contradicted=np.where(excused, denied, placed.contradicted))


# more days than any count is old, when cell and age are joined into one sortable number
_AGES = 2**24


def _lowest_until(cell: Ints, age: Ints, values: Floats, of_cell: Ints, until: Ints) -> Floats:
    """Return the lowest value of some cells up to an age each, inf where there is none."""
    order = np.lexsort((age, cell))
    lowest = pd.Series(values[order]).groupby(cell[order]).cummin().to_numpy(np.float64)
    key = (cell * 2 * _AGES + age)[order]
    place = np.searchsorted(key, of_cell * 2 * _AGES + until, side="right") - 1
    known = (place >= 0) & (cell[order][place] == of_cell)
    return np.where(known, lowest[place], np.inf)


def _capped(claims: Kernels, located: Flags) -> Floats:
    """Return weights under which the bounds of a cell have at most `MOST_WEIGHT` of the weight of its other claims."""
    others = sum_by(claims.cell, np.where(located, claims.weight, 0.0), claims.cells)
    bounding = sum_by(claims.cell, np.where(located, 0.0, claims.weight), claims.cells)
    factor = np.minimum(1.0, MOST_WEIGHT * others / np.where(bounding > 0, bounding, 1.0))
    return claims.weight * factor[claims.cell]


def _contradicting(
    claims: Kernels,
    is_bound: Flags,
    cuts: Flags,
    is_floor: Flags,
    at: Floats,
) -> Flags:
    """Return True for bounds that exclude most of another voice.

    A floor excludes most of a kernel if and only if it lies above its median, so the lowest median of the other voices
    decides; a ceiling is the mirror image.
    """
    contradicting = np.zeros(len(cuts), dtype=bool)
    for floors in (True, False):
        rows = np.flatnonzero(cuts & (is_floor == floors))
        sign = 1.0 if floors else -1.0
        signed = np.where(is_bound, np.inf, sign * claims.centre)
        extreme = _extreme_other(claims, signed, rows)
        contradicting[rows] = sign * at[rows] > extreme
    return contradicting


def _extreme_other(claims: Kernels, signed: Floats, rows: Ints) -> Floats:
    """Return the lowest signed median of the other voices of the cell of each of some rows; inf if there are none."""
    starts = claims.voice_starts
    lowest = np.minimum.reduceat(signed, starts)
    cell, voice = claims.cell[starts], claims.voice[starts]
    first_voice = np.searchsorted(cell, np.arange(claims.cells))
    nearest, least, second = two_least(lowest, cell, first_voice)
    own = voice[nearest[claims.cell[rows]]] == claims.voice[rows]
    return np.where(own, second[claims.cell[rows]], least[claims.cell[rows]])
