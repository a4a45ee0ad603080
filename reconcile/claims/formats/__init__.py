"""Readers of file formats, one module each, that return tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from reconcile.claims.formats.table_rows import (
    is_filled,
    joined_header,
    without_footnotes,
    without_headers_again,
    without_rest,
)
from reconcile.claims.settings import TableAt
from reconcile.errors import InputError

__all__ = ["MOST_COLUMNS", "RawTable", "check_width", "filled_table", "table_of"]

# columns of a table of claims: the contract has some fifty, a survey a few hundred; each that is not known costs
# milliseconds in every step (2 to 8 each, measured on a table of 5,000)
MOST_COLUMNS = 600

# first records of a file that are kept to look for a header among them: titles above one take a few rows
HEAD = 30


@dataclass(frozen=True)
class RawTable:
    """A file as a table.

    Attributes
    ----------
    table : DataFrame
        One row a record. Text is str; numbers and dates of typed formats are unchanged. Headers are those of the file.
    rows : list of int
        Row numbers in the file from 1, without the header.
    broken : list of (row, text)
        Records that do not fit the header, with their number of cells.
    notes : list of DataFrame
        Findings on rows that are no part of the table.
    head : list of list of str
        First records of the file, as far as it has rows and cells.
    sheets : list of str
        Names of the sheets of a workbook.
    """

    table: pd.DataFrame
    rows: list[int]
    broken: list[tuple[int, str]] = field(default_factory=list)
    notes: list[pd.DataFrame] = field(default_factory=list)
    head: list[list[str]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


def table_of(records: Sequence[Sequence[Any]], name: str, delimiter: str = ",", at: TableAt | None = None) -> RawTable:
    """Return records as a table, the first as its header unless other ones are named.

    Parameters
    ----------
    records : sequence of rows of cells
        Blank rows are skipped; those after the header count as rows of the file.
    name : str
        The file's name, for errors.
    delimiter : str
        Put between the cells of a broken record that is shown.
    at : TableAt, optional
        Which rows are the header, and where the table ends.

    Returns
    -------
    RawTable
        A record with too many or too few cells is in `broken`.

    Raises
    ------
    InputError
        No header, or a name that occurs twice in it.

    Examples
    --------
    >>> table_of([["source", "best"], ["A", 3], ["B"]], "claims.xlsx").broken
    [(2, '1 cells for 2 columns: B')]
    """
    at = at or TableAt()
    cells, body = _parted(records, at, name)
    check_width(len(cells), name)
    header = _header(cells, name)
    body, skipped = without_rest(body, at.skip_after, name)
    body, noted = without_footnotes(body, len(header), name)
    body, again = without_headers_again(body, cells, name)
    rows = [row for row, cells in enumerate(body, start=1) if len(cells) == len(header) and is_filled(cells)]
    broken = [
        (row, f"{len(cells)} cells for {len(header)} columns: {delimiter.join(map(str, cells))}")
        for row, cells in enumerate(body, start=1)
        if len(cells) != len(header) and is_filled(cells)
    ]
    table = pd.DataFrame([body[row - 1] for row in rows], columns=header, dtype=object)
    head = [[str(cell).strip() for cell in cells] for cells in records[:HEAD]]
    return RawTable(table, rows, broken, [*skipped, *noted, *again], head)


def filled_table(cells: Sequence[str], body: pd.DataFrame, name: str) -> RawTable:
    """Return text as a table of which every record fits the header and none is a header again or a note.

    Parameters
    ----------
    cells : sequence of str
        Those of the header.
    body : DataFrame of str
        All records below it; blank ones are skipped, and count as rows of the file.
    name : str
        The file's name, for errors.

    Raises
    ------
    InputError
        As of `table_of`.

    Examples
    --------
    >>> filled_table(["source", "best"], pd.DataFrame({0: ["A", "", "B"], 1: ["3", "", ""]}), "claims.csv").rows
    [1, 3]
    """
    check_width(len(cells), name)
    header = _header(cells, name)
    head = [list(cells), *body.head(HEAD - 1).to_numpy(dtype=object).tolist()]
    blank = np.logical_and.reduce([(column == "").to_numpy() for _, column in body.items()])
    rows = (np.flatnonzero(~blank) + 1).tolist()
    table = body[~blank].reset_index(drop=True) if blank.any() else body
    return RawTable(table.set_axis(header, axis=1), rows, head=[[cell.strip() for cell in row] for row in head])


def _parted(records: Sequence[Sequence[Any]], at: TableAt, name: str) -> tuple[Sequence[Any], Sequence[Sequence[Any]]]:
    """Return the cells of the header, and the records behind it."""
    if at.header:
        return joined_header(records, at.header, name), records[max(at.header) :]
    first = next((number for number, cells in enumerate(records) if is_filled(cells)), None)
    if first is None:
        raise InputError("the file is empty", file=name, hint="add a header and a row for every claim")
    return records[first], records[first + 1 :]


def check_width(columns: int, name: str) -> None:
    """Raise where a table has more columns than any table of claims.

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_width(5_003, "claims.csv")
    Traceback (most recent call last):
        ...
    reconcile.errors.InputError: claims.csv: has 5,003 columns; at most 600 are read (take out columns that ...)
    """
    if columns > MOST_COLUMNS:
        hint = "take out columns that say nothing of a claim, or turn the table so that a row is a claim"
        raise InputError(f"has {columns:,} columns; at most {MOST_COLUMNS:,} are read", file=name, hint=hint)


def _header(cells: Sequence[Any], name: str) -> list[str]:
    given = [str(cell).strip() for cell in cells]
    twice = sorted({cell for cell in given if cell and given.count(cell) > 1})
    if twice:
        raise InputError(
            f"the header names {', '.join(twice)} twice", file=name, column=twice[0], hint="rename one of them"
        )
    return [cell or f"column {number}" for number, cell in enumerate(given, start=1)]
