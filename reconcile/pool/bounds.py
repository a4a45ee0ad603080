"""Floors and ceilings: claims that say only where the value is not.

A bound cuts the mixture, with a soft edge. A bound that stands against most of another voice's mass contradicts it:
it no longer cuts, its voice enters as a kernel of little weight instead, and agreement is at least tension.

A bound that another one implies adds nothing: of one voice's floors the highest cuts, and where there is nothing but
bounds, the highest floor and the lowest ceiling of all voices are the mixture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Floats, Ints
from reconcile.pool.calibration import common_spread
from reconcile.pool.kernels import Bounds, Kernels, sum_by, two_least

__all__ = ["Placed", "place_bounds", "soften"]

# share of bounds that hold; verified counts and "at least" statements are right about nine times in ten
# (docs/model.md, 3); the rest is left to the forbidden side
RELIABILITY = 0.9

# most weight that a contradicting bound gets as a kernel, as a share of all other kernels: it said only where the
# value is not, so it is seen and neither holds the median nor sets an end by itself. With a quarter, bounds made
# intervals wider than none (benchmarks/bounds.py)
MOST_WEIGHT = 0.03

# how far beyond a bound its factor falls to the leak, in common spreads: a bound that is wrong is most often wrong by
# little, and a sharp edge just beyond the truth loses it. With 0, four bounds near the truth held 66% in place of 90%;
# this keeps every case of benchmarks/bounds.py at 85% or more
EDGE = 0.6


@dataclass(frozen=True)
class Placed:
    """Kernels and bounds of a run after every bound has found its place.

    Attributes
    ----------
    kernels : Kernels
    row : ndarray of int, shape (kernels,)
        Input row of each kernel.
    located : ndarray of bool, shape (kernels,)
        The kernel says where the value is; a contradicting bound does not, and adds nothing to the spread.
    bounds : Bounds
    bound_row : ndarray of int, shape (bounds,)
        Input row of each bound.
    contradicted : ndarray of bool, shape (cells,)
        A bound stands against most of another voice; where there is nothing but bounds, a floor above a ceiling.
    bounds_alone : ndarray of bool, shape (cells,)
        There is nothing but bounds.
    """

    kernels: Kernels
    row: Ints
    located: npt.NDArray[np.bool_]
    bounds: Bounds
    bound_row: Ints
    contradicted: npt.NDArray[np.bool_]
    bounds_alone: npt.NDArray[np.bool_]

    def said(self) -> Kernels:
        """Return the kernels of claims that say where the value is; of bounds alone, theirs."""
        return self.kernels if self.located.all() else self.kernels.take(self.located)


def place_bounds(claims: Kernels, bound: npt.NDArray[np.object_], at: Floats) -> Placed:
    """Part floors and ceilings from kernels.

    Parameters
    ----------
    claims : Kernels
        All claims of the run, bounds among them with kernels of their own.
    bound : ndarray of str, shape (claims,)
        "floor", "ceiling" or "".
    at : ndarray of float, shape (claims,)
        Where the bound stands, on the working scale.

    Returns
    -------
    Placed
        A cell of nothing but bounds has the kernels of the tightest as its mixture, and no bounds. Bounds that tighter
        ones imply are in none of them.
    """
    is_bound, is_floor = bound != "", bound == "floor"
    alone = np.bincount(claims.cell[~is_bound], minlength=claims.cells) == 0
    sign = np.where(is_floor, 1.0, -1.0)
    lonely = alone[claims.cell]
    tightest = _tightest(2 * claims.cell + is_floor, sign * at, lonely)
    cuts = is_bound & ~lonely
    against = _contradicting(claims, is_bound, cuts, is_floor, at)
    row = np.flatnonzero(np.where(lonely, tightest, ~cuts | against))
    weight = np.where(against, _capped(claims, ~is_bound), claims.weight)
    kernels = replace(claims.take(row), weight=weight[row])
    of_voice = 2 * (claims.cell * (claims.voice.max() + 1) + claims.voice) + is_floor
    cut = np.flatnonzero(_tightest(of_voice, sign * at, cuts & ~against))
    same = np.unique(of_voice[cut], return_inverse=True)[1]
    shares = 1.0 / np.bincount(same)[same] if len(cut) else np.zeros(0)
    bounds = Bounds(
        claims.cell[cut], at[cut], is_floor[cut], np.full(len(cut), 1 - RELIABILITY), shares, np.zeros(len(cut))
    )
    torn = _crossed(claims, lonely, is_floor, at) | (np.bincount(claims.cell[against], minlength=claims.cells) > 0)
    return Placed(kernels, row, ~against[row], bounds, cut, torn, alone)


def _tightest(groups: Ints, signed: Floats, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell which of some rows have the largest value of their group; all of them where several are equal.

    Parameters
    ----------
    groups : ndarray of int, shape (claims,)
    signed : ndarray of float, shape (claims,)
    rows : ndarray of bool, shape (claims,)
    """
    told, some = np.zeros(len(rows), dtype=bool), np.flatnonzero(rows)
    if len(some):
        group = np.unique(groups[some], return_inverse=True)[1]
        largest = np.full(group.max() + 1, -np.inf)
        np.maximum.at(largest, group, signed[some])
        told[some] = signed[some] == largest[group]
    return told


