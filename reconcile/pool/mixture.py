"""The linear pool on the grid: kernels added, cut by bounds, and everything that is read from the sum.

*Mass* is a kernel's weight times its cumulative share at the nodes, bounds applied. All of it stays linear in the
weights, so that leaving a voice out, or weighing it otherwise, is a subtraction on the same grid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Floats, Ints
from reconcile.cores import on_all_cores
from reconcile.pool.grid import (
    between_nodes,
    kernel_cdf,
    leaks,
    make_nodes,
    mixture_at,
    places_of,
    read_at,
    read_quantiles,
)
from reconcile.pool.kernels import Bounds, Kernels

__all__ = ["Mixture", "blocks", "each_block", "mix"]

# steps of Newton's rule on the exact mixture; four bring 99 in 100 quantiles within 1e-6 of their level
NEWTON_STEPS = 4
# level by which a quantile may be off; cells with one farther off (needles beside wide kernels) go on, every other step
# in the middle of its bracket, which 16 steps make 256 times narrower at least
CLOSE, MORE_STEPS = 1e-6, 16

# mass, and share of the grid's length, of a gap in which a quantile is not determined: two voices of one weight far
# apart have their median anywhere between them. The middle of the gap is taken, so that rounding does not choose a side
FLAT_MASS, FLAT_LENGTH = 1e-6, 0.02
# density, as a share of the grid's mean density, below which a quantile may lie in such a gap; a gap's own is below
# FLAT_MASS / FLAT_LENGTH = 5e-5
FLAT_DENSITY = 0.01

# share of a cell's mass that rounding leaves where a kernel is taken from itself
NOTHING = 1e-12

# kernels a block; 8,192 kernels x 41 nodes x 8 bytes = 2.7 MB, about what a core's cache holds: 4,096 and 16,384 were
# slower by a tenth
BLOCK = 8192


@dataclass(frozen=True)
class Mixture:
    """The mixture of every cell of a block.

    Attributes
    ----------
    nodes, total : ndarray of float, shape (cells, nodes)
        Grid, and the cumulative mass of all voices on it.
    mass : ndarray of float, shape (masses, nodes)
        One a kernel, or one a voice.
    cell : ndarray of int, shape (masses,)
    kernels : Kernels
    first : ndarray of int, shape (masses,)
        First kernel of each mass: every kernel, or the first of each voice.
    uncut : ndarray of bool, shape (cells,)
        The cell has no bounds.
    """

    nodes: Floats
    total: Floats
    mass: Floats
    cell: Ints
    kernels: Kernels
    first: Ints
    uncut: npt.NDArray[np.bool_]

    def quantiles(self, levels: Floats, *, roughly: bool = False) -> Floats:
        """Return quantiles of the pool, shape (cells, levels); polished where nothing is cut, roughly by one step."""
        shares = self.total / self.total[:, -1:]
        places = places_of(shares, levels)
        read = between_nodes(self.nodes, shares, places, levels)
        polished, density = self._polished(read, places, levels, roughly=roughly)
        read = np.where(self.uncut[:, None], polished, read)
        length = self.nodes[:, -1:] - self.nodes[:, :1]
        thin = np.flatnonzero(((density * length < FLAT_DENSITY) | ~self.uncut[:, None]).any(axis=1))
        if len(thin):
            ends = [read_quantiles(self.nodes[thin], shares[thin], levels + step) for step in (-FLAT_MASS, FLAT_MASS)]
            flat = ends[1] - ends[0] > FLAT_LENGTH * length[thin]
            read[thin] = np.where(flat, (ends[0] + ends[1]) / 2, read[thin])
        return read

    def _polished(self, points: Floats, places: Ints, levels: Floats, *, roughly: bool) -> tuple[Floats, Floats]:
        """Improve quantiles read off the grid on the exact mixture, and return the density there."""
        low, high = self.nodes.ravel()[places - 1], self.nodes.ravel()[places]
        found = _solved(self.kernels, points, low, high, levels, 1 if roughly else NEWTON_STEPS)
        if roughly:
            return found.points, found.density
        off = (np.abs(found.share - levels) > CLOSE).any(axis=1) & self.uncut
        if off.any():
            part = self.kernels.of_cells(off)
            more = _solved(part, found.points[off], found.low[off], found.high[off], levels, MORE_STEPS, halving=True)
            found.points[off], found.density[off] = more.points, more.density
        return found.points, found.density

    def read(self, levels: Floats) -> Floats:
        """Return quantiles as they are read off the grid, shape (cells, levels), to compare those of `without` with."""
        shares = self.total / self.total[:, -1:]
        return between_nodes(self.nodes, shares, places_of(shares, levels), levels)

    def without(self, levels: Floats) -> Floats:
        """Return quantiles of the pool without each kernel, shape (kernels, levels); nan for the only one of a cell.

        The other kernels of its voice take its weight: a voice speaks as loud through nine relays as through ten.
        """
        rest, alone = self._rest()
        self._pass_on(rest)
        rows, wide = np.arange(len(rest)), self.nodes.shape[1]
        told = np.empty((len(rest), len(levels)))
        for place, level in enumerate(levels):
            aim = level * rest[:, -1]
            right = np.clip((rest < aim[:, None]).sum(axis=1), 1, wide - 1)
            before, after = rest[rows, right - 1], rest[rows, right]
            part = np.clip((aim - before) / np.maximum(after - before, np.finfo(float).tiny), 0.0, 1.0)
            left = self.nodes[self.cell, right - 1]
            told[:, place] = left + part * (self.nodes[self.cell, right] - left)
        told[alone] = np.nan
        return told

    def _rest(self) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Return the mass of all others, and whether there are none; there its own stands in, as it is read too."""
        rest = np.take(self.total, self.cell, axis=0)
        whole = rest[:, -1].copy()
        rest -= self.mass
        alone = rest[:, -1] <= NOTHING * whole
        rest[alone] = self.mass[alone]
        return rest, alone

    def _pass_on(self, rest: Floats) -> None:
        """Add to the mass of all others, in place, what the other kernels of a voice take over."""
        starts = self.kernels.voice_starts
        sizes = np.diff(np.r_[starts, len(self.mass)])
        rows = np.flatnonzero(np.repeat(sizes > 1, sizes))
        if len(rows):
            mine, together = self.mass[rows], sizes[sizes > 1]
            several = np.add.reduceat(mine, np.cumsum(together) - together, axis=0)
            rest[rows] += (np.repeat(several, together, axis=0) - mine) / (np.repeat(together, together) - 1)[:, None]

    def by_voice(self, voice_starts: Ints) -> Mixture:
        """Return the same mixture with one mass a voice."""
        if len(voice_starts) == len(self.mass):
            return self
        # few voices have more than one kernel: a sum over all of them takes ten times as long
        mass = self.mass[voice_starts]
        further = np.ones(len(self.mass), dtype=bool)
        further[voice_starts] = False
        rows = np.flatnonzero(further)
        np.add.at(mass, np.searchsorted(voice_starts, rows, side="right") - 1, self.mass[rows])
        return replace(self, mass=mass, cell=self.cell[voice_starts], first=voice_starts)

    def tail_p(self) -> Floats:
        """Return two-sided tail probabilities of each voice under the pool of the others, shape (voices,).

        2 min(P(other < voice), P(other > voice)), both drawn from their distributions; nan without others.
        """
        rest, alone = self._rest()
        # sum of own mass in each interval, half of the others' mass at its two ends counted as below it
        below = np.einsum("ij,ij->i", np.diff(self.mass, axis=1), rest[:, 1:] + rest[:, :-1])
        below /= 2 * rest[:, -1] * self.mass[:, -1]
        return np.where(alone, np.nan, np.clip(2 * np.minimum(below, 1 - below), 0.0, 1.0)).astype(np.float64)

    def density_at(self, points: Floats) -> Floats:
        """Return the density at a point of each cell as a share of the highest on its grid, shape (cells,)."""
        density = np.diff(self.total, axis=1) / np.diff(self.nodes, axis=1)
        right = np.clip((self.nodes < points[:, None]).sum(axis=1), 1, self.nodes.shape[1] - 1)
        shares: Floats = density[np.arange(len(points)), right - 1] / density.max(axis=1)
        return shares

    def mass_at(self, points: Floats) -> Floats:
        """Return each mass below a point of its cell, shape (masses,); exact where nothing is cut."""
        each = kernel_cdf(self.kernels, points[:, None])[:, 0] * self.kernels.weight
        exact = np.add.reduceat(each, self.first)
        uncut = self.uncut[self.cell]
        return exact if uncut.all() else np.where(uncut, exact, read_at(self.nodes, self.mass, self.cell, points))


