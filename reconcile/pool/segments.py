"""Values in segments: the sources of quantity 0, then those of quantity 1, and so on, without a loop over quantities.

A *group* is the segment of one quantity: what meta-analysis calls a set of studies, and this room the voices of a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Flags, Floats, Ints

__all__ = ["Segments", "blocks_of"]

# values a block; 131,072 x 8 bytes = 1 MB an array: with smaller ones the cores wait for Python, with larger ones for
# memory
BLOCK = 131_072

# a variance of 0 is replaced by this share of the least positive one of its group: it takes nearly all the weight, and
# sums of weights keep seven digits of the others (double precision has sixteen)
ZERO_VARIANCE = 1e-9


@dataclass(frozen=True)
class Segments:
    """Measured values and their variances, group after group.

    Attributes
    ----------
    y : ndarray of float, shape (N,)
        Values less the first of their group, so that differences keep their digits if values are large.
    v : ndarray of float, shape (N,)
        Variances, above 0.
    starts : ndarray of int, shape (groups,)
        Index of the first value of each group: from 0, rising, as no group is empty.
    origin : ndarray of float, shape (groups,)
        The first value of each group.
    """

    y: Floats
    v: Floats
    starts: Ints
    origin: Floats

    @staticmethod
    def of(y: npt.ArrayLike, v: npt.ArrayLike, starts: npt.ArrayLike) -> Segments:
        """Return segments of values that are checked; the first value of each group becomes its origin.

        A variance of 0 is replaced by a billionth of the least positive one of its group; where there is none, by a
        billionth of the squared range of the values, else of the squared value, else of 1.

        Raises
        ------
        ValueError
            Lengths differ, a number is missing or infinite, a variance is negative, or a group is empty.
        """
        values, variances = np.atleast_1d(np.asarray(y, float)), np.atleast_1d(np.asarray(v, float))
        first = np.atleast_1d(np.asarray(starts, dtype=np.int64))
        _check(values, variances, first)
        sizes = np.diff(np.r_[first, len(values)])
        origin = values[first]
        apart = values - np.repeat(origin, sizes)
        if len(variances) and variances.min() == 0:
            variances = _above_zero(apart, variances, first, sizes, origin)
        return Segments(apart, variances, first, origin)

    @cached_property
    def sizes(self) -> Ints:
        """Number of values of each group, shape (groups,)."""
        sizes: Ints = np.diff(np.r_[self.starts, len(self.y)]).astype(np.int64)
        return sizes

    @cached_property
    def group(self) -> Ints:
        """Group of each value, shape (N,)."""
        group: Ints = np.repeat(np.arange(len(self.starts), dtype=np.int64), self.sizes)
        return group

    def sum(self, values: Floats) -> Floats:
        """Return the sum of each group, shape (groups,)."""
        return np.add.reduceat(values, self.starts) if len(self.starts) else np.zeros(0)

    def spread(self, per_group: Floats) -> Floats:
        """Return a number of each group for every value, shape (N,)."""
        return per_group[self.group]

    def mean(self, weight: Floats) -> tuple[Floats, Floats]:
        """Return the sum of weights and the weighted mean of each group, both of shape (groups,)."""
        total = self.sum(weight)
        return total, self.sum(weight * self.y) / total

    def squares(self, weight: Floats, mean: Floats) -> Floats:
        """Return the weighted sum of squares around a mean of each group, shape (groups,)."""
        return self.sum(weight * (self.y - self.spread(mean)) ** 2)

    @cached_property
    def fixed(self) -> tuple[Floats, Floats, Floats]:
        """Return sum w, Cochran's Q and sum w - sum w^2 / sum w with w = 1 / v, each of shape (groups,)."""
        weight = 1 / self.v
        total, mean = self.mean(weight)
        return total, self.squares(weight, mean), total - self.sum(weight**2) / total

    def take(self, groups: Flags) -> Segments:
        """Return some of the groups."""
        rows = np.repeat(groups, self.sizes)
        starts = np.cumsum(self.sizes[groups]) - self.sizes[groups]
        return Segments(self.y[rows], self.v[rows], starts.astype(np.int64), self.origin[groups])


def blocks_of(y: npt.ArrayLike, v: npt.ArrayLike, starts: npt.ArrayLike) -> list[tuple[Floats, Floats, Ints]]:
    """Return what `Segments.of` takes in blocks of whole groups that fit into the cache; at least one block.

    Raises
    ------
    ValueError
        Lengths differ, or a group is empty.

    Examples
    --------
    >>> [values.tolist() for values in blocks_of([1.0, 2.0], [1.0, 1.0], [0, 1])[0]]
    [[1.0, 2.0], [1.0, 1.0], [0, 1]]
    """
    values, variances = np.atleast_1d(np.asarray(y, float)), np.atleast_1d(np.asarray(v, float))
    first = np.atleast_1d(np.asarray(starts, dtype=np.int64))
    _check_shape(values, variances, first)
    edges = np.r_[first, len(values)]
    cuts = np.unique(np.searchsorted(edges, np.arange(0, len(values) + BLOCK, BLOCK)).clip(max=len(first)))
    segments = [
        (values[edges[start] : edges[end]], variances[edges[start] : edges[end]], first[start:end] - edges[start])
        for start, end in pairwise(cuts)
    ]
    return segments or [(values, variances, first)]


def _check(y: Floats, v: Floats, starts: Ints) -> None:
    _check_shape(y, v, starts)
    if not np.isfinite(y).all() or (len(v) and not 0 <= v.min() <= v.max() < np.inf):
        raise ValueError("y and v must be finite, and no variance negative")


def _check_shape(y: Floats, v: Floats, starts: Ints) -> None:
    if y.ndim != 1 or y.shape != v.shape:
        raise ValueError(f"y and v must be of one length; they have shapes {y.shape} and {v.shape}")
    edges = np.r_[starts, len(y)]
    if (len(starts) == 0) != (len(y) == 0) or (len(starts) and (starts[0] != 0 or (np.diff(edges) <= 0).any())):
        raise ValueError("starts must begin with 0 and rise, and no group may be empty")


def _above_zero(y: Floats, v: Floats, starts: Ints, sizes: Ints, origin: Floats) -> Floats:
    """Return variances with those of 0 replaced."""
    least = np.minimum.reduceat(np.where(v > 0, v, np.inf), starts)
    across = np.maximum.reduceat(y**2, starts)
    size = np.select([np.isfinite(least), across > 0, origin != 0], [least, across, origin**2], 1.0)
    return np.where(v > 0, v, np.repeat(ZERO_VARIANCE * size, sizes))
