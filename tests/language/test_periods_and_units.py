from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import ReconcileError
from reconcile.language.periods import read_days, read_period
from reconcile.language.units import read_unit, read_units


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
    ],
)
def test_periods(text: str, start: str, end: str, precision: str) -> None:
    read = read_period(text)
    assert (read.start.isoformat(), read.end.isoformat(), read.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text", ["31 February 2025", "2025-02-31", "2025-13", "yesterday", "last week", "9999", "12", "", "May",
             "2025-01-31x", "2025-02-01 to 2025-01-01", "1/4/2022", "soldiers 2024", "x" * 5000],
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
    ("text", "name", "factor"),
    [
        ("sq km", "km2", 1), ("km²", "km2", 1), ("Square Kilometres", "km2", 1), ("sq mi", "km2", 2.589988),
        ("square miles", "km2", 2.589988), ("ha", "km2", 0.01), ("acres", "km2", 0.00404687), ("m²", "km2", 1e-6),
        ("persons", "persons", 1), ("troops", "persons", 1), ("%", "percent", 1), ("drones", "drones", 1),
        ("persons/day", "persons/day", 1), ("soldiers a week", "persons/day", 1 / 7),
        ("km2 per month", "km2/day", 1 / 30.436875),
    ],
)  # fmt: skip
def test_units(text: str, name: str, factor: float) -> None:
    unit = read_unit(text)
    assert unit is not None
    assert unit.name == name
    assert unit.factor == pytest.approx(factor, rel=1e-5)


@pytest.mark.parametrize("text", ["bananas", "km3", "/day", "", "x" * 10_000])
def test_unknown_units(text: str) -> None:
    assert read_unit(text) is None


def test_columns_of_units() -> None:
    read = read_units(pd.Series(["ha", "", "bananas"]))
    assert read["name"].tolist() == ["km2", "", ""]
    assert read["known"].tolist() == [True, True, False]
