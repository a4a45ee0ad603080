"""Admiralty grades: which letter and digit count, and what each weighs."""

from __future__ import annotations

import pandas as pd
import pytest

from reconcile.sources.grades import (
    ITEM_FACTORS,
    SOURCE_FACTORS,
    UNJUDGED_ITEM,
    UNJUDGED_SOURCE,
    item_digits,
    source_letters,
)


def judged(own: str, usual: str) -> tuple[str, str]:
    """Letter and digit of a claim with a grade of its own beside its voice's."""
    grades = pd.Series([own]), pd.Series([usual])
    return source_letters(*grades)[0], item_digits(*grades)[0]


def test_every_step_down_costs_a_quarter() -> None:
    assert SOURCE_FACTORS == {"A": 1.0, "B": 0.75, "C": 0.5, "D": 0.25, "E": 0.0, "F": 0.5}
    assert ITEM_FACTORS == {"1": 1.0, "2": 0.75, "3": 0.5, "4": 0.25, "5": 0.0, "6": 0.5}


def test_f_and_6_weigh_as_the_middle_of_the_scale_not_as_bad() -> None:
    assert SOURCE_FACTORS[UNJUDGED_SOURCE] == SOURCE_FACTORS["C"] > SOURCE_FACTORS["D"]
    assert ITEM_FACTORS[UNJUDGED_ITEM] == ITEM_FACTORS["3"] > ITEM_FACTORS["4"]


@pytest.mark.parametrize(
    ("own", "usual", "grade"),
    [
        ("b2", "C4", ("B", "2")),
        ("3", "C4", ("C", "3")),
        ("D", "C4", ("D", "4")),
        ("", "C4", ("C", "4")),
        (" a1 ", "", ("A", "1")),
        ("", " d5 ", ("D", "5")),
        ("", "", ("F", "6")),
        ("2", "", ("F", "2")),
        ("B", "", ("B", "6")),
    ],
)
def test_a_claims_own_grade_goes_before_its_voices(own: str, usual: str, grade: tuple[str, str]) -> None:
    assert judged(own, usual) == grade


def test_a_letter_stands_first_and_a_digit_last() -> None:
    assert judged("G2", "C") == ("C", "2")
    assert judged("A9", "4") == ("A", "4")


def test_claims_are_judged_one_by_one() -> None:
    own, usual = pd.Series(["A1", "", "E"]), pd.Series(["B2", "B2", ""])
    assert source_letters(own, usual).tolist() == ["A", "B", "E"]
    assert item_digits(own, usual).tolist() == ["1", "2", "6"]
