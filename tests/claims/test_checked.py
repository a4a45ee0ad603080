from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.measures import MEASURES, Measure, attribute_of, measure_of
from reconcile.claims.quantities import quantity_keys
from reconcile.claims.settings import ClaimSettings
from tests.examples import examples

GOOD = {"claim_id": "C1", "quantity": "q", "source": "A", "phrase": "about 300"}


def check(*rows: dict[str, object], settings: ClaimSettings | None = None) -> Checked:
    return check_claims(pd.DataFrame([{**GOOD, "claim_id": f"C{n}", **row} for n, row in enumerate(rows)]), settings)


# a row, the rule that takes it out, and the column that the rule names
FAULTY: list[tuple[dict[str, object], str, str]] = [
    ({"source": ""}, "no-source", "source"),
    ({"source": "1,403"}, "number-in-text", "source"),
    ({"measure": "4000"}, "number-in-text", "measure"),
    ({"quantity": ""}, "no-quantity", "quantity"),
    ({"phrase": ""}, "no-figure", "phrase"),
    ({"phrase": "heavy losses"}, "phrase-unread", "phrase"),
    ({"best": "many"}, "not-a-number", "best"),
    ({"best": "12,5"}, "not-a-number", "best"),
    ({"best": "nan"}, "not-finite", "best"),
    ({"best": "-inf"}, "not-finite", "best"),
    ({"best": "1e308"}, "too-large", "best"),
    ({"best": "9" * 400}, "too-large", "best"),
    ({"low": "20", "high": "10"}, "low-above-high", "low"),
    ({"low": "20", "best": "5", "high": "30"}, "best-outside", "best"),
    ({"measure": "killed", "best": "-3"}, "negative-count", "best"),
    ({"measure": "share", "unit": "percent", "best": "101", "phrase": ""}, "share-outside", "best"),
    ({"unit": "bananas"}, "unknown-unit", "unit"),
    ({"published": "31 February 2025"}, "not-a-date", "published"),
    ({"count_date": "2025-02-31"}, "not-a-date", "count_date"),
    ({"published": "1/4/2022"}, "not-a-date", "published"),
    ({"period_start": "2025-02-01", "period_end": "2025-01-01"}, "period-reversed", "period_end"),
    ({"grade": "G7"}, "not-a-grade", "grade"),
    ({"weight": "-1"}, "negative-weight", "weight"),
    ({"range_level": "90"}, "level-outside", "range_level"),
    ({"temporal": "weekly"}, "unknown-word", "temporal"),
    ({"scale": "cubic"}, "unknown-word", "scale"),
    ({"status": "maybe"}, "unknown-word", "status"),
    ({"origin_basis": "rumour"}, "unknown-word", "origin_basis"),
    ({"note": "x" * 1_000_000}, "cell-too-long", "note"),
    ({"measure": "killed", "phrase": "over 700 sq km"}, "unit-disagrees", "phrase"),
]


def test_what_rejects_a_row() -> None:
    checked = check({}, *(row for row, _, _ in FAULTY))
    told = checked.rejected
    # what is expected and was not told, and rows that were
    assert {(row, rule, column) for row, (_, rule, column) in enumerate(FAULTY, 2)} - set(
        zip(told["row"], told["rule"], told["column"], strict=True)
    ) == set()
    assert told["row"].min() == 2
    assert told["hint"].ne("").all()
    assert told["value"].str.len().max() <= 200
    assert checked.claims["claim_id"].tolist() == ["C0"]


def test_all_faults_of_all_rows_are_told_in_one_pass_by_row_and_column() -> None:
    told = check({"source": "", "grade": "Z"}, {}, {"best": "x", "published": "never"}).rejected
    assert told[["row", "rule"]].values.tolist() == [
        [1, "no-source"], [1, "not-a-grade"], [3, "not-a-date"], [3, "not-a-number"],
    ]  # fmt: skip


def test_repeated_ids_and_rows_keep_the_first() -> None:
    rows = pd.DataFrame([GOOD, {**GOOD, "phrase": "about 5"}, {**GOOD, "claim_id": ""}])
    checked = check_claims(rows)
    assert checked.claims["claim_id"].tolist() == ["C1"]
    assert checked.rejected[["row", "rule"]].values.tolist() == [[2, "duplicate-id"], [3, "duplicate-row"]]


