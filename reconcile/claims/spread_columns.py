"""Columns of a file that fill several columns of claims, and several that fill one: periods, and dates in parts."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.errors import InputError
from reconcile.language.periods import read_days

__all__ = ["PERIOD", "WEEK", "spread"]

# what a header is declared as that fills both ends of a period, and one that holds the first day of a week
PERIOD, WEEK = "period", "week"
_ENDS_OF_PERIOD = ("period_start", "period_end")

_MONTHS = {
    name.lower(): str(month) for names in (calendar.month_name, calendar.month_abbr)
    for month, name in enumerate(names) if month
}  # fmt: skip

_DAYS_OF_A_WEEK = 7

# digits of a month and of a day
_TWO = 2


def spread(table: pd.DataFrame, file: str, settings: ClaimSettings) -> tuple[pd.DataFrame, str, ClaimSettings]:
    """Add the columns that other ones are declared to fill, and settings that declare them as themselves.

    What a header is called a period of fills both of its ends; with it, a figure counts that period unless the settings
    say otherwise. A date in parts is joined from its year, month and day, as far as they are given.

    Raises
    ------
    InputError
        A part is missing, or a column is filled twice.

    Examples
    --------
    >>> settings = ClaimSettings(columns={"Year": "period"}, dates={"published": ["Y", "M", "D"]})
    >>> table = pd.DataFrame({"Year": ["2001"], "Y": ["2002"], "M": ["May"], "D": [""]})
    >>> spread(table, "yearbook.csv", settings)[0].iloc[0].tolist()
    ['2001', '2002', 'May', '', '2002-05', '2001', '2001']
    """
    joined = {name: _joined(table, parts, file) for name, parts in settings.dates.items()}
    whole = {header: name for header, name in settings.columns.items() if name not in (PERIOD, WEEK)}
    periods = [
        (_whole(table[header]),) * len(_ENDS_OF_PERIOD)
        for header in table.columns
        if settings.columns.get(header) == PERIOD
    ]
    periods += [_weeks(table[header], settings) for header in table.columns if settings.columns.get(header) == WEEK]
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


def _weeks(cells: pd.Series, settings: ClaimSettings) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last days of weeks that are given by their first; what is no day stays as it is."""
    dayfirst = settings.dayfirst if settings.own.dayfirst is None else settings.own.dayfirst
    texts = text_of(cells)
    first = read_days(texts, dayfirst=dayfirst)["day"]
    ends = (first, first + pd.Timedelta(_DAYS_OF_A_WEEK - 1, "D"))
    starts, lasts = (end.dt.strftime("%Y-%m-%d").astype("str").where(first.notna(), texts) for end in ends)
    return starts, lasts


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
