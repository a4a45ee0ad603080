"""Kernels with the track record of their voices: widths to be blended, and biases where the config says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from reconcile.arrays import Ints
from reconcile.pool.kernels import Kernels
from reconcile.pool.past_errors import PastErrors
from reconcile.ranges.scale import SCALES, Scale
from reconcile.sources.past_of_claims import PastOfClaims

__all__ = ["with_past"]


def with_past(kernels: Kernels, scale: Scale, past: PastOfClaims | None, claim: Ints) -> Kernels:
    """Return kernels with the track record of their voices, where it was learned on the working scale of their cell.

    Parameters
    ----------
    kernels : Kernels
    scale : Scale, arrays of shape (cells,)
    past : PastOfClaims or None
    claim : ndarray of int, shape (kernels,)
        Row of each kernel's claim.

    Returns
    -------
    Kernels
        The same where there is no record.

    Examples
    --------
    >>> ones, zero = np.ones(1), np.zeros(1, dtype=int)
    >>> kernels = Kernels(1, zero, zero, ones, ones, ones, ones)
    >>> with_past(kernels, Scale(zero, 0 * ones), None, zero) is kernels
    True
    """
    if past is None:
        return kernels
    kind = np.array([SCALES.get(word, -1) for word in past.scale[claim]], dtype=np.int64)
    fits = kind == scale.kind[kernels.cell]
    known = PastErrors(np.where(fits, past.deviation[claim], np.nan), past.sure[claim])
    return replace(kernels, centre=kernels.centre - np.where(fits, past.bias[claim], 0.0), past=known)
