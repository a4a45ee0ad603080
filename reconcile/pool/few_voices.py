"""Two and three voices: their mixture is moved part of the way to what one more voice would say.

A mixture of two voices holds less often than it says, because their scatter hardly shows how far voices lie apart. So
its quantiles are blended with those of a model in which that spread is unknown (`one_more_voice`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Floats, Ints
from reconcile.pool.blocks import each_block
from reconcile.pool.bounds import Placed
from reconcile.pool.calibration import BETWEEN_FACTOR, Stake, effective_voices, shrunk_between
from reconcile.pool.kernels import Bounds, Kernels, sum_by
from reconcile.pool.one_more_voice import one_more_voice

__all__ = ["FewVoices", "few_voices", "scale_of_prior", "share_of_model"]

# scale of the prior for the spread between voices, in mean stated deviations; fitted on expert judgement and
# polls, and scored on the study that is left out (docs/methods/calibration.md)
PRIOR_FACTOR = 1.9

# share of the model in the quantiles of two voices; as above
SHARE_OF_TWO = 0.5

# effective voices from which on the mixture stands alone; between two and these, the share falls in a straight line
MANY_VOICES = 4.0

# share below which the model is not asked: rounding
_NO_SHARE = 1e-9


@dataclass(frozen=True)
class FewVoices:
    """The cells of few voices, and by how much what is read from their mixture moves.

    Attributes
    ----------
    cells : ndarray of bool, shape (all cells,)
    share : ndarray of float, shape (cells,)
        Share of the model in the quantiles.
    kernels : Kernels
        Those of the cells, as stated.
    scale : ndarray of float, shape (cells,)
        Of the prior for the spread between voices, in working units.
    """

    cells: Flags
    share: Floats
    kernels: Kernels
    scale: Floats

    def quantiles(self, levels: Floats) -> Floats:
        """Return what one more voice would say, shape (cells, levels)."""
        model = np.empty((self.kernels.cells, len(levels)))

        def solve(cells: slice, _rows: slice, block: Kernels, _cuts: Bounds) -> None:
            model[cells] = one_more_voice(block, self.scale[cells]).quantiles(levels)

        each_block(self.kernels, Bounds.none(), solve)
        return model

    def led(self, quantiles: Floats, model: Floats) -> Floats:
        """Return the quantiles of all cells, shape (all cells, levels), those of few voices blended with the model's.

        Parameters
        ----------
        quantiles : ndarray of float, shape (all cells, levels)
        model : ndarray of float, shape (cells, levels)
            From `quantiles`, at the same levels.
        """
        return _blended(quantiles, model, self.cells, self.share)

    def led_without(self, without: Floats, levels: Floats, cell: Ints) -> Floats:
        """Return quantiles without each kernel, shape (all kernels, levels), those of cells of few voices blended.

        Parameters
        ----------
        without : ndarray of float, shape (all kernels, levels)
        levels : ndarray of float, shape (levels,)
        cell : ndarray of int, shape (all kernels,)
        """
        model = np.empty((len(self.kernels.cell), len(levels)))

        def solve(cells: slice, rows: slice, block: Kernels, _cuts: Bounds) -> None:
            model[rows] = one_more_voice(block, self.scale[cells]).without(levels)

        each_block(self.kernels, Bounds.none(), solve)
        return _blended(without, model, self.cells[cell], self.share[self.kernels.cell])


def few_voices(placed: Placed, stake: Stake, scale: Ints) -> FewVoices:
    """Find the cells whose mixture is moved: between one voice and four, nothing but two-sided claims of one time.

    Cells with a bound, a stake or a voice with a track record, and totals that were counted on several days, which have
    a spread of their own for few voices, keep their mixture. A hard floor cuts off what is under it afterwards.

    Parameters
    ----------
    placed : Placed
    stake : Stake, arrays of shape (kernels,)
    scale : ndarray of int, shape (cells,)

    Returns
    -------
    FewVoices

    Examples
    --------
    >>> from reconcile.pool.bounds import place_bounds
    >>> ones, zeros, nobody = np.ones(2), np.zeros(2, dtype=int), np.zeros(2, dtype=bool)
    >>> pair = Kernels(1, zeros, np.array([0, 1]), ones, np.array([0.0, 2.0]), ones, ones)
    >>> placed = place_bounds(pair, np.array(["", ""], dtype=object), ones)
    >>> few_voices(placed, Stake(nobody, nobody), np.array([0])).share.tolist()
    [0.5]
    """
    kernels = placed.kernels
    share = share_of_model(effective_voices(kernels))
    taken = (share > _NO_SHARE) & ~placed.moving & ~placed.bounds_alone
    taken &= np.bincount(placed.bounds.cell, minlength=kernels.cells) == 0
    barred = ~placed.located | stake.low | stake.high
    if kernels.past is not None:
        barred |= ~np.isnan(kernels.past.deviation)
    taken[kernels.cell[barred]] = False
    few = kernels.of_cells(taken)
    return FewVoices(taken, share[taken], few, scale_of_prior(few, scale[taken]))


def share_of_model(voices: Floats) -> Floats:
    """Return the share of the model in the quantiles of cells with so many effective voices.

    It rises from 0 at one voice, of which nobody else speaks, and falls to 0 at `MANY_VOICES`.

    Examples
    --------
    >>> share_of_model(np.array([1.0, 1.5, 2.0, 3.0, 5.0])).tolist()
    [0.0, 0.25, 0.5, 0.25, 0.0]
    """
    falling = (MANY_VOICES - voices) / (MANY_VOICES - 2.0)
    share: Floats = SHARE_OF_TWO * np.clip(np.minimum(voices - 1.0, falling), 0.0, 1.0)
    return share


def scale_of_prior(kernels: Kernels, scale: Ints) -> Floats:
    """Return the scale of the prior for the spread between voices, in working units, shape (cells,).

    It is at least what the mixture takes from the deviation between voices: exact figures differ, too, and what voices
    differ by is not ruled out.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> scale_of_prior(Kernels(1, zeros, np.array([0, 1]), ones, ones, ones, ones), np.array([0])).tolist()
    [1.9]
    """
    if not kernels.cells:
        return np.zeros(0)
    stated = sum_by(kernels.cell, kernels.weight * (kernels.below + kernels.above) / 2, kernels.cells)
    mean = stated / sum_by(kernels.cell, kernels.weight, kernels.cells)
    return np.maximum(PRIOR_FACTOR * mean, BETWEEN_FACTOR * np.sqrt(shrunk_between(kernels, scale)))


def _blended(told: Floats, model: Floats, rows: Flags, share: Floats) -> Floats:
    if not rows.any():
        return told
    blended = told.copy()
    blended[rows] += share[:, None] * (model - told[rows])
    return blended
