"""The sentences of an article, with their positions in the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.articles.printed.paragraphs import paragraphs_of

__all__ = ["Sentence", "sentences_of"]


class Sentence(NamedTuple):
    """A sentence; `start` and `end` are its characters in the text, `paragraph` counts from 0."""

    text: str
    start: int
    end: int
    paragraph: int


# abbreviations, whose full stop ends no sentence
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "st", "gen", "gov", "sen", "rep", "col", "lt", "maj", "capt", "sgt", "cmdr", "adm", "brig",
    "prof", "rev", "hon", "pres", "amb", "min", "no", "nos", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "approx", "est", "ca", "sq", "vs", "fig", "e.g", "i.e", "etc", "jr", "sr", "inc",
    "ltd",
    "co", "corp", "dept", "mt", "ft",
})  # fmt: skip
# words that begin a new sentence behind an abbreviation in capitals ("in the U.S. The army …")
_STARTERS = frozenset({
    "the", "it", "he", "she", "they", "this", "that", "these", "those", "in", "on", "at", "but", "and", "a", "an", "we",
    "its", "his", "her", "their", "there", "some", "most", "many", "more", "after", "since", "while", "as", "according",
})  # fmt: skip
# found only where a run of stops begins, so that dot leaders cost no more than other text
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\W_]|\.(?=\w))*\Z")
_WORD_AFTER = re.compile(r"[\s\"'“‘«(\[—–-]*(\w*)")
# characters of the longest sentence, twice as many as in news; a longer one is cut at a space to keep time linear
_LONGEST = 1_000
# characters considered before and after a full stop; the longest abbreviation has six
_LOOK = 40


def sentences_of(text: str) -> list[Sentence]:
    """Split a text into sentences.

    No sentence reaches from one paragraph into the next.

    Examples
    --------
    >>> [sentence.text for sentence in sentences_of("Gen. Smith spoke on Jan. 9. He said 40 died.")]
    ['Gen. Smith spoke on Jan. 9.', 'He said 40 died.']
    """
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs_of(text)):
        for first, last in _spans(text, start, end):
            words = text[first:last].strip()
            if words:
                begin = last - len(text[first:last].lstrip())
                sentences.append(Sentence(words, begin, begin + len(words), number))
    return sentences


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the first and last characters of the sentences of a paragraph."""
    stops = [match.end() for match in _STOP.finditer(text, start, end) if _ends(text, match, start, end)]
    spans = zip([start, *stops], [*stops, end], strict=True)
    return [piece for first, last in spans for piece in _pieces(text, first, last)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence that is too long at spaces."""
    pieces = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else _behind_number(text, start + _LONGEST, end)
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _behind_number(text: str, place: int, end: int) -> int:
    """Return the place, or that behind the number it stands in: the tail of a number is none."""
    while place < end and (text[place].isdigit() or text[place] in ",."):
        place += 1
    return place


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Return True for the stop of a sentence, False for that of an abbreviation or an initial."""
    after = _WORD_AFTER.match(text, stop.end(), min(stop.end() + _LOOK, end))
    word = after[1] if after else ""
    if not word or word[0].islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    match = _WORD_BEFORE.search(text, max(stop.start() - _LOOK, start), stop.start())
    before = match.group() if match else ""
    if before.lower() in _ABBREVIATIONS:
        return False
    initials = len(before) == 1 or all(len(letters) == 1 for letters in before.split("."))
    return not (before and before[0].isupper() and initials) or word.lower() in _STARTERS
