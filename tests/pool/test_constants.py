"""Numbers that were chosen, where no other test of the room stands on both sides of them."""

from __future__ import annotations

import numpy as np
import pytest

from reconcile.pool import agreement, blocks, bounds, cells, grid, mixture, scoring_rules, verdicts
from reconcile.pool.agreement import scattered
from reconcile.pool.calibration import COMMON_SPREAD
from reconcile.pool.cells import Cells, carried_high, recency
from reconcile.pool.methods import METHODS, VARIANTS
from reconcile.pool.methods.measured import MEASURED, MEASURED_LEVEL
from tests.pool.kernels_for_tests import kernels


def test_numbers_of_the_model() -> None:
    """Those of docs/model.md: whoever changes one changes that page."""
    assert (agreement.AGREE_FROM, agreement.CONFLICT_BELOW, agreement.FEW_VOICES) == (0.10, 0.01, 10)
    assert (agreement.USUAL_TIMES, agreement.WEIGHT_CHANGE) == (2.0, 0.2)
    assert (agreement.MERGED_WEIGHT, agreement.MOST_MOVE) == (0.5, 0.25)
    assert (bounds.RELIABILITY, bounds.MOST_WEIGHT, bounds.EDGE) == (0.9, 0.03, 0.6)
    assert (verdicts.LEAST_DENSITY, verdicts.MOST_COMPUTED_OFF) == (0.25, 1.5)
    assert (verdicts.LEAST_LOCATING, verdicts.STAKE_MATTERS_FROM) == (2, 0.2)
    assert (cells.HALF_LIFE_DAYS, cells.MOST_GROWTH) == (60.0, 1.0)


def test_numbers_of_the_grid() -> None:
    """Those that benchmarks/scale.py and the tests of precision were run with."""
    assert (grid.REACH, grid.FIRST, grid.NODES, grid.NORMAL_SLOPE, grid.BY_MASS) == (4.5, 17, 41, 0.851, 0.8)
    assert (mixture.NEWTON_STEPS, mixture.MORE_STEPS, mixture.NOTHING) == (4, 16, 1e-12)
    assert (blocks.BLOCK, scoring_rules.BLOCK, scoring_rules.RESAMPLES) == (8192, 4_000_000, 2000)


@pytest.mark.parametrize(("times", "far"), [(1.99, False), (2.01, True)])
def test_voices_scatter_from_twice_the_usual(times: float, far: bool) -> None:
    """Two voices d apart have the deviation d / sqrt(2)."""
    apart = times * COMMON_SPREAD * np.sqrt(2)
    run = kernels([0.0, apart, 5.0], cells=[0, 0, 1])
    assert scattered(run, np.zeros(2, dtype=int), np.array([True, True, True])).tolist() == [far, False]
    assert scattered(run, np.zeros(2, dtype=int), np.array([True, False, True])).tolist() == [False, False]
    assert scattered(run, np.zeros(2, dtype=int), np.zeros(3, dtype=bool)).tolist() == [False, False]


def test_counts_age() -> None:
    assert recency(np.array([0.0, 30.0, 120.0])) == pytest.approx([1.0, np.sqrt(0.5), 0.25])
    assert carried_high(np.array([100.0]), np.array([50.0]), np.array([0.01])).tolist() == [150.0]
    assert carried_high(np.array([100.0]), np.array([101.0]), np.array([0.01])).tolist() == [200.0]


def test_days_far_apart_stay_in_the_span_of_their_quantity() -> None:
    far = Cells(np.array([0, 1]), np.array([10_000_000, -10_000_000]))
    assert far.key[1] > far.key[0] > 0


def test_measured_scores_stand_as_on_the_page_on_calibration() -> None:
    assert MEASURED_LEVEL == 0.9
    assert all(0.3 < held < 1 for scores in MEASURED.values() for held in scores[::2])
    assert all(0.9 < score < 1.4 for scores in MEASURED.values() for score in scores[1::2])
    assert MEASURED["linear"] == (0.90, 1.00, 0.92, 0.99)
    assert MEASURED["random_effects"] == (0.83, 1.09, 0.84, 1.06)
    assert set(MEASURED) == {*METHODS, *VARIANTS}