def mix(kernels: Kernels, bounds: Bounds) -> Mixture:
    """Add the kernels of every cell and cut them by its bounds.

    Parameters
    ----------
    kernels : Kernels
        Widened: deviations above 0.
    bounds : Bounds

    Returns
    -------
    Mixture

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> pool = mix(Kernels(1, here, np.array([0, 1]), one, np.array([0.0, 2.0]), one, one), Bounds.none())
    >>> abs(float(pool.quantiles(np.array([0.5]))[0, 0]) - 1.0) < 0.01
    True
    """
    nodes = make_nodes(kernels)
    mass = kernel_cdf(kernels, nodes)
    mass -= mass[:, :1]
    uncut = np.bincount(bounds.cell, minlength=kernels.cells) == 0
    cut = np.flatnonzero(~uncut[kernels.cell])
    if len(cut):
        kept = np.take(leaks(bounds, nodes), kernels.cell[cut], axis=0)
        kept *= np.diff(mass[cut], axis=1)
        mass[cut, 1:] = np.cumsum(kept, axis=1)
    total = kernels.weighted_sum(mass)
    mass *= kernels.weight[:, None]
    return Mixture(nodes, total, mass, kernels.cell, kernels, np.arange(len(kernels.cell)), uncut)


def blocks(kernels: Kernels, bounds: Bounds) -> Iterator[tuple[slice, slice, Kernels, Bounds]]:
    """Cut a run into blocks of whole cells that fit the cache.

    Yields
    ------
    cells, rows : slice
        Where the block stands in the run.
    Kernels, Bounds
        The block's own, its cells numbered from 0.
    """
    edges = np.r_[kernels.starts, len(kernels.cell)]
    order = np.argsort(bounds.cell, kind="stable")
    bounds = bounds.take(order)
    first = 0
    while first < kernels.cells:
        last = max(int(np.searchsorted(edges, edges[first] + BLOCK, side="right")) - 1, first + 1)
        rows = slice(int(edges[first]), int(edges[last]))
        some = slice(*np.searchsorted(bounds.cell, [first, last]).tolist())
        yield (
            slice(first, last), rows,
            Kernels(last - first, kernels.cell[rows] - first, kernels.voice[rows], kernels.weight[rows],
                    kernels.centre[rows], kernels.below[rows], kernels.above[rows]),
            replace(bounds.take(some), cell=bounds.cell[some] - first),
        )  # fmt: skip
        first = last


