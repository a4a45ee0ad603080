"""Runs of digits: one way to read them, or none."""

from __future__ import annotations

import pytest

from reconcile.language.digits import MOST_DIGITS, Digits, read_digits


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("007", 7), ("1,234", 1234), ("1,234.5", 1234.5), ("12,34,567.25", 1_234_567.25), ("9,99,999", 999_999),
        ("48\u2009240", 48_240), ("48\u00a0240,5", 48_240.5), ("1 234 567.25", 1_234_567.25), ("1'234.5", 1234.5),
        ("1.234.567,8", 1_234_567.8), ("1.234,5", 1234.5), ("1.234,56", 1234.56), ("12,5", 12.5), ("12,55", 12.55),
        ("0,125", 0.125), ("0.125", 0.125), ("12.3456", 12.3456), ("1000.123", 1000.123), ("0", 0), ("१२३", 123),
    ],
)  # fmt: skip
def test_what_is_read(run: str, value: float) -> None:
    assert read_digits(run) == Digits(value, "")


@pytest.mark.parametrize(
    "run",
    ["12,3456", "1234,567.8", "1.23.456", "1,23,4", "1'23", "1 23", "01.234,5", "1.234.567.8", "1,234,56", "", "x"],
)
def test_what_is_grouped_in_no_known_way(run: str) -> None:
    assert read_digits(run) == Digits(0.0, "malformed")


@pytest.mark.parametrize(("run", "value"), [("3.000", 3.0), ("999.125", 999.125), ("1.000", 1.0)])
def test_a_dot_before_three_digits_leaves_doubt(run: str, value: float) -> None:
    assert read_digits(run) == Digits(value, "ambiguous")


@pytest.mark.parametrize("run", ["0.125", "1234.567", "3.0000", "3.00"])
def test_a_dot_that_cannot_part_thousands_is_decimal(run: str) -> None:
    assert read_digits(run).fault == ""


def test_the_longest_run_has_thirty_digits() -> None:
    assert MOST_DIGITS == 30
    assert read_digits("1" * 30) == Digits(float("1" * 30), "")
    assert read_digits("1" * 31) == Digits(0.0, "too large")


def test_digits_of_two_scripts_are_no_number() -> None:
    assert read_digits("1२3") == Digits(0.0, "malformed")
    assert read_digits("१,२३४") == Digits(1234.0, "")
