from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from reconcile.pool.blocks import blocks
from reconcile.pool.grid import make_nodes
from reconcile.pool.interpolation import read_quantiles
from reconcile.pool.kernels import Bounds
from reconcile.pool.leaks import leaks
from reconcile.pool.mixture import mix
from tests.examples import examples
from tests.pool.kernels_for_tests import LEVELS, bounds, kernels

# probability by which a quantile may be off; in a gap between groups a quantile itself is not determined more closely
GRID_TOLERANCE = 5e-3


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(0.02, 3)), min_size=1, max_size=6))
@examples(100)
def test_quantiles_of_the_mixture_stand_at_their_levels(parts: list[tuple[float, float]]) -> None:
    centres, deviations = [c for c, _ in parts], [d for _, d in parts]
    read = mix(kernels(centres, deviations), Bounds.none()).quantiles(LEVELS)[0]
    reached = np.mean([ndtr((read - c) / d) for c, d in parts], axis=0)
    assert reached == pytest.approx(LEVELS, abs=GRID_TOLERANCE)


def test_an_outlier_ten_orders_away_does_not_blur_the_others() -> None:
    centres = [np.log(300.0)] * 300 + [np.log(1e12)]
    read = mix(kernels(centres, 0.05), Bounds.none()).quantiles(LEVELS)[0]
    assert np.exp(read[2]) == pytest.approx(300.0, rel=0.01)
    assert np.exp(read[4]) == pytest.approx(300.0 * np.exp(1.645 * 0.05), rel=0.02)


def test_nodes_rise_and_span_all_kernels() -> None:
    nodes = make_nodes(kernels([0.0, 50.0], [1.0, 0.01]))
    assert (np.diff(nodes, axis=1) > 0).all()
    assert nodes[0, 0] == pytest.approx(-4.5)
    assert nodes[0, -1] == pytest.approx(54.5 - 4.5 + 0.045)


def test_a_floor_leaves_its_leak_below() -> None:
    pool = mix(kernels([0.0], [1.0]), bounds([0.0]))
    below = pool.mass_at(np.array([0.0]))[0] / pool.total[0, -1]
    assert below == pytest.approx(0.1 / 1.1, abs=0.01)


def test_a_ceiling_is_the_mirror_of_a_floor() -> None:
    floor = mix(kernels([0.0], [1.0]), bounds([0.3])).quantiles(LEVELS)[0]
    ceiling = mix(kernels([0.0], [1.0]), bounds([-0.3], floors=[False])).quantiles(LEVELS)[0]
    assert ceiling[::-1] == pytest.approx(-floor, abs=0.01)


def test_leaks_multiply() -> None:
    nodes = np.array([[0.0, 1.0, 2.0]])
    assert leaks(bounds([1.0, 2.0]), nodes)[0] == pytest.approx([0.01, 0.1])


def test_read_quantiles_of_a_flat_stretch_stay_inside() -> None:
    nodes, cdf = np.array([[0.0, 1.0, 2.0, 3.0]]), np.array([[0.0, 0.5, 0.5, 1.0]])
    assert 1.0 <= read_quantiles(nodes, cdf, np.array([0.5]))[0, 0] <= 2.0


def test_the_mass_at_a_quantile_is_its_level() -> None:
    pool = mix(kernels([0.0, 3.0], [1.0, 0.5]), Bounds.none())
    for level in LEVELS:
        point = pool.quantiles(np.array([level]))[:, 0]
        share = pool.mass_at(point).sum() / pool.total[0, -1]
        assert share == pytest.approx(level, abs=1e-3)


def test_blocks_cover_every_cell_and_kernel_once() -> None:
    cells = np.repeat(np.arange(3000), 3)
    run = kernels(np.zeros(9000), cells=cells)
    seen = [(c, r) for c, r, _, _ in blocks(run, Bounds.none())]
    assert len(seen) > 1
    assert [c.start for c, _ in seen][1:] == [c.stop for c, _ in seen][:-1]
    assert seen[-1][0].stop == 3000
    assert seen[-1][1].stop == 9000


def test_a_cell_larger_than_a_block_stays_whole() -> None:
    run = kernels(np.linspace(0, 1, 10_000))
    (cells, rows, part, _), *rest = blocks(run, Bounds.none())
    assert not rest
    assert (cells.stop, rows.stop, len(part.cell)) == (1, 10_000, 10_000)


def test_in_a_gap_the_median_is_its_middle_and_rounding_does_not_choose_a_side() -> None:
    for weights in ([1.0, 1.0], [1.0, 1.0 + 1e-12], [1.0 + 1e-12, 1.0]):
        pool = mix(kernels([0.0, 20.0], 0.2, weights=weights), Bounds.none())
        assert pool.quantiles(np.array([0.5]))[0, 0] == pytest.approx(10.0, abs=0.3)
