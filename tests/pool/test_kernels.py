"""Arrays of kernels and bounds, and sums over them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from reconcile.pool.kernels import Bounds, sum_by, two_least, usable_weights
from tests.pool.kernels_for_tests import bounds, kernels

RUN = kernels([1.0, 3.0, 5.0, 7.0], [1.0, 2.0, 1.0, 1.0], weights=[1.0, 3.0, 2.0, 4.0], cells=[0, 0, 0, 1],
              voices=[0, 0, 1, 0])  # fmt: skip


def test_where_cells_and_voices_start() -> None:
    assert RUN.starts.tolist() == [0, 3]
    assert RUN.voice_starts.tolist() == [0, 2, 3]
    same = kernels([1.0, 2.0], cells=[0, 1], voices=[5, 5])
    assert same.voice_starts.tolist() == [0, 1]


def test_sums_are_weighted_and_go_cell_by_cell() -> None:
    values = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0], [4.0, 40.0]])
    assert RUN.weighted_sum(values).tolist() == [[13.0, 130.0], [16.0, 160.0]]


def test_quantiles_have_two_sides() -> None:
    run = kernels([1.0]).with_sides(np.array([2.0]), np.array([3.0]))
    assert run.quantiles(np.array([0.05, 0.5, 0.95]))[0] == pytest.approx(
        [1 + 2 * norm.ppf(0.05), 1.0, 1 + 3 * norm.ppf(0.95)]
    )


def test_some_kernels_and_some_cells() -> None:
    some = RUN.take(np.array([True, False, True, True]))
    assert (some.cells, some.cell.tolist(), some.centre.tolist()) == (2, [0, 0, 1], [1.0, 5.0, 7.0])
    last = RUN.of_cells(np.array([False, True]))
    assert (last.cells, last.cell.tolist(), last.weight.tolist()) == (1, [0], [4.0])
    assert (last.voice.tolist(), last.below.tolist(), last.above.tolist()) == ([0], [1.0], [1.0])


def test_relative_weights_are_never_nothing() -> None:
    assert RUN.relative().weight.tolist() == [1 / 3, 1.0, 2 / 3, 1.0]
    tiny = kernels([1.0, 2.0], weights=[1e300, 1e-300]).relative()
    assert tiny.weight.tolist() == [1.0, np.finfo(float).tiny]


def test_voices_have_the_weighted_mean_of_their_kernels() -> None:
    centre, variance, first = RUN.by_voice()
    assert centre.tolist() == [2.5, 5.0, 7.0]
    assert variance.tolist() == [(1 + 3 * 4) / 4, 1.0, 1.0]
    assert first.tolist() == [0, 2]
    leaning = kernels([1.0]).with_sides(np.array([1.0]), np.array([3.0]))
    assert leaning.by_voice()[1].tolist() == [4.0]


def test_no_bounds_and_some_bounds() -> None:
    nothing = Bounds.none()
    assert [len(part) for part in (nothing.cell, nothing.at, nothing.is_floor, nothing.leak, nothing.share)] == [0] * 5
    assert (nothing.cell.dtype.kind, nothing.is_floor.dtype.kind) == ("i", "b")
    some = bounds([1.0, 2.0, 3.0], floors=[True, False, True]).take(np.array([2, 0]))
    assert (some.at.tolist(), some.is_floor.tolist(), some.leak.tolist()) == ([3.0, 1.0], [True, True], [0.1, 0.1])


def test_sums_by_group() -> None:
    assert sum_by(np.array([2, 0, 2]), np.array([1.0, 2.0, 5.0]), 4).tolist() == [2.0, 0.0, 6.0, 0.0]


def test_the_two_least() -> None:
    place, least, second = two_least(np.array([3.0, 1.0, 1.0, 5.0, 9.0, 4.0]), np.array([0, 0, 0, 1, 2, 2]),
                                     np.array([0, 3, 4]))  # fmt: skip
    assert (place.tolist(), least.tolist(), second.tolist()) == ([1, 3, 5], [1.0, 5.0, 4.0], [1.0, np.inf, 9.0])


def test_where_nobody_has_weight_all_count_alike() -> None:
    assert usable_weights(np.array([0.0, 0.0, 0.0, 2.0, -1.0]), np.array([0, 2, 4])).tolist() == [1, 1, 0, 2, 1]
