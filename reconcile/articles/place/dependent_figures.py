"""Words that belong to a part or an earlier value behind a figure: "14 of them on Monday", "up from 81 on Monday"."""

from __future__ import annotations

from reconcile.language.number_words import SCALES, TENS, UNITS
from reconcile.language.relations import PARTS, THEM
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = ["belongs_to_dependent"]

# words before a figure that belongs to the one before it
_LEADS = PARTS | {"from"}
_NUMBERS = {*UNITS, *TENS, *SCALES}
# words beside such a figure where no noun of its own stands: with one, "including 14 children on Monday", the day is of
# both
_BARE = THEM | {
    "dead", "missing", "wounded", "injured", "a", "peak", "high", "low", "sq", "km", "km2", "square", "kilometres",
    "kilometers", "miles", "of", "on", "in", "at", "during", "over", "just", "alone",
}  # fmt: skip


def belongs_to_dependent(tokens: list[Token], first: int, after: int) -> bool:
    """Return True for words right behind a part or an earlier value of a figure, which say nothing of the figure.

    Parameters
    ----------
    tokens : list of Token
    first : int
        First token of the words.
    after : int
        The token behind the figure.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("97 died, 40 of them in Orva, including 14 children on Monday")
    >>> belongs_to_dependent(tokens, 7, 1), belongs_to_dependent(tokens, 13, 1)
    (True, False)
    """
    start = first
    while start > after and _is_bare(tokens[start - 1]):
        start -= 1
    words = tokens[start:first]
    if not any(token.kind == DIGITS or token.text in _NUMBERS for token in words):
        return False
    return text_at(tokens, start - 1) in _LEADS or any(token.text in THEM for token in words)


def _is_bare(token: Token) -> bool:
    return token.kind == DIGITS or token.text in _NUMBERS or token.text in _BARE
