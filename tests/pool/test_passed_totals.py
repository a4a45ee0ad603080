"""Old totals: passed by two newer counts, they are blurred floors and no places of a value."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from reconcile.pool import passed_totals
from reconcile.pool.calibration import FEW_OVER_TIME, Stake, spread_variance
from reconcile.pool.estimate import pool_run
from reconcile.pool.passed_totals import passed
from tests.pool.kernels_for_tests import kernels

LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def quantiles(centres: list[float], lag: list[int]) -> np.ndarray:
    run, none = kernels(centres, 0.1), np.zeros(len(centres), dtype=bool)
    return pool_run(
        run, np.full(len(centres), "", dtype=object), np.zeros(len(centres)), Stake(none, none), lag=np.array(lag),
        scale=np.zeros(1, dtype=int), levels=LEVELS, method="linear",
    ).quantiles[0]  # fmt: skip


def test_constants() -> None:
    assert (passed_totals.PASSED_BY, FEW_OVER_TIME) == (2, 1.0)


@pytest.mark.parametrize(
    ("lag", "figure", "expected"),
    [
        ([9, 1, 0], [3, 4, 5], [True, False, False]),
        ([9, 1, 0], [4.5, 4, 5], [False, False, False]),  # one newer count alone is higher
        ([9, 0, 0], [3, 4, 3], [True, False, False]),  # as high is enough
        ([1, 1, 1], [3, 4, 5], [False, False, False]),  # of one day none is older
        ([9, 8, 1, 0], [3, 9, 4, 5], [True, False, False, False]),
    ],
)
def test_two_newer_counts_pass_a_total(lag: list[int], figure: list[float], expected: list[bool]) -> None:
    found = passed(np.zeros(len(lag), dtype=int), np.array(lag), np.array(figure, dtype=float))
    assert found.tolist() == expected


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4), st.integers(0, 6)), min_size=1, max_size=25))
def test_passed_is_what_counting_all_pairs_finds(rows: list[tuple[int, int, int]]) -> None:
    cell, lag, figure = (np.array(column) for column in zip(*sorted(rows), strict=True))
    newer = (cell[:, None] == cell) & (lag[:, None] > lag) & (figure[:, None] <= figure)
    by_two = newer.sum(axis=1) >= 2
    assert passed(cell, lag, figure.astype(float)).tolist() == by_two.tolist()
    by_one = (newer & (lag[:, None] - lag >= 3)).any(axis=1)
    assert passed(cell, lag, figure.astype(float), 3).tolist() == (by_two | by_one).tolist()


def test_a_passed_total_is_no_lump_and_lifts_no_end_far() -> None:
    """Several hundred in December, 4,000 and more in March: the old figure no longer holds the lower end."""
    newer = np.log([4000.0, 4700.0, 6000.0])
    alone = quantiles(newer.tolist(), [40, 10, 0])
    with_old = quantiles([*newer.tolist(), float(np.log(500.0))], [40, 10, 0, 180])
    assert with_old == pytest.approx(alone, abs=0.05)
    assert np.exp(with_old[0]) > 2000


def test_many_old_totals_do_not_add_up() -> None:
    newer = [5.0, 5.1]
    one, ten = (quantiles([*newer, *[4.9] * count], [0, 0, *[90] * count]) for count in (1, 10))
    assert ten == pytest.approx(one, abs=1e-6)


def test_few_voices_are_wider_over_time_and_only_there() -> None:
    run, scale, moving = kernels([5.0, 5.0], 0.0, cells=[0, 0]), np.zeros(1, dtype=int), np.array([True])
    assert spread_variance(run, scale, moving=~moving) == spread_variance(run, scale)
    assert spread_variance(run, scale, moving=moving) == pytest.approx(1.5 * spread_variance(run, scale))
    apart = spread_variance(run, scale, between="voice")
    assert spread_variance(run, scale, between="voice", moving=moving) == apart
