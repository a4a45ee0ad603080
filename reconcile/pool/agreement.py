"""How far independent voices agree, and whether the centre holds when they are weighed otherwise.

Everything here is read under the *common* spread: with a cell's own, disagreement would widen the kernels until
it no longer shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reconcile.pool.kernels import Bounds, Floats, Ints, Kernels, two_least
from reconcile.pool.mixture import FLAT_MASS, Mixture, each_block, mix

__all__ = ["AGREE_FROM", "CONFLICT_BELOW", "Agreement", "agreement_of", "words_of_agreement"]

# smallest tail probability from which voices agree: 1 in 10 is the usual mark of "nothing to see" (also DL's Q test,
# Higgins et al. 2003 use 0.10)
AGREE_FROM = 0.10

# below this the voices are in conflict: 1 in 100, the usual mark of strong evidence against
CONFLICT_BELOW = 0.01

# share by which each voice's weight is changed to see whether best holds; docs/model.md, 9 (c)
WEIGHT_CHANGE = 0.2

# share of the weight that two voices keep when they are taken for one; docs/model.md, 9 (c)
MERGED_WEIGHT = 0.5

# share of the interval that best may move at most; docs/model.md, 9 (c)
MOST_MOVE = 0.25

# levels of the interval whose width is the yardstick, and of best
_ENDS = np.array([0.05, 0.5, 0.95])


@dataclass(frozen=True)
class Agreement:
    """Diagnostics of a run.

    Attributes
    ----------
    tail_p : ndarray of float, shape (kernels,)
        Two-sided tail probability of the kernel's voice under the pool of the others; nan without others.
    conflict_p : ndarray of float, shape (cells,)
        The smallest of them; nan with one voice.
    density : ndarray of float, shape (cells,)
        Density at best as a share of the peak.
    steady : ndarray of bool, shape (cells,)
        No change of one voice's weight by a fifth, and no merging of two voices, moves best by a quarter of the
        interval.
    """

    tail_p: Floats
    conflict_p: Floats
    density: Floats
    steady: npt.NDArray[np.bool_]


def agreement_of(kernels: Kernels, bounds: Bounds) -> Agreement:
    """Measure the agreement of every cell.

    Parameters
    ----------
    kernels : Kernels
        Widened by the common spread.
    bounds : Bounds

    Returns
    -------
    Agreement

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> far = Kernels(1, here, np.array([0, 1]), one, np.array([0.0, 9.0]), one, one)
    >>> told = agreement_of(far, Bounds.none())
    >>> bool(told.conflict_p[0] < 0.01), bool(told.density[0] < 0.25)
    (True, True)
    """
    tail_p = np.empty(len(kernels.cell))
    conflict_p, density = np.empty(kernels.cells), np.empty(kernels.cells)
    steady = np.empty(kernels.cells, dtype=bool)

    def measure(cells: slice, rows: slice, part: Kernels, cut: Bounds) -> None:
        pool = mix(part, cut)
        voices = pool.by_voice(part.voice_starts)
        per_voice = voices.tail_p()
        sizes = np.diff(np.r_[part.voice_starts, len(part.cell)])
        tail_p[rows] = np.repeat(per_voice, sizes)
        first_voice = np.searchsorted(voices.cell, np.arange(part.cells))
        conflict_p[cells] = np.fmin.reduceat(per_voice, first_voice)
        ends = pool.quantiles(_ENDS)
        density[cells] = pool.density_at(ends[:, 1])
        steady[cells] = _steady(voices, first_voice, ends)

    each_block(kernels, bounds, measure)
    return Agreement(tail_p, conflict_p, density, steady)


def _steady(voices: Mixture, first_voice: Ints, ends: Floats) -> npt.NDArray[np.bool_]:
    """Tell whether best stays within reach under every change.

    A changed pool has its median below x exactly if its mass below x exceeds half of its whole; both are linear in
    the weights, so it is enough to look at the two points a quarter of the interval from best.
    """
    reach = MOST_MOVE * (ends[:, 2] - ends[:, 0])
    whole = voices.mass[:, -1]
    # within this much of half, the median may lie anywhere in a gap
    least = FLAT_MASS * np.add.reduceat(whole, first_voice)
    held = np.ones(len(ends), dtype=bool)
    for sign in (1.0, -1.0):
        point = ends[:, 1] + sign * reach
        # what each voice gives to "the median lies this side of the point": positive holds the median in place
        gives = sign * (voices.mass_at(point) - whole / 2)
        balance = np.add.reduceat(gives, first_voice)
        most, second = _two_largest(gives, voices.cell, first_voice)
        lowest = np.minimum.reduceat(gives, first_voice)
        held &= balance - WEIGHT_CHANGE * np.maximum(most, -lowest) > least
        held &= balance - MERGED_WEIGHT * (most + second) > least
    return held


def _two_largest(values: Floats, cell: Ints, starts: Ints) -> tuple[Floats, Floats]:
    """Return the two largest values of every cell; the second is 0 where there is one."""
    _, least, second = two_least(-values, cell, starts)
    return -least, np.where(np.isfinite(second), -second, 0.0)


def words_of_agreement(
    conflict_p: Floats, voices: Ints, contradicted: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    """Put the smallest tail probability into words.

    Parameters
    ----------
    conflict_p : ndarray of float, shape (cells,)
    voices : ndarray of int, shape (cells,)
        Independent voices, bounds included.
    contradicted : ndarray of bool, shape (cells,)
        A bound stands against most of another voice: at least tension.

    Returns
    -------
    ndarray of str, shape (cells,)
        single, agree (from 0.10 on), tension, conflict (below 0.01).

    Examples
    --------
    >>> words_of_agreement(np.array([np.nan, 0.5, 0.05, 0.001]), np.array([1, 2, 2, 2]), np.zeros(4, bool)).tolist()
    ['single', 'agree', 'tension', 'conflict']
    """
    p = np.where(np.isnan(conflict_p), 1.0, conflict_p)
    words = np.select([p < CONFLICT_BELOW, (p < AGREE_FROM) | contradicted], ["conflict", "tension"], "agree")
    return np.where(voices > 1, words, "single").astype(object)
