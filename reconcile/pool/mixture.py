"""The linear pool on the grid: kernels added, cut by bounds, and everything that is read from the sum.

The *mass* of a kernel is its weight times its cumulative share at the nodes, bounds applied. It is linear in the
weights, so that leaving a voice out, or changing its weight, is a subtraction on the same grid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from reconcile.arrays import Flags, Floats, Ints
from reconcile.pool.grid import kernel_cdf, make_nodes, mixture_at
from reconcile.pool.interpolation import between_nodes, places_of, read_at, read_quantiles
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.leaks import leaks

__all__ = ["Mixture", "Solution", "mix", "solved"]

# steps of Newton's rule on the exact mixture; four bring 99 in 100 quantiles within 1e-6 of their level
NEWTON_STEPS = 4
# level by which a quantile may be off; in cells with one farther off (needles beside wide kernels) further steps are
# made, every other one to the middle of the bracket, which 16 steps make at least 256 times narrower
CLOSE, MORE_STEPS = 1e-6, 16

# mass, and share of the grid's length, of a gap in which a quantile is not determined: two voices of one weight far
# apart have their median anywhere between them. The middle of the gap is taken, so that rounding does not choose a side
FLAT_MASS, FLAT_LENGTH = 1e-6, 0.02
# density, as a share of the grid's mean density, below which a quantile may lie in such a gap; a gap's own is below
# FLAT_MASS / FLAT_LENGTH = 5e-5
FLAT_DENSITY = 0.01

# share of a cell's mass that rounding leaves where a kernel is taken from itself
NOTHING = 1e-12


@dataclass(frozen=True, kw_only=True)
class Mixture:
    """The mixtures of a block of cells.

    Attributes
    ----------
    nodes, total : ndarray of float, shape (cells, nodes)
        Grid, and the cumulative mass of all voices on it.
    mass : ndarray of float, shape (masses, nodes)
        One for each kernel, or one for each voice.
    cell : ndarray of int, shape (masses,)
    kernels : Kernels
    first : ndarray of int, shape (masses,)
        The first kernel of each mass: every kernel, or the first of each voice.
    uncut : ndarray of bool, shape (cells,)
        True where the cell has no bounds.
    """

    nodes: Floats
    total: Floats
    mass: Floats
    cell: Ints
    kernels: Kernels
    first: Ints
    uncut: Flags

    def quantiles(self, levels: Floats, *, roughly: bool = False) -> Floats:
        """Return quantiles of the pool, shape (cells, levels).

        Where no bound cuts they are improved on the exact mixture, by one step only if `roughly`. In a gap without mass
        between voices, the middle is taken.
        """
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
        """Return quantiles improved on the exact mixture, and the density at them; both have shape (cells, levels)."""
        low, high = self.nodes.ravel()[places - 1], self.nodes.ravel()[places]
        solution = solved(self.kernels, points, low, high, levels, 1 if roughly else NEWTON_STEPS)
        if roughly:
            return solution.points, solution.density
        off = (np.abs(solution.share - levels) > CLOSE).any(axis=1) & self.uncut
        if off.any():
            worst = self.kernels.of_cells(off)
            more = solved(
                worst, solution.points[off], solution.low[off], solution.high[off], levels, MORE_STEPS, halving=True
            )
            solution.points[off], solution.density[off] = more.points, more.density
        return solution.points, solution.density

    def read(self, levels: Floats) -> Floats:
        """Return quantiles read off the grid, shape (cells, levels), to compare those of `without` with."""
        shares = self.total / self.total[:, -1:]
        return between_nodes(self.nodes, shares, places_of(shares, levels), levels)

    def without(self, levels: Floats) -> Floats:
        """Return quantiles of the pool without each kernel, shape (kernels, levels); nan for the only one of a cell.

        The other kernels of its voice take over its weight: a voice weighs as much with nine relays as with ten.
        """
        others, alone = self._others()
        rows, gains = self._passed_on()
        others[rows] += gains
        rows, wide = np.arange(len(others)), self.nodes.shape[1]
        quantiles = np.empty((len(others), len(levels)))
        for column, level in enumerate(levels):
            aim = level * others[:, -1]
            right = np.clip((others < aim[:, None]).sum(axis=1), 1, wide - 1)
            before, after = others[rows, right - 1], others[rows, right]
            share = np.clip((aim - before) / np.maximum(after - before, np.finfo(float).tiny), 0.0, 1.0)
            left = self.nodes[self.cell, right - 1]
            quantiles[:, column] = left + share * (self.nodes[self.cell, right] - left)
        quantiles[alone] = np.nan
        return quantiles

    def _others(self) -> tuple[Floats, Flags]:
        """Return the mass of all others in the cell (the own mass where there are none), and where there are none."""
        others = np.take(self.total, self.cell, axis=0)
        whole = others[:, -1].copy()
        others -= self.mass
        alone = others[:, -1] <= NOTHING * whole
        others[alone] = self.mass[alone]
        return others, alone

    def _passed_on(self) -> tuple[Ints, Floats]:
        """Return the kernels that share a voice, and the mass by which the others of the voice grow without each."""
        starts = self.kernels.voice_starts
        sizes = np.diff(np.r_[starts, len(self.mass)])
        rows = np.flatnonzero(np.repeat(sizes > 1, sizes))
        own, together = self.mass[rows], sizes[sizes > 1]
        if not len(rows):
            return rows, own
        of_voice = np.add.reduceat(own, np.cumsum(together) - together, axis=0)
        return rows, (np.repeat(of_voice, together, axis=0) - own) / (np.repeat(together, together) - 1)[:, None]

    def by_voice(self, voice_starts: Ints) -> Mixture:
        """Return the same mixture with one mass for each voice."""
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

        2 min(P(other < voice), P(other > voice)), both drawn from their distributions; nan if there are no others.
        """
        others, alone = self._others()
        # own mass in each interval, times the mean of the others' mass at its two ends as the mass below it
        below = np.einsum("ij,ij->i", np.diff(self.mass, axis=1), others[:, 1:] + others[:, :-1])
        below /= 2 * others[:, -1] * self.mass[:, -1]
        return np.where(alone, np.nan, np.clip(2 * np.minimum(below, 1 - below), 0.0, 1.0)).astype(np.float64)

    def density_at(self, points: Floats) -> Floats:
        """Return the density at a point of each cell, as a share of the highest on its grid, shape (cells,)."""
        density = np.diff(self.total, axis=1) / np.diff(self.nodes, axis=1)
        right = np.clip((self.nodes < points[:, None]).sum(axis=1), 1, self.nodes.shape[1] - 1)
        shares: Floats = density[np.arange(len(points)), right - 1] / density.max(axis=1)
        return shares

    def mass_at(self, points: Floats) -> Floats:
        """Return each mass below a point of its cell, shape (masses,); exact where no bound cuts."""
        of_kernels = kernel_cdf(self.kernels, points[:, None])[:, 0] * self.kernels.weight
        exact = np.add.reduceat(of_kernels, self.first)
        uncut = self.uncut[self.cell]
        return exact if uncut.all() else np.where(uncut, exact, read_at(self.nodes, self.mass, self.cell, points))


