"""The added spread, computed by hand beside the program; every chosen number is held here."""

from __future__ import annotations

import numpy as np
import pytest

from reconcile.pool import calibration
from reconcile.pool.calibration import (
    Stake,
    as_stated,
    common_spread,
    effective_voices,
    spread_variance,
    variance_between,
    widened,
)
from reconcile.pool.kernels import Kernels
from reconcile.ranges.scale import LINEAR, LOG, PROPORTION
from tests.pool.kernels_for_tests import kernels


def scales(run: Kernels, kind: int = LOG) -> np.ndarray:
    return np.full(run.cells, kind)


def variance(run: Kernels, between: calibration.Between = "own", kind: int = LOG) -> list[float]:
    return spread_variance(run, scales(run, kind), between=between).tolist()


def test_chosen_numbers_are_those_of_the_page_on_calibration() -> None:
    assert calibration.STATED_FACTOR == 1.2
    assert calibration.BETWEEN_FACTOR == 0.8
    assert calibration.COMMON_SPREAD == 0.3
    assert calibration.COMMON_VOICES == 2.0
    assert calibration.LEAST == 0.01
    assert calibration.STAKE_FACTOR == 1.0


def test_one_voice_has_the_common_spread_beside_its_own_width() -> None:
    run = kernels([5.0], 0.5)
    by_hand = (1.2 * 0.5) ** 2 + 0.8**2 * 0.3**2
    assert variance(run) == variance(run, "common") == variance(run, "voice") == pytest.approx([by_hand])


def test_two_voices_shrink_their_own_scatter_to_the_common_one() -> None:
    run = kernels([5.0, 7.0], 0.5)
    own = (1 * 2.0 + 2 * 0.3**2) / (1 + 2)
    assert variance(run) == pytest.approx([(0.6**2 + 0.8**2 * own) / 2])
    assert variance(run, "common") == pytest.approx([(0.6**2 + 0.8**2 * 0.3**2) / 2])
    assert variance(run, "voice") == pytest.approx([0.6**2 / 2 + 0.8**2 * 0.3**2])


def test_own_scatter_is_what_is_added_unless_something_else_is_asked_for() -> None:
    run = kernels([5.0, 7.0], 0.5)
    assert spread_variance(run, scales(run)).tolist() == variance(run, "own")
    assert widened(run, scales(run)).below.tolist() == widened(run, scales(run), between="own").below.tolist()


def test_means_are_weighted() -> None:
    run = kernels([5.0, 7.0], [0.2, 1.0], weights=[3.0, 1.0])
    voices = 4.0**2 / (9 + 1)
    between = (3 * 0.25 + 1 * 2.25) / 4 * voices / (voices - 1)
    stated = (3 * 0.2 + 1 * 1.0) / 4
    own = ((voices - 1) * between + 2 * 0.09) / (voices - 1 + 2)
    assert effective_voices(run).tolist() == pytest.approx([voices])
    assert variance_between(run).tolist() == pytest.approx([between])
    assert variance(run) == pytest.approx([((1.2 * stated) ** 2 + 0.64 * own) / voices])


def test_a_voice_told_by_relays_counts_once() -> None:
    relayed = kernels([5.0, 7.0, 7.0], 0.5, voices=[0, 1, 1], weights=[1.0, 0.5, 0.5])
    assert variance(relayed) == pytest.approx(variance(kernels([5.0, 7.0], 0.5)))


def test_cells_are_computed_apart() -> None:
    both = kernels([5.0, 7.0, 1.0], [0.5, 0.5, 0.1], cells=[0, 0, 1])
    assert variance(both) == pytest.approx([*variance(kernels([5.0, 7.0], 0.5)), *variance(kernels([1.0], 0.1))])


def test_one_voice_has_no_scatter() -> None:
    assert variance_between(kernels([5.0, 9.0], voices=[3, 3])).tolist() == [0.0]


