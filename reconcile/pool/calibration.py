"""The spread that is added to every kernel before mixing, because sources are overconfident and disagree.

*Stated* is the width a source gives its own range; *between* is how far the centres of voices stand apart. With
`own`, a cell's own disagreement counts, shrunk to the common one; with `common`, only the common one: a check that
disagreement does not hide itself by widening everything. With `voice`, it is the common spread of a single voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Floats, Ints
from reconcile.pool.kernels import Kernels, sum_by
from reconcile.ranges.scale import LINEAR

__all__ = [
    "Stake",
    "as_stated",
    "common_spread",
    "effective_voices",
    "spread_variance",
    "typical_spread",
    "variance_between",
    "widened",
]

Between = Literal["own", "common", "voice"]

# factor on the stated deviation; fitted with the next one on expert judgement and polls (docs/methods/calibration.md)
STATED_FACTOR = 1.2

# factor on the deviation between voices; as above
BETWEEN_FACTOR = 0.8

# deviation between voices to which a cell's own is shrunk, in log or logit units: two independent counts of one
# thing differ by about 30% (docs/model.md, 4: a common log spread near 0.3)
COMMON_SPREAD = 0.3

# voices that the common spread counts for when a cell's own is shrunk; chosen with the factors above
COMMON_VOICES = 2.0

# least deviation, as a share of the common spread (0.3% on a log scale): hardly a count is known better than that,
# and no kernel becomes a needle that the models without added spread would believe alone
LEAST = 0.01


# deviation that a stake adds on the side it hides, in common spreads: the 95% end at a factor of 1.6, between what
# belligerents were off on area (2024: 4,500 sq km against 3,600-4,168) and on dead (July 2022: 38,500 against
# 15,000-20,000)
STAKE_FACTOR = 1.0


@dataclass(frozen=True)
class Stake:
    """Kernels that their voice's stake widens, each of shape (kernels,): on the low side, on the high side."""

    low: npt.NDArray[np.bool_]
    high: npt.NDArray[np.bool_]


def widened(
    kernels: Kernels,
    scale: Ints,
    stake: Stake | None = None,
    *,
    between: Between = "own",
    located: npt.NDArray[np.bool_] | None = None,
) -> Kernels:
    """Add the spread to both sides of every kernel, and the stake to one.

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
        Kernels that the spread is measured on, at least one a cell; all of them if not given.

    Returns
    -------
    Kernels
        Deviations sqrt(d**2 + v + t**2), v from `spread_variance`, t the stake's; all above 0.

    Examples
    --------
    >>> one = np.ones(1)
    >>> wide = widened(Kernels(1, np.array([0]), np.array([0]), one, one, 0 * one, 0 * one), np.array([0]))
    >>> round(float(wide.below[0]), 3)
    0.24
    """
    told = kernels if located is None or located.all() else kernels.take(located)
    variance = spread_variance(told, scale, between=between)[kernels.cell]
    return _with_stake(kernels, variance, scale, stake)


def _with_stake(kernels: Kernels, variance: Floats, scale: Ints, stake: Stake | None) -> Kernels:
    below, above = kernels.below**2 + variance, kernels.above**2 + variance
    if stake is not None:
        total, stated = _stated(kernels)
        extra = (STAKE_FACTOR * typical_spread(kernels, scale, stated, total)[kernels.cell]) ** 2
        below, above = below + extra * stake.low, above + extra * stake.high
    return kernels.with_sides(np.sqrt(below), np.sqrt(above))


def as_stated(kernels: Kernels, scale: Ints, stake: Stake | None = None) -> Kernels:
    """Return the kernels as stated, none below the least width; for methods that model disagreement themselves.

    Examples
    --------
    >>> one = np.ones(1)
    >>> exact = Kernels(1, np.array([0]), np.array([0]), one, one, 0 * one, one)
    >>> as_stated(exact, np.array([0])).below.round(4).tolist()
    [0.003]
    """
    total, stated = _stated(kernels)
    least = LEAST * typical_spread(kernels, scale, stated, total)[kernels.cell]
    sharp = kernels.with_sides(np.maximum(kernels.below, least), np.maximum(kernels.above, least))
    return _with_stake(sharp, np.zeros(len(least)), scale, stake)


