"""Pictures as SVG text: the same bytes every time, whatever the machine's settings and fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from reconcile.report.pictures.glyphs import POINTS_AN_INCH, TEXT_SIZE, Line, font_file, text_elements

__all__ = ["BLUE", "FAINT", "GREY", "INK", "ORANGE", "WIDTH", "blank_picture", "style", "svg_text", "write_text"]

# inches: two columns of a broadsheet, as wide as a report shows a picture
WIDTH = 9.0

# distinct for every kind of colour vision: Okabe and Ito 2008, blue and vermilion
BLUE, ORANGE = "#0072B2", "#D55E00"
INK, GREY, FAINT = "#222222", "#6f6f6f", "#e6e6e6"

# marks the text that `svg_text` writes itself
_OWN = "reconcile"

# the element ids of an SVG file are hashes of what they hold and of this
_STYLE: Any = {"svg.hashsalt": "reconcile", "svg.fonttype": "path", "text.usetex": False}


@contextmanager
def style() -> Iterator[None]:
    """Draw with matplotlib's own defaults, whatever the settings of the user's machine are.

    Examples
    --------
    >>> with style():
    ...     mpl.rcParams["svg.fonttype"]
    'path'
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


@cache
def _font(*, bold: bool, size: float) -> FontProperties:
    return FontProperties(fname=font_file(bold=bold), size=size)


def blank_picture(height: float) -> Figure:
    """Return an empty white picture of the standard width, as a figure of matplotlib.

    Parameters
    ----------
    height : float
        Inches.

    Examples
    --------
    >>> blank_picture(2.0).get_size_inches().tolist()
    [9.0, 2.0]
    """
    return Figure(figsize=(WIDTH, height), dpi=100, facecolor="white")


def write_text(axes: Axes, x: float, y: float, text: str, **more: Any) -> None:
    """Write a line of text into axes; `$` has no special meaning.

    Parameters
    ----------
    axes : Axes
    x, y : float
        In the coordinates of `transform`, by default shares of the axes.
    text : str
        Fit for a picture: see `fit_label`.
    **more
        `ha` (left, center, right), `va` (baseline, center, top), `color`, `bold`, `size`, `transform`.

    Examples
    --------
    >>> axes = blank_picture(1.0).add_axes((0, 0, 1, 1))
    >>> write_text(axes, 0.0, 0.0, "$4")
    >>> axes.texts[0].get_text()
    '$4'
    """
    bold, size = more.pop("bold", False), more.pop("size", TEXT_SIZE)
    placed: dict[str, Any] = {"transform": axes.transAxes, "va": "baseline", "color": INK} | more
    axes.text(
        x, y, text, fontproperties=_font(bold=bold, size=size), parse_math=False, clip_on=False, gid=_OWN, **placed
    )


def svg_text(figure: Figure, *, title: str = "", description: str = "") -> str:
    """Return a picture as SVG.

    Parameters
    ----------
    figure : Figure
    title, description : str
        For readers who cannot see the picture.

    Returns
    -------
    str
        The same bytes for the same picture: text as outlines, fixed ids, no date, no version.

    Examples
    --------
    >>> svg_text(blank_picture(1.0)) == svg_text(blank_picture(1.0))
    True
    """
    own = [text for axes in figure.axes for text in axes.texts if text.get_gid() == _OWN]
    lines = [_line(text, figure) for text in own]
    for text in own:
        text.set_visible(False)
    try:
        plot = _plot(figure, title)
    finally:
        for text in own:
            text.set_visible(True)
    body, end, _ = _described(plot, description).rpartition("</svg>")
    return body + text_elements(lines) + end + "\n"


def _described(plot: str, description: str) -> str:
    """Return SVG with a description after its title; matplotlib writes none."""
    if not description or "</title>" not in plot:
        return plot
    head, end, rest = plot.partition("</title>")
    return f"{head}{end}\n <desc>{escape(description)}</desc>{rest}"


def _plot(figure: Figure, title: str) -> str:
    buffer = io.StringIO()
    metadata: dict[str, Any] = {"Date": None, "Creator": None} | ({"Title": title} if title else {})
    with mpl.rc_context(_STYLE):
        FigureCanvasSVG(figure).print_svg(buffer, metadata=metadata)  # type: ignore[no-untyped-call]
    return buffer.getvalue()


def _line(text: Text, figure: Figure) -> Line:
    """Return a text of matplotlib as a line to write, its place in points from the top left corner."""
    x, y = text.get_transform().transform(text.get_position()) * (POINTS_AN_INCH / figure.dpi)
    height = figure.get_figheight() * POINTS_AN_INCH
    bold = text.get_fontproperties().get_file() == font_file(bold=True)
    across, up = str(text.get_horizontalalignment()), str(text.get_verticalalignment())
    size, colour = float(text.get_fontsize()), str(text.get_color())
    return Line(
        text=text.get_text(), x=float(x), y=height - float(y), across=across, up=up, size=size, bold=bold, colour=colour
    )
