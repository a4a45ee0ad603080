"""Past errors as widths of kernels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reconcile.pool.calibration import as_stated, widened
from reconcile.pool.kernels import Kernels
from reconcile.pool.past_errors import PAST_SHARE, PastErrors
from reconcile.ranges.scale import LOG

ONES = np.ones(2)
PAIR = Kernels(1, np.array([0, 0]), np.array([0, 1]), ONES, np.array([5.0, 5.2]), 0.1 * ONES, 0.2 * ONES)


def past(deviation: float, *, sure: bool) -> PastErrors:
    return PastErrors(np.array([deviation, np.nan]), np.array([sure, False]))


def test_the_share_is_that_of_the_page() -> None:
    assert pytest.approx(1 / 3) == PAST_SHARE


@pytest.mark.parametrize("make", [widened, as_stated])
def test_a_width_moves_a_third_of_the_way_in_its_logarithm(make) -> None:
    scale = np.array([LOG])
    plain, moved = make(PAIR, scale), make(replace(PAIR, past=past(0.8, sure=True)), scale)
    assert moved.below[0] == pytest.approx(plain.below[0] ** (2 / 3) * 0.8 ** (1 / 3))
    assert moved.above[0] == pytest.approx(plain.above[0] ** (2 / 3) * 0.8 ** (1 / 3))
    assert (moved.below[1], moved.above[1]) == (plain.below[1], plain.above[1])
    assert moved.centre.tolist() == plain.centre.tolist()


@pytest.mark.parametrize(("deviation", "sure", "grows"), [(0.02, True, False), (0.02, False, None), (2.0, False, True)])
def test_with_few_values_a_width_only_grows(deviation: float, sure: bool, grows: bool | None) -> None:
    plain = widened(PAIR, np.array([LOG])).below[0]
    moved = widened(replace(PAIR, past=past(deviation, sure=sure)), np.array([LOG])).below[0]
    assert (moved > plain) == bool(grows)
    assert (moved == plain) == (grows is None)


def test_kernels_keep_their_past_when_some_are_taken() -> None:
    kept = replace(PAIR, past=past(0.5, sure=True)).take(np.array([1, 0]))
    assert kept.past is not None
    assert np.isnan(kept.past.deviation[0])
    assert kept.past.sure.tolist() == [False, True]
