"""The unknowns that meet reports and priors best: Newton steps on a block-arrow system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats, Ints
from reconcile.pool.methods.curve.arrow import Arrow, factored
from reconcile.pool.methods.curve.learned_scales import DRIFT_DAYS, Scales
from reconcile.pool.methods.curve.likelihood import pull_and_bend
from reconcile.pool.methods.curve.priors import Priors
from reconcile.pool.methods.curve.series_design import SeriesDesign

__all__ = ["System", "improved", "prior_system", "system_at"]

# longest step of one unknown, on the log scale: beyond it the logarithm of a sum is no longer nearly straight
LONGEST_STEP = 1.5

# largest step at which nothing changes any more: 0.3%, the least width of a figure
CLOSE = 3e-3


@dataclass(frozen=True, kw_only=True)
class System:
    """Curvature and slope of everything, at some unknowns: what `factored` and `Arrow.solve` take."""

    blocks: list[Floats]
    borders: list[Floats]
    columns: list[Ints]
    corner: Floats
    slopes: list[Floats]
    corner_slope: Floats


Prior = tuple[Floats, Floats, Floats]


def prior_system(design: SeriesDesign, scales: Scales, priors: Priors) -> Prior:
    """Return what is taken for granted of the unknowns of a series.

    Parameters
    ----------
    design : SeriesDesign
    scales : Scales
    priors : Priors

    Returns
    -------
    precision : ndarray of float, shape (size, size)
    centre : ndarray of float, shape (size,)
    border : ndarray of float, shape (size, voices of the series)
        How biases hang together with those of their voices.

    Notes
    -----
    Flows return to their usual level, u_k+1 = m + phi (u_k - m) + e with phi = exp(-step / memory) and a stationary
    deviation of `flow_sd`; biases are normal around those of their voices; drifts are random walks from 0.

    Examples
    --------
    >>> from reconcile.pool.methods.curve.learned_scales import scales_before
    >>> from reconcile.pool.methods.curve.reports import Reports
    >>> from reconcile.pool.methods.curve.series_design import lay_out
    >>> one, none = np.ones(1), np.zeros(1, dtype=int)
    >>> design = lay_out(Reports(series=none, voice=none, since=np.nan * one, day=one, centre=one, below=one, above=one,
    ...                          weight=one, bound=none), 8.0)
    >>> prior_system(design, scales_before([design], Priors(series_sd=0.5)), Priors())[2].ravel().tolist()
    [0.0, 0.0, 0.0, -4.0]
    """
    precision = _flow_precision(design, priors)
    for knots, first in zip(design.knots, design.knot_at, strict=True):
        at = first + np.arange(len(knots) - 1)
        tight = DRIFT_DAYS / (scales.drift**2 * np.diff(knots))
        precision[at, at] += tight + np.r_[tight[1:], np.zeros(min(len(at), 1))]
        precision[at[1:], at[:-1]] -= tight[1:]
        precision[at[:-1], at[1:]] -= tight[1:]
    precision[design.biases, design.biases] += 1 / scales.series_sd**2
    border = np.zeros((design.size, len(design.voices)))
    border[design.biases, np.arange(len(design.voices))] = -1 / scales.series_sd**2
    centre = np.zeros(design.size)
    centre[0], centre[1 : design.usual + 1] = design.lump, design.level
    return precision, centre, border


def _flow_precision(design: SeriesDesign, priors: Priors) -> Floats:
    """Return the precision of lump, flows and usual flow, among all unknowns."""
    count, step = design.steps.count, np.arange(design.steps.count)
    kept = np.exp(-design.steps.length / priors.memory_days)
    moves = np.zeros((count, design.size))
    moves[step, 1 + step] = 1.0
    moves[step[1:], step[1:]] = -kept
    moves[step, design.usual] = np.r_[-1.0, np.full(count - 1, kept - 1)]
    tight = np.r_[1.0, np.full(count - 1, 1 / (1 - kept**2))] / priors.flow_sd**2
    precision: Floats = moves.T @ (moves * tight[:, None])
    precision[0, 0] += 1 / priors.lump_sd**2
    precision[design.usual, design.usual] += 1 / priors.level_sd**2
    return precision


def system_at(
    designs: Sequence[SeriesDesign], unknowns: Sequence[Floats], shared: Floats, scales: Scales, known: Sequence[Prior]
) -> System:  # fmt: skip
    """Return the system at some unknowns.

    Parameters
    ----------
    designs : sequence of SeriesDesign
    unknowns : sequence of ndarray
        By series.
    shared : ndarray of float, shape (voices,)
    scales : Scales
    known : sequence of the result of `prior_system`

    Examples
    --------
    >>> from reconcile.pool.methods.curve.learned_scales import scales_before
    >>> system_at([], [], np.ones(1), scales_before([], Priors(voice_sd=0.5)), []).corner_slope.tolist()
    [-4.0]
    """
    blocks, slopes = [], []
    corner = np.full(len(shared), scales.voice_sd**-2)
    corner_slope = -shared * scales.voice_sd**-2
    for design, own, error_sd, (precision, centre, border) in zip(
        designs, unknowns, scales.error_sd, known, strict=True
    ):
        log_count, share = design.log_count(own, design.parts)
        pull, bend = pull_and_bend(design.reports, log_count + design.linear @ own, error_sd[design.own])
        rows = design.slopes(share)
        blocks.append(precision + rows.T @ (rows * bend[:, None]))
        slopes.append(rows.T @ pull - precision @ (own - centre) - border @ shared[design.voices])
        corner[design.voices] += scales.series_sd**-2
        corner_slope[design.voices] += (own[design.biases] - shared[design.voices]) * scales.series_sd**-2
    return System(
        blocks=blocks, borders=[border for *_, border in known], columns=[design.voices for design in designs],
        corner=np.diag(corner), slopes=slopes, corner_slope=corner_slope,
    )  # fmt: skip


def improved(
    designs: Sequence[SeriesDesign], unknowns: Sequence[Floats], shared: Floats, scales: Scales, priors: Priors,
    most: int,
) -> tuple[list[Floats], Floats, Arrow]:  # fmt: skip
    """Return unknowns that meet the reports better, those of voices, and the system there.

    Steps go on until none is longer than `CLOSE`, or for `most` turns. Curvature is that of the straightened model
    (Gauss-Newton), with weights of the heavy tails, so that it never turns negative.

    Examples
    --------
    >>> from reconcile.pool.methods.curve.learned_scales import scales_before
    >>> improved([], [], np.ones(1), scales_before([], Priors()), Priors(), 5)[1].tolist()
    [0.0]
    """
    known = [prior_system(design, scales, priors) for design in designs]
    now = list(unknowns)
    system, arrow = _factored_at(designs, now, shared, scales, known)
    for _ in range(most):
        own, common = arrow.solve(system.slopes, system.corner_slope)
        longest = max(float(np.abs(step).max(initial=0.0)) for step in (*own, common))
        part = min(1.0, LONGEST_STEP / max(longest, CLOSE))
        now = [before + part * step for before, step in zip(now, own, strict=True)]
        shared = shared + part * common
        system, arrow = _factored_at(designs, now, shared, scales, known)
        if longest < CLOSE:
            break
    return now, shared, arrow


def _factored_at(
    designs: Sequence[SeriesDesign], unknowns: Sequence[Floats], shared: Floats, scales: Scales, known: Sequence[Prior]
) -> tuple[System, Arrow]:  # fmt: skip
    system = system_at(designs, unknowns, shared, scales, known)
    return system, factored(system.blocks, system.borders, system.columns, system.corner)
