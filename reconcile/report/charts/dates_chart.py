"""A quantity over time: each voice's counts as a line with its name at the end, our synthesis as a band behind them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Floats, Ints
from reconcile.days import dates_of
from reconcile.report.charts.chart_style import TEXT
from reconcile.report.charts.chart_table import ChartTable
from reconcile.report.charts.heard_figures import HeardFigures
from reconcile.report.charts.label_places import LabelPlaces
from reconcile.report.charts.letter_widths import fitted, width_of
from reconcile.report.charts.pen import Pen, number
from reconcile.report.charts.plane import Plane, value_span
from reconcile.report.charts.synthesis import SynthesisOverTime
from reconcile.report.sentences.phrasebook import words

__all__ = ["DatesShown", "dates_data", "draw_dates"]

# voices named at most, wide and narrow: more names than these are read by nobody
_NAMED, _NAMED_NARROW = 10, 6

# width from which a chart is a wide one
_FROM_WIDE = 600.0

# pixels: height of the plot, wide and narrow, and room at its right for names at the ends of lines
_HEIGHT, _HEIGHT_NARROW, _RIGHT = 340.0, 300.0, 170.0

# room for one name and its figure, in pixels, and the least that a figure leaves to a name
_LABEL, _LEAST_NAME = 240.0, 60.0

# colours of lines; single counts and further voices have the last
_COLOURS = 3

# radius of a mark, of a mark's room and of our dots, and half of an arrow, in pixels
_MARK, _ROOM, _OUR_DOT, _ARROW = 3.2, 4.0, 3.4, 3.6

# pixels between the points of a line that labels keep off
_SAMPLE = 7.0


@dataclass(frozen=True)
class DatesShown:
    """What is drawn of a quantity over time.

    Attributes
    ----------
    figures : HeardFigures
        With a day each, by voice and day.
    ours : SynthesisOverTime
    """

    figures: HeardFigures
    ours: SynthesisOverTime

    def values(self) -> Floats:
        """Return everything that the axis of values must hold."""
        said = (self.figures.low, self.figures.best, self.figures.high)
        return np.concatenate([*said, self.ours.ends.ravel(), self.ours.ahead.ravel()])


@dataclass(frozen=True)
class _Line:
    """The counts of one voice: their rows, their colour, and the name at the last one."""

    rows: Ints
    colour: str
    name: str


def draw_dates(pen: Pen, top: float, log: bool, shown: DatesShown) -> float:
    """Draw a quantity over time; return the height below it.

    Examples
    --------
    >>> import pandas as pd
    >>> import reconcile as rc
    >>> from reconcile.report.charts.heard_figures import heard_figures
    >>> from reconcile.report.charts.synthesis import estimate_rows, synthesis_over_time
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "A", "B"], "best": [30, 40, 41], "temporal":
    ...                        "cumulative", "count_date": ["2025-01-31", "2025-02-28", "2025-02-20"]})
    >>> result = rc.reconcile(claims, at="month-end")
    >>> figures = heard_figures(result.claims, pd.Series([""] * 3))["dead"]
    >>> rows = estimate_rows(result.estimates, np.zeros(2, dtype=bool))
    >>> ours = synthesis_over_time(rows, figures.day.astype(float))
    >>> pen = Pen(360.0)
    >>> height = draw_dates(pen, 0.0, False, DatesShown(figures, ours))
    >>> sum(">A 40<" in part or ">B 41<" in part for part in pen.parts)
    2
    """
    is_wide = pen.width >= _FROM_WIDE
    figures, ours = shown.figures, shown.ours
    span = value_span(shown.values(), log=log)
    left = max(width_of(word, TEXT) for word in span.words) + 10.0
    bottom = top + 10.0 + (_HEIGHT if is_wide else _HEIGHT_NARROW)
    days = np.concatenate([figures.day.astype(np.float64), ours.day, ours.ahead_day])
    plane = Plane(days, span, (left, pen.width - (_RIGHT if is_wide else 8.0), top + 10.0, bottom))
    plane.grid(pen)
    _band(pen, plane, ours)
    lines = _lines_of(figures)
    points = np.column_stack([plane.x(figures.day.astype(np.float64)), plane.y(figures.best)])
    for line in lines:
        _draw_line(pen, plane, figures, line, points)
    ends = np.column_stack([plane.y(figures.low), plane.y(figures.high)])
    places = LabelPlaces(left, pen.width, top, bottom, points, _ROOM, _under(lines, points, ends))
    _name_ours(pen, plane, ours, places)
    most = _NAMED if is_wide else _NAMED_NARROW
    _name(pen, figures, lines[:most], points, places)
    pen.unnamed += [line.name for line in lines[most:]]
    return bottom + 36.0


def _lines_of(figures: HeardFigures) -> list[_Line]:
    """Return the voices, those to be named first in front: who counts today, newest first, then who counted most."""
    if not len(figures):
        return []
    starts = np.flatnonzero(np.r_[True, figures.voice[1:] != figures.voice[:-1]])
    groups = np.split(np.arange(len(figures)), starts[1:])
    order = sorted(groups, key=lambda rows: (
        -float(figures.weight[rows].max() > 0), -int(figures.day[rows[-1]]), -len(rows), str(figures.voice[rows[0]]),
    ))  # fmt: skip
    coloured = [int(rows[0]) for rows in sorted(order, key=lambda rows: -len(rows)) if len(rows) > 1][:_COLOURS]
    return [
        _Line(rows, f"c{coloured.index(int(rows[0])) if int(rows[0]) in coloured else _COLOURS}",
              str(figures.voice[rows[0]]))
        for rows in order
    ]  # fmt: skip


def _draw_line(pen: Pen, plane: Plane, figures: HeardFigures, line: _Line, points: Floats) -> None:
    rows, colour = line.rows, line.colour
    if len(rows) > 1:
        pen.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points[rows].tolist()), f"{colour} l")
    low, high = plane.y(figures.low[rows]), plane.y(figures.high[rows])
    columns = zip(points[rows].tolist(), low.tolist(), high.tolist(), figures.fact[rows], figures.open_low[rows],
                  figures.open_high[rows], strict=True)  # fmt: skip
    for (x, y), bottom, top, fact, opens_low, opens_high in columns:
        pen.open_row(fact)
        if abs(bottom - top) > 2 * _MARK:
            pen.path(f"M{number(x)} {number(bottom)}V{number(top)}", f"{colour} r")
        if opens_high:
            pen.path(f"M{number(x)} {number(min(top, y - _MARK) - 6)}l{-_ARROW:g} 6h{2 * _ARROW:g}z", f"{colour} d")
        if opens_low:
            pen.path(f"M{number(x)} {number(max(bottom, y + _MARK) + 6)}l{-_ARROW:g} -6h{2 * _ARROW:g}z", f"{colour} d")
        pen.dot(x, y, _MARK, f"{colour} d")
        pen.close_row()


def _under(lines: list[_Line], points: Floats, ends: Floats) -> Floats:
    """Return points a few pixels apart on the lines of voices and on the ranges of their counts."""
    x = points[:, [0, 0]]
    ranges = np.stack([x, ends], axis=2)
    joined = [np.stack([points[line.rows[:-1]], points[line.rows[1:]]], axis=1) for line in lines]
    pieces = np.concatenate([ranges, *joined])
    long = np.hypot(*(pieces[:, 1] - pieces[:, 0]).T)
    count = (long // _SAMPLE).astype(np.int64) + 2
    piece = np.repeat(np.arange(len(pieces)), count)
    place = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
    share = (place / (count[piece] - 1))[:, None]
    return np.asarray(pieces[piece, 0] + share * (pieces[piece, 1] - pieces[piece, 0]))


def _band(pen: Pen, plane: Plane, ours: SynthesisOverTime) -> None:
    """Draw our synthesis between neighbouring dates that both have one, and dashed where its pace would lead."""
    x, y = plane.x(ours.day), plane.y(ours.ends)
    known = np.flatnonzero(np.isfinite(ours.ends[0]))
    for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1):
        if len(run) == 1:
            at = run[0]
            pen.path(f"M{number(x[at])} {number(y[0, at])}V{number(y[4, at])}", "lone")
            pen.dot(float(x[at]), float(y[2, at]), _OUR_DOT, "best")
        elif len(run):
            pen.path(_area(x[run], y[0, run], y[4, run]), "wide")
            if np.isfinite(y[[1, 3]][:, run]).all():
                pen.path(_area(x[run], y[1, run], y[3, run]), "central")
            pen.path(_outline(x[run], y[2, run]), "middle")
    if len(ours.ahead_day):
        across, down = plane.x(ours.ahead_day), plane.y(ours.ahead)
        for end in down:
            pen.path(_outline(across, end), "ahead")


def _outline(x: Floats, y: Floats) -> str:
    return "M" + "L".join(f"{number(a)} {number(b)}" for a, b in zip(x.tolist(), y.tolist(), strict=True))


def _area(x: Floats, low: Floats, high: Floats) -> str:
    return _outline(np.r_[x, x[::-1]], np.r_[low, high[::-1]]) + "z"


def _name_ours(pen: Pen, plane: Plane, ours: SynthesisOverTime, places: LabelPlaces) -> None:
    if ours.words:
        name = f"{words().pictures['pooled']} {ours.words}"
        at = np.array([plane.x(ours.day[-1:])[0], plane.y(ours.ends[2, -1:])[0]])
        _label(pen, at, fitted(name, pen.width - plane.left - 8, TEXT, bold=True), name, "o b h", places)
    if len(ours.ahead_day):
        name = words().charts["projection"]
        at = np.array([plane.x(ours.ahead_day[-1:])[0], plane.y(ours.ahead[2, -1:])[0]])
        _label(pen, at, name, name, "o h", places)


def _name(pen: Pen, figures: HeardFigures, lines: list[_Line], points: Floats, places: LabelPlaces) -> None:
    """Write the name of every voice and its newest figure beside its newest count, then its older figures."""
    room = min(_LABEL, pen.width * 0.6)
    for line in lines:
        last = line.rows[-1]
        figure = fitted(str(figures.said[last]), room - _LEAST_NAME, TEXT)
        name = fitted(line.name, room - width_of(f" {figure}", TEXT), TEXT)
        whole = f"{line.name} {figures.said[last]}"
        if not _label(pen, points[last], f"{name} {figure}", whole, f"h n{line.colour[1:]}", places):
            pen.unnamed.append(line.name)
    for line in lines:
        for row in line.rows[:-1][::-1].tolist():
            figure = str(figures.said[row])
            x, y = points[row].tolist()
            found = places.place(x, y, width_of(figure, TEXT), beside=True)
            if found:
                pen.label(*found[:2], figure, figure, f"h n{line.colour[1:]}")


def _label(pen: Pen, at: Floats, text: str, whole: str, kind: str, places: LabelPlaces) -> bool:
    """Write a label, tied to its mark where it stands away from it; return whether there was room."""
    across, down = at.tolist()
    width = width_of(text, TEXT, bold=" b" in kind)
    found = places.place(across, down, width)
    if found is None:
        return False
    x, y, tied = found
    if tied:
        end = min(max(across, x), x + width)
        pen.path(f"M{number(across)} {number(down)}L{number(end)} {number(y + (3 if down > y else -10))}", "lead")
    pen.label(x, y, text, whole, kind)
    return True


def dates_data(shown: DatesShown) -> ChartTable:
    """Return what is drawn as a table: our synthesis by date, its projection, and every count.

    Examples
    --------
    >>> nothing = SynthesisOverTime(np.zeros(0), np.zeros((5, 0)), np.zeros(0), np.zeros((3, 0)), "")
    >>> dates_data(DatesShown(HeardFigures.nobody(), nothing))["date"]
    []
    """
    figures, ours = shown.figures, shown.ours
    known = np.isfinite(ours.ends[0])
    name = words().pictures["pooled"]
    band, ahead = ours.ends[[0, 2, 4]][:, known], ours.ahead[:, 1:]
    ends = np.hstack([band, ahead, np.stack([figures.low, figures.best, figures.high])])
    days = np.concatenate([ours.day[known], ours.ahead_day[1:], figures.day.astype(np.float64)])
    led = f"{name}, {words().charts['projection']}"
    return {
        "source": [name] * band.shape[1] + [led] * ahead.shape[1] + figures.voice.tolist(),
        "date": dates_of(days.astype(np.int64)).astype("datetime64[D]").astype(str).tolist(),
        "low": ends[0], "value": ends[1], "high": ends[2],
        "said": [""] * (band.shape[1] + ahead.shape[1]) + figures.said.tolist(),
    }  # fmt: skip
