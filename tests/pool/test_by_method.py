"""Methods side by side give what each gives alone, with the same bounds and the same stakes."""

from __future__ import annotations

import numpy as np
import pytest

from reconcile.pool.by_method import pool_by_methods
from reconcile.pool.calibration import Stake
from reconcile.pool.estimate import pool_run
from reconcile.pool.methods import METHODS, VARIANTS
from reconcile.ranges.scale import LOG
from tests.pool.kernels_for_tests import LEVELS, kernels

RUN = kernels([5.0, 5.4, 6.3, 5.1, 7.0, 7.4], [0.1, 0.3, 0.2, 0.2, 0.4, 0.1], weights=[1.0, 2.0, 1.0, 1.0, 3.0, 1.0],
              cells=[0, 0, 0, 0, 1, 1], voices=[0, 1, 2, 3, 0, 1])  # fmt: skip
BOUND = np.array(["", "", "", "floor", "", ""], dtype=object)
AT = np.array([0.0, 0.0, 0.0, 5.2, 0.0, 0.0])
FREE = Stake(low=np.zeros(6, dtype=bool), high=np.zeros(6, dtype=bool))
STAKED = Stake(low=np.zeros(6, dtype=bool), high=np.array([True, False, False, False, True, True]))
SCALE = np.full(2, LOG)


def side_by_side(*methods: str, stake: Stake = FREE) -> np.ndarray:
    return pool_by_methods(
        RUN, BOUND, AT, stake, lag=np.zeros(len(AT), dtype=int), scale=SCALE, levels=LEVELS, methods=methods
    )


@pytest.mark.parametrize("stake", [FREE, STAKED])
def test_each_method_gives_what_it_gives_alone(stake: Stake) -> None:
    methods = [*METHODS, *VARIANTS]
    together = side_by_side(*methods, stake=stake)
    assert together.shape == (len(methods), 2, len(LEVELS))
    for name, quantiles in zip(methods, together, strict=True):
        alone = pool_run(
            RUN, BOUND, AT, stake, lag=np.zeros(6, dtype=int), scale=SCALE, levels=LEVELS, method=name
        ).quantiles
        assert np.maximum.accumulate(quantiles, axis=1) == pytest.approx(alone, abs=1e-9), name


def test_a_stake_reaches_every_method() -> None:
    methods = [*METHODS]
    free, staked = side_by_side(*methods), side_by_side(*methods, stake=STAKED)
    for name, before, after in zip(methods, free, staked, strict=True):
        assert (after[:, -1] != before[:, -1]).any(), name


def test_an_unknown_method_is_an_error() -> None:
    with pytest.raises(ValueError, match="mean"):
        side_by_side("mean")
