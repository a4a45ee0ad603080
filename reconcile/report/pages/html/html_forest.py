"""The forest plot of one quantity as inline SVG: one row per claim, the synthesis below."""

from __future__ import annotations

import numpy as np
import pandas as pd
from markupsafe import Markup

from reconcile.arrays import Flags, Floats, strings
from reconcile.report.pages.html.elements import Axis, fitted, picture_element, tag
from reconcile.report.pages.html.over_time import unit_of
from reconcile.report.pictures.forest_rows import ForestRows, date_heading, forest_rows, row_dates, row_names
from reconcile.report.pictures.ticks import span_of
from reconcile.report.sections import Section
from reconcile.report.sentences.display import interval_words
from reconcile.report.sentences.display_claims import range_ends, said_words
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.rounding import write_number

__all__ = ["forest_picture"]

# pixels: width of the picture, height of a row, and of what is above and below the rows
WIDTH, ROW, ABOVE, BELOW = 860.0, 25.0, 26.0, 24.0

# pixels from the left: names end, the plot begins and ends, phrases begin, dates end
NAME_END, PLOT, PLOT_END, PHRASE, DATE_END = 204.0, 218.0, 560.0, 576.0, 856.0

# room for names, phrases and the words of the synthesis, which has no date beside it, in pixels
NAME_ROOM, PHRASE_ROOM, POOLED_ROOM = 200.0, 162.0, 276.0

# characters of the axis: its pixels in letters of 6.7
AXIS_ROOM = 50.0

# pixels by which the middle of a line lies above its baseline
MIDDLE = 4.0

# radii of dots in pixels: of no weight, and the square root of what is added to its square for all of the weight
DOT_LEAST, DOT_MORE = 2.8, 9.5

# pixels that an open end runs on, arrow included, and half of the height of an arrow and of the mark of a bound
OPEN, ARROW, BOUND = 13.0, 4.0, 6.0


def forest_picture(section: Section, facts: pd.Series, words_of: tuple[str, str], table: str) -> Markup:
    """Return the forest plot of a quantity's claims at its newest date, the synthesis where it may be printed.

    Parameters
    ----------
    section : Section
    facts : Series
        What is known of each claim, in words, by the index of the claims.
    words_of : (title, description)
    table : str
        Id of the table beside the picture.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.report.sections import families_of
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> (family,) = families_of(result.tables())
    >>> picture = forest_picture(family.sections[0], pd.Series(["A: 300", "B: 320"]), ("Dead", "Two claims"), "claims")
    >>> picture.count('class="row"')  # two claims and the synthesis
    3
    """
    rows, newest = forest_rows(section.claims), section.estimates.iloc[-1]
    axis = _axis(rows.claims, newest)
    below = newest["publish"] in ("interval", "range")
    foot = ABOVE + ROW * (len(rows.claims) + below)
    drawn = [*_grid(axis, foot), *_headings(rows.claims, unit_of(section.estimates))]
    claims = _claims(axis, rows, facts.loc[rows.claims.index].tolist())
    if newest["publish"] == "interval":
        shade, synthesis = _synthesis(axis, newest, foot - ROW / 2)
        drawn += [shade, *claims, synthesis]
    else:
        drawn += claims
    if newest["publish"] == "range":
        place = {"x": (PLOT + PLOT_END) / 2, "y": foot - ROW / 2 + MIDDLE}
        drawn.append(tag("text", words().pictures["no_range"], **place, class_="m muted"))
    if rows.not_drawn:
        more = words().pictures["more"].format(count=write_number(rows.not_drawn))
        drawn.append(tag("text", more, x=PHRASE, y=foot + 16, class_="muted"))
    return picture_element(f"f-{section.anchor}", (WIDTH, foot + BELOW), words_of, drawn, table)


def _axis(claims: pd.DataFrame, newest: pd.Series) -> Axis:
    values = [*range_ends(claims)]
    if newest["publish"] == "interval":
        values.append(newest[["low", "low50", "best", "high50", "high"]].to_numpy(np.float64))
    return Axis(span_of(np.concatenate(values), AXIS_ROOM), PLOT, PLOT_END)


def _grid(axis: Axis, foot: float) -> list[Markup]:
    lines = "".join(f"M{place:.1f} {ABOVE:.0f}V{foot:.0f}" for place, _ in axis.ticks())
    words_of = [tag("text", word, x=place, y=foot + 16, class_="m") for place, word in axis.ticks()]
    return [tag("path", d=lines, class_="grid"), *words_of]


