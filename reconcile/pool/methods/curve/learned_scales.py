"""How far voices are off, drift and err: learned from a fit, each scale shrunk towards what is taken for granted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats
from reconcile.pool.kernels import sum_by
from reconcile.pool.methods.curve.arrow import Arrow
from reconcile.pool.methods.curve.likelihood import tail_weight
from reconcile.pool.methods.curve.priors import Priors
from reconcile.pool.methods.curve.series_design import SeriesDesign

__all__ = ["DRIFT_DAYS", "Scales", "learned_scales", "scales_before"]

# days in which a bias moves by one `drift`
DRIFT_DAYS = 30.0


@dataclass(frozen=True, kw_only=True)
class Scales:
    """Deviations on the log scale.

    Attributes
    ----------
    voice_sd, series_sd, drift, error_all : float
        As in `Priors`; `error_all` is that of a voice of which nothing is known.
    error_sd : list of ndarray of float
        By series: error of each of its voices.
    """

    voice_sd: float
    series_sd: float
    drift: float
    error_all: float
    error_sd: list[Floats]


def scales_before(designs: Sequence[SeriesDesign], priors: Priors) -> Scales:
    """Return the scales before anything is heard.

    Examples
    --------
    >>> scales_before([], Priors(drift=0.3)).drift
    0.3
    """
    return Scales(
        voice_sd=priors.voice_sd, series_sd=priors.series_sd, drift=priors.drift, error_all=priors.error_sd,
        error_sd=[np.full(len(design.voices), priors.error_sd) for design in designs],
    )  # fmt: skip


def learned_scales(
    designs: Sequence[SeriesDesign], unknowns: Sequence[Floats], shared: Floats, arrow: Arrow, now: Scales,
    priors: Priors,
) -> Scales:  # fmt: skip
    """Return the scales that a fit suggests: one step of expectation and maximisation (Dempster, Laird & Rubin 1977).

    Parameters
    ----------
    designs : sequence of SeriesDesign
    unknowns : sequence of ndarray
        By series.
    shared : ndarray of float, shape (voices,)
        Biases of voices over all series.
    arrow : Arrow
        The system of the fit.
    now : Scales
        Those of the fit.
    priors : Priors

    Returns
    -------
    Scales
        Root of (n0 s0^2 + sum of expected squares) / (n0 + n), with s0 and n0 of the priors.

    Examples
    --------
    >>> from reconcile.pool.methods.curve.arrow import factored
    >>> nothing = factored([], [], [], np.eye(1))
    >>> learned_scales([], [], np.zeros(1), nothing, scales_before([], Priors()), Priors()).drift
    0.1
    """
    corner = arrow.corner_covariance()
    blocks = [arrow.covariance(place, corner) for place in range(len(designs))]
    each = list(zip(designs, unknowns, blocks, strict=True))
    heard = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(design.voices for design in designs)]))
    voices = _Squares(float((shared[heard] ** 2 + np.diag(corner)[heard]).sum()), len(heard))
    series, moves = _Squares(0.0, 0), _Squares(0.0, 0)
    for place, (design, own, block) in enumerate(each):
        series += _of_biases(design, own, shared, block, arrow.across[place], corner)
        moves += _of_moves(design, own, block)
    errors = [_of_errors(design, own, block, sd) for (design, own, block), sd in zip(each, now.error_sd, strict=True)]
    every = _Squares(sum(float(total.sum()) for total, _ in errors), sum(int(count.sum()) for _, count in errors))
    error_all = every.deviation(priors.error_sd, priors.error_all_n)
    return Scales(
        voice_sd=voices.deviation(priors.voice_sd, priors.voice_n),
        series_sd=series.deviation(priors.series_sd, priors.series_n),
        drift=moves.deviation(priors.drift, priors.drift_n),
        error_all=error_all,
        error_sd=[
            np.sqrt((priors.error_n * error_all**2 + total) / (priors.error_n + count)) for total, count in errors
        ],
    )


@dataclass(frozen=True)
class _Squares:
    """A sum of expected squares, and of how many."""

    total: float
    count: int

    def __add__(self, other: _Squares) -> _Squares:
        return _Squares(self.total + other.total, self.count + other.count)

    def deviation(self, expected: float, weight: float) -> float:
        return float(np.sqrt((weight * expected**2 + self.total) / (weight + self.count)))


def _of_biases(
    design: SeriesDesign, own: Floats, shared: Floats, block: Floats, across: Floats, corner: Floats
) -> _Squares:  # fmt: skip
    """Return the squares by which voices are off in this series beyond what they are in all."""
    at, voices = design.biases, design.voices
    covariance = -(across @ corner[np.ix_(voices, voices)])[at, np.arange(len(at))]
    variance = np.diag(block)[at] + np.diag(corner)[voices] - 2 * covariance
    return _Squares(float(((own[at] - shared[voices]) ** 2 + variance).sum()), len(at))


def _of_moves(design: SeriesDesign, own: Floats, block: Floats) -> _Squares:
    """Return the squares of moves of biases from knot to knot, each as if it had taken `DRIFT_DAYS`."""
    moves = _Squares(0.0, 0)
    for knots, first in zip(design.knots, design.knot_at, strict=True):
        at = first + np.arange(len(knots) - 1)
        if len(at):
            diagonal, beside = np.diag(block)[at], block[at[1:], at[:-1]]
            variance = diagonal + np.r_[0.0, diagonal[:-1] - 2 * beside]
            squares = (np.diff(own[at], prepend=0.0) ** 2 + variance) * DRIFT_DAYS / np.diff(knots)
            moves += _Squares(float(squares.sum()), len(at))
    return moves


def _of_errors(design: SeriesDesign, own: Floats, block: Floats, error_sd: Floats) -> tuple[Floats, Floats]:
    """Return, by voice, the squares of its errors beyond its figures' own widths, and the number of its figures."""
    log_count, share = design.log_count(own, design.parts)
    rows, located = design.slopes(share), np.flatnonzero(design.own >= 0)
    voice = design.own[located]
    off = (design.reports.centre - log_count - design.linear @ own)[located]
    side = np.where(off > 0, design.reports.below[located], design.reports.above[located]) ** 2
    error = error_sd[voice] ** 2
    variance = ((rows[located] @ block) * rows[located]).sum(axis=1)
    square, whole = off**2 + variance, side + error
    square = square * tail_weight(square, whole)
    # the part of the square that is the voice's error, given that it and the figure's own width add up
    expected = (error / whole) ** 2 * square + error * side / whole
    weight, many = design.reports.weight[located], len(error_sd)
    return sum_by(voice, weight * expected, many), sum_by(voice, weight, many)
