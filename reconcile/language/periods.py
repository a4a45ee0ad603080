"""Dates and periods as people write them. No day is ever guessed, and no year becomes a day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from reconcile.errors import ReconcileError
from reconcile.language.weekdays import dayfirst_by_weekday
from reconcile.spellings import clean_name

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

__all__ = ["Period", "read_days", "read_period"]

# years outside are slips of the pen, such as 1025 for 2025: the longest list of the field, Brecke's Conflict Catalog,
# begins in 1400, and four digits are what dates are written with
FIRST_YEAR, LAST_YEAR = 1400, 2999

Precision = Literal["day", "week", "month", "quarter", "year", "span"]


class Period(NamedTuple):
    """First and last day (inclusive), and the precision with which they were given."""

    start: date
    end: date
    precision: Precision


_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_QUARTER = re.compile(r"(?:Q([1-4])\s+(\d{4})|(\d{4})[- ]?Q([1-4]))", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})")
# Wed, 05/07/2023: the weekday is no guess, and a parser of words would make one
_WITH_WEEKDAY = re.compile(r"([A-Za-z]{3,9})\.?,? (\d{1,2})[/.](\d{1,2})[/.](\d{4})")
# 20240501, as databases write days
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WEEK = re.compile(r"(\d{4})-?W([0-5]?\d)", re.IGNORECASE)
# 13-Jan-20, as spreadsheets write days: the year is last, and has two digits
_SHORT_YEAR = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d{2})")
_MONTHS = {name.lower(): month for month, name in enumerate(calendar.month_abbr) if month}

# the first year of two digits that is of the last century, as POSIX has it for all who write none themselves
# (strptime, %y): 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068
_FIRST_OF_1900S = 69
_HAS_WORD_AND_YEAR = re.compile(r"^(?=.{0,40}$)(?=.*[^\W\d_]{3})(?=.*\d{4})")
# days of one month, "1-3 May 2024"
_DAYS_OF_A_MONTH = re.compile(r"(\d{1,2})\s?[-–]\s?(\d{1,2})\s+([^\W\d_]{3,}\.?,?\s+\d{4})")
# a second number beside that of a day: what parses words drops it, or takes it for an hour
_TWO_DAYS = re.compile(r"(?<!\d)\d{1,2}(?!\d)\D+(?<!\d)\d{1,2}(?!\d)")
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d{2}.*")
_SPAN = re.compile(r"\s*(?:/|\.\.|\bto\b|\buntil\b|–|—|\s-\s)\s*")


def read_period(text: str, *, dayfirst: bool | None = None) -> Period:
    """Read a day, a week, a month, a quarter, a year, or a span from one of them to another.

    Parameters
    ----------
    text : str
        Such as "2025-01", "January 2025", "2024", "Q1 2025", "2025-W05", "30 April 2025", "2024-12-20/2024-12-27"; also
        "20250430" and "30-Apr-25". Years of two digits are read as POSIX reads them: 69 to 99 are 1969 to 1999.
    dayfirst : bool, optional
        Whether 1/4/2022 is the first of April; if not given, such a date is read only if one number is above 12 or both
        are equal, and never with a year of two digits.

    Returns
    -------
    Period

    Raises
    ------
    ReconcileError
        The text is no date, an impossible or an ambiguous one, or a span that ends before it starts.

    Examples
    --------
    >>> read_period("January 2025")
    Period(start=datetime.date(2025, 1, 1), end=datetime.date(2025, 1, 31), precision='month')
    """
    words = clean_name(text)
    if (period := _single(words, dayfirst)) is not None:
        return period
    ends = [end for end in _SPAN.split(words, maxsplit=1) if end]
    if len(ends) == 2:  # noqa: PLR2004  a span has two ends
        first, last = (_single(end, dayfirst) for end in ends)
        if first and last:
            if last.end < first.start:
                raise ReconcileError("the period ends before it starts", value=words, hint="swap the dates")
            return Period(first.start, last.end, "span")
    raise ReconcileError("not a date", value=words[:200], hint="write it as 2025-01-31, 2025-01 or 2025")


def _single(text: str, dayfirst: bool | None) -> Period | None:
    for form, read in _FORMS:
        if match := form.fullmatch(text):
            return read(match, dayfirst)
    return _in_words(text) if _HAS_WORD_AND_YEAR.search(text) else None


def _quarter(match: re.Match[str], _dayfirst: bool | None) -> Period:
    year, quarter = int(match[2] or match[3]), int(match[1] or match[4])
    return _months(year, 3 * quarter - 2, 3, "quarter")


def _short_year(match: re.Match[str], _dayfirst: bool | None) -> Period | None:
    month = _MONTHS.get(match[2][:3].lower())
    return _day(_whole_year(match[3]), month, int(match[1])) if month else None


@cache
def _parser() -> DateDataParser:
    """Return a parser of dates in words that fills nothing in and reads no "yesterday"; loaded when first needed."""
    from dateparser.date import DateDataParser

    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["month", "year"], "PREFER_DAY_OF_MONTH": "first"}
    return DateDataParser(settings=settings)


def _days_of_a_month(match: re.Match[str], _dayfirst: bool | None) -> Period | None:
    first, last = (_in_words(f"{day} {match[3]}") for day in (match[1], match[2]))
    return Period(first.start, last.end, "span") if first and last and first.start <= last.end else None


def _in_words(text: str) -> Period | None:
    """Read "30 April 2025" or "May 2024", in any language the parser knows."""
    if _TWO_DAYS.search(_TIME_OF_DAY.sub("", text)):
        return None
    parsed = _parser().get_date_data(text)
    if parsed.date_obj is None:
        return None
    day = parsed.date_obj
    return _months(day.year, day.month, 1, "month") if parsed.period == "month" else _day(day.year, day.month, day.day)


def _numeric(match: re.Match[str], dayfirst: bool | None) -> Period:
    text, given_year = match.string, match[3]
    first, second, year = int(match[1]), int(match[2]), _whole_year(given_year)
    if dayfirst is None and len(given_year) == 2:  # noqa: PLR2004  1/2/17 may begin with its year
        raise ReconcileError("the year has two digits, and may be any of them", value=text,
                             hint="declare dayfirst in [numbers]: the year is then the last")  # fmt: skip
    if dayfirst is None and first <= 12 and second <= 12 and first != second:  # noqa: PLR2004  months
        raise ReconcileError("day and month could each be the other", value=text, hint="declare dayfirst in [numbers]")
    first_is_day = dayfirst if dayfirst is not None and max(first, second) <= 12 else first > 12 or first == second  # noqa: PLR2004
    return _day(year, second, first) if first_is_day else _day(year, first, second)


def _with_weekday(match: re.Match[str], dayfirst: bool | None) -> Period | None:
    told = dayfirst_by_weekday(match[1], int(match[2]), int(match[3]), int(match[4]))
    return _single(match.string.rpartition(" ")[2], told if dayfirst is None else dayfirst)


def _whole_year(year: str) -> int:
    """Return a year of four digits, of two by the rule of POSIX."""
    number = int(year)
    return number if len(year) > 2 else number + (1900 if number >= _FIRST_OF_1900S else 2000)  # noqa: PLR2004


def _week(match: re.Match[str], _dayfirst: bool | None) -> Period:
    year, week = int(match[1]), int(match[2])
    _check_year(year)
    try:
        return Period(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7), "week")
    except ValueError as error:
        raise ReconcileError(
            "there is no such week", value=match.string, hint="weeks run from 1 to 52 or 53"
        ) from error


def _day(year: int, month: int, day: int) -> Period:
    _check_year(year)
    try:
        return Period(date(year, month, day), date(year, month, day), "day")
    except ValueError as error:
        raise ReconcileError(
            "there is no such day", value=f"{year}-{month:02d}-{day:02d}", hint="check the date"
        ) from error


def _months(year: int, month: int, count: int, precision: Precision) -> Period:
    _check_year(year)
    last = month + count - 1
    if not 1 <= month <= last <= 12:  # noqa: PLR2004  months of a year
        raise ReconcileError("there is no such month", value=f"{year}-{month:02d}", hint="months run from 01 to 12")
    return Period(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]), precision)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ReconcileError(
            "the year is out of reach", value=str(year), hint=f"years run from {FIRST_YEAR} to {LAST_YEAR}"
        )


# how dates are written without words, and what reads each of them
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool | None], Period | None]], ...] = (
    (_ISO_DAY, lambda match, _: _day(*map(int, match.groups()))),
    (_ISO_MONTH, lambda match, _: _months(int(match[1]), int(match[2]), 1, "month")),
    (_YEAR, lambda match, _: _months(int(match[0]), 1, 12, "year")),
    (_QUARTER, _quarter),
    (_NUMERIC, _numeric),
    (_WITH_WEEKDAY, _with_weekday),
    (_COMPACT, lambda match, _: _day(*map(int, match.groups()))),
    (_WEEK, _week),
    (_SHORT_YEAR, _short_year),
    (_DAYS_OF_A_MONTH, _days_of_a_month),
)


# what is wrong with cells of which nothing is
_NO_ERROR = pd.Categorical([""])


def read_days(
    values: pd.Series, *, edge: Literal["start", "end", "day"] = "day", dayfirst: bool | None = None
) -> pd.DataFrame:
    """Read a column of dates as days, each spelling once.

    Parameters
    ----------
    values : Series
        Text, dates or timestamps; empty and null give no day and no error.
    edge : {"start", "end", "day"}
        The day that stands for a month or a year: its first ("start") or its last ("end"). "day" takes the last as
        well: a count dated by its month is true at its end.
    dayfirst : bool, optional
        As in `read_period`.

    Returns
    -------
    DataFrame, index as `values`
        `day` (datetime64[s]), `error` (categories; "" where the date was read or is empty).

    Examples
    --------
    >>> read_days(pd.Series(["2025-01", ""]), edge="start")["day"].dt.strftime("%Y-%m-%d").tolist()
    ['2025-01-01', nan]
    """
    if isinstance(values.dtype, pd.ArrowDtype):
        # days, moments with and without time zone, text: each different one is read as what it is
        values = values.astype(object)
    if pd.api.types.is_datetime64_any_dtype(values):
        day = values.dt.tz_localize(None).dt.normalize().astype("datetime64[s]")
        return pd.DataFrame({"day": day, "error": _NO_ERROR.take(np.zeros(len(day), dtype=np.intp))})
    codes, uniques = pd.factorize(values, use_na_sentinel=False)
    rows = [_read_cell(value, edge, dayfirst) for value in uniques]
    day = np.array([day for day, _ in rows], dtype="datetime64[s]")[codes]
    errors = [error for _, error in rows]
    unread = not errors or any(errors)
    error = (pd.Categorical(errors) if unread else _NO_ERROR.take(np.zeros(len(errors), dtype=np.intp))).take(codes)
    return pd.DataFrame({"day": day, "error": error}, index=values.index)


def _is_null(value: object) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or value != value  # noqa: PLR0124  NaN is not itself


def _read_cell(value: object, edge: str, dayfirst: bool | None) -> tuple[np.datetime64, str]:
    none = np.datetime64("NaT", "s")
    if _is_null(value) or clean_name(str(value)) == "":
        return none, ""
    try:
        if isinstance(value, datetime | date):
            value = value.strftime("%Y-%m-%d")
        period = read_period(str(value), dayfirst=dayfirst)
    except ReconcileError as error:
        return none, str(error)
    return np.datetime64(period.start if edge == "start" else period.end, "s"), ""
