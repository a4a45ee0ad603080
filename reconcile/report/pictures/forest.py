"""The forest plot of one estimate: one row per claim, grouped by voice, the pooled interval below."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from reconcile.arrays import Flags, Floats, strings
from reconcile.report.pictures.canvas import BLUE, FAINT, GREY, INK, ORANGE, write_text
from reconcile.report.pictures.forest_rows import ForestRows, row_dates, row_names
from reconcile.report.pictures.glyphs import fit_label
from reconcile.report.pictures.ticks import Span, span_of
from reconcile.report.sentences.display import interval_words
from reconcile.report.sentences.display_claims import range_ends, said_words
from reconcile.report.sentences.phrasebook import words

__all__ = ["draw_forest"]

# room for names left of the plot and for phrases between the plot and the dates, in points
NAME_ROOM, PHRASE_ROOM = 145.0, 142.0

# room for the pooled interval, which has no date beside it, in points
POOLED_ROOM = 230.0

# columns beside the plot, in widths of the plot: names end left of it, phrases begin right of it, dates end there
NAME_END, PHRASE_START, DATE_END = -0.03, 1.04, 2.02

# areas of dots, in square points: of no weight, and added for all of the weight
DOT_LEAST, DOT_MORE = 16.0, 190.0

# share of the axis that an open end runs on beyond the range, arrow included
OPEN_SHARE = 0.035

# height of the words of ticks, in heights of the plot
TICK_WORDS = -0.01

# line widths in points
THIN, THICK, HALF = 1.4, 3.2, 6.5


def draw_forest(axes: Axes, estimate: pd.Series, rows: ForestRows) -> None:
    """Draw claims and, where it may be printed, the pooled interval.

    Parameters
    ----------
    axes : Axes
    estimate : Series
        A row of `estimates.csv`; of a range it is said that no single one is supported.
    rows : ForestRows

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.report.pictures.canvas import blank_picture
    >>> from reconcile.report.pictures.forest_rows import forest_rows
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> axes = blank_picture(2.0).add_axes((0, 0, 1, 1))
    >>> draw_forest(axes, result.estimates.iloc[-1], forest_rows(result.claims))
    >>> [text.get_text() for text in axes.texts][:3]
    ['A', '300', '']
    """
    claims, count = rows.claims, len(rows.claims)
    interval, note = estimate["publish"] == "interval", estimate["publish"] == "range"
    low, best, high = range_ends(claims)
    pooled = estimate[["low", "low50", "best", "high50", "high"]].to_numpy(np.float64)
    span = span_of(np.concatenate([low, best, high, pooled if interval else pooled[:0]]))
    height = np.arange(count, 0, -1, dtype=np.float64)
    _bars(axes, span, claims, rows.active, height)
    _names(axes, claims, rows.active, height)
    if interval:
        _pooled(axes, estimate, pooled)
    elif note:
        write_text(axes, 0.5, 0.0, words().pictures["no_range"], transform=axes.get_yaxis_transform(), color=GREY,
              ha="center", va="center")  # fmt: skip
    _frame(axes, span, count, below=-0.7 if interval or note else 0.3)


def _bars(axes: Axes, span: Span, claims: pd.DataFrame, active: Flags, height: Floats) -> None:
    low, best, high = range_ends(claims)
    colour = np.where(active, BLUE, GREY)
    ends = [low, high]
    for side, (column, sign, marker) in enumerate((("open_low", -1.0, "<"), ("open_high", 1.0, ">"))):
        is_open = claims[column].to_numpy(bool)
        tip = span.share(ends[side], sign * OPEN_SHARE)
        ends[side] = np.where(is_open, tip, ends[side])
        if is_open.any():
            axes.scatter(tip[is_open], height[is_open], s=22, marker=marker, c=colour[is_open], linewidths=0, zorder=3)
    lines = [((a, y), (b, y)) for a, b, y in zip(ends[0].tolist(), ends[1].tolist(), height.tolist(), strict=True)]
    axes.add_collection(LineCollection(lines, colors=colour.tolist(), linewidths=THIN, zorder=2), autolim=False)
    size = DOT_LEAST + DOT_MORE * np.clip(claims["weight"].fillna(0.0).to_numpy(np.float64), 0.0, 1.0)
    # a floor or ceiling has no centre: its number is marked by a bar
    bound = strings(claims["bound"]) != ""
    edge = np.where(strings(claims["bound"]) == "ceiling", high, low)
    axes.scatter(best[~bound], height[~bound], s=size[~bound], c=colour[~bound], linewidths=0, zorder=4)
    if bound.any():
        axes.scatter(edge[bound], height[bound], s=70, marker="|", c=colour[bound], linewidths=2.2, zorder=4)


def _names(axes: Axes, claims: pd.DataFrame, active: Flags, height: Floats) -> None:
    beside = axes.get_yaxis_transform()
    columns = zip(
        row_names(claims, active),
        said_words(claims),
        row_dates(claims),
        active.tolist(),
        height.tolist(),
        strict=True,
    )
    for name, wording, day, is_active, y in columns:
        colour = INK if is_active else GREY
        voice, phrase = fit_label(name, NAME_ROOM), fit_label(wording, PHRASE_ROOM)
        write_text(axes, NAME_END, y, voice, transform=beside, ha="right", va="center", color=colour)
        write_text(axes, PHRASE_START, y, phrase, transform=beside, va="center", color=colour)
        write_text(axes, DATE_END, y, day, transform=beside, ha="right", va="center", color=GREY)


def _pooled(axes: Axes, estimate: pd.Series, pooled: Floats) -> None:
    """Draw the pooled interval in the row below the claims, its central half thicker, and shaded behind the claims."""
    low, low50, best, high50, high = pooled.tolist()
    axes.axvspan(low, high, color=ORANGE, alpha=0.07, linewidth=0, zorder=0)
    axes.add_collection(
        LineCollection([((low, 0.0), (high, 0.0)), ((low50, 0.0), (high50, 0.0))], colors=ORANGE,
                       linewidths=[THICK, HALF], zorder=3), autolim=False)  # fmt: skip
    axes.scatter([best], [0.0], s=30, c="white", edgecolors=ORANGE, linewidths=1.4, zorder=5)
    beside = axes.get_yaxis_transform()
    write_text(axes, NAME_END, 0.0, words().pictures["pooled"], transform=beside, ha="right", va="center", bold=True,
          color=ORANGE)  # fmt: skip
    floor = np.array([estimate["floor"]], dtype=np.float64)
    interval = interval_words(np.array([low]), np.array([high]), strings([estimate["unit"]]), floor)[0]
    label = fit_label(interval, POOLED_ROOM, bold=True)
    write_text(axes, PHRASE_START, 0.0, label, transform=beside, va="center", bold=True, color=ORANGE)


def _frame(axes: Axes, span: Span, count: int, below: float) -> None:
    """Set limits, draw round ticks as lines with words below, and hide the axes that matplotlib draws."""
    axes.set_axis_off()
    axes.set_xscale("log" if span.log else "linear")
    axes.set_xlim(span.low, span.high)
    axes.set_ylim(below, count + 0.7)
    lines = [((tick, below), (tick, count + 0.7)) for tick in span.ticks]
    axes.add_collection(LineCollection(lines, colors=FAINT, linewidths=0.8, zorder=0), autolim=False)
    for tick, word in zip(span.ticks, span.words, strict=True):
        write_text(axes, tick, TICK_WORDS, word, transform=axes.get_xaxis_transform(), ha="center", va="top", color=INK)
