"""The methods side by side: the same numbers as in a run with each method."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.columns import CLAIMS, ESTIMATES, names
from reconcile.engine.side_by_side import COMPARED
from reconcile.pool.methods import METHODS
from reconcile.report.pages.methods_appendix import NOTHING, methods_beside, other_methods

CLAIMED = pd.DataFrame(
    [
        {"measure": "killed", "source": "A", "phrase": "about 300", "count_date": "2025-01-10"},
        {"measure": "killed", "source": "B", "phrase": "as many as 320", "count_date": "2025-01-20"},
        {"measure": "killed", "source": "A", "phrase": "at least 410", "count_date": "2025-02-10"},
        {"measure": "killed", "source": "C", "best": 420, "count_date": "2025-02-20"},
        {"measure": "wounded", "source": "A", "best": 50, "count_date": "2025-02-20"},
        {"measure": "area_held", "source": "A", "best": 500, "count_date": "2025-02-20"},
        {"measure": "area_held", "source": "B", "phrase": "500-700 sq km", "count_date": "2025-01-20"},
        {"measure": "houses", "source": "A", "phrase": "at least 20"},
        {"measure": "houses", "source": "B", "phrase": "at least 30"},
    ]
).assign(temporal=lambda rows: rows["measure"].map({"killed": "cumulative", "area_held": "stock"}).fillna(""))


@cache
def by_month() -> pd.DataFrame:
    return rc.reconcile(CLAIMED, at="month-end").sensitivity()


@pytest.mark.parametrize("method", COMPARED)
def test_every_row_is_what_a_run_with_that_method_gives(method: str) -> None:
    told = by_month()
    told = told[told["method"] == method].drop(columns="method").reset_index(drop=True)
    run = rc.reconcile(CLAIMED, at="month-end", method=method).estimates
    expected = run.merge(told[["quantity", "count_date"]], on=["quantity", "count_date"])[told.columns]
    pd.testing.assert_frame_equal(told, expected, check_dtype=False, rtol=1e-9)
    assert len(told) == 4


def test_only_quantities_of_two_voices_are_there_and_the_own_method_comes_first() -> None:
    told = rc.reconcile(CLAIMED, method="median").sensitivity()
    assert not told["quantity"].str.startswith("wounded").any()
    assert told["quantity"].nunique() == 3
    assert set(told.groupby("quantity")["method"].first()) == {"median"}
    assert sorted(told["method"][: len(COMPARED)]) == sorted(COMPARED)
    other = rc.reconcile(CLAIMED, method="random_effects:pm+hk+pi").sensitivity()
    assert other["method"].nunique() == len(COMPARED) + 1


def test_some_quantities_may_be_asked_for() -> None:
    result = rc.reconcile(CLAIMED)
    everything = result.sensitivity()
    key = everything["quantity"].iloc[0]
    pd.testing.assert_frame_equal(result.sensitivity([key]), everything[everything["quantity"] == key])
    assert result.sensitivity([]).empty
    assert result.sensitivity(["nowhere"]).empty


@pytest.mark.long
def test_nothing_is_compared_where_one_voice_speaks() -> None:
    result = rc.reconcile(CLAIMED.iloc[:1])
    assert result.sensitivity().empty
    assert "side by side" not in result.explain("killed") + result.to_markdown()


@pytest.mark.long
def test_the_order_of_the_claims_does_not_matter() -> None:
    mixed = CLAIMED.sample(frac=1.0, random_state=np.random.RandomState(1))
    first, second = (rc.reconcile(claims, at="month-end").sensitivity() for claims in (CLAIMED, mixed))
    pd.testing.assert_frame_equal(first, second, rtol=1e-9)


@pytest.mark.long
def test_the_report_has_an_appendix_and_a_clause() -> None:
    text = rc.reconcile(CLAIMED).to_markdown()
    body, appendix = text.split("## Appendix: the methods side by side")
    assert "Other methods: random_effects " in body
    assert "| linear (default, this report's) |" in appendix
    assert [appendix.count(f"| {method} |") for method in (*METHODS, *COMPARED[6:])] == [0, *[3] * 7]
    other = rc.reconcile(CLAIMED, method="median").to_markdown().split("## Appendix")[1]
    assert "| median (this report's) |" in other
    assert "| linear (default) |" in other


def test_a_method_without_a_number_has_a_dash_and_no_clause() -> None:
    estimates = pd.DataFrame({"quantity": ["q"], "count_date": [1], "publish": ["interval"], "unit": ["persons"]})
    numbers = {"best": [3.0, np.nan], "low": [2.0, np.nan], "high": [5.0, np.nan]}
    rows = pd.DataFrame({"quantity": "q", "count_date": 1, "method": ["linear", "median"], **numbers})
    told = methods_beside(rows, estimates)
    assert told.loc[1, ["best", "low", "high", "width"]].tolist() == [NOTHING] * 4
    assert other_methods(told) == {}


def test_explain_shows_the_newest_date_only() -> None:
    result = rc.reconcile(CLAIMED, at="month-end")
    told = result.explain("killed").split("methods side by side")[1]
    assert told.count("linear  ") == 1
    assert "(linear is used)" in told


def test_the_tables_of_a_run_are_as_they_were() -> None:
    result = rc.reconcile(CLAIMED)
    result.sensitivity()
    assert list(result.claims.columns) == names(CLAIMS)
    assert set(names(ESTIMATES)) <= set(result.estimates.columns)
