"""Totals over time: dates after the newest count, the curve and its projection."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import reconcile as rc
from reconcile.sources.breaks import Break
from tests.examples import examples

CASE = Path(__file__).parents[2] / "../shared/cases/field/20-stale-total/data/raw/claims.csv"
ENDS = ["low", "low50", "best", "high50", "high"]
PROJECTION = ["projection_low", "projection_best", "projection_high"]


def totals(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({"measure": "killed", "place": "Alton", "temporal": "cumulative", **columns})


WEEKLY = totals(source="A", best=[100.0, 200, 300], count_date=["2025-01-10", "2025-01-17", "2025-01-24"])


def test_the_sentence_keeps_the_day_of_the_newest_count() -> None:
    """A total that grows by 20,000 a quarter, then no new count for half a year: field case of a stale total."""
    if not CASE.exists():
        pytest.skip("the cases beside the project are not there")
    dates = ["2025-06-30", "2025-08-31", "2025-10-31", "2025-12-31", "2026-01-31"]
    rows = rc.reconcile(pd.read_csv(CASE), at=dates, as_of="2026-01-31").estimates
    assert rows["extrapolated_days"].tolist() == [29, 91, 152, 213, 16]
    assert all("by 1 June 2025" in wording for wording in rows["wording"][:4])
    assert "by 15 January 2026" in rows["wording"].iloc[4]
    assert rows["publish"].tolist() == ["interval", "range", "range", "range", "interval"]
    assert (rows[ENDS].iloc[:4] == rows[ENDS].iloc[0]).all(axis=None)


@pytest.mark.long
def test_a_floor_is_no_newest_count_where_others_say_where_the_total_stands() -> None:
    pair = totals(source=["A", "B", "C"], phrase=["300", "320", "at least 200"],
                  count_date=["2025-01-20", "2025-01-30", "2025-02-10"])  # fmt: skip
    rows = rc.reconcile(pair).estimates
    assert rows["extrapolated_days"].tolist() == [11]
    assert "by 30 January 2025" in rows["wording"].iloc[0]
    alone = rc.reconcile(pair.iloc[[2]]).estimates
    assert alone["extrapolated_days"].tolist() == [0]


@pytest.mark.parametrize(("day", "verdict"), [("2025-03-31", "interval"), ("2025-04-01", "range")])
def test_an_interval_speaks_of_sixty_days_after_its_newest_count(day: str, verdict: str) -> None:
    pair = totals(source=["A", "B"], best=[300, 320], count_date=["2025-01-20", "2025-01-30"])
    row = rc.reconcile(pair, at=[day], as_of=day).estimates.iloc[0]
    assert (row["publish"], row["extrapolated_days"]) == (verdict, 60 + (verdict == "range"))


def test_the_projection_is_in_no_sentence() -> None:
    result = rc.reconcile(WEEKLY, as_of="2025-02-03")
    last = result.curves.iloc[-1]
    assert (last["extrapolated_days"], last["best"], last["counts"]) == (10, pytest.approx(300), 3)
    assert last["projection_low"] < last["projection_best"] < last["projection_high"]
    assert f"{last['projection_best']:,.0f}" not in " ".join(result.estimates["wording"])


@pytest.mark.parametrize(
    "changes",
    [
        {"basis": "named"}, {"measure": "missing"}, {"phrase": ["at least 100", "at least 200", "at least 300"]},
        {"source": ["A", "B", "C"]}, {"best": 0.0}, {"temporal": "stock"},
    ],
)  # fmt: skip
def test_no_pace_is_read(changes: dict[str, object]) -> None:
    """Of name lists, what may fall, bounds, three voices with one count each, nothing, a stock."""
    curves = rc.reconcile(WEEKLY.assign(**changes), as_of="2025-02-03").curves
    assert curves[PROJECTION].isna().all(axis=None)


@pytest.mark.long
def test_a_pace_reaches_no_farther_than_its_counts_and_not_across_a_break() -> None:
    assert rc.reconcile(WEEKLY, as_of="2026-01-01").curves["extrapolated_days"].tolist() == [0, 14]
    broken = rc.Options(breaks=[Break("A", "killed", "2025-01-20")])
    assert rc.reconcile(WEEKLY, as_of="2025-02-03", options=broken).curves[PROJECTION].isna().all(axis=None)


@pytest.mark.parametrize(("measure", "falls"), [("killed", False), ("casualties", False), ("missing", True)])
def test_only_what_grows_never_falls(measure: str, falls: bool) -> None:
    rows = totals(source=["A", "B"], best=[6453, 2600], count_date=["2025-01-10", "2025-01-20"])
    best = rc.reconcile(rows.assign(measure=measure), at=["2025-01-10", "2025-01-20"]).estimates["best"]
    assert (best.iloc[1] < best.iloc[0]) == falls


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABC"), st.integers(0, 120), st.integers(0, 5000),
        st.sampled_from(["", "at least ", "up to ", "about "]), st.sampled_from(["cumulative", "period", ""]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@examples(4)
@given(st.lists(ROWS, min_size=6, max_size=6))
def test_quantiles_are_ordered_over_levels_and_dates(places: list[list[tuple[str, int, int, str, str]]]) -> None:
    """One count a voice, counts that fall, two on one day, floors above all, dates to come, periods alone."""
    said = [(f"Town {number}", *row) for number, rows in enumerate(places) for row in rows]
    place, source, day, figure, hedge, temporal = zip(*said, strict=True)
    dates = (pd.Timestamp("2025-01-01") + pd.to_timedelta(day, unit="D")).strftime("%Y-%m-%d")
    table = totals(source=source, phrase=[f"{h}{f:,}" for h, f in zip(hedge, figure, strict=True)], count_date=dates)
    labels = [f"dead {word} in {town}" for word, town in zip(temporal, place, strict=True)]
    table = table.assign(place=place, temporal=temporal, quantity=labels)
    table.loc[table["temporal"] == "period", "period_start"] = "2024-12-01"
    known = {"source": ["A"], "phrase": "about 7", "count_date": "2025-01-01", "quantity": "dead cumulative"}
    table = pd.concat([table, totals(**known)], ignore_index=True)
    at = ["2025-01-15", "2025-02-28", "2025-06-30"]
    curves = rc.reconcile(table, at=at, as_of="2025-04-15").curves
    shown = curves[curves["best"].notna()]
    assert np.isfinite(shown[ENDS]).all(axis=None)
    assert (shown[ENDS].diff(axis=1).iloc[:, 1:] >= -1e-9 * shown[["high"]].to_numpy()).all(axis=None)
    rising = shown.groupby("quantity")[ENDS].diff().dropna()
    assert (rising >= -1e-9 * shown[ENDS].max(axis=None)).all(axis=None)
    drawn = curves.dropna(subset=["projection_best"])
    assert (drawn[PROJECTION].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert (drawn["projection_low"] >= drawn["low"] * (1 - 1e-9)).all()


@pytest.mark.long
def test_few_voices_are_wider_once_a_total_was_counted_on_several_days() -> None:
    """A stock, and a total that all count on one day, are as wide as ever."""
    pair = totals(source=["A", "B"], best=[300, 320], count_date="2025-01-20")
    before = pd.concat([totals(source="C", best=[100], count_date="2025-01-10"), pair])
    stocks = pair.assign(temporal="stock", measure="present")
    rows = [rc.reconcile(table, at=["2025-01-20"]).estimates.iloc[0] for table in (pair, before, stocks)]
    once, later, stock = (row["high"] / row["low"] for row in rows)
    assert later > 1.05 * once
    assert stock == pytest.approx(once, rel=0.02)
