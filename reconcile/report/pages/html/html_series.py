"""Quantities that differ in their period alone, or in period and scope, in one picture: points with ranges by time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from reconcile.arrays import strings
from reconcile.days import NO_DAY, days_of
from reconcile.report.pages.html.elements import fitted, picture_element, tag
from reconcile.report.pages.html.over_time import DOWN, SIZE, Plane, plane_of, unit_of
from reconcile.report.sections import Section
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import clean

__all__ = ["PeriodSeries", "period_series", "series_picture"]

# different periods that make a series: two points are a comparison, which a table shows as well
SHORTEST = 3

# columns in which the quantities of a series are equal; place and scope make its lines
_EQUAL = ("measure", "party", "population", "temporal", "unit")

# temporals whose figures belong to periods
_PERIODS = ("period", "rate")

# shapes of lines, distinct without colour; lines beyond share the last
SHAPES = ("circle", "square", "triangle", "diamond")

# pixels: half of a mark's size, between marks of one period, height of a line of the legend
HALF, APART, LEGEND = 4.2, 11.0, 20.0

# width of an entry of the legend per letter and besides, and the room for its name, in pixels
LETTER, ENTRY, NAME_ROOM = 6.8, 40.0, 150.0


@dataclass(frozen=True)
class PeriodSeries:
    """Sections of one family in the order of time.

    Attributes
    ----------
    sections : tuple of Section
    lines : tuple of int
        The line that each section is a point of.
    names : tuple of str
        The names of the lines, that of most points first.
    """

    sections: tuple[Section, ...]
    lines: tuple[int, ...]
    names: tuple[str, ...]


def period_series(sections: Sequence[Section]) -> list[PeriodSeries]:
    """Find the series among the sections of a family, each of periods about as long.

    Parameters
    ----------
    sections : sequence of Section

    Returns
    -------
    list of PeriodSeries
        Those with three different periods or more.

    Examples
    --------
    >>> period_series([])
    []
    """
    if not sections:
        return []
    rows = pd.DataFrame([section.estimates.iloc[-1] for section in sections]).reset_index(drop=True)
    first, last = days_of(rows["period_start"]), days_of(rows["period_end"])
    whole = np.isin(strings(rows["temporal"]), _PERIODS) & (first != NO_DAY) & (last != NO_DAY)
    whole &= strings(rows["publish"]) != "withheld"
    length = np.round(np.log2(np.where(whole, last - first + 1, 1)))
    table = pd.DataFrame({name: strings(rows[name]) for name in _EQUAL}).assign(length=length, first=first)[whole]
    table["line"] = [
        _line(*pair) for pair in zip(strings(rows["place"])[whole], strings(rows["scope"])[whole], strict=True)
    ]
    groups = table.groupby([*_EQUAL, "length"], sort=False)
    return [_series(sections, points) for _, points in groups if points["first"].nunique() >= SHORTEST]


def _line(place: str, scope: str) -> str:
    return clean(" · ".join(name for name in (place, scope) if name)) or "all"


def _series(sections: Sequence[Section], points: pd.DataFrame) -> PeriodSeries:
    points = points.sort_values(["first", "line"], kind="stable")
    names = points["line"].value_counts(sort=True).sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    number = {name: place for place, name in enumerate(names.index)}
    return PeriodSeries(
        tuple(sections[place] for place in points.index), tuple(number[line] for line in points["line"]),
        tuple(map(str, names.index)),
    )  # fmt: skip


def series_picture(
    name: str, series: PeriodSeries, newest: Sequence[dict[str, Any]], words_of: tuple[str, str], table: str
) -> Markup:
    """Return the picture of a series: filled marks are our pooled intervals, hollow ones the figures of single voices.

    Parameters
    ----------
    name : str
        Unique in the page.
    series : PeriodSeries
    newest : sequence of dict
        Each section's newest date as text, as `display_estimates` returns it.
    words_of : (title, description)
    table : str
        Id of the table beside the picture.

    Examples
    --------
    >>> series_picture("s", PeriodSeries((), (), ()), [], ("Nothing", "No periods"), "table")
    Markup('')
    """
    if not series.sections:
        return Markup("")
    rows = pd.DataFrame([section.estimates.iloc[-1] for section in series.sections])
    printed = (rows["publish"] == "interval").to_numpy()
    low, high = (
        np.where(printed, rows[pooled].to_numpy(np.float64), rows[stated].to_numpy(np.float64))
        for pooled, stated in (("low", "claims_low"), ("high", "claims_high"))
    )
    best = np.where(printed, rows["best"].to_numpy(np.float64), np.nan)
    days = (days_of(rows["period_start"]) + days_of(rows["period_end"])) / 2
    plane = plane_of(days, np.concatenate([low, high, best]))
    facts = [f"{point['when']}, {series.names[line]}\n{point['figure']} ({point['verdict']})"
             for point, line in zip(newest, series.lines, strict=True)]  # fmt: skip
    marks = _points(plane, days, (low, best, high), series, facts)
    height = SIZE[1] + (LEGEND if len(series.names) > 1 else 0.0)
    legend = _legend(series.names) if len(series.names) > 1 else []
    return picture_element(name, (SIZE[0], height), words_of, [*plane.grid(unit_of(rows)), *marks, *legend], table)


def _points(
    plane: Plane, days: np.ndarray, values: tuple[np.ndarray, ...], series: PeriodSeries, facts: list[str]
) -> list[Markup]:
    shift = (np.array(series.lines) - (len(series.names) - 1) / 2) * APART
    x = plane.x(days) + shift
    low, best, high = (plane.y(ends) for ends in values)
    rows = zip(facts, series.lines, x.tolist(), low.tolist(), best.tolist(), high.tolist(), strict=True)
    return [_point(*row) for row in rows]


def _point(fact: str, line: int, x: float, low: float, best: float, high: float) -> Markup:
    """Return one period: a range with its centre, or the lowest and the highest figure that was given."""
    own = not np.isnan(best)
    ends = [best] if own else [place for place in dict.fromkeys((low, high)) if not np.isnan(place)]
    span = [] if np.isnan(low) or np.isnan(high) else [tag("path", d=f"M{x:.1f} {low:.1f}V{high:.1f}", class_="span")]
    shapes = [tag("path", d=_shape(line, x, y), class_="own" if own else "said") for y in ends]
    return tag("g", tag("title", fact), *span, *shapes, class_=f"row line-{min(line, len(SHAPES) - 1)}")


def _shape(line: int, x: float, y: float) -> str:
    """Return the outline of a line's mark."""
    kind, half, wide = SHAPES[min(line, len(SHAPES) - 1)], HALF, 1.3 * HALF
    if kind == "circle":
        return f"M{x - half:.1f} {y:.1f}a{half} {half} 0 1 0 {2 * half} 0a{half} {half} 0 1 0 {-2 * half} 0z"
    corners = {
        "square": [(-half, -half), (half, -half), (half, half), (-half, half)],
        "triangle": [(0.0, -wide), (wide, half), (-wide, half)],
        "diamond": [(0.0, -wide), (wide, 0.0), (0.0, wide), (-wide, 0.0)],
    }[kind]
    return "M" + "L".join(f"{x + across:.1f} {y + down:.1f}" for across, down in corners) + "z"


def _legend(names: Sequence[str]) -> list[Markup]:
    drawn, x, y = [], 76.0, DOWN[1] + 42.0
    labels = [fitted(name, NAME_ROOM) for name in names[: len(SHAPES)]]
    if len(names) > len(SHAPES):
        labels[-1] = words().pictures["others"]
    for line, name in enumerate(labels):
        mark = tag("path", d=_shape(line, x, y - 4), class_="own")
        drawn.append(tag("g", mark, tag("text", name, x=x + 10, y=y), class_=f"line-{min(line, len(SHAPES) - 1)}"))
        x += ENTRY + LETTER * len(name)
    return drawn
