"""Numerals: the numbers, shares and magnitudes among the tokens of a text, and their values."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.language.digits import LARGEST_NUMBER
from reconcile.language.named_numbers import in_name
from reconcile.language.number_words import DENOMINATORS, MAGNITUDES, SCALES, SEVERAL, TENS, UNITS
from reconcile.language.numbers import read_number
from reconcile.language.shares import read_share
from reconcile.language.tokens import DIGITS, PART, WORD, Token, text_at, touches
from reconcile.language.units import is_unit_word

__all__ = ["Numeral", "find_numerals", "nobody_in"]


class Numeral(NamedTuple):
    """A number in a text.

    `first` and `last` are its tokens, `last` excluded. `form` is "number", "fraction" (value in percent) or "magnitude"
    (value is the base). `rule` is the rule that the numeral itself implies ("a dozen": approx), "" if none. `scale` is
    the factor of a word such as million. `fault` is as in `Digits`.
    """

    first: int
    last: int
    value: float
    form: str = "number"
    rule: str = ""
    scale: float = 1.0
    fault: str = ""


_MINUS = ("-", "−", "–", "‑", "‐", "‒", "﹣")
_MINUS_WORDS = ("minus", "negative")
# signs that a minus may follow at once
_COMPARED = ("<", ">", "=", "≤", "≥", "~", "≈")
_STARTS = frozenset({*UNITS, *TENS, *MAGNITUDES, *SEVERAL, *DENOMINATORS, "a", "an", "both", "none", "couple", "dozen"})
# what nobody suffered; "" is the end of the text
_FATES = frozenset({
    "", "killed", "died", "dead", "hurt", "harmed", "injured", "wounded", "missing", "captured", "displaced", "lost",
})  # fmt: skip
# words from a "between" to its second number
_REACH_OF_BETWEEN = 4


def find_numerals(tokens: list[Token], *, sizes: bool = False) -> list[Numeral]:
    """Find all numerals of a text.

    Ordinals, and digits that belong to a name (Su-35, 155mm, 47th), are not numerals.

    Parameters
    ----------
    tokens : list of Token
        From `tokens_of`.
    sizes : bool
        Whether sizes ("155mm") are numerals.

    Returns
    -------
    list of Numeral, in the order of the text

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "1.2 million, two dozen, a hundred and twelve, half a million, two and a half thousand, the 47th, Su-35"
    >>> [number.value for number in find_numerals(tokens_of(text))]
    [1200000.0, 24.0, 112.0, 500000.0, 2500.0]
    """
    numerals: list[Numeral] = []
    place = 0
    while place < len(tokens):
        numeral = _numeral(tokens, place, sizes)
        if numeral is None:
            place += 1
        else:
            numeral = _signed(tokens, numeral, numerals[-1].last if numerals else -1)
            numerals.append(
                numeral if abs(numeral.value) <= LARGEST_NUMBER else numeral._replace(value=0.0, fault="too large")
            )
            place = numeral.last
    return numerals


def nobody_in(tokens: list[Token]) -> Numeral | None:
    """Return the 0 of "nobody was killed", None for other words, "nobody knows" among them.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> nobody_in(tokens_of("no one was hurt")).value, nobody_in(tokens_of("no one knows"))
    (0.0, None)
    """
    for place, token in enumerate(tokens):
        one = place + 1 + (text_at(tokens, place + 1) == "-")
        is_one = token.text == "no" and text_at(tokens, one) == "one"
        if is_one or token.text in ("none", "nobody"):
            end = one + 1 if is_one else place + 1
            fate = end + (text_at(tokens, end) in ("was", "were"))
            return Numeral(place, end, 0.0, rule="exact") if text_at(tokens, fate) in _FATES else None
    return None


def _numeral(tokens: list[Token], place: int, sizes: bool) -> Numeral | None:
    token = tokens[place]
    if token.kind in (DIGITS, PART):
        return None if in_name(tokens, place, sizes=sizes) else _number(tokens, place)
    if token.kind == WORD and token.text in _STARTS:
        return _magnitude(tokens, place) or _share(tokens, place) or _few(tokens, place) or _number(tokens, place)
    return None


def _signed(tokens: list[Token], numeral: Numeral, end_of_last: int) -> Numeral:
    """Take a minus right before the digits for their sign, unless it joins them to the word before; also the word."""
    sign = numeral.first - 1
    if text_at(tokens, sign) in _MINUS_WORDS and text_at(tokens, sign - 1) not in ("or", "/") and sign != end_of_last:
        return numeral._replace(first=sign, value=-numeral.value)
    hangs = tokens[numeral.first].kind == DIGITS and touches(tokens, numeral.first) and text_at(tokens, sign) in _MINUS
    joins = touches(tokens, sign) and text_at(tokens, sign - 1) not in _COMPARED
    if not hangs or joins or sign == end_of_last:
        return numeral
    return numeral._replace(first=sign, value=-numeral.value)


def _magnitude(tokens: list[Token], place: int) -> Numeral | None:
    """Read a size without a count: dozens, tens of thousands, several hundred, many thousands."""
    end = place + (tokens[place].text in SEVERAL)
    if end > place and text_at(tokens, end) in SCALES and text_at(tokens, end) not in MAGNITUDES:
        return _several(tokens, place, end)
    if text_at(tokens, end) not in MAGNITUDES:
        return None
    base, rule = MAGNITUDES[text_at(tokens, end)]
    end += 1
    while text_at(tokens, end) == "of" and text_at(tokens, end + 1) in SCALES:
        base, end = base * SCALES[text_at(tokens, end + 1)], end + 2
    if text_at(tokens, end) in ("upon", "and") and text_at(tokens, end + 1) == text_at(tokens, end - 1):
        # "thousands upon thousands"
        end += 2
    return Numeral(place, end, base, "magnitude", rule)


def _several(tokens: list[Token], place: int, end: int) -> Numeral:
    base = 1.0
    while text_at(tokens, end) in SCALES:
        base, end = base * SCALES[text_at(tokens, end)], end + 1
    rule = "magnitude_dozens" if base == SCALES["dozen"] else "magnitude_several_hundred"
    return Numeral(place, end, base, "magnitude", rule)


def _share(tokens: list[Token], place: int) -> Numeral | None:
    """Read a share ("a third", "two-thirds", "half of"); "a third of a million" is a number."""
    share = read_share(tokens, place)
    if share is None:
        return None
    value, end = share
    after = end + (text_at(tokens, end) in ("-", "of"))
    after += text_at(tokens, after) in ("a", "an")
    scale = SCALES.get(text_at(tokens, after))
    if scale is None or text_at(tokens, after).endswith("s"):
        return Numeral(place, end, 100 * value, "fraction")
    return Numeral(place, after + 1, value * scale, rule="approx" if scale < 100 else "", scale=scale)  # noqa: PLR2004


def _few(tokens: list[Token], place: int) -> Numeral | None:
    """Read "a couple of", "both" before a unit, and "none of"."""
    word, after = tokens[place].text, text_at(tokens, place + 1)
    if word == "couple" or (word == "a" and after == "couple"):
        end = place + (word == "a") + 1
        scale_place = end + (text_at(tokens, end) == "of")
        if (scale := SCALES.get(text_at(tokens, scale_place))) is not None:
            return Numeral(place, scale_place + 1, 2 * scale, rule="approx", scale=scale)
        return Numeral(place, end, 2.0, rule="approx")
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
