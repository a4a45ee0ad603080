from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.measures import Measure
from reconcile.claims.settings import ClaimSettings
from tests.examples import examples

GOATS = ClaimSettings(measures={"goats_lost": Measure("goats_lost", "goats", "goats lost")})


def check(settings: ClaimSettings | None = None, **row: object) -> Checked:
    return check_claims(pd.DataFrame([{"quantity": "q", "source": "A", **row}]), settings)


def read(**row: object) -> tuple[str, float]:
    """Unit, and the middle that the phrase is read as."""
    checked = check(**row)
    assert checked.rejected.empty
    claim = checked.claims.iloc[0]
    return claim["unit"], claim["said_best"]


@pytest.mark.parametrize(
    ("row", "unit", "best"),
    [
        ({"phrase": "exactly 100", "unit": "hectares", "measure": "area_gained"}, "km2", 1.0),
        ({"phrase": "exactly 100 hectares", "measure": "area_gained"}, "km2", 1.0),
        ({"phrase": "exactly 100 hectares", "unit": "sq km", "measure": "area_gained"}, "km2", 1.0),
        ({"phrase": "exactly 21 a week", "measure": "drones_launched", "temporal": "rate"}, "drones/day", 3.0),
        ({"phrase": "exactly 21", "unit": "drones a week", "temporal": "rate"}, "drones/day", 3.0),
        ({"phrase": "exactly 21 a week", "unit": "drones a week", "temporal": "rate"}, "drones/day", 3.0),
        ({"phrase": "exactly 1,500 soldiers a day", "measure": "casualties", "temporal": "rate"}, "persons/day", 1500),
        ({"phrase": "exactly 12 percent", "measure": "area_share"}, "percent", 12.0),
        ({"phrase": "exactly 12"}, "", 12.0),
    ],
)
def test_a_phrase_is_carried_to_the_unit_once_however_often_it_is_checked(
    row: dict[str, object], unit: str, best: float
) -> None:
    assert read(**row) == (unit, pytest.approx(best))
    once = check(**row).claims
    twice = check_claims(check_claims(once).claims).claims
    pd.testing.assert_frame_equal(once, twice)


def test_a_phrase_changed_after_the_check_is_read_anew() -> None:
    claims = check(phrase="exactly 100", unit="hectares", measure="area_gained").claims
    claims["phrase"] = "exactly 300"
    assert check_claims(claims).claims["said_best"].tolist() == pytest.approx([3.0])
    claims["unit"] = "acres"
    assert check_claims(claims).claims["said_best"].tolist() == pytest.approx([1.21406], rel=1e-4)


@pytest.mark.parametrize(
    ("row", "best"),
    [
        ({"best": 100, "unit": "hectares"}, 1.0),
        ({"best": 100, "phrase": "over 90 hectares"}, 1.0),
        ({"best": 100, "phrase": "over 90 hectares", "unit": "km2"}, 100.0),
        ({"best": 14, "unit": "drones per week"}, 2.0),
        ({"best": 14, "phrase": "some 14 drones per week"}, 2.0),
    ],
)
def test_numbers_are_in_the_stated_unit_else_in_that_of_the_phrase(row: dict[str, object], best: float) -> None:
    assert check(**row).claims["best"].tolist() == pytest.approx([best])


@pytest.mark.parametrize(
    "row",
    [
        {"phrase": "over 700 sq km", "measure": "killed"},
        {"phrase": "over 700 sq km", "unit": "persons"},
        {"phrase": "a third", "measure": "killed"},
        {"phrase": "45,000 a month", "measure": "casualties", "temporal": "period"},
        {"phrase": "45,000 a month", "unit": "persons"},
    ],
)
def test_a_phrase_in_another_unit_than_its_claim(row: dict[str, object]) -> None:
    alone = check(**row)
    assert alone.rejected[["column", "rule"]].values.tolist() == [["phrase", "unit-disagrees"]]
    beside = check(**row, best=700)
    assert beside.findings["rule"].tolist() == ["unit-disagrees"]
    assert beside.claims["best"].tolist() == [700]
    assert beside.claims["said_rule"].tolist() == [""]


