"""Vincent average: the p-quantile of the pool is the weighted mean of the kernels' p-quantiles."""

from __future__ import annotations

import numpy as np

from reconcile.pool.kernels import Bounds, Floats, Kernels, sum_by

__all__ = ["pool"]


def pool(kernels: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return the weighted mean of quantiles.

    Parameters
    ----------
    kernels : Kernels
    bounds : Bounds
        Not used: an average of quantiles has no place to cut.
    levels : ndarray of float, shape (levels,)

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Examples
    --------
    >>> one, here = np.ones(2), np.zeros(2, dtype=int)
    >>> pair = Kernels(1, here, np.array([0, 1]), one, np.array([0.0, 2.0]), one, one)
    >>> pool(pair, Bounds.none(), np.array([0.5])).tolist()
    [[1.0]]
    """
    each = kernels.weight[:, None] * kernels.quantiles(levels)
    total = sum_by(kernels.cell, kernels.weight, kernels.cells)
    return np.stack([sum_by(kernels.cell, column, kernels.cells) / total for column in each.T], axis=1)
