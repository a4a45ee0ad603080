"""Numerals in digits and words: where they stand in a text and what they are worth."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Numeral", "find_numerals"]


class Numeral(NamedTuple):
    """A number in a text.

    `form` is "number", "fraction" (value in percent) or "magnitude" (value is the base; `rule` names the magnitude).
    `written` tells whether it stands in words, `scaled` whether a word such as million multiplies it.
    """

    start: int
    end: int
    value: float
    form: str = "number"
    rule: str = ""
    written: bool = False
    scaled: bool = False


# longest run of digits that is read as a number; the largest float has 309, and no count of anything needs 30
MOST_DIGITS = 30

_ONES = {
    word: float(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10.0 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, **_SCALES}
_FRACTIONS = {
    "half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0, "thirds": 100 / 3,
    "quarters": 25.0, "fifths": 20.0, "tenths": 10.0,
}  # fmt: skip
_MAGNITUDES = {"dozens": (12.0, "dozens"), "scores": (20.0, "scores"), "hundreds": (1e2, "hundreds"),
               "thousands": (1e3, "hundreds"), "millions": (1e6, "hundreds")}  # fmt: skip
_TENS_OF = {"tens": 10.0, "hundreds": 100.0}
_SEVERAL = ("several", "few")

_DIGITS = r"\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u202f]\d{3})+)(?:\.\d+)?(?![\d])|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<digits>{_DIGITS})"
    r"(?:[ \u00a0-]?(?P<suffix>k|mn|mln|bn|m|hundred|thousand|million|billion|trillion)\b(?!\s*[²2]))?"
    r"|(?P<word>[a-z]+)",
    re.IGNORECASE,
)
_GLUE = re.compile(r"[\s-]*(?:and\b[\s-]*)?$", re.IGNORECASE)


def find_numerals(text: str) -> list[Numeral]:
    """Find all numerals of a text, from left to right.

    Ordinals, and digits that belong to a name or a longer word (Su-35, 155mm, 47th), are not numerals.

    Examples
    --------
    >>> [number.value for number in find_numerals("1.2 million, two dozen, a hundred and twelve, half a million")]
    [1200000.0, 24.0, 112.0, 500000.0]
    """
    tokens = [match for match in _TOKEN.finditer(text) if not _in_name(text, match)]
    found: list[Numeral] = []
    place = 0
    while place < len(tokens):
        numeral, used = _read(text, tokens, place)
        if numeral is not None:
            found.append(numeral)
        place += max(used, 1)
    return found


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Tell digits that hang on letters or signs of a name: Su-35, 155mm, 47th, #3; years are left to the caller."""
    if match["digits"] is None:
        return False
    before, after = text[max(match.start() - 2, 0) : match.start()], text[match.end() : match.end() + 4]
    if before[-1:].isalnum() or (
        before[-1:] in "-./" and before[:1].isalnum() and match["suffix"] is None and before[-1:] != "-"
    ):
        return True
    if before[-1:] == "-" and before[:1].isalpha():
        return True
    return bool(re.match(r"(?:st|nd|rd|th|mm|cm)\b", after, re.IGNORECASE)) or (
        after[:1].isalpha() and match["suffix"] is None and not re.match(r"(?:sq|km|k\b|ha)", after)
    )


def _read(text: str, tokens: list[re.Match[str]], place: int) -> tuple[Numeral | None, int]:
    token = tokens[place]
    if token["digits"]:
        return _digits(text, tokens, place)
    word = token["word"].lower()
    if word in _MAGNITUDES or word in ("tens",) or word in _SEVERAL:
        return _magnitude(text, tokens, place)
    if word in _FRACTIONS or (
        word in ("a", "an", "one", "two", "three") and _next_word(text, tokens, place) in _FRACTIONS
    ):
        return _fraction(text, tokens, place)
    return _words(text, tokens, place)


def _next_word(text: str, tokens: list[re.Match[str]], place: int) -> str:
    if place + 1 >= len(tokens) or not _glued(text, tokens[place], tokens[place + 1]):
        return ""
    return (tokens[place + 1]["word"] or "").lower()