def test_the_share_of_a_computed_claim_is_no_other_unit() -> None:
    checked = check(phrase="a third", measure="killed", best=1667, unit="persons", parent="C1")
    assert checked.rejected.empty
    assert checked.findings.empty
    assert checked.claims[["best", "unit", "said_n1"]].values.tolist() == [[1667, "persons", pytest.approx(100 / 3)]]


@pytest.mark.parametrize("unit", ["goats", "Goats", " goats "])
def test_the_unit_of_a_declared_measure_is_known(unit: str) -> None:
    checked = check(GOATS, measure="goats_lost", best=3, unit=unit)
    assert checked.claims["unit"].tolist() == ["goats"]
    pd.testing.assert_frame_equal(check_claims(checked.claims, GOATS).claims, checked.claims)
    assert check(measure="goats_lost", best=3, unit=unit).rejected["rule"].tolist() == ["unknown-unit"]


def test_an_unknown_unit_is_told_once() -> None:
    assert check(unit="bananas", phrase="over 700 sq km").rejected["rule"].tolist() == ["unknown-unit"]


@pytest.mark.parametrize(
    ("row", "signed"),
    [
        ({"measure": "killed"}, False), ({"unit": "persons"}, False), ({"unit": "drones a week"}, False),
        ({"measure": "change"}, True), ({}, True), ({"scale": "linear"}, True),
        ({"scale": "log"}, False), ({"measure": "share"}, False), ({"unit": "percent"}, True),
    ],
)  # fmt: skip
def test_what_can_be_negative(row: dict[str, object], signed: bool) -> None:
    rejected = check(**row, best=-3).rejected
    assert rejected["rule"].tolist() == ([] if signed else ["negative-count"])
    assert check(**row, best=0).rejected.empty


@pytest.mark.parametrize("row", [{"low": 1}, {"high": 1}, {"low": 1, "high": 1}, {"low": 0, "best": 0, "high": 9}])
def test_any_one_number_is_a_figure(row: dict[str, object]) -> None:
    assert check(**row).rejected.empty


def test_a_number_that_cannot_be_read_leaves_no_figure_unless_there_is_another() -> None:
    assert check(best="many").rejected["rule"].tolist() == ["no-figure", "not-a-number"]
    assert check(best="many", low=3).rejected["rule"].tolist() == ["not-a-number"]
    assert check(best=" ").rejected["rule"].tolist() == ["no-figure"]


@given(
    ends=st.lists(st.floats(min_value=0, max_value=5e7), min_size=3, max_size=3).map(sorted),
    unit=st.sampled_from(["km2", "ha", "acres", "sq mi", "m2"]),
)
@examples(25)
def test_units_keep_the_order_of_a_range(ends: list[float], unit: str) -> None:
    checked = check(low=ends[0], best=ends[1], high=ends[2], unit=unit)
    assert checked.rejected.empty
    assert checked.claims[["low", "best", "high"]].iloc[0].is_monotonic_increasing


@given(st.permutations(["low", "best", "high"]))
@examples(6)
def test_numbers_out_of_order_are_rejected(order: list[str]) -> None:
    rejected = check(**dict(zip(order, (1, 2, 3), strict=True))).rejected
    assert rejected.empty == (order == ["low", "best", "high"])
    assert set(rejected["rule"]) <= {"low-above-high", "best-outside"}


def test_a_small_area_stands_beside_a_phrase_that_is_not_used() -> None:
    rows = {"measure": ["area_gained", "killed"], "phrase": ["<5", "around 5 km2"], "unit": ["km2", ""]}
    checked = check_claims(pd.DataFrame({"source": "A", "best": [None, 3.0], **rows}))
    assert checked.findings["rule"].tolist() == ["unit-disagrees"]
    assert checked.claims["said_rule"].tolist() == ["below", ""]
