"""The pace of a total: from which counts it is read, how it fades, and how its projection widens."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from reconcile.pool import pace
from reconcile.pool.pace import own_paces, pooled_paces, projected


def counts(*figures: float, voice: int = 0, every: int = 10) -> pd.DataFrame:
    day = every * np.arange(len(figures))
    return pd.DataFrame({"quantity_code": 0, "voice_code": voice, "day": day, "range_best": figures})


def newest_pace(table: pd.DataFrame) -> float:
    return float(own_paces(table)["pace"].iloc[-1])


def test_constants_of_a_pace() -> None:
    assert (pace.LEAST_COUNTS, pace.STILL_DAYS, pace.PACE_SPREAD, pace.PACE_FADES_DAYS) == (3, 14, 0.7, 60.0)


def test_two_counts_have_no_pace_and_three_have() -> None:
    assert np.isnan(own_paces(counts(100, 200))["pace"]).all()
    assert newest_pace(counts(100, 200, 300)) == pytest.approx(100 / 10 / 300)


def test_newer_steps_weigh_more() -> None:
    assert newest_pace(counts(100, 110, 200, every=60)) == pytest.approx((10 * 0.5 + 90) / (60 * 1.5) / 200)


def test_a_slip_is_no_pace() -> None:
    """13 ships, then 2,473: the step counts as one of 13."""
    assert newest_pace(counts(10, 13, 2473)) < 0.001


def test_counts_that_fall_have_a_pace_of_none() -> None:
    assert newest_pace(counts(300, 200, 100)) == 0.0
    assert np.isnan(newest_pace(counts(0, 0, 0)))


def test_a_voice_has_its_own_counts_alone() -> None:
    both = pd.concat([counts(100, 200, 300), counts(1, 2, voice=1)], ignore_index=True)
    assert np.isnan(own_paces(both)["pace"].iloc[-1])


@pytest.mark.parametrize(("days", "read"), [(13, True), (14, False)])
def test_a_total_that_stands_still_for_two_weeks_has_no_pace(days: int, read: bool) -> None:
    table = counts(100, 200, 300)
    table.loc[3] = [0, 0, 20 + days, 300]
    own = own_paces(table)
    cell, weight = pd.Series([0], index=[3]), pd.Series([1.0], index=[3])
    assert len(pooled_paces(cell, weight, table["day"].loc[[3]], own.loc[[3]])) == read


def test_a_projection_widens_on_both_sides_and_is_ordered() -> None:
    days, one = np.arange(0.0, 400.0, 5.0), np.ones(80)
    low, best, high = projected(80 * one, 100 * one, 125 * one, 0.02 * one, days, 0.9)
    assert (low[0], best[0], high[0]) == pytest.approx((80, 100, 125))
    assert (np.diff(best / low)[:12] > 0).all()
    assert (np.diff(high / best) > 0).all()
    assert (np.diff([80 * one, low, best, high], axis=0) >= -1e-9).all()
    assert all((np.diff(end) >= 0).all() for end in (low, best, high))


def test_a_pace_fades() -> None:
    one = np.ones(1)
    far = projected(one, one, one, 0.01 * one, 1e6 * one, 0.9)[1]
    assert far == pytest.approx(1 + 0.01 * pace.PACE_FADES_DAYS)
