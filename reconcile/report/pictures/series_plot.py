"""Series and vintages in axes of matplotlib, for notebooks: points with ranges, and the band of what was known."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, DayLocator
from matplotlib.ticker import FuncFormatter, NullLocator
from matplotlib.transforms import ScaledTranslation

from reconcile.arrays import Floats, strings
from reconcile.report.pictures.canvas import BLUE, FAINT, GREY, INK, ORANGE, blank_picture, style
from reconcile.report.pictures.glyphs import POINTS_AN_INCH
from reconcile.report.pictures.months import time_limits
from reconcile.report.pictures.shown_axes import ShownAxes
from reconcile.report.pictures.ticks import UPRIGHT, span_of, tick_words
from reconcile.report.sentences.clauses import full_unit_words
from reconcile.report.sentences.phrasebook import words

__all__ = ["draw_series", "draw_vintages", "plain_axes"]

# colours of series, distinct for every kind of colour vision: Okabe and Ito 2008; then they come round again
COLOURS = (BLUE, ORANGE, "#009E73", "#CC79A7", "#56B4E9", INK)

# inches of a picture that is made for one plot
HEIGHT = 3.6

# points between the marks of series at the same date, so that none hides another
APART = 5.0

# days of an axis from which matplotlib's own ticks are of days or longer: it wants five ticks, and takes hours for less
SEVERAL_DAYS = 6.0

# line widths in points, and areas of dots in square points
THIN, THICK, DOT = 1.4, 3.0, 26.0


def plain_axes() -> Axes:
    """Return empty axes of the standard width with axes to label.

    Examples
    --------
    >>> plain_axes().figure.get_size_inches().tolist()[0]
    9.0
    """
    figure = blank_picture(HEIGHT)
    figure.set_layout_engine("constrained")
    return figure.add_subplot(axes_class=ShownAxes)


def draw_series(axes: Axes, points: pd.DataFrame) -> None:
    """Draw points with their ranges, one colour a series.

    Parameters
    ----------
    axes : Axes
    points : DataFrame
        `series` (title), `day`, `low`, `best`, `high`, `publish`, `unit`; a best that is nan has a range alone. An
        interval of ours has a full dot, a figure in somebody's name an empty one.

    Examples
    --------
    >>> points = pd.DataFrame({"series": "Gain", "day": pd.to_datetime(["2024-01-31"]), "low": [1.0], "best": [2.0],
    ...                        "high": [3.0], "publish": ["interval"], "unit": ["km2"]})
    >>> axes = plain_axes()
    >>> draw_series(axes, points)
    >>> axes.get_ylabel()
    'sq km'
    """
    with style():
        titles = list(dict.fromkeys(points["series"]))
        for number, title in enumerate(titles):
            own_points = points[points["series"] == title]
            aside = (number - (len(titles) - 1) / 2) * APART
            _points(axes, own_points, str(title), COLOURS[number % len(COLOURS)], aside)
        axes.set_xlim(time_limits(_days(points["day"])))
        _label(axes, points[["low", "best", "high"]].to_numpy(np.float64), strings(points["unit"])[:1])
        axes.set_xlabel(words().pictures["series_dates"])
        if len(titles) > 1:
            axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0.0, 1.0), borderaxespad=0.2)
        elif titles:
            axes.set_title(str(titles[0]), loc="left", parse_math=False)


def _points(axes: Axes, points: pd.DataFrame, title: str, colour: str, aside: float) -> None:
    days = _days(points["day"])
    low, best, high = (points[name].to_numpy(np.float64) for name in ("low", "best", "high"))
    moved = axes.transData + ScaledTranslation(aside / POINTS_AN_INCH, 0.0, axes.figure.dpi_scale_trans)
    ours = (points["publish"] == "interval").to_numpy()
    axes.vlines(days, low, high, colors=colour, linewidth=np.where(ours, THICK, THIN).tolist(), transform=moved)
    faces = [colour if own else "white" for own in ours]
    axes.scatter(days, best, s=DOT, c=faces, edgecolors=colour, linewidths=THIN, zorder=3, transform=moved, label=title)


def draw_vintages(axes: Axes, vintages: pd.DataFrame, title: str) -> None:
    """Draw what would have been printed at each date of knowledge.

    Parameters
    ----------
    axes : Axes
    vintages : DataFrame
        `as_of`, `low`, `best`, `high`, `publish`, `unit`, by date. A band holds until the next date; where no interval
        may be printed, the figures said are an upright bar.
    title : str

    Examples
    --------
    >>> vintages = pd.DataFrame({"as_of": pd.to_datetime(["2025-01-31", "2025-02-28"]), "low": [1.0, 2.0],
    ...                          "best": [2.0, 3.0], "high": [3.0, 4.0], "publish": "interval", "unit": "persons"})
    >>> axes = plain_axes()
    >>> draw_vintages(axes, vintages, "Killed")
    >>> axes.get_xlabel(), axes.get_ylabel()
    ('known by', 'people')
    """
    with style():
        days, ours = _days(vintages["as_of"]), (vintages["publish"] == "interval").to_numpy()
        low, best, high = (vintages[name].to_numpy(np.float64) for name in ("low", "best", "high"))
        shown = np.where(ours, 1.0, np.nan)
        axes.fill_between(days, low * shown, high * shown, step="post", color=ORANGE, alpha=0.16, linewidth=0)
        axes.step(days, best * shown, where="post", color=ORANGE, linewidth=THIN)
        axes.vlines(days, low, high, colors=[ORANGE if own else GREY for own in ours], linewidth=THIN)
        faces = [ORANGE if own else "white" for own in ours]
        edges = [ORANGE if own else GREY for own in ours]
        axes.scatter(days, best, s=DOT, c=faces, edgecolors=edges, linewidths=THIN, zorder=3)
        axes.set_xlim(time_limits(days))
        _label(axes, np.concatenate([low, best, high]), strings(vintages["unit"])[:1])
        axes.set_xlabel(words().pictures["vintages"])
        axes.set_title(title, loc="left", parse_math=False)


def _days(dates: pd.Series) -> Floats:
    """Return dates as days since 1970, which is how matplotlib counts them."""
    return pd.to_datetime(dates).to_numpy("datetime64[D]").astype(np.int64).astype(np.float64)


def _label(axes: Axes, values: Floats, unit: np.ndarray) -> None:
    """Give axes round ticks, the unit beside them, and dates below."""
    span = span_of(values.ravel(), UPRIGHT)
    axes.set_yscale("log" if span.log else "linear")
    axes.set_ylim(span.low, span.high)
    axes.set_yticks(span.ticks)
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick_words(float(value))))
    axes.set_ylabel("".join(full_unit_words(unit).tolist()))
    _tick_days(axes)
    axes.grid(axis="y", color=FAINT)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _tick_days(axes: Axes) -> None:
    """Put ticks on days, months or years: what is counted by the day has no hours."""
    axes.xaxis_date()
    first, last = axes.get_xlim()
    locator = DayLocator() if last - first < SEVERAL_DAYS else AutoDateLocator()  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
