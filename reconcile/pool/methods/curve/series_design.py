"""One series laid out: its steps, its unknowns, and how every report depends on them.

The unknowns of a series stand in this order: log of the lump before the first day, log daily flow of every step, usual
log flow, bias of every voice, drift of every voice at its knots.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats, Ints
from reconcile.pool.methods.curve.reports import Reports
from reconcile.pool.methods.curve.steps import STEP_DAYS, Steps, steps_between

__all__ = ["KNOT_DAYS", "MOST_KNOTS", "SeriesDesign", "lay_out"]

# days between the points at which a voice's bias may turn: offices change how they count in months, not in days
KNOT_DAYS = 28.0

# such points of one voice, so that a voice of ten years adds few unknowns
MOST_KNOTS = 24

# days of flow that a first total stands for where nothing says how long it took, for the usual flow alone
FIRST_DAYS = 30.0

# largest log of a flow or a lump: e^60 people are no number that anybody gave
MOST_LOG = 60.0


@dataclass(frozen=True, kw_only=True)
class SeriesDesign:
    """The layout of one series.

    Attributes
    ----------
    reports : Reports
        Its own.
    steps : Steps
    parts : ndarray of float, shape (reports, 1 + steps)
        As `Steps.parts`.
    voices : ndarray of int
        The voices that say where its value is.
    own : ndarray of int, shape (reports,)
        Place of each report's voice in `voices`; -1 for bounds.
    knots : list of ndarray of float
        By voice: the day of its first figure, at which it has no drift, then the days of its knots.
    knot_at : ndarray of int
        By voice: place of its first knot among the unknowns.
    size : int
        Number of unknowns.
    lump, level : float
        Where the log of the lump, and the usual log flow, are expected.
    linear : ndarray of float, shape (reports, size)
        How each figure depends on biases and drifts.
    """

    reports: Reports
    steps: Steps
    parts: Floats
    voices: Ints
    own: Ints
    knots: list[Floats]
    knot_at: Ints
    size: int
    lump: float
    level: float
    linear: Floats

    @property
    def flows(self) -> slice:
        """Places of the lump and the flows among the unknowns."""
        return slice(0, 1 + self.steps.count)

    @property
    def usual(self) -> int:
        """Place of the usual flow."""
        return 1 + self.steps.count

    @property
    def biases(self) -> Ints:
        """Places of the biases."""
        return self.usual + 1 + np.arange(len(self.voices))

    @property
    def newest(self) -> float:
        """Day of the newest report."""
        return float(self.reports.day.max())

    def log_count(self, unknowns: Floats, parts: Floats) -> tuple[Floats, Floats]:
        """Return the log of what was counted, shape (N,), and the share that lump and steps have in it."""
        counts = parts * np.exp(np.minimum(unknowns[self.flows], MOST_LOG))
        # a period of no day counts nothing, whose log would be infinite
        whole = np.maximum(counts.sum(axis=1), np.exp(-MOST_LOG))
        return np.log(whole), counts / whole[:, None]

    def slopes(self, share: Floats) -> Floats:
        """Return how each report depends on the unknowns, shape (reports, size), from the shares of its count."""
        rows = self.linear.copy()
        rows[:, self.flows] += share
        return rows

    def heard_by(self, voice: int, day: Floats) -> tuple[Floats, Floats]:
        """Return how figures of a voice (a place in `voices`) depend on its bias and drift, and days beyond its knots.

        Returns
        -------
        rows : ndarray of float, shape (N, size)
        beyond : ndarray of float, shape (N,)
        """
        rows = _drift_rows(self.knots[voice], int(self.knot_at[voice]), self.size, day)
        rows[:, self.biases[voice]] = 1.0
        first, last = self.knots[voice][[0, -1]]
        return rows, np.maximum(day - last, 0.0) + np.maximum(first - day, 0.0)


def lay_out(reports: Reports, last: float) -> SeriesDesign:
    """Lay out a series up to a day, or to its newest report if that is later.

    Parameters
    ----------
    reports : Reports
        Those of one series; at least one says where the value is.
    last : float

    Returns
    -------
    SeriesDesign

    Examples
    --------
    >>> zeros, ones = np.zeros(2, dtype=int), np.ones(2)
    >>> pair = Reports(series=zeros, voice=zeros, since=np.nan * ones, day=np.array([0.0, 14.0]), centre=5 * ones,
    ...                below=ones, above=ones, weight=ones, bound=zeros)
    >>> design = lay_out(pair, 14.0)
    >>> design.size, design.linear[1].tolist()
    (6, [0.0, 0.0, 0.0, 0.0, 1.0, 1.0])
    """
    starts = np.fmin(reports.since, reports.day)
    steps = steps_between(float(starts.min()), max(last, float(reports.day.max())))
    located = reports.bound == 0
    voices, place = np.unique(reports.voice[located], return_inverse=True)
    own = np.full(len(reports.day), -1)
    own[located] = place
    knots = [_knots(reports.day[own == voice]) for voice in range(len(voices))]
    free = np.array([len(days) - 1 for days in knots], dtype=np.int64)
    knot_at = 2 + steps.count + len(voices) + np.cumsum(free) - free
    size = 2 + steps.count + len(voices) + int(free.sum())
    lump, level = _expected(reports, steps.edges[0])
    linear = np.zeros((len(reports.day), size))
    for voice, days in enumerate(knots):
        mine = own == voice
        linear[mine] = _drift_rows(days, int(knot_at[voice]), size, reports.day[mine])
    linear[located, (2 + steps.count + own)[located]] = 1.0
    return SeriesDesign(
        reports=reports, steps=steps, parts=steps.parts(reports.since, reports.day), voices=voices, own=own,
        knots=knots, knot_at=knot_at, size=size, lump=lump, level=level, linear=linear,
    )  # fmt: skip


def _knots(day: Floats) -> Floats:
    """Return the first day of a voice, and the days at which its drift is free: its own, or evenly spaced ones."""
    days = np.unique(day)
    count = min(int(np.ceil((days[-1] - days[0]) / KNOT_DAYS)), MOST_KNOTS)
    return days if len(days) - 1 <= count else np.linspace(days[0], days[-1], count + 1)


def _drift_rows(knots: Floats, at: int, size: int, day: Floats) -> Floats:
    """Return how figures depend on the drift: straight lines between knots, as at the outermost beyond them."""
    rows = np.zeros((len(day), size))
    if len(knots) == 1:
        return rows
    inside = np.clip(day, knots[0], knots[-1])
    right = np.clip(np.searchsorted(knots, inside), 1, len(knots) - 1)
    share = (inside - knots[right - 1]) / (knots[right] - knots[right - 1])
    row = np.arange(len(day))
    rows[row, at + right - 1] = share
    later = right > 1
    rows[row[later], at + right[later] - 2] = 1 - share[later]
    return rows


# part of the first total that is expected to lie before it, as a log: one half; the deviation beside it is wide
_LUMP_SHARE = 0.7


def _expected(reports: Reports, start: float) -> tuple[float, float]:
    """Return where the log of the lump and the usual log flow are expected, from the totals, or all reports if none."""
    total, located = np.isnan(reports.since), reports.bound == 0
    some = total & located if (total & located).any() else located
    earliest = int(np.argmin(np.where(some, reports.day, np.inf)))
    span = max(float(np.median(reports.day[some])) - start, FIRST_DAYS, STEP_DAYS)
    return float(reports.centre[earliest]) - _LUMP_SHARE, float(np.median(reports.centre[some])) - float(np.log(span))
