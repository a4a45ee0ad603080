"""The curve of one quantity over its count dates: claims as marks, the pooled range as a band."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from reconcile.arrays import Flags, Floats
from reconcile.days import NO_DAY, days_of
from reconcile.engine.claims_behind import count_days
from reconcile.report.pictures.canvas import BLUE, FAINT, GREY, INK, ORANGE, write_text
from reconcile.report.pictures.forest import DOT_LEAST, THIN, TICK_WORDS
from reconcile.report.pictures.months import month_ticks, month_words, time_limits
from reconcile.report.pictures.ticks import UPRIGHT, Span, span_of
from reconcile.report.sentences.display_claims import range_ends

__all__ = ["draw_curve"]

# where the words of the ticks of the y axis end, in widths of the plot
TICK_END = -0.008


def draw_curve(axes: Axes, estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    """Draw the estimates of one quantity by date, and its claims at their count dates.

    Parameters
    ----------
    axes : Axes
    estimates : DataFrame
        Rows of `estimates.csv` of one quantity with a count date, by date. Only intervals have a band.
    claims : DataFrame
        Rows of `claims.csv` of that quantity; those without any date are left out.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.report.pictures.canvas import blank_picture
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [30, 40], "temporal": "cumulative",
    ...                        "count_date": ["2025-01-31", "2025-02-28"]})
    >>> result = rc.reconcile(claims, at="month-end")
    >>> axes = blank_picture(2.0).add_axes((0, 0, 1, 1))
    >>> draw_curve(axes, result.estimates, result.claims)
    >>> [text.get_text() for text in axes.texts][-2:]
    ['February 2025', 'March 2025']
    """
    days, claim_days = (values.astype(np.float64) for values in (days_of(estimates["count_date"]), count_days(claims)))
    interval = (estimates["publish"] == "interval").to_numpy()
    drawn = claim_days != NO_DAY
    claims, claim_days = claims[drawn], claim_days[drawn]
    numbers = {name: estimates[name].to_numpy(np.float64) for name in ("low", "low50", "best", "high50", "high")}
    ranges = range_ends(claims)
    span = span_of(np.concatenate([*ranges, *(values[interval] for values in numbers.values())]), UPRIGHT)
    _band(axes, days, numbers, interval)
    _claims(axes, claims, claim_days, ranges)
    _frame(axes, span, np.concatenate([days, claim_days]))


def _band(axes: Axes, days: Floats, numbers: dict[str, Floats], interval: Flags) -> None:
    """Shade the range between neighbouring dates that both have one; a date without such a neighbour has a bar."""
    lone = interval & ~np.r_[False, interval[:-1]] & ~np.r_[interval[1:], False]
    for low, high, alpha, width in (("low", "high", 0.12, 1.6), ("low50", "high50", 0.22, 4.0)):
        axes.fill_between(
            days, numbers[low], numbers[high], where=interval.tolist(), color=ORANGE, alpha=alpha, linewidth=0
        )
        ends = zip(days[lone].tolist(), numbers[low][lone].tolist(), numbers[high][lone].tolist(), strict=True)
        bars = [((day, bottom), (day, top)) for day, bottom, top in ends]
        axes.add_collection(LineCollection(bars, colors=ORANGE, linewidths=width, zorder=2), autolim=False)
    axes.plot(days, np.where(interval, numbers["best"], np.nan), color=ORANGE, linewidth=1.0, zorder=3)
    axes.scatter(
        days[interval], numbers["best"][interval], s=20, c="white", edgecolors=ORANGE, linewidths=1.3, zorder=4
    )


def _claims(axes: Axes, claims: pd.DataFrame, days: Floats, ranges: tuple[Floats, Floats, Floats]) -> None:
    colour = np.where(claims["used"].to_numpy(bool), BLUE, GREY)
    ends = zip(days.tolist(), ranges[0].tolist(), ranges[2].tolist(), strict=True)
    bars = [((day, bottom), (day, top)) for day, bottom, top in ends]
    axes.add_collection(LineCollection(bars, colors=colour.tolist(), linewidths=THIN, zorder=5), autolim=False)
    axes.scatter(days, ranges[1], s=DOT_LEAST, c=colour, linewidths=0, zorder=6)
    for column, end, marker in (("open_low", 0, "v"), ("open_high", 2, "^")):
        is_open = claims[column].to_numpy(bool)
        # a mark of nothing takes as long as one of many
        if is_open.any():
            axes.scatter(
                days[is_open], ranges[end][is_open], s=18, marker=marker, c=colour[is_open], linewidths=0, zorder=6
            )


def _frame(axes: Axes, span: Span, days: Floats) -> None:
    axes.set_yscale("log" if span.log else "linear")
    first, last = time_limits(days)
    axes.set_xlim(first, last)
    axes.set_ylim(span.low, span.high)
    axes.set_axis_off()
    lines = [((first, tick), (last, tick)) for tick in span.ticks]
    axes.add_collection(LineCollection(lines, colors=FAINT, linewidths=0.8, zorder=0), autolim=False)
    for tick, word in zip(span.ticks, span.words, strict=True):
        write_text(axes, TICK_END, tick, word, transform=axes.get_yaxis_transform(), ha="right", va="center", color=INK)
    for day in month_ticks(first, last):
        write_text(axes, day, TICK_WORDS, month_words(day), transform=axes.get_xaxis_transform(), ha="center", va="top",
              color=INK)  # fmt: skip
