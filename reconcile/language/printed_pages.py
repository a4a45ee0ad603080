"""What the page a text was printed on left in it: words broken at line ends, page numbers, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reconcile.language.not_figures import MONTHS

__all__ = ["broken_numbers", "broken_words", "without_page_lines"]

# a hyphen at the end of a line, hard, soft or Unicode's own, with the break behind it
_BREAK = re.compile(r"[-‐\u00ad][ \t]*\r?\n[ \t]*")
# beginnings of compounds that keep their hyphen: "anti-" at a line end, then "government"
_PREFIXES = frozenset({
    "anti", "pro", "non", "self", "semi", "ex", "co", "multi", "mid", "well", "far", "half", "high", "low", "long",
    "short", "so", "like", "then", "vice", "cross", "post", "pre", "counter", "air", "sea", "north", "south", "east",
    "west", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "government", "state",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
})  # fmt: skip
# characters looked at before a break: the longest beginning of a compound, the longest group of thousands
_LOOK = 12
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_GROUP_BEFORE = re.compile(r"\d,(\d{0,2})\Z")
_DIGITS_AFTER = re.compile(r"\d{1,3}(?!\d)")
# digits of a group of thousands
_GROUP = 3

# a blank before a group of thousands that begins with 0; or behind the lakhs, before thousands grouped as in India
_BLANK_IN_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*,(?P<blank>[ \u00a0]+)(?:(0\d\d)|\d\d,\d{3})(?![\d])")
# words before a number that numbers something, so that the next one is another: "day 38, 47,531 people"
_NUMBERED = frozenset(
    {"day", "week", "ward", "age", "aged", "no", "article", "page", "chapter", "phase", "zone", "unit"}
)

_LINE = re.compile(r"[^\n\x0c]+")
# "12", "- 12 -", "Page 3", "p. 3 of 10", "3/10" on a line of their own
_PAGE_NUMBER = re.compile(
    r"[-–— ]{0,4}(?:(?:page|p\.|pg\.?) {0,4})?(\d{1,4})(?: ?(?:of|/) ?\d{1,4})?[-–— ]{0,4}", re.IGNORECASE
)
_DIGIT = re.compile(r"\d+")
# characters of the longest line that may be a running head; news has no longer ones
_LONGEST_HEAD = 90
# pages on which a line at a page number is a running head
_FEWEST_PAGES = 2


def broken_words(text: str) -> Iterator[tuple[int, int]]:
    r"""Find what to cut so that words and numbers broken at line ends are whole: the break, and mostly its hyphen.

    Examples
    --------
    >>> [span for span in broken_words("evac-\nuated 1,2-\n34 anti-\nwar men")]
    [(4, 6), (15, 17), (25, 26)]
    """
    for match in _BREAK.finditer(text):
        before, after = text[max(match.start() - _LOOK, 0) : match.start()], text[match.end() : match.end() + 1]
        if not (before[-1:].isalnum() or before[-1:] == ",") or not after.isalnum():
            continue
        if _is_broken(before, text, match) or match.group()[0] == "\u00ad":
            yield match.span()
        elif before[-1].isalnum():
            yield match.start() + 1, match.end()


def broken_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Find blanks within numbers, to cut them out: "239, 000", "38, 47,531".

    What may be two numbers, "in 12, 300 died", stays two.

    Examples
    --------
    >>> text = "239, 000 men in 38, 47,531 huts; on May 12, 47,531; 12, 300"
    >>> ["".join([text[:start], text[end:]])[:8] for start, end in broken_numbers(text)][0]
    '239,000 '
    >>> len(list(broken_numbers(text)))
    2
    """
    for match in _BLANK_IN_NUMBER.finditer(text):
        before = _WORD_BEFORE.search(text[max(match.start() - _LOOK, 0) : match.start()].rstrip(" ."))
        word = before.group().lower() if before else ""
        if match[2] or (word not in MONTHS and word not in _NUMBERED):
            yield match.span("blank")


def _is_broken(before: str, text: str, match: re.Match[str]) -> bool:
    """Return True where the hyphen is that of the break, False where it is part of the word."""
    group, digits = _GROUP_BEFORE.search(before), _DIGITS_AFTER.match(text, match.end())
    if group and digits:
        return len(group[1]) + len(digits.group()) == _GROUP
    word = _WORD_BEFORE.search(before)
    if word is None or not (text[match.end()].islower() and before[-1].islower()):
        return False
    return word.group().lower() not in _PREFIXES


def without_page_lines(text: str) -> str:
    r"""Replace page numbers and the running heads beside them by as many spaces.

    A number alone on a line is that of a page where there are lines with the number before or after it.

    Examples
    --------
    >>> without_page_lines("at least\n\nPage 1\n\n40 men\n\nPage 2\n\ndied").split()
    ['at', 'least', '40', 'men', 'died']
    """
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    numbered = [(span, number) for span in lines if (number := _number_of(text[slice(*span)])) is not None]
    if len(numbered) < _FEWEST_PAGES:
        return text
    numbers = {number for _, number in numbered}
    pages = [span for span, number in numbered if number - 1 in numbers or number + 1 in numbers]
    return _blanked(text, sorted({*pages, *_running_heads(text, lines, pages)}))


def _number_of(line: str) -> int | None:
    """Return the number of a page that stands alone on a line."""
    match = _PAGE_NUMBER.fullmatch(line.strip()) if len(line) <= _LONGEST_HEAD else None
    return int(match[1]) if match is not None else None


def _running_heads(text: str, lines: list[tuple[int, int]], pages: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find lines beside page numbers that several pages have, but for their digits."""
    places = {start: place for place, (start, _) in enumerate(lines)}
    beside = {
        lines[place]
        for start, _ in pages
        for place in (places[start] - 1, places[start] + 1)
        if 0 <= place < len(lines) and lines[place][1] - lines[place][0] <= _LONGEST_HEAD
    }
    shapes = [_DIGIT.sub("0", text[start:end]).strip() for start, end in beside]
    often = Counter(shapes)
    return [span for span, shape in zip(beside, shapes, strict=True) if often[shape] >= _FEWEST_PAGES]


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])
