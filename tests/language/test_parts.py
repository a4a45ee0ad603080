"""What a phrase says, before it is given a range."""

from __future__ import annotations

import math

import pytest

from reconcile.errors import PhraseError
from reconcile.language.parts import MOST_CHARACTERS, PhraseParts, parse_parts


def both(text: str) -> tuple[float, float]:
    parts = parse_parts(text)
    return parts.n1, 0.0 if math.isnan(parts.n2) else parts.n2


@pytest.mark.parametrize(
    ("text", "n1", "n2"),
    [("from 20 to 15 men", 15, 20), ("30 ± 5", 25, 35), ("one in four", 25, 0), ("28 of the 31", 28, 31),
     ("half of them", 50, 0),
     ("62 percent of the 900", 62, 0), ("about 300", 300, 0), ("dozens", 12, 0)],
)  # fmt: skip
def test_literal_numbers(text: str, n1: float, n2: float) -> None:
    assert both(text) == (n1, n2)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("15 to 20", "between"), ("30 ± 5", "plus_minus"), ("28 of the 31", "ratio"), ("exactly 28 of the 31", "ratio"),
        ("about 28 of the 31", "ratio_approx"), ("nearly 28 of the 31", "ratio_below"),
        ("at least 28 of the 31", "floor"),
        ("dozens", "magnitude_dozens"), ("at least dozens", "magnitude_dozens"), ("a third", "fraction"),
        ("about a third", "fraction"),
        ("over a third", "more_than"), ("one in five", "fraction"), ("at least one in five", "floor"), ("300", "bare"),
        ("18%", "bare_share"), ("18 percent", "bare_share"), ("about 18%", "approx"), ("a dozen men", "approx"),
        ("half a million", "bare"), ("half a dozen", "approx"),
        ("62 percent of the 900", "bare_share"),
    ],
)  # fmt: skip
def test_rules(text: str, rule: str) -> None:
    assert parse_parts(text).rule == rule


@pytest.mark.parametrize(
    ("text", "unit", "factor", "rate"),
    [
        ("14 drones a week", "drones/day", 1 / 7, "week"), ("14 a week", "", 1 / 7, "week"),
        ("14 a day", "", 1.0, "day"),
        ("14 drones a year", "drones/year", 1.0, ""), ("14 a year", "per year", 1.0, ""),
        ("14 ha per village", "km2/settlements", 0.01, ""),
        ("14 ha a month", "km2/day", 0.01 / 30.436875, "month"), ("a third of them a day", "percent", 1.0, "day"),
        ("14", "", 1.0, ""),
        ("5 km to 8", "km", 1.0, ""), ("5 to 8 ha", "km2", 0.01, ""), ("62 percent of the 900 men", "percent", 1.0, ""),
        ("28 drones out of 31", "drones", 1.0, ""), ("one in five men", "percent", 1.0, ""),
    ],
)  # fmt: skip
def test_units_and_rates(text: str, unit: str, factor: float, rate: str) -> None:
    parts = parse_parts(text)
    assert (parts.unit, parts.factor, parts.rate) == (unit, pytest.approx(factor), rate)


def test_the_hedge_is_kept_as_it_was_written() -> None:
    assert parse_parts("No  MORE than 12 boats").hedge == "No  MORE than"
    assert parse_parts("300 or so men").hedge == "or so"
    assert parse_parts("300 men").hedge == ""


def test_brackets_give_the_range_of_a_plain_figure_alone() -> None:
    def ranged(text: str) -> tuple[str, float, float, float]:
        parts: PhraseParts = parse_parts(text)
        return parts.rule, parts.n1, parts.n2, parts.best

    assert ranged("about 64 (55-78)") == ("between", 55, 78, 64)
    assert parse_parts("64 (95% CI 55-78)").level == 95
    assert parse_parts("64 (55-78)").level == 0
    assert ranged("60 to 70 (55-78)")[:3] == ("between", 60, 70)
    assert math.isnan(parse_parts("60 to 70 (55-78)").best)
    assert math.isnan(parse_parts("64 men").best)


def test_brackets_that_hold_the_only_figure_are_read() -> None:
    parts = parse_parts("losses (about 300 men)")
    assert (parts.rule, parts.n1) == ("approx", 300)
    assert parse_parts("300 (or more) men").rule == "more_than"
    assert parse_parts("[300 men]").unit == "persons"


def test_remarks_stand_in_their_order() -> None:
    assert parse_parts("28 of the 31").notes == ("of 31",)
    assert parse_parts("250 sq km (97 square miles)").notes == ("the double in brackets agrees",)
    assert parse_parts("300").notes == ()


def test_words_of_other_scripts_are_named_three_at_most() -> None:
    assert parse_parts("рівно 300").notes == ("words that are not English are not read: рівно",)
    assert parse_parts("а б в г 300").notes == ("words that are not English are not read: а б в",)
    assert parse_parts("33 кв. км").notes == ()
    assert parse_parts("кв 33").notes == ("words that are not English are not read: кв",)
    assert parse_parts("über 300").notes == ()


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("heavy losses", "it holds no figure", "give the number as the source said it"),
        ("three times that", "it is a multiple of a figure that is not given", "give the number that is meant"),
        ("12 killed, 40 wounded", "it holds several figures", "give one figure for each claim"),
        ("3.000", "a dot before three digits can be a decimal sign or a sign of thousands",
         "write 3,000 or 3 000 for thousands, 3.0 for a decimal"),
        ("12,3456", "the digits are grouped in no known way", "write 4,000 or 4 000"),
        ("9" * 31, "the number is too large to be believed", "check the digits; the largest number read is 1e18"),
        ("x" * (MOST_CHARACTERS + 1), "the phrase is too long to be one figure", "keep the words of the figure"),
    ],
)  # fmt: skip
def test_why_a_phrase_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_parts(text)
    assert str(caught.value).startswith(message)
    assert caught.value.hint == hint
    assert caught.value.value == text[:200]


def test_the_longest_phrase_has_two_thousand_characters() -> None:
    assert MOST_CHARACTERS == 2000
    assert parse_parts("300".ljust(2000)).n1 == 300


def test_the_largest_number_is_a_billion_billions() -> None:
    assert parse_parts("1" + "0" * 18).n1 == 1e18
    with pytest.raises(PhraseError, match="too large"):
        parse_parts("1" + "0" * 17 + "1" + "0")
