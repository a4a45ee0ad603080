"""Pasted text as a reader sees it, without tags and invisible signs, with the positions in the original text."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["visible", "without_markup"]

# characters of the longest tag, long enough for links; bounded, so that a "<" without ">" costs no more time
_TAG = re.compile(r"<(/?)([a-zA-Z!][\w-]{0,20})\b[^<>]{0,1000}>")
# elements whose content is no text
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg"})

# control characters other than blanks and line breaks
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def visible(text: str) -> tuple[str, list[int] | None]:
    """Return the visible text, and the original position of each of its characters, None if they did not move.

    Format characters are removed; tags, scripts and control characters become spaces.

    Examples
    --------
    >>> visible("4\u200b0<br>died")
    ('40    died', [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    """
    text = without_markup(_CONTROL.sub(" ", text))
    if text.isascii() or not any(unicodedata.category(sign) == "Cf" for sign in set(text)):
        return text, None
    positions = [position for position, sign in enumerate(text) if unicodedata.category(sign) != "Cf"]
    return "".join(text[position] for position in positions), [*positions, len(text)]


def without_markup(text: str) -> str:
    """Replace tags, scripts and styles by as many spaces.

    "fewer than <40" holds no tag. A script that is not closed extends to the end.

    Examples
    --------
    >>> without_markup("<b>40</b> died <script>x = 7</script>").split()
    ['40', 'died']
    """
    if "<" not in text:
        return text
    pieces: list[str] = []
    done, hidden = 0, ""
    for tag in _TAG.finditer(text):
        name, closes = tag[2].lower(), bool(tag[1])
        if hidden and not (closes and name == hidden):
            continue
        pieces.append(" " * (tag.start() - done) if hidden else text[done : tag.start()])
        pieces.append(" " * (tag.end() - tag.start()))
        done, hidden = tag.end(), "" if closes else name if name in _HIDDEN else ""
    return "".join([*pieces, " " * (len(text) - done) if hidden else text[done:]])
