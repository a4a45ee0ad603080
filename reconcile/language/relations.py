"""Words by which a figure belongs to another one: added to it, taken from it, its earlier value, or a part of it.

"Another 500", "500 more"; "fell by 500"; "previously 500", "up from 500"; "including 500", "the other 500".
"""

from __future__ import annotations

from reconcile.language.tokens import Token, text_at

__all__ = [
    "BEFORE_NOW", "CHANGED", "DOWN", "EARLIER", "FALL", "OF_THEM", "PART", "PARTS", "RAISING", "RANKS", "REST", "RISE",
    "THEM", "TOLLS", "UP",
    "relation_of",
]  # fmt: skip

RISE, FALL, EARLIER, PART = "rise", "fall", "earlier", "part"

# among the words of the hedge, or right behind the number
_ADDED = frozenset({"another", "additional", "further", "extra", "new", "fresh"})
_ADDED_BEHIND = _ADDED | {"more", "higher", "newly"}
# right before the hedges
_ADDED_BEFORE = frozenset({"+", "plus", "up", "newly", "adding", "added"})
_FEWER = frozenset({"fewer", "less", "lower"})
# a new total is a total
_TOTALS = frozenset({"total", "toll", "figure", "number", "count", "estimate", "record", "high", "tally", "sum"})
# "500 or more" is a bound, "500 more or less" a size
_BEFORE_BOUND = frozenset({"or", "and", "not", "even", "if", "no", "perhaps", "maybe", "possibly", "likely", ","})
# verbs by which something raises a total
RAISING = frozenset({
    "bringing", "brings", "brought", "bring", "taking", "takes", "took", "take", "raising", "raises", "raised",
    "pushing", "pushes", "pushed", "lifting", "lifts", "lifted", "driving", "increasing", "increased", "increases",
})  # fmt: skip
# nouns for a count that goes on
TOLLS = frozenset({"toll", "tolls", "total", "number", "count", "tally", "figure", "deaths", "fatalities", "dead"})
UP = frozenset({
    "rose", "risen", "rise", "rises", "rising", "grew", "grown", "grows", "growing", "increased", "increase",
    "increases", "increasing", "climbed", "climbs", "climbing", "jumped", "jump", "jumps", "jumping", "raised",
    "raises", "raise", "raising", "up", "went", "gone", "expanded", "growth", "soared", "soars", "soaring",
    "surged", "swelled", "swollen", "mounted", "doubled", "tripled", "pushed", "pushes", "pushing", "lifted",
    "lifts", "lifting",
})  # fmt: skip
DOWN = frozenset({
    "fell", "fallen", "falls", "fall", "falling", "decreased", "decrease", "decreases", "decreasing", "dropped",
    "drop", "drops", "declined", "decline", "declines", "lowered", "lowers", "lowering", "cut", "cuts", "reduced",
    "reduces", "reduction", "shrank", "shrunk", "down", "halved", "scaled", "slashed", "trimmed", "downgraded",
})  # fmt: skip
CHANGED = UP | DOWN | {
    "revised", "revises", "revising", "revision", "corrected", "changed", "updated", "adjusted", "upgraded", "amended",
}  # fmt: skip
# words from a verb of change to its "by" or "from": "rose over the weekend by"
_REACH = 5
BEFORE_NOW = frozenset({"previously", "formerly", "originally", "initially"})
# words that rank a count among others: "the deadliest attack since 1999"
RANKS = frozenset({
    "worst", "most", "first", "fewest", "least", "deadliest", "bloodiest", "highest", "lowest", "largest", "biggest",
    "greatest", "heaviest", "longest", "fastest", "slowest", "strongest", "costliest", "severest", "fiercest",
    "hottest", "smallest", "sharpest", "steepest", "lightest", "weakest", "quickest", "shortest",
})  # fmt: skip
PARTS = frozenset({"including", "include", "includes", "included", "notably"})
REST = frozenset({"other", "remaining"})
# "among them 500", "of whom 500 were children"; "500 of them" may be all to whom it happened
THEM = frozenset({"them", "whom", "which", "those", "these"})
OF_THEM = frozenset({"among", "amongst", "of"})


def relation_of(tokens: list[Token], start: int, first: int, last: int) -> str:
    """Return how a figure belongs to another one: rise, fall, earlier, part, or "" where it stands by itself.

    Parameters
    ----------
    tokens : list of Token
    start, first, last : int
        First token of the hedges before the figure, first of its number, and the one after its numbers.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> relation_of(tokens_of("another 500 dead"), 0, 1, 2), relation_of(tokens_of("fell by 500"), 2, 2, 3)
    ('rise', 'fall')
    >>> relation_of(tokens_of("500 or more"), 0, 0, 1)
    ''
    """
    before, earlier = text_at(tokens, start - 1), text_at(tokens, start - 2)
    change = _change(tokens, start, before, earlier)
    if change:
        return change
    if before in _ADDED_BEFORE or _is_added(tokens, max(start - 1, 0), first) or _more_behind(tokens, last):
        return RISE
    if before == "down" or text_at(tokens, last) in _FEWER:
        return FALL
    if before in BEFORE_NOW:
        return EARLIER
    of_them = before in THEM and earlier in OF_THEM
    rest = any(tokens[place].text in REST and text_at(tokens, place - 1) == "the" for place in range(start, first))
    return PART if before in PARTS | REST or of_them or rest else ""


def _change(tokens: list[Token], start: int, before: str, earlier: str) -> str:
    """Read "rose by 500", "an increase of 500", "up from 500"; the hedges before a number may begin with "from"."""
    place = start - 1
    if text_at(tokens, start) == "from":
        place, before, earlier = start, "from", before
    if before not in ("by", "of", "from"):
        return ""
    if before == "of":
        return FALL if earlier in DOWN else RISE if earlier in UP else ""
    verbs = {token.text for token in tokens[max(place - _REACH, 0) : place]}
    if before == "from":
        return EARLIER if verbs & CHANGED else ""
    return FALL if verbs & DOWN else RISE if verbs & UP else ""


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
