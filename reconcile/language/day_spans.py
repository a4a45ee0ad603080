"""Days that are joined to a day with its month: "between 3 and 9 May", "Nov. 3-9"."""

from __future__ import annotations

from reconcile.language.not_figures import DAYS_OF_LONGEST_MONTH, is_date
from reconcile.language.numerals import Numeral
from reconcile.language.tokens import Token
from reconcile.language.unit_words import unit_after

__all__ = ["is_day_of_span"]

# what may stand between two days, and what never stands between a day and a count
_SPAN = frozenset({"and", "to", "-", "–", "or", "through", ",", "&"})
_SURE_SPAN = frozenset({"to", "-", "–", "through"})


def is_day_of_span(text: str, tokens: list[Token], numerals: list[Numeral], number: int) -> bool:
    """Return True for a day joined to a day with its month: "between 3 and 9 May", "Nov. 3-9".

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "40 died between 3 and 9 May"
    >>> tokens = tokens_of(text)
    >>> [is_day_of_span(text, tokens, find_numerals(tokens), number) for number in range(3)]
    [False, True, False]
    """
    numeral = numerals[number]
    if not _may_be_day(tokens, numeral):
        return False
    following = numerals[number + 1] if number + 1 < len(numerals) else None
    if following and _joint(tokens, numeral, following) in _SPAN and _may_be_day(tokens, following):
        return is_date(text, tokens, following)
    before = numerals[number - 1] if number else None
    if before is None or _joint(tokens, before, numeral) not in _SURE_SPAN or not _may_be_day(tokens, before):
        return False
    return before.value < numeral.value and is_date(text, tokens, before) and unit_after(tokens, numeral.last) is None


def _may_be_day(tokens: list[Token], numeral: Numeral) -> bool:
    plain = numeral.last == numeral.first + 1 and tokens[numeral.first].text.isdecimal()
    return plain and 1 <= numeral.value <= DAYS_OF_LONGEST_MONTH


def _joint(tokens: list[Token], first: Numeral, second: Numeral) -> str:
    """Return the word or sign between two numbers, "" unless there is just one."""
    return tokens[first.last].text if second.first == first.last + 1 else ""
