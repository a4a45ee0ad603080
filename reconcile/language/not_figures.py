"""Numerals that are no figures: dates, years, times, ages, durations, multiples, numbers in lists.

A *numeral* is any number in a text, a *figure* one that counts or measures what a claim is about.
"""

from __future__ import annotations

from reconcile.language.numerals import Numeral
from reconcile.language.tokens import DIGITS, HYPHENS, SIGN, Token, text_at
from reconcile.language.unit_words import unit_after

__all__ = [
    "DAYS_OF_LONGEST_MONTH",
    "MONTHS",
    "counts_after_month",
    "figures_among",
    "is_date",
    "is_multiple",
    "is_not_figure",
    "looks_like_year",
    "may_be_label",
]

_MONTH_NAMES = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
# names of months, as numbers
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_TIMES = frozenset({
    "second", "minute", "hour", "day", "night", "week", "weekend", "month", "quarter", "year", "decade", "century",
    "centuries", "am", "pm", "a.m", "p.m", "o'clock", "yr", "hr", "hrs", "min", "mins",
})  # fmt: skip
# words of a multiple: "three times that", "a 3-fold rise"
_TIMES_AS_MUCH = frozenset({"times", "fold", "x", "×"})
# a plain number of four digits behind these is a year
_BEFORE_YEAR = frozenset({"in", "since", "during", "mid", "early", "late", "until", "till", "year", "spring", "summer",
                          "autumn", "fall", "winter"})  # fmt: skip
# behind these it is a year if another numeral is left as the figure
_BEFORE_YEAR_PERHAPS = frozenset({"of", "by", "from", "to", "and", "through", "before", "after", "for", "-", "–", "/"})
# words that number things: "No. 5", "phase 2"
_LABELS = frozenset({"no", "number", "phase", "article", "chapter", "page", "section", "resolution", "level", "table",
                     "category", "aged", "age", "part", "step", "stage", "day", "week"})  # fmt: skip
# of them, stretches of time behind a word that tells which
_STRETCHES, _BEFORE_STRETCH = frozenset({"day", "week"}), frozenset({
    "last", "this", "past", "previous", "next", "each", "every", "that", "same", "a", "one", "per",
})  # fmt: skip
# behind these "one" is a pronoun
_BEFORE_PRONOUN = frozenset({"no", "any", "every", "this", "that", "the", "some", "same", "which"})
# but one of these is counted where a verb tells what became of it: "one of them was killed"
_GROUP = frozenset({"them", "whom", "these", "those"})
_FATE = frozenset({
    "was", "has", "had", "died", "later", "is", "were", "fatally", "survived", "escaped", "seriously", "critically",
})  # fmt: skip
# years that occur in a text of today
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
# days of the longest month
DAYS_OF_LONGEST_MONTH = 31


def figures_among(text: str, tokens: list[Token], numerals: list[Numeral]) -> list[Numeral]:
    """Return the numerals that are figures.

    One that may be either (a bare 2024 behind "by") is returned only if nothing else is left.

    Parameters
    ----------
    text : str
        The text, in which months are recognised by their capital letter.
    tokens : list of Token
        Those of the text, or some of them.
    numerals : list of Numeral
        Those of `tokens`.

    Returns
    -------
    list of Numeral, in the order of the text

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "465 sq km in the first 30 days, by 24 May 2024"
    >>> [figure.value for figure in figures_among(text, tokens_of(text), find_numerals(tokens_of(text)))]
    [465.0]
    """
    sure = [numeral for numeral in numerals if not is_not_figure(text, tokens, numeral)]
    if len(sure) < 2:  # noqa: PLR2004  nothing to choose from
        return sure
    unlabelled = [numeral for numeral in sure if not may_be_label(tokens, numeral)]
    return unlabelled or sure