def mix(kernels: Kernels, bounds: Bounds) -> Mixture:
    """Return the mixture of the kernels of every cell, cut by its bounds.

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
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> pool = mix(Kernels(1, zeros, np.array([0, 1]), ones, np.array([0.0, 2.0]), ones, ones), Bounds.none())
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
    first = np.arange(len(kernels.cell))
    return Mixture(nodes=nodes, total=total, mass=mass, cell=kernels.cell, kernels=kernels, first=first, uncut=uncut)


class Solution(NamedTuple):
    """Points, share and density of the mixture there, and the brackets of the points; shape (cells, levels)."""

    points: Floats
    share: Floats
    density: Floats
    low: Floats
    high: Floats


def solved(
    kernels: Kernels, points: Floats, low: Floats, high: Floats, levels: Floats, steps: int, *, halving: bool = False
) -> Solution:
    """Find the points at which mixtures reach levels: by Newton's rule, or by halving where it leaves the bracket.

    Parameters
    ----------
    kernels : Kernels
    points, low, high : ndarray of float, shape (cells, levels)
        Where to begin, and points that are surely below and above.
    levels : ndarray of float, shape (levels,)
    steps : int
    halving : bool
        Whether every other step goes to the middle of the bracket.

    Returns
    -------
    Solution

    Examples
    --------
    >>> ones, level = np.ones(1), np.array([0.5])
    >>> kernel = Kernels(1, np.array([0]), np.array([0]), ones, ones, ones, ones)
    >>> solved(kernel, np.array([[1.4]]), np.array([[-9.0]]), np.array([[9.0]]), level, 4).points.round(6).tolist()
    [[1.0]]
    """
    share = density = np.zeros_like(points)
    for step in range(steps):
        share, density = mixture_at(kernels, points)
        under = share < levels
        low, high = np.where(under, points, low), np.where(under, high, points)
        newton = points + (levels - share) / np.maximum(density, np.finfo(float).tiny)
        inside = (newton >= low) & (newton <= high) & (not halving or step % 2 == 0)
        points = np.where(inside, newton, (low + high) / 2)
    return Solution(points, share, density, low, high)
