from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import ReconcileError
from reconcile.language.periods import FIRST_YEAR, LAST_YEAR, read_days, read_period


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2025-01", "2025-01-01", "2025-01-31", "month"),
        ("January 2025", "2025-01-01", "2025-01-31", "month"),
        ("Feb 2024", "2024-02-01", "2024-02-29", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("Q1 2025", "2025-01-01", "2025-03-31", "quarter"),
        ("2025-04-30", "2025-04-30", "2025-04-30", "day"),
        ("2025-04-30T12:00:00", "2025-04-30", "2025-04-30", "day"),
        ("30 April 2025", "2025-04-30", "2025-04-30", "day"),
        ("April 30, 2025", "2025-04-30", "2025-04-30", "day"),
        ("17/9/2024", "2024-09-17", "2024-09-17", "day"),
        ("2024-12-20/2024-12-27", "2024-12-20", "2024-12-27", "span"),
        ("2024-12-20 to 2024-12-27", "2024-12-20", "2024-12-27", "span"),
        ("May 2024 to June 2024", "2024-05-01", "2024-06-30", "span"),
        ("1-3 May 2024", "2024-05-01", "2024-05-03", "span"),
        ("1–3 mai 2024", "2024-05-01", "2024-05-03", "span"),
        ("1 May 2024 10:00", "2024-05-01", "2024-05-01", "day"),
    ],
)
def test_periods(text: str, start: str, end: str, precision: str) -> None:
    read = read_period(text)
    assert (read.start.isoformat(), read.end.isoformat(), read.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text", ["31 February 2025", "2025-02-31", "2025-13", "yesterday", "last week", "9999", "12", "", "May",
             "2025-01-31x", "2025-02-01 to 2025-01-01", "1/4/2022", "soldiers 2024",
             "1 and 3 May 2024", "May 1-3, 2024", "28-3 May 2024", "30-31 April 2024", "x" * 5000],
)  # fmt: skip
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(ReconcileError):
        read_period(text)


def test_the_order_of_day_and_month_is_declared() -> None:
    assert read_period("1/4/2022", dayfirst=True).start == date(2022, 4, 1)
    assert read_period("1/4/2022", dayfirst=False).start == date(2022, 1, 4)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_iso_days_are_read_back(day: date) -> None:
    assert read_period(day.isoformat()).start == day


def test_columns_of_dates_keep_their_index_and_say_what_is_wrong() -> None:
    read = read_days(pd.Series(["2025-01", "", "31 February 2025", None], index=[9, 8, 7, 6]), edge="end")
    assert read.index.tolist() == [9, 8, 7, 6]
    assert read["day"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2025-01-31", "", "", ""]
    assert read["error"].ne("").tolist() == [False, False, True, False]


def test_dates_and_timestamps_pass() -> None:
    typed = pd.Series([date(2025, 1, 1), pd.Timestamp("2025-01-02"), np.nan], dtype=object)
    assert read_days(typed)["day"].dt.day.fillna(0).tolist() == [1, 2, 0]
    assert read_days(pd.Series(pd.to_datetime(["2025-01-03"])))["day"].dt.day.tolist() == [3]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2024Q3", "2024-07-01", "2024-09-30", "quarter"),
        ("2024-q4", "2024-10-01", "2024-12-31", "quarter"),
        ("2024 Q2", "2024-04-01", "2024-06-30", "quarter"),
        ("2024-12", "2024-12-01", "2024-12-31", "month"),
        ("2024-02-29 23:59", "2024-02-29", "2024-02-29", "day"),
        ("4.4.2022", "2022-04-04", "2022-04-04", "day"),
        ("9/17/2024", "2024-09-17", "2024-09-17", "day"),
        ("2024 until 2025", "2024-01-01", "2025-12-31", "span"),
        ("2024–2025", "2024-01-01", "2025-12-31", "span"),
        ("2024 - 2025-03", "2024-01-01", "2025-03-31", "span"),
        ("2024..2025-03", "2024-01-01", "2025-03-31", "span"),
        ("2025-01-05/2025-01-05", "2025-01-05", "2025-01-05", "span"),
        ("  30   April\t2025 ", "2025-04-30", "2025-04-30", "day"),
        ("30 квітня 2025", "2025-04-30", "2025-04-30", "day"),
        ("1400", "1400-01-01", "1400-12-31", "year"),
        ("2999", "2999-01-01", "2999-12-31", "year"),
    ],
)
def test_other_ways_to_write_periods(text: str, start: str, end: str, precision: str) -> None:
    read = read_period(text)
    assert (read.start.isoformat(), read.end.isoformat(), read.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text", ["Friday 2024", "12th 2024", "3rd of 2024", "week 5 2024", "Monday 13, 2024", "5 May", "May 5"]
)
def test_a_date_without_its_month_or_year_is_none(text: str) -> None:
    with pytest.raises(ReconcileError, match="not a date"):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "message", "value", "hint"),
    [
        ("the day before", "not a date", "the day before", "write it as 2025-01-31, 2025-01 or 2025"),
        ("2025-02-30", "there is no such day", "2025-02-30", "check the date"),
        ("30.2.2025", "there is no such day", "2025-02-30", "check the date"),
        ("2025-13", "there is no such month", "2025-13", "months run from 01 to 12"),
        ("2025-00", "there is no such month", "2025-00", "months run from 01 to 12"),
        ("0999", "the year is out of reach", "999", "years run from 1400 to 2999"),
        ("3000-01-01", "the year is out of reach", "3000", "years run from 1400 to 2999"),
        ("1/4/2022", "day and month could each be the other", "1/4/2022", "declare dayfirst in [numbers]"),
        ("2025 to 2024", "the period ends before it starts", "2025 to 2024", "swap the dates"),
    ],
)
def test_what_is_wrong_with_a_date(text: str, message: str, value: str, hint: str) -> None:
    with pytest.raises(ReconcileError) as caught:
        read_period(text)
    assert str(caught.value).startswith(message)
    assert (caught.value.value, caught.value.hint) == (value, hint)


