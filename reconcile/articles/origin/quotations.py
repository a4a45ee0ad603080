"""What of an article stands in quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.articles.printed.sentence_spans import Sentence

__all__ = ["Quoted", "quoted_in"]


class Quoted(NamedTuple):
    """The quotations of a sentence: the characters of each, and the number of each in the article.

    A quotation over several sentences has one number. `whole` is True where a quotation fills the sentence.
    """

    spans: tuple[tuple[int, int], ...] = ()
    numbers: tuple[int, ...] = ()

    def at(self, place: int) -> int:
        """Return the number of the quotation at a character, -1 outside of quotations.

        Examples
        --------
        >>> Quoted(((3, 9),), (0,)).at(4), Quoted(((3, 9),), (0,)).at(12)
        (0, -1)
        """
        inside = (
            number for (first, last), number in zip(self.spans, self.numbers, strict=True) if first <= place < last
        )
        return next(inside, -1)


_OPEN, _CLOSE = frozenset("“«„"), frozenset("”»")
_MARK = re.compile('[“«„”»"]')
# a straight mark between digits or behind one is no quotation mark: 12" shells
_INCHES = re.compile(r'\d"')


def quoted_in(sentences: list[Sentence]) -> list[Quoted]:
    """Return the quotations of every sentence.

    A paragraph may open a quotation anew that the one before did not close.

    Examples
    --------
    >>> from reconcile.articles.printed.sentence_spans import sentences_of
    >>> [quoted.numbers for quoted in quoted_in(sentences_of("He said: “We lost 12. Others fled.” All left."))]
    [(0,), (0,), ()]
    """
    quoted: list[Quoted] = []
    is_open, number, paragraph, mark = False, -1, -1, ""
    for sentence in sentences:
        if sentence.paragraph != paragraph and is_open and mark == '"' and not sentence.text.startswith('"'):
            # nobody closed it: a straight mark does not say whether it opens or closes
            is_open = False
        again = is_open and sentence.paragraph != paragraph and sentence.text[:1] in _OPEN | {'"'}
        paragraph = sentence.paragraph
        spans: list[tuple[int, int]] = []
        numbers: list[int] = []
        start = 0
        for found in _MARK.finditer(sentence.text, 1 if again else 0):
            sign, place = found.group(), found.start()
            if is_open and (sign in _CLOSE or sign == '"'):
                spans.append((start, place))
                numbers.append(number)
                is_open = False
            elif not is_open and (sign in _OPEN or sign == '"'):
                is_open, start, mark = True, place, sign
                number += 1
        if is_open:
            spans.append((start, len(sentence.text)))
            numbers.append(number)
        quoted.append(Quoted(tuple(spans), tuple(numbers)))
    return quoted
