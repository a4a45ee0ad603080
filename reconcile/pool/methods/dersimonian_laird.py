"""DerSimonian and Laird: the variance between sources from Cochran's Q, in closed form."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats, Ints
from reconcile.pool.segments import Segments

__all__ = ["from_moments", "tau2"]


def tau2(groups: Segments) -> Floats:
    """Return max(0, (Q - (k - 1)) / (sum w - sum w^2 / sum w)), w = 1 / v, Q = sum w (y - mean)^2.

    Assumes that stated variances are right; needs no normality. Misleads by being too low if sources are few or of very
    different precision (Veroniki et al. 2016). With one source, and wherever Q is below k - 1, it is 0.

    Parameters
    ----------
    groups : Segments

    Returns
    -------
    ndarray of float, shape (groups,), in squared units of y

    References
    ----------
    DerSimonian and Laird (1986), Meta-analysis in clinical trials, eq. 8.

    Examples
    --------
    >>> tau2(Segments.of([0.0, 2.0, 5.0, 5.0], [1.0, 1.0, 1.0, 1.0], [0, 2])).tolist()
    [1.0, 0.0]
    """
    _, q, spare = groups.fixed
    return from_moments(q, groups.sizes, spare)


def from_moments(q: Floats, k: Ints, spare: Floats) -> Floats:
    """Return the estimate from Cochran's Q, the number k of sources, and `spare` = sum w - sum w^2 / sum w.

    All have shape (groups,). With one source, or a `spare` of 0, it is 0.

    Examples
    --------
    >>> from_moments(np.array([2.0]), np.array([2]), np.array([1.0])).tolist()
    [1.0]
    """
    several = (k > 1) & (spare > 0)
    cut: Floats = np.where(several, np.maximum(q - (k - 1), 0.0) / np.where(several, spare, 1.0), 0.0)
    return cut
