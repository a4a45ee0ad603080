"""Groups that are named by what became of them: "the five killed", "the 52 dead", "the 20 soldiers wounded in Orva"."""

from __future__ import annotations

from reconcile.claims.cues import outcomes_of
from reconcile.claims.measures import WHOLES
from reconcile.language.tokens import Token, text_at

__all__ = ["is_outcome_group"]

# words before the number of a group that is known
_KNOWN = frozenset({"the", "those", "these", "its", "their", "his", "her", "our", "all"})
# words behind the number in which a group is named: "soldiers killed in the Orva district on Friday"
_NAMED_WITHIN = 8
_SIGNS = frozenset(",;:()[]—–.")
# verbs behind a group that say more of some of it
_VERBS = frozenset({"was", "were", "is", "are", "be", "been", "has", "have", "had", "died", "said", "later", "who"})
# what was there before anything became of it, of which figures are ratios: soldiers, passengers, drones launched
_THERE = frozenset({*WHOLES.values(), "aboard"})


def is_outcome_group(tokens: list[Token], number: int, after: int) -> bool:
    """Return True where a number counts those to whom something happened, so that "of" before it makes a part of them.

    "Two of the five killed were children" tells of five killed; "two of the five were killed" of two.

    Parameters
    ----------
    tokens : list of Token
    number, after : int
        First token of the number, and the one behind it.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> def grouped(text):
    ...     return is_outcome_group(tokens_of(text), 3, 4)
    >>> grouped("two of the five killed were children"), grouped("two of the five were killed")
    (True, False)
    >>> grouped("two of the five soldiers killed were boys"), grouped("two of the five soldiers killed on Friday")
    (True, False)
    """
    words = tokens[after : after + _NAMED_WITHIN]
    end = next((place for place, token in enumerate(words) if token.text in _SIGNS | _VERBS), len(words))
    told_more = text_at(words, end) in _VERBS
    if _outcomes(words[: min(end, 1)]):
        return told_more or text_at(tokens, number - 1) in _KNOWN
    return told_more and _outcomes(words[:end])


def _outcomes(words: list[Token]) -> bool:
    """Return True where words say what became of people."""
    return any(measure not in _THERE for measure in outcomes_of(words))
