"""Values in segments: the sources of quantity 0, then those of quantity 1, and so on, without a loop over quantities.

*Group* is one quantity's segment here: the study set of a meta-analysis, the voices of a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from reconcile.pool.kernels import Floats, Ints

__all__ = ["Segments"]

# values a block; 65,536 x 8 bytes = 0.5 MB an array: smaller ones wait for Python, larger ones for memory
BLOCK = 65536

# a variance of 0 stands for one this much below the least positive one of its group: it takes nearly all the weight,
# and sums of weights keep seven digits of the others (double precision has sixteen)
ZERO_VARIANCE = 1e-9


@dataclass(frozen=True)
class Segments:
    """Measured values with their variances, segment after segment.

    Attributes
    ----------
    y : ndarray of float, shape (N,)
        Values, less the first of their group: differences survive where the values are large.
    v : ndarray of float, shape (N,)
        Variances, above 0.
    starts : ndarray of int, shape (groups,)
        First value of each group; rising, the first is 0, no group is empty.
    origin : ndarray of float, shape (groups,)
        The first value of each group.
    """

    y: Floats
    v: Floats
    starts: Ints
    origin: Floats

    @staticmethod
    def of(y: npt.ArrayLike, v: npt.ArrayLike, starts: npt.ArrayLike) -> Segments:
        """Check values and take the first of each group off.

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

    def blocks(self) -> list[Segments]:
        """Cut into parts of whole groups that fit the cache."""
        edges = np.r_[self.starts, len(self.y)]
        cuts = np.unique(np.searchsorted(edges, np.arange(0, len(self.y) + BLOCK, BLOCK)).clip(max=len(self.starts)))
        return [
            Segments(
                self.y[edges[first] : edges[last]], self.v[edges[first] : edges[last]],
                self.starts[first:last] - edges[first], self.origin[first:last],
            )
            for first, last in pairwise(cuts)
        ]  # fmt: skip

    @cached_property
    def sizes(self) -> Ints:
        """Values of each group, shape (groups,)."""
        sizes: Ints = np.diff(np.r_[self.starts, len(self.y)]).astype(np.int64)
        return sizes

    def sum(self, values: Floats) -> Floats:
        """Sum values by group, shape (groups,)."""
        return np.add.reduceat(values, self.starts) if len(self.starts) else np.zeros(0)

    def spread(self, per_group: Floats) -> Floats:
        """Give every value its group's number, shape (N,)."""
        return np.repeat(per_group, self.sizes)

    def mean(self, weight: Floats) -> tuple[Floats, Floats, Floats]:
        """Return sum of weights, weighted mean and weighted sum of squares around it, each of shape (groups,)."""
        total = self.sum(weight)
        mean = self.sum(weight * self.y) / total
        return total, mean, self.sum(weight * (self.y - self.spread(mean)) ** 2)

    @cached_property
    def fixed(self) -> tuple[Floats, Floats, Floats]:
        """Return sum w, Cochran's Q and sum w - sum w^2 / sum w with w = 1 / v, each of shape (groups,)."""
        weight = 1 / self.v
        total, _, q = self.mean(weight)
        return total, q, total - self.sum(weight**2) / total

    def take(self, groups: npt.NDArray[np.bool_]) -> Segments:
        """Return some of the groups."""
        rows = np.repeat(groups, self.sizes)
        starts = np.cumsum(self.sizes[groups]) - self.sizes[groups]
        return Segments(self.y[rows], self.v[rows], starts.astype(np.int64), self.origin[groups])


def _check(y: Floats, v: Floats, starts: Ints) -> None:
    if y.ndim != 1 or y.shape != v.shape:
        raise ValueError(f"y and v must be of one length; they have shapes {y.shape} and {v.shape}")
    if not (np.isfinite(y).all() and np.isfinite(v).all()) or (v < 0).any():
        raise ValueError("y and v must be finite, and no variance negative")
    edges = np.r_[starts, len(y)]
    if (len(starts) == 0) != (len(y) == 0) or (len(starts) and (starts[0] != 0 or (np.diff(edges) <= 0).any())):
        raise ValueError("starts must begin with 0 and rise, and no group may be empty")


def _above_zero(y: Floats, v: Floats, starts: Ints, sizes: Ints, origin: Floats) -> Floats:
    """Return variances with those of 0 replaced."""
    least = np.minimum.reduceat(np.where(v > 0, v, np.inf), starts)
    across = np.maximum.reduceat(y**2, starts)
    size = np.select([np.isfinite(least), across > 0, origin != 0], [least, across, origin**2], 1.0)
    return np.where(v > 0, v, np.repeat(ZERO_VARIANCE * size, sizes))
