"""Numbers and dates of an input that writes them otherwise than the other files of the project."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reconcile.claims.frame import DATES, NUMBERS
from reconcile.claims.missing_marks import without_marks
from reconcile.claims.number_cells import parse_numbers
from reconcile.claims.settings import OwnWriting
from reconcile.claims.text import map_unique, text_of
from reconcile.errors import ReconcileError
from reconcile.language.periods import read_period

__all__ = ["in_common_writing"]


@dataclass(frozen=True)
class _Signs:
    decimal: str
    thousands: str


def in_common_writing(table: pd.DataFrame, own: OwnWriting) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return a table with its numbers as numbers and its dates as ISO dates, as an input says that it writes them.

    Cells that cannot be read so stay as they are: they are rejected later, and shown as they were given.

    Examples
    --------
    >>> table = pd.DataFrame({"best": ["1.234,5", "x"], "count_date": ["3/4/2025", "May 2025"]})
    >>> in_common_writing(table, OwnWriting(decimal=",", thousands=".", dayfirst=True))[0].values.tolist()
    [[1234.5, '2025-04-03'], ['x', 'May 2025']]
    """
    told = []
    if own.missing:
        table, found = without_marks(table, own.missing)
        told.append(found)
    read: dict[str, pd.Series] = {}
    if own.decimal is not None:
        signs = _Signs(own.decimal, own.thousands or "")
        read |= {name: _numbers(table[name], signs) for name in NUMBERS if name in table.columns}
    if own.dayfirst is not None:
        read |= {name: _days(table[name], own.dayfirst) for name in DATES if name in table.columns}
    return (table.assign(**read) if read else table), told


def _numbers(cells: pd.Series, signs: _Signs) -> pd.Series:
    parsed = parse_numbers(cells, signs)
    return cells.astype(object).mask(parsed.values.notna(), parsed.values)


def _days(cells: pd.Series, dayfirst: bool) -> pd.Series:
    if cells.dtype.kind == "M":
        return cells
    return map_unique(text_of(cells), lambda texts: texts.map(lambda text: _day(text, dayfirst)).astype("str"))


def _day(text: str, dayfirst: bool) -> str:
    """Return a day as ISO writes it; any other text as it is."""
    try:
        period = read_period(text, dayfirst=dayfirst)
    except ReconcileError:
        return text
    return period.start.isoformat() if period.precision == "day" else text
