"""The paragraphs of a text: lines that were broken to fit a page are joined, items of lists and headings are not."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reconcile.articles.printed.table_lines import is_table_line

__all__ = ["paragraphs_of"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# what stands between two lines with no blank line between
_NEXT = re.compile(r"\r\n|[^\r]")
# what begins an item of a list: a bullet or a dash; a number or a letter, which may also end a sentence ("May 12. He")
_ITEM = re.compile(r"[•▪●◦‣○■□►▶➢✓✔·–—*-]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}[.)]|[a-z]\))\s")
# bullets that begin an item within a line, too
_BULLET = re.compile(r"\s[•▪●◦‣■►▶➢]\s")
# a label before a colon that begins a line: "deaths: 31", "district of Orva: none"
_LABEL = re.compile(r"[^\W\d_][^:.!?,]{0,40}:(?:\s|$)")
_STOPPED = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
# words behind which a sentence always goes on
_OPEN = frozenset({
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "from", "with", "by", "and", "or", "than", "least", "most",
    "about", "some", "nearly", "over", "as", "that", "who", "which", "were", "was", "are", "is", "been", "be", "have",
    "has", "had", "its", "their", "his", "her", "around", "almost", "approximately", "between", "more", "up", "under",
    "near", "after", "into", "said", "but", "while", "another", "roughly", "only", "fewer", "less", "per",
})  # fmt: skip
# in text broken to fit a page, half of the lines have as many characters as the first, and none more than the second
_WRAPPED_FROM, _WRAPPED_TO = 55, 100
# or no line has more than this many, and this share of the lines goes on in small letters on the next one
_WIDEST, _GOING_ON = 130, 0.3
# a line shorter than this share of the widest one is the last of its paragraph
_SHORT = 0.7
# characters of a line that goes on behind a blank line, in small letters: a list of such words has shorter ones
_FULL_LINE = 40


class _Line(NamedTuple):
    """A line that is not blank: its characters without the blanks around, and how it stands to the line before.

    `adjoins` says that no blank line is between; `indent` counts the blanks before it.
    """

    start: int
    end: int
    words: str
    adjoins: bool
    indent: int


class _Page(NamedTuple):
    """How the lines of a text were broken: its widest line, or 0 if they were not broken to fit a page."""

    width: int
    usual_indent: int


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    r"""Return the first and last characters of every paragraph.

    Examples
    --------
    >>> text = "Deaths\n- 40 men of the\nnavy died\n- 12 others"
    >>> [text[start:end] for start, end in paragraphs_of(text)]
    ['Deaths', '- 40 men of the\nnavy died', '- 12 others']
    """
    lines = _lines(text)
    page = _page_of(lines)
    paragraphs: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if number and _goes_on(lines[number - 1], line, page):
            paragraphs[-1] = (paragraphs[-1][0], line.end)
        else:
            paragraphs.append((line.start, line.end))
    return [piece for start, end in paragraphs for piece in _items(text, start, end)]


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        whole = match.group()
        words = whole.strip()
        if words:
            indent = len(whole) - len(whole.lstrip())
            start = match.start() + indent
            adjoins = _NEXT.fullmatch(text, end, match.start()) is not None
            lines.append(_Line(start, start + len(words), words, adjoins, indent))
            end = match.end()
    return lines


def _page_of(lines: list[_Line]) -> _Page:
    lengths = [len(line.words) for line in lines]
    if not lengths:
        return _Page(0, 0)
    widest = max(lengths)
    pairs = [(one, two) for one, two in pairwise(lines) if two.adjoins]
    going_on = sum(two.words[0].islower() and not _STOPPED.search(one.words) for one, two in pairs)
    spaced = any(not line.adjoins for line in lines[1:])
    wrapped = widest <= _WIDEST and len(pairs) > 1 and going_on >= _GOING_ON * len(pairs)
    wrapped = wrapped or (spaced and median(lengths) >= _WRAPPED_FROM and widest <= _WRAPPED_TO)
    return _Page(widest if wrapped else 0, int(median(line.indent for line in lines)))


def _goes_on(line: _Line, following: _Line, page: _Page) -> bool:
    """Return True where a paragraph goes on in the following line."""
    if _ITEM.match(following.words) or is_table_line(line.words) or is_table_line(following.words):
        return False
    open_ended = not _STOPPED.search(line.words) and (following.words[0].islower() or _is_open(line.words))
    if not following.adjoins:
        return open_ended and (_is_open(line.words) or len(line.words) >= _FULL_LINE)
    if open_ended:
        return not (_LABEL.match(line.words) and _LABEL.match(following.words))
    indented = following.indent > max(page.usual_indent, line.indent)
    return len(line.words) > _SHORT * page.width > 0 and not indented and not _NUMBERED.match(following.words)


def _is_open(words: str) -> bool:
    """Return True for a line whose last word or sign needs more behind it."""
    last = words[-_FULL_LINE:].rsplit(maxsplit=1)[-1]
    return last in _OPEN or last.endswith((",", "-"))


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a paragraph at the bullets within it."""
    cuts = [match.start() + 1 for match in _BULLET.finditer(text, start + 1, end)]
    return list(zip([start, *cuts], [*cuts, end], strict=True))