def test_an_unreadable_phrase_beside_numbers_is_a_finding_only() -> None:
    checked = check({"phrase": "heavy", "best": "3"})
    assert checked.rejected.empty
    assert checked.findings["rule"].tolist() == ["phrase-unread"]
    assert checked.claims["said_rule"].tolist() == [""]


def test_an_unknown_measure_is_kept_with_a_finding() -> None:
    checked = check({"measure": "Goats lost"})
    assert checked.claims["measure"].tolist() == ["goats_lost"]
    assert checked.findings["rule"].tolist() == ["unknown-measure"]
    own = ClaimSettings(measures={"goats_lost": Measure("goats_lost", "goats", "goats lost", synonyms=("goats_gone",))})
    again = check({"measure": "goats gone"}, settings=own)
    assert again.claims[["measure", "unit"]].values.tolist() == [["goats_lost", "goats"]]
    assert again.findings.empty


@pytest.mark.parametrize(
    ("word", "measure"),
    [("dead", "killed"), ("Deaths", "killed"), ("died", "killed"), ("injured", "wounded"),
     ("killed_or_wounded", "casualties"), ("killed_wounded_missing_captured", "losses"),
     ("dead or missing", "killed_or_missing")],
)  # fmt: skip
def test_synonyms_of_measures(word: str, measure: str) -> None:
    assert measure_of(word) == measure
    assert measure in MEASURES


def test_attributes_of_measures() -> None:
    assert attribute_of(pd.Series(["killed", "", "odd"]), "bears", "neither").tolist() == ["loss", "neither", "neither"]


def test_numbers_are_carried_to_the_canonical_unit() -> None:
    checked = check({"phrase": "", "unit": "sq mi", "low": "10", "high": "20", "measure": "area_gained"})
    assert checked.claims["unit"].tolist() == ["km2"]
    assert checked.claims["low"].tolist() == pytest.approx([25.8999])


def test_the_unit_comes_from_the_phrase_else_from_the_measure() -> None:
    assert check({"phrase": "over 700 acres"}).claims["unit"].tolist() == ["km2"]
    assert check({"measure": "killed"}).claims["unit"].tolist() == ["persons"]
    assert check({"phrase": "over 700 sq km", "best": "710", "measure": "area_gained"}).claims["best"].tolist() == [710]


def test_a_phrase_without_a_unit_is_in_the_unit_of_the_claim() -> None:
    claims = check({"phrase": "exactly 100", "unit": "hectares", "measure": "area_gained"}).claims
    assert claims["said_best"].tolist() == pytest.approx([1.0])


def test_increments_and_years_to_date_become_periods() -> None:
    to_date = check({"temporal": "year_to_date", "published": "2024-07-31"}).claims.iloc[0]
    assert (to_date["temporal"], str(to_date["period_start"].date())) == ("period", "2024-01-01")
    assert str(to_date["period_end"].date()) == "2024-07-31"
    increment = check({"temporal": "increment"})
    assert increment.claims["temporal"].tolist() == ["period"]
    assert increment.findings["rule"].tolist() == ["increment-undated"]


def test_the_end_of_a_cumulative_period_is_its_count_date() -> None:
    claims = check({"temporal": "cumulative", "period_end": "2025-01"}).claims
    assert claims["count_date"].dt.strftime("%Y-%m-%d").tolist() == ["2025-01-31"]


def test_a_year_is_never_a_day() -> None:
    claims = check({"temporal": "period", "period_start": "2024", "period_end": "2024"}).claims
    days = claims[["period_start", "period_end"]].apply(lambda column: column.dt.strftime("%Y-%m-%d"))
    assert days.values.tolist() == [["2024-01-01", "2024-12-31"]]


def test_declared_number_formats() -> None:
    settings = ClaimSettings(decimal=",", thousands=".")
    assert check({"best": "39.684,5"}, settings=settings).claims["best"].tolist() == [39684.5]
    assert check({"best": "1,234"}, {"best": "48 240"}).claims["best"].tolist() == [1234, 48240]


