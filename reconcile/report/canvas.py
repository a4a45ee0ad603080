"""Figures as SVG text: fonts that come with matplotlib, glyphs that the font has, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from reconcile.report.text import shorten

__all__ = ["BLUE", "FAINT", "GREY", "INK", "ORANGE", "POINTS_AN_INCH", "WIDTH", "font", "label", "new_figure", "style", "svg", "write"]

# inches: two columns of a broadsheet, as wide as a report shows a figure
WIDTH = 9.0

# points: small print of a newspaper graphic
TEXT_SIZE = 8.0

# told apart with every kind of colour vision: Okabe and Ito 2008, blue and vermilion
BLUE, ORANGE = "#0072B2", "#D55E00"
INK, GREY, FAINT = "#222222", "#8a8a8a", "#e6e6e6"

# points in an inch, by definition
POINTS_AN_INCH = 72

# size at which glyphs are measured, in points; FreeType gives their widths as 16.16 fixed-point numbers
MEASURED_AT, _FIXED_POINT = 100, 65536.0

# characters that are measured at most: no line of a figure holds more
LONGEST = 200

# stands for every sign that the font does not have
MISSING_GLYPH = "\u25a1"

# the element ids of an SVG file are hashes of what they hold and of this
_SALT = "reconcile"

_STYLE: dict[str, Any] = {"svg.hashsalt": _SALT, "svg.fonttype": "path", "text.usetex": False, "path.simplify": True}


@contextmanager
def style() -> Iterator[None]:
    """Draw with matplotlib's own defaults, whatever the settings of the user's machine are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


@cache
def font(*, bold: bool = False, size: float = TEXT_SIZE) -> FontProperties:
    """Return the font that comes with matplotlib, so that no font of the machine is looked at."""
    return FontProperties(fname=_font_file(bold=bold), size=size)


def _font_file(*, bold: bool = False) -> str:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / name)


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(FT2Font(_font_file()).get_charmap())


@cache
def _advance(sign: str, *, bold: bool) -> float:
    """Return how far a sign moves the pen, as a share of the size of the font."""
    face = _face(bold=bold)
    return float(face.load_char(ord(sign)).linearHoriAdvance) / (_FIXED_POINT * MEASURED_AT)


@cache
def _face(*, bold: bool) -> FT2Font:
    face = FT2Font(_font_file(bold=bold))
    face.set_size(MEASURED_AT, POINTS_AN_INCH)
    return face


def label(text: str, room: float, *, bold: bool = False, size: float = TEXT_SIZE) -> str:
    """Return text fit for a figure: one line, as wide as there is room, every sign one that the font has.

    Parameters
    ----------
    text : str
    room : float
        Points.
    bold : bool
    size : float
        Points.

    Examples
    --------
    >>> label("over 700\\n평방킬로미터", 45.0)
    'over 700…'
    >>> label("約700", 45.0)
    '□700'
    """
    told = "".join(sign if ord(sign) in _glyphs() else MISSING_GLYPH for sign in shorten(text, LONGEST))
    widths = np.cumsum([_advance(sign, bold=bold) * size for sign in told])
    if not len(told) or widths[-1] <= room:
        return told
    fitting = int(np.searchsorted(widths, room - _advance("…", bold=bold) * size))
    return shorten(told[: fitting + 1] + "…", fitting + 1)


def new_figure(height: float) -> Figure:
    """Return an empty white figure of the standard width, height in inches."""
    return Figure(figsize=(WIDTH, height), dpi=100, facecolor="white")


def write(axes: Axes, x: float, y: float, text: str, **more: Any) -> None:
    """Write text into axes, at axes coordinates unless told otherwise; nothing in it is read as mathematics."""
    bold, size = more.pop("bold", False), more.pop("size", TEXT_SIZE)
    more.setdefault("transform", axes.transAxes)
    axes.text(x, y, text, fontproperties=font(bold=bold, size=size), parse_math=False, clip_on=False, **more)


def svg(figure: Figure, *, title: str = "") -> str:
    """Return a figure as SVG.

    Parameters
    ----------
    figure : Figure
    title : str
        Title for readers who cannot see the figure.

    Returns
    -------
    str
        The same bytes for the same figure: text as paths, fixed ids, no date, no version.

    Examples
    --------
    >>> svg(new_figure(1.0)) == svg(new_figure(1.0))
    True
    """
    buffer = io.StringIO()
    metadata: dict[str, Any] = {"Date": None, "Creator": None} | ({"Title": title} if title else {})
    with mpl.rc_context(_STYLE):
        FigureCanvasSVG(figure).print_svg(buffer, metadata=metadata)
    return buffer.getvalue()
