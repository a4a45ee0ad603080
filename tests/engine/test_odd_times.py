"""Claims that are odd in time or as parts of a sum: each has the result that docs/methods/odd-claims.md tells.

Every case is set at a place of its own, with voices of its own, so that one run holds them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.engine.coherence.coherent_columns import COHERENT
from reconcile.engine.whole_ends import ENDS
from tests.examples import long_ones

VOICES = ("Ministry", "United Nations", "Red Cross", "Monitor")
DATES = ["2024-04-30", "2024-06-30", "2024-08-31", "2024-10-27", "2024-11-20", "2025-03-01"]
RULES = [
    {"name": "sum", "total": "casualties", "parts": ["killed", "wounded"], "complete": True, "enforce": True},
    {"name": "months", "over": "period", "complete": True, "enforce": True},
    {"name": "places", "over": "place", "complete": True, "enforce": True},
]


def counts(number: int = 16, voices: int = 4, **changes: object) -> pd.DataFrame:
    """Counts of a growing total, of voices in turn, over eight months."""
    day = np.linspace(0, 240, number).astype(int)
    said = (1000 + 40 * day) * np.exp(np.random.default_rng(3).normal(0, 0.05, number))
    date = (pd.Timestamp("2024-03-01") + pd.to_timedelta(day, "D")).astype(str)
    table = pd.DataFrame({
        "measure": "killed", "temporal": "cumulative", "origin": "", "published": date, "best": said.round(),
        "source": [VOICES[place % voices] for place in range(number)],
    })  # fmt: skip
    return table.assign(**{"count_date": date, **changes})


def one(**changes: object) -> pd.DataFrame:
    return counts(1, **changes)


def period(first: str, last: str, best: float, source: str = "Monitor") -> pd.DataFrame:
    return one(temporal="period", published="2024-11-01", count_date="", best=best, source=source,
               period_start=first, period_end=last)  # fmt: skip


def three(**bests: float) -> pd.DataFrame:
    """Killed, wounded and casualties, of which some stand still at a figure."""
    said = {"killed": None, "wounded": None, "casualties": None, **bests}
    return pd.concat([counts(measure=name) if best is None else counts(measure=name, best=best)
                      for name, best in said.items()])  # fmt: skip


MONTHS = [(f"2024-{month:02d}-01", f"2024-{month:02d}-28") for month in range(4, 10)]
OTHER_DAYS = pd.date_range("2023-01-01", periods=16).astype(str)
NAMED = {
    "a voice with one count": [counts(), one(source="Somebody", best=9000)],
    "counts that fall": [counts(best=np.linspace(9000, 1000, 16))],
    "two counts on one day": [counts(), one(best=1500)],
    "a period longer than the curve": [counts(), period("2020-01-01", "2024-10-01", 9e6)],
    "dates in the future": [counts(), one(count_date="2999-01-01", published="2999-01-01", best=9e6)],
    "a floor above every count": [counts(), one(best=np.nan, phrase="at least 900,000")],
    "only periods": [period(*month, 100 * (3 + place), VOICES[place % 4]) for place, month in enumerate(MONTHS)],
    "a share of what nobody gave": [counts(), one(measure="wounded", best=np.nan, phrase="a third of the wounded")],
    "parts of other dates": [
        counts(), counts(measure="wounded", count_date=OTHER_DAYS), counts(measure="casualties", best=9e5)
    ],
}  # fmt: skip
HOSTILE = {
    "counts up and down a hundred thousandfold": [counts(best=[10, 1e6] * 8)],
    "one count of 1e15": [counts(), one(best=1e15)],
    "nothing but zeros": [counts(best=0)],
    "zero, then a hundred": [counts(best=[0, *[100] * 15])],
    "figures that never move": [counts(best=500)],
    "a count of 1700": [counts(), one(count_date="1700-01-01", published="1700-01-02")],
    "a period of one day": [counts(), period("2024-06-01", "2024-06-01", 1e6)],
    "one period, three figures": [
        counts(), *(period("2024-05-01", "2024-07-01", *said) for said in zip((1, 10, 1e5), VOICES, strict=False))
    ],
    "periods a thousand times as high": [counts(), *(period(*month, 1e7) for month in MONTHS)],
    "a period that ends before it begins": [counts(), period("2024-06-30", "2024-06-01", 100)],
    "a ceiling below every count": [counts(), one(best=np.nan, phrase="fewer than 10")],
    "a ceiling below a floor": [
        counts(), one(best=np.nan, phrase="fewer than 10"), one(best=np.nan, phrase="more than 1,000,000")
    ],
    "ceilings alone": [counts(best=np.nan, phrase="fewer than 10")],
    "floors alone": [counts(best=np.nan, phrase="at least 500")],
    "a named list above every count": [counts(), one(best=90000, basis="named", source="Red Cross")],
    "no day of publication": [counts(published="")],
    "half without a date": [counts(count_date=["2024-05-01", ""] * 8)],
    "every voice names the next": [counts(origin=[VOICES[(place + 1) % 4] for place in range(16)])],
    "one to a hundred billion": [counts(), one(best=np.nan, low=1, high=1e11)],
    "a thousand times the unit": [counts(), one(unit="thousand persons", best=2)],
    "all counts of one day": [counts(count_date="2024-06-30", published="2024-07-01")],
    "a single count": [one()],
    "a year that is not over": [counts(), period("2024-01-01", "2024-12-31", 5000)],
    "parts far above their sum": [three(casualties=1)],
    "a part that is zero": [three(wounded=0)],
    "a stock that falls to nothing": [counts(temporal="stock", best=np.linspace(9000, 0, 16))],
}  # fmt: skip
CASES: Mapping[str, list[pd.DataFrame]] = {**NAMED, **HOSTILE}


def claims(names: tuple[str, ...]) -> pd.DataFrame:
    tables = [pd.concat(CASES[name]).assign(place=name) for name in names]
    table = pd.concat(tables, ignore_index=True)
    for column in ("source", "origin"):
        said = table[column].fillna("")
        table[column] = said.where(said == "", said + " on " + table["place"])
    return table


# by method; gated, a curve is fitted five times, so that it hears only what the page names
WAYS = {"linear": ("linear", True), "log": ("log", True), "curve": ("curve", True), "ungated": ("curve", False)}
SOME_WAYS = ["linear", "curve", *long_ones(["log", "ungated"])]


@cache
def run(way: str) -> rc.Reconciliation:
    method, gate = WAYS[way]
    options = rc.Options(method=method, curve_gate=gate, at=DATES, as_of="2025-03-01", identities=RULES)
    said = claims(tuple(NAMED if way == "curve" else CASES))
    return rc.reconcile(said, pd.DataFrame({"source": said["source"].unique(), "grade": "B"}), options=options)


@pytest.mark.parametrize("way", SOME_WAYS)
def test_numbers_are_finite_and_in_order_of_levels_and_of_dates(way: str) -> None:
    result = run(way)
    for table, ends in ((result.estimates, ENDS), (result.curves, ENDS), (result.estimates, COHERENT)):
        numbers = table[list(ends)].to_numpy(float)
        numbers = numbers[~np.isnan(numbers).all(axis=1)]
        assert len(numbers) or ends is COHERENT
        assert np.isfinite(numbers).all()
        assert (numbers >= 0).all()
        assert (np.diff(numbers, axis=1) >= 0).all()
    steps = result.curves.groupby("quantity")[list(ENDS)].diff().dropna()
    assert (steps >= 0).all(axis=None)
    told = result.estimates
    assert told.loc[told["publish"] == "interval", list(ENDS)].notna().all(axis=None)
    assert not told["wording"].str.contains(r"\bnan\b|\binf\b", case=False, regex=True).any()
    assert (told["count_date"].isna() | (told["count_date"] <= "2025-03-01")).all()


@pytest.mark.parametrize("way", SOME_WAYS)
def test_what_voices_will_say_is_finite_and_in_order(way: str) -> None:
    result = run(way)
    numbered = result.estimates.dropna(subset=["best"]).drop_duplicates("quantity")
    sources = ["Ministry", "Nobody"] * len(numbered)
    asked = pd.DataFrame({"quantity": np.repeat(numbered["quantity"], 2), "source": sources,
                          "count_date": ["2024-12-01", "2025-06-01"] * len(numbered)})  # fmt: skip
    numbers = result.predict(asked)[list(ENDS)].to_numpy(float)
    assert np.isfinite(numbers).all()
    assert (np.diff(numbers, axis=1) >= 0).all()


@pytest.mark.parametrize("name", CASES)
def test_each_has_a_row_or_a_reason(name: str) -> None:
    result = run("ungated")
    rows = result.estimates[result.estimates["place"] == name]
    assert len(rows)
    assert (rows["publish"] != "").all()
    assert (rows["wording"] != "").all()


def newest(name: str, way: str = "linear", measure: str = "killed") -> pd.Series:
    rows = run(way).estimates
    return rows[(rows["place"] == name) & (rows["measure"] == measure) & (rows["temporal"] == "cumulative")].iloc[-1]


def plain() -> pd.Series:
    """Return what comes out where the odd row is not heard."""
    return newest("dates in the future")


@pytest.mark.parametrize("way", ["linear", "curve"])
@pytest.mark.parametrize("name", ["a period longer than the curve", "a share of what nobody gave"])
def test_what_a_total_does_not_hear_changes_nothing(name: str, way: str) -> None:
    told, without = newest(name, way), newest("dates in the future", way)
    assert told[list(ENDS)].tolist() == without[list(ENDS)].tolist()


@pytest.mark.parametrize("name", ["a voice with one count", "two counts on one day", "a named list above every count"])
def test_one_count_more_moves_a_total_within_its_interval(name: str) -> None:
    assert plain()["low50"] < newest(name)["best"] < plain()["high50"]


def test_a_floor_above_every_count_leaves_best_and_reaches_up() -> None:
    told = newest("a floor above every count")
    assert told["best"] == pytest.approx(plain()["best"], rel=0.01)
    assert told["high"] > 900_000
    assert told["publish"] == "range"


def test_counts_that_fall_are_told_and_the_newest_stand() -> None:
    told = newest("counts that fall")
    assert told["best"] < 2500
    assert told["publish"] == "range"
    result = run("linear")
    falling = result.claims.loc[result.claims["place"] == "counts that fall", "claim_id"]
    assert falling.isin(result.findings.loc[result.findings["rule"] == "total-falls", "claim_id"]).sum() > 1


def test_periods_alone_have_rows_of_their_own_and_no_curve() -> None:
    told = run("ungated").estimates
    rows = told[told["place"] == "only periods"]
    assert rows["temporal"].tolist() == ["period"] * len(MONTHS)
    assert set(rows["method"]) == {"linear"}


def test_parts_of_other_dates_are_told_of_their_day_and_not_adjusted() -> None:
    told = newest("parts of other dates", measure="casualties")
    assert np.isnan(told["coherent_best"])
    assert told["coherence_reason"].startswith("not adjusted: ")