def test_unknown_columns_and_the_argument_stay_as_they_are() -> None:
    rows = pd.DataFrame([{**GOOD, "desk": "=cmd", "my number": 3.5}])
    before = rows.copy()
    claims = check_claims(rows).claims
    pd.testing.assert_frame_equal(rows, before)
    assert claims[["desk", "my number"]].values.tolist() == [["=cmd", "3.5"]]


def test_typed_frames_are_checked_as_well() -> None:
    rows = pd.DataFrame({"quantity": ["q"], "source": ["A"], "best": [3], "published": pd.to_datetime(["2025-01-31"])})
    claims = check_claims(rows).claims
    assert claims["best"].tolist() == [3.0]
    assert claims["published"].dt.day.tolist() == [31]


cells = st.sampled_from(
    ["", "about 300", "over 700 sq km", "3", "1,234", "nan", "2025-01", "B2", "cumulative", "=1+1", "ñ"]
)


COLUMNS = ["quantity", "source", "phrase", "low", "best", "unit", "temporal", "published", "grade", "odd"]
a_row = st.fixed_dictionaries(dict.fromkeys(COLUMNS, cells))


# rows cost little, a call much: few tables of many rows
@given(st.lists(a_row, max_size=2) | st.lists(a_row, min_size=15, max_size=25))
@examples(15)
def test_checking_again_gives_it_back_and_nothing_disappears(rows: list[dict[str, str]]) -> None:
    table = pd.DataFrame(rows, columns=COLUMNS)
    checked = check_claims(table)
    assert set(checked.claims["row"]) | set(checked.rejected["row"]) == set(range(1, len(rows) + 1))
    assert not set(checked.claims["row"]) & set(checked.rejected["row"])
    again = check_claims(checked.claims)
    assert again.rejected.empty
    pd.testing.assert_frame_equal(again.claims, checked.claims)


def keys(*rows: dict[str, object]) -> list[str]:
    return quantity_keys(check(*rows).claims).table["quantity"].tolist()


def test_a_label_alone_is_its_own_key() -> None:
    assert keys({}, {"source": "B"}) == ["q"]


def test_a_label_that_covers_several_definitions_is_split_with_a_finding() -> None:
    claims = check({"scope": "with Kursk"}, {"source": "B"}, {"source": "C", "measure": "killed"}).claims
    quantities = quantity_keys(claims)
    assert quantities.table["quantity"].tolist() == ["q", "q/killed", "q/scope=with Kursk"]
    assert quantities.findings["rule"].tolist() == ["label-split"]


def test_a_key_is_built_from_the_defining_columns() -> None:
    row = {"quantity": "", "measure": "area_gained", "party": "Russia", "place": "Ukraine", "temporal": "period",
           "period_start": "2024-12", "period_end": "2024-12", "phrase": "400 sq km"}  # fmt: skip
    assert keys(row) == ["area_gained/Russia/place=Ukraine/2024-12"]
    assert keys({**row, "period_start": "2024", "period_end": "2024"}) == ["area_gained/Russia/place=Ukraine/2024"]
    assert keys({**row, "period_end": "2024-12-30"}) == ["area_gained/Russia/place=Ukraine/2024-12-01..2024-12-30"]


def test_the_start_of_a_cumulative_period_defines_and_empty_is_a_value() -> None:
    rows = ({"temporal": "cumulative", "period_start": "2024-12-01"}, {"temporal": "cumulative", "source": "B"})
    assert keys(*rows) == ["q", "q/from 2024-12-01"]


def test_no_two_definitions_share_a_key() -> None:
    rows = ({"quantity": "", "measure": "killed", "party": "a/place=b"},
            {"quantity": "", "measure": "killed", "party": "a", "place": "b", "source": "B"})  # fmt: skip
    assert len(set(keys(*rows))) == 2


def test_a_family_that_mixes_measures_is_a_finding() -> None:
    claims = check({"family": "f", "quantity": "", "measure": "killed"},
                   {"family": "f", "quantity": "", "measure": "wounded"}).claims  # fmt: skip
    assert quantity_keys(claims).findings["rule"].tolist() == ["family-mixed"]


def test_row_numbers_survive() -> None:
    assert check({}, {"source": ""}, {"source": "B"}).claims["row"].tolist() == [1, 3]
    assert np.array_equal(check({}).claims["row"], [1])
