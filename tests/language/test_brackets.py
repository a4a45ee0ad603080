"""Brackets beside a figure."""

from __future__ import annotations

import math

import pytest

from reconcile.language.brackets import DOUBLE_TOLERANCE, BracketReading, read_brackets, split_brackets
from reconcile.language.tokens import tokens_of
from reconcile.language.units import Unit

KM2, KM, MEN = Unit("km2", 1.0), Unit("km", 1.0), Unit("persons", 1.0)


@pytest.mark.parametrize(
    ("text", "outside", "inside"),
    [
        ("a (b) c", "a c", "b"), ("a [b] c", "a c", "b"), ("a (b (c) d) e", "a e", "b c d"), ("a (b", "a ( b", ""),
        ("a) b (c) d", "a b d", "c"), ("a (b) (c", "a ( c", "b"), ("a", "a", ""), ("(a)", "", "a"),
    ],
)  # fmt: skip
def test_inside_and_outside(text: str, outside: str, inside: str) -> None:
    parts = split_brackets(tokens_of(text))
    assert [" ".join(token.text for token in part) for part in parts] == [outside, inside]


def read(inside: str, value: float, unit: Unit | None = None) -> BracketReading | None:
    return read_brackets(inside, tokens_of(inside), value, unit)


@pytest.mark.parametrize("level", [50, 80, 90, 95, 99])
def test_a_range_at_a_level(level: int) -> None:
    note = f"the range in brackets is at {level}%"
    assert read(f"{level}% CI 55-78", 64.0) == BracketReading(55.0, 78.0, float(level), note)
    assert read(f"{level} per cent: 55 to 78", 64.0) == BracketReading(55.0, 78.0, float(level), note)


def test_a_range_without_a_level_holds_the_figure() -> None:
    note = "the range is in brackets"
    for value in (55.0, 64.0, 78.0):
        assert read("55-78", value) == BracketReading(55.0, 78.0, 0.0, note)
    assert read("55-78", 54.9) is None
    assert read("55-78", 78.1) is None


@pytest.mark.parametrize("inside", ["or more", "70% CI 55-78", "95 CI 55-78", "about 60", "55 men and 78 boats"])
def test_what_says_nothing_of_the_figure(inside: str) -> None:
    assert read(inside, 64.0) is None


@pytest.mark.parametrize(("hectares", "note"), [
    (104.9, "the double in brackets agrees"), (95.1, "the double in brackets agrees"),
    (105.1, "the double in brackets would be 1.051 km2: they disagree"),
    (94.9, "the double in brackets would be 0.949 km2: they disagree"),
])  # fmt: skip
def test_a_double_may_be_a_twentieth_off(hectares: float, note: str) -> None:
    assert DOUBLE_TOLERANCE == 0.05
    double = read(f"{hectares} hectares", 1.0, KM2)
    assert double is not None
    assert (double.note, double.level) == (note, 0.0)
    assert math.isnan(double.low)
    assert math.isnan(double.high)


def test_a_double_is_compared_in_the_canonical_unit() -> None:
    double = read("1 sq km", 100.0, Unit("km2", 0.01))
    assert double is not None
    assert double.note == "the double in brackets agrees"


def test_another_measure_is_noted_where_both_are_lengths_or_areas() -> None:
    other = read("97 miles", 250.0, KM2)
    assert other is not None
    assert other.note == "the brackets are in another measure (km)"
    assert read("97 men", 250.0, KM2) is None
    assert read("97 km", 250.0, MEN) is None


def test_the_same_unit_a_hedge_or_no_unit_is_no_double() -> None:
    assert read("97 sq km", 250.0, KM2) is None
    assert read("97", 250.0, KM2) is None
    assert read("97 miles", 250.0) is None
    assert read("90 to 97 miles", 250.0, KM) is None
