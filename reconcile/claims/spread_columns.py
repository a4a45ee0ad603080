"""Columns of a file that fill several columns of claims, and several that fill one: periods, and dates in parts."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from reconcile.claims.declarable import LENGTHS, PERIOD, PERIODS, WEEK
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.errors import InputError
from reconcile.language.periods import read_days

__all__ = ["spread"]

_ENDS_OF_PERIOD = ("period_start", "period_end")
# different first days of months without any other day from which they are taken to stand for their months: three by
# chance are one in 30,000
_FIRST_DAYS = 3

_MONTHS = {
    name.lower(): str(month) for names in (calendar.month_name, calendar.month_abbr)
    for month, name in enumerate(names) if month
}  # fmt: skip

_DAYS_OF_A__WEEK = 7

# digits of a month and of a day
_TWO = 2


def spread(table: pd.DataFrame, file: str, settings: ClaimSettings) -> tuple[pd.DataFrame, str, ClaimSettings]:
    """Add the columns that other ones are declared to fill, and settings that declare them as themselves.

    What a header is called a period of fills both of its ends; with it, a figure counts that period unless the settings
    say otherwise. A date in parts is joined from its year, month and day, as far as they are given.

    Raises
    ------
    InputError
        A part is missing, or a column is filled twice; or nothing says whether first days stand for their months.

    Examples
    --------
    >>> settings = ClaimSettings(columns={"Year": "period"}, dates={"published": ["Y", "M", "D"]})
    >>> table = pd.DataFrame({"Year": ["2001"], "Y": ["2002"], "M": ["May"], "D": [""]})
    >>> spread(table, "yearbook.csv", settings)[0].iloc[0].tolist()
    ['2001', '2002', 'May', '', '2002-05', '2001', '2001']
    """
    joined = {name: _joined(table, parts, file) for name, parts in settings.dates.items()}
    whole = {header: name for header, name in settings.columns.items() if name not in PERIODS}
    declared = {header: settings.columns.get(header, "") for header in table.columns}
    periods = [_period(table[header], name, file, settings) for header, name in declared.items() if name in PERIODS]
    periods += [(joined[PERIOD], joined.pop(PERIOD))] if PERIOD in joined else []
    filled = joined | {name: cells for ends in periods for name, cells in zip(_ENDS_OF_PERIOD, ends, strict=True)}
    if not filled:
        return table, file, replace(settings, columns=whole)
    twice = [
        name for name in filled if name in table.columns or name in {whole.get(header) for header in table.columns}
    ]
    if twice or len(periods) > 1:
        name = next(iter(twice), _ENDS_OF_PERIOD[0])
        raise InputError(f"two columns are read as {name}", file=file, column=name, hint="see columns and dates")
    constants = {"temporal": PERIOD, **settings.constants} if periods else settings.constants
    columns = {**whole, **{name: name for name in filled}}
    return table.assign(**filled), file, replace(settings, columns=columns, constants=constants)


def _period(cells: pd.Series, name: str, file: str, settings: ClaimSettings) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last days of periods, as they are written; what is no day stays as it is."""
    if name == PERIOD:
        written = _whole(cells)
        _refuse_first_days(written, cells.name, file, settings)
        return written, written
    texts = text_of(cells)
    day = _days(texts, settings)
    first, last = _ends(day, name)
    starts, lasts = (end.dt.strftime("%Y-%m-%d").astype("str").where(day.notna(), texts) for end in (first, last))
    return starts, lasts


def _days(texts: pd.Series, settings: ClaimSettings) -> pd.Series:
    dayfirst = settings.dayfirst if settings.own.dayfirst is None else settings.own.dayfirst
    return read_days(texts, dayfirst=dayfirst)["day"]


def _ends(day: pd.Series, name: str) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last days of the periods that days lie in; a week begins on the day given."""
    if name == WEEK:
        return day, day + pd.Timedelta(_DAYS_OF_A__WEEK - 1, "D")
    periods = day.dt.to_period(LENGTHS[name]).dt
    return periods.start_time, periods.end_time


def _refuse_first_days(texts: pd.Series, header: object, file: str, settings: ClaimSettings) -> None:
    """Raise where all days are first days of months: figures of months would be printed as those of one day."""
    # a known layout says itself what its days are
    if settings.layout:
        return
    # a month or a year that is written as such is read as its last day
    days = _days(texts[texts != ""].drop_duplicates(), settings)
    if days.nunique() < _FIRST_DAYS or days.isna().any() or not days.dt.is_month_start.all():
        return
    unit = "year" if days.dt.is_year_start.all() else "quarter" if days.dt.is_quarter_start.all() else "month"
    raise InputError(
        f"all {days.nunique()} days of '{header}' are first days of a {unit}: do they stand for the whole {unit}?",
        file=file, column=str(header),
        hint=f'columns = {{ "{header}" = "{unit}" }} if they do, "day" if they are single days',
    )  # fmt: skip


def _whole(cells: pd.Series) -> pd.Series:
    """Return cells as text, whole numbers without the decimals that exports of other tools give them: 2001.0."""
    return text_of(cells).str.replace(r"^(\d+)\.0+$", r"\1", regex=True)


def _joined(table: pd.DataFrame, parts: Sequence[str], file: str) -> pd.Series:
    """Return the dates of a file that has their year, month and day in columns of their own."""
    missing = [part for part in parts if part not in table.columns]
    if missing:
        raise InputError(f"has no column '{missing[0]}' for a part of a date", file=file, column=missing[0])
    year, *rest = (_whole(table[part]) for part in parts)
    joined, known = year, year != ""
    for part in rest:
        number = part.str.casefold().replace(_MONTHS)
        # 0, 99 and what is negative stand for a month or a day that is not known
        known &= (number != "") & ~number.str.fullmatch(r"0+|-\d+|99")
        joined = joined.mask(known, joined + "-" + number.str.zfill(_TWO))
    return joined
