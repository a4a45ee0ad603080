"""Numbers and dates of an input that writes them otherwise than the other files of the project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from reconcile.claims.declarable import DATES
from reconcile.claims.frame import NUMBERS
from reconcile.claims.missing_marks import without_marks
from reconcile.claims.number_cells import Signs, parse_numbers
from reconcile.claims.repaired_ends import with_ends_in_order
from reconcile.claims.serial_days import FIRST_SERIAL, LAST_SERIAL, SERIAL, day_of_serial
from reconcile.claims.settings import ClaimSettings, OwnWriting
from reconcile.claims.text import map_unique, text_of
from reconcile.errors import ReconcileError
from reconcile.language.periods import read_period

__all__ = ["in_common_writing"]


@dataclass(frozen=True)
class _Signs:
    decimal: str
    thousands: str


def in_common_writing(
    table: pd.DataFrame, rows: list[int], file: str, settings: ClaimSettings
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return a table with its numbers as numbers and its dates as ISO dates, as an input says that it writes them.

    Cells that cannot be read so stay as they are: they are rejected later, and shown as they were given.

    Examples
    --------
    >>> table = pd.DataFrame({"best": ["1.234,5", "x"], "count_date": ["3/4/2025", "May 2025"]})
    >>> own = OwnWriting(decimal=",", thousands=".", dayfirst=True)
    >>> in_common_writing(table, [1, 2], "list.csv", ClaimSettings(own=own))[0].values.tolist()
    [[1234.5, '2025-04-03'], ['x', 'May 2025']]
    """
    own, told = settings.own, []
    if own.missing:
        table, found = without_marks(table.assign(file=file), own.missing)
        told.append(found)
    signs = settings if own.decimal is None else _Signs(own.decimal, own.thousands or "")
    read: dict[str, pd.Series] = {}
    if own.decimal is not None:
        read |= {name: _numbers(table[name], signs) for name in NUMBERS if name in table.columns}
    if own.dayfirst is not None or own.date_format:
        read |= {name: _days(table[name], own) for name in DATES if name in table.columns}
    table = table.assign(**read) if read else table
    if own.in_order:
        table, found = with_ends_in_order(table, rows, file, signs)
        told.append(found)
    return table, told


def _numbers(cells: pd.Series, signs: Signs) -> pd.Series:
    parsed = parse_numbers(cells, signs)
    return cells.astype(object).mask(parsed.values.notna(), parsed.values)


def _days(cells: pd.Series, own: OwnWriting) -> pd.Series:
    if cells.dtype.kind == "M":
        return cells
    return map_unique(text_of(cells), lambda texts: texts.map(lambda text: _day(text, own)).astype("str"))


def _day(text: str, own: OwnWriting) -> str:
    """Return a day as ISO writes it; any other text as it is."""
    try:
        if own.date_format == SERIAL:
            return day_of_serial(float(text)).isoformat() if FIRST_SERIAL <= float(text) <= LAST_SERIAL else text
        if own.date_format:
            return datetime.strptime(text, own.date_format).date().isoformat()
        period = read_period(text, dayfirst=own.dayfirst)
    except (ReconcileError, ValueError):
        return text
    return period.start.isoformat() if period.precision == "day" else text
