"""Text of pictures as outlines, from the font that comes with matplotlib: measured, cut to fit, written as SVG.

Outlines are made once a process, not once a picture, which makes a page of pictures twice as quick as matplotlib's own
text; and no font of the machine is looked at, so that the bytes are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags

from reconcile.report.sentences.printable import shorten

__all__ = ["TEXT_SIZE", "Line", "fit_label", "font_file", "text_elements"]

# points: small print of a newspaper graphic
TEXT_SIZE = 8.0

# points in an inch, by definition
POINTS_AN_INCH = 72

# units that an em is divided into in outlines: fine enough that rounding them to whole ones is not seen
UNITS = 1000

# size at which glyphs are measured, in points, and what an em of outlines and of advances is then
MEASURED_AT, FIXED_POINT = 100, 65536.0

# characters that are measured at most: no line of a picture holds more
LONGEST = 200

# printed for every character that the font lacks
MISSING_GLYPH = "\u25a1"

# share of the size by which the baseline lies below the middle and the top of a line: half of the height of DejaVu
# Sans' capitals, which is 0.729, and that height with a little air
BELOW = {"baseline": 0.0, "center": 0.365, "top": 0.78}

# share of the width by which a line begins left of its place
LEFT_OF = {"left": 0.0, "center": 0.5, "right": 1.0}

# letters of SVG path data for the codes of matplotlib's paths: move, line, quadratic and cubic curve, close
_LETTERS = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
# points that each letter takes
_POINTS = {1: 1, 2: 1, 3: 2, 4: 3, 79: 1}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text and its place.

    Attributes
    ----------
    text : str
    x, y : float
        Points from the top left corner.
    across : str
        Which part of the line is at x: "left", "center" or "right".
    up : str
        Which part of the line is at y: "baseline", "center" or "top".
    size : float
        Points.
    bold : bool
    colour : str
        As SVG takes it.
    """

    text: str
    x: float
    y: float
    across: str
    up: str
    size: float
    bold: bool
    colour: str


def font_file(*, bold: bool = False) -> str:
    """Return the path of the font that comes with matplotlib.

    Examples
    --------
    >>> Path(font_file(bold=True)).name
    'DejaVuSans-Bold.ttf'
    """
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / name)


@cache
def _face(*, bold: bool) -> FT2Font:
    face = FT2Font(font_file(bold=bold))
    face.set_size(MEASURED_AT, POINTS_AN_INCH)
    return face


@cache
def _known() -> frozenset[int]:
    return frozenset(_face(bold=False).get_charmap()) & frozenset(_face(bold=True).get_charmap())


@cache
def _advance(character: str, *, bold: bool) -> float:
    """Return how far a character moves the pen, as a share of the size of the font."""
    glyph = _face(bold=bold).load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / (FIXED_POINT * MEASURED_AT)


@cache
def _outline(character: str, *, bold: bool) -> str:
    """Return the outline of a character as SVG path data, in `UNITS` an em, y upwards."""
    face = _face(bold=bold)
    face.load_char(ord(character), flags=LoadFlags.NO_HINTING)
    vertices, codes = face.get_path()
    points = np.round(np.asarray(vertices) * (UNITS / MEASURED_AT)).astype(int).tolist()
    data, place = [], 0
    while place < len(points):
        code = int(codes[place])
        taken = points[place : place + _POINTS[code]]
        data.append("Z" if _LETTERS[code] == "Z" else _LETTERS[code] + " ".join(f"{x} {y}" for x, y in taken))
        place += _POINTS[code]
    return "".join(data)


def fit_label(text: str, room: float, *, bold: bool = False, size: float = TEXT_SIZE) -> str:
    r"""Return text fit for a picture: one line, cut to its room, with a box for every character that the font lacks.

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
    >>> fit_label("over 700\n평방킬로미터", 45.0)
    'over 700…'
    >>> fit_label("約700", 45.0)
    '□700'
    """
    label = "".join(character if ord(character) in _known() else MISSING_GLYPH for character in shorten(text, LONGEST))
    widths = np.cumsum([_advance(character, bold=bold) * size for character in label])
    if not label or widths[-1] <= room:
        return label
    fitting = int(np.searchsorted(widths, room - _advance("…", bold=bold) * size))
    return shorten(label[: fitting + 1] + "…", fitting + 1)


def text_elements(lines: Iterable[Line]) -> str:
    """Return lines of text as SVG elements: each glyph is defined once and put where it is used.

    Examples
    --------
    >>> line = Line(text="ii", x=10.0, y=20.0, across="left", up="baseline", size=8.0, bold=False, colour="#222222")
    >>> text_elements([line]).count("<use")
    2
    """
    used: dict[str, str] = {}
    written = [_line_element(line, used) for line in lines]
    defined = "".join(f'<path id="{name}" d="{data}"/>\n' for name, data in used.items())
    return f"<defs>\n{defined}</defs>\n" + "".join(written)


def _line_element(line: Line, used: dict[str, str]) -> str:
    weight = "b" if line.bold else "r"
    pen, uses = 0.0, []
    for character in line.text:
        name = f"{weight}{ord(character):x}"
        if name not in used:
            used[name] = _outline(character, bold=line.bold)
        if used[name]:
            uses.append(f'<use xlink:href="#{name}" x="{pen:.0f}"/>')
        pen += _advance(character, bold=line.bold) * UNITS
    scale = line.size / UNITS
    x, y = line.x - LEFT_OF[line.across] * pen * scale, line.y + BELOW[line.up] * line.size
    place = f"translate({x:.2f} {y:.2f}) scale({scale:.4f} {-scale:.4f})"
    return f'<g fill="{line.colour}" transform="{place}">{"".join(uses)}</g>\n'
