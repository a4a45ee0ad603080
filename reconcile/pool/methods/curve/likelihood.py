"""How figures pull at what the model says of them: heavy-tailed where they say where the value is, soft for bounds."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from reconcile.arrays import Floats
from reconcile.pool.methods.curve.reports import Reports

__all__ = ["FREEDOM", "pull_and_bend", "tail_weight"]

# degrees of freedom of errors: slips, relays of old figures and misread numbers are far off more often than a normal
# error (Lange, Little & Taylor 1989, Robust statistical modeling using the t distribution, use 4)
FREEDOM = 4.0

# chance that a floor or a ceiling does not hold, and the width of its edge on the log scale (docs/methods/bounds.md)
LEAK, EDGE = 0.1, 0.15


def tail_weight(square: Floats, variance: Floats) -> Floats:
    """Return how much a figure counts that is off by this much, squared: less than 1 where it is far off.

    Examples
    --------
    >>> tail_weight(np.array([1.0, 16.0]), np.array([1.0, 1.0])).tolist()
    [1.0, 0.25]
    """
    return (FREEDOM + 1) / (FREEDOM + square / variance)


def pull_and_bend(reports: Reports, said: Floats, error_sd: Floats) -> tuple[Floats, Floats]:
    """Return slope and curvature (0 or more) of the log likelihood of every report, at what the model says of it.

    Parameters
    ----------
    reports : Reports
    said : ndarray of float, shape (N,)
        What the model says that the figure is, on the log scale.
    error_sd : ndarray of float, shape (N,)
        Error of the report's voice.

    Notes
    -----
    A figure has an error of Student's t with 4 degrees of freedom, whose scale is sqrt(side^2 + error_sd^2), with the
    side on which the model lies; a bound has log(0.1 + 0.9 Phi(z)), z = (said - bound) / 0.15, or minus that.

    Examples
    --------
    >>> ones, zeros = np.ones(1), np.zeros(1, dtype=int)
    >>> figure = Reports(series=zeros, voice=zeros, since=ones, day=ones, centre=2 * ones, below=ones, above=ones,
    ...                  weight=ones, bound=zeros)
    >>> [values.tolist() for values in pull_and_bend(figure, ones, 0 * ones)]
    [[1.0], [1.0]]
    """
    off = reports.centre - said
    variance = np.where(off > 0, reports.below, reports.above) ** 2 + error_sd**2
    bend = np.where(reports.bound == 0, 1 / np.maximum(variance, LEAST_VARIANCE), 0.0)
    bend = reports.weight * bend * tail_weight(off**2, np.maximum(variance, LEAST_VARIANCE))
    pull, bounds = bend * off, np.flatnonzero(reports.bound != 0)
    pull[bounds], bend[bounds] = _of_bounds(reports.take(bounds), said[bounds])
    return pull, bend


# least variance of a figure: no count is known better than by 0.3% (as in `calibration`)
LEAST_VARIANCE = 0.003**2


def _of_bounds(bounds: Reports, said: Floats) -> tuple[Floats, Floats]:
    sign = bounds.bound.astype(np.float64)
    z = sign * (said - bounds.centre) / EDGE
    density = np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)
    slope = (1 - LEAK) * density / (LEAK + (1 - LEAK) * ndtr(z))
    bend = np.maximum(slope * (z + slope), 0.0)
    return bounds.weight * sign * slope / EDGE, bounds.weight * bend / EDGE**2
