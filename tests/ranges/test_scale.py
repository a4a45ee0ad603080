from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.ranges.scale import EDGE, LINEAR, LOG, PROPORTION, ZERO_SHARE, Scale, deviations, scale_of


def one(kind: int, offset: float = 0.0) -> Scale:
    return Scale(np.array([kind]), np.array([offset]))


@given(st.floats(1e-6, 1e15))
def test_log_carries_there_and_back(value: float) -> None:
    scale = one(LOG)
    assert scale.to_natural(scale.to_working(np.array([value])))[0] == pytest.approx(value, rel=1e-9)


@given(st.floats(-1e12, 1e12))
def test_linear_carries_there_and_back(value: float) -> None:
    assert one(LINEAR).to_natural(one(LINEAR).to_working(np.array([value])))[0] == value


@given(st.floats(0, 100))
def test_shares_carry_there_and_back(value: float) -> None:
    scale = one(PROPORTION)
    assert scale.to_natural(scale.to_working(np.array([value])))[0] == pytest.approx(value, abs=1e-9)


def test_shares_never_leave_0_to_100() -> None:
    assert one(PROPORTION).to_natural(np.array([-50.0])).tolist() == [0.0]
    assert one(PROPORTION).to_natural(np.array([50.0])).tolist() == [100.0]
    assert np.isfinite(one(PROPORTION).to_working(np.array([0.0]))).all()
    assert pytest.approx(0.5) == EDGE


def test_zero_is_allowed_on_the_log_scale_and_changing_the_unit_changes_nothing() -> None:
    numbers = np.array([[0.0, 10.0, 40.0]])
    small = scale_of(np.array([LOG]), np.array([0]), numbers)
    large = scale_of(np.array([LOG]), np.array([0]), 1000 * numbers)
    apart = np.diff(small.take(np.zeros(3, int)).to_working(numbers[0]))
    assert apart == pytest.approx(np.diff(large.take(np.zeros(3, int)).to_working(1000 * numbers[0])))
    assert small.to_natural(small.to_working(np.array([0.0]))).tolist() == [0.0]


def test_without_a_zero_there_is_no_offset() -> None:
    assert scale_of(np.array([LOG, LINEAR]), np.array([0, 1]), np.array([[1.0], [0.0]])).offset.tolist() == [0.0, 0.0]


def test_nothing_but_zeros_is_finite() -> None:
    scale = scale_of(np.array([LOG]), np.array([0]), np.zeros((1, 3)))
    assert scale.to_natural(scale.to_working(np.array([0.0]))).tolist() == [0.0]


def test_nothing_overflows() -> None:
    assert np.isfinite(one(LOG).to_natural(np.array([1e6]))).all()


@given(st.floats(-10, 10), st.floats(0, 5), st.floats(0, 5), st.floats(0.01, 0.3), st.floats(0.7, 0.99))
def test_ends_stand_at_their_probabilities(best: float, down: float, up: float, p_low: float, p_high: float) -> None:
    from scipy.special import ndtr

    below, above = deviations(*(np.array([x]) for x in (best - down, best, best + up, p_low, p_high)))
    if down > 1e-6:
        assert ndtr(-down / below[0]) == pytest.approx(p_low, abs=1e-6)
    if up > 1e-6:
        assert ndtr(up / above[0]) == pytest.approx(p_high, abs=1e-6)
    assert below[0] >= 0
    assert above[0] >= 0


def test_a_zero_lies_half_of_the_smallest_number_below_it() -> None:
    assert ZERO_SHARE == 0.5
    numbers = np.array([[0.0, 8.0], [4.0, 6.0], [0.0, 0.0], [2.0, 3.0]])
    scale = scale_of(np.array([LOG, LOG, LOG]), np.array([0, 0, 1, 2]), numbers)
    assert scale.offset.tolist() == [2.0, 1.0, 0.0]
    assert scale_of(np.array([LINEAR, PROPORTION]), np.array([0, 1]), np.array([[0.0], [0.0]])).offset.tolist() == [
        0,
        0,
    ]


def test_shares_are_kept_half_a_point_from_nothing_and_everything() -> None:
    assert EDGE == 0.5
    scale = one(PROPORTION)
    assert scale.to_working(np.array([0.0, 50.0, 100.0])) == pytest.approx([-np.log(201), 0.0, np.log(201)])
    assert scale.to_working(np.array([-5.0, 120.0])) == pytest.approx([-np.log(201), np.log(201)])
    assert scale.to_natural(np.array([-99.0, 0.0, 99.0])) == pytest.approx([0.0, 50.0, 100.0])


def test_rows_of_several_numbers_are_carried_by_their_own_scale() -> None:
    scale = Scale(np.array([LOG, LINEAR]), np.array([1.0, 7.0]))
    rows = np.array([[0.0, np.e - 1], [-3.0, 4.0]])
    assert scale.to_working(rows).tolist() == [[0.0, pytest.approx(1.0)], [-3.0, 4.0]]
    assert scale.to_natural(np.array([[0.0, 1.0], [-3.0, 4.0]])) == pytest.approx(rows)
    assert scale.take(np.array([1, 0])).offset.tolist() == [7.0, 1.0]


def test_what_would_fall_below_zero_or_overflow_is_cut_off() -> None:
    assert one(LOG, 5.0).to_natural(np.array([0.0]))[0] == 0.0
    assert np.isfinite(one(LOG).to_natural(np.array([1e9]))[0])


def test_deviations_stand_where_the_ends_have_their_probabilities() -> None:
    below, above = deviations(
        *(np.array([value] * 2) for value in (0.0, 1.0, 3.0)), np.array([0.05, 0.25]), np.array([0.95, 0.75])
    )
    assert below == pytest.approx([1 / 1.6448536, 1 / 0.6744898])
    assert above == pytest.approx([2 / 1.6448536, 2 / 0.6744898])
    nothing = deviations(*(np.array([value]) for value in (2.0, 1.0, 0.5, 0.05, 0.95)))
    assert [side.tolist() for side in nothing] == [[0.0], [0.0]]
