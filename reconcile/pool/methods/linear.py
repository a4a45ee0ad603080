"""Linear opinion pool: F(x) = sum of w_i F_i(x) over sum of w_i, bounds multiplied in."""

from __future__ import annotations

import numpy as np

from reconcile.pool.kernels import Bounds, Floats, Kernels
from reconcile.pool.mixture import blocks, mix

__all__ = ["pool"]


def pool(kernels: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return quantiles of the weighted mixture.

    Parameters
    ----------
    kernels : Kernels
        Widened.
    bounds : Bounds
        Multiply the mixture: factor 1 on the allowed side, `leak` on the other.
    levels : ndarray of float, shape (levels,), rising

    Returns
    -------
    ndarray of float, shape (cells, levels)
        On the working scale; never nan.

    Examples
    --------
    >>> one, here = np.ones(1), np.zeros(1, dtype=int)
    >>> pool(Kernels(1, here, here, one, 5 * one, one, one), Bounds.none(), np.array([0.5])).round(3).tolist()
    [[5.0]]
    """
    quantiles = np.empty((kernels.cells, len(levels)))
    for cells, _, part, cut in blocks(kernels, bounds):
        quantiles[cells] = mix(part, cut).quantiles(levels)
    return np.maximum.accumulate(quantiles, axis=1)