def test_the_added_spread_has_a_least() -> None:
    run = kernels(np.zeros(10**5), 0.0)
    assert variance(run) == pytest.approx([(0.01 * 0.3) ** 2])


@pytest.mark.parametrize("kind", [LOG, PROPORTION])
def test_the_common_spread_has_a_size_of_its_own_on_scales_without_unit(kind: int) -> None:
    assert common_spread(kernels([5.0], 0.5), np.array([kind])).tolist() == [0.3]


def test_the_common_spread_of_a_linear_scale_follows_the_claims() -> None:
    def common(centres: list[float], deviation: float | list[float], weights: list[float] | None = None) -> float:
        run = kernels(centres, deviation, weights=weights)
        return float(common_spread(run, scales(run, LINEAR))[0])

    assert common([10.0, -30.0], [1.0, 3.0], [1.0, 3.0]) == 2.5
    assert common([10.0, -30.0], 0.0, [1.0, 3.0]) == pytest.approx(0.3 * 25)
    assert common([0.0], 0.0) == pytest.approx(0.3)


def test_kernels_are_widened_on_both_sides_alike() -> None:
    run = kernels([5.0], 0.5).with_sides(np.array([0.2]), np.array([0.8]))
    wide = widened(run, scales(run))
    added = (1.2 * 0.5) ** 2 + (0.8 * 0.3) ** 2
    assert (wide.below.tolist(), wide.above.tolist()) == (
        pytest.approx([np.sqrt(0.2**2 + added)]),
        pytest.approx([np.sqrt(0.8**2 + added)]),
    )


def test_a_stake_adds_one_common_spread_on_its_side() -> None:
    run = kernels([5.0, 5.0, 5.0], 0.5)
    stake = Stake(low=np.array([True, False, False]), high=np.array([False, True, False]))
    plain, wide = widened(run, scales(run)), widened(run, scales(run), stake)
    below, above = wide.below**2 - plain.below**2, wide.above**2 - plain.above**2
    assert below.tolist() == pytest.approx([0.09, 0.0, 0.0], abs=1e-12)
    assert above.tolist() == pytest.approx([0.0, 0.09, 0.0], abs=1e-12)


def test_a_stake_of_a_linear_scale_adds_the_mean_stated_deviation() -> None:
    run = kernels([10.0, 20.0], [1.0, 3.0])
    stake = Stake(low=np.array([True, False]), high=np.array([False, False]))
    sharp = as_stated(run, scales(run, LINEAR), stake)
    assert sharp.below.tolist() == pytest.approx([np.sqrt(1 + 4), 3.0])


def test_spread_is_measured_on_the_kernels_that_say_where_the_value_is() -> None:
    run = kernels([5.0, 6.0, 90.0], [0.5, 0.5, 7.0])
    located = np.array([True, True, False])
    wide = widened(run, scales(run), located=located)
    added = variance(kernels([5.0, 6.0], 0.5))[0]
    assert wide.below.tolist() == pytest.approx(np.sqrt(np.array([0.25, 0.25, 49]) + added).tolist())
    everyone = widened(run, scales(run), located=np.ones(3, dtype=bool))
    assert everyone.below.tolist() == widened(run, scales(run)).below.tolist()


def test_as_stated_nothing_is_added_and_no_kernel_is_a_needle() -> None:
    run = kernels([5.0, 5.0], 0.0).with_sides(np.array([0.0, 0.5]), np.array([0.001, 0.5]))
    sharp = as_stated(run, scales(run))
    assert sharp.below.tolist() == pytest.approx([0.003, 0.5])
    assert sharp.above.tolist() == pytest.approx([0.003, 0.5])


def test_as_stated_a_stake_still_widens_its_side() -> None:
    run = kernels([5.0], 0.4)
    sharp = as_stated(run, scales(run), Stake(low=np.array([False]), high=np.array([True])))
    assert (sharp.below.tolist(), sharp.above.tolist()) == (pytest.approx([0.4]), pytest.approx([0.5]))
