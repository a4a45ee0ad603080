"""Sums that must hold: what is found, what is enforced, and what is left alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.engine.coherence.checked_sums import INCOHERENT_CHI2
from reconcile.engine.coherence.coherent_columns import COHERENT
from reconcile.engine.coherence.conditioned import conditioned
from reconcile.engine.coherence.may_be_enforced import MOST_CHI2
from reconcile.engine.coherence.periods_within import MOST_PERIODS, periods_within
from reconcile.engine.coherence.radius import MOST_RADIUS, radius_of
from reconcile.engine.coherence.suspect_claims import CLAIM_SPREAD, MOST_OFF
from reconcile.engine.coherence.system_figures import SHARED_ERROR

SUM = {"name": "sum", "total": "casualties", "parts": ["killed", "wounded"], "complete": True, "enforce": True}
MONTHS = {"name": "months", "over": "period", "complete": True, "enforce": True}
SCORES = np.array([-1.6448536, -0.6744898, 0.0, 0.6744898, 1.6448536])


def test_constants_are_those_of_the_page() -> None:
    assert (INCOHERENT_CHI2, MOST_CHI2, MOST_OFF, CLAIM_SPREAD, SHARED_ERROR) == (6.635, 3.0, 3.1, 0.3, 0.5)
    assert (MOST_RADIUS, MOST_PERIODS) == (100.0, 55)


def claims(figures: dict[str, list[float]], **same: Any) -> pd.DataFrame:
    """Claims of voices A, B …, by measure."""
    rows = [
        {"claim_id": f"{measure}-{voice}", "measure": measure, "source": voice, "best": best, "family": "f", **same}
        for measure, bests in figures.items() for voice, best in zip("ABCDE", bests, strict=False)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def reconciled(table: pd.DataFrame, *rules: Any) -> rc.Reconciliation:
    return rc.reconcile(table, options=rc.Options(identities=list(rules)))


def found(result: rc.Reconciliation, rule: str) -> pd.DataFrame:
    return result.findings[result.findings["rule"] == rule]


FITTING = {"killed": [100, 104], "wounded": [200, 190], "casualties": [310, 330]}
WRONG = {"killed": [1000, 1040, 980], "wounded": [2000, 1900, 2100], "casualties": [3100, 2950, 31000]}


@pytest.mark.long
def test_parts_add_up_in_columns_of_their_own_and_the_estimates_stay() -> None:
    plain, result = reconciled(claims(FITTING)).estimates, reconciled(claims(FITTING), SUM).estimates
    pd.testing.assert_frame_equal(
        result[["low", "low50", "best", "high50", "high"]], plain[["low", "low50", "best", "high50", "high"]]
    )
    best = result.set_index("measure")["coherent_best"]
    assert best["killed"] + best["wounded"] == best["casualties"]
    assert (np.diff(result[list(COHERENT)].to_numpy(), axis=1) >= 0).all()
    assert set(result["coherence_reason"]) == {"adjusted so that the parts add up: sum"}
    assert result["coherence_chi2"].between(0, MOST_CHI2).all()
    assert plain[list(COHERENT)].isna().all(axis=None)
    assert set(plain["coherence_reason"]) == {""}


@pytest.mark.long
def test_without_complete_a_total_may_be_more_than_its_parts_and_nothing_moves() -> None:
    figures = {**FITTING, "casualties": [900, 950]}
    result = reconciled(claims(figures), {**SUM, "complete": False}).estimates
    assert result["coherent_best"].tolist() == result["best"].tolist()
    assert set(result["coherence_reason"]) == {"adds up as it is: sum"}
    assert result["radius"].tolist() == [0.0] * 3
    assert found(reconciled(claims(figures), SUM), "sum-incoherent").shape[0] == 1


def test_without_complete_parts_above_their_total_are_moved_down_to_it() -> None:
    figures = {**FITTING, "casualties": [280, 290]}
    result = reconciled(claims(figures), {**SUM, "complete": False}).estimates.set_index("measure")
    best = result["coherent_best"]
    assert best["killed"] + best["wounded"] == best["casualties"]
    assert best["casualties"] > result["best"]["casualties"]


def test_a_wrong_claim_is_named_with_what_would_add_up_and_nothing_is_adjusted() -> None:
    result = reconciled(claims(WRONG), SUM)
    row = found(result, "sum-incoherent").iloc[0]
    assert row["claim_id"] == "casualties-C"
    assert "casualties-C (31,000)" in row["message"]
    assert result.estimates["coherent_best"].isna().all()


def test_without_a_suspect_the_identity_is_named_and_how_wide_ranges_would_have_to_be() -> None:
    figures = {"killed": [1000, 1040], "wounded": [2000, 1900], "casualties": [9000, 9300]}
    row = found(reconciled(claims(figures), SUM), "sum-incoherent").iloc[0]
    assert (row["claim_id"], row["value"]) == ("", "sum")
    assert "against 9,1" in row["message"]
    assert "times as wide" in row["message"]


def test_a_figure_that_newer_counts_have_followed_is_no_suspect() -> None:
    table = claims(FITTING, count_date="2024-06-01", published="2024-06-02", temporal="cumulative")
    old = table.head(1).assign(claim_id="old", source="E", best=2, count_date="2024-01-01", published="2024-01-02")
    assert found(reconciled(pd.concat([table, old]), SUM), "sum-incoherent").empty


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"includes": "missing"}, "its figures do not count the same"),
        ({"published": "2025-03-01"}, "its figures are of other editions"),
        ({"published": ""}, "its figures are of other editions"),
        ({"best": 0}, "a figure of the sum may be 0"),
        ({"origin": "A"}, "not every figure of the sum has an interval"),
    ],
)
def test_what_does_not_count_the_same_at_the_same_time_is_not_enforced(
    change: dict[str, Any], reason: str | None
) -> None:
    table = claims(FITTING, published="2024-02-01", period_start="2024-01-01", period_end="2024-01-31")
    table = table.assign(temporal="period", origin="", includes="")
    wounded = table["measure"] == "wounded"
    for name, value in change.items():
        table.loc[wounded, name] = value
    estimates = reconciled(table, SUM).estimates
    if reason is None:
        assert estimates["coherent_best"].notna().all()
    else:
        assert estimates["coherent_best"].isna().all()
        assert set(estimates["coherence_reason"]) == {f"not adjusted: {reason}"}


@pytest.mark.long
def test_parts_of_other_dates_are_no_parts_and_old_counts_are_not_enforced() -> None:
    table = claims(FITTING, temporal="cumulative", count_date="2024-06-01")
    table.loc[table["measure"] == "wounded", "count_date"] = "2024-05-20"
    apart = reconciled(table, SUM)
    assert apart.estimates["coherent_best"].isna().all()
    assert found(apart, "sum-incomplete")["message"].tolist() == [
        "sum: nobody says what is missing of the parts: wounded"
    ]
    at = rc.Options(identities=[SUM], at=["2024-06-01"], as_of="2024-06-20")
    carried = rc.reconcile(table, options=at).estimates
    assert set(carried["coherence_reason"]) == {"not adjusted: its figures were counted on other days"}


@pytest.mark.long
def test_a_missing_part_is_told_once_and_only_where_the_sum_is_complete() -> None:
    figures = {name: FITTING[name] for name in ("killed", "casualties")}
    result = reconciled(claims(figures), SUM)
    assert len(found(result, "sum-incomplete")) == 1
    assert set(result.estimates["coherence_reason"]) == {"not adjusted: a part is missing: wounded"}
    assert found(reconciled(claims(figures), {**SUM, "complete": False}), "sum-incomplete").empty


@pytest.mark.long
def test_a_share_of_a_total_nobody_gave_changes_no_sum() -> None:
    shares = pd.DataFrame({"claim_id": ["s"], "measure": "killed", "source": "Z", "phrase": "a third of the casualties",
                           "family": "f"})  # fmt: skip
    plain, more = (reconciled(table, SUM) for table in (claims(FITTING), pd.concat([claims(FITTING), shares])))
    assert more.estimates["coherent_best"].dropna().tolist() == plain.estimates["coherent_best"].tolist()


@pytest.mark.long
def test_a_computed_figure_is_in_no_check_of_its_voice() -> None:
    table = claims({"killed": [1000], "wounded": [2000], "casualties": [9000]}).assign(parent="")
    assert len(found(reconciled(table, SUM), "identity-broken")) == 1
    table.loc[0, "parent"] = "casualties-A"
    assert found(reconciled(table, SUM), "identity-broken").empty


@pytest.mark.long
def test_what_measures_mean_is_checked_undeclared_for_one_voice_and_for_estimates() -> None:
    figures = {"killed": [500, 500], "captured": [800, 800], "losses": [200, 200]}
    messages = found(reconciled(claims(figures)), "sum-incoherent")["message"].tolist()
    name = "losses >= killed + wounded + missing + captured"
    assert f"A's own figures do not add up: 500 + 800 > 200 ({name})" in messages
    assert any("ranges would have to be" in text for text in messages)
    one = reconciled(claims({name: figures[name] for name in ("captured", "losses")}))
    assert found(one, "sum-incoherent").empty
    assert len(found(one, "definition-breach")) == 1
    fine = reconciled(claims({**figures, "losses": [1500, 1500]}))
    assert found(fine, "sum-incoherent").empty
    assert fine.identities["equation"].tolist() == ["500 + 800 <= 1,500"] * 2


def months(*bests: float, total: float) -> pd.DataFrame:
    spans = [(f"2024-{month:02}-01", f"2024-{month:02}-{days}") for month, days in ((1, 31), (2, 29), (3, 31))]
    spans = [*spans[: len(bests)], ("2024-01-01", "2024-03-31")]
    rows = [
        {"claim_id": f"{start}-{end}-{source}", "measure": "killed", "source": source, "best": best, "family": "f",
         "temporal": "period", "period_start": start, "period_end": end}
        for (start, end), best in zip(spans, (*bests, total), strict=True) for source in "AB"
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_months_add_up_to_their_quarter_and_an_open_one_is_told() -> None:
    whole = reconciled(months(100, 200, 300, total=650), MONTHS).estimates
    total = whole["coherent_best"].max()
    assert whole["coherent_best"].sum() == 2 * total
    lacking = reconciled(months(100, 200, total=650), MONTHS)
    assert lacking.estimates["coherent_best"].isna().all()
    assert found(lacking, "sum-incomplete")["message"].tolist() == [
        "months: nobody says what is missing of the parts: 31 of its days"
    ]
    assert found(reconciled(months(900, 200, total=650), MONTHS), "sum-incoherent").shape[0] == 1


@pytest.mark.long
def test_places_are_parts_by_name_and_without_names_by_how_they_are_written() -> None:
    table = claims({"killed": [100, 110]})
    places = [("Sumy, Ukraine", 1), ("Kharkiv, Ukraine", 2), ("Ukraine", 1.2)]
    whole = pd.concat([table.assign(place=place, best=table["best"] * by, claim_id=table["claim_id"] + place)
                       for place, by in places])  # fmt: skip
    rule = {"name": "places", "over": "place", "complete": True, "enforce": True}
    open_ = reconciled(whole, rule)
    assert len(found(open_, "sum-incoherent")) == 1
    larger = whole.assign(best=whole["best"].where(whole["place"] != "Ukraine", 1000))
    assert found(reconciled(larger, rule), "sum-incoherent").empty
    named = {**rule, "total": "Ukraine", "parts": ["Sumy, Ukraine", "Kharkiv, Ukraine"]}
    assert len(found(reconciled(larger, named), "sum-incoherent")) == 1


def test_the_order_of_rows_changes_nothing() -> None:
    quarter = months(100, 200, 300, total=650)
    table = pd.concat([claims(WRONG), quarter.assign(claim_id="m" + quarter["claim_id"])])
    one, other = (reconciled(rows, SUM, MONTHS) for rows in (table, table.sample(frac=1, random_state=3)))
    pd.testing.assert_frame_equal(one.estimates, other.estimates)
    pd.testing.assert_frame_equal(one.findings.drop(columns="row"), other.findings.drop(columns="row"))


def test_one_figure_is_adjusted_once_by_the_rule_that_stands_first() -> None:
    figures = {**FITTING, "missing": [50, 55], "losses": [370, 380]}
    wide = {**SUM, "name": "losses", "total": "losses", "parts": ["casualties", "missing"]}
    estimates = reconciled(claims(figures), SUM, wide).estimates.set_index("measure")
    assert estimates["coherence_reason"]["casualties"] == "adjusted so that the parts add up: sum"
    assert estimates["coherence_reason"]["losses"] == "not adjusted: adjusted in another sum"


@pytest.mark.parametrize(
    "rule",
    [
        {"name": "n"}, {"name": "n", "total": "a"}, {"total": "a", "parts": ["b"]}, {"name": "n", "over": "week"},
        {"name": "n", "total": "a", "parts": ["a"]}, {"name": "n", "total": "a", "parts": "b"}, {"name": "n", "sum": 1},
    ],
)  # fmt: skip
def test_a_rule_that_adds_up_nothing_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(rc.ConfigError, match="identities"):
        reconciled(claims(FITTING), rule)


@st.composite
def systems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    size = draw(st.integers(2, 6))
    logs = draw(st.lists(st.floats(0.0, 14.0), min_size=size + 1, max_size=size + 1))
    steps = draw(st.lists(st.floats(0.0, 1.5), min_size=4 * (size + 1), max_size=4 * (size + 1)))
    climbs = np.cumsum(np.array(steps).reshape(size + 1, 4), axis=1)
    quantiles = np.exp(np.array(logs)[:, None] + np.column_stack([np.zeros(size + 1), climbs]))
    shared = np.full((size + 1, size + 1), draw(st.floats(0.0, 0.5)))
    np.fill_diagonal(shared, 1.0)
    return quantiles[None], shared[None]


@given(systems())
def test_conditioned_figures_add_up_stay_positive_and_in_order(system: tuple[np.ndarray, np.ndarray]) -> None:
    quantiles, shared = system
    ends = conditioned(quantiles, SCORES, shared).ends[0]
    assert np.isclose(ends[:-1, 2].sum(), ends[-1, 2], rtol=1e-9)
    assert (ends > 0).all()
    assert (np.diff(np.log(ends), axis=1) >= -1e-9).all()


def test_the_last_part_and_another_order_of_parts_are_treated_alike() -> None:
    quantiles = np.exp(np.log([[[90.0], [40.0], [200.0]]]) + np.array([-0.4, -0.1, 0.0, 0.2, 0.6]))
    one = conditioned(quantiles, SCORES, np.eye(3)[None])
    other = conditioned(quantiles[:, [1, 0, 2]], SCORES, np.eye(3)[None])
    np.testing.assert_allclose(one.ends[:, [1, 0, 2]], other.ends, rtol=1e-6)
    np.testing.assert_allclose(one.chi2, other.chi2, rtol=1e-6)


def test_figures_that_add_up_stay_where_they_are_but_for_the_inner_half() -> None:
    quantiles = np.exp(np.log([[[100.0], [100.0], [200.0]]]) + np.array([-0.4, -0.1, 0.0, 0.1, 0.4]))
    ends = conditioned(quantiles, SCORES, np.eye(3)[None]).ends
    np.testing.assert_allclose(ends[..., [0, 2, 4]], quantiles[..., [0, 2, 4]], rtol=1e-9)
    assert (ends[..., 1] > quantiles[..., 1]).all()
    assert (ends[..., 3] < quantiles[..., 3]).all()


def test_radius_is_1_where_ranges_touch_and_the_most_where_none_would_do() -> None:
    touching = np.array([[[5.0, 8, 10], [5, 8, 10], [20, 30, 40]], [[5, 8, 10], [5, 8, 10], [10, 10, 10]]])
    np.testing.assert_allclose(radius_of(touching, np.array([True, True])), 1.0, rtol=1e-6)
    exact = np.array([[[5.0, 5, 5], [5, 5, 5], [30, 30, 30]]])
    assert radius_of(exact, np.array([True])).tolist() == [MOST_RADIUS]
    assert radius_of(exact, np.array([False])).tolist() == [0.0]


def test_the_shortest_periods_that_follow_one_another_are_the_parts() -> None:
    spans = [("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31"),
             ("2024-01-01", "2024-03-31"), ("2024-04-01", "2024-06-30"), ("2024-12-01", "2025-01-31")]  # fmt: skip
    starts, ends = zip(*spans, strict=True)
    rows = pd.DataFrame({"key": 0, "cell": range(6), "period_start": pd.to_datetime(list(starts)),
                         "period_end": pd.to_datetime(list(ends))})  # fmt: skip
    found_ = periods_within(rows.sample(frac=1, random_state=1)).groupby("total")
    assert found_["part"].agg(list).to_dict() == {0: [3, 4, 2], 1: [3, 4]}
    assert found_["missing"].first().to_dict() == {0: "", 1: ""}
    assert periods_within(rows.head(0)).empty
