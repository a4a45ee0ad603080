"""The forest plot of a quantity in a notebook: what is drawn follows what may be printed.

The pooled interval is there only where the verdict is interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Affine2DBase, ScaledTranslation

from reconcile.arrays import each_once, strings
from reconcile.report.pictures.canvas import GREY, INK, blank_picture, style, write_text
from reconcile.report.pictures.forest import DATE_END, PHRASE_START, TICK_WORDS, draw_forest
from reconcile.report.pictures.forest_rows import ForestRows, date_heading, forest_rows
from reconcile.report.pictures.glyphs import POINTS_AN_INCH, TEXT_SIZE, fit_label
from reconcile.report.pictures.shown_axes import ShownAxes
from reconcile.report.sentences.clauses import clauses_of, full_unit_words
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.phrasebook import words

__all__ = ["draw_titled_forest", "new_axes"]

# inches: a row of text, and what stands above and below the rows
ROW, ABOVE, BELOW = 0.235, 0.62, 0.34

# edges of the plot as shares of the width; names are left of it, phrases and dates right
LEFT, RIGHT = 0.245, 0.615

# room for a title, and for the line below it, in points: over a forest plot the line ends where phrases begin
TITLE_ROOM, LINE_ROOM = 632.0, 392.0

# points
TITLE_SIZE = 10.5

# heights of the line and the title above the plot, in points
LINE_HEIGHTS = (9.0, 24.0)

# rows for which there is room in axes made before the claims are known
USUAL_ROWS = 10


def new_axes(rows: int = USUAL_ROWS) -> Axes:
    """Return empty axes with room for a forest plot of some rows, names and phrases beside it.

    Examples
    --------
    >>> new_axes().figure.get_size_inches().tolist()[0]
    9.0
    """
    figure = blank_picture(ABOVE + BELOW + ROW * (rows + 1))
    return _forest_axes(figure, rows, ShownAxes)


def draw_titled_forest(
    axes: Axes, estimate: pd.Series, claims: pd.DataFrame, *, subjects: Mapping[str, str] | None = None
) -> None:
    """Draw the forest plot of one estimate, its title and headings above it.

    Parameters
    ----------
    axes : Axes
        Names are written left of it, phrases right of it.
    estimate : Series
        A row of `estimates.csv`, at the newest date: that is what the weights of claims are for.
    claims : DataFrame
        Rows of `claims.csv` of that quantity; at most 25 are drawn.
    subjects : mapping of party to words, optional

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> axes = new_axes(2)
    >>> draw_titled_forest(axes, result.estimates.iloc[-1], result.claims)
    >>> axes.texts[0].get_text(), [text.get_text() for text in axes.texts].count("as said")
    ('A', 1)
    """
    with style():
        rows = forest_rows(claims)
        draw_forest(axes, estimate, rows)
        row = _frame_of(estimate)
        _heading(axes, _lines_above(row)[0], rows, str(titles(row, subjects=subjects).iloc[0]))


def _forest_axes(figure: Figure, rows: int, kind: type[Axes] = Axes) -> Axes:
    height = float(figure.get_size_inches()[1])
    return figure.add_axes((LEFT, BELOW / height, RIGHT - LEFT, ROW * (rows + 1) / height), axes_class=kind)


def _frame_of(estimate: pd.Series) -> pd.DataFrame:
    row = estimate.to_frame().T
    dates = ["period_start", "period_end", "count_date", "as_of"]
    return row.assign(**{name: pd.to_datetime(row[name]).astype("datetime64[s]") for name in dates})


def _heading(axes: Axes, line: str, rows: ForestRows, title: str) -> None:
    """Write title, line and headings above a forest plot, and below it how many claims are not drawn."""
    if title:
        _above(axes, _left_of_names(), 1, title)
    _above(axes, _left_of_names(), 0, line, room=LINE_ROOM)
    _above(axes, PHRASE_START, 0, words().pictures["as_said"])
    _above(axes, DATE_END, 0, words().pictures[date_heading(rows.claims)], ha="right")
    if rows.not_drawn:
        more = words().pictures["more"].format(count=f"{rows.not_drawn:,}")
        write_text(axes, PHRASE_START, TICK_WORDS, more, va="top", color=GREY)


def _left_of_names() -> float:
    return -LEFT / (RIGHT - LEFT) + 0.02


def _lines_above(newest: pd.DataFrame) -> list[str]:
    """Return the line above every picture: when, known by when, in what unit; "" for what is not known."""
    phrases = words().pictures
    when = [span.strip(" ()") for span in clauses_of(newest, {}).parts["when"]]
    known = each_once(date_words(newest["as_of"]), lambda date: phrases["known"].format(date=date) if date else "")
    units = full_unit_words(strings(newest["unit"]))
    unit = each_once(units, lambda unit: phrases["unit"].format(unit=unit) if unit else "")
    return ["".join(parts).removeprefix(" · ") for parts in zip(when, known, unit, strict=True)]


def _above(
    axes: Axes, x: float, line: int, text: str, *, room: float = TITLE_ROOM, ha: Literal["left", "right"] = "left"
) -> None:
    """Write a line of text above axes: line 1 is the title, line 0 is below it."""
    size, bold = TITLE_SIZE if line else TEXT_SIZE, bool(line)
    raised = axes.transAxes + ScaledTranslation(0.0, LINE_HEIGHTS[line] / POINTS_AN_INCH, _scale(axes))
    write_text(axes, x, 1.0, fit_label(text, room, bold=bold, size=size), transform=raised, bold=bold, size=size, ha=ha,
          color=INK if line else GREY)  # fmt: skip


def _scale(axes: Axes) -> Affine2DBase:
    figure = axes.get_figure(root=True)
    return Affine2D() if figure is None else cast(Affine2DBase, figure.dpi_scale_trans)
