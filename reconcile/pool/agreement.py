"""How far independent voices agree, and whether best holds when their weights are changed.

A *voice* is one independent speaker; it may have several kernels in a cell, and then counts once. Everything here uses
the *common* spread: with a cell's own spread, disagreement would widen the kernels until it no longer shows. Whether
best holds is tested on kernels that are widened as for pooling; how far out a voice lies, on kernels that are widened
by the usual error of one voice. If that were divided among the voices, any fifty honest counts would seem to conflict.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Floats, Ints, Strings
from reconcile.pool.blocks import each_block
from reconcile.pool.calibration import common_spread, variance_between
from reconcile.pool.kernels import Bounds, Kernels, two_least
from reconcile.pool.mixture import FLAT_MASS, Mixture, mix

__all__ = [
    "AGREE_FROM",
    "CONFLICT_BELOW",
    "Agreement",
    "agreement_of",
    "scattered",
    "tail_probabilities",
    "words_of_agreement",
]

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
# hardly any larger set does (0.3 on a log scale: a factor of 2.3 between two counts, 7,000 beside 38,500 is far more)
USUAL_TIMES = 2.0

# share by which the weight of each voice is changed to test whether best holds; docs/model.md, 9 (c)
WEIGHT_CHANGE = 0.2

# share of their weight that two voices keep when they are merged into one; docs/model.md, 9 (c)
MERGED_WEIGHT = 0.5

# share of the interval that best may move at most; docs/model.md, 9 (c)
MOST_MOVE = 0.25

# levels of best, and of the interval whose width moves of best are measured in
_ENDS = np.array([0.05, 0.5, 0.95])


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How far the voices of a run agree.

    Attributes
    ----------
    tail_p : ndarray of float, shape (kernels,)
        Two-sided tail probability of the kernel's voice under the pool of the other voices; nan if there are none.
    conflict_p : ndarray of float, shape (cells,)
        The smallest of them in the cell; nan with one voice.
    density : ndarray of float, shape (cells,)
        Density at best, as a share of the highest density.
    steady : ndarray of bool, shape (cells,)
        True where best moves by less than a quarter of the interval, whichever voice's weight changes by a fifth and
        whichever two voices are merged.
    """

    tail_p: Floats
    conflict_p: Floats
    density: Floats
    steady: Flags


def agreement_of(kernels: Kernels, apart: Kernels, bounds: Bounds) -> Agreement:
    """Return how far the voices of every cell agree.

    Parameters
    ----------
    kernels, apart : Kernels
        The same kernels, widened by the common spread as for pooling, and by that of a single voice.
    bounds : Bounds
        They cut both.

    Returns
    -------
    Agreement

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> far = Kernels(1, zeros, np.array([0, 1]), ones, np.array([0.0, 9.0]), ones, ones)
    >>> agreement = agreement_of(far, far, Bounds.none())
    >>> bool(agreement.conflict_p[0] < 0.01), bool(agreement.density[0] < 0.25)
    (True, True)
    """
    density, steady = np.empty(kernels.cells), np.empty(kernels.cells, dtype=bool)

    def measure(cells: slice, _rows: slice, block: Kernels, cuts: Bounds) -> None:
        pool = mix(block, cuts)
        ends = pool.quantiles(_ENDS, roughly=True)
        density[cells] = pool.density_at(ends[:, 1])
        voices = pool.by_voice(block.voice_starts)
        steady[cells] = _steady(voices, np.searchsorted(voices.cell, np.arange(block.cells)), ends)

    each_block(kernels, bounds, measure)
    tail_p, conflict_p = tail_probabilities(apart, bounds)
    return Agreement(tail_p=tail_p, conflict_p=conflict_p, density=density, steady=steady)


