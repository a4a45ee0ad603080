"""The fixed-effect (equal-effects) model: no variance between sources."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats
from reconcile.pool.segments import Segments

__all__ = ["tau2"]


def tau2(groups: Segments) -> Floats:
    """Return 0 for every group: all sources measure one value and differ by their stated errors alone.

    Assumes that the stated errors are honest and independent. Misleads wherever they are not: on expert judgement its
    90% interval held the truth 17% of the time.

    Parameters
    ----------
    groups : Segments

    Returns
    -------
    ndarray of float, shape (groups,), in squared units of y

    References
    ----------
    Birge (1932), The calculation of errors by the method of least squares; Hedges and Olkin (1985), chapter 6.

    Examples
    --------
    >>> tau2(Segments.of([0.0, 9.0], [1.0, 1.0], [0])).tolist()
    [0.0]
    """
    return np.zeros(len(groups.starts))
