"""Who says what: one row a figure at the newest date, our synthesis first, every value printed beside its mark."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Strings
from reconcile.days import NO_DAY
from reconcile.report.charts.chart_style import TEXT
from reconcile.report.charts.chart_table import ChartTable
from reconcile.report.charts.heard_figures import HeardFigures
from reconcile.report.charts.letter_widths import fitted, width_of
from reconcile.report.charts.pen import Pen, number
from reconcile.report.charts.plane import Axis, value_span
from reconcile.report.charts.synthesis import Synthesis
from reconcile.report.sentences.phrasebook import words

__all__ = ["RowsShown", "draw_rows", "rows_data", "rows_shown"]

# rows at most: what fits on a printed page
MOST_ROWS = 25

# least width of a chart that has names beside its marks; a narrower one has them above
_BESIDE = 600.0

# pixels: height of a row with its name beside and above, of names, of figures, of dates, and between these columns
_ROW, _TALL_ROW, _NAMES, _FIGURES, _DATES, _GAP = 26.0, 44.0, 200.0, 190.0, 128.0, 12.0

# pixels of axis for a letter of its words, and the share of the axis from which a figure's room counts
_TICK_LETTER, _LEAST_SHARE = 9.0, 0.05

# radii of dots in pixels: of no weight, and the square root of what is added to its square for all of the weight
_DOT, _MORE = 3.0, 8.0

# pixels that an open end runs on, arrow included, half of the height of an arrow and of the mark of a bound
_OPEN, _ARROW, _BOUND = 13.0, 4.0, 6.0


@dataclass(frozen=True)
class RowsShown:
    """Rows from the top.

    Attributes
    ----------
    figures : HeardFigures
    dates : ndarray of str
        Beside every row.
    left_out : int
        Figures that have no row.
    """

    figures: HeardFigures
    dates: Strings
    left_out: int


def rows_shown(heard: HeardFigures) -> HeardFigures:
    """Return the figures that carry weight at the newest date: voices by their newest count, at most 25.

    Examples
    --------
    >>> import reconcile as rc
    >>> import pandas as pd
    >>> from reconcile.report.charts.heard_figures import heard_figures
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320],
    ...                        "published": ["2025-01-01", "2025-01-02"]})
    >>> result = rc.reconcile(claims)
    >>> rows_shown(heard_figures(result.claims, pd.Series(["", ""]))["dead"]).voice.tolist()
    ['B', 'A']
    """
    active = heard.at(heard.active)
    kept = active.at(np.sort(np.lexsort((np.arange(len(active)), -active.day, -active.weight))[:MOST_ROWS]))
    _, voice = np.unique(kept.voice.astype(str), return_inverse=True)
    newest = np.full(len(kept), np.iinfo(np.int64).min)
    np.maximum.at(newest, voice, np.where(kept.day == NO_DAY, np.iinfo(np.int64).min, kept.day))
    return kept.at(np.lexsort((-kept.weight, -kept.day, voice, -newest[voice])))


def draw_rows(pen: Pen, top: float, log: bool, shown: RowsShown, ours: Synthesis | None) -> float:
    """Draw rows below one another; return the height below them.

    Examples
    --------
    >>> import reconcile as rc
    >>> import pandas as pd
    >>> from reconcile.report.charts.heard_figures import heard_figures
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> figures = rows_shown(heard_figures(result.claims, pd.Series(["", ""]))["dead"])
    >>> pen = Pen(360.0)
    >>> draw_rows(pen, 0.0, False, RowsShown(figures, np.array(["", ""], dtype=object), 0), None)
    122.0
    >>> [part for part in pen.parts if ">B</text>" in part]
    ['<text x="0" y="58">B</text>']
    """
    beside = pen.width >= _BESIDE
    row = _ROW if beside else _TALL_ROW
    labels = [fitted(text, _FIGURES, TEXT, bold=True) for text in shown.figures.said]
    ends = (_NAMES + 2 * _GAP, pen.width - _DATES - _GAP) if beside else (_GAP, pen.width)
    axis = _axis(shown.figures, ours, labels, log, ends)
    foot = top + row * (len(labels) + (ours is not None))
    _grid(pen, axis, (top, foot))
    if ours:
        _ours(pen, axis, ours, top, foot, row)
    first = top + row * (ours is not None)
    _rows(pen, axis, shown, labels, first, row)
    return foot + 34.0


def _axis(
    figures: HeardFigures, ours: Synthesis | None, labels: list[str], log: bool, ends: tuple[float, float]
) -> Axis:
    """Return the longest axis on which every figure still fits behind its mark."""
    values = [figures.low, figures.best, figures.high]
    high, behind = figures.high, [width_of(text, TEXT, bold=True) + _OPEN + _MORE + 6 for text in labels]
    if ours:
        values.append(np.array([ours.low, ours.high]))
        high, behind = np.append(high, ours.high), [*behind, width_of(ours.words, TEXT, bold=True) + 8]
    span = value_span(np.concatenate(values), log=log, room=(ends[1] - ends[0]) / _TICK_LETTER)
    shares = np.maximum(Axis(span, 0.0, 1.0).at(high), _LEAST_SHARE)
    long = float(np.min((ends[1] - ends[0] - np.array(behind)) / shares))
    return Axis(span, ends[0], ends[0] + min(long, ends[1] - ends[0] - _GAP))


def _grid(pen: Pen, axis: Axis, rows: tuple[float, float]) -> None:
    ticks = axis.ticks()
    pen.path("".join(f"M{number(x)} {number(rows[0])}V{number(rows[1])}" for x, _ in ticks), "grid")
    used = -np.inf
    for x, word in ticks:
        width = width_of(word, TEXT)
        start = min(max(x - width / 2, 0.0), pen.width - width)
        if start > used:
            pen.text(start, rows[1] + 16, word, "k")
            used = start + width + 4


def _ours(pen: Pen, axis: Axis, ours: Synthesis, top: float, foot: float, row: float) -> None:
    """Draw our synthesis as the first row, its central half thicker, and shaded behind the others."""
    low, low50, best, high50, high = axis.at(np.array(ours.ends)).tolist()
    y, beside = top + row - _ROW / 2, pen.width >= _BESIDE
    name = words().pictures["pooled"]
    pen.box(low, top, high - low, foot - top, "wide")
    pen.open_row(f"{name}: {ours.words}")
    pen.path(f"M{number(low)} {number(y)}H{number(high)}", "pool")
    pen.path(f"M{number(low50)} {number(y)}H{number(high50)}", "half")
    pen.dot(best, y, 4.0, "best")
    pen.text(0.0, y + 4 if beside else top + 14, name, "o b", _NAMES if beside else pen.width)
    pen.text(high + 8, y + 4, ours.words, "o b h", _FIGURES)
    pen.close_row()


def _rows(pen: Pen, axis: Axis, shown: RowsShown, labels: list[str], top: float, row: float) -> None:
    figures, beside = shown.figures, pen.width >= _BESIDE
    low, best, high = (axis.at(values) for values in (figures.low, figures.best, figures.high))
    radius = np.sqrt(_DOT**2 + _MORE**2 * np.clip(figures.weight, 0.0, 1.0))
    edge = np.where(figures.bound == "ceiling", high, low)
    bound = figures.bound != ""
    columns = (figures.fact, figures.voice, labels, shown.dates, low, best, high, radius, edge, bound,
               figures.open_low, figures.open_high)  # fmt: skip
    before = ""
    for place, one in enumerate(zip(*columns, strict=True)):
        fact, voice, label, date, start, middle, end, dot, mark, is_bound, opens_low, opens_high = one
        base = top + row * (place + 1)
        y = base - _ROW / 2
        pen.open_row(fact)
        pen.box(0.0, base - row, pen.width, row, "hit")
        start, stop = start - _OPEN * opens_low, end + _OPEN * opens_high
        pen.path(f"M{number(start)} {number(y)}H{number(stop)}", "c0 r")
        if opens_low:
            pen.path(f"M{number(start)} {number(y)}l{_ARROW * 1.5:g} {-_ARROW:g}v{2 * _ARROW:g}z", "c0 d")
        if opens_high:
            pen.path(f"M{number(stop)} {number(y)}l{-_ARROW * 1.5:g} {-_ARROW:g}v{2 * _ARROW:g}z", "c0 d")
        if is_bound:
            pen.path(f"M{number(mark)} {number(y - _BOUND)}v{2 * _BOUND:g}", "c0 bound")
        else:
            pen.dot(middle, y, dot, "c0 d")
        name = voice if voice != before else "″"
        above = base - row + 14
        pen.text(0.0, y + 4 if beside else above, name, "", _NAMES if beside else pen.width - _DATES - _GAP)
        pen.text(max(stop, middle + dot) + 6, y + 4, label, "b h")
        pen.text(pen.width, y + 4 if beside else above, date, "e k", _DATES)
        pen.close_row()
        before = voice


def rows_data(shown: RowsShown, ours: Synthesis | None) -> ChartTable:
    """Return what the rows show as a table, our synthesis first.

    Examples
    --------
    >>> import pandas as pd
    >>> import reconcile as rc
    >>> from reconcile.report.charts.heard_figures import heard_figures
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> figures = rows_shown(heard_figures(result.claims, pd.Series(["", ""]))["dead"])
    >>> rows_data(RowsShown(figures, np.array(["", ""], dtype=object), 0), None)["said"]
    ['300', '320']
    """
    figures, own = shown.figures, [ours] if ours else []
    return {
        "source": [words().pictures["pooled"] for _ in own] + figures.voice.tolist(),
        "date": ["" for _ in own] + shown.dates.tolist(),
        "low": np.r_[[one.low for one in own], figures.low],
        "value": np.r_[[one.best for one in own], figures.best],
        "high": np.r_[[one.high for one in own], figures.high],
        "said": [one.words for one in own] + figures.said.tolist(),
        "weight": np.r_[[np.nan for _ in own], figures.weight],
    }
