"""Elements of inline SVG, escaped."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

import numpy as np
from markupsafe import Markup, escape

from reconcile.report.sentences.printable import shorten

__all__ = ["NARROW", "TEXT", "fitted", "picture_element", "tag"]

# pixels: height of the letters of a picture, at the width for which it is laid out
TEXT = 12.0

# width of a letter as a share of its height: the average of most fonts with some air; East Asian letters are square
NARROW, SQUARE = 0.56, 1.0


def tag(name: str, /, *inside: str, **attributes: float | str) -> Markup:
    """Return an element: text inside and attributes escaped, numbers to a tenth of a pixel.

    Parameters
    ----------
    name : str
    *inside : str
        Elements (`Markup`) or text.
    **attributes
        An underscore becomes a hyphen, one at the end is dropped (`class_`).

    Examples
    --------
    >>> print(tag("text", "a < b", x=1.25, class_="name"))
    <text x="1.2" class="name">a &lt; b</text>
    """
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    body = "".join(str(escape(piece)) for piece in inside)
    return Markup(f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>")  # noqa: S704  escaped above


def _value(value: float | str) -> str:
    return str(escape(value)) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def fitted(text: str, room: float, size: float = TEXT) -> str:
    """Return text on one line, cut to fit into some pixels in any usual font.

    Parameters
    ----------
    text : str
    room, size : float
        Pixels: the width there is, and the height of the letters.

    Examples
    --------
    >>> fitted("South Korea's National Intelligence Service", 120)
    "South Korea's…"
    >>> fitted("평방킬로미터", 48)
    '평방…'
    """
    line = shorten(text, 200)
    widths = np.cumsum([SQUARE if east_asian_width(sign) in "WF" else NARROW for sign in line]) * size
    if not line or widths[-1] <= room:
        return line
    return shorten(line, max(int(np.searchsorted(widths, room)), 1))


def picture_element(
    name: str, size: tuple[float, float], words: tuple[str, str], drawn: Iterable[Markup], table: str
) -> Markup:
    """Return a picture with its title and description, its rows within reach of the keyboard.

    Parameters
    ----------
    name : str
        Unique in the page.
    size : (width, height) in pixels
    words : (title, description)
    drawn : iterable of Markup
    table : str
        Id of the table that has the same facts.

    Examples
    --------
    >>> "aria-details" in picture_element("a", (10, 10), ("A picture", "Of nothing"), [], "table-a")
    True
    """
    width, height = size
    title = tag("title", words[0], id=f"{name}-title")
    described = tag("desc", words[1], id=f"{name}-desc")
    return tag(
        "svg", title, described, *drawn, role="img", id=name, tabindex="0", viewBox=f"0 0 {width:.0f} {height:.0f}",
        aria_labelledby=f"{name}-title {name}-desc", aria_details=table,
    )  # fmt: skip
