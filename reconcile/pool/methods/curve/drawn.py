"""Seeded draws of a fit: quantiles of its curves over dates, and of what a voice will say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy  # which loads what is asked of it when it is asked
from scipy.special import ndtri, stdtrit

from reconcile.arrays import Floats
from reconcile.pool.methods.curve.fitted import Fit
from reconcile.pool.methods.curve.learned_scales import DRIFT_DAYS
from reconcile.pool.methods.curve.likelihood import FREEDOM

__all__ = ["DRAWS", "SEED", "Drawn", "draw"]

# draws, half of them mirrored; ends of nine tenths are then known to 5% of the width, and no run differs from another
DRAWS, SEED = 1000, 20220224

# largest log of a flow that is drawn
_MOST_LOG = 40.0


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Draws of the unknowns of a fit, as deviations from their centre.

    Attributes
    ----------
    fit : Fit
    own : list of ndarray, shape (unknowns, draws)
        By series.
    shared : ndarray, shape (voices, draws)
    """

    fit: Fit
    own: list[Floats]
    shared: Floats

    def log_counts(self, series: int, since: Floats, day: Floats) -> Floats:
        """Return draws of the log of what was counted between two days, shape (N, draws); `since` is nan for totals.

        Up to the newest figure the log of the count is straightened, as it was to be fitted: exponents of normal flows
        lie too high. Beyond it there is nothing but flows, and what they add is drawn as it is.
        """
        design, centre, off = self.fit.designs[series], self.fit.unknowns[series], self.own[series][self._flows(series)]
        newest = design.newest
        log, share = design.log_count(centre, design.steps.parts(since, np.minimum(day, newest)))
        logs: Floats = log[:, None] + share @ off
        beyond = np.flatnonzero(day > newest)
        if len(beyond):
            start = np.fmax(since[beyond], newest)
            flows = np.exp(np.minimum(centre[self._flows(series), None] + off, _MOST_LOG))
            grown = design.steps.parts(start, day[beyond]) @ flows
            logs[beyond] = np.logaddexp(logs[beyond], np.log(np.maximum(grown, np.finfo(float).tiny)))
        return logs

    def _flows(self, series: int) -> slice:
        return self.fit.designs[series].flows

    def curve(self, series: int, day: Floats, levels: Floats) -> Floats:
        """Return quantiles of a curve, on the log scale, that fall neither from day to day nor from level to level.

        Parameters
        ----------
        series : int
        day : ndarray of float, shape (N,), rising
        levels : ndarray of float, shape (levels,), rising

        Returns
        -------
        ndarray of float, shape (N, levels)
        """
        logs = self.log_counts(series, np.full(len(day), np.nan), day)
        common = self.fit.priors.common * self.fit.scales.voice_sd**2
        told = _spread(logs, levels, common * ndtri(levels) ** 2)
        level_by_level = [scipy.optimize.isotonic_regression(column).x for column in told.T]
        return np.sort(np.column_stack(level_by_level), axis=1)

    def said(self, series: int, voice: int, since: Floats, day: Floats, levels: Floats) -> Floats:
        """Return quantiles of the figures that a voice gives, on the log scale, shape (N, levels).

        Biases, drifts and errors are of heavy tails, as the scales of a single voice are not known. A `voice` of -1 is
        one that has said nothing yet.
        """
        fit, design, scales = self.fit, self.fit.designs[series], self.fit.scales
        logs, known = self.log_counts(series, since, day), np.flatnonzero(design.voices == voice)
        extra, error = np.full(len(day), scales.series_sd**2), scales.error_all
        if len(known):
            rows, beyond = design.heard_by(int(known[0]), day)
            logs = logs + rows @ (fit.unknowns[series][:, None] + self.own[series])
            extra, error = scales.drift**2 * beyond / DRIFT_DAYS, float(scales.error_sd[series][known[0]])
        elif voice >= 0:
            logs = logs + fit.shared[voice] + self.shared[voice]
        else:
            extra = extra + scales.voice_sd**2
        heavy = stdtrit(FREEDOM, levels)
        return _spread(logs, levels, (extra[:, None] + error**2) * heavy**2, _heavier(levels))


def _heavier(levels: Floats) -> Floats:
    """Return how much farther off quantiles of Student's t lie than those of a normal distribution; 1 in the middle."""
    z = ndtri(levels)
    middle = np.isclose(z, 0.0)
    return np.where(middle, 1.0, stdtrit(FREEDOM, levels) / np.where(middle, 1.0, z))


def _spread(logs: Floats, levels: Floats, extra: Floats, factor: Floats | float = 1.0) -> Floats:
    """Return quantiles of draws, each side widened by a factor, then by squared deviations."""
    told = np.quantile(logs, levels, axis=1).T
    middle = np.median(logs, axis=1)[:, None]
    off = np.sqrt(((told - middle) * factor) ** 2 + extra)
    spread: Floats = np.sort(middle + np.sign(levels - 0.5) * off, axis=1)
    return spread


def draw(fit: Fit) -> Drawn:
    """Draw the unknowns of a fit: the same draws for the same fit.

    Examples
    --------
    >>> from reconcile.pool.methods.curve.fitted import fit
    >>> from reconcile.pool.methods.curve.reports import Reports
    >>> one, none = np.ones(1), np.zeros(1, dtype=int)
    >>> single = Reports(series=none, voice=none, since=np.nan * one, day=one, centre=np.log([200.0]), below=0.1 * one,
    ...                  above=0.1 * one, weight=one, bound=none)
    >>> low, best, high = np.exp(draw(fit(single, 1.0)).curve(0, one, np.array([0.05, 0.5, 0.95])))[0]
    >>> bool(100 < low < best < high < 400)
    True
    """
    shared = fit.arrow.corner_draws(_normal(len(fit.shared), 0))
    own = [fit.arrow.draws(place, _normal(design.size, 1), shared) for place, design in enumerate(fit.designs)]
    return Drawn(fit=fit, own=own, shared=shared)


def _normal(rows: int, stream: int) -> Floats:
    """Return normal draws and their mirror images; every series has the same, so that none changes another's."""
    half = np.random.default_rng([SEED, stream]).standard_normal((rows, DRAWS // 2))
    return np.concatenate([half, -half], axis=1)
