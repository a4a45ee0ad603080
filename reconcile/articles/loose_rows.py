"""Numbers that stand in a row with nothing between: the rows of a table whose columns the text has lost.

Which head a number belongs to is not known any more, so none of them is read.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from reconcile.articles.mention import Mention
from reconcile.articles.mentions import mentions_of
from reconcile.language.tokens import Token

__all__ = ["loose_row_in", "without_loose_rows"]

# numbers in a row that make one of a table; two stand side by side in running text, too ("of 12 40 were hurt")
_FEWEST = 3
_MAY_BE_ROW = re.compile(r"\d\s+\d\S*\s+\d")


def without_loose_rows(mentions: list[Mention]) -> list[Mention]:
    """Return the figures of a sentence without those of rows that have lost their columns.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Orva 19,600 130,000 168,600"
    >>> without_loose_rows(mentions_of(text, tokens_of(text)))
    []
    """
    if len(mentions) < _FEWEST:
        return mentions
    # figures that follow each other without a word between have the same distance from the words counted so far
    apart = [0]
    for before, mention in pairwise(mentions):
        apart.append(apart[-1] + (mention.first != before.last))
    runs = [list(run) for _, run in groupby(range(len(mentions)), key=apart.__getitem__)]
    return [mentions[place] for run in runs if len(run) < _FEWEST for place in run]


def loose_row_in(text: str, tokens: list[Token]) -> bool:
    """Return True for a sentence with a row of numbers that has lost its columns.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [loose_row_in(text, tokens_of(text)) for text in ("Orva 19,600 130,000 168,600", "Orva lost 12 men")]
    [True, False]
    """
    if not _MAY_BE_ROW.search(text):
        return False
    mentions = mentions_of(text, tokens)
    return len(without_loose_rows(mentions)) < len(mentions)
