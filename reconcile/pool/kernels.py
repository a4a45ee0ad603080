"""The arrays that every pooling method takes: kernels and bounds, cell after cell.

A *cell* is one estimate to make: a quantity at one date. A *kernel* is the distribution of one claim in a cell; it says
where the value is, a *bound* only where it is not. A *voice* is whom claims go back to: it may have several kernels in
a cell, and it is voices that count as independent, not claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array
from scipy.special import ndtri

from reconcile.arrays import Flags, Floats, Ints
from reconcile.pool.past_errors import PastErrors

__all__ = ["Bounds", "Kernels", "sum_by", "two_least", "usable_weights"]


@dataclass(frozen=True)
class Kernels:
    """N kernels on the working scale, sorted by cell, then by voice; every cell has at least one.

    Attributes
    ----------
    cells : int
        Number of cells.
    cell, voice : ndarray of int, shape (N,)
        Numbers of cells, from 0 without gaps; codes of voices.
    weight : ndarray of float, shape (N,), above 0
    centre, below, above : ndarray of float, shape (N,)
        Median, and standard deviations below and above it, in working units.
    past : PastErrors or None, shape (N,)
        How far off the voice of each kernel used to be, until widths are made of it (`calibration`).
    """

    cells: int
    cell: Ints
    voice: Ints
    weight: Floats
    centre: Floats
    below: Floats
    above: Floats
    past: PastErrors | None = field(default=None, kw_only=True)

    @cached_property
    def starts(self) -> Ints:
        """The first kernel of each cell, shape (cells,)."""
        return np.searchsorted(self.cell, np.arange(self.cells)).astype(np.int64)

    @cached_property
    def _adder(self) -> csr_array:
        """Sparse matrix of weights, shape (cells, N); its product is several times as fast as sums of slices."""
        ends = np.r_[self.starts, len(self.cell)]
        return csr_array((self.weight, np.arange(len(self.cell)), ends), shape=(self.cells, len(self.cell)))

    def weighted_sum(self, values: Floats) -> Floats:
        """Return sums of values, shape (N, columns), by cell and times the weight, shape (cells, columns)."""
        sums: Floats = self._adder @ values
        return sums

    @cached_property
    def voice_starts(self) -> Ints:
        """The first kernel of each voice in each cell, shape (voices,)."""
        new = (self.cell[1:] != self.cell[:-1]) | (self.voice[1:] != self.voice[:-1])
        return np.flatnonzero(np.r_[True, new]).astype(np.int64)

    def quantiles(self, levels: Floats) -> Floats:
        """Return the quantiles of every kernel, shape (N, levels)."""
        z = ndtri(levels)
        side = np.where(z < 0, self.below[:, None], self.above[:, None])
        quantiles: Floats = self.centre[:, None] + z * side
        return quantiles

    def take(self, rows: Flags | Ints) -> Kernels:
        """Return some of the kernels; every cell must keep one."""
        return Kernels(
            self.cells,
            self.cell[rows],
            self.voice[rows],
            self.weight[rows],
            self.centre[rows],
            self.below[rows],
            self.above[rows],
            past=self.past.take(rows) if self.past else None,
        )

    def of_cells(self, wanted: Flags) -> Kernels:
        """Return the kernels of some cells, whose numbers start from 0 again; `wanted` has shape (cells,).

        Examples
        --------
        >>> ones = np.ones(3)
        >>> run = Kernels(2, np.array([0, 0, 1]), np.arange(3), ones, ones, ones, ones)
        >>> run.of_cells(np.array([False, True])).cell.tolist()
        [0]
        """
        kernels = self.take(wanted[self.cell])
        return replace(kernels, cells=int(wanted.sum()), cell=(np.cumsum(wanted) - 1)[kernels.cell])

    def relative(self) -> Kernels:
        """Return the same kernels with weights relative to the largest of their cell.

        Weights as small as 1e-300 (a count of a century ago) can then be squared.

        Examples
        --------
        >>> ones, weight = np.ones(2), np.array([2e-300, 1e-300])
        >>> Kernels(1, np.zeros(2, dtype=int), np.arange(2), weight, ones, ones, ones).relative().weight.tolist()
        [1.0, 0.5]
        """
        largest = np.maximum.reduceat(self.weight, self.starts)
        least = np.finfo(float).tiny
        return replace(self, weight=np.maximum(self.weight / largest[self.cell], least))

    def by_voice(self) -> tuple[Floats, Floats, Ints]:
        """Return centre and variance of every voice, and the first voice of every cell.

        A voice with several kernels has their weighted mean, and the weighted mean of their squared deviations.

        Returns
        -------
        centre, variance : ndarray of float, shape (voices,)
        first : ndarray of int, shape (cells,)

        Examples
        --------
        >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
        >>> kernels = Kernels(1, zeros, zeros, ones, np.array([1.0, 3.0]), ones, ones)
        >>> [values.tolist() for values in kernels.by_voice()]
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
        Factor left to the excluded side, 1 - reliability.
    share : ndarray of float, shape (M,)
        Power to which the factor is raised: 1 over the number of bounds of its voice on that side of the cell, so that
        a bound that ten relays repeat cuts once.
    edge : ndarray of float, shape (M,)
        Distance beyond the bound, in working units, within which the factor falls by 1 - 1/e of the way from 1 to
        `leak`; 0: at once.
    blur : ndarray of float, shape (M,)
        Deviation of the bound itself, in working units: the factor is then the normal distribution around it, and leak
        and edge are not used; 0 for a bound that stands where it stands.
    """

    cell: Ints
    at: Floats
    is_floor: Flags
    leak: Floats
    share: Floats
    edge: Floats
    blur: Floats

    @staticmethod
    def none() -> Bounds:
        """Return an empty set of bounds."""
        empty = np.zeros(0)
        return Bounds(empty.astype(np.int64), empty, empty.astype(bool), empty, empty, empty, empty)

    @staticmethod
    def joined(first: Bounds, second: Bounds) -> Bounds:
        """Return the bounds of both, one after the other."""
        return Bounds(*(np.r_[getattr(first, own.name), getattr(second, own.name)] for own in fields(Bounds)))

    def take(self, rows: Flags | Ints | slice) -> Bounds:
        """Return some of the bounds, in the order asked for."""
        return Bounds(
            self.cell[rows], self.at[rows], self.is_floor[rows], self.leak[rows], self.share[rows], self.edge[rows],
            self.blur[rows],
        )  # fmt: skip


def sum_by(group: Ints, values: Floats, groups: int) -> Floats:
    """Return the sum of the values of each group, shape (groups,); 0 for a group without values.

    Examples
    --------
    >>> sum_by(np.array([0, 0, 2]), np.array([1.0, 2.0, 5.0]), 3).tolist()
    [3.0, 0.0, 5.0]
    """
    return np.bincount(group, weights=values, minlength=groups).astype(np.float64)


def two_least(values: Floats, group: Ints, starts: Ints) -> tuple[Ints, Floats, Floats]:
    """Return the place of the least value of each group, that value, and the least of the others.

    Parameters
    ----------
    values : ndarray of float, shape (N,)
    group : ndarray of int, shape (N,), rising
    starts : ndarray of int, shape (groups,)
        First value of each group.

    Returns
    -------
    place, least, second : ndarrays of shape (groups,)
        Of equal values the first one is the least, and the next one the second; inf if there is no other value.

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
    """Return weights, all 1 in cells that have none above 0: without a preference, kernels count alike.

    Parameters
    ----------
    weight : ndarray of float, shape (N,)
    starts : ndarray of int, shape (cells,)
        First weight of each cell.

    Examples
    --------
    >>> usable_weights(np.array([0.0, 0.0, 0.0, 2.0]), np.array([0, 2])).tolist()
    [1.0, 1.0, 0.0, 2.0]
    """
    sizes = np.diff(np.r_[starts, len(weight)])
    none = np.repeat(np.maximum.reduceat(weight, starts) <= 0, sizes)
    return np.where(none, 1.0, weight)
