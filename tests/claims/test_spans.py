"""The days that a figure covers."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.quantities import quantity_keys
from tests.examples import examples


def check(**row: object) -> Checked:
    return check_claims(pd.DataFrame([{"measure": "killed", "place": "Alton", "source": "A", "best": 5, **row}]))


def period(**row: object) -> tuple[list[str], set[str]]:
    """Return first and last day, and the rules of findings and rejections."""
    checked = check(**{"temporal": "period", **row})
    rules = {*checked.findings["rule"], *checked.rejected["rule"]}
    if checked.claims.empty:
        return [], rules
    days = checked.claims[["period_start", "period_end"]].iloc[0]
    return days.dt.strftime("%Y-%m-%d").fillna("").tolist(), rules


def test_a_period_with_one_date_is_that_day() -> None:
    rows = pd.DataFrame({
        "measure": "killed", "temporal": "period", "source": "Ministry", "place": "Alton",
        "count_date": ["2024-01-01", "2024-01-02", "2024-01-03"], "best": [10, 200, 30],
    })  # fmt: skip
    estimates = rc.reconcile(rows).estimates
    assert estimates[["period_start", "period_end"]].astype(str).values.tolist() == [
        ["2024-01-01"] * 2, ["2024-01-02"] * 2, ["2024-01-03"] * 2,
    ]  # fmt: skip
    assert estimates["best"].round().tolist() == [10, 200, 30]


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ({"count_date": "2024-02"}, ["2024-02-01", "2024-02-29"]),
        ({"count_date": "2024"}, ["2024-01-01", "2024-12-31"]),
        ({"count_date": pd.Timestamp("2024-02-03")}, ["2024-02-03"] * 2),
        ({"period_start": "2024-02-01", "count_date": "2024-02-09"}, ["2024-02-01", "2024-02-09"]),
        ({"period_start": "2024-02", "period_end": "2024-03", "count_date": "2024-04-09"},
         ["2024-02-01", "2024-03-31"]),
    ],
)  # fmt: skip
def test_a_count_date_completes_a_period(row: dict[str, object], days: list[str]) -> None:
    assert period(**row) == (days, set())


@pytest.mark.parametrize("one", [{"period_start": "2024-01-01"}, {"period_end": "2024-01-31"},
                                 {"period_end": "2024-01-31", "count_date": "2024-01-31"},
                                 {"period_start": "2024-03-01", "count_date": "2024-01-31"}])  # fmt: skip
def test_a_period_with_one_end_is_found_and_withheld(one: dict[str, str]) -> None:
    rows = [{"measure": "killed", "temporal": "period", "source": source, "best": best, **one}
            for source, best in (("A", 10), ("B", 12), ("C", 11))]  # fmt: skip
    result = rc.reconcile(pd.DataFrame(rows))
    assert set(result.estimates["publish"]) == {"withheld"}
    assert result.estimates["best"].isna().all()
    assert result.claims["left_out_reason"].str.startswith("withheld: the first or the last day").all()
    assert (result.findings["rule"] == "increment-undated").sum() == 3


@pytest.mark.parametrize("temporal", ["rate", ""])
def test_so_are_other_figures_with_one_end_of_a_period(temporal: str) -> None:
    assert period(temporal=temporal, period_end="2024-01-31")[1] == {"increment-undated"}
    assert period(temporal=temporal)[1] == set()


@pytest.mark.parametrize("temporal", ["cumulative", "stock"])
def test_a_count_has_a_start_alone_or_an_end_alone(temporal: str) -> None:
    assert period(temporal=temporal, period_start="2024-01-01", count_date="2024-02-01")[1] == set()
    assert period(temporal=temporal, period_end="2024-01-31")[1] == set()


def test_an_increment_or_a_year_so_far_needs_dates_and_the_period_of_an_event_does_not() -> None:
    assert period()[1] == set()
    assert period(role="increment")[1] == {"increment-undated"}
    assert period(temporal="increment")[1] == {"increment-undated"}
    assert period(temporal="year_to_date")[1] == {"increment-undated"}


@pytest.mark.parametrize(
    ("row", "end"),
    [
        ({"published": "2024-07-31"}, "2024-07-31"), ({"count_date": "2024-06-30"}, "2024-06-30"),
        ({"count_date": "2024-06-30", "published": "2024-07-31"}, "2024-06-30"),
        ({"count_date": "2024-06-30", "published": "2025-07-31"}, "2024-06-30"),
        ({"published": "2024-12-29"}, "2024-12-29"),
        ({"count_date": "2024-06", "published": "2024-06-11"}, "2024-06-11"),
    ],
)  # fmt: skip
def test_a_year_that_was_not_over_ends_when_it_was_told(row: dict[str, str], end: str) -> None:
    year = {"temporal": "period", "period_start": "2024", "period_end": "2024"}
    assert check(**year, **row).claims["includes"].tolist() == ["so_far"]
    assert period(**year, **row) == (["2024-01-01", end], {"period-not-over"})


@pytest.mark.parametrize(
    "row",
    [
        {"published": "2024-12-30"}, {"published": "2024-12-31"}, {"published": "2025-02-01"}, {"published": "2024"},
        {"count_date": "2024-12-31"}, {},
    ],
)  # fmt: skip
def test_a_year_that_was_over_is_the_year(row: dict[str, str]) -> None:
    assert period(period_start="2024", period_end="2024", **row) == (["2024-01-01", "2024-12-31"], set())


def test_a_year_so_far_is_never_pooled_with_the_year() -> None:
    rows = pd.DataFrame({
        "measure": "killed", "temporal": "period", "source": ["A", "B", "C"], "best": [100, 50, 102],
        "period_start": "2024", "period_end": "2024", "published": ["2025-01-20", "2024-06-30", "2025-02-20"],
    })  # fmt: skip
    estimates = rc.reconcile(rows).estimates
    assert estimates["quantity"].tolist() == ["killed/2024", "killed/2024-01-01..2024-06-30"]
    assert estimates["claims_low"].tolist() == [100, 50]


@pytest.mark.parametrize(
    "row", [{}, {"published": "2025-03-01"}, {"temporal": "rate"}, {"includes": "missing; So Far"}]
)
def test_a_whole_year_so_far_of_which_nothing_says_the_day_is_withheld(row: dict[str, str]) -> None:
    days, rules = period(**{"period_start": "2024", "period_end": "2024", "includes": "so_far", **row})
    assert (days, rules) == (["2024-01-01", ""], {"increment-undated"})


def test_a_year_so_far_with_its_last_day_is_read() -> None:
    assert period(period_start="2024", period_end="2024-07-31", includes="so_far")[1] == set()
    assert period(period_start="2024", period_end="2024", includes="so_far", published="2024-05-02") == (
        ["2024-01-01", "2024-05-02"], {"period-not-over"},
    )  # fmt: skip


def test_a_period_that_began_after_it_was_told_is_a_forecast() -> None:
    assert period(period_start="2024-03", period_end="2024-03", published="2024-02-20") == (
        [],
        {"count-after-publication"},
    )
    assert period(period_start="2024-03-01", period_end="2024-03-01", published="2024-02-29")[1] == set()


@pytest.mark.parametrize("year", ["1025", "0202", "20225", "1399", "3000"])
@pytest.mark.parametrize(
    "column", ["period_start", "period_end", "count_date", "published", "denied_on", "embargo_until"]
)
def test_a_mistyped_year_is_no_date(year: str, column: str) -> None:
    assert check(**{column: f"{year}-01-10"}).rejected[["column", "rule"]].values.tolist() == [[column, "not-a-date"]]


DAYS = st.one_of(st.just(""), st.dates(date(2023, 12, 1), date(2024, 3, 1)).map(str),
                 st.sampled_from(["2024", "2024-01", "2024-02"]))  # fmt: skip
ROWS = st.fixed_dictionaries({
    "temporal": st.sampled_from(["period", "increment", "year_to_date", "rate", "cumulative", "stock", ""]),
    "period_start": DAYS, "period_end": DAYS, "count_date": DAYS, "published": DAYS,
    "includes": st.sampled_from(["", "so_far"]), "best": st.integers(1, 9), "source": st.sampled_from("AB"),
})  # fmt: skip
# rows cost little, a call much: few tables of many rows
TABLES = st.lists(ROWS, min_size=1, max_size=3) | st.lists(ROWS, min_size=15, max_size=25)
few_tables = examples(12)


@few_tables
@given(TABLES)
def test_what_is_heard_of_a_period_has_both_ends_and_was_over(rows: list[dict[str, object]]) -> None:
    table = pd.DataFrame(rows).assign(measure="killed", claim_id=[f"C{row}" for row in range(len(rows))])
    checked = check_claims(table)
    claims = checked.claims
    assert len(claims) + checked.rejected["row"].nunique() == len(rows)
    periods = claims[claims["temporal"] == "period"]
    whole = periods[periods["period_start"].notna() & periods["period_end"].notna()]
    near = pd.Timedelta(1, "D")
    assert not (whole["period_end"] > whole["published"] + near).any()
    assert not (claims["count_date"] > claims["published"] + near).any()
    try:
        heard = rc.reconcile(table).claims
    except rc.NothingUsableError:
        return
    open_ended = heard["period_start"].isna() != heard["period_end"].isna()
    assert not heard.loc[open_ended & (heard["temporal"] == "period"), "used"].any()


@few_tables
@given(TABLES)
def test_checked_dates_are_checked_again_without_a_change(rows: list[dict[str, object]]) -> None:
    once = check_claims(pd.DataFrame(rows).assign(measure="killed", claim_id=[f"C{row}" for row in range(len(rows))]))
    again = check_claims(once.claims)
    assert again.rejected.empty
    columns = ["temporal", "period_start", "period_end", "count_date", "published", "includes"]
    assert again.claims[columns].astype(str).values.tolist() == once.claims[columns].astype(str).values.tolist()
    assert quantity_keys(once.claims).code.tolist() == quantity_keys(again.claims).code.tolist()


def test_a_period_that_begins_tomorrow_is_so_far_today() -> None:
    row = {"measure": "killed", "source": "A", "best": 4, "temporal": "period", "period_start": "2024-02",
           "count_date": "2024", "published": "2024-01"}  # fmt: skip
    claims = check_claims(pd.DataFrame([row])).claims
    assert claims[["period_start", "period_end"]].astype(str).values.tolist() == [["2024-02-01", "2024-02-01"]]
