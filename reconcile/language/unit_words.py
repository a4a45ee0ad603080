"""Units in running text: what is counted, and per what time."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.tokens import HYPHENS, SIGN, WORD, Token, text_at
from reconcile.language.units import COUNTED, DAYS_A_MONTH, DAYS_A_WEEK, Unit, is_unit_word, read_unit

__all__ = ["CURRENCIES", "Rate", "UnitSaid", "per_day", "rate_of", "unit_after", "unit_of", "unit_said"]


class UnitSaid(NamedTuple):
    """A unit, and the place of the token after it."""

    unit: Unit
    last: int


class Rate(NamedTuple):
    """Per what a number is given, and the place of the token after these words.

    `per` is "day", "week", "month" or ""; `other` is what else ("year", "km2"), "" if nothing.
    """

    per: str
    other: str
    last: int


# words of the longest unit: "armoured vehicle", "prisoners of war"
_LONGEST = 3
# words looked at for a unit: "594 wounded North Korean and Russian soldiers"
_REACH = 6
# behind these begins another part of the sentence: "12 killed in an attack" are no attacks
_STOPS = frozenset({
    "in", "on", "at", "by", "from", "to", "with", "within", "during", "after", "before", "since", "for", "near", "per",
    "into", "over", "under", "between", "among", "amid", "against", "when", "while", "as", "that", "which", "who",
    "whom", "was", "were", "is", "are", "be", "been", "have", "has", "had", "may", "might", "could", "will", "would",
    "each", "every", "out", "including", "but", "than", "because", "if", "through", "across", "around", "worth", "via",
})  # fmt: skip
# signs that may stand between a number and its unit
_PASSED = frozenset("%-+'\"“”‘’«»")
# single words that are a unit only right behind the number
_NEAR = ("km", "km2", "percent")
CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
_ABBREVIATED = frozenset({"sq", "кв"})

_RATES = {"day": 1.0, "week": DAYS_A_WEEK, "month": DAYS_A_MONTH}
_RATE_WORDS = {"daily": "day", "weekly": "week", "monthly": "month"}
_PER = frozenset({"per", "a", "an", "each", "every", "/"})
# "500 in a day" is a count of one day, not a rate
_NOT_BEFORE_PER = frozenset({"in", "within", "of", "for", "after", "on", "during", "over"})
# "61 a day earlier" is no rate
_NOT_AFTER_PER = frozenset({"earlier", "later", "ago", "before", "after"})
_OTHER_TIMES = {"year": "year", "hour": "hour", "minute": "minute", "annum": "year", "annually": "year"}


def unit_after(tokens: list[Token], place: int) -> UnitSaid | None:
    """Read the longest unit that starts at a token; a hyphen before it is passed over.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> unit_after(tokens_of("700 sq. km of land"), 1)
    UnitSaid(unit=Unit(name='km2', factor=1.0), last=4)
    """
    here = place + (text_at(tokens, place) in HYPHENS)
    words: list[str] = []
    ends: list[int] = []
    while here < len(tokens) and len(words) < _LONGEST:
        token = tokens[here]
        if token.kind != WORD and token.text != "%":
            break
        here += 1
        if token.text in _ABBREVIATED and text_at(tokens, here) == ".":
            here += 1
        words.append(token.text)
        ends.append(here)
    if not words or not (is_unit_word(words[0]) or words[0] == "%"):
        return None
    for length in range(len(words), 0, -1):
        unit = read_unit(" ".join(words[:length]))
        if unit is not None:
            return UnitSaid(unit, ends[length - 1])
    return None


def unit_of(tokens: list[Token], place: int, before: int) -> Unit | None:
    """Find what the number that ends before a token is counted in.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Token after the number.
    before : int
        First token of the number; a sign of money may stand before it.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> unit_of(tokens_of("594 North Korean soldiers"), 1, 0).name, unit_of(tokens_of("12 killed in an attack"), 1, 0)
    ('persons', None)
    """
    said = unit_said(tokens, place, before)
    return said.unit if said else None


def unit_said(tokens: list[Token], place: int, before: int) -> UnitSaid | None:
    """Find the unit as `unit_of` does, with its place.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> unit_said(tokens_of("594 North Korean soldiers"), 1, 0).last
    4
    """
    if text_at(tokens, before - 1) in CURRENCIES:
        return UnitSaid(Unit(CURRENCIES[text_at(tokens, before - 1)], 1.0), place)
    for here in range(place, min(place + _REACH, len(tokens))):
        token = tokens[here]
        said = unit_after(tokens, here) if token.kind == WORD or token.text == "%" else None
        if said and (here <= place + 1 or said.unit.name not in _NEAR or said.last > here + 1):
            return _head(tokens, said)
        if token.text in _STOPS or (token.kind == SIGN and token.text not in _PASSED):
            return None
    return None


def _head(tokens: list[Token], said: UnitSaid) -> UnitSaid:
    """Take the last of several nouns: strike drones are drones, drone strikes are strikes."""
    while said.unit.name in COUNTED and (after := unit_after(tokens, said.last)) and after.unit.name in COUNTED:
        said = after
    return said


def rate_of(tokens: list[Token], place: int) -> Rate:
    """Find per what the number that ends before a token is given.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [tuple(rate_of(tokens_of(text), 1)) for text in ("1,500 every single day", "500 in a day", "102 per square km")]
    [('day', '', 4), ('', '', 1), ('', 'km2', 4)]
    """
    for here in range(len(tokens)):
        word = tokens[here].text
        if word in _RATE_WORDS:
            return Rate(_RATE_WORDS[word], "", max(here + 1, place))
        if here < place or word not in _PER or text_at(tokens, here - 1) in _NOT_BEFORE_PER:
            continue
        last = here + 2 + (text_at(tokens, here + 1) == "single")
        after = text_at(tokens, last - 1)
        if after in _RATES:
            if text_at(tokens, last) in _NOT_AFTER_PER:
                continue
            return Rate(after, "", last)
        if after in _OTHER_TIMES:
            return Rate("", _OTHER_TIMES[after], last)
        if word in ("per", "/") and after and after != "cent":
            said = unit_after(tokens, here + 1)
            return Rate("", said.unit.name if said else after, said.last if said else last)
    return Rate("", "", place)


def per_day(rate: str) -> float:
    """Return the factor that carries a number per week or month to a day.

    Examples
    --------
    >>> per_day("day"), round(7 * per_day("week"), 6)
    (1.0, 1.0)
    """
    return 1.0 / _RATES[rate] if rate else 1.0