def test_only_the_start_of_what_is_no_date_is_repeated() -> None:
    with pytest.raises(ReconcileError) as caught:
        read_period("x" * 5000)
    assert caught.value.value == "x" * 200


def test_years_have_four_digits_and_are_not_of_another_age() -> None:
    assert (FIRST_YEAR, LAST_YEAR) == (1400, 2999)


@pytest.mark.parametrize(
    ("text", "dayfirst", "day"),
    [("12/12/2024", None, "2024-12-12"), ("13/12/2024", False, "2024-12-13"), ("12/13/2024", True, "2024-12-13"),
     ("11/12/2024", True, "2024-12-11"), ("11/12/2024", False, "2024-11-12"), ("12/11/2024", False, "2024-12-11")],
)  # fmt: skip
def test_a_number_above_twelve_is_the_day_whatever_is_declared(text: str, dayfirst: bool | None, day: str) -> None:
    assert read_period(text, dayfirst=dayfirst).start.isoformat() == day


@pytest.mark.parametrize(("edge", "day"), [("start", "2024-01-01"), ("end", "2024-12-31"), ("day", "2024-12-31")])
def test_which_day_stands_for_a_year(edge: str, day: str) -> None:
    read = read_days(pd.Series(["2024", "2024"]), edge=edge)  # type: ignore[arg-type]
    assert read["day"].dt.strftime("%Y-%m-%d").tolist() == [day, day]


def test_columns_of_days_say_the_last_day_unless_asked_otherwise() -> None:
    assert str(read_days(pd.Series(["2024"]))["day"].iloc[0].date()) == "2024-12-31"


def test_the_order_of_day_and_month_is_declared_for_columns_too() -> None:
    cells = pd.Series(["1/4/2022", " ", "x"])
    read = read_days(cells, dayfirst=True)
    assert read["day"].dt.month.fillna(0).tolist() == [4, 0, 0]
    assert [error.partition(" (")[0][:10] for error in read["error"]] == ["", "", "not a date"]


def test_moments_lose_their_time_and_zone() -> None:
    moments = pd.Series(pd.to_datetime(["2025-01-03 23:30", None])).dt.tz_localize("Europe/Kyiv")
    read = read_days(moments)
    assert read["day"].dt.strftime("%Y-%m-%d %H:%M").fillna("").tolist() == ["2025-01-03 00:00", ""]
    assert read["error"].tolist() == ["", ""]
    assert str(read["day"].dtype) == "datetime64[s]"


@pytest.mark.parametrize(
    ("text", "dayfirst", "day"),
    [
        ("Wed, 05/07/2023", None, "2023-07-05"),
        ("Sunday 05/07/2023", None, "2023-05-07"),
        ("Sunday 05/07/2023", True, "2023-07-05"),
        ("Fri, 13/01/2023", None, "2023-01-13"),
        ("Fri, 05/07/2023", None, ""),
        ("Bar, 05/07/2023", None, ""),
    ],
)
def test_a_weekday_tells_the_month_and_nothing_is_guessed(text: str, dayfirst: bool | None, day: str) -> None:
    if day:
        assert read_period(text, dayfirst=dayfirst).start.isoformat() == day
    else:
        with pytest.raises(ReconcileError, match="each be the other"):
            read_period(text, dayfirst=dayfirst)
