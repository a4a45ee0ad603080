"""Figures that are the whole of some part: the 240 of "most of the 240 passengers"."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.language.hedge_words import hedge_before
from reconcile.language.number_words import DENOMINATORS, UNITS
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = ["is_whole_of_part"]

# words for a part of what is counted, and those between it and its whole
_PARTS_OF = frozenset({
    *UNITS, *DENOMINATORS, *(f"{word}s" for word in DENOMINATORS), "some", "most", "many", "few", "several", "majority",
    "minority", "part", "bulk", "rest", "number", "any", "cent", "percent", "%",
})  # fmt: skip
_ITS = frozenset({"the", "their", "its", "his", "her", "our", "those", "these"})


def is_whole_of_part(tokens: list[Token], mention: Mention) -> bool:
    """Return True for the 240 of "most of the 240 passengers", which says nothing of what happened to all of them.

    Examples
    --------
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> def whole(text):
    ...     return is_whole_of_part(tokens_of(text), mentions_of(text, tokens_of(text))[0])
    >>> whole("Most of the 240 passengers survived."), whole("All of the 240 passengers survived.")
    (True, False)
    """
    chain = hedge_before(tokens, mention.number)
    place = min(chain.reach if chain else mention.number, mention.first) - 1
    while text_at(tokens, place) in _ITS or text_at(tokens, place).endswith("'s"):
        place -= 1
    part = text_at(tokens, place - 1)
    return text_at(tokens, place) == "of" and (part in _PARTS_OF or (part != "" and tokens[place - 1].kind == DIGITS))
