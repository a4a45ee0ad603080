"""One number in digits and words: 1.2 million, a hundred and twelve, four-thousand-100, two and a half thousand.

A *scale* is a word that multiplies the number before it (thousand, dozen); a *group* is the number before a scale ("two
hundred and three" in "two hundred and three thousand").
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.digits import read_digits
from reconcile.language.number_words import DENOMINATORS, PARTS, SCALES, SUFFIXES, TENS, UNITS
from reconcile.language.tokens import DIGITS, HYPHENS, PART, Token, text_at, touches

__all__ = ["Number", "read_number"]


class Number(NamedTuple):
    """A number and the index of the token after it; `scale` is the factor of its last scale word.

    `counted_by` is "dozen" or "score" where the number is a count of them, else ""; `fault` is as in `Digits`.
    """

    value: float
    after: int
    scale: float = 1.0
    counted_by: str = ""
    fault: str = ""


_HUNDRED = 100.0
_DASHES = (*HYPHENS, "–")
# suffixes that are read only where they are written onto the digits: "200m people", but "200 m" is metres
_HANGING = ("m",)
# what follows the letter m where it is metres after all
_AFTER_METRES = frozenset({"per", "a", "/", "wide", "deep", "long", "high", "away"})
# numbers counted in these are not counted one by one
_BY_WORD = ("dozen", "dozens", "score")
# parts of one number: trillions, billions, millions, thousands, hundreds, ones
_MOST_PARTS = 6


def read_number(tokens: list[Token], place: int, *, joined: bool = True, parts: int = _MOST_PARTS) -> Number | None:
    """Read the number that starts at a token.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Index of the first token.
    joined : bool
        Whether "and" may occur within the number; it may not after "between".
    parts : int
        Most parts that are added up; the limit keeps the time linear in the length of the text.

    Returns
    -------
    Number or None
        The longest one; None if no number starts there.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> read_number(tokens_of("two hundred and three thousand"), 0).value
    203000.0
    >>> read_number(tokens_of("two hundred and three thousand"), 0, joined=False).value
    200.0
    """
    group = _group(tokens, place, joined)
    if group is None:
        return None
    number = _with_part(tokens, _scaled(tokens, _with_part(tokens, group, joined)), joined)
    longer = _extended(tokens, place, number, joined, parts - 1) if number.scale >= _HUNDRED and parts > 1 else None
    return number if longer is None else longer


def _group(tokens: list[Token], place: int, joined: bool) -> Number | None:
    token = tokens[place]
    if token.kind == DIGITS:
        digits = read_digits(token.text)
        return Number(digits.value, place + 1, fault=digits.fault)
    if token.kind == PART:
        return Number(PARTS[token.text], place + 1)
    if token.text in ("a", "an"):
        return Number(1.0, place + 1) if text_at(tokens, place + 1) in SCALES else None
    if token.text == "dozen":
        return Number(1.0, place)
    below = _below_hundred(tokens, place)
    return _with_hundreds(tokens, below, joined) if below and text_at(tokens, below.after) == "hundred" else below


def _with_hundreds(tokens: list[Token], hundreds: Number, joined: bool) -> Number:
    value, after = hundreds.value * _HUNDRED, hundreds.after + 1
    added = _below_hundred(tokens, after + (joined and text_at(tokens, after) == "and"))
    if added and text_at(tokens, added.after) != "hundred":
        return Number(value + added.value, added.after)
    return Number(value, after, _HUNDRED)


def _below_hundred(tokens: list[Token], place: int) -> Number | None:
    word = text_at(tokens, place)
    if word in TENS:
        digit_place = place + 1 + (text_at(tokens, place + 1) in _DASHES)
        digit = UNITS.get(text_at(tokens, digit_place), 0.0)
        return Number(TENS[word] + digit, digit_place + 1) if 0 < digit < 10 else Number(TENS[word], place + 1)  # noqa: PLR2004
    return Number(UNITS[word], place + 1) if word in UNITS else None


def _scaled(tokens: list[Token], number: Number) -> Number:
    """Multiply by the scales that follow: thousand, hundred million, k. Before a scale, the dot of 1.234 is decimal."""
    place, word = number.after, text_at(tokens, number.after)
    if word in SUFFIXES and word not in SCALES and _is_suffix(tokens, place):
        number = number._replace(value=number.value * SUFFIXES[word], after=place + 1, scale=SUFFIXES[word])
        return number._replace(fault="" if number.fault == "ambiguous" else number.fault)
    while True:
        place = number.after + (text_at(tokens, number.after) in _DASHES)
        word = text_at(tokens, place)
        if word not in SCALES:
            return number
        counted, fault = word if word in _BY_WORD else number.counted_by, number.fault
        number = Number(
            number.value * SCALES[word], place + 1, SCALES[word], counted, "" if fault == "ambiguous" else fault
        )


def _is_suffix(tokens: list[Token], place: int) -> bool:
    if tokens[place].text not in _HANGING:
        return tokens[place - 1].kind == DIGITS
    return touches(tokens, place) and text_at(tokens, place + 1) not in _AFTER_METRES


def _with_part(tokens: list[Token], number: Number, joined: bool) -> Number:
    """Add a fraction of the last scale: 3½, two and a half, a million and a half."""
    place = number.after
    if place < len(tokens) and tokens[place].kind == PART:
        return number._replace(value=number.value + PARTS[tokens[place].text] * number.scale, after=place + 1)
    if joined and text_at(tokens, place) == "and" and text_at(tokens, place + 1) in ("a", "one"):
        share = DENOMINATORS.get(text_at(tokens, place + 2), 0.0)
        if share and text_at(tokens, place + 3) not in ("of", "that", "times"):
            return number._replace(value=number.value + share * number.scale, after=place + 3)
    return number


def _extended(tokens: list[Token], place: int, number: Number, joined: bool, parts: int) -> Number | None:
    """Add a smaller number, if one follows: four thousand five hundred, four-thousand-100, 2 million 300 thousand."""
    after, in_digits = number.after, tokens[place].kind == DIGITS
    link = text_at(tokens, after) if text_at(tokens, after) in ("and", *_DASHES) else ""
    if link == "and" and not joined:
        return None
    if link in _DASHES and (in_digits or not touches(tokens, after + 1)):
        return None
    start = after + bool(link)
    if start >= len(tokens) or text_at(tokens, start) in ("a", "an", "dozen"):
        return None
    smaller = read_number(tokens, start, joined=joined, parts=parts)
    if smaller is None or smaller.value >= number.scale or smaller.value < 1 or smaller.fault or number.counted_by:
        return None
    if tokens[start].kind == DIGITS and (not link or in_digits) and smaller.scale == 1:
        return None
    return Number(number.value + smaller.value, smaller.after, number.scale)