def is_multiple(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True where a numeral multiplies something the text does not give: "three times that", not "30 x 40 km".

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("maybe three times that")
    >>> is_multiple(tokens, find_numerals(tokens)[0])
    True
    """
    place = numeral.last + (text_at(tokens, numeral.last) in HYPHENS)
    measures = text_at(tokens, place) in ("x", "×") and place + 1 < len(tokens) and tokens[place + 1].kind == DIGITS
    return text_at(tokens, place) in _TIMES_AS_MUCH and not measures


def is_date(text: str, tokens: list[Token], numeral: Numeral) -> bool:
    """Return True where a numeral is the day of a month, or a year behind its preposition.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "40 men on 3 May 2024"
    >>> [is_date(text, tokens_of(text), numeral) for numeral in find_numerals(tokens_of(text))]
    [False, True, True]
    """
    return _is_day(text, tokens, numeral) or _is_year(tokens, numeral)


def _next_word(tokens: list[Token], numeral: Numeral) -> str:
    return text_at(tokens, numeral.last + (text_at(tokens, numeral.last) in HYPHENS))


def is_not_figure(text: str, tokens: list[Token], numeral: Numeral) -> bool:
    """Return True where a numeral is certainly no figure: a day, year, age, duration, multiple or pronoun.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "40 men in three days"
    >>> [is_not_figure(text, tokens_of(text), numeral) for numeral in find_numerals(tokens_of(text))]
    [False, True]
    """
    if numeral.form == "magnitude":
        return text_at(tokens, numeral.last) == "of" and _is_time(text_at(tokens, numeral.last + 1))
    word = _next_word(tokens, numeral)
    return (
        _is_time(word) or is_multiple(tokens, numeral) or is_date(text, tokens, numeral) or _is_pronoun(tokens, numeral)
    )


def _is_time(word: str) -> bool:
    return word in _TIMES or word.removesuffix("s") in _TIMES


def _is_day(text: str, tokens: list[Token], numeral: Numeral) -> bool:
    """Return True where a numeral is the day beside a capitalised month: "25 October", "Oct. 25", not "may 20"."""
    if tokens[numeral.last - 1].kind != DIGITS or not 1 <= numeral.value <= DAYS_OF_LONGEST_MONTH:
        return False
    before = numeral.first - 1 - (text_at(tokens, numeral.first - 1) == ".")
    if counts_after_month(tokens, before, numeral.last):
        return False
    return any(
        text_at(tokens, place) in MONTHS and text[tokens[place].start].isupper() for place in (before, numeral.last)
    )


def counts_after_month(tokens: list[Token], month: int, after: int) -> bool:
    """Return True where the number after a month is a count: "In June 15 sailors died", not "On June 15 sailors died".

    Parameters
    ----------
    tokens : list of Token
    month, after : int
        Indices of the month, and of the token after the number.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [counts_after_month(tokens_of(text), 1, 3) for text in ("In June 15 sailors", "On June 15 sailors")]
    [True, False]
    """
    return text_at(tokens, month - 1) in ("in", "during") and unit_after(tokens, after) is not None


def looks_like_year(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True where a numeral is four plain digits from 1900 to 2099.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> [looks_like_year(tokens_of(text), find_numerals(tokens_of(text))[0]) for text in ("2024", "2,024")]
    [True, False]
    """
    return (
        numeral.last == numeral.first + 1
        and tokens[numeral.first].text.isdecimal()
        and _FIRST_YEAR <= numeral.value <= _LAST_YEAR
    )


def _is_year(tokens: list[Token], numeral: Numeral) -> bool:
    if not looks_like_year(tokens, numeral):
        return False
    before = numeral.first - 1 - (text_at(tokens, numeral.first - 1) in ("-", ",", "."))
    if text_at(tokens, before) in {*_BEFORE_YEAR, *MONTHS}:
        return True
    month = before - 1 - (text_at(tokens, before - 1) == ".")
    return month >= 0 and tokens[before].kind == DIGITS and text_at(tokens, month) in MONTHS


def _is_pronoun(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True where "one" is a pronoun: "one of the quickest", "no one", "the true one", not "one of 12 boats"."""
    if numeral.value != 1 or text_at(tokens, numeral.first) != "one" or numeral.last != numeral.first + 1:
        return False
    after = text_at(tokens, numeral.last)
    before = numeral.first - 1 - (text_at(tokens, numeral.first - 1) in HYPHENS)
    described = text_at(tokens, before - 1) in ("the", "a", "an") and (not after or tokens[numeral.last].kind == SIGN)
    if text_at(tokens, before) in _BEFORE_PRONOUN or after == "another" or described:
        return True
    if after == "of" and text_at(tokens, numeral.last + 1) in _GROUP and text_at(tokens, numeral.last + 2) in _FATE:
        return False
    ahead = tokens[numeral.last + 1 : numeral.last + 4]
    return after == "of" and not any(token.kind == DIGITS for token in ahead)


def may_be_label(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True where a numeral may be a label or a year instead of a figure: "phase 2", "by 2024".

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> [may_be_label(tokens_of(text), find_numerals(tokens_of(text))[0]) for text in ("phase 2", "over 2")]
    [True, False]
    """
    before = numeral.first - 1 - (text_at(tokens, numeral.first - 1) == ".")
    word = text_at(tokens, before)
    if word in _LABELS:
        # "last week 14 people died"
        return not (word in _STRETCHES and text_at(tokens, before - 1) in _BEFORE_STRETCH)
    return looks_like_year(tokens, numeral) and word in _BEFORE_YEAR_PERHAPS
