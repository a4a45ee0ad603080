"""What a reader sees of pasted text: no tags, no signs that cannot be seen; places in the text stay known."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["visible", "without_markup"]

# characters of the longest tag that is looked for: links are long, and a "<" without its ">" must cost no more
_TAG = re.compile(r"<(/?)([a-zA-Z!][\w-]{0,20})\b[^<>]{0,1000}>")
# elements whose content is not text
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg"})

# control signs that are no blank and no line break
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def visible(text: str) -> tuple[str, list[int] | None]:
    """Drop signs that cannot be seen; return the text and where each of its characters stood, None if as before.

    Tags, scripts and other control signs become spaces.

    Examples
    --------
    >>> visible("4\u200b0<br>died")
    ('40    died', [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    """
    text = without_markup(_CONTROL.sub(" ", text))
    if text.isascii() or not any(unicodedata.category(sign) == "Cf" for sign in set(text)):
        return text, None
    places = [place for place, sign in enumerate(text) if unicodedata.category(sign) != "Cf"]
    return "".join(text[place] for place in places), [*places, len(text)]


def without_markup(text: str) -> str:
    """Return a text of the same length in which tags, scripts and styles are spaces.

    A text without tags is returned as it is: "fewer than <40" is no tag. A script that is not closed goes to the end.

    Examples
    --------
    >>> without_markup("<b>40</b> died <script>x = 7</script>").split()
    ['40', 'died']
    """
    if "<" not in text:
        return text
    parts: list[str] = []
    done, hidden = 0, ""
    for tag in _TAG.finditer(text):
        name, closes = tag[2].lower(), bool(tag[1])
        if hidden and not (closes and name == hidden):
            continue
        parts.append(" " * (tag.start() - done) if hidden else text[done : tag.start()])
        parts.append(" " * (tag.end() - tag.start()))
        done, hidden = tag.end(), "" if closes else name if name in _HIDDEN else ""
    return "".join([*parts, " " * (len(text) - done) if hidden else text[done:]])
