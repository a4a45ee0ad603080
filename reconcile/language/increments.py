"""Words by which a figure is a change of an earlier one, not a total: "another 500", "500 more", "rose by 500"."""

from __future__ import annotations

from reconcile.language.tokens import Token, text_at

__all__ = ["FALL", "RISE", "increment_of"]

# a figure that is added to an earlier one, and one that is taken from it
RISE, FALL = "rise", "fall"

# among the words of the hedge, or right behind the number
_ADDED = frozenset({"another", "additional", "further", "extra", "new"})
_ADDED_BEHIND = _ADDED | {"more"}
_FEWER = frozenset({"fewer", "less"})
# a new total is a total
_TOTALS = frozenset({"total", "toll", "figure", "number", "count", "estimate", "record", "high", "tally", "sum"})
# "500 or more" is a bound, "500 more or less" a size
_BEFORE_BOUND = frozenset({"or", "and", "not", "even", "if", "no", "perhaps", "maybe", "possibly", "likely", ","})
_UP = frozenset({
    "rose", "risen", "rise", "rises", "rising", "grew", "grown", "grows", "growing", "increased", "increase",
    "increases", "increasing", "climbed", "jumped", "raised", "up", "went", "gone", "expanded", "growth",
})  # fmt: skip
_DOWN = frozenset({
    "fell", "fallen", "falls", "fall", "falling", "decreased", "decrease", "decreasing", "dropped", "drop", "declined",
    "decline", "lowered", "cut", "reduced", "shrank", "shrunk", "down",
})  # fmt: skip
# words from a verb of change to its "by": "rose over the weekend by"
_REACH = 5


def increment_of(tokens: list[Token], start: int, first: int, last: int) -> str:
    """Return "rise" where a figure is added to an earlier one, "fall" where it is taken from it, else "".

    Parameters
    ----------
    tokens : list of Token
    start, first, last : int
        First token of the hedges before the figure, first of its number, and the one after its numbers.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> increment_of(tokens_of("another 500 dead"), 0, 1, 2), increment_of(tokens_of("fell by 500"), 2, 2, 3)
    ('rise', 'fall')
    >>> increment_of(tokens_of("500 or more"), 0, 0, 1)
    ''
    """
    before = text_at(tokens, start - 1)
    if before in ("+", "plus", "up") or _is_added(tokens, max(start - 1, 0), first) or _more_behind(tokens, last):
        return RISE
    if before == "down" or _fewer_behind(tokens, last):
        return FALL
    if before != "by":
        return ""
    verbs = {token.text for token in tokens[max(start - 1 - _REACH, 0) : start - 1]}
    return FALL if verbs & _DOWN else RISE if verbs & _UP else ""


def _is_added(tokens: list[Token], start: int, first: int) -> bool:
    return any(
        tokens[place].text in _ADDED and text_at(tokens, place + 1) not in _TOTALS for place in range(start, first)
    )


def _more_behind(tokens: list[Token], last: int) -> bool:
    """Return True for "500 more" and "500 men more", not for "500 or more"."""
    if text_at(tokens, last) in _ADDED_BEHIND:
        return text_at(tokens, last + 1) not in ("or", *_TOTALS)
    more = text_at(tokens, last + 1) == "more" and text_at(tokens, last + 2) not in ("or", "than")
    return more and text_at(tokens, last) not in _BEFORE_BOUND and text_at(tokens, last).isalpha()


def _fewer_behind(tokens: list[Token], last: int) -> bool:
    """Return True for "500 fewer", not for "500 or fewer"."""
    return text_at(tokens, last) in _FEWER