def tail_probabilities(kernels: Kernels, bounds: Bounds) -> tuple[Floats, Floats]:
    """Return `tail_p` and `conflict_p` of `Agreement`.

    Parameters
    ----------
    kernels : Kernels
        Widened by the common spread of a single voice.
    bounds : Bounds

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> alike = Kernels(1, zeros, np.array([0, 1]), ones, np.zeros(2), ones, ones)
    >>> tail_probabilities(alike, Bounds.none())[1].round(2).tolist()
    [1.0]
    """
    tail_p, conflict_p = np.empty(len(kernels.cell)), np.empty(kernels.cells)

    def measure(cells: slice, rows: slice, block: Kernels, cuts: Bounds) -> None:
        voices = mix(block, cuts).by_voice(block.voice_starts)
        per_voice = voices.tail_p()
        tail_p[rows] = np.repeat(per_voice, np.diff(np.r_[block.voice_starts, len(block.cell)]))
        conflict_p[cells] = np.fmin.reduceat(per_voice, np.searchsorted(voices.cell, np.arange(block.cells)))

    each_block(kernels, bounds, measure)
    return tail_p, conflict_p


def scattered(kernels: Kernels, scale: Ints, current: Flags) -> Flags:
    """Return True where the voices of a cell scatter over `USUAL_TIMES` as far as usual.

    Tail probabilities miss this: if every voice contradicts every other one, none lies outside the pool of the others.

    Parameters
    ----------
    kernels : Kernels
        As stated, not widened.
    scale : ndarray of int, shape (cells,)
        LOG, LINEAR or PROPORTION.
    current : ndarray of bool, shape (kernels,)
        The kernels that are compared.

    Returns
    -------
    ndarray of bool, shape (cells,)
        False where nothing is compared.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> far = Kernels(1, zeros, np.arange(2), ones, np.array([0.0, 9.0]), ones, ones)
    >>> scattered(far, np.array([0]), np.array([True, True])).tolist()
    [True]
    """
    wide = np.zeros(kernels.cells, dtype=bool)
    has_current = np.bincount(kernels.cell[current], minlength=kernels.cells) > 0
    if not has_current.any():
        return wide
    compared = kernels.take(current).of_cells(has_current)
    wide[has_current] = np.sqrt(variance_between(compared)) > USUAL_TIMES * common_spread(compared, scale[has_current])
    return wide


def _steady(voices: Mixture, first_voice: Ints, ends: Floats) -> Flags:
    """Return True where best stays within a quarter of the interval under every change of weights.

    The median of a changed pool lies below x if and only if more than half of its mass does. Both are linear in the
    weights, so it suffices to look at the two points a quarter of the interval from best.
    """
    reach = MOST_MOVE * (ends[:, 2] - ends[:, 0])
    whole = voices.mass[:, -1]
    # if the mass below a point is within this much of half, the median may lie anywhere in a gap
    least = FLAT_MASS * np.add.reduceat(whole, first_voice)
    steady = np.ones(len(ends), dtype=bool)
    for sign in (1.0, -1.0):
        point = ends[:, 1] + sign * reach
        # mass with which each voice keeps the median on this side of the point, above 0, or pulls it across, below 0
        gives = sign * (voices.mass_at(point) - whole / 2)
        balance = np.add.reduceat(gives, first_voice)
        most, second = _two_largest(gives, voices.cell, first_voice)
        lowest = np.minimum.reduceat(gives, first_voice)
        steady &= balance - WEIGHT_CHANGE * np.maximum(most, -lowest) > least
        steady &= balance - MERGED_WEIGHT * (most + second) > least
    return steady


def _two_largest(values: Floats, cell: Ints, starts: Ints) -> tuple[Floats, Floats]:
    """Return the two largest values of every cell; the second is 0 if there is only one."""
    _, least, second = two_least(-values, cell, starts)
    return -least, np.where(np.isfinite(second), -second, 0.0)


def words_of_agreement(conflict_p: Floats, voices: Ints, contradicted: Flags, bounds_alone: Flags) -> Strings:
    """Return the agreement of every cell in one word.

    Parameters
    ----------
    conflict_p : ndarray of float, shape (cells,)
        Smallest tail probability; nan counts as 1.
    voices : ndarray of int, shape (cells,)
        Independent voices, bounds included.
    contradicted : ndarray of bool, shape (cells,)
        A bound excludes most of another voice, or voices scatter far more than usual: at least tension.
    bounds_alone : ndarray of bool, shape (cells,)
        The cell has floors and ceilings only: conflict where they contradict each other.

    Returns
    -------
    ndarray of str, shape (cells,)
        single, agree (from 0.10 on), tension, or conflict (below 0.01). Among more than `FEW_VOICES` voices one lies
        far out by chance, so the probability is first multiplied by voices / `FEW_VOICES`.

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
