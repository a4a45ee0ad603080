"""Axes of figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reconcile.report.pictures.ticks import MOST_TICKS, span_of, tick_words

values = st.lists(st.one_of(st.just(0.0), st.floats(1e-3, 1e12), st.floats(-1e9, -1e-3)), min_size=1, max_size=12)


@given(values)
def test_everything_drawn_lies_within_the_axis(drawn: list[float]) -> None:
    span = span_of(np.array(drawn))
    assert span.low <= min(drawn)
    assert max(drawn) <= span.high
    assert span.low < span.high


# two values that differ in their last digit
@example(drawn=[0.001, 0.0010000000000000002])
@given(values)
def test_ticks_are_few_rising_and_within_the_axis(drawn: list[float]) -> None:
    span = span_of(np.array(drawn))
    assert 1 < len(span.ticks) <= MOST_TICKS + 1
    assert list(span.ticks) == sorted(set(span.ticks))
    # ends are sums of floats: a tick may lie beyond one by its last digits
    assert span.low <= span.ticks[0] + 1e-9 * abs(span.ticks[0])
    assert span.ticks[-1] <= span.high + 1e-9 * abs(span.high)


@given(values)
def test_values_without_a_negative_have_no_negative_ticks(drawn: list[float]) -> None:
    positive = [abs(value) for value in drawn]
    assert min(span_of(np.array(positive)).ticks) >= 0


def test_a_wide_axis_is_logarithmic_and_a_narrow_one_is_not() -> None:
    assert span_of(np.array([100.0, 4000.0])).log
    assert not span_of(np.array([320.0, 427.0])).log
    assert not span_of(np.array([0.0, 4000.0])).log


def test_words_of_ticks_do_not_touch() -> None:
    span = span_of(np.array([1_000_000.0, 8_000_000.0]), 24.0)
    assert sum(len(word) + 1 for word in span.words) <= 26


@pytest.mark.parametrize("drawn", [[], [np.nan], [np.inf, -np.inf], [1e308, -1e308], [5.0], [0.0], [1e-300, 1e280]])
def test_odd_values_have_an_axis_too(drawn: list[float]) -> None:
    span = span_of(np.array(drawn, dtype=float))
    assert np.isfinite([span.low, span.high, *span.ticks]).all()


def test_millions_are_written_in_short() -> None:
    assert [tick_words(value) for value in (999.0, 1e6, 2.5e9, 1e15)] == ["999", "1m", "2.5bn", "1,000,000,000,000,000"]


def test_arrows_run_along_the_axis() -> None:
    span = span_of(np.array([10.0, 10000.0]))
    assert span.share(100.0, 0.1) > 100.0
    assert span.share(100.0, -0.1) < 100.0
