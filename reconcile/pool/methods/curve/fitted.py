"""The curves that meet all reports best, and how far they may be off; scales learned between rounds of Newton steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats
from reconcile.pool.methods.curve.arrow import Arrow
from reconcile.pool.methods.curve.learned_scales import Scales, learned_scales, scales_before
from reconcile.pool.methods.curve.newton import improved, prior_system
from reconcile.pool.methods.curve.priors import PRIORS, Priors
from reconcile.pool.methods.curve.reports import Reports
from reconcile.pool.methods.curve.series_design import SeriesDesign, lay_out

__all__ = ["Fit", "fit"]

# rounds in which scales are learned, and Newton steps of each at most; with 4 rounds the scales of 30 voices still
# hung on where they began
ROUNDS, STEPS_OF_ROUND, LAST_STEPS = 10, 12, 25

# share by which no scale moves any more when learning ends
SETTLED = 0.01


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Fitted curves.

    Attributes
    ----------
    designs : list of SeriesDesign
    unknowns : list of ndarray of float
        By series, in the order of `SeriesDesign`.
    shared : ndarray of float, shape (voices,)
        Biases of voices over all series.
    arrow : Arrow
        Its inverse is the covariance of all unknowns.
    scales : Scales
    priors : Priors
    """

    designs: list[SeriesDesign]
    unknowns: list[Floats]
    shared: Floats
    arrow: Arrow
    scales: Scales
    priors: Priors


def fit(reports: Reports, last: float, priors: Priors = PRIORS, start: Fit | None = None) -> Fit:
    """Fit one curve to each series, all of them heard through the same voices.

    Parameters
    ----------
    reports : Reports
        Sorted and merged; every series has a figure that says where the value is.
    last : float
        Day to which curves go on beyond their newest figure.
    priors : Priors, optional
    start : Fit, optional
        A fit of the same reports under other priors, whose unknowns are near.

    Returns
    -------
    Fit

    Examples
    --------
    >>> ones, zeros = np.ones(3), np.zeros(3, dtype=int)
    >>> three = Reports(series=zeros, voice=np.array([0, 1, 2]), since=np.nan * ones, day=np.array([0.0, 30.0, 60.0]),
    ...                 centre=np.log([100.0, 200.0, 300.0]), below=0.05 * ones, above=0.05 * ones, weight=ones,
    ...                 bound=zeros)
    >>> fitted = fit(three, 60.0)
    >>> design = fitted.designs[0]
    >>> np.exp(design.log_count(fitted.unknowns[0], design.parts)[0]).round(-1).tolist()
    [100.0, 200.0, 310.0]
    """
    count = int(reports.series.max(initial=-1)) + 1
    designs = start.designs if start else [lay_out(reports.take(reports.series == s), last) for s in range(count)]
    scales = scales_before(designs, priors)
    unknowns = start.unknowns if start else [prior_system(design, scales, priors)[1] for design in designs]
    shared = start.shared if start else np.zeros(int(reports.voice.max(initial=-1)) + 1)
    for _ in range(ROUNDS):
        unknowns, shared, arrow = improved(designs, unknowns, shared, scales, priors, STEPS_OF_ROUND)
        before, scales = scales, learned_scales(designs, unknowns, shared, arrow, scales, priors)
        if _moved(before, scales) < SETTLED:
            break
    unknowns, shared, arrow = improved(designs, unknowns, shared, scales, priors, LAST_STEPS)
    return Fit(designs=designs, unknowns=unknowns, shared=shared, arrow=arrow, scales=scales, priors=priors)


def _moved(before: Scales, after: Scales) -> float:
    """Return the largest share by which a common scale has moved."""
    old, new = (
        np.array([scales.voice_sd, scales.series_sd, scales.drift, scales.error_all]) for scales in (before, after)
    )
    return float(np.abs(new / old - 1).max())
