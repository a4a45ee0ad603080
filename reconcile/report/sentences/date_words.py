"""Dates and spans as a newsroom writes them: 31 January 2025, in January 2025, from 20 to 27 December 2024."""

from __future__ import annotations

import datetime
from functools import cache

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings, each_once, each_pair_once
from reconcile.days import NO_DAY, days_of
from reconcile.report.sentences.phrasebook import words

__all__ = ["calendar_span", "counted_dates", "date_words", "days_in_words", "span_words"]


def date_words(dates: pd.Series) -> Strings:
    """Return dates in words, "" for nulls.

    Examples
    --------
    >>> date_words(pd.Series(pd.to_datetime(["2025-01-31", None]))).tolist()
    ['31 January 2025', '']
    """
    return each_once(days_of(dates), _day_words)


def counted_dates(estimates: pd.DataFrame) -> pd.Series:
    """Return the day of the newest count behind every estimate: a row after it has its numbers, and not its own day's.

    Parameters
    ----------
    estimates : DataFrame
        `count_date` and, where the estimates are of several dates, `extrapolated_days`.

    Returns
    -------
    Series of datetime64, index as `estimates`
        Null where the estimate has no date.

    Examples
    --------
    >>> rows = pd.DataFrame({"count_date": pd.to_datetime(["2025-01-31"]), "extrapolated_days": [16.0]})
    >>> counted_dates(rows).dt.strftime("%Y-%m-%d").tolist()
    ['2025-01-15']
    """
    dates = estimates["count_date"].astype("datetime64[s]")
    if "extrapolated_days" not in estimates:
        return dates
    return (dates - pd.to_timedelta(estimates["extrapolated_days"].fillna(0), unit="D")).astype("datetime64[s]")


def days_in_words(days: Ints, beside: Ints | None = None) -> Strings:
    """Return days in words, "" for none; without the year where it is that of another day told before.

    Parameters
    ----------
    days : ndarray of int, shape (rows,)
        Days since 1970; `NO_DAY` for none.
    beside : ndarray of int, shape (rows,), optional
        The days told before.

    Examples
    --------
    >>> days_in_words(np.array([20119, NO_DAY])).tolist(), days_in_words(np.array([20119]), np.array([20100])).tolist()
    (['31 January 2025', ''], ['31 January'])
    """
    if beside is None:
        return each_once(days, _day_words)
    year, other = (one.astype("datetime64[D]").astype("datetime64[Y]") for one in (days, beside))
    same = np.flatnonzero((year == other) & (days != NO_DAY))
    texts = each_once(days, _day_words)
    texts[same] = each_once(days[same], _day_of_year)
    return texts


def _day_of_year(day: int) -> str:
    return _written("day_of_year", np.datetime64(int(day), "D").item())


def _day_words(day: int) -> str:
    if day == NO_DAY:
        return ""
    return _written("day", np.datetime64(int(day), "D").item())


def _written(form: str, date: datetime.date) -> str:
    """Return a date in one of the forms of `[dates]`."""
    month, short = words().months[date.month - 1], words().short_months[date.month - 1]
    return words().dates[form].format(day=date.day, month=month, short=short, year=date.year)


def span_words(start: pd.Series, end: pd.Series) -> Strings:
    """Return periods in words, with a leading space.

    Parameters
    ----------
    start, end : Series of datetime64, shape (rows,)
        First and last day, both counted; null where an end is not known.

    Returns
    -------
    ndarray of str, shape (rows,)
        Whole months and years by their names; "" where neither end is known.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series(["2025-01-01", "2024-12-20"]))
    >>> span_words(days, pd.to_datetime(pd.Series(["2025-01-31", "2024-12-27"]))).tolist()
    [' in January 2025', ' from 20 to 27 December 2024']
    """
    return each_pair_once(days_of(start), days_of(end), _span)


def _span(first: int, last: int) -> str:
    phrases = words().fragments
    if last == NO_DAY:
        return "" if first == NO_DAY else phrases["since"].format(start=_day_words(first))
    if first == NO_DAY:
        return phrases["until"].format(end=_day_words(last))
    if first == last:
        return phrases["on_day"].format(date=_day_words(last))
    month_or_year = _month_or_year(first, last)
    if month_or_year:
        return phrases["in_span"].format(span=month_or_year)
    return phrases["from_to"].format(start=_start_words(first, last), end=_day_words(last))


def _month_or_year(first: int, last: int) -> str:
    """Return the name of the month or year that the days fill from end to end, else ""."""
    date, filled = np.datetime64(first, "D").item(), calendar_span(first, last)
    return {"month": _written("month", date), "year": str(date.year)}.get(filled, "")


@cache
def calendar_span(first: int, last: int) -> str:
    """Return "month" or "year" where days fill one from end to end, else "".

    Parameters
    ----------
    first, last : int
        Days since 1970, both counted.

    Examples
    --------
    >>> calendar_span(0, 30), calendar_span(0, 364), calendar_span(0, 31)
    ('month', 'year', '')
    """
    start, after = np.datetime64(int(first), "D"), np.datetime64(int(last) + 1, "D")
    for unit, name in (("M", "month"), ("Y", "year")):
        begun = start.astype(f"datetime64[{unit}]")
        if start == begun and after == begun + 1:
            return name
    return ""


def _start_words(first: int, last: int) -> str:
    """Return a first day without the month and year that it shares with the last day."""
    start, end = np.datetime64(first, "D").item(), np.datetime64(last, "D").item()
    if (start.year, start.month) == (end.year, end.month):
        return _written("day_of_month", start)
    if start.year == end.year:
        return _written("day_of_year", start)
    return _day_words(first)
