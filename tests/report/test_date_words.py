"""Dates and spans as a newsroom writes them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.report.sentences.date_words import date_words, span_words


def one(day: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime([day])).astype("datetime64[s]")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2025-01-01", "2025-01-31", " in January 2025"),
        ("2024-02-01", "2024-02-29", " in February 2024"),
        ("2024-01-01", "2024-12-31", " in 2024"),
        ("2025-01-09", "2025-01-09", " on 9 January 2025"),
        ("2024-12-20", "2024-12-27", " from 20 to 27 December 2024"),
        ("2025-01-03", "2025-02-04", " from 3 January to 4 February 2025"),
        ("2024-12-01", "2025-01-16", " from 1 December 2024 to 16 January 2025"),
        ("2023-02-01", "2023-02-27", " from 1 to 27 February 2023"),
        ("2024-12-01", None, " since 1 December 2024"),
        (None, "2024-12-01", " until 1 December 2024"),
        (None, None, ""),
    ],
)
def test_spans_say_no_more_than_they_must(start: str | None, end: str | None, text: str) -> None:
    assert span_words(one(start), one(end)).tolist() == [text]


def test_dates_are_written_day_first_without_zeros() -> None:
    assert date_words(one("2025-01-05")).tolist() == ["5 January 2025"]


def test_no_date_is_no_words() -> None:
    assert date_words(one(None)).tolist() == [""]


@given(st.dates())
def test_a_written_date_can_be_read_back(day: object) -> None:
    text = str(date_words(pd.Series([pd.Timestamp(str(day)).as_unit("s")]))[0])
    assert pd.Timestamp(text).date() == day if len(text.rsplit(maxsplit=1)[-1]) == 4 else text


def test_dates_of_any_resolution_are_read() -> None:
    for unit in ("s", "ms", "us", "ns"):
        assert date_words(one("2025-01-31").astype(f"datetime64[{unit}]")).tolist() == ["31 January 2025"]
