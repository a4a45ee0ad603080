"""How wide text is at most in any usual font, so that labels are cut, wrapped and placed without being seen."""

from __future__ import annotations

from functools import cache
from unicodedata import category, east_asian_width

from reconcile.report.sentences.printable import clean

__all__ = ["fitted", "width_of", "wrapped"]

# advances of the signs from space to tilde, in hundredths of the size, regular and bold: those of DejaVu Sans 2.37, the
# widest of the fonts that the charts ask for
_FIRST = 32
_REGULAR = (
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
    69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
    82, 59, 59, 52, 64, 34, 64, 84,
)  # fmt: skip
_BOLD = (
    35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84,
    84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77,
    72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71,
    65, 92, 65, 65, 58, 71, 37, 71, 84,
)  # fmt: skip

# advances of other signs by kind: square ones and pictures, capitals, small letters, the wide ones among these, others
_SQUARE, _PICTURE, _CAPITAL, _SMALL, _WIDE, _OTHER = 1.0, 1.4, 0.80, 0.66, 1.0, 0.8

# Cyrillic and Latin letters as wide as an m
_WIDE_LETTERS = frozenset("жмфшщыюЖМФШЩЫЮДЉЊљњæœÆŒѢѣ")

# narrow marks that stand in most of our labels
_KNOWN = {"–": 0.5, "’": 0.32, "‘": 0.32, "“": 0.52, "”": 0.52, "·": 0.32, "\u00a0": 0.32, "…": 1.0}

# what bold letters of other kinds are wider by
_BOLDER = 1.12

# signs that are looked at: no line of a chart holds more, however narrow they are
LONGEST = 400

ELLIPSIS = "…"


@cache
def _advance(sign: str, bold: bool) -> float:
    place = ord(sign) - _FIRST
    if 0 <= place < len(_REGULAR):
        return (_BOLD if bold else _REGULAR)[place] / 100
    return _other(sign) * (_BOLDER if bold else 1.0)


def _other(sign: str) -> float:
    if sign in _KNOWN:
        return _KNOWN[sign]
    kind = category(sign)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if kind in ("So", "Cs", "Co", "Cn"):
        return _PICTURE
    if east_asian_width(sign) in "WF":
        return _SQUARE
    if sign in _WIDE_LETTERS:
        return _WIDE
    return {"Lu": _CAPITAL, "Ll": _SMALL}.get(kind, _OTHER)


@cache
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line in pixels, rather too large than too small.

    Examples
    --------
    >>> width_of("600", 10.0), width_of("600", 12.0)
    (19.2, 24.0)
    """
    return round(sum([_pixels(sign, size, bold) for sign in text]), 3)


@cache
def _pixels(sign: str, size: float, bold: bool) -> float:
    """Return the width of a sign: some screens round it to whole pixels."""
    exact = size * _advance(sign, bold)
    return max(exact, float(round(exact)))


@cache
def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return text on one line that is no wider than its room; what is cut is marked.

    Parameters
    ----------
    text : str
    room, size : float
        Pixels: the width there is, and the size of the letters.
    bold : bool

    Examples
    --------
    >>> fitted("South Korea's National Intelligence Service", 120, 12)
    "South Korea's…"
    >>> fitted("평방킬로미터", 48, 12)
    '평방킬…'
    """
    line = clean(text[: 4 * LONGEST])[:LONGEST]
    if width_of(line, size, bold=bold) <= room:
        return line
    used, last = _pixels(ELLIPSIS, size, bold), 0
    for place, sign in enumerate(line):
        used += _pixels(sign, size, bold)
        if used > room:
            break
        last = place + 1
    space = line.rfind(" ", 0, last)
    kept = line[:space] if space > last // 2 else line[:last]
    return kept.rstrip(" ,;:") + ELLIPSIS


@cache
def wrapped(text: str, room: float, size: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """Return text on lines no wider than their room; the last of the most lines is cut, and marked so.

    Examples
    --------
    >>> wrapped("Russian soldiers killed", 60, 10, 3)
    ('Russian', 'soldiers', 'killed')
    >>> wrapped("Russian soldiers killed", 90, 10, 1)
    ('Russian soldier…',)
    """
    words = clean(text[: 4 * LONGEST])[:LONGEST].split(" ")
    lines: list[str] = []
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and width_of(" ".join(words[: count + 1]), size, bold=bold) <= room:
            count += 1
        head = " ".join(words[:count])
        if width_of(head, size, bold=bold) > room:
            break
        lines.append(head)
        words = words[count:]
    rest = " ".join(words)
    return (*lines, fitted(rest, room, size, bold=bold)) if rest else tuple(lines)
