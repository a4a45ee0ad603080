"""How many times as wide ranges would have to be for their sum to be possible."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Flags, Floats

__all__ = ["MOST_RADIUS", "radius_of"]

# no more is said than that ranges would have to be this many times as wide
MOST_RADIUS = 100.0

# halvings of the search: to a hundred-millionth of `MOST_RADIUS`
_HALVINGS = 34


def radius_of(quantiles: Floats, exact: Flags) -> Floats:
    """Return the factor by which every range must be widened about its best, on the log scale, for the sum to fit.

    Parameters
    ----------
    quantiles : ndarray of float, shape (systems, figures, quantiles)
        Above 0; the last figure is the total.
    exact : ndarray of bool, shape (systems,)
        Whether the total is the sum; else it is at least the sum.

    Returns
    -------
    ndarray of float, shape (systems,)
        0 where the best figures fit, up to 1 where the ranges do, at most `MOST_RADIUS`.

    Examples
    --------
    >>> quantiles = np.exp([[[2.0, 3.0, 4.0], [4.0, 5.0, 6.0]], [[4.0, 5.0, 6.0], [2.0, 3.0, 4.0]]])
    >>> radius_of(quantiles, np.array([False, False])).round(6).tolist()
    [0.0, 1.0]
    """
    logs = np.log(quantiles)
    best, last = logs[..., logs.shape[-1] // 2], logs.shape[-1] - 1
    above = np.exp(best[:, :-1]).sum(axis=1) > np.exp(best[:, -1])
    # what lies too high is lowered, and what lies too low is raised
    down, up = best - logs[..., 0], logs[..., last] - best
    least, most = np.zeros(len(best)), np.full(len(best), MOST_RADIUS)
    for _ in range(_HALVINGS):
        middle = (least + most) / 2
        wide = middle[:, None]
        low, high = best - wide * down, best + wide * up
        meets = np.where(
            above, np.exp(low[:, :-1]).sum(axis=1) <= np.exp(high[:, -1]),
            np.exp(np.minimum(high[:, :-1], _HUGE)).sum(axis=1) >= np.exp(low[:, -1]),
        )  # fmt: skip
        least, most = np.where(meets, least, middle), np.where(meets, middle, most)
    fits = np.where(exact, np.isclose(np.exp(best[:, :-1]).sum(axis=1), np.exp(best[:, -1])), ~above)
    return np.where(fits, 0.0, most)


# logarithm above which no figure is raised: the largest number that a float holds is e^709
_HUGE = 600.0
