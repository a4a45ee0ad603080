"""Leaving claims out: what is read off the pool's own grid is what pooling without the claim gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.pool.calibration import Stake
from reconcile.pool.estimate import Estimates, pool_run
from reconcile.pool.kernels import Kernels
from reconcile.pool.methods import METHODS, VARIANTS
from reconcile.ranges.scale import LOG
from tests.pool.kernels_for_tests import LEVELS, kernels


def pooled(run: Kernels, method: str = "linear") -> Estimates:
    count, nobody = len(run.cell), np.zeros(len(run.cell), dtype=bool)
    free, lag = np.full(count, "", dtype=object), np.zeros(count, dtype=int)
    stake, scale = Stake(nobody, nobody), np.full(run.cells, LOG)
    return pool_run(run, free, np.zeros(count), stake, lag=lag, scale=scale, levels=LEVELS, method=method)


def test_a_relay_has_no_influence() -> None:
    relayed = kernels([5.0, 6.0, 6.0, 6.0], 0.2, voices=[0, 1, 1, 1], weights=[1.0, 1 / 3, 1 / 3, 1 / 3])
    told = pooled(relayed)
    assert told.without[1:] == pytest.approx(np.tile(told.linear[0], (3, 1)), abs=1e-9)
    assert told.without[0, 1] > told.linear[0, 1]


def test_leaving_out_one_of_a_voices_claims_is_pooling_the_others_with_its_weight() -> None:
    told = pooled(kernels([5.0, 6.0, 6.6], 0.2, voices=[0, 1, 1], weights=[1.0, 0.5, 0.5]))
    rest = pooled(kernels([5.0, 6.6], 0.2))
    # the spread that is added is that of all claims in one and of two in the other
    assert told.without[1] == pytest.approx(rest.linear[0], abs=0.12)


def test_the_claim_that_sets_an_end_carries_the_width() -> None:
    claims = pd.DataFrame({"quantity": "q", "source": list("ABCD"), "best": [100, 101, 102, 900]})
    table = rc.reconcile(claims).claims.set_index("source")
    assert table["influence_width"].idxmin() == "D"
    assert table.loc["D", "influence_width"] < -0.3
    assert abs(table.loc["B", "influence_width"]) < 0.5


def test_the_only_claim_has_no_influence_to_tell() -> None:
    table = rc.reconcile(pd.DataFrame({"quantity": "q", "source": ["A"], "best": [100]})).claims
    assert table[["influence", "influence_width", "tail_p"]].isna().all(axis=None)


@pytest.mark.parametrize("method", [*METHODS, *VARIANTS])
def test_relays_move_no_method(method: str) -> None:
    alone = pooled(kernels([4.6, 5.3, 6.0], 0.1), method)
    copies = kernels(
        [4.6, 5.3, *[6.0] * 9], 0.1, voices=[0, 1, *[2] * 9], weights=[1.0, 1.0, *[1 / 9] * 9]
    )  # fmt: skip
    assert pooled(copies, method).quantiles[0] == pytest.approx(alone.quantiles[0], abs=1e-6)


@pytest.mark.parametrize("method", [*METHODS, *VARIANTS])
def test_weights_too_small_to_square_are_weights(method: str) -> None:
    centres = [4.6, 5.3, 6.0]
    usual, tiny = (pooled(kernels(centres, 0.1, weights=[w, w, w / 2]), method) for w in (1.0, 1e-300))
    assert tiny.quantiles[0] == pytest.approx(usual.quantiles[0], abs=1e-9)
    assert tiny.voices == pytest.approx(usual.voices)
    assert np.isfinite(tiny.tail_p).all()


@pytest.mark.long
def test_a_contradicting_bound_weighs_little_and_says_so() -> None:
    phrases = ["about 100", "about 100", "about 105", "at least 5000"]
    claims = pd.DataFrame({"quantity": "q", "source": list("ABCD"), "phrase": phrases})
    for method in METHODS:
        result = rc.reconcile(claims, method=method)
        assert result.estimates["high"][0] < 300
        assert result.claims["weight"][3] < 0.04
