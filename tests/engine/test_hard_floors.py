"""Counted is counted: which figures are hard floors, and that nothing printed crosses one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.engine.bounds_said import FAR_FLOORS
from reconcile.pool.methods import METHODS
from reconcile.report.sentences.attributions import between_words
from tests.examples import examples

ENDS = ["low", "low50", "best", "high50", "high"]


def claims(*rows: dict[str, Any], **common: Any) -> pd.DataFrame:
    usual = {"measure": "killed", "place": "Lower Marn", "temporal": "cumulative", "count_date": "2025-05-09"}
    table = pd.DataFrame([{**usual, **common, **row} for row in rows])
    return table.assign(claim_id=[f"c{number}" for number in range(len(table))])


def told(source: str, phrase: str, basis: str = "", **more: Any) -> dict[str, Any]:
    return {"source": source, "phrase": phrase, "basis": basis, **more}


def estimate(*rows: dict[str, Any], sources: pd.DataFrame | None = None, **options: Any) -> dict[str, Any]:
    result = rc.reconcile(claims(*rows), sources=sources, **options)
    return dict(result.estimates.iloc[-1])


LIST = told("Relief group", "37", "named")


def floor_of(*rows: dict[str, Any], sources: pd.DataFrame | None = None) -> float:
    return float(estimate(*rows, sources=sources)["floor"])


def floors_of(*cases: dict[str, Any]) -> list[float]:
    """Return the floor of each of several claims, set at a place of its own each; nan where there is none."""
    rows = [{**case, "place": f"Marn {number:02}"} for number, case in enumerate(cases)]
    floors = rc.reconcile(claims(*rows)).estimates.sort_values("place")["floor"]
    assert len(floors) == len(cases)
    return [float(floor) for floor in floors]


def test_what_is_named_is_a_floor_with_who_named_it() -> None:
    row = estimate(LIST, told("Wire", "40"), told("Town hall", "40-48"))
    assert (row["floor"], row["floor_by"], row["floor_basis"]) == (37.0, "Relief group", "named")
    assert row["publish"] == "interval"
    assert row["low"] == 37.0
    assert row["low"] <= row["low50"] <= row["best"] <= row["high50"] <= row["high"]
    assert 45 < row["high"] < 70
    # the band is wider than all that was said: the figures stand with their sources, from the count on
    assert row["wording"] == (
        "Relief group had named 37 people killed in Lower Marn by 9 May 2025. Town hall put the figure at 40 to 48."
    )
    assert row["range_wording"] == ""


GROUP = "Relief group"
HARD = {
    "one by one": [told(GROUP, "37", basis) for basis in ("named", "certified", "bodies")],
    "counts": [told(GROUP, phrase, "bodies") for phrase in ("at least 37", "37", "more than 37")],
    "of no time": [{**LIST, "temporal": ""}],
    "of those so far": [{**LIST, "includes": includes} for includes in ("so_far", "")],
}
SOFT = {
    "other bases": [
        told(GROUP, "37", basis) for basis in ("", "photo", "register", "modelled", "estimated", "claimed")
    ],
    "what is no count": [
        told(GROUP, phrase, "named")
        for phrase in ("about 37", "nearly 37", "as many as 37", "30-37", "dozens", "at most 37")
    ],
    "what may fall": [
        {**LIST, "measure": measure}
        for measure in ("missing", "captured", "killed_or_missing", "casualties", "displaced")
    ],
    "a stock": [{**LIST, "temporal": "stock"}],
    "a wider count": [{**LIST, "includes": includes} for includes in ("missing", "foreigners")],
}


def test_what_is_counted_is_a_floor_and_nothing_else_is() -> None:
    cases = [(why, claim) for kinds in (HARD, SOFT) for why, rows in kinds.items() for claim in rows]
    floors = floors_of(*(claim for _, claim in cases))
    for (why, claim), floor in zip(cases, floors, strict=True):
        assert floor == 37 if why in HARD else np.isnan(floor), (why, claim)


def test_whoever_gains_by_a_high_figure_makes_no_floor() -> None:
    sources = pd.DataFrame({"source": ["Vell press office"], "stake": ["Vell"]})
    enemy = told("Vell press office", "400", "bodies", party="Ostra", counterparty="Vell")
    assert np.isnan(floor_of(enemy, sources=sources))
    own = told("Vell press office", "400", "bodies", party="Vell", counterparty="Ostra")
    assert floor_of(own, sources=sources) == 400


@pytest.mark.long
def test_a_name_of_the_other_side_is_enough_where_no_stake_is_known() -> None:
    # a party that some claim names is known to all: of these none names Vell
    floors = floors_of(
        told("Vell army", "400", "bodies", party="Ostra"), told("Ostra army", "400", "bodies", party="Ostra"),
        told("Army rescue", "400", "bodies", party=""),
    )  # fmt: skip
    np.testing.assert_array_equal(floors, [np.nan, 400, 400])
    assert np.isnan(floor_of(told("Office of Vell", "400", "bodies", party="Ostra", counterparty="Vell")))


@pytest.mark.long
def test_a_newer_lower_count_takes_a_floor_back_and_a_higher_one_raises_it() -> None:
    later = told("Relief group", "35", "named", count_date="2025-05-12")
    assert floor_of(LIST, later) == 35
    assert floor_of(LIST, {**later, "phrase": "41"}) == 41
    # said of a newer day, but not less
    assert floor_of(LIST, {**later, "phrase": "more than 30", "basis": "estimated"}) == 37
    assert floor_of(LIST, {**later, "phrase": "about 60", "basis": "estimated"}) == 37


def test_a_floor_stands_from_its_day_on() -> None:
    rows = claims(told("Wire", "20", count_date="2025-04-10"), LIST, told("Wire", "44", count_date="2025-06-03"))
    dated = rc.reconcile(rows, at="month-end").estimates
    assert dated["floor"].fillna(0).tolist() == [0, 37, 37]
    assert (dated["low"] >= dated["floor"].fillna(0)).all()


def test_figures_under_a_floor_are_told_and_not_pooled() -> None:
    result = rc.reconcile(claims(LIST, told("Ministry", "12"), told("Wire", "44"), told("Town hall", "46")))
    said = result.claims.set_index("source")
    assert not said.loc["Ministry", "used"]
    assert said.loc["Ministry", "left_out_reason"] == "below what was counted one by one"
    row = result.estimates.iloc[0]
    assert row["agreement"] == "tension"
    assert row["claims_low"] == 37


def test_an_older_lower_count_is_growth() -> None:
    row = estimate(told("Ministry", "12", count_date="2025-05-01"), LIST, told("Wire", "44"), told("Town hall", "46"))
    assert row["agreement"] == "agree"


@pytest.mark.parametrize("method", METHODS)
def test_no_method_crosses_a_floor(method: str) -> None:
    row = estimate(LIST, told("Wire", "38"), told("Town hall", "36-60"), method=method)
    assert min(row[end] for end in ENDS) >= 37


def test_no_method_beside_crosses_a_floor() -> None:
    others = rc.reconcile(claims(LIST, told("Wire", "38"), told("Town hall", "36-60"))).sensitivity()
    assert (others[["low", "best", "high"]].min(axis=1).dropna() >= 37).all()


def test_a_floor_of_many_thousands_is_printed_as_it_was_counted() -> None:
    units, printed = np.array(["persons"] * 2, dtype=object), np.array(["", " people"], dtype=object)
    ends = np.array([2753.0, 2840.0]), np.array([4312.0, 4312.0])
    amounts = between_words(*ends, units, printed, np.array([2753.0, 2753.0]))
    assert amounts.tolist() == ["2,753 to about 4,300", "about 2,800 to 4,300 people"]


@pytest.mark.long
def test_bounds_alone_are_a_floor_only_where_one_is_hard() -> None:
    hard = estimate(told("Relief group", "at least 37", "named"), told("Wire", "more than 30"))
    assert (hard["publish"], hard["floor"]) == ("floor", 37)
    assert hard["wording"].startswith("Relief group had named at least 37 people")
    soft = estimate(told("Town hall", "at least 37"), told("Wire", "more than 30"), told("Radio", "over 35"))
    assert soft["publish"] == "range"
    assert not soft["wording"].startswith("At least")
    one = estimate(told("Town hall", "at least 37"))
    assert one["publish"] == "attributed"


def test_soft_bounds_make_no_interval_either() -> None:
    row = estimate(told("Wire", "more than 300"), told("Radio", "as many as 400"), told("Town hall", "over 310"))
    assert row["publish"] == "range"


@pytest.mark.parametrize(("higher", "agreement"), [(300 * FAR_FLOORS, "agree"), (300 * FAR_FLOORS + 1, "tension")])
def test_floors_far_apart_are_in_tension(higher: float, agreement: str) -> None:
    low, high = told("Wire", "more than 300"), told("Radio", f"over {higher:.0f}")
    assert estimate(low, high)["agreement"] == agreement
    # a newer floor that is higher is growth
    assert estimate(low, {**high, "count_date": "2025-05-20"})["agreement"] == "agree"
    assert estimate({**low, "count_date": "2025-05-20"}, high)["agreement"] == agreement


def test_one_voice_that_says_where_and_bounds_beside_it_are_no_interval() -> None:
    assert estimate(told("Wire", "40"), told("Radio", "at least 35"))["publish"] == "range"


SPOKEN = st.builds(
    told, st.sampled_from("ABCDE"), st.sampled_from(["37", "at least 52", "about 40", "30-60", "over 45", "12", "70"]),
    st.sampled_from(["", "named", "bodies", "estimated"]), count_date=st.sampled_from(["2025-05-01", "2025-05-09"]),
)  # fmt: skip


# several places a table: rows cost little, a call much
@given(st.lists(st.lists(SPOKEN, min_size=1, max_size=6), min_size=1, max_size=12))
@examples(8)
def test_no_end_lies_under_the_floor(places: list[list[dict[str, Any]]]) -> None:
    rows = [{**row, "place": f"Marn {number}"} for number, place in enumerate(places) for row in place]
    estimates = rc.reconcile(claims(*rows)).estimates
    known = estimates[estimates["floor"].notna() & estimates["low"].notna()]
    assert (np.diff(known[ENDS], axis=1) >= 0).all()
    assert (known[["low", "claims_low", "claims_high"]].min(axis=1) >= known["floor"]).all()
