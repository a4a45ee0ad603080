from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.sources.same_figure import MOST_ROUNDED, last_step, rounded_to, same_figure


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (2823, 2823, True), (2823, 2820, True), (2823, 2800, True), (2823, 3000, False), (1400, 1405, True),
        (1400, 1200, False), (97, 100, True), (21, 20, True), (7, 8, False), (0, 0, True), (0, 1, False),
        (12.5, 13, True), (1_250_000, 1_300_000, True), (np.nan, 5, False), (np.inf, 5, False), (-400, -410, True),
    ],
)  # fmt: skip
def test_one_figure_or_two(first: float, second: float, same: bool) -> None:
    one, other = np.array([float(first)]), np.array([float(second)])
    assert same_figure(one, other).tolist() == same_figure(other, one).tolist() == [same]


def test_steps_from_thousands_of_millions_to_millionths() -> None:
    assert last_step(np.array([8e9, 5e-6, 3e-8, np.nan])).tolist() == [1e9, 1e-6, 0.0, 0.0]


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_figures_further_apart_than_any_rounding_are_two(first: int, second: int) -> None:
    same = same_figure(np.array([float(first)]), np.array([float(second)]))[0]
    assert not same or abs(first - second) <= MOST_ROUNDED * max(first, second)


def test_the_bound_of_rounding_is_that_of_two_digits() -> None:
    assert MOST_ROUNDED == 0.05


@pytest.mark.parametrize(
    ("given", "count", "up", "rounded"),
    [
        (2800, 2823, False, True), (2800, 2800, False, True), (2800, 2799, False, False), (2800, 2900, False, False),
        (2900, 2823, True, True), (2900, 2900, True, True), (2900, 2901, True, False), (3000, 2600, True, False),
    ],
)  # fmt: skip
def test_a_figure_is_rounded_in_one_direction(given: float, count: float, up: bool, rounded: bool) -> None:
    assert rounded_to(np.array([float(given)]), np.array([float(count)]), np.array([up])).tolist() == [rounded]