def _headings(claims: pd.DataFrame, unit: str) -> list[Markup]:
    return [
        tag("text", unit, x=PLOT, y=ABOVE - 10, class_="muted"),
        tag("text", words().pictures["as_said"], x=PHRASE, y=ABOVE - 10, class_="muted"),
        tag("text", words().pictures[date_heading(claims)], x=DATE_END, y=ABOVE - 10, class_="e muted"),
    ]


def _synthesis(axis: Axis, newest: pd.Series, y: float) -> tuple[Markup, Markup]:
    """Return the range as a shade behind the claims, and as a row below them, its central half thicker."""
    values = newest[["low", "low50", "best", "high50", "high"]].to_numpy(np.float64)
    low, low50, best, high50, high = axis.at(values).tolist()
    floor = np.array([newest["floor"]], dtype=np.float64)
    interval = str(interval_words(values[:1], values[-1:], strings([newest["unit"]]), floor)[0])
    name = words().pictures["pooled"]
    shade = tag("rect", x=low, y=ABOVE, width=high - low, height=y - ABOVE, class_="shade")
    parts = [
        tag("path", d=f"M{low:.1f} {y:.1f}H{high:.1f}", class_="pool"),
        tag("path", d=f"M{low50:.1f} {y:.1f}H{high50:.1f}", class_="half"),
        tag("circle", cx=best, cy=y, r=4, class_="best"),
        tag("text", name, x=NAME_END, y=y + MIDDLE, class_="e b synthesis"),
        tag("text", fitted(interval, POOLED_ROOM), x=PHRASE, y=y + MIDDLE, class_="b synthesis"),
    ]
    return shade, tag("g", tag("title", f"{name}: {interval}"), *parts, class_="row")


def _claims(axis: Axis, rows: ForestRows, facts: list[str]) -> list[Markup]:
    claims = rows.claims
    height = np.asarray(ABOVE + ROW * (np.arange(len(claims)) + 0.5), dtype=np.float64)
    shapes = _shapes(axis, claims, height)
    columns = zip(
        facts, shapes, row_names(claims, rows.active), said_words(claims), row_dates(claims), rows.active.tolist(),
        height.tolist(), strict=True,
    )  # fmt: skip
    return [
        tag("g", tag("title", fact), tag("rect", x=0.0, y=y - ROW / 2, width=WIDTH, height=ROW, class_="hit"), *shape,
            tag("text", fitted(name, NAME_ROOM), x=NAME_END, y=y + MIDDLE, class_="e"),
            tag("text", fitted(wording, PHRASE_ROOM), x=PHRASE, y=y + MIDDLE),
            tag("text", day, x=DATE_END, y=y + MIDDLE, class_="e muted"), class_="row" if active else "row idle")
        for fact, shape, name, wording, day, active, y in columns
    ]  # fmt: skip


def _shapes(axis: Axis, claims: pd.DataFrame, height: Floats) -> list[list[Markup]]:
    low, best, high = (axis.at(values) for values in range_ends(claims))
    weight = np.clip(claims["weight"].fillna(0.0).to_numpy(np.float64), 0.0, 1.0)
    radius = np.sqrt(DOT_LEAST**2 + DOT_MORE**2 * weight)
    bound = strings(claims["bound"])
    lows, highs = (claims[name].to_numpy(bool) for name in ("open_low", "open_high"))
    known: Flags = ~np.isnan(best)
    edge = np.where(bound == "ceiling", high, low)
    columns = (low, best, high, radius, edge, height, lows, highs, bound != "", known)
    return [_shape(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _shape(
    low: float, best: float, high: float, radius: float, edge: float, y: float, open_low: bool, open_high: bool,
    bound: bool, known: bool,
) -> list[Markup]:  # fmt: skip
    """Return the range of one claim; a floor or ceiling has no centre, its number is marked by a bar."""
    if not known:
        return []
    start, end = low - OPEN * open_low, high + OPEN * open_high
    line = f"M{start:.1f} {y:.1f}H{end:.1f}"
    arrows = [f"M{start:.1f} {y:.1f}l{ARROW * 1.5} {-ARROW}v{2 * ARROW}z"] * open_low
    arrows += [f"M{end:.1f} {y:.1f}l{-ARROW * 1.5} {-ARROW}v{2 * ARROW}z"] * open_high
    mark = (
        tag("path", d=f"M{edge:.1f} {y - BOUND:.1f}v{2 * BOUND}", class_="bound")
        if bound
        else tag("circle", cx=best, cy=y, r=radius, class_="dot")
    )
    return [
        tag("path", d=line, class_="range"),
        *([tag("path", d="".join(arrows), class_="dot")] if arrows else []),
        mark,
    ]
