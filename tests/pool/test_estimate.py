"""A whole run pooled: what is compared, what is left aside, and what each number is read from."""

from __future__ import annotations

import numpy as np
import pytest

from reconcile.pool.calibration import Stake, effective_voices, widened
from reconcile.pool.estimate import Estimates, pool_run
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.mixture import mix
from reconcile.ranges.scale import LOG
from tests.pool.kernels_for_tests import LEVELS, kernels


def pooled(
    run: Kernels,
    *,
    bound: list[str] | None = None,
    at: list[float] | None = None,
    low: list[bool] | None = None,
    high: list[bool] | None = None,
    lag: list[int] | None = None,
    levels: np.ndarray = LEVELS,
    method: str = "linear",
) -> Estimates:
    count = len(run.cell)
    kind = np.array(bound or [""] * count, dtype=object)
    stake = Stake(low=np.array(low or [False] * count), high=np.array(high or [False] * count))
    days = np.array(lag or [0] * count)
    stands, scale = np.array(at or [0.0] * count), np.full(run.cells, LOG)
    return pool_run(run, kind, stands, stake, lag=days, scale=scale, levels=levels, method=method)


def test_the_linear_pool_of_four_voices_is_the_mixture_of_the_widened_kernels() -> None:
    run = kernels([5.0, 5.4, 6.0, 6.1], 0.2)
    wide = mix(widened(run, np.array([LOG])), Bounds.none())
    estimates = pooled(run)
    assert estimates.quantiles == pytest.approx(wide.quantiles(LEVELS))
    assert estimates.linear == pytest.approx(wide.read(LEVELS[[0, 2, -1]]))
    assert estimates.without == pytest.approx(wide.without(LEVELS[[0, 2, -1]]))


def test_quantiles_rise_and_only_the_levels_asked_for_are_given() -> None:
    levels = np.array([0.1, 0.5, 0.9])
    estimates = pooled(kernels([5.0, 9.0, 5.1], 0.2), levels=levels)
    assert estimates.quantiles.shape == (1, 3)
    assert (np.diff(estimates.quantiles) > 0).all()


def test_under_another_method_what_is_left_out_is_still_compared_with_the_linear_pool() -> None:
    run = kernels([5.0, 5.4, 6.0], 0.2)
    linear, median = pooled(run), pooled(run, method="median")
    assert median.linear == pytest.approx(linear.linear)
    assert median.without == pytest.approx(linear.without)
    assert median.quantiles[0, 2] != pytest.approx(linear.quantiles[0, 2], abs=1e-6)


def test_voices_are_counted_and_weighed() -> None:
    run = kernels([5.0, 5.1, 5.2], 0.2, weights=[4.0, 2.0, 2.0])
    assert pooled(run).voices.tolist() == effective_voices(run).tolist()
    assert pooled(run).compared.tolist() == [3]
    relays = kernels([5.0, 5.1, 5.2], 0.2, voices=[0, 1, 1])
    assert pooled(relays).compared.tolist() == [2]


def test_a_voice_in_two_cells_is_counted_in_both() -> None:
    run = kernels([5.0, 5.1, 7.0], 0.2, cells=[0, 0, 1], voices=[0, 1, 1])
    assert pooled(run).compared.tolist() == [2, 1]


def test_a_stake_moves_best_and_best_without_it_is_told() -> None:
    run = kernels([5.0, 5.2], 0.3)
    free, staked = pooled(run), pooled(run, high=[True, True])
    assert staked.quantiles[0, -1] > free.quantiles[0, -1]
    assert staked.unstaked_best == pytest.approx(free.quantiles[:, 2], abs=1e-6)
    assert free.unstaked_best.tolist() == free.quantiles[:, 2].tolist()


def test_only_the_cell_with_a_stake_is_pooled_again() -> None:
    run = kernels([5.0, 5.6, 7.0, 7.6], 0.3, cells=[0, 0, 1, 1], voices=[0, 1, 0, 1])
    free, staked = pooled(run), pooled(run, low=[False, False, True, False])
    assert staked.quantiles[0].tolist() == free.quantiles[0].tolist()
    assert staked.quantiles[1, 0] < free.quantiles[1, 0]
    assert staked.unstaked_best == pytest.approx(free.quantiles[:, 2], abs=1e-6)


