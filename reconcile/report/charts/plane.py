"""Days across and values upwards in a rectangle of a chart, with grid, round ticks and dates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats
from reconcile.report.charts.chart_style import TEXT
from reconcile.report.charts.letter_widths import width_of
from reconcile.report.charts.pen import Pen, number
from reconcile.report.pictures.months import month_ticks, month_words, time_limits
from reconcile.report.pictures.ticks import UPRIGHT, Span, span_of

__all__ = ["Axis", "Plane", "value_span"]

# share of the largest value from which the smallest one lets an axis begin above zero: below it the zero is near
_FROM_ZERO = 0.6

# pixels between the words of two dates
_BETWEEN = 14.0


@dataclass(frozen=True)
class Axis:
    """An axis of values laid on pixels from `start` to `stop`."""

    span: Span
    start: float
    stop: float

    def at(self, values: Floats) -> Floats:
        """Return where values lie, in pixels: values beyond the axis at its ends, nan at nan."""
        ends, places = np.array([self.span.low, self.span.high]), np.asarray(values, dtype=np.float64)
        if self.span.log:
            ends, places = np.log(ends), np.log(np.where(places > 0, places, self.span.low))
            places = np.where(np.isnan(values), np.nan, places)
        shares = np.clip((places - ends[0]) / (ends[1] - ends[0]), 0.0, 1.0)
        return np.asarray(self.start + shares * (self.stop - self.start))

    def ticks(self) -> list[tuple[float, str]]:
        """Return places and words of the ticks."""
        return list(zip(self.at(np.array(self.span.ticks)).tolist(), self.span.words, strict=True))


def value_span(values: Floats, *, log: bool, room: float = UPRIGHT) -> Span:
    """Return an axis around values; a linear one begins at zero, unless all values are far from it.

    Examples
    --------
    >>> value_span(np.array([100.0, 900.0]), log=False).words
    ['0', '200', '400', '600', '800']
    >>> value_span(np.array([11000.0, 12000.0]), log=False).words[0]
    '11,000'
    """
    known = values[np.isfinite(values)]
    if not log and len(known) and 0 <= known.min() < _FROM_ZERO * known.max():
        known = np.append(known, 0.0)
    return span_of(known, room, log=log)


class Plane:
    """Days across and values upwards, in pixels.

    Parameters
    ----------
    days : ndarray of float
        Everything that is drawn; the axis has a little more.
    span : Span
    box : (left, right, top, bottom)
        Pixels of the plot.
    """

    def __init__(self, days: Floats, span: Span, box: tuple[float, float, float, float]) -> None:
        self.left, self.right, self.top, self.bottom = box
        self.first, self.last = time_limits(days)
        self._across = Axis(Span(self.first, self.last, False, ()), self.left, self.right)
        self._up = Axis(span, self.bottom, self.top)

    def x(self, days: Floats) -> Floats:
        """Return where days lie across."""
        return self._across.at(days)

    def y(self, values: Floats) -> Floats:
        """Return where values lie down."""
        return self._up.at(values)

    def grid(self, pen: Pen, within: tuple[float, float] | None = None) -> None:
        """Draw lines at round values with their words at the left, and dates below, within two ends of the chart."""
        ticks = self._up.ticks()
        pen.path("".join(f"M{number(self.left)} {number(y)}H{number(self.right)}" for y, _ in ticks), "grid")
        for y, word in ticks:
            pen.text(self.left - 8, y + 4, word, "e k")
        self._dates(pen, *(within or (0.0, pen.width)))

    def _dates(self, pen: Pen, first: float, last: float) -> None:
        most = int((self.right - self.left) // 110) + 1
        days = month_ticks(self.first, self.last, most)
        if len(days) < 2:  # noqa: PLR2004  one date has no direction: the days at both ends
            days = [float(np.ceil(self.first)), float(np.floor(self.last))]
        pen.path(f"M{number(self.left)} {number(self.bottom)}H{number(self.right)}", "base")
        used = -np.inf
        for day, x in zip(days, self.x(np.array(days)).tolist(), strict=True):
            word = month_words(day)
            width = width_of(word, TEXT)
            start = min(max(x - width / 2, first), last - width)
            if start > used:
                pen.path(f"M{number(x)} {number(self.bottom)}v4", "base")
                pen.text(start, self.bottom + 18, word, "k")
                used = start + width + _BETWEEN
