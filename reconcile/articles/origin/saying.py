"""One speaker of a sentence with the words by which it speaks, and what may stand beside such words."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.origin.speaker_names import Speaker
from reconcile.language.number_words import MAGNITUDES, SEVERAL, TENS, UNITS
from reconcile.language.tokens import DIGITS, Token

__all__ = ["Saying", "figure_ahead", "saying_of"]


class Saying(NamedTuple):
    """A speaker and its verb in a sentence.

    `first` and `last` are the tokens of name and verb, `last` not included. `leads` is True if they stand before what
    is said. `clause` counts the clauses that begin before them. `nested` is True for one that the speaker before tells
    of; `direct` are the tokens back to a figure whose author it names, 0 for other sayings. `kind` and `post` are of
    the speaker.
    """

    name: str
    first: int
    last: int
    leads: bool
    clause: int = 0
    kind: str = ""
    post: str = ""
    nested: bool = False
    direct: int = 0


_NUMBERS = frozenset({*UNITS, *TENS, *MAGNITUDES, *SEVERAL, "dozen", "hundred", "thousand", "half", "scores", "couple"})
_SIGNS = frozenset(',;:.—–“”"()')


def saying_of(speaker: Speaker, first: int, last: int, *, leads: bool) -> Saying:
    """Return the saying of a speaker from one token to before another.

    Examples
    --------
    >>> saying_of(Speaker("mayor", "role", 1, 2, "mayor"), 0, 3, leads=True).kind
    'role'
    """
    return Saying(speaker.name, first, last, leads, 0, speaker.kind, speaker.post)


def figure_ahead(tokens: list[Token], place: int, reach: int) -> bool:
    """Return True where a number follows within some tokens, before any sign.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> figure_ahead(tokens_of("counted some 40 boats"), 1, 3), figure_ahead(tokens_of("died, 40"), 1, 3)
    (True, False)
    """
    for token in tokens[place : place + reach]:
        if token.text in _SIGNS:
            return False
        if token.kind == DIGITS or token.text in _NUMBERS:
            return True
    return False
