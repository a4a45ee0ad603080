"""Pasted text as a reader sees it: without tags, invisible signs and the breaks of a printed page."""

from __future__ import annotations

import re
import unicodedata

from reconcile.language.printed_pages import broken_numbers, broken_words, without_page_lines
from reconcile.language.text_positions import Positions, cut_out

__all__ = ["visible", "without_markup"]

# characters of the longest tag, long enough for links; bounded, so that a "<" without ">" costs no more time
_TAG = re.compile(r"<(/?)([a-zA-Z!][\w-]{0,20})\b[^<>]{0,1000}>")
# elements whose content is no text
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg"})
# elements that begin or end a line of their own, and cells, whose end is the edge of a column
_LINES = frozenset({
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "section", "article", "figcaption", "dt", "dd", "hr",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})

# what a terminal takes for a colour or a move, digits included
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
# control characters other than blanks and line breaks
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def visible(text: str) -> tuple[str, Positions]:
    r"""Return the visible text, and where its characters stand in the text as given.

    Format characters are removed, and breaks within words and numbers; tags, scripts, control characters, page numbers
    and running heads become spaces, tags of paragraphs and rows line breaks.

    Examples
    --------
    >>> shown, positions = visible("4\u200b0<b> evac-\nuated")
    >>> shown, positions.at(0), positions.at(1)
    ('40    evacuated', 0, 2)
    """
    text = _ESCAPES.sub(lambda match: " " * len(match.group()), text) if "\x1b" in text else text
    text = without_page_lines(without_markup(_CONTROL.sub(" ", text)))
    return cut_out(text, sorted([*_hidden_signs(text), *broken_words(text), *broken_numbers(text)]))


def _hidden_signs(text: str) -> list[tuple[int, int]]:
    """Return the first and last characters of the runs of format characters."""
    signs = "" if text.isascii() else "".join(sign for sign in set(text) if unicodedata.category(sign) == "Cf")
    return [match.span() for match in re.finditer(f"[{re.escape(signs)}]+", text)] if signs else []


def without_markup(text: str) -> str:
    """Replace tags, scripts and styles by as many spaces; a tag that ends a line by a line break among them.

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
        pieces.append(_blank(name, tag.end() - tag.start(), closes=closes))
        done, hidden = tag.end(), "" if closes else name if name in _HIDDEN else ""
    return "".join([*pieces, " " * (len(text) - done) if hidden else text[done:]])


def _blank(name: str, length: int, *, closes: bool) -> str:
    """Return what stands for a tag: spaces, with the break or the edge of a column that a reader sees."""
    sign = "\n" if name in _LINES else "|" if name in _CELLS and closes else " "
    return sign + " " * (length - 1)
