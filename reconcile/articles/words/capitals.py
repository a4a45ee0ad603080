"""Capitalised words of running text: which of them may be of a name, and which are days and months."""

from __future__ import annotations

from reconcile.articles.words.verb_words import PREPOSITIONS
from reconcile.language.not_figures import MONTHS
from reconcile.language.tokens import DIGITS, WORD, Token, text_at

__all__ = ["NAME_WORDS", "is_day", "is_large", "is_month", "is_month_in_name", "is_proper", "word_at"]

_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tomorrow",
    "tonight", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
})  # fmt: skip
# small words within names: "Joel van Marn", "Ministry of Health"
NAME_WORDS = frozenset({
    "of", "the", "for", "and", "al", "el", "de", "da", "di", "la", "le", "bin", "ben", "van", "von", "der", "du", "ibn",
    "ul", "ur", "y",
})  # fmt: skip
# letters of the longest shortened month
_SHORT_MONTH = 4
# words beside a month that make it one, and no name: "in May", "late April"
_BESIDE_MONTHS = frozenset({",", ".", "last", "early", "late", "mid", *PREPOSITIONS})


def is_day(word: str) -> bool:
    """Return True for a day of the week, yesterday, today and tomorrow.

    Examples
    --------
    >>> is_day("friday"), is_day("may")
    (True, False)
    """
    return word in _DAYS


def is_month(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for a month, not for a person of that name.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [is_month(text, tokens_of(text), 0) for text in ("May Sopra said", "May 3", "march on")]
    [False, True, False]
    """
    if tokens[place].text not in MONTHS or not text[tokens[place].start].isupper():
        return False
    beside = (text_at(tokens, place - 1), text_at(tokens, place + 1))
    return not is_month_in_name(text, tokens, place) and any(
        word[:1].isdigit() or word in _BESIDE_MONTHS for word in beside
    )


def is_month_in_name(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for a shortened month that is the second word of a name: "in Zenda Jan district".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [is_month_in_name(text, tokens_of(text), 2) for text in ("in Zenda Jan district", "On Monday Jan 5")]
    [True, False]
    """
    short = len(tokens[place].text) <= _SHORT_MONTH and text_at(tokens, place + 1) != "."
    number = place + 1 < len(tokens) and tokens[place + 1].kind == DIGITS
    before = place > 1 and tokens[place - 1].kind == WORD and text[tokens[place - 1].start].isupper()
    return short and before and not number and tokens[place - 1].text not in _DAYS | PREPOSITIONS


def word_at(text: str, tokens: list[Token], place: int) -> str:
    """Return a token as it is written, "" beyond the tokens.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> word_at("The WHO", tokens_of("The WHO"), 1)
    'WHO'
    """
    return text[tokens[place].start : tokens[place].end] if 0 <= place < len(tokens) else ""


def is_large(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for a capitalised word that is no day or month.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [is_large("on Friday Marn", tokens_of("on Friday Marn"), place) for place in range(3)]
    [False, False, True]
    """
    if not 0 <= place < len(tokens) or tokens[place].kind != WORD or not text[tokens[place].start].isupper():
        return False
    return tokens[place].text.removesuffix("'s") not in _DAYS and not is_month(text, tokens, place)


def is_proper(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Return True where all words but small ones are capitalised.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Joel van Marn spoke"
    >>> is_proper(text, tokens_of(text), 0, 3), is_proper(text, tokens_of(text), 0, 4)
    (True, False)
    """
    words = [place for place in range(first, last) if tokens[place].kind == WORD]
    return bool(words) and all(is_large(text, tokens, place) or tokens[place].text in NAME_WORDS for place in words)
