"""How far off voices used to be, as widths of their kernels.

A voice whose figures were compared with values that became known has a typical error of its own. The width of its
kernel is moved towards that error; where too few values are known, it may only grow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Floats, Ints

__all__ = ["PastErrors"]

# share of the past error in the logarithm of a width; on expert judgement the score is flat from 0.2 to 0.5
# (docs/methods/track-record.md), and a third leaves most to what the source says of this figure
PAST_SHARE = 1 / 3


@dataclass(frozen=True)
class PastErrors:
    """The past errors of the voices of N kernels.

    Attributes
    ----------
    deviation : ndarray of float, shape (N,)
        Typical error, as a standard deviation in working units; nan for a voice without a record.
    sure : ndarray of bool, shape (N,)
        Whether enough values are known for the width to shrink as well.
    """

    deviation: Floats
    sure: Flags

    def take(self, rows: Flags | Ints) -> PastErrors:
        """Return the past errors of some kernels, in the order asked for."""
        return PastErrors(self.deviation[rows], self.sure[rows])

    def blended(self, width: Floats) -> Floats:
        """Return the widths of kernels, shape (N,), moved towards past errors.

        Examples
        --------
        >>> past = PastErrors(np.array([0.8, 0.0125, 0.0125, np.nan]), np.array([True, True, False, False]))
        >>> past.blended(np.full(4, 0.1)).round(6).tolist()
        [0.2, 0.05, 0.1, 0.1]
        """
        towards = width ** (1 - PAST_SHARE) * self.deviation**PAST_SHARE
        moved: Floats = np.where(self.sure, towards, np.fmax(towards, width))
        return np.where(np.isnan(self.deviation), width, moved)