def each_block(kernels: Kernels, bounds: Bounds, work: Callable[[slice, slice, Kernels, Bounds], None]) -> None:
    """Do work on every block of a run, on all cores.

    Parameters
    ----------
    kernels : Kernels
    bounds : Bounds
    work : callable
        Takes what `blocks` yields, and writes to places of its own.

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> kernels = Kernels(1, here, np.array([0, 1]), one, one, one, one)
    >>> each_block(kernels, Bounds.none(), lambda cells, rows, part, cut: print(rows))
    slice(0, 2, None)
    """
    on_all_cores(lambda block: work(*block), list(blocks(kernels, bounds)))


class _Solution(NamedTuple):
    """Points, what the mixture has there, and their brackets, all of shape (cells, levels)."""

    points: Floats
    share: Floats
    density: Floats
    low: Floats
    high: Floats


def _solved(
    kernels: Kernels, points: Floats, low: Floats, high: Floats, levels: Floats, steps: int, *, halving: bool = False
) -> _Solution:
    """Find where the mixture reaches its levels: Newton's rule, and the middle of the bracket where it leads out."""
    share = density = np.zeros_like(points)
    for step in range(steps):
        share, density = mixture_at(kernels, points)
        under = share < levels
        low, high = np.where(under, points, low), np.where(under, high, points)
        newton = points + (levels - share) / np.maximum(density, np.finfo(float).tiny)
        inside = (newton >= low) & (newton <= high) & (not halving or step % 2 == 0)
        points = np.where(inside, newton, (low + high) / 2)
    return _Solution(points, share, density, low, high)
