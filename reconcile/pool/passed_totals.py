"""Old totals that newer counts of other voices have passed: no places of a value any more, but floors, blurred.

An old total says only "not below this", and only on its own voice's scale (docs/methods/growth.md).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints
from reconcile.pool.bounds import Placed
from reconcile.pool.calibration import shrunk_between
from reconcile.pool.cells import by_cell_and_age
from reconcile.pool.kernels import Bounds, Kernels

__all__ = ["as_blurred_floors", "passed"]

# newer, higher counts of other voices after which an old total says nothing but "not below": with one, a voice that
# counts a day later would be left alone with its own bias
PASSED_BY = 2


def passed(cell: Ints, lag: Ints, figure: Floats, by_one_after: int | None = None) -> Flags:
    """Return True for totals that `PASSED_BY` newer ones of their cell have reached.

    Parameters
    ----------
    cell : ndarray of int, shape (counts,)
    lag : ndarray of int, shape (counts,)
        Days behind the newest of the cell; counts of one day do not pass one another.
    figure : ndarray of float, shape (counts,)
    by_one_after : int, optional
        Days by which a count must be newer to pass a total alone, above 0; None where none does.

    Returns
    -------
    ndarray of bool, shape (counts,)

    Examples
    --------
    >>> passed(np.zeros(4, dtype=int), np.array([9, 5, 1, 0]), np.array([3.0, 9.0, 4.0, 5.0])).tolist()
    [True, False, False, False]
    >>> passed(np.zeros(2, dtype=int), np.array([14, 0]), np.array([3.0, 4.0]), 14).tolist()
    [True, False]
    """
    order = by_cell_and_age(cell, lag)
    of_cell, days, values = cell[order], lag[order], pd.Series(figure[order])
    first, second = _two_largest_so_far(of_cell, values)
    reached = np.empty(len(order), dtype=bool)
    reached[order] = values.to_numpy() <= _newer(of_cell, days, second, 1)
    if by_one_after is not None:
        reached[order] |= values.to_numpy() <= _newer(of_cell, days, first, by_one_after)
    return reached


def _two_largest_so_far(of_cell: Ints, values: pd.Series) -> tuple[Floats, Floats]:
    """Return the largest and the second largest figure of each cell up to each of its rows."""
    first = values.groupby(of_cell).cummax()
    # of a running pair of the largest, the second is the largest that is not above the one that was largest before
    before = first.groupby(of_cell).shift(1)
    second = values.where(values <= before, before).groupby(of_cell).cummax().groupby(of_cell).ffill()
    return first.to_numpy(), second.to_numpy()


def _newer(of_cell: Ints, days: Ints, so_far: Floats, lead: int) -> Floats:
    """Return what stood at the last row of the cell that is newer by a lead in days or more; nan for none."""
    span = int(days.max(initial=0)) + lead + 1
    key = of_cell.astype(np.int64) * span + days
    place = np.searchsorted(key, key - lead, side="right") - 1
    there = place >= 0
    there[there] = of_cell[place[there]] == of_cell[there]
    return np.where(there, so_far[place], np.nan)


def as_blurred_floors(placed: Placed, lag: Ints, scale: Ints, by_one_after: int | None = None) -> Placed:
    """Return the same with totals that newer ones have passed as floors, one a voice, in place of kernels.

    Each is blurred by sqrt(own^2 + 2 b^2), with b the deviation between the voices that are left, shrunk to the common
    spread; those of a cell are combined as the mean of their logarithms, so that many do not add up.

    Parameters
    ----------
    placed : Placed
        With soft edges; kernels as stated.
    lag : ndarray of int, shape (claims,)
    scale : ndarray of int, shape (cells,)
    by_one_after : int, optional
        As of `passed`.

    Examples
    --------
    >>> from reconcile.pool.bounds import place_bounds
    >>> ones, days = np.ones(3), np.array([90, 1, 0])
    >>> run = Kernels(1, np.zeros(3, dtype=int), np.arange(3), ones, np.array([5.0, 6.0, 6.2]), ones, ones)
    >>> placed = as_blurred_floors(place_bounds(run, np.full(3, "", dtype=object), ones), days, np.array([0]))
    >>> placed.row.tolist(), placed.bound_row.tolist(), placed.bounds.blur.round(2).tolist()
    ([1, 2], [0], [1.06])
    """
    if not lag.any():
        return placed
    kernels = placed.kernels
    gone = np.zeros(len(placed.row), dtype=bool)
    located = placed.located & ~placed.bounds_alone[kernels.cell]
    some = np.flatnonzero(located)
    gone[some] = passed(kernels.cell[some], lag[placed.row[some]], kernels.centre[some], by_one_after)
    if not gone.any():
        return placed
    left = replace(placed, kernels=kernels.take(~gone), row=placed.row[~gone], located=placed.located[~gone])
    floors = _floors(kernels.take(gone), np.sqrt(shrunk_between(left.locating(), scale)))
    order = np.argsort(np.r_[placed.bounds.cell, floors.cell], kind="stable")
    bounds = Bounds.joined(placed.bounds, floors).take(order)
    return replace(left, bounds=bounds, bound_row=np.r_[placed.bound_row, placed.row[gone]][order])


def _floors(old: Kernels, between: Floats) -> Bounds:
    own = (old.below + old.above) / 2
    zeros = np.zeros(len(own))
    return Bounds(
        old.cell, old.centre, np.ones(len(own), dtype=bool), zeros, 1.0 / np.bincount(old.cell)[old.cell], zeros,
        np.sqrt(own**2 + 2 * between[old.cell] ** 2),
    )  # fmt: skip
