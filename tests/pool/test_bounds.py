from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.pool.bounds import EDGE, MOST_WEIGHT, RELIABILITY, Placed, against_contemporaries, place_bounds, soften
from reconcile.pool.calibration import COMMON_SPREAD, Stake
from reconcile.pool.estimate import Estimates, pool_run
from reconcile.pool.leaks import leaks_of_each
from reconcile.pool.methods import linear
from reconcile.ranges.scale import LOG
from tests.examples import examples
from tests.pool.kernels_for_tests import LEVELS, bounds, kernels


def place(centres: list[float], bound: list[str], at: list[float], *, voices: list[int] | None = None,
          weights: list[float] | None = None) -> Placed:  # fmt: skip
    run = kernels(centres, 0.2, voices=voices, weights=weights)
    return place_bounds(run, np.array(bound, dtype=object), np.array(at))


def test_a_floor_below_the_others_cuts() -> None:
    placed = place([5.0, 4.9], ["", "floor"], [0.0, 4.8])
    assert len(placed.kernels.cell) == 1
    assert placed.bounds.at.tolist() == [4.8]
    assert not placed.contradicted[0]


def test_a_floor_above_another_voice_enters_as_a_kernel_and_no_longer_cuts() -> None:
    placed = place([5.0, 7.0], ["", "floor"], [0.0, 6.9])
    assert placed.row.tolist() == [0, 1]
    assert len(placed.bounds.cell) == 0
    assert placed.contradicted[0]
    assert placed.kernels.weight.tolist() == [1.0, MOST_WEIGHT]


def test_a_ceiling_below_another_voice_contradicts_it() -> None:
    assert place([5.0, 3.0], ["", "ceiling"], [0.0, 3.1]).contradicted[0]
    assert not place([5.0, 6.0], ["", "ceiling"], [0.0, 6.0]).contradicted[0]


def test_a_voice_does_not_contradict_itself() -> None:
    placed = place([5.0, 7.0], ["", "floor"], [0.0, 6.9], voices=[0, 0])
    assert not placed.contradicted[0]


def test_one_contradicted_voice_among_several_is_enough() -> None:
    assert place([5.0, 8.0, 7.0], ["", "", "floor"], [0.0, 0.0, 6.9]).contradicted[0]


def test_bounds_alone_are_their_own_mixture() -> None:
    placed = place([5.0, 5.5], ["floor", "ceiling"], [4.9, 5.6])
    assert placed.row.tolist() == [0, 1]
    assert len(placed.bounds.cell) == 0
    assert not placed.contradicted[0]


@given(st.floats(-3, 12), st.floats(0.01, 100))
@examples(80)
def test_a_false_floor_never_drags_best_out_of_the_hull_of_the_others(at: float, weight: float) -> None:
    placed = place([5.0, 5.2, at + 0.1], ["", "", "floor"], [0.0, 0.0, at], weights=[1.0, 0.5, weight])
    best = linear.pool(placed.kernels, placed.bounds, np.array([0.5]))[0, 0]
    assert 5.0 - 1.645 * 0.2 <= best <= 5.2 + 1.645 * 0.2


def test_bounds_narrow_what_they_cut() -> None:
    free = linear.pool(*_pool_input(place([5.0, 4.0], ["", ""], [0.0, 0.0])), LEVELS)[0]
    cut = linear.pool(*_pool_input(place([5.0, 4.0, 3.9], ["", "", "floor"], [0.0, 0.0, 3.8])), LEVELS)[0]
    assert cut[-1] - cut[0] < free[-1] - free[0]
    assert cut[0] > free[0]


def _pool_input(placed: Placed) -> tuple[object, object]:
    return placed.kernels, placed.bounds


def test_a_bound_on_the_median_itself_does_not_contradict() -> None:
    assert not place([5.0, 5.1], ["", "floor"], [0.0, 5.0]).contradicted[0]
    assert place([5.0, 5.1], ["", "floor"], [0.0, np.nextafter(5.0, 6.0)]).contradicted[0]


def lifted(centres: list[float], bound: list[str], at: list[float]) -> Estimates:
    run, none = kernels(centres, 0.3), np.zeros(len(centres), dtype=bool)
    names, stands, lag = np.array(bound, dtype=object), np.array(at), np.zeros(len(centres), dtype=int)
    return pool_run(
        run, names, stands, Stake(none, none), lag=lag, scale=np.array([LOG]), levels=LEVELS, method="linear"
    )


def test_thousands_of_floors_are_lifted_without_thousands_of_copies() -> None:
    centres = [9.0, *(5.0 + step / 2000 for step in range(2000))]
    told = lifted(centres, ["", *["floor"] * 2000], [centre - 0.1 for centre in centres])
    assert np.isfinite(told.without[1:]).all()
    assert told.without[1:, 1] == pytest.approx(told.linear[0, 1], abs=0.05)


def test_lifting_a_floor_is_what_pooling_without_it_gives() -> None:
    told = lifted([5.0, 4.6, 4.9, 4.8], ["", "", "floor", "floor"], [0.0, 0.0, 4.55, 4.4])
    without = lifted([5.0, 4.6, 4.8], ["", "", "floor"], [0.0, 0.0, 4.4])
    assert told.without[2] == pytest.approx(without.linear[0], abs=0.02)