def _glued(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    return bool(_GLUE.fullmatch(text[one.end() : two.start()]))


def _digits(text: str, tokens: list[re.Match[str]], place: int) -> tuple[Numeral | None, int]:
    token = tokens[place]
    # a comma before one or two last digits is a decimal sign; before three it groups thousands
    digits = re.sub(r",(?=\d{1,2}$)", ".", token["digits"])
    plain = re.sub(r"[,\s\u00a0\u202f]", "", digits)
    if len(plain) > MOST_DIGITS:
        return None, 1
    suffix = (token["suffix"] or "").lower()
    value, end, used = float(plain) * _SUFFIXES.get(suffix, 1.0), token.end(), 1
    while (scale := _next_word(text, tokens, place + used - 1)) in _SCALES:
        value, end, used = value * _SCALES[scale], tokens[place + used].end(), used + 1
    if _next_word(text, tokens, place + used - 1) == "dozen":
        value, end, used = value * 12.0, tokens[place + used].end(), used + 1
    return Numeral(token.start(), end, value, scaled=bool(suffix) or used > 1), used


def _magnitude(text: str, tokens: list[re.Match[str]], place: int) -> tuple[Numeral | None, int]:
    word, start = tokens[place]["word"].lower(), tokens[place].start()
    after = _next_word(text, tokens, place)
    if word in _SEVERAL:
        if after == "dozen":
            return Numeral(start, tokens[place + 1].end(), 12.0, "magnitude", "magnitude_dozens", written=True), 2
        if after in _SCALES:
            return Numeral(
                start, tokens[place + 1].end(), _SCALES[after], "magnitude", "magnitude_several_hundred", written=True
            ), 2
        return None, 1
    if word in _TENS_OF and after == "of" and (scale := _next_word(text, tokens, place + 1).rstrip("s")) in _SCALES:
        base = _TENS_OF[word] * _SCALES[scale]
        return Numeral(start, tokens[place + 2].end(), base, "magnitude", "magnitude_hundreds", written=True), 3
    if word not in _MAGNITUDES:
        return None, 1
    base, rule = _MAGNITUDES[word]
    return Numeral(start, tokens[place].end(), base, "magnitude", f"magnitude_{rule}", written=True), 1


def _fraction(text: str, tokens: list[re.Match[str]], place: int) -> tuple[Numeral | None, int]:
    start, count, used = tokens[place].start(), 1.0, 0
    if (word := tokens[place]["word"].lower()) not in _FRACTIONS:
        count, used = _ONES.get(word, 1.0), 1
        word = tokens[place + 1]["word"].lower()
    value, last = count * _FRACTIONS[word], tokens[place + used]
    used += 1
    following = [_next_word(text, tokens, place + used - 1), ""]
    if following[0] in ("a", "of"):
        following = [_next_word(text, tokens, place + used), _next_word(text, tokens, place + used + 1)]
        skip = 2 if following[0] == "a" else 1
        scale = following[skip - 1]
        if scale in _SCALES:
            end = tokens[place + used + skip]
            return Numeral(start, end.end(), value / 100 * _SCALES[scale], written=True, scaled=True), used + skip + 1
    return Numeral(start, last.end(), value, "fraction", written=True), used


def _words(text: str, tokens: list[re.Match[str]], place: int) -> tuple[Numeral | None, int]:
    """Read number words: a hundred and twelve, four-thousand, twenty-two, two dozen."""
    total, current, used, counted, end = 0.0, 0.0, 0, False, 0
    while place + used < len(tokens):
        word = (tokens[place + used]["word"] or "").lower()
        if used and not _glued(text, tokens[place + used - 1], tokens[place + used]):
            break
        if (
            word in ("a", "an")
            and not used
            and _next_word(text, tokens, place) in (*_SCALES, "dozen", "couple", "score")
        ):
            current = 1.0
        elif word in _ONES or word in _TENS:
            current += _ONES.get(word, _TENS.get(word, 0.0))
            counted = True
        elif word == "hundred" and current:
            current, counted = current * 100, True
        elif word in ("dozen", "score") and current:
            current, counted = current * (12 if word == "dozen" else 20), True
        elif word in _SCALES and current:
            total, current, counted = total + current * _SCALES[word], 0.0, True
        elif word == "and" and counted and _next_word(text, tokens, place + used) in (*_ONES, *_TENS):
            pass
        else:
            break
        end, used = tokens[place + used].end(), used + 1
    if not counted:
        return None, max(used, 1)
    return Numeral(tokens[place].start(), end, total + current, written=True, scaled=total > 0), used