def _crossed(
    claims: Kernels, rows: npt.NDArray[np.bool_], is_floor: npt.NDArray[np.bool_], at: Floats
) -> npt.NDArray[np.bool_]:
    """Tell the cells in which one of some floors stands above one of some ceilings, shape (cells,)."""
    highest, lowest = np.full(claims.cells, -np.inf), np.full(claims.cells, np.inf)
    np.maximum.at(highest, claims.cell[rows & is_floor], at[rows & is_floor])
    np.minimum.at(lowest, claims.cell[rows & ~is_floor], at[rows & ~is_floor])
    return highest > lowest


def soften(placed: Placed, scale: Ints) -> Placed:
    """Give every bound an edge of `EDGE` common spreads of its cell's kernels, instead of a step.

    Parameters
    ----------
    placed : Placed
    scale : ndarray of int, shape (cells,)
        LOG, LINEAR or PROPORTION.

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> run = Kernels(1, here, np.arange(2), one, 5 * one, one, one)
    >>> placed = place_bounds(run, np.array(["", "floor"], dtype=object), np.array([0.0, 4.0]))
    >>> soften(placed, np.array([0])).bounds.edge.round(3).tolist()
    [0.18]
    """
    if not len(placed.bounds.cell):
        return placed
    spread = common_spread(placed.kernels.take(placed.located), scale)
    return replace(placed, bounds=replace(placed.bounds, edge=EDGE * spread[placed.bounds.cell]))


def _capped(claims: Kernels, located: npt.NDArray[np.bool_]) -> Floats:
    """Return weights of bounds as kernels: in sum at most `MOST_WEIGHT` of the cell's kernels."""
    others = sum_by(claims.cell, np.where(located, claims.weight, 0.0), claims.cells)
    bounding = sum_by(claims.cell, np.where(located, 0.0, claims.weight), claims.cells)
    factor = np.minimum(1.0, MOST_WEIGHT * others / np.where(bounding > 0, bounding, 1.0))
    return claims.weight * factor[claims.cell]


def _contradicting(
    claims: Kernels,
    is_bound: npt.NDArray[np.bool_],
    cuts: npt.NDArray[np.bool_],
    is_floor: npt.NDArray[np.bool_],
    at: Floats,
) -> npt.NDArray[np.bool_]:
    """Tell the bounds that forbid most of another voice's mass.

    A floor forbids most of a kernel exactly if it stands above its median, so the lowest median of the other voices
    decides; a ceiling is the mirror image.
    """
    against = np.zeros(len(cuts), dtype=bool)
    for floors in (True, False):
        rows = np.flatnonzero(cuts & (is_floor == floors))
        sign = 1.0 if floors else -1.0
        signed = np.where(is_bound, np.inf, sign * claims.centre)
        extreme = _extreme_other(claims, signed, rows)
        against[rows] = sign * at[rows] > extreme
    return against


def _extreme_other(claims: Kernels, signed: Floats, rows: Ints) -> Floats:
    """Return for each row the lowest signed median among the other voices of its cell; inf where there are none."""
    starts = claims.voice_starts
    lowest = np.minimum.reduceat(signed, starts)
    cell, voice = claims.cell[starts], claims.voice[starts]
    first_voice = np.searchsorted(cell, np.arange(claims.cells))
    nearest, least, second = two_least(lowest, cell, first_voice)
    own = voice[nearest[claims.cell[rows]]] == claims.voice[rows]
    return np.where(own, second[claims.cell[rows]], least[claims.cell[rows]])
