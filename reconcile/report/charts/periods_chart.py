"""A measure by month or year: one small picture a voice, the figures of all others in grey behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats
from reconcile.report.charts.chart_style import TEXT
from reconcile.report.charts.chart_table import ChartTable
from reconcile.report.charts.heard_figures import HeardFigures
from reconcile.report.charts.label_places import LabelPlaces
from reconcile.report.charts.letter_widths import fitted, width_of
from reconcile.report.charts.pen import Pen, number
from reconcile.report.charts.plane import Plane, value_span
from reconcile.report.sentences.phrasebook import words

__all__ = ["PeriodsShown", "draw_periods", "periods_data"]

# panels at most, wide and narrow: more are not compared by an eye
_PANELS, _PANELS_NARROW = 8, 6

# pixels: width of a panel at least, height of its plot, of its name and dates, and the gaps between panels
_LEAST, _HEIGHT, _ABOVE, _BELOW, _GAP = 300.0, 130.0, 24.0, 30.0, 28.0

# radius of a mark, in pixels
_MARK = 3.0

# times the usual distance between two periods from which a line is broken: between them nobody counted
_BREAK = 1.6


@dataclass(frozen=True)
class PeriodsShown:
    """What is drawn of a series of periods.

    Attributes
    ----------
    figures : HeardFigures
        By voice, the name of another scope beside it, and by day, the middle of the period.
    day : ndarray of float, shape (periods,)
        Middles of the periods in which our synthesis may be printed.
    ends : ndarray of float, shape (3, periods)
        Its low, best and high there.
    names : mapping of int to str
        The periods in words, by the day in their middle.
    """

    figures: HeardFigures
    day: Floats
    ends: Floats
    names: Mapping[int, str]

    def values(self) -> Floats:
        """Return everything that the axis of values must hold."""
        return np.concatenate([self.figures.low, self.figures.best, self.figures.high, self.ends.ravel()])


def draw_periods(pen: Pen, top: float, log: bool, shown: PeriodsShown) -> float:
    """Draw a panel of every voice with the most figures; return the height below them.

    Examples
    --------
    >>> shown = PeriodsShown(HeardFigures.nobody(), np.zeros(0), np.zeros((3, 0)), {})
    >>> draw_periods(Pen(360.0), 10.0, False, shown)
    10.0
    """
    figures = shown.figures
    if not len(figures):
        return top
    groups = _by_voice(figures)
    columns = max(int((pen.width + _GAP) // (_LEAST + _GAP)), 1)
    most = _PANELS if columns > 1 else _PANELS_NARROW
    wide = (pen.width - _GAP * (columns - 1)) / columns
    span = value_span(shown.values(), log=log)
    left = max(width_of(word, TEXT) for word in span.words) + 10.0
    high = _ABOVE + _HEIGHT + _BELOW
    days = np.concatenate([figures.day.astype(np.float64), shown.day])
    for place, rows in enumerate(groups[:most]):
        start, y = (place % columns) * (wide + _GAP), top + (place // columns) * high
        plane = Plane(days, span, (start + left, start + wide - 6.0, y + _ABOVE, y + _ABOVE + _HEIGHT))
        _panel(pen, plane, shown, rows, (start, y, wide))
    pen.unnamed += [str(figures.voice[rows[0]]) for rows in groups[most:]]
    return top + high * -(-min(len(groups), most) // columns)


def _by_voice(figures: HeardFigures) -> list[np.ndarray]:
    """Return the rows of every voice, those with most figures first, then the newest."""
    starts = np.flatnonzero(np.r_[True, figures.voice[1:] != figures.voice[:-1]])
    groups = np.split(np.arange(len(figures)), starts[1:])
    return sorted(groups, key=lambda rows: (-len(rows), -float(figures.day[rows[-1]]), str(figures.voice[rows[0]])))


def _panel(pen: Pen, plane: Plane, shown: PeriodsShown, rows: np.ndarray, frame: tuple[float, float, float]) -> None:
    start, y, wide = frame
    figures = shown.figures
    plane.grid(pen, (start, start + wide))
    _ours(pen, plane, shown)
    x, best = plane.x(figures.day.astype(np.float64)), plane.y(figures.best)
    others = np.setdiff1d(np.arange(len(figures)), rows)
    for other in others.tolist():
        pen.dot(float(x[other]), float(best[other]), 1.8, "c4 d")
    pen.text(start, y + 12, str(figures.voice[rows[0]]), "b n0", wide)
    for run in _runs(figures.day[rows].astype(np.float64)):
        if len(run) > 1:
            points = zip(x[rows[run]].tolist(), best[rows[run]].tolist(), strict=True)
            pen.path("M" + "L".join(f"{number(a)} {number(b)}" for a, b in points), "c0 l")
    low, high = plane.y(figures.low[rows]), plane.y(figures.high[rows])
    for place, row in enumerate(rows.tolist()):
        pen.open_row(str(figures.fact[row]))
        if abs(low[place] - high[place]) > 2 * _MARK:
            pen.path(f"M{number(x[row])} {number(low[place])}V{number(high[place])}", "c0 r")
        pen.dot(float(x[row]), float(best[row]), _MARK, "c0 d")
        pen.close_row()
    _values(pen, plane, shown, rows, (x, best), start + wide)


def _values(
    pen: Pen, plane: Plane, shown: PeriodsShown, rows: np.ndarray, at: tuple[Floats, Floats], right: float
) -> None:
    """Write the newest and the largest figure, then the others as far as there is room beside their marks."""
    figures, (x, best) = shown.figures, at
    points = np.column_stack([x[rows], best[rows]])
    places = LabelPlaces(plane.left, right, plane.top - 8.0, plane.bottom - 1.0, points, _MARK + 1, points)
    largest = rows[int(np.argmax(figures.best[rows]))]
    first = list(dict.fromkeys([int(rows[-1]), int(largest)]))
    for row in [*first, *(row for row in rows.tolist() if row not in first)]:
        bold = row in first
        figure = fitted(str(figures.said[row]), right - plane.left, TEXT, bold=bold)
        width = width_of(figure, TEXT, bold=bold)
        found = places.place(float(x[row]), float(best[row]), width, beside=not bold)
        if found:
            pen.label(*found[:2], figure, str(figures.said[row]), "h b" if bold else "h k")


def _runs(day: Floats) -> list[np.ndarray]:
    """Return the positions of neighbouring periods."""
    if len(day) < 2:  # noqa: PLR2004  one period has no neighbour
        return [np.arange(len(day))]
    steps = np.diff(day)
    return np.split(np.arange(len(day)), np.flatnonzero(steps > _BREAK * np.median(steps)) + 1)


def _ours(pen: Pen, plane: Plane, shown: PeriodsShown) -> None:
    """Draw our synthesis of every period where it may be printed, as a broad bar behind the figures."""
    if not len(shown.day):
        return
    x, ends = plane.x(shown.day), plane.y(shown.ends)
    half = 4.0
    for across, low, best, high in zip(x.tolist(), *(end.tolist() for end in ends), strict=True):
        pen.box(across - half, high, 2 * half, low - high, "central")
        pen.path(f"M{number(across - half)} {number(best)}h{number(2 * half)}", "middle")


def periods_data(shown: PeriodsShown) -> ChartTable:
    """Return what is drawn as a table: our synthesis by period, then every voice's figures.

    Examples
    --------
    >>> periods_data(PeriodsShown(HeardFigures.nobody(), np.zeros(0), np.zeros((3, 0)), {}))["source"]
    []
    """
    figures = shown.figures
    ends = np.hstack([shown.ends, np.stack([figures.low, figures.best, figures.high])])
    return {
        "source": [words().pictures["pooled"]] * len(shown.day) + figures.voice.tolist(),
        "date": [shown.names[int(day)] for day in [*shown.day.tolist(), *figures.day.tolist()]],
        "low": ends[0], "value": ends[1], "high": ends[2],
        "said": [""] * len(shown.day) + figures.said.tolist(),
    }  # fmt: skip
