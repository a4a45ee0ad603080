"""Sentences of another event than the one that an article tells of, whose figures were not where that was."""

from __future__ import annotations

import re
from itertools import pairwise

from reconcile.articles.words.place_words import ATTACKS, HAPPENINGS
from reconcile.language.helping_verbs import HAVE
from reconcile.language.tokens import Token, text_at

__all__ = ["tells_of_other"]

# words for an event that is not the one told of
_OTHER = frozenset({"similar", "previous", "earlier", "separate", "different", "another"})
# what lasts longer and reaches farther than an event, before what it "has" done, and words up to it
_LASTING = frozenset({"campaign", "war", "offensive", "conflict", "invasion", "insurgency", "crackdown"})
_TO_LASTING = 6
# a year, and words up to it behind a "since" that leads: "Since the war began in February 2022"
_YEAR, _TO_YEAR = re.compile(r"(?:19|20)\d\d"), 9


def tells_of_other(tokens: list[Token]) -> bool:
    """Return True for a sentence on another event, on all since a year, or on a war.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [tells_of_other(tokens_of(text)) for text in ("A similar storm killed 12.", "The storm killed 12.")]
    [True, False]
    >>> tells_of_other(tokens_of("The war has killed 12,000.")), tells_of_other(tokens_of("Some 12 died since 2011."))
    (True, True)
    """
    words = [token.text for token in tokens]
    return _names_other(tokens) or _counts_since_year(words) or _is_of_war(words)


def _names_other(tokens: list[Token]) -> bool:
    """Return True for "a similar storm", and for "the attack came a week after one in Orva"."""
    other = (place for place, token in enumerate(tokens) if token.text in _OTHER)
    happened = any(text_at(tokens, place + step) in HAPPENINGS | ATTACKS for place in other for step in (1, 2))
    return happened or ("after", "one") in pairwise(token.text for token in tokens)


def _counts_since_year(words: list[str]) -> bool:
    """Return True for "since 2011" anywhere, and for "since the coup in 2021" at the beginning."""
    leads = words[:1] == ["since"] and any(_YEAR.fullmatch(word) for word in words[1:_TO_YEAR])
    return leads or any(word == "since" and _YEAR.fullmatch(after) for word, after in pairwise(words))


def _is_of_war(words: list[str]) -> bool:
    """Return True for what a war or a campaign "has" done."""
    lasting = next((place for place, word in enumerate(words[:_TO_LASTING]) if word in _LASTING), -1)
    return lasting >= 0 and not HAVE.isdisjoint(words[lasting + 1 : lasting + 2])