def test_a_floor_told_by_ten_relays_cuts_once() -> None:
    once = place([5.0, 4.9], ["", "floor"], [0.0, 4.8])
    told = place([5.0] + [4.9] * 11, [""] + ["floor"] * 11, [0.0] + [4.8] * 11, voices=[0] + [1] * 11)
    assert len(told.bounds.cell) == 11
    alone, relayed = (linear.pool(*_pool_input(placed), LEVELS)[0] for placed in (once, told))
    assert relayed == pytest.approx(alone, rel=1e-9)


def test_a_weaker_floor_of_the_same_voice_changes_nothing() -> None:
    alone = place([5.0, 4.9], ["", "floor"], [0.0, 4.8])
    weaker = place([5.0, 4.9, 1.0, 2.0], ["", "floor", "floor", "floor"], [0.0, 4.8, 1.0, 2.0], voices=[0, 1, 1, 1])
    assert weaker.bounds.at.tolist() == [4.8]
    assert weaker.bound_row.tolist() == [1]
    one, other = (linear.pool(*_pool_input(placed), LEVELS)[0] for placed in (alone, weaker))
    assert one.tolist() == other.tolist()


def test_of_bounds_alone_the_tightest_are_the_mixture() -> None:
    placed = place([4.6, 5.1, 6.2, 6.9], ["floor", "floor", "ceiling", "ceiling"], [4.5, 5.0, 6.3, 7.0])
    assert placed.row.tolist() == [1, 2]
    assert placed.bounds_alone[0]
    assert not placed.contradicted[0]


def test_bounds_alone_that_cross_contradict() -> None:
    placed = place([6.3, 5.6], ["floor", "ceiling"], [6.2, 5.7])
    assert placed.bounds_alone[0]
    assert placed.contradicted[0]


def test_bounds_alone_have_no_tail_probability_and_no_influence() -> None:
    told = lifted([4.6, 5.1, 6.2], ["floor", "floor", "ceiling"], [4.5, 5.0, 6.3])
    assert np.isnan(told.agreement.conflict_p[0])
    assert np.isnan(told.without).all()
    assert told.weight.tolist() == [0.0, 1.0, 1.0]


def test_floors_of_two_voices_cut_twice() -> None:
    once = place([5.0, 4.9], ["", "floor"], [0.0, 4.8])
    twice = place([5.0, 4.9, 4.9], ["", "floor", "floor"], [0.0, 4.8, 4.8])
    one, two = (linear.pool(*_pool_input(placed), LEVELS)[0] for placed in (once, twice))
    assert two[0] > one[0]


def test_a_soft_edge_keeps_more_near_the_bound_and_as_little_far_away() -> None:
    floor = place([5.0, 4.9], ["", "floor"], [0.0, 4.8])
    soft = soften(floor, np.array([LOG]))
    assert soft.bounds.edge.tolist() == pytest.approx([EDGE * COMMON_SPREAD])
    nodes = np.array([np.linspace(0.0, 6.0, 601)])
    hard, eased = (leaks_of_each(placed.bounds, nodes)[0] for placed in (floor, soft))
    assert (eased >= hard - 1e-12).all()
    assert (np.diff(eased) >= 0).all()
    assert eased[480:].tolist() == hard[480:].tolist() == [1.0] * 120
    assert eased[0] == pytest.approx(1 - RELIABILITY, abs=1e-6)
    assert eased[479] > 0.9
    assert hard[479] < 0.2


def test_softening_without_bounds_changes_nothing() -> None:
    free = place([5.0, 4.0], ["", ""], [0.0, 0.0])
    assert soften(free, np.array([LOG])) is free


def test_no_edge_is_a_step_without_a_warning() -> None:
    told = leaks_of_each(bounds([1e12], floors=[False]), np.array([[-1e12, 0.0, 2e12]]))
    assert np.isfinite(told).all()


def test_nothing_stands_under_a_hard_floor_and_nothing_above_it_moves() -> None:
    run = kernels([5.0, 5.2], 0.4)
    free, cut = np.array(["", ""], dtype=object), np.array([5.0])
    nobody = np.zeros(2, dtype=bool)
    usual = {"lag": np.zeros(2, dtype=int), "scale": np.array([LOG]), "levels": LEVELS, "method": "linear"}
    whole = pool_run(run, free, np.zeros(2), Stake(nobody, nobody), **usual)
    above = pool_run(run, free, np.zeros(2), Stake(nobody, nobody), floor_at=cut, **usual)
    assert above.quantiles.tolist() == np.maximum(whole.quantiles, 5.0).tolist()
    assert above.linear.tolist() == np.maximum(whole.linear, 5.0).tolist()
    assert above.without.tolist() == np.maximum(whole.without, 5.0).tolist()
    assert above.agreement.conflict_p.tolist() == whole.agreement.conflict_p.tolist()


def test_a_floor_above_older_counts_contradicts_nothing() -> None:
    run = kernels([5.0, 6.0], 0.1)
    placed = place_bounds(run, np.array(["", "floor"], dtype=object), np.array([0.0, 6.0]))
    words, at = np.array(["", "floor"], dtype=object), np.array([0.0, 6.0])
    assert placed.contradicted.tolist() == [True]
    for lag, contradicted in (([9, 0], False), ([0, 9], True), ([0, 0], True)):
        assert against_contemporaries(placed, words, at, np.array(lag)).contradicted.tolist() == [contradicted]
