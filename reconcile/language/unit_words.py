"""Units in running text: what a number counts, and per what time."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import HYPHENS, SIGN, WORD, Token, text_at
from reconcile.language.units import COUNTED, DAYS_A_MONTH, DAYS_A_WEEK, Unit, is_unit_word, read_unit

__all__ = ["CURRENCIES", "PlacedUnit", "Rate", "find_unit", "per_day", "rate_of", "unit_after", "unit_of"]


class PlacedUnit(NamedTuple):
    """A unit and the index of the token after it."""

    unit: Unit
    last: int


class Rate(NamedTuple):
    """What a number is given per, and the index of the token after these words.

    `per` is "day", "week", "month" or ""; `other` is another time ("year"), a unit ("km2") or a head ("household"), ""
    if there is nothing: "per" before any other word is "according to".
    """

    per: str
    other: str
    last: int


# words of the longest unit: "armoured vehicle", "prisoners of war"
_LONGEST = 3
# words looked at for a unit: "594 wounded North Korean and Russian soldiers"
_REACH = 6
# these begin another part of the sentence: "12 killed in an attack" are no attacks
_STOPS = HELPING | {
    "in", "on", "at", "by", "from", "to", "with", "within", "during", "after", "before", "since", "for", "near",
    "per", "into", "over", "under", "between", "among", "amid", "against", "when", "while", "as", "that", "which",
    "who", "whom", "each", "every", "out", "including", "but", "than", "because", "if", "through", "across", "around",
    "worth", "via",
}  # fmt: skip
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
_NOT_BEFORE_PER = frozenset({"in", "within", "of", "for", "after", "on", "during", "over", "from", "than"})
# "61 a day earlier" is no rate
_NOT_AFTER_PER = frozenset({"earlier", "later", "ago", "before", "after"})
# what a number is shared out among
_HEADS = frozenset({"capita", "head", "household", "family"})
_OTHER_TIMES = {"year": "year", "hour": "hour", "minute": "minute", "annum": "year", "annually": "year"}


def unit_after(tokens: list[Token], place: int) -> PlacedUnit | None:
    """Return the longest unit that starts at a token, None if there is none; a leading hyphen is skipped.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> unit_after(tokens_of("700 sq. km of land"), 1)
    PlacedUnit(unit=Unit(name='km2', factor=1.0), last=4)
    """
    end = place + (text_at(tokens, place) in HYPHENS)
    words: list[str] = []
    ends: list[int] = []
    while end < len(tokens) and len(words) < _LONGEST:
        token = tokens[end]
        if token.kind != WORD and token.text != "%":
            break
        end += 1
        if token.text in _ABBREVIATED and text_at(tokens, end) == ".":
            end += 1
        words.append(token.text)
        ends.append(end)
    if not words or not (is_unit_word(words[0]) or words[0] == "%"):
        return None
    for length in range(len(words), 0, -1):
        unit = read_unit(" ".join(words[:length]))
        if unit is not None:
            return PlacedUnit(unit, ends[length - 1])
    return None


def unit_of(tokens: list[Token], place: int, before: int) -> Unit | None:
    """Return the unit of a number, None if it has none.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Index of the token after the number.
    before : int
        Index of the first token of the number; a currency sign may precede it.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> unit_of(tokens_of("594 North Korean soldiers"), 1, 0).name, unit_of(tokens_of("12 killed in an attack"), 1, 0)
    ('persons', None)
    """
    placed = find_unit(tokens, place, before)
    return placed.unit if placed else None


def find_unit(tokens: list[Token], place: int, before: int) -> PlacedUnit | None:
    """Return what `unit_of` does, with the index of the token after the unit.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> find_unit(tokens_of("594 North Korean soldiers"), 1, 0).last
    4
    """
    if text_at(tokens, before - 1) in CURRENCIES:
        return PlacedUnit(Unit(CURRENCIES[text_at(tokens, before - 1)], 1.0), place)
    for start in range(place, min(place + _REACH, len(tokens))):
        token = tokens[start]
        placed = unit_after(tokens, start) if token.kind == WORD or token.text == "%" else None
        if placed and (start <= place + 1 or placed.unit.name not in _NEAR or placed.last > start + 1):
            return _last_noun(tokens, placed)
        if token.text in _STOPS or (token.kind == SIGN and token.text not in _PASSED):
            return None
    return None


def _last_noun(tokens: list[Token], placed: PlacedUnit) -> PlacedUnit:
    """Return the last of several nouns: strike drones are drones, drone strikes are strikes."""
    while placed.unit.name in COUNTED and (after := unit_after(tokens, placed.last)) and after.unit.name in COUNTED:
        placed = after
    return placed


def rate_of(tokens: list[Token], place: int) -> Rate:
    """Return what a number is given per.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Index of the token after the number; "daily", "weekly" and "monthly" may also precede it.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [tuple(rate_of(tokens_of(text), 1)) for text in ("1,500 every single day", "500 in a day", "102 per square km")]
    [('day', '', 4), ('', '', 1), ('', 'km2', 4)]
    """
    for start in range(len(tokens)):
        word = tokens[start].text
        if word in _RATE_WORDS:
            return Rate(_RATE_WORDS[word], "", max(start + 1, place))
        if start < place or word not in _PER or text_at(tokens, start - 1) in _NOT_BEFORE_PER:
            continue
        last = start + 2 + (text_at(tokens, start + 1) == "single")
        after = text_at(tokens, last - 1)
        if after in _RATES:
            if text_at(tokens, last) in _NOT_AFTER_PER:
                continue
            return Rate(after, "", last)
        if after in _OTHER_TIMES:
            return Rate("", _OTHER_TIMES[after], last)
        placed = unit_after(tokens, start + 1) if word in ("per", "/") and after != "cent" else None
        if placed:
            return Rate("", placed.unit.name, placed.last)
        if word == "per" and after in _HEADS:
            return Rate("", after, last)
    return Rate("", "", place)


def per_day(rate: str) -> float:
    """Return the factor that turns a number per day, week or month into one per day; 1 for "".

    Examples
    --------
    >>> per_day("day"), round(7 * per_day("week"), 6)
    (1.0, 1.0)
    """
    return 1.0 / _RATES[rate] if rate else 1.0
