"""Q, I^2, tau^2 and the Birge ratio of every cell: how far voices scatter beyond their own ranges.

They are computed from ranges as stated, one value for each voice, on the working scale. They only describe: what agrees
and what may be printed follows from tail probabilities (`agreement`), which use weights and widened kernels.
"""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc

from reconcile.arrays import Floats, Ints
from reconcile.pool.calibration import as_stated
from reconcile.pool.kernels import Kernels
from reconcile.pool.methods.random_effects import Meta, meta

__all__ = ["q_probability", "scatter"]


def scatter(kernels: Kernels, scale: Ints) -> Meta:
    """Return the random-effects model (DerSimonian-Laird) of the voices of every cell.

    A voice counts once, however many kernels it has (`Kernels.by_voice`).

    Parameters
    ----------
    kernels : Kernels
        As stated; deviations below the least width are raised to it.
    scale : ndarray of int, shape (cells,)
        LOG, LINEAR or PROPORTION.

    Returns
    -------
    Meta
        Arrays of shape (cells,); with one voice q = i2 = tau2 = 0 and birge = 1.

    Examples
    --------
    >>> ones, zeros = np.ones(2), np.zeros(2, dtype=int)
    >>> fit = scatter(Kernels(1, zeros, np.arange(2), ones, np.array([0.0, 2.0]), ones, ones), np.array([1]))
    >>> fit.q.tolist(), fit.tau2.tolist(), fit.i2.tolist()
    ([2.0], [1.0], [0.5])
    """
    return meta(*as_stated(kernels, scale).by_voice(), "dl", "t")


def q_probability(fit: Meta) -> Floats:
    """Return the probability that chance alone makes Q at least as large, shape (groups,); nan with one voice.

    Examples
    --------
    >>> q_probability(meta([0.0, 2.0], [1.0, 1.0], [0])).round(3).tolist()
    [0.157]
    """
    return np.where(fit.k > 1, chdtrc(np.maximum(fit.k - 1, 1), fit.q), np.nan).astype(np.float64)
