"""The arrays that every pooling method takes: kernels and bounds, cell after cell.

A *cell* is one estimate to make: a quantity at one date. A *kernel* says where the value is, a *bound* only where
it is not. A *voice* may have several kernels in a cell (undated claims); *claims* have no weight of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.special import ndtri

from reconcile.arrays import Flags, Floats, Ints

__all__ = ["Bounds", "Flags", "Floats", "Ints", "Kernels", "sum_by", "two_least", "usable_weights"]


@dataclass(frozen=True)
class Kernels:
    """N kernels on the working scale, sorted by cell, then voice; every cell has at least one.

    Attributes
    ----------
    cells : int
    cell, voice : ndarray of int, shape (N,)
        Cell numbers without gaps from 0; voice codes.
    weight : ndarray of float, shape (N,), above 0
    centre, below, above : ndarray of float, shape (N,)
        Median, and the standard deviations below and above it.
    """

    cells: int
    cell: Ints
    voice: Ints
    weight: Floats
    centre: Floats
    below: Floats
    above: Floats

    @cached_property
    def starts(self) -> Ints:
        """First kernel of each cell, shape (cells,)."""
        return np.searchsorted(self.cell, np.arange(self.cells)).astype(np.int64)

    @cached_property
    def _adder(self) -> csr_array:
        """Sparse matrix of weights, shape (cells, N): several times as fast as sums of slices."""
        ends = np.r_[self.starts, len(self.cell)]
        return csr_array((self.weight, np.arange(len(self.cell)), ends), shape=(self.cells, len(self.cell)))

    def weighted_sum(self, values: Floats) -> Floats:
        """Add values of every kernel, times its weight, by cell; shapes (N, columns) and (cells, columns)."""
        told: Floats = self._adder @ values
        return told

    @cached_property
    def voice_starts(self) -> Ints:
        """First kernel of each voice in its cell."""
        new = (self.cell[1:] != self.cell[:-1]) | (self.voice[1:] != self.voice[:-1])
        return np.flatnonzero(np.r_[True, new]).astype(np.int64)

    def quantiles(self, levels: Floats) -> Floats:
        """Return the quantiles of every kernel, shape (N, levels)."""
        z = ndtri(levels)
        side = np.where(z < 0, self.below[:, None], self.above[:, None])
        told: Floats = self.centre[:, None] + z * side
        return told

    def take(self, rows: Flags | Ints) -> Kernels:
        """Return some of the kernels, at least one a cell."""
        return Kernels(
            self.cells,
            self.cell[rows],
            self.voice[rows],
            self.weight[rows],
            self.centre[rows],
            self.below[rows],
            self.above[rows],
        )

    def of_cells(self, wanted: npt.NDArray[np.bool_]) -> Kernels:
        """Return the kernels of some cells, numbered anew.

        Examples
        --------
        >>> one = np.ones(3)
        >>> run = Kernels(2, np.array([0, 0, 1]), np.arange(3), one, one, one, one)
        >>> run.of_cells(np.array([False, True])).cell.tolist()
        [0]
        """
        part = self.take(wanted[self.cell])
        return replace(part, cells=int(wanted.sum()), cell=(np.cumsum(wanted) - 1)[part.cell])

    def relative(self) -> Kernels:
        """Return the same kernels with weights that are shares of the largest of their cell.

        Weights as small as 1e-300 (a count of a century ago) are then safe to square.

        Examples
        --------
        >>> one, weight = np.ones(2), np.array([2e-300, 1e-300])
        >>> Kernels(1, np.zeros(2, dtype=int), np.arange(2), weight, one, one, one).relative().weight.tolist()
        [1.0, 0.5]
        """
        largest = np.maximum.reduceat(self.weight, self.starts)
        least = np.finfo(float).tiny
        return replace(self, weight=np.maximum(self.weight / largest[self.cell], least))

    def by_voice(self) -> tuple[Floats, Floats, Ints]:
        """Return centre and variance of every voice, and the first voice of every cell.

        A voice with several kernels (undated claims, relays) has their weighted mean and mean squared deviation.

        Examples
        --------
        >>> one, here = np.ones(2), np.zeros(2, dtype=int)
        >>> [told.tolist() for told in Kernels(1, here, here, one, np.array([1.0, 3.0]), one, one).by_voice()]
        [[2.0], [1.0], [0]]
        """
        starts = self.voice_starts
        weight = np.add.reduceat(self.weight, starts)
        centre = np.add.reduceat(self.weight * self.centre, starts) / weight
        variance = np.add.reduceat(self.weight * ((self.below + self.above) / 2) ** 2, starts) / weight
        return centre, variance, np.searchsorted(self.cell[starts], np.arange(self.cells)).astype(np.int64)

    def with_sides(self, below: Floats, above: Floats) -> Kernels:
        """Return the same kernels with other standard deviations."""
        return replace(self, below=below, above=above)


@dataclass(frozen=True)
class Bounds:
    """M floors and ceilings on the working scale, in any order.

    Attributes
    ----------
    cell : ndarray of int, shape (M,)
    at : ndarray of float, shape (M,)
    is_floor : ndarray of bool, shape (M,)
    leak : ndarray of float, shape (M,)
        Factor left to the forbidden side, 1 - reliability.
    share : ndarray of float, shape (M,)
        Power to which the bound cuts: 1 over the bounds that its voice sets on that side of the cell, so that a bound
        told by ten relays cuts once.
    edge : ndarray of float, shape (M,)
        How far beyond the bound the factor falls from 1 to `leak` (by a factor e of the way), in working units; 0: at
        once.
    """

    cell: Ints
    at: Floats
    is_floor: npt.NDArray[np.bool_]
    leak: Floats
    share: Floats
    edge: Floats

    @staticmethod
    def none() -> Bounds:
        """Return an empty set of bounds."""
        empty = np.zeros(0)
        return Bounds(empty.astype(np.int64), empty, empty.astype(bool), empty, empty, empty)

    def take(self, rows: npt.NDArray[np.bool_] | Ints | slice) -> Bounds:
        """Return some of the bounds, in the order asked for."""
        return Bounds(
            self.cell[rows], self.at[rows], self.is_floor[rows], self.leak[rows], self.share[rows], self.edge[rows]
        )  # fmt: skip


def sum_by(group: Ints, values: Floats, groups: int) -> Floats:
    """Sum values by group; a group without values sums to 0.

    Examples
    --------
    >>> sum_by(np.array([0, 0, 2]), np.array([1.0, 2.0, 5.0]), 3).tolist()
    [3.0, 0.0, 5.0]
    """
    return np.bincount(group, weights=values, minlength=groups).astype(np.float64)


def two_least(values: Floats, group: Ints, starts: Ints) -> tuple[Ints, Floats, Floats]:
    """Return where the least value of each group stands, it, and the least of the others.

    Parameters
    ----------
    values : ndarray of float, shape (N,)
    group : ndarray of int, shape (N,), rising
    starts : ndarray of int, shape (groups,)
        First value of each group.

    Returns
    -------
    place, least, second : ndarrays of shape (groups,)
        Of equal values the first is the least and another one the second; inf where there is no other.

    Examples
    --------
    >>> two_least(np.array([3.0, 1.0, 1.0, 5.0]), np.array([0, 0, 0, 1]), np.array([0, 3]))
    (array([1, 3]), array([1., 5.]), array([ 1., inf]))
    """
    least = np.minimum.reduceat(values, starts)
    candidates = np.flatnonzero(values == least[group])
    place = candidates[np.r_[True, np.diff(group[candidates]) > 0]]
    others = values.copy()
    others[place] = np.inf
    return place, least, np.minimum.reduceat(others, starts)


def usable_weights(weight: Floats, starts: Ints) -> Floats:
    """Return weights with those of a cell that has none above 0 set to 1: what nobody prefers counts alike.

    Examples
    --------
    >>> usable_weights(np.array([0.0, 0.0, 0.0, 2.0]), np.array([0, 2])).tolist()
    [1.0, 1.0, 0.0, 2.0]
    """
    sizes = np.diff(np.r_[starts, len(weight)])
    none = np.repeat(np.maximum.reduceat(weight, starts) <= 0, sizes)
    return np.where(none, 1.0, weight)
