from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.settings import ClaimSettings

DATES = ["period_start", "period_end", "count_date", "published"]


def check(settings: ClaimSettings | None = None, **row: object) -> Checked:
    return check_claims(pd.DataFrame([{"quantity": "q", "source": "A", "best": 5, **row}]), settings)


def days(settings: ClaimSettings | None = None, **row: object) -> list[str]:
    checked = check(settings, **row)
    assert checked.rejected.empty
    return checked.claims[DATES].iloc[0].dt.strftime("%Y-%m-%d").fillna("").tolist()


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2025-01", "2025-01-01", "2025-01-31"),
        (2024, "2024-01-01", "2024-12-31"), (2024.0, "2024-01-01", "2024-12-31"),
        (date(2025, 1, 31), "2025-01-31", "2025-01-31"), (datetime(2025, 1, 31, 23, 59), "2025-01-31", "2025-01-31"),
        (pd.Timestamp("2025-01-31", tz="Europe/Kyiv"), "2025-01-31", "2025-01-31"),
    ],
)  # fmt: skip
def test_a_date_is_its_first_day_in_a_start_and_its_last_elsewhere(cell: object, first: str, last: str) -> None:
    assert days(**dict.fromkeys(DATES, cell)) == [first, last, last, last]


def test_every_spelling_of_a_day_is_read_in_every_column() -> None:
    spellings = {
        "2025-01-31": ("2025-01-31", "2025-01-31"), "2025-01": ("2025-01-01", "2025-01-31"),
        "January 2025": ("2025-01-01", "2025-01-31"), "2024": ("2024-01-01", "2024-12-31"),
        "Q1 2025": ("2025-01-01", "2025-03-31"), "17/9/2024": ("2024-09-17", "2024-09-17"),
    }  # fmt: skip
    checked = check_claims(pd.DataFrame([
        {"quantity": "q", "source": "A", "best": row, **dict.fromkeys(DATES, cell)}
        for row, cell in enumerate(spellings)
    ]))  # fmt: skip
    assert checked.rejected.empty
    read = checked.claims[DATES].apply(lambda column: column.dt.strftime("%Y-%m-%d"))
    assert dict(zip(spellings, read.values.tolist(), strict=True)) == {
        cell: [first, last, last, last] for cell, (first, last) in spellings.items()
    }


@pytest.mark.parametrize(
    "cells",
    [
        ["31 February 2025", "2025-02-30", "2025-13-01", "0000-01-01", "9999-01-01", "01/04/2022", "yesterday", "5",
         "12.5", "2025-01-31x", "x" * 1000, "2" * 400],
        [pd.Timestamp("9999-12-31")], [45688.0],
    ],
    ids=["text", "time", "number"],
)  # fmt: skip
@pytest.mark.parametrize("column", DATES)
def test_what_is_no_day(cells: list[object], column: str) -> None:
    rows = pd.DataFrame({"quantity": "q", "source": "A", "best": range(len(cells)), column: cells})
    rejected = check_claims(rows).rejected
    assert rejected[["row", "column", "rule"]].values.tolist() == [
        [row, column, "not-a-date"] for row in range(1, len(cells) + 1)
    ]
    assert rejected["value"].str.len().max() <= 200


@pytest.mark.parametrize(("dayfirst", "day"), [(True, "2022-04-01"), (False, "2022-01-04")])
def test_the_order_of_day_and_month_is_declared(dayfirst: bool, day: str) -> None:
    assert days(ClaimSettings(dayfirst=dayfirst), published="01/04/2022")[3] == day


def test_a_period_that_ends_before_it_starts() -> None:
    rejected = check(period_start="2025-02-01", period_end="2025-01").rejected
    assert rejected["rule"].tolist() == ["period-reversed"]
    assert check(period_start="2025-01", period_end="2025-01").rejected.empty


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"period_end": "2024-07"}, ["2024-01-01", "2024-07-31", "", ""]),
        ({"count_date": "2024-07", "published": "2024-08"}, ["2024-01-01", "2024-07-31", "2024-07-31", "2024-08-31"]),
        ({"published": "2024-08-02"}, ["2024-01-01", "2024-08-02", "", "2024-08-02"]),
        ({"period_start": "2024-02", "period_end": "2024-07"}, ["2024-02-01", "2024-07-31", "", ""]),
    ],
)  # fmt: skip
def test_a_year_to_date_is_a_period(row: dict[str, str], expected: list[str]) -> None:
    assert days(temporal="year_to_date", **row) == expected
    assert check(temporal="year_to_date", **row).claims["temporal"].tolist() == ["period"]


@pytest.mark.parametrize("temporal", ["increment", "year_to_date"])
def test_a_period_of_unknown_extent_is_kept_with_a_finding(temporal: str) -> None:
    checked = check(temporal=temporal)
    assert checked.claims["temporal"].tolist() == ["period"]
    assert checked.findings["rule"].tolist() == ["increment-undated"]


def test_a_dated_increment_is_a_period_and_nothing_is_found() -> None:
    checked = check(temporal="Increment", period_start="2025-01", period_end="2025-01")
    assert checked.claims["temporal"].tolist() == ["period"]
    assert checked.findings.empty


@pytest.mark.parametrize(
    ("temporal", "count_date"), [("cumulative", "2025-01-31"), ("stock", "2025-01-31"), ("period", ""), ("", "")]
)
def test_only_counts_take_the_end_of_their_period_as_their_date(temporal: str, count_date: str) -> None:
    assert days(temporal=temporal, period_end="2025-01")[2] == count_date
    assert days(temporal=temporal, period_end="2025-01", count_date="2025-01-15")[2] == "2025-01-15"


@pytest.mark.parametrize(("day", "right"), [("2025-01-01", True), ("2025-01-02", True), ("2025-01-03", False)])
def test_a_figure_dated_after_it_was_published_is_rejected_but_for_a_time_zone(day: str, right: bool) -> None:
    checked = check(published="2025-01-01", count_date=day)
    assert checked.findings.empty
    assert checked.rejected[["rule", "column", "value"]].values.tolist() == (
        [] if right else [["count-after-publication", "count_date", day]]
    )


@pytest.mark.parametrize(
    ("count_date", "published", "dated"),
    [
        ("2025-01", "2025-01-20", "2025-01-20"), ("2025", "2025-07-31", "2025-07-31"),
        ("2025-01", "2025-02-03", "2025-01-31"), ("Q1 2025", "2025-02-03", "2025-02-03"),
        ("2025-01", "2025-01-01", "2025-01-01"), ("2025-01", "", "2025-01-31"),
    ],
)  # fmt: skip
def test_a_count_of_a_month_that_was_not_over_is_dated_by_its_publication(
    count_date: str, published: str, dated: str
) -> None:
    assert days(temporal="cumulative", count_date=count_date, published=published)[2] == dated
    assert days(temporal="stock", period_end=count_date, published=published)[2] == dated


def test_a_count_of_a_month_that_had_not_begun_is_rejected() -> None:
    assert check(count_date="2025-02", published="2025-01-20").rejected["rule"].tolist() == ["count-after-publication"]
