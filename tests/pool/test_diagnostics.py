"""Scatter of voices: per voice and not per claim, on arrays, never nan where there is a voice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.pool.diagnostics import q_probability, scatter
from reconcile.pool.methods.random_effects import meta
from reconcile.ranges.scale import LOG
from tests.pool.kernels_for_tests import kernels


def test_scatter_is_the_fit_of_the_voices() -> None:
    fit = scatter(kernels([1.0, 1.4, 2.0, 5.0], [0.2, 0.1, 0.3, 0.2], cells=[0, 0, 0, 1]), np.array([LOG, LOG]))
    alone = meta([1.0, 1.4, 2.0], np.array([0.2, 0.1, 0.3]) ** 2, [0], "dl", "t")
    for name in ("q", "tau2", "i2", "birge", "estimate"):
        assert getattr(fit, name)[0] == pytest.approx(getattr(alone, name)[0])
    assert (fit.k[1], fit.q[1], fit.i2[1], fit.birge[1]) == (1, 0.0, 0.0, 1.0)
    assert q_probability(fit)[0] < 0.05
    assert np.isnan(q_probability(fit)[1])


def test_relays_do_not_count_as_voices() -> None:
    told = kernels([0.0, 0.0, 0.0, 1.0], 0.2, weights=[1 / 3, 1 / 3, 1 / 3, 1.0], voices=[0, 0, 0, 1])
    alone = kernels([0.0, 1.0], 0.2)
    here, there = scatter(told, np.array([LOG])), scatter(alone, np.array([LOG]))
    assert here.k.tolist() == [2]
    assert here.q == pytest.approx(there.q)
    assert here.tau2 == pytest.approx(there.tau2)


@pytest.mark.long
def test_a_result_has_a_row_for_every_estimate() -> None:
    claims = pd.DataFrame(
        {
            "quantity": ["near", "near", "far", "far", "alone", "none"],
            "source": ["A", "B", "A", "B", "A", "A"],
            "low": [90, 95, 90, 900, 5, 5], "best": [100, 105, 100, 1000, 6, 6], "high": [110, 115, 110, 1100, 7, 7],
            "status": ["", "", "", "", "", "rejected"],
        }
    )  # fmt: skip
    result = rc.reconcile(claims)
    table = result.diagnostics.set_index("quantity")
    assert result.diagnostics["quantity"].tolist() == result.estimates["quantity"].tolist()
    assert table["k"].to_dict() == {"alone": 1, "far": 2, "near": 2, "none": 0}
    assert table.loc["far", "i2"] > 0.9 > table.loc["near", "i2"]
    assert table.loc["far", "q_p"] < 0.01 < table.loc["near", "q_p"]
    assert table.loc["far", "birge"] > table.loc["near", "birge"] >= 1
    assert table.loc[["alone"], ["q", "i2", "tau2"]].to_numpy().tolist() == [[0.0, 0.0, 0.0]]
    assert table.loc["none", ["q", "i2", "tau2", "birge"]].isna().all()
    assert set(table["scale"]) <= {"log", "linear", "proportion", ""}
