from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.language.hedges import KIND_OF_RULE, place_value, ranges_of


@given(st.sampled_from(sorted(KIND_OF_RULE)), st.floats(0, 1e12), st.floats(1, 3))
def test_ranges_are_ordered_and_probabilities_lie_inside(rule: str, number: float, factor: float) -> None:
    row = ranges_of(np.array([rule], dtype=object), np.array([number]), np.array([number * factor])).iloc[0]
    assert row["low"] <= row["best"] <= row["high"]
    assert 0 < row["p_low"] < 0.5 < row["p_high"] < 1


@given(st.sampled_from(sorted(KIND_OF_RULE)), st.integers(1, 10**6), st.sampled_from([10, 1000]))
def test_a_larger_unit_of_the_same_digits_scales_the_range(rule: str, number: int, factor: int) -> None:
    if rule == "bare":
        return  # roundness starts at a hundred
    small, large = (ranges_of(np.array([rule], dtype=object), np.array([n]), np.array([2 * n])).iloc[0]
                    for n in (float(number), float(number * factor)))  # fmt: skip
    assert large["high"] == pytest.approx(small["high"] * factor)
    assert large["low"] == pytest.approx(small["low"] * factor)


@pytest.mark.parametrize(
    ("rule", "number", "low", "high"),
    [("more_than", 700, 700, 750), ("more_than", 4000, 4000, 4500), ("up_to", 4000, 2600, 4000),
     ("floor", 100, 100, 135),
     ("approx", 4000, 3600, 4400), ("approx", 320, 304, 336), ("exact", 81, 81, 81), ("bare", 11_000, 10_500, 11_500)],
)  # fmt: skip
def test_widths_of_the_hedge_table(rule: str, number: float, low: float, high: float) -> None:
    row = ranges_of(np.array([rule], dtype=object), np.array([float(number)]), np.array([np.nan])).iloc[0]
    assert row["low"] == pytest.approx(low, rel=0.03)
    assert row["high"] == pytest.approx(high, rel=0.03)


def test_small_and_unround_bare_numbers_are_exact() -> None:
    kinds = ranges_of(np.full(4, "bare", dtype=object), np.array([3.0, 20.0, 594.0, 600.0]), np.full(4, np.nan))["kind"]
    assert kinds.tolist() == ["exact", "exact", "exact", "approx"]


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        ranges_of(np.array(["roughly speaking"], dtype=object), np.array([1.0]), np.array([1.0]))


@given(st.integers(1, 999), st.integers(0, 9))
def test_place_value_finds_the_last_digit(digits: int, zeros: int) -> None:
    if digits % 10:
        assert place_value(np.array([float(digits * 10**zeros)]))[0] == 10.0**zeros
