"""What the fit would be without each report: how far it pulls best, and whether the others foretell it.

Leaving one report out is a change of rank one of a linear system, so that nothing is fitted anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from reconcile.arrays import Floats
from reconcile.pool.methods.curve.fitted import Fit
from reconcile.pool.methods.curve.likelihood import FREEDOM, pull_and_bend

__all__ = ["LeftOut", "left_out"]


# least of what others leave open of a figure; priors are wide, but none is flat, so that only rounding comes to it
LEAST_LEFT = 1e-9


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Arrays of shape (reports of the series,), on the log scale; nan for bounds but for their pulls.

    Attributes
    ----------
    fitted : ndarray
        What the model says of the figure.
    residual_z : ndarray
        By how many deviations the figure is off what all others say of it.
    low, high : ndarray
        Between which the others say that it lies.
    pull_low, pull_best, pull_high : ndarray
        By how much ends and best of the curve's newest day are off what they would be without it.
    """

    fitted: Floats
    residual_z: Floats
    low: Floats
    high: Floats
    pull_low: Floats
    pull_best: Floats
    pull_high: Floats


def left_out(fit: Fit, series: int, level: float, corner: Floats) -> LeftOut:
    """Leave out each report of a series.

    Parameters
    ----------
    fit : Fit
    series : int
    level : float
        Share of figures between `low` and `high`.
    corner : ndarray of float
        `fit.arrow.corner_covariance()`.

    Notes
    -----
    With g how the figure depends on the unknowns, S their covariance, w its curvature and h = g'Sg: without it, what it
    is foretold as moves by -h r w / (1 - w h) and has the variance h / (1 - w h); the newest best moves by
    -c'Sg r w / (1 - w h). Its weight w is that of the fit, heavy tails and all.

    Examples
    --------
    >>> from reconcile.pool.methods.curve.fitted import fit
    >>> from reconcile.pool.methods.curve.reports import Reports
    >>> ones, zeros = np.ones(3), np.zeros(3, dtype=int)
    >>> three = Reports(series=zeros, voice=np.arange(3), since=np.nan * ones, day=ones, weight=ones, bound=zeros,
    ...                 centre=np.log([100.0, 110.0, 300.0]), below=0.05 * ones, above=0.05 * ones)
    >>> fitted = fit(three, 1.0)
    >>> left_out(fitted, 0, 0.9, fitted.arrow.corner_covariance()).pull_best.round(1).tolist()
    [-0.2, -0.1, 0.3]
    """
    design, own, reports = fit.designs[series], fit.unknowns[series], fit.designs[series].reports
    log_count, share = design.log_count(own, design.parts)
    said, rows = log_count + design.linear @ own, design.slopes(share)
    error_sd = fit.scales.error_sd[series][design.own]
    pull, bend = pull_and_bend(reports, said, error_sd)
    moved = rows @ fit.arrow.covariance(series, corner)
    reach = (moved * rows).sum(axis=1)
    left = np.maximum(1 - bend * reach, LEAST_LEFT)
    newest = np.zeros(design.size)
    newest[design.flows] = design.log_count(own, design.steps.parts(np.array([np.nan]), np.array([design.newest])))[1]
    whole = fit.priors.common * fit.scales.voice_sd**2 + float(newest @ fit.arrow.covariance(series, corner) @ newest)
    along = moved @ newest
    best = along * pull / left
    wider = np.sqrt(whole + along**2 * bend / left) - np.sqrt(whole)
    end, located = float(ndtri((1 + level) / 2)), reports.bound == 0
    foretold = said - reach * pull / left
    off = reports.centre - foretold
    side = np.where(off > 0, reports.below, reports.above)
    spread = np.where(located, np.sqrt(reach / left + side**2 + error_sd**2), np.nan)
    heavy = float(stdtrit(FREEDOM, (1 + level) / 2)) * spread
    return LeftOut(
        fitted=np.where(located, said, np.nan), residual_z=off / spread, low=foretold - heavy, high=foretold + heavy,
        pull_low=best + end * wider, pull_best=best, pull_high=best - end * wider,
    )  # fmt: skip
