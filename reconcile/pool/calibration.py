"""The spread that is added to every kernel before mixing, because sources are overconfident and disagree.

The *stated* deviation is the width that a source gives its own range; the deviation *between* voices is how far their
centres lie apart. With `own`, a cell's own disagreement is used, shrunk towards the common one; with `common`, the
common one alone, so that disagreement cannot hide itself by widening every kernel; with `voice`, the common spread of a
single voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from reconcile.arrays import Flags, Floats, Ints
from reconcile.pool.kernels import Kernels, sum_by
from reconcile.ranges.scale import LINEAR

__all__ = [
    "Stake",
    "as_stated",
    "common_spread",
    "effective_voices",
    "shrunk_between",
    "spread_variance",
    "variance_between",
    "widened",
]

Between = Literal["own", "common", "voice"]

# factor on the stated deviation; fitted with the next one on expert judgement and polls (docs/methods/calibration.md)
STATED_FACTOR = 1.2

# factor on the deviation between voices; as above
BETWEEN_FACTOR = 0.8

# deviation between voices towards which a cell's own is shrunk, in log or logit units: two independent counts of one
# thing differ by about 30% (docs/model.md, 4: a common log spread near 0.3)
COMMON_SPREAD = 0.3

# voices that the common spread weighs as much as when a cell's own is shrunk; chosen with the factors above
COMMON_VOICES = 2.0

# how much more the squared deviation between voices counts over time, over their number: of totals that grow hardly two
# voices count on one day, so that few say where it stands now; with 0, two of them held 66%, with 1 80% of the drawn
# wars on the day of their newest count (docs/methods/growth.md)
FEW_OVER_TIME = 1.0

# least deviation, as a share of the common spread (0.3% on a log scale): hardly a count is known better than that, and
# methods that add no spread would otherwise follow one needle of a kernel alone
LEAST = 0.01


# deviation that a stake adds on the side it hides, in common spreads: the 95% end at a factor of 1.6, between what
# belligerents were off on area (2024: 4,500 sq km against 3,600-4,168) and on dead (July 2022: 38,500 against
# 15,000-20,000)
STAKE_FACTOR = 1.0


@dataclass(frozen=True)
class Stake:
    """Which kernels the stake of their voice widens, each of shape (kernels,): on the low side, on the high side."""

    low: Flags
    high: Flags

    def take(self, rows: Flags | Ints) -> Stake:
        """Return the stake of some of the kernels, in the order asked for."""
        return Stake(self.low[rows], self.high[rows])


def widened(
    kernels: Kernels,
    scale: Ints,
    stake: Stake | None = None,
    *,
    between: Between = "own",
    located: Flags | None = None,
    moving: Flags | None = None,
) -> Kernels:
    """Return kernels with the spread added to both sides, and the stake of their voice to one.

    Parameters
    ----------
    kernels : Kernels
        With deviations as stated, 0 allowed.
    scale : ndarray of int, shape (cells,)
        LOG, LINEAR or PROPORTION.
    stake : Stake, optional
        On which side each kernel is widened by its voice's stake.
    between : {"own", "common", "voice"}
        See `spread_variance`.
    located : ndarray of bool, shape (kernels,), optional
        The kernels that the spread is measured on, at least one in each cell; all of them if not given.
    moving : ndarray of bool, shape (cells,), optional
        As in `spread_variance`.

    Returns
    -------
    Kernels
        Deviations sqrt(d**2 + v + t**2) with v from `spread_variance` and t of the stake, blended with past errors
        where the kernels have some; all above 0.

    Examples
    --------
    >>> ones = np.ones(1)
    >>> wide = widened(Kernels(1, np.array([0]), np.array([0]), ones, ones, 0 * ones, 0 * ones), np.array([0]))
    >>> round(float(wide.below[0]), 3)
    0.24
    """
    measured = kernels if located is None or located.all() else kernels.take(located)
    variance = spread_variance(measured, scale, between=between, moving=moving)[kernels.cell]
    return _with_stake(kernels, variance, scale, stake)


def _with_stake(kernels: Kernels, variance: Floats, scale: Ints, stake: Stake | None) -> Kernels:
    below, above = kernels.below**2 + variance, kernels.above**2 + variance
    if stake is not None:
        total, stated = _stated(kernels)
        extra = (STAKE_FACTOR * _typical_spread(kernels, scale, stated, total)[kernels.cell]) ** 2
        below, above = below + extra * stake.low, above + extra * stake.high
    if kernels.past is None:
        return kernels.with_sides(np.sqrt(below), np.sqrt(above))
    return kernels.with_sides(*(kernels.past.blended(np.sqrt(side)) for side in (below, above)))


def as_stated(kernels: Kernels, scale: Ints, stake: Stake | None = None) -> Kernels:
    """Return kernels with no added spread, but none below the least width.

    For methods that model disagreement themselves.

    Parameters
    ----------
    kernels, scale, stake
        As in `widened`.

    Returns
    -------
    Kernels

    Examples
    --------
    >>> ones = np.ones(1)
    >>> exact = Kernels(1, np.array([0]), np.array([0]), ones, ones, 0 * ones, ones)
    >>> as_stated(exact, np.array([0])).below.round(4).tolist()
    [0.003]
    """
    total, stated = _stated(kernels)
    least = LEAST * _typical_spread(kernels, scale, stated, total)[kernels.cell]
    sharp = kernels.with_sides(np.maximum(kernels.below, least), np.maximum(kernels.above, least))
    return _with_stake(sharp, np.zeros(len(least)), scale, stake)


def spread_variance(
    kernels: Kernels, scale: Ints, *, between: Between = "own", moving: Flags | None = None
) -> Floats:  # fmt: skip
    """Return the variance that is added in each cell, in squared working units.

    It is ((1.2 s)^2 + (0.8 b)^2) / k, with s the mean stated deviation, b the deviation between voices (k - 1 degrees
    of freedom, shrunk towards the common spread) and k the effective number of voices. Means are weighted, so that a
    voice that ten relays repeat counts once. The formula and its factors are those of docs/methods/calibration.md.

    Parameters
    ----------
    kernels : Kernels
        As stated.
    scale : ndarray of int, shape (cells,)
    between : {"own", "common", "voice"}
        With "common", b is the common spread alone; with "voice" as well, and not divided by k: one voice may lie that
        far from the truth, however many others there are.
    moving : ndarray of bool, shape (cells,), optional
        Cells of totals that rise and were counted on several days, by several voices: there, b^2 counts (1 + 1 / k)
        times.

    Returns
    -------
    ndarray of float, shape (cells,), above 0

    Examples
    --------
    >>> ones, zeros = np.ones(1), np.zeros(1, dtype=int)
    >>> exact = Kernels(1, zeros, zeros, ones, ones, 0 * ones, 0 * ones)
    >>> spread_variance(exact, np.array([0])).round(4).tolist()
    [0.0576]
    """
    total, stated = _stated(kernels)
    voices = effective_voices(kernels)
    common = _typical_spread(kernels, scale, stated, total)
    variance = _shrunk(kernels, common, voices) if between == "own" else common**2
    shared = 1.0 if between == "voice" else voices
    if moving is not None and between != "voice":
        variance = variance * (1.0 + FEW_OVER_TIME * moving / voices)
    added = (STATED_FACTOR * stated) ** 2 / voices + BETWEEN_FACTOR**2 * variance / shared
    return np.maximum(added, (LEAST * common) ** 2)


def _shrunk(kernels: Kernels, common: Floats, voices: Floats) -> Floats:
    """Return the variance between the voices of every cell, shrunk to the common one."""
    own = variance_between(kernels)
    variance: Floats = ((voices - 1) * own + COMMON_VOICES * common**2) / (voices - 1 + COMMON_VOICES)
    return variance


def shrunk_between(kernels: Kernels, scale: Ints) -> Floats:
    """Return the variance between the voices of every cell, shrunk to the squared common spread, shape (cells,).

    Examples
    --------
    >>> ones = np.ones(1)
    >>> kernel = Kernels(1, np.array([0]), np.array([0]), ones, ones, ones, ones)
    >>> shrunk_between(kernel, np.array([0])).round(2).tolist()
    [0.09]
    """
    return _shrunk(kernels, common_spread(kernels, scale), effective_voices(kernels))


def _typical_spread(kernels: Kernels, scale: Ints, stated: Floats, total: Floats) -> Floats:
    """Return `common_spread` from the mean stated deviation and the sum of weights of every cell."""
    size = sum_by(kernels.cell, kernels.weight * np.abs(kernels.centre), kernels.cells) / total
    linear = np.where(stated > 0, stated, COMMON_SPREAD * np.where(size > 0, size, 1.0))
    return np.where(scale == LINEAR, linear, COMMON_SPREAD)


def common_spread(kernels: Kernels, scale: Ints) -> Floats:
    """Return the common spread of every cell in its working units, shape (cells,).

    On a linear scale, which has no unit of its own, it is the mean stated deviation, or 30% of the mean size if that is
    0; of mean size 0, 0.3.

    Examples
    --------
    >>> ones = np.ones(1)
    >>> common_spread(Kernels(1, np.array([0]), np.array([0]), ones, ones, ones, ones), np.array([LINEAR])).tolist()
    [1.0]
    """
    total, stated = _stated(kernels)
    return _typical_spread(kernels, scale, stated, total)


def _stated(kernels: Kernels) -> tuple[Floats, Floats]:
    """Return the sum of weights and the mean stated deviation of every cell."""
    total = sum_by(kernels.cell, kernels.weight, kernels.cells)
    return total, sum_by(kernels.cell, kernels.weight * (kernels.below + kernels.above) / 2, kernels.cells) / total


def effective_voices(kernels: Kernels) -> Floats:
    """Return (sum w)^2 / sum w^2 over the voices of every cell (Kish 1965), shape (cells,).

    Examples
    --------
    >>> ones, zeros = np.ones(3), np.zeros(3, dtype=int)
    >>> effective_voices(Kernels(1, zeros, np.array([0, 0, 1]), np.array([0.5, 0.5, 1.0]), ones, ones, ones)).tolist()
    [2.0]
    """
    total = sum_by(kernels.cell, kernels.weight, kernels.cells)
    starts = kernels.voice_starts
    per_voice = np.add.reduceat(kernels.weight, starts)
    return total**2 / sum_by(kernels.cell[starts], per_voice**2, kernels.cells)


def variance_between(kernels: Kernels) -> Floats:
    """Return the weighted variance of the centres of every cell, shape (cells,).

    Unbiased for k effective voices; 0 with one voice.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> variance_between(Kernels(1, zeros, np.arange(2), ones, np.array([0.0, 2.0]), ones, ones)).tolist()
    [2.0]
    """
    total, voices = sum_by(kernels.cell, kernels.weight, kernels.cells), effective_voices(kernels)
    mean = sum_by(kernels.cell, kernels.weight * kernels.centre, kernels.cells) / total
    off = (kernels.centre - mean[kernels.cell]) ** 2
    variance = sum_by(kernels.cell, kernels.weight * off, kernels.cells) / total
    return variance * voices / np.maximum(voices - 1, 1e-9) * (voices > 1 + 1e-9)
