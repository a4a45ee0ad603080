"""Numbers as a newsroom prints them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.plain_numbers import write_number
from reconcile.report.sentences.display import NEAR_NAMED, display_figures
from reconcile.report.sentences.rounding import (
    count_words,
    round_to_step,
    rounding_step,
    write_numbers,
    write_percentages,
)

AREA = np.array(["km2"], dtype=object)
PEOPLE = np.array(["persons"], dtype=object)
positive = st.floats(1e-6, 1e12, allow_nan=False)


@pytest.mark.parametrize(
    ("low", "high", "step"),
    [(2834, 4312, 100), (320, 427, 10), (671, 794, 10), (970, 5320, 100), (0.314, 0.352, 0.001), (5, 5, np.nan)],
)
def test_the_step_follows_the_width_of_the_range(low: float, high: float, step: float) -> None:
    assert rounding_step(np.array([low], float), np.array([high], float), AREA)[0] == pytest.approx(step, nan_ok=True)


def test_people_are_whole() -> None:
    assert rounding_step(np.array([2.0]), np.array([2.51]), PEOPLE)[0] == 1.0


def test_rates_of_people_may_be_parts() -> None:
    per_day = np.array(["persons/day"], dtype=object)
    assert rounding_step(np.array([2.0]), np.array([2.51]), per_day)[0] < 1.0


@given(positive, positive)
def test_an_end_that_is_not_zero_is_never_printed_as_zero(one: float, other: float) -> None:
    low, high = np.array([min(one, other)]), np.array([max(one, other)])
    assert (round_to_step(low, rounding_step(low, high, AREA)) > 0).all()


@given(positive, positive)
def test_rounding_moves_an_end_by_less_than_a_tenth_of_the_width(one: float, other: float) -> None:
    low, high = np.array([min(one, other)]), np.array([max(one, other)])
    moved = np.abs(round_to_step(high, rounding_step(low, high, AREA)) - high)
    assert (moved <= 0.15 * (high - low) + 1e-9 * high).all()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (97.0, "97"), (1e6, "1,000,000"), (1234567.0, "1,234,567"), (4168.5, "4,168.5"),
        (0.333333333, "0.333333"), (1234567.89, "1,234,568"), (-12.5, "-12.5"), (np.nan, ""), (1e300, "1e+300"),
    ],
)  # fmt: skip
def test_numbers_are_written_out(value: float, text: str) -> None:
    assert write_number(value) == text


@given(st.integers(-(2**53) + 1, 2**53 - 1))
def test_whole_numbers_keep_every_digit(value: int) -> None:
    assert write_number(float(value)) == f"{value:,}"


@given(st.floats(1e-5, 1e14))
def test_a_written_number_is_the_number(value: float) -> None:
    assert float(write_number(value).replace(",", "")) == pytest.approx(value, rel=1e-5)


def test_each_number_is_written_with_its_own_step() -> None:
    assert write_numbers(np.array([2834.0, 2834.0]), np.array([100.0, np.nan])).tolist() == ["2,800", "2,834"]


def test_counts_are_words_until_twelve() -> None:
    assert count_words(np.array([1, 12, 13])).tolist() == ["one", "twelve", "13"]


def test_a_small_share_is_not_nothing() -> None:
    assert write_percentages(np.array([0.0, 0.004, -0.004, 0.25])).tolist() == ["0%", "under 1%", "under 1%", "25%"]


def test_changes_carry_their_sign() -> None:
    assert write_percentages(np.array([0.04, -0.04, 0.0]), signed=True).tolist() == ["+4%", "-4%", "0%"]


def test_from_tenfold_on_a_share_is_a_multiple() -> None:
    shares = np.array([9.99, 10.0, 18944.6])
    assert write_percentages(shares).tolist() == ["999%", "10 times", "18,945 times"]
    assert write_percentages(shares, signed=True).tolist()[1:] == ["11 times as much", "18,946 times as much"]


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [(100 / 3, 200 / 3, "33 – 67%"), (33.333, 50.0, "33 – 50%"), (100 / 3, 48.5, "33 – 48.5%"),
     (12.5, 40, "12.5 – 40%"), (33.5, 33.5, "33.5%")],
)  # fmt: skip
def test_thirds_have_no_decimals_and_what_was_said_keeps_its_own(low: float, high: float, printed: str) -> None:
    row = {"publish": "range", "low": low, "high": high, "unit": "percent", "claims_low": low, "claims_high": high,
           "floor": np.nan}  # fmt: skip
    assert display_figures(pd.DataFrame([row])).tolist() == [printed]
    assert NEAR_NAMED == 0.01
