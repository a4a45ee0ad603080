"""Numerals: where numbers, shares and magnitudes stand among the tokens, and what they are worth."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.named_numbers import in_name
from reconcile.language.number_words import DENOMINATORS, MAGNITUDES, SCALES, SEVERAL, TENS, UNITS
from reconcile.language.numbers import read_number
from reconcile.language.shares import read_share
from reconcile.language.tokens import DIGITS, PART, WORD, Token, text_at, touches
from reconcile.language.units import is_unit_word

__all__ = ["Numeral", "find_numerals"]


class Numeral(NamedTuple):
    """A number in a text.

    `first` and `last` are its tokens, `last` not included. `form` is "number", "fraction" (value in percent) or
    "magnitude" (value is the base). `rule` is how the numeral itself asks to be read ("a dozen": approx), "" if it
    does not. `scale` is what a word such as million multiplied it by. `fault` says why its digits cannot be read.
    """

    first: int
    last: int
    value: float
    form: str = "number"
    rule: str = ""
    scale: float = 1.0
    fault: str = ""


_MINUS = ("-", "−")
# signs that a minus may stand right behind
_COMPARED = ("<", ">", "=", "≤", "≥", "~", "≈")
_STARTS = frozenset({*UNITS, *TENS, *MAGNITUDES, *SEVERAL, *DENOMINATORS, "a", "an", "both", "none", "couple", "dozen"})
# words from a "between" to its second number
_REACH_OF_BETWEEN = 4
# largest number that is believed: a thousand times the world's money in dollars; beyond it digits have run together
_MOST = 1e18


def find_numerals(tokens: list[Token], *, sizes: bool = False) -> list[Numeral]:
    """Find all numerals, from left to right.

    Ordinals, and digits that belong to a name (Su-35, 155mm, 47th), are not numerals.

    Parameters
    ----------
    tokens : list of Token
        From `tokens_of`.
    sizes : bool
        Whether sizes of things ("155mm") are numerals.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "1.2 million, two dozen, a hundred and twelve, half a million, two and a half thousand, the 47th, Su-35"
    >>> [number.value for number in find_numerals(tokens_of(text))]
    [1200000.0, 24.0, 112.0, 500000.0, 2500.0]
    """
    found: list[Numeral] = []
    place = 0
    while place < len(tokens):
        numeral = _numeral(tokens, place, sizes)
        if numeral is None:
            place += 1
        else:
            numeral = _signed(tokens, numeral, found[-1].last if found else -1)
            found.append(numeral if abs(numeral.value) <= _MOST else numeral._replace(value=0.0, fault="too large"))
            place = numeral.last
    return found


def _numeral(tokens: list[Token], place: int, sizes: bool) -> Numeral | None:
    token = tokens[place]
    if token.kind in (DIGITS, PART):
        return None if in_name(tokens, place, sizes=sizes) else _number(tokens, place)
    if token.kind == WORD and token.text in _STARTS:
        return _magnitude(tokens, place) or _share(tokens, place) or _few(tokens, place) or _number(tokens, place)
    return None


def _signed(tokens: list[Token], numeral: Numeral, end_of_last: int) -> Numeral:
    """Take a minus that hangs on the digits for their sign, unless it joins them to what stands before."""
    sign = numeral.first - 1
    hangs = tokens[numeral.first].kind == DIGITS and touches(tokens, numeral.first) and text_at(tokens, sign) in _MINUS
    joins = touches(tokens, sign) and text_at(tokens, sign - 1) not in _COMPARED
    if not hangs or joins or sign == end_of_last:
        return numeral
    return numeral._replace(first=sign, value=-numeral.value)


def _magnitude(tokens: list[Token], place: int) -> Numeral | None:
    """Read sizes without a count: dozens, tens of thousands, several hundred, many thousands."""
    here = place + (tokens[place].text in SEVERAL)
    if here > place and text_at(tokens, here) in SCALES and text_at(tokens, here) not in MAGNITUDES:
        return _several(tokens, place, here)
    if text_at(tokens, here) not in MAGNITUDES:
        return None
    base, rule = MAGNITUDES[text_at(tokens, here)]
    here += 1
    while text_at(tokens, here) == "of" and text_at(tokens, here + 1) in SCALES:
        base, here = base * SCALES[text_at(tokens, here + 1)], here + 2
    if text_at(tokens, here) in ("upon", "and") and text_at(tokens, here + 1) == text_at(tokens, here - 1):
        # "thousands upon thousands"
        here += 2
    return Numeral(place, here, base, "magnitude", rule)


def _several(tokens: list[Token], place: int, here: int) -> Numeral:
    base = 1.0
    while text_at(tokens, here) in SCALES:
        base, here = base * SCALES[text_at(tokens, here)], here + 1
    rule = "magnitude_dozens" if base == SCALES["dozen"] else "magnitude_several_hundred"
    return Numeral(place, here, base, "magnitude", rule)


def _share(tokens: list[Token], place: int) -> Numeral | None:
    """Read a third, two-thirds, half of; a third of a million is a number."""
    share = read_share(tokens, place)
    if share is None:
        return None
    value, here = share
    after = here + (text_at(tokens, here) in ("-", "of"))
    after += text_at(tokens, after) in ("a", "an")
    scale = SCALES.get(text_at(tokens, after))
    if scale is None or text_at(tokens, after).endswith("s"):
        return Numeral(place, here, 100 * value, "fraction")
    return Numeral(place, after + 1, value * scale, rule="approx" if scale < 100 else "", scale=scale)  # noqa: PLR2004


def _few(tokens: list[Token], place: int) -> Numeral | None:
    """Read a couple of, both of two things, none of."""
    word, after = tokens[place].text, text_at(tokens, place + 1)
    if word == "couple" or (word == "a" and after == "couple"):
        here = place + (word == "a") + 1
        scaled = here + (text_at(tokens, here) == "of")
        if (scale := SCALES.get(text_at(tokens, scaled))) is not None:
            return Numeral(place, scaled + 1, 2 * scale, rule="approx", scale=scale)
        return Numeral(place, here, 2.0, rule="approx")
    if word == "both" and is_unit_word(after):
        return Numeral(place, place + 1, 2.0, rule="exact")
    if word == "none" and after == "of":
        return Numeral(place, place + 1, 0.0, rule="exact")
    return None


def _number(tokens: list[Token], place: int) -> Numeral | None:
    between = any(token.text == "between" for token in tokens[max(place - _REACH_OF_BETWEEN, 0) : place])
    number = read_number(tokens, place, joined=not between)
    if number is None:
        return None
    rule = "approx" if number.counted_by else ""
    return Numeral(place, number.after, number.value, "number", rule, number.scale, number.fault)
