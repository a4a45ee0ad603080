"""The keys that say how a file is read: where its table stands, what its columns are, how its cells are written."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from reconcile.claims.declarable import DATES, FIGURES, PERIOD
from reconcile.claims.serial_days import SERIAL
from reconcile.folder.key_types import ClaimColumn, FilledColumn, Table
from reconcile.folder.number_keys import Numbers

__all__ = ["Reading"]


def _rows(value: object) -> object:
    """Return the rows of a header as a list, one row as a list of one."""
    rows = [value] if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(rows, list) and all(isinstance(row, int) and row > 0 for row in rows) and rows == sorted(set(rows)):
        return rows
    raise ValueError("it takes the number of a row of the file, from 1, or a list of such numbers in their order")


def _date_column(name: str) -> str:
    if name in DATES or name == PERIOD:
        return name
    raise ValueError(f"'{name}' is no date of claims; there are: {PERIOD}, {', '.join(DATES)}")


def _figure(value: dict[str, str]) -> dict[str, str]:
    if set(value) & set(FIGURES):
        return value
    raise ValueError("a column of figures is named by best, low, high or phrase")


def _date_format(pattern: str) -> str:
    """Return a pattern that a whole day can be read with."""
    if pattern in ("", SERIAL):
        return pattern
    try:
        # Python warns of a day without its year, and will refuse it
        if _YEAR.search(pattern) and datetime.strptime(_DAY.strftime(pattern), pattern) == _DAY:
            return pattern
    except (ValueError, re.error):
        pass
    raise ValueError(
        f"'{pattern}' gives no day; write 'serial' or a pattern of year, month and day, such as '%d.%m.%y'"
    )


# parts of a pattern that hold the year
_YEAR = re.compile("%[YyGcxD]")
# a day on which no part can be taken for another
_DAY = datetime(1999, 12, 31)

DateColumn = Annotated[str, BeforeValidator(_date_column)]


class Reading(Table):
    """How a file is read."""

    columns: dict[str, FilledColumn] = Field(
        default={},
        description="Header in this input = column of claims; period fills both of its ends, week has its first day",
    )
    dates: dict[DateColumn, Annotated[list[str], Field(min_length=2, max_length=3)]] = Field(
        default={}, description="Date column of claims, or period = headers of its year, month and day"
    )
    values: list[Annotated[dict[ClaimColumn, str], AfterValidator(_figure)]] = Field(
        default=[], description="Columns of figures: headers of best, low, high or phrase, and constants of their own"
    )
    constants: dict[ClaimColumn, str] = Field(
        default={}, description="Column of claims = its value in every row, where no header is taken as it"
    )
    rows: Literal["estimates", "events", "series"] = Field(
        default="estimates", description="What the rows of this input are; events are added up and never pooled"
    )
    header: Annotated[list[int], BeforeValidator(_rows)] = Field(
        default=[], description="Row of the file that names the columns, or a list of rows; empty: the first one"
    )
    sheet: str = Field(default="", description="Sheet of a workbook, or table of a wiki page; empty: the first")
    member: str = Field(default="", description="File within a .zip; empty: its only table")
    skip_after: str = Field(default="", description="Beginning of the first row that is no longer part of the table")
    records: str = Field(
        default="", description="List of records within JSON, names joined by dots; empty: the only list"
    )
    date_format: Annotated[str, AfterValidator(_date_format)] = Field(
        default="", description="How days are written: serial for a spreadsheet's numbers, or a pattern as %d.%m.%y"
    )
    order: Literal["reject", "repair"] = Field(
        default="reject", description="What becomes of rows whose low, best and high are out of order"
    )
    numbers: Numbers = Field(
        default=Numbers(), description="How numbers and dates are written in this input, before the project's [numbers]"
    )
