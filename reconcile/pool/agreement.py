"""How far independent voices agree, and whether the centre holds when they are weighed otherwise.

Everything here is read under the *common* spread: with a cell's own, disagreement would widen the kernels until
it no longer shows. Whether best holds is asked of kernels that are widened as for pooling. How far out a voice lies is
asked of kernels widened by what one voice is usually off: divided among many voices, it would let every set of fifty
honest counts contradict itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Floats, Ints
from reconcile.pool.calibration import common_spread, variance_between
from reconcile.pool.kernels import Bounds, Kernels, two_least
from reconcile.pool.mixture import FLAT_MASS, Mixture, each_block, mix

__all__ = ["AGREE_FROM", "CONFLICT_BELOW", "Agreement", "agreement_of", "scattered", "tails_of", "words_of_agreement"]

# smallest tail probability from which voices agree: 1 in 10 is the usual mark of "nothing to see" (also DL's Q test,
# Higgins et al. 2003 use 0.10)
AGREE_FROM = 0.10

# below this the voices are in conflict: 1 in 100, the usual mark of strong evidence against
CONFLICT_BELOW = 0.01

# voices up to which the marks above hold as they are. Simulated with bare counts that differ as the model expects (0.3
# on a log scale): a fifth of the sets of 2 to 12 are in tension, one in fifty in conflict (benchmarks/agreement.py); of
# fifty voices the farthest lies beyond 0.10 in every second set
FEW_VOICES = 10

# times the common spread that voices may scatter without being in tension: of honest counts, one pair in twenty and
# hardly a set of more does (0.3 on a log scale: a factor of 2.3 between two counts, 7,000 beside 38,500 is far more)
USUAL_TIMES = 2.0

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


def agreement_of(kernels: Kernels, apart: Kernels, bounds: Bounds) -> Agreement:
    """Measure the agreement of every cell.

    Parameters
    ----------
    kernels, apart : Kernels
        The same kernels, widened by the common spread as for pooling, and by that of a single voice.
    bounds : Bounds

    Returns
    -------
    Agreement

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> far = Kernels(1, here, np.array([0, 1]), one, np.array([0.0, 9.0]), one, one)
    >>> told = agreement_of(far, far, Bounds.none())
    >>> bool(told.conflict_p[0] < 0.01), bool(told.density[0] < 0.25)
    (True, True)
    """
    density, steady = np.empty(kernels.cells), np.empty(kernels.cells, dtype=bool)

    def measure(cells: slice, _rows: slice, part: Kernels, cut: Bounds) -> None:
        pool = mix(part, cut)
        ends = pool.quantiles(_ENDS, roughly=True)
        density[cells] = pool.density_at(ends[:, 1])
        voices = pool.by_voice(part.voice_starts)
        steady[cells] = _steady(voices, np.searchsorted(voices.cell, np.arange(part.cells)), ends)

    each_block(kernels, bounds, measure)
    return Agreement(*tails_of(apart, bounds), density, steady)


def tails_of(kernels: Kernels, bounds: Bounds) -> tuple[Floats, Floats]:
    """Return `tail_p` and `conflict_p` of `Agreement`.

    Parameters
    ----------
    kernels : Kernels
        Widened by the common spread of a single voice.
    bounds : Bounds

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> alike = Kernels(1, here, np.array([0, 1]), one, np.zeros(2), one, one)
    >>> tails_of(alike, Bounds.none())[1].round(2).tolist()
    [1.0]
    """
    tail_p, conflict_p = np.empty(len(kernels.cell)), np.empty(kernels.cells)

    def measure(cells: slice, rows: slice, part: Kernels, cut: Bounds) -> None:
        voices = mix(part, cut).by_voice(part.voice_starts)
        per_voice = voices.tail_p()
        tail_p[rows] = np.repeat(per_voice, np.diff(np.r_[part.voice_starts, len(part.cell)]))
        conflict_p[cells] = np.fmin.reduceat(per_voice, np.searchsorted(voices.cell, np.arange(part.cells)))

    each_block(kernels, bounds, measure)
    return tail_p, conflict_p


def scattered(kernels: Kernels, scale: Ints, current: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell cells whose voices scatter more than `USUAL_TIMES` as far as is usual, shape (cells,).

    Where every voice contradicts every other one, none lies outside of the pool of the others.

    Parameters
    ----------
    kernels : Kernels
        As stated.
    scale : ndarray of int, shape (cells,)
    current : ndarray of bool, shape (kernels,)
        Kernels that are compared.

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> far = Kernels(1, here, np.arange(2), one, np.array([0.0, 9.0]), one, one)
    >>> scattered(far, np.array([0]), np.array([True, True])).tolist()
    [True]
    """
    told = np.zeros(kernels.cells, dtype=bool)
    has = np.bincount(kernels.cell[current], minlength=kernels.cells) > 0
    if not has.any():
        return told
    part = kernels.take(current).of_cells(has)
    told[has] = np.sqrt(variance_between(part)) > USUAL_TIMES * common_spread(part, scale[has])
    return told


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
    conflict_p: Floats, voices: Ints, contradicted: npt.NDArray[np.bool_], bounds_alone: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    """Put the smallest tail probability into words.

    Parameters
    ----------
    conflict_p : ndarray of float, shape (cells,)
    voices : ndarray of int, shape (cells,)
        Independent voices, bounds included.
    contradicted : ndarray of bool, shape (cells,)
        A bound stands against most of another voice, or voices scatter far more than is usual: at least tension.
    bounds_alone : ndarray of bool, shape (cells,)
        Floors and ceilings alone: they conflict where one stands against the other, and else agree.

    Returns
    -------
    ndarray of str, shape (cells,)
        single, agree (from 0.10 on), tension, conflict (below 0.01). With more than `FEW_VOICES` voices one of them
        lies far out by chance: the probability is taken times voices / `FEW_VOICES`.

    Examples
    --------
    >>> none = np.zeros(4, dtype=bool)
    >>> words_of_agreement(np.array([np.nan, 0.5, 0.05, 0.001]), np.array([1, 2, 2, 2]), none, none).tolist()
    ['single', 'agree', 'tension', 'conflict']
    """
    p = np.where(np.isnan(conflict_p), 1.0, conflict_p) * np.maximum(voices / FEW_VOICES, 1.0)
    torn = (p < CONFLICT_BELOW) | (contradicted & bounds_alone)
    words = np.select([torn, (p < AGREE_FROM) | contradicted], ["conflict", "tension"], "agree")
    return np.where(voices > 1, words, "single").astype(object)
