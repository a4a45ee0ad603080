"""The dates of claims, and the way in which figures relate to time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, says
from reconcile.claims.declarable import DATES
from reconcile.claims.faults import Faults
from reconcile.claims.serial_days import day_of_serial
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.spans import (
    complete_periods,
    cut_counts,
    cut_periods,
    mark_so_far,
    reject_days_to_come,
    undated,
)
from reconcile.claims.text import as_text, categories_of, is_blank, map_unique
from reconcile.columns import DATED
from reconcile.language.periods import FIRST_YEAR, LAST_YEAR, read_days

__all__ = ["read_dates", "settle_time"]

# days from 1954 to 2064, as spreadsheets number them; others have fewer digits or more
_SERIAL = r"[2-5]\d{4}(?:\.\d+)?"

_HINT = "a day that exists, such as 2025-01-31; also 2025-01, 2025-W05, 2025Q1 or 2025"


# days in figures that may be read in two ways, and what to do about them
_FIGURES_ALONE = r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})"
_SAY_WHICH = "say which is the day: dayfirst = true or false, in [numbers] or in numbers of its [[inputs]]"


def read_dates(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Read the date columns in place; cells that are no date become NaT and reject their row.

    Examples
    --------
    >>> from reconcile.claims.frame import framed
    >>> claims = framed(pd.DataFrame({"period_start": ["2024"], "period_end": ["2024"]}))
    >>> read_dates(claims, Faults(claims), ClaimSettings())
    >>> claims[["period_start", "period_end"]].astype(str).values.tolist()
    [['2024-01-01', '2024-12-31']]
    """
    for name, edge in DATES.items():
        if is_blank(claims[name]):
            claims[name] = np.full(len(claims), np.datetime64("NaT", "s"))
            continue
        read = read_days(claims[name], edge=edge, dayfirst=settings.dayfirst)
        year = read["day"].dt.year
        outside = (year < FIRST_YEAR) | (year > LAST_YEAR)
        claims[name] = read["day"].mask(outside) if outside.any() else read["day"]
        wrong = (read["error"] != "") | outside
        if wrong.any():
            faults.add(wrong, "not-a-date", name, _hints(faults.raw[name], wrong, settings))


def _hints(cells: pd.Series, wrong: pd.Series, settings: ClaimSettings) -> pd.Series:
    """Return what to do about every cell; days as spreadsheets number them have their own, with an example."""
    texts = as_text(cells)
    hints = pd.Series(_HINT, index=cells.index)
    if settings.dayfirst is None:
        hints = hints.mask(wrong & texts.astype("str").str.fullmatch(_FIGURES_ALONE), _SAY_WHICH)
    serial = wrong & texts.astype("str").str.fullmatch(_SERIAL)
    if not serial.any():
        return hints
    first = texts[serial].iloc[0]
    day = day_of_serial(float(first))
    hint = f'a spreadsheet has {first} for {day}: date_format = "serial" in [[inputs]] reads such numbers'
    return hints.mask(serial, hint)


def settle_time(claims: pd.DataFrame, faults: Faults) -> None:
    """Make increments and years to date periods, and period ends of counts their count dates, in place.

    Examples
    --------
    >>> from reconcile.claims.frame import framed
    >>> claims = framed(pd.DataFrame({"temporal": ["year_to_date"], "published": ["2024-07-31"]}))
    >>> read_dates(claims, faults := Faults(claims), ClaimSettings())
    >>> settle_time(claims, faults)
    >>> claims[["temporal", "period_start", "period_end"]].astype(str).values.tolist()
    [['period', '2024-01-01', '2024-07-31']]
    """
    to_date = says(claims["temporal"], "year_to_date")
    increment = says(claims["temporal"], "increment") | says(claims["role"], "increment")
    start, end = claims["period_start"], claims["period_end"]
    if to_date.any():
        end = end.mask(to_date & end.isna(), claims["count_date"].fillna(claims["published"]))
        start = start.mask(to_date & start.isna(), _new_year(end))
        mark_so_far(claims, to_date & (end.isna() | ((start == _new_year(end)) & end.dt.is_year_end)))
    faults.add(end < start, "period-reversed", "period_end", "the period ends before it starts: swap or correct them")
    claims["period_start"], claims["period_end"] = start, end
    _make_periods(claims, increment)
    complete_periods(claims, faults)
    cut_periods(claims, faults)
    undated_count = says(claims["temporal"], *DATED) & claims["count_date"].isna().to_numpy()
    if undated_count.any():
        claims["count_date"] = claims["count_date"].mask(undated_count, claims["period_end"])
    cut_counts(claims, faults)
    reject_days_to_come(claims, faults)
    faults.note(
        undated(claims), "increment-undated", "the first or the last day of its period is not known: it is withheld",
        "period_start",
        'give period_start and period_end; a column of years, months or weeks fills both: Year = "period"',
    )  # fmt: skip


def _make_periods(claims: pd.DataFrame, increment: Flags) -> None:
    """Make increments and years to date periods, in place, whichever column calls them so."""
    if increment.any():
        as_increment = as_text(claims["role"]).mask(increment & claims["role"].isin(["", "total"]), "increment")
        claims["role"] = categories_of(as_increment)
        claims["temporal"] = categories_of(as_text(claims["temporal"]).mask(increment, "period"))
    claims["temporal"] = map_unique(claims["temporal"], lambda words: words.replace({"year_to_date": "period"}))


def _new_year(days: pd.Series) -> pd.Series:
    """Return the first day of the year of each day."""
    first = days.to_numpy().astype("datetime64[Y]").astype("datetime64[s]")
    return pd.Series(first, index=days.index)
