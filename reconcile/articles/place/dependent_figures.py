"""Words that belong to a part or an earlier value behind a figure: "14 of them on Monday", "up from 81 on Monday"."""

from __future__ import annotations

from itertools import pairwise

from reconcile.language.number_words import SCALES, TENS, UNITS
from reconcile.language.relations import DOWN, PARTS, THEM, UP
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = ["belongs_to_dependent", "is_number"]

# words before a figure that belongs to the one before it
_LEADS = PARTS | {"from"}
_NUMBERS = {*UNITS, *TENS, *SCALES}
# words for some of those who were counted: "half of them in Orva"
_SHARES = frozenset({
    "half", "third", "thirds", "quarter", "quarters", "most", "many", "some", "several", "majority", "all", "dozens",
    "hundreds",
})  # fmt: skip
# what stands for all others: "34 in Orva and the rest in Tessa"
_REST = frozenset({"rest", "remainder"})
# what stands between a number of a list and its place or day: "61 dead, 34 in Orva"
_AT = frozenset({"in", "on", "at"})
# words beside such a figure where no noun of its own stands: with one, "including 14 children on Monday", the day is of
# both
_BARE = THEM | {
    "the", "deaths", "victims", "killed", "dead", "missing", "wounded", "injured", "rest", "remainder", "a", "peak",
    "high", "low", "sq", "km", "km2", "square", "kilometres", "kilometers", "miles", "of", "on", "in", "at", "during",
    "over", "just", "alone", "since", "%", "percent", "per", "cent", "city", "town", "village", "province", "state",
    "district", "region", "capital", "port", "near", "around", "outside", "inside", "across", "along",
}  # fmt: skip
# tokens of the longest value that a figure is compared with: "from at least 1,100 soldiers killed or wounded in"
_OLD_VALUE = 10
_COMPARED = frozenset({"compared", "compares", "opposed"})


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
    if _is_behind_old_value(tokens, first, after):
        return True
    start = first
    while start > after and _is_bare(tokens[start - 1]):
        start -= 1
    words, lead = tokens[start:first], text_at(tokens, start - 1)
    if any(token.text in _REST for token in words):
        return True
    if not any(_counts(token) for token in words):
        return False
    listed = lead in (",", ":") and start > after and all(_counts(token) or token.text in _AT for token in words)
    # "including 13 in Varn and 8 in Tarn": the list of parts goes on
    marked = any(token.text in PARTS or token.text in THEM for token in tokens[after:start])
    # "ten died, seven in Varn and three in Tarn"
    marked = marked or any(
        token.text in (",", ":") and behind + 1 < start and is_number(tokens[behind + 1])
        for behind, token in enumerate(tokens[after:start], after)
    )
    listed = listed or (lead in (",", "and") and marked and all(_counts(token) or token.text in _AT for token in words))
    of_them = any(token.text in THEM for token in words) or ("of", "the") in pairwise(token.text for token in words)
    return lead in _LEADS or listed or of_them


def _is_behind_old_value(tokens: list[Token], first: int, after: int) -> bool:
    """Return True behind what a figure is up from or compared with: "up from 1,100 casualties in December"."""
    for place in range(first - 1, max(after, first - _OLD_VALUE) - 1, -1):
        word, before = tokens[place].text, text_at(tokens, place - 1)
        if (word == "from" and before in UP | DOWN) or (word in ("with", "to") and before in _COMPARED):
            return any(_counts(token) for token in tokens[place + 1 : first])
        if word in (",", ";", ".", ":"):
            return False
    return False


def is_number(token: Token) -> bool:
    """Return True for a number in digits, or for a word of one.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [is_number(token) for token in tokens_of("Orva 12, Tessa nine")]
    [False, True, False, False, True]
    """
    return token.kind == DIGITS or token.text in _NUMBERS


def _counts(token: Token) -> bool:
    return is_number(token) or token.text in _SHARES


def _is_bare(token: Token) -> bool:
    return _counts(token) or token.text in _BARE
