"""The paper of pictures in notebooks: the same look whatever the machine's settings and fonts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from reconcile.report.pictures.glyphs import TEXT_SIZE, font_file

__all__ = ["BLUE", "FAINT", "GREY", "INK", "ORANGE", "WIDTH", "blank_picture", "style", "write_text"]

# inches: two columns of a broadsheet, as wide as a report shows a picture
WIDTH = 9.0

# distinct for every kind of colour vision: Okabe and Ito 2008, blue and vermilion
BLUE, ORANGE = "#0072B2", "#D55E00"
INK, GREY, FAINT = "#222222", "#6f6f6f", "#e6e6e6"

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
    axes.text(x, y, text, fontproperties=_font(bold=bold, size=size), parse_math=False, clip_on=False, **placed)
