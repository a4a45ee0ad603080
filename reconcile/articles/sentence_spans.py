"""Sentences of an article, with their places in the text."""

from __future__ import annotations

import re
from statistics import median
from typing import NamedTuple

__all__ = ["Sentence", "sentences_of"]


class Sentence(NamedTuple):
    """One sentence; `start` and `end` are its place in the text, `paragraph` counts from 0."""

    text: str
    start: int
    end: int
    paragraph: int


# words before a full stop that ends no sentence
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "st", "gen", "gov", "sen", "rep", "col", "lt", "maj", "capt", "sgt", "cmdr", "adm", "brig",
    "prof", "rev", "hon", "pres", "amb", "min", "no", "nos", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "approx", "est", "ca", "sq", "vs", "fig", "e.g", "i.e", "etc", "jr", "sr", "inc",
    "ltd",
    "co", "corp", "dept", "mt", "ft",
})  # fmt: skip
# words that begin a sentence even behind an abbreviation in capitals ("in the U.S. The army …")
_STARTERS = frozenset({
    "the", "it", "he", "she", "they", "this", "that", "these", "those", "in", "on", "at", "but", "and", "a", "an", "we",
    "its", "his", "her", "their", "there", "some", "most", "many", "more", "after", "since", "while", "as", "according",
})  # fmt: skip
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\W_]|\.(?=\w))*\Z")
_WORD_AFTER = re.compile(r"[\s\"'“‘«(\[—–-]*(\w*)")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = re.compile(r"\n[ \t\r]*\n")
# characters of a line that was broken to fit a page, and share of a text's lines that then are so long
_WRAPPED_FROM, _WRAPPED_TO = 55, 100
# characters of the longest sentence; an endless one is cut at a space, so that the time stays linear. News has 500
_LONGEST = 1_000
# characters looked at before and after a full stop; the longest abbreviation has six
_LOOK = 40


def sentences_of(text: str) -> list[Sentence]:
    """Part a text into sentences.

    A line break ends one, except in text that was broken into lines of one width with blank lines between paragraphs.

    Examples
    --------
    >>> [sentence.text for sentence in sentences_of("Gen. Smith spoke on Jan. 9. He said 40 died.")]
    ['Gen. Smith spoke on Jan. 9.', 'He said 40 died.']
    """
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        for first, last in _parts(text, start, end):
            words = text[first:last]
            lead = len(words) - len(words.lstrip())
            if words.strip():
                begin = first + lead
                found.append(Sentence(words.strip(), begin, begin + len(words.strip()), number))
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    lines = [match.span() for match in _LINE.finditer(text)]
    if not _BLANK.search(text) or not _is_wrapped([end - start for start, end in lines]):
        return lines
    edges = [match.span() for match in _BLANK.finditer(text)]
    starts, ends = [0, *(end for _, end in edges)], [*(start for start, _ in edges), len(text)]
    return list(zip(starts, ends, strict=True))


def _is_wrapped(lengths: list[int]) -> bool:
    return bool(lengths) and median(lengths) >= _WRAPPED_FROM and max(lengths) <= _WRAPPED_TO


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    stops = [match.end() for match in _STOP.finditer(text, start, end) if _ends(text, match, start, end)]
    parts = zip([start, *stops], [*stops, end], strict=True)
    return [piece for first, last in parts for piece in _pieces(text, first, last)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut an endless sentence at spaces."""
    pieces = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Tell the stop of a sentence from that of an abbreviation or an initial."""
    after = _WORD_AFTER.match(text, stop.end(), min(stop.end() + _LOOK, end))
    word = after[1] if after else ""
    if not word or word[0].islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    found = _WORD_BEFORE.search(text, max(stop.start() - _LOOK, start), stop.start())
    before = found.group() if found else ""
    if before.lower() in _ABBREVIATIONS:
        return False
    initials = len(before) == 1 or all(len(part) == 1 for part in before.split("."))
    return not (before and before[0].isupper() and initials) or word.lower() in _STARTERS
