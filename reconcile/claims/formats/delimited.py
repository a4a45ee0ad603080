"""CSV and TSV, any delimiter."""

from __future__ import annotations

import csv
import io

import pandas as pd

from reconcile.claims.formats import RawTable
from reconcile.errors import InputError

__all__ = ["read"]

DELIMITERS = ",;\t|"

# characters of the longest field that is split off: the largest number a C long holds on every platform
LONGEST_FIELD = 2**31 - 1


def read(text: str, name: str) -> RawTable:
    r"""Read delimited text.

    Parameters
    ----------
    text : str
        The decoded file.
    name : str
        The file's name, for errors.

    Returns
    -------
    RawTable
        All cells as text. Records with too many or too few cells are in `broken`; blank lines are skipped.

    Raises
    ------
    InputError
        No header, a header name that stands twice, or a quote that never closes.

    Examples
    --------
    >>> read("source;best\nA;3\nB;4;5\n", "claims.csv").broken
    [(2, '3 cells for 2 columns: B;4;5')]
    """
    delimiter = _delimiter(text)
    _check_quotes(text, delimiter, name)
    if '"' not in text:
        records = [line.split(delimiter) for line in text.splitlines()]
    else:
        # the reader's own limit would end the whole file; too long a cell rejects its row later
        csv.field_size_limit(LONGEST_FIELD)
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    while records and not any(records[0]):
        records.pop(0)
    if not records:
        raise InputError("the file is empty", file=name, hint="add a header and a row for every claim")
    header = [cell.strip() for cell in records[0]]
    _check_header(header, name)
    return _table(header, records[1:], delimiter)


def _delimiter(text: str) -> str:
    """Return the delimiter that the header holds most often; a comma if none."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=header.count)


def _check_quotes(text: str, delimiter: str, name: str) -> None:
    if text.count('"') % 2:
        opened = _open_quote_line(text)
        raise InputError(
            "a quote is opened and never closed", file=name, row=opened, hint='write a quote in a cell as ""'
        )
    del delimiter


def _open_quote_line(text: str) -> int:
    """Return the record at which the quotes stop pairing: the last line that leaves one open."""
    is_open, line_of_opening = False, 0
    for number, line in enumerate(text.splitlines()):
        if line.count('"') % 2:
            is_open = not is_open
            line_of_opening = number if is_open else line_of_opening
    return line_of_opening


def _check_header(header: list[str], name: str) -> None:
    twice = sorted({cell for cell in header if cell and header.count(cell) > 1})
    if twice:
        raise InputError(
            f"the header names {', '.join(twice)} twice", file=name, column=twice[0], hint="rename one of them"
        )


def _table(header: list[str], records: list[list[str]], delimiter: str) -> RawTable:
    width = len(header)
    named = [cell or f"column {place}" for place, cell in enumerate(header, start=1)]
    numbered = [(row, cells) for row, cells in enumerate(records, start=1) if any(cells)]
    good = [(row, cells) for row, cells in numbered if len(cells) == width]
    broken = [
        (row, f"{len(cells)} cells for {width} columns: {delimiter.join(cells)}")
        for row, cells in numbered
        if len(cells) != width
    ]
    columns = list(zip(*(cells for _, cells in good), strict=True)) if good else [()] * width
    table = pd.DataFrame(
        {name: pd.Series(list(cells), dtype="str") for name, cells in zip(named, columns, strict=True)}
    )
    return RawTable(table, [row for row, _ in good], broken)
