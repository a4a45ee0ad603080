"""The keys that say how a file is read: where its table stands, what its columns are, how its cells are written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from reconcile.folder.key_types import ClaimColumn, Table
from reconcile.folder.number_keys import Numbers

__all__ = ["Reading"]


def _rows(value: object) -> object:
    """Return the rows of a header as a list, one row as a list of one."""
    rows = [value] if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(rows, list) and all(isinstance(row, int) and row > 0 for row in rows) and rows == sorted(set(rows)):
        return rows
    raise ValueError("it takes the number of a row of the file, from 1, or a list of such numbers in their order")


class Reading(Table):
    """How a file is read."""

    columns: dict[str, ClaimColumn] = Field(default={}, description="Header in this input = column of claims")
    constants: dict[ClaimColumn, str] = Field(
        default={}, description="Column of claims = its value in every row, where no header is taken as it"
    )
    rows: Literal["estimates", "events", "series"] = Field(
        default="estimates", description="What the rows of this input are; events are added up and never pooled"
    )
    header: Annotated[list[int], BeforeValidator(_rows)] = Field(
        default=[], description="Row of the file that names the columns, or a list of rows; empty: the first one"
    )
    sheet: str = Field(default="", description="Sheet of a workbook; empty: the first")
    member: str = Field(default="", description="File within a .zip; empty: its only table")
    skip_after: str = Field(default="", description="Beginning of the first row that is no longer part of the table")
    records: str = Field(
        default="", description="List of records within JSON, names joined by dots; empty: the only list"
    )
    numbers: Numbers = Field(
        default=Numbers(), description="How numbers and dates are written in this input, before the project's [numbers]"
    )
