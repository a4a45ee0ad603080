"""Normal random-effects model: y_i ~ N(mu, v_i + tau^2), tau^2 by DerSimonian and Laird.

The interval is the prediction interval for a further voice, mu +- t(k - 1) sqrt(tau^2 + se^2).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from reconcile.pool.kernels import Bounds, Floats, Ints, Kernels, sum_by

__all__ = ["Effects", "dersimonian_laird", "pool"]


@dataclass(frozen=True)
class Effects:
    """Results of the model, each of shape (cells,).

    `q` is Cochran's Q, `i2` the share of the scatter beyond chance (Higgins and Thompson 2002), `birge` the ratio
    sqrt(Q / (k - 1)), at least 1 (Birge 1932); with one voice q = i2 = tau2 = 0 and birge = 1.
    """

    k: Floats
    mean: Floats
    error: Floats
    tau2: Floats
    q: Floats
    i2: Floats
    birge: Floats


def dersimonian_laird(cell: Ints, centre: Floats, variance: Floats, cells: int) -> Effects:
    """Fit all cells at once.

    tau^2 = max(0, (Q - (k - 1)) / (sum w - sum w^2 / sum w)), w = 1 / v (DerSimonian and Laird 1986, eq. 8).

    Parameters
    ----------
    cell : ndarray of int, shape (N,)
    centre, variance : ndarray of float, shape (N,)
        Variances above 0.
    cells : int

    Returns
    -------
    Effects

    Examples
    --------
    >>> fit = dersimonian_laird(np.zeros(2, dtype=int), np.array([0.0, 2.0]), np.ones(2), 1)
    >>> fit.tau2.tolist(), fit.q.tolist()
    ([1.0], [2.0])
    """
    k = np.bincount(cell, minlength=cells).astype(np.float64)
    weight = 1 / variance
    total, mean = _mean(cell, centre, weight, cells)
    q = sum_by(cell, weight * (centre - mean[cell]) ** 2, cells)
    spare = total - sum_by(cell, weight**2, cells) / total
    tau2 = np.where(k > 1, np.maximum(q - (k - 1), 0.0) / np.where(spare > 0, spare, np.inf), 0.0)
    total, mean = _mean(cell, centre, 1 / (variance + tau2[cell]), cells)
    i2 = np.where(q > k - 1, 1 - (k - 1) / np.where(q > k - 1, q, 1.0), 0.0)
    birge = np.sqrt(np.maximum(np.where(k > 1, q / np.maximum(k - 1, 1.0), 1.0), 1.0))
    return Effects(k, mean, np.sqrt(1 / total), tau2, q, np.where(k > 1, i2, 0.0), birge)


def _mean(cell: Ints, centre: Floats, weight: Floats, cells: int) -> tuple[Floats, Floats]:
    total = sum_by(cell, weight, cells)
    return total, sum_by(cell, weight * centre, cells) / total


def pool(kernels: Kernels, bounds: Bounds, levels: Floats) -> Floats:
    """Return quantiles of the prediction distribution.

    Parameters
    ----------
    kernels : Kernels
        Their mean deviations are taken as standard errors; weights are not used.
    bounds : Bounds
        Not used.
    levels : ndarray of float, shape (levels,)

    Returns
    -------
    ndarray of float, shape (cells, levels)
        With one voice its normal quantiles; else t with k - 1 degrees of freedom.

    Examples
    --------
    >>> one, here = np.ones(1), np.zeros(1, dtype=int)
    >>> pool(Kernels(1, here, here, one, 5 * one, one, one), Bounds.none(), np.array([0.5])).tolist()
    [[5.0]]
    """
    fit = dersimonian_laird(kernels.cell, kernels.centre, ((kernels.below + kernels.above) / 2) ** 2, kernels.cells)
    freedom = np.maximum(fit.k - 1, 1.0)[:, None]
    z = np.where(fit.k[:, None] > 1, stdtrit(freedom, levels[None, :]), ndtri(levels)[None, :])
    quantiles: Floats = fit.mean[:, None] + z * np.sqrt(fit.tau2 + fit.error**2)[:, None]
    return quantiles