def old_total(lag: int, centre: float = 3.0) -> Estimates:
    """Three voices that agree, and a fourth whose count is some days older."""
    return pooled(kernels([5.0, 5.05, 5.1, centre], 0.1), lag=[0, 0, 0, lag])


def test_a_total_that_growth_left_behind_is_no_disagreement() -> None:
    recent, old = old_total(0), old_total(1)
    assert recent.compared.tolist() == [4]
    assert recent.agreement.conflict_p[0] < 0.01
    assert recent.scattered.tolist() == [True]
    assert old.compared.tolist() == [3]
    assert old.agreement.conflict_p[0] > 0.5
    assert old.scattered.tolist() == [False]
    assert np.isnan(old.tail_p).tolist() == [False, False, False, True]


def test_an_old_total_above_the_others_still_disagrees() -> None:
    high = old_total(400, centre=8.0)
    assert high.compared.tolist() == [4]
    assert high.agreement.conflict_p[0] < 0.01


def test_outgrown_counts_of_one_cell_leave_the_others_as_they_are() -> None:
    run = kernels([5.0, 5.05, 3.0, 5.0, 5.05, 3.0], 0.1, cells=[0, 0, 0, 1, 1, 1], voices=[0, 1, 2] * 2)
    estimates = pooled(run, lag=[0, 0, 90, 0, 0, 0])
    assert estimates.compared.tolist() == [2, 3]
    assert np.isnan(estimates.tail_p).tolist() == [False, False, True, False, False, False]
    assert estimates.agreement.conflict_p[0] > 0.5
    assert estimates.agreement.conflict_p[1] == pytest.approx(pooled(run).agreement.conflict_p[1])


def test_a_floor_that_cuts_is_told_by_lifting_it() -> None:
    run = kernels([5.0, 4.9], 0.5)
    estimates = pooled(run, bound=["", "floor"], at=[0.0, 4.8])
    alone = pooled(kernels([5.0], 0.5))
    assert estimates.without[1] == pytest.approx(alone.linear[0], abs=0.03)
    assert estimates.quantiles[0, 0] > alone.quantiles[0, 0]
    assert estimates.weight.tolist() == [1.0, 1.0]
    assert np.isnan(estimates.tail_p[1])


def test_a_floor_that_another_implies_may_go_without_a_change() -> None:
    run = kernels([5.0, 4.9, 4.5], 0.5, voices=[0, 1, 1])
    estimates = pooled(run, bound=["", "floor", "floor"], at=[0.0, 4.8, 4.4])
    assert estimates.without[2] == pytest.approx(estimates.linear[0])
    assert estimates.weight.tolist() == [1.0, 1.0, 1.0]


def test_bounds_alone_tell_no_influence_and_what_is_implied_weighs_nothing() -> None:
    run = kernels([5.0, 5.5, 7.0, 5.0, 5.1], 0.3, cells=[0, 0, 0, 1, 1], voices=[0, 1, 2, 0, 1])
    estimates = pooled(run, bound=["floor", "floor", "ceiling", "", ""], at=[4.9, 5.4, 7.1, 0.0, 0.0])
    assert estimates.bounds_alone.tolist() == [True, False]
    assert estimates.weight.tolist() == [0.0, 1.0, 1.0, 1.0, 1.0]
    assert np.isnan(estimates.without).all(axis=1).tolist() == [True, True, True, False, False]
    assert np.isnan(estimates.agreement.conflict_p).tolist() == [True, False]


def test_weights_are_shares_of_the_largest_of_their_cell() -> None:
    run = kernels([5.0, 5.1, 7.0], 0.2, weights=[4.0, 1.0, 0.5], cells=[0, 0, 1])
    assert pooled(run).weight.tolist() == [1.0, 0.25, 1.0]


def test_scatter_is_that_of_the_claims_as_stated() -> None:
    run = kernels([5.0, 7.0, 9.0], 0.2)
    fit = pooled(run, bound=["", "", "floor"], at=[0.0, 0.0, 8.0]).scatter
    assert fit.q == pytest.approx([(1 / 0.2) ** 2 * 2], rel=1e-6)
