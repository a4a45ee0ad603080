"""One number in digits and words."""

from __future__ import annotations

import pytest

from reconcile.language.number_words import DENOMINATORS, MAGNITUDES, PARTS, SCALES, SEVERAL, SUFFIXES, TENS, UNITS
from reconcile.language.numbers import Number, read_number
from reconcile.language.tokens import tokens_of


def number(text: str, *, joined: bool = True) -> Number:
    read = read_number(tokens_of(text), 0, joined=joined)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("twenty-one", 21, 3), ("twenty one men", 21, 2), ("twenty ten", 20, 1), ("twenty zero", 20, 1),
        ("ninety–nine", 99, 3),
        ("twelve hundred", 1200, 2), ("two hundred and three", 203, 4), ("two hundred three", 203, 3),
        ("two hundred and men", 200, 2), ("two hundred three hundred", 200, 2), ("a hundred", 100, 2),
        ("an hundred", 100, 2),
        ("a thousand and one", 1001, 4), ("dozen", 12, 1), ("two dozen", 24, 2), ("three score", 60, 2),
        ("3½", 3.5, 2), ("½", 0.5, 1), ("3½ million", 3.5e6, 3), ("3 million and a half", 3.5e6, 5),
        ("two and a half", 2.5, 4), ("two and a half of them", 2, 1), ("two and a half times", 2, 1),
        ("two and one third", 2 + 1 / 3, 4),
        ("two and a man", 2, 1), ("200m people", 2e8, 2), ("200 m", 200, 1), ("200m wide", 200, 1),
        ("200m per day", 200, 1),
        ("12k", 12e3, 2), ("12 k", 12e3, 2), ("1.4bn", 1.4e9, 2), ("3 mln", 3e6, 2), ("3 mio", 3e6, 2),
        ("3 tn", 3e12, 2),
        ("twelve k", 12, 1), ("five hundred thousand", 5e5, 3), ("5 hundred million", 5e8, 3), ("2-million", 2e6, 3),
        ("four thousand five hundred", 4500, 4), ("four-thousand-100", 4100, 5), ("four thousand - 100", 4000, 2),
        ("2 million 300 thousand", 2.3e6, 4), ("2 million 300", 2e6, 2), ("two million 300", 2e6, 2),
        ("2 million and 300 thousand", 2.3e6, 5), ("12 thousand and 20", 12e3, 2),
        ("twelve thousand and 20", 12_020, 4),
        ("one thousand two thousand", 1e3, 2), ("one thousand a hundred", 1e3, 2), ("one thousand a half", 1e3, 2),
        ("one dozen five", 12, 2), ("two thousand zero", 2000, 2), ("one thousand and dozen", 1e3, 2),
        ("two crore five lakh", 20_500_000, 4), ("1.234 million", 1.234e6, 2), ("1.234k", 1234, 2),
        ("one thousand thousand", 1e6, 3), ("five millions", 5e6, 2),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float, after: int) -> None:
    read = number(text)
    assert (read.value, read.after) == (pytest.approx(value), after)


@pytest.mark.parametrize("text", ["men", "a man", "an hour", "hundred", "million", "and", "half"])
def test_no_numbers(text: str) -> None:
    assert read_number(tokens_of(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("two hundred and three", 200), ("a thousand and one", 1000), ("two and a half", 2), ("a million and a half", 1e6),
     ("two hundred three", 203), ("four thousand five hundred", 4500)],
)  # fmt: skip
def test_behind_between_an_and_joins_nothing(text: str, value: float) -> None:
    assert number(text, joined=False).value == value


def test_a_number_knows_its_scale_and_what_it_is_counted_by() -> None:
    assert number("five thousand")[2:] == (1e3, "", "")
    assert number("five thousand two hundred").scale == 1e3
    assert number("12k").scale == 1e3
    assert number("two dozen")[2:] == (12.0, "dozen", "")
    assert number("two dozens").counted_by == "dozens"
    assert number("three score").counted_by == "score"
    assert number("two dozen thousand").counted_by == "dozen"
    assert number("two hundred").scale == 100.0
    assert number("two hundred three").scale == 1.0
    assert number("a hundred")[2:] == (100.0, "", "")


def test_a_scale_settles_what_the_dot_means_and_no_other_fault() -> None:
    assert number("1.234").fault == "ambiguous"
    assert number("1.234 million").fault == number("1.234k").fault == ""
    assert number("1,23,4 million").fault == number("1,23,4k").fault == "malformed"


def test_a_faulty_number_is_added_to_nothing() -> None:
    assert number("two million 1.234 thousand").value == 2_001_234
    assert number("two million 1,23,4 thousand").value == 2e6


def test_no_number_has_more_than_six_parts() -> None:
    text = "one quintillion " + "five trillion four billion three million two thousand one hundred six"
    assert number(text.removeprefix("one quintillion ")).value == 5_004_003_002_106
    assert number("one trillion " * 9).value == 1e12


def test_words_of_numbers_are_worth_what_they_say() -> None:
    assert list(UNITS.values()) == [float(value) for value in range(20)]
    assert sorted(set(TENS.values())) == [float(value) for value in range(20, 100, 10)]
    assert {word: SCALES[word] for word in ("hundred", "thousand", "million", "billion", "trillion")} == {
        "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    }  # fmt: skip
    assert (SCALES["lakh"], SCALES["crore"], SCALES["dozen"], SCALES["score"]) == (1e5, 1e7, 12.0, 20.0)
    assert {f"{word}s" for word in SCALES if not word.endswith("s")} - set(SCALES) == {"scores"}
    assert {SUFFIXES[word] for word in ("m", "mn", "mln", "mio", "million")} == {1e6}
    assert (SUFFIXES["k"], SUFFIXES["b"], SUFFIXES["bn"], SUFFIXES["tn"]) == (1e3, 1e9, 1e9, 1e12)


def test_parts_are_worth_what_they_say() -> None:
    ordinals = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    assert [round(1 / DENOMINATORS[word]) for word in ordinals] == list(range(2, 11))
    assert (DENOMINATORS["fourth"], DENOMINATORS["twentieth"]) == (0.25, 0.05)
    eighths = {"⅛": 1, "¼": 2, "⅜": 3, "½": 4, "⅝": 5, "¾": 6, "⅞": 7}
    assert {sign: 8 * PARTS[sign] for sign in eighths} == eighths
    thirtieths = {"⅙": 5, "⅕": 6, "⅓": 10, "⅖": 12, "⅗": 18, "⅔": 20, "⅘": 24, "⅚": 25}
    assert {sign: round(30 * PARTS[sign], 9) for sign in thirtieths} == thirtieths
    assert set(PARTS) == {*eighths, *thirtieths}


def test_sizes_without_a_count() -> None:
    assert {word: base for word, (base, _) in MAGNITUDES.items()} == {
        "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    }  # fmt: skip
    assert {"several", "few", "many"} == SEVERAL
