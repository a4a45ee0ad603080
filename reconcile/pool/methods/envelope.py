"""Envelope: from the lowest to the highest of the kernels' quantiles, the weighted median between."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.methods.median import weighted_median

__all__ = ["pool"]

# the level between lower and upper quantiles
MEDIAN = 0.5


def pool(kernels: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return the lowest quantile of all kernels below the median, the highest above it, and the weighted median.

    Parameters
    ----------
    kernels : Kernels
    bounds : Bounds
        Not used.
    levels : ndarray of float, shape (levels,)

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Notes
    -----
    q(p) = min of q_i(p) below the middle, max above it, the weighted median at it.

    Assumes: no voice can be ruled out.

    Misleads: grows with the number of voices; one careless claim sets an end.

    Reference: interval arithmetic: hull of the ranges (Ferson et al. 2003).

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> pair = Kernels(1, zeros, np.array([0, 1]), ones, np.array([0.0, 2.0]), ones, ones)
    >>> pool(pair, Bounds.none(), np.array([0.05, 0.5, 0.95])).round(2).tolist()
    [[-1.64, 1.0, 3.64]]
    """
    quantiles = kernels.quantiles(levels)
    lowest, highest = (edge.reduceat(quantiles, kernels.starts, axis=0) for edge in (np.minimum, np.maximum))
    middle = weighted_median(kernels.cell, kernels.centre, kernels.weight, kernels.cells)[:, None]
    return np.select(
        [levels < MEDIAN, levels > MEDIAN], [np.minimum(lowest, middle), np.maximum(highest, middle)], middle
    )
