"""What is read off the grid of a mixture, beside the mixture itself."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from reconcile.pool import mixture
from reconcile.pool.blocks import each_block
from reconcile.pool.kernels import Bounds, Kernels
from reconcile.pool.mixture import mix
from tests.pool.kernels_for_tests import LEVELS, bounds, kernels

FREE = Bounds.none()


def share_below(run: Kernels, point: float) -> float:
    return float(np.average(norm.cdf(point, run.centre, run.below), weights=run.weight))


def test_quantiles_of_one_kernel_are_its_own() -> None:
    run = kernels([5.0], 0.3)
    assert mix(run, FREE).quantiles(LEVELS)[0] == pytest.approx(norm.ppf(LEVELS, 5.0, 0.3), abs=1e-6)


def test_every_quantile_stands_close_to_its_level() -> None:
    assert mixture.CLOSE == 1e-6
    for run in (kernels([0.0, 40.0], [0.05, 10.0]), kernels([0.0, 0.1, 0.2, 8.0], [0.05, 0.2, 3.0, 0.1])):
        points = mix(run, FREE).quantiles(LEVELS)[0]
        assert [share_below(run, point) for point in points] == pytest.approx(LEVELS, abs=1e-5)


def test_weights_count() -> None:
    run = kernels([0.0, 10.0], 0.5, weights=[3.0, 1.0])
    pool = mix(run, FREE)
    assert share_below(run, float(pool.quantiles(np.array([0.5]))[0, 0])) == pytest.approx(0.5, abs=1e-6)
    assert pool.total[0, -1] == pytest.approx(4.0, abs=1e-4)
    assert pool.mass[:, -1] == pytest.approx([3.0, 1.0], abs=1e-4)


def test_roughly_is_one_step_and_close() -> None:
    pool = mix(kernels([0.0, 3.0], [0.3, 1.0]), FREE)
    assert pool.quantiles(LEVELS, roughly=True) == pytest.approx(pool.quantiles(LEVELS), abs=0.02)


def test_what_is_read_off_the_grid_is_close_to_the_quantiles() -> None:
    pool = mix(kernels([0.0, 3.0], [0.3, 1.0]), FREE)
    assert pool.read(LEVELS) == pytest.approx(pool.quantiles(LEVELS), abs=0.05)


@pytest.mark.parametrize("far", [5.0, 50.0])
def test_the_median_of_two_far_voices_is_the_middle_of_the_gap(far: float) -> None:
    assert mix(kernels([0.0, far], 0.1), FREE).quantiles(np.array([0.5]))[0, 0] == pytest.approx(
        far / 2, abs=0.02 * far
    )


def test_a_gap_is_known_by_its_mass_and_its_length() -> None:
    assert (mixture.FLAT_MASS, mixture.FLAT_LENGTH, mixture.FLAT_DENSITY) == (1e-6, 0.02, 0.01)
    # the smaller group ends where the level lies, but for a ten-thousandth: no gap any more
    heavier = mix(kernels([0.0, 10.0], 0.1, weights=[1.0002, 1.0]), FREE)
    assert heavier.quantiles(np.array([0.5]))[0, 0] < 1.0


def test_a_floor_moves_the_mass_above_it() -> None:
    pool = mix(kernels([0.0], 1.0), bounds([0.0], leak=0.1))
    assert pool.uncut.tolist() == [False]
    assert pool.total[0, -1] == pytest.approx(0.55, abs=0.01)
    below = pool.mass_at(np.array([0.0]))[0] / pool.total[0, -1]
    assert below == pytest.approx(0.05 / 0.55, abs=0.01)
    assert pool.quantiles(np.array([0.5]))[0, 0] == pytest.approx(norm.ppf(0.5 + (0.275 - 0.05) - 0.0), abs=0.03)


def test_only_the_cell_with_a_bound_is_cut() -> None:
    run = kernels([0.0, 0.0], 1.0, cells=[0, 1])
    pool = mix(run, bounds([0.0], leak=0.1))
    assert pool.uncut.tolist() == [False, True]
    best = pool.quantiles(np.array([0.5]))[:, 0]
    assert best[0] > 0.3
    assert best[1] == pytest.approx(0.0, abs=1e-6)


def test_leaving_a_voice_out_is_pooling_the_others() -> None:
    run = kernels([0.0, 1.0, 4.0], [0.3, 0.5, 0.4], weights=[1.0, 2.0, 1.0])
    without = mix(run, FREE).without(LEVELS)
    for place in range(3):
        rest = np.arange(3) != place
        left = mix(run.take(rest), FREE).quantiles(LEVELS)[0]
        assert without[place] == pytest.approx(left, abs=0.06)


def test_leaving_out_one_of_a_voices_kernels_leaves_the_voice_its_weight() -> None:
    run = kernels([0.0, 3.0, 3.4, 3.8], 0.3, voices=[0, 1, 1, 1], weights=[0.5, 0.5, 0.25, 0.25])
    without = mix(run, FREE).without(np.array([0.5]))[:, 0]
    # the other two take over half each
    shared = kernels([0.0, 3.4, 3.8], 0.3, voices=[0, 1, 1], weights=[0.5, 0.5, 0.5])
    assert without[1] == pytest.approx(mix(shared, FREE).read(np.array([0.5]))[0, 0], abs=0.15)
    alone = kernels([3.0, 3.4, 3.8], 0.3, voices=[1, 1, 1], weights=[0.5, 0.25, 0.25])
    assert without[0] == pytest.approx(mix(alone, FREE).read(np.array([0.5]))[0, 0], abs=0.05)


def test_the_only_kernel_of_a_cell_cannot_be_left_out() -> None:
    run = kernels([0.0, 1.0, 2.0], 0.3, cells=[0, 1, 1])
    assert np.isnan(mix(run, FREE).without(LEVELS)).all(axis=1).tolist() == [True, False, False]


def test_tails_are_twice_the_smaller_chance() -> None:
    run = kernels([0.0, 1.0], [1.0, 2.0])
    chance = norm.sf(1.0 / np.hypot(1.0, 2.0))
    assert mix(run, FREE).tail_p() == pytest.approx([2 * chance] * 2, abs=0.01)
    assert np.isnan(mix(kernels([0.0]), FREE).tail_p()).all()


def test_tails_compare_with_the_weighted_others() -> None:
    run = kernels([0.0, 9.0, -9.0], 1.0, weights=[1.0, 3.0, 1.0])
    assert mix(run, FREE).tail_p()[0] == pytest.approx(0.5, abs=0.01)


def test_kernels_of_a_voice_are_one_mass() -> None:
    run = kernels([0.0, 1.0, 2.0, 5.0, 6.0], 0.4, cells=[0, 0, 0, 1, 1], voices=[0, 1, 1, 0, 0])
    pool = mix(run, FREE)
    voices = pool.by_voice(run.voice_starts)
    assert voices.cell.tolist() == [0, 0, 1]
    assert voices.mass == pytest.approx(
        np.stack([pool.mass[0], pool.mass[1] + pool.mass[2], pool.mass[3] + pool.mass[4]])
    )
    assert voices.mass_at(np.array([1.5, 5.5])) == pytest.approx(
        [norm.cdf(1.5 / 0.4), norm.cdf(0.5 / 0.4) + norm.cdf(-0.5 / 0.4), 1.0]
    )
    alone = mix(kernels([0.0, 1.0]), FREE)
    assert alone.by_voice(np.array([0, 1])) is alone


def test_the_mass_below_a_point_is_exact_without_bounds() -> None:
    run = kernels([0.0, 1.0], 0.5, weights=[2.0, 1.0])
    assert mix(run, FREE).mass_at(np.array([0.5])) == pytest.approx([2 * norm.cdf(1.0), norm.cdf(-1.0)], abs=1e-12)


def test_density_is_a_share_of_the_highest() -> None:
    pool = mix(kernels([0.0], 1.0), FREE)
    assert pool.density_at(np.array([0.0])) == pytest.approx([1.0], abs=0.02)
    assert pool.density_at(np.array([1.0])) == pytest.approx([np.exp(-0.5)], abs=0.05)
    assert pool.density_at(np.array([99.0]))[0] < 0.01


def test_blocks_are_worked_on_each_with_its_own_cells_and_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconcile.pool.blocks.BLOCK", 2)
    run = kernels([0.0, 1.0, 2.0, 3.0, 4.0], cells=[0, 0, 1, 2, 2])
    cuts = bounds([7.0, 8.0, 9.0])
    cuts = Bounds(np.array([2, 0, 1]), cuts.at, cuts.is_floor, cuts.leak, cuts.share, cuts.edge, cuts.blur)
    seen = []

    def work(cells: slice, rows: slice, part: Kernels, cut: Bounds) -> None:
        seen.append(
            (cells.start, cells.stop, rows.start, rows.stop, part.cell.tolist(), cut.cell.tolist(), cut.at.tolist())
        )

    each_block(run, cuts, work)
    assert sorted(seen) == [
        (0, 1, 0, 2, [0, 0], [0], [8.0]), (1, 2, 2, 3, [0], [0], [9.0]), (2, 3, 3, 5, [0, 0], [0], [7.0]),
    ]  # fmt: skip
