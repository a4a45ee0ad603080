"""Labels of pictures in notebooks: measured in the font that comes with matplotlib, and cut to fit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags

from reconcile.report.sentences.printable import shorten

__all__ = ["TEXT_SIZE", "fit_label", "font_file"]

# points: small print of a newspaper graphic
TEXT_SIZE = 8.0

# points in an inch, by definition
POINTS_AN_INCH = 72

# size at which glyphs are measured, in points, and what an em of advances is then
MEASURED_AT, FIXED_POINT = 100, 65536.0

# characters that are measured at most: no line of a picture holds more
LONGEST = 200

# printed for every character that the font lacks
MISSING_GLYPH = "\u25a1"


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
