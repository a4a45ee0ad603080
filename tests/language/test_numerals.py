from __future__ import annotations

import math
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.language.digits import read_digits
from reconcile.language.numerals import find_numerals
from reconcile.language.tokens import clean, tokens_of

_ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """Write a number as it is spoken."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            link = " and " if 0 < rest < 100 else " "
            return f"{in_words(number // scale)} {word}{link}{in_words(rest)}".strip()
    return _ONES[number] if number < 20 else f"{_TENS[number // 10]}-{_ONES[number % 10]}".strip("-")


def values(text: str) -> list[float]:
    return [numeral.value for numeral in find_numerals(tokens_of(text))]


@given(st.integers(1, 10**12 - 1))
def test_numbers_in_words_are_read_back(number: int) -> None:
    assert values(in_words(number)) == [number]


@given(st.integers(0, 10**12))
def test_grouped_digits_are_read_back(number: int) -> None:
    assert values(f"{number:,}") == [number]
    assert values(f"{number:,}".replace(",", "\u00a0")) == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("four-thousand-100", [4100]),
        ("two hundred and three thousand", [203_000]),
        ("between two hundred and three thousand", [200, 3000]),
        ("five hundred twelve thousand", [512_000]),
        ("2 million 300 thousand", [2_300_000]),
        ("12 thousand and 20", [12_000, 20]),
        ("two and a half thousand", [2500]),
        ("a million and a half", [1_500_000]),
        ("3½ million", [3_500_000]),
        ("half a dozen", [6]),
        ("a quarter of a million", [250_000]),
        ("a couple of hundred", [200]),
        ("12k, 1.4bn, 3mln", [12_000, 1.4e9, 3e6]),
        ("3 lakh", [300_000]),
        ("both missiles", [2]),
        ("both sides", []),
        ("-5", [-5]),
        ("10 -12", [10, 12]),
        ("<-30", [-30]),
        ("½ of them", [0.5]),
    ],
)
def test_numbers(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Su-35", "T72", "155mm", "the 47th", "1990s", "5-G", "#3", "v2.5", "the third attack", "a third attack",
     "half an hour", "the first half", "17/9/2024", "2024-12-30", "14:30", "a few men", "several", "million-strong"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "base", "rule"),
    [
        ("dozens", 12, "magnitude_dozens"),
        ("tens of thousands", 10_000, "magnitude_hundreds"),
        ("hundreds of thousands", 100_000, "magnitude_hundreds"),
        ("several hundred thousand", 100_000, "magnitude_several_hundred"),
        ("a few dozen", 12, "magnitude_dozens"),
        ("thousands upon thousands", 1000, "magnitude_hundreds"),
        ("scores of", 20, "magnitude_scores"),
    ],
)
def test_magnitudes(text: str, base: float, rule: str) -> None:
    (numeral,) = find_numerals(tokens_of(text))
    assert (numeral.form, numeral.value, numeral.rule) == ("magnitude", base, rule)


@pytest.mark.parametrize(
    ("run", "fault"),
    [("3.000", "ambiguous"), ("12,3456", "malformed"), ("1,000,00", "malformed"), ("1.2.3", "malformed"),
     ("9" * 31, "too large"), ("3۳", "malformed"), ("4,000", ""), ("0.125", ""), ("12.5", "")],
)  # fmt: skip
def test_runs_of_digits_say_what_is_wrong(run: str, fault: str) -> None:
    assert read_digits(run).fault == fault


@given(st.text(alphabet="0123456789.,' \u00a0", min_size=1, max_size=40))
def test_any_run_of_digits_is_a_finite_number_or_a_fault(text: str) -> None:
    for numeral in find_numerals(tokens_of(text)):
        assert math.isfinite(numeral.value)


def test_invisible_signs_are_dropped() -> None:
    assert clean("\u200f4\u200b000\u202c") == "4000"
    assert clean("4\x00\x07 boats\ud800") == "4   boats "


@given(st.text(max_size=200))
def test_tokens_stand_in_order_and_miss_only_space(text: str) -> None:
    tokens = tokens_of(text)
    assert all(one.end <= two.start for one, two in pairwise(tokens))
    covered = sum(token.end - token.start for token in tokens)
    assert covered >= len("".join(text.split()))


@pytest.mark.parametrize(
    "part", ["one hundred ", "5 thousand thousand ", "123 ", "1,", "hundreds of ", "9", "(", "1-", "two and ", "a'",
             "1.", "a half ", "\u0301", "½", "not more than "],
)  # fmt: skip
def test_time_is_linear_in_length(part: str) -> None:
    """Ten times the text takes about ten times as long; a square would take a hundred times."""
    took = []
    for length in (20_000, 200_000):
        text = (part * (length // len(part) + 1))[:length]
        started = time.process_time()
        find_numerals(tokens_of(text))
        took.append(time.process_time() - started)
    # below the floor, the clock and the collector of memory say more than the code
    assert took[1] < 40 * max(took[0], 0.02)