def spread_variance(kernels: Kernels, scale: Ints, *, between: Between = "own") -> Floats:
    """Return the variance added in each cell, shape (cells,).

    ((1.2 s)^2 + (0.8 b)^2) / k, with s the mean stated deviation, b the deviation between voices (k - 1 degrees of
    freedom, shrunk to the common spread), k the effective number of voices. All means are weighted, so that a voice
    told by ten relays counts once. With `common` b is the common spread alone; with `voice` it is, too, and is not
    divided by k: one voice may lie that far from the truth, however many others there are.
    """
    total, stated = _stated(kernels)
    voices = effective_voices(kernels)
    common = typical_spread(kernels, scale, stated, total)
    variance = common**2
    if between == "own":
        own = variance_between(kernels)
        variance = ((voices - 1) * own + COMMON_VOICES * variance) / (voices - 1 + COMMON_VOICES)
    shared = 1.0 if between == "voice" else voices
    added = (STATED_FACTOR * stated) ** 2 / voices + BETWEEN_FACTOR**2 * variance / shared
    return np.maximum(added, (LEAST * common) ** 2)


def typical_spread(kernels: Kernels, scale: Ints, stated: Floats, total: Floats) -> Floats:
    """Return the common spread in each cell's working units.

    On a linear scale, which has no unit of its own, it is the mean stated deviation, else 30% of the mean size.
    """
    size = sum_by(kernels.cell, kernels.weight * np.abs(kernels.centre), kernels.cells) / total
    linear = np.where(stated > 0, stated, COMMON_SPREAD * np.where(size > 0, size, 1.0))
    return np.where(scale == LINEAR, linear, COMMON_SPREAD)


def common_spread(kernels: Kernels, scale: Ints) -> Floats:
    """Return the common spread of every cell in its working units, shape (cells,).

    Examples
    --------
    >>> one = np.ones(1)
    >>> common_spread(Kernels(1, np.array([0]), np.array([0]), one, one, one, one), np.array([LINEAR])).tolist()
    [1.0]
    """
    total, stated = _stated(kernels)
    return typical_spread(kernels, scale, stated, total)


def _stated(kernels: Kernels) -> tuple[Floats, Floats]:
    """Return the sum of weights and the mean stated deviation of every cell."""
    total = sum_by(kernels.cell, kernels.weight, kernels.cells)
    return total, sum_by(kernels.cell, kernels.weight * (kernels.below + kernels.above) / 2, kernels.cells) / total


def effective_voices(kernels: Kernels) -> Floats:
    """Return (sum w)^2 / sum w^2 over the voices of every cell (Kish 1965), shape (cells,).

    Examples
    --------
    >>> one, here = np.ones(3), np.zeros(3, dtype=int)
    >>> effective_voices(Kernels(1, here, np.array([0, 0, 1]), np.array([0.5, 0.5, 1.0]), one, one, one)).tolist()
    [2.0]
    """
    total = sum_by(kernels.cell, kernels.weight, kernels.cells)
    starts = kernels.voice_starts
    per_voice = np.add.reduceat(kernels.weight, starts)
    return total**2 / sum_by(kernels.cell[starts], per_voice**2, kernels.cells)


def variance_between(kernels: Kernels) -> Floats:
    """Return the weighted variance of the centres of every cell, unbiased for k effective voices; 0 with one.

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> variance_between(Kernels(1, here, np.arange(2), one, np.array([0.0, 2.0]), one, one)).tolist()
    [2.0]
    """
    total, voices = sum_by(kernels.cell, kernels.weight, kernels.cells), effective_voices(kernels)
    mean = sum_by(kernels.cell, kernels.weight * kernels.centre, kernels.cells) / total
    off = (kernels.centre - mean[kernels.cell]) ** 2
    variance = sum_by(kernels.cell, kernels.weight * off, kernels.cells) / total
    return variance * voices / np.maximum(voices - 1, 1e-9) * (voices > 1 + 1e-9)
