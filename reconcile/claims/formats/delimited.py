"""CSV, TSV and text with other delimiters."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from itertools import chain

from reconcile.claims.formats import RawTable, filled_table, table_of
from reconcile.claims.formats.plain_csv import END, plain_csv
from reconcile.claims.settings import TableAt
from reconcile.errors import InputError
from reconcile.garbage import uncollected

__all__ = ["read"]

# the first of those that are most frequent in the header is taken: a tab is never part of a name
DELIMITERS = "\t|;,"

# characters of the longest field: the largest C long of every platform, so that the reader sets no limit of its own
LONGEST_FIELD = 2**31 - 1

# characters from which Arrow saves more time than it takes to look whether a text is plain
LARGE = 1 << 20


def read(text: str, name: str, at: TableAt | None = None) -> RawTable:
    r"""Read delimited text.

    Parameters
    ----------
    text : str
        The decoded file.
    name : str
        The file's name, for errors.
    at : TableAt, optional

    Returns
    -------
    RawTable
        All cells as text. Records with too many or too few cells are in `broken`; blank lines are skipped.

    Raises
    ------
    InputError
        No header, a name that occurs twice in it, or a quote that is never closed.

    Examples
    --------
    >>> read("source;best\nA;3\nB;4;5\n", "claims.csv").broken
    [(2, '3 cells for 2 columns: B;4;5')]
    """
    # only these end a line: str.splitlines would also split cells at signs such as U+2028, which word processors leave
    text, at = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n"), at or TableAt()
    if len(text) >= LARGE and not at.header and not at.skip_after:
        plain = plain_csv(text, _delimiter(text.partition("\n")[0]))
        if plain is not None:
            return filled_table(*plain, name)
    return _looked_at(text, name, at)


def _looked_at(text: str, name: str, at: TableAt) -> RawTable:
    """Return a text as a table, every record looked at."""
    lines = text.split("\n")
    delimiter = _delimiter(_header_line(lines, at))
    with uncollected():
        records = _quoted(lines, delimiter, name) if '"' in text else [line.split(delimiter) for line in lines]
        raw = table_of(records, name, delimiter, at)
    return replace(raw, table=raw.table.astype("str"))


def _header_line(lines: list[str], at: TableAt) -> str:
    """Return the line of the names of columns, the last one where they take several."""
    place = max(at.header, default=0)
    return lines[place - 1] if 0 < place <= len(lines) else next(filter(None, lines), "")


def _delimiter(line: str) -> str:
    """Return the most frequent delimiter of the header outside quotes; a comma if it has none."""
    header = re.sub(r'"[^"]*"', "", line)
    commonest = max(DELIMITERS, key=header.count)
    return commonest if commonest in header else ","


def _quoted(lines: list[str], delimiter: str, name: str) -> list[list[str]]:
    # the limit of the csv module would reject the whole file; a cell that is too long rejects only its row, later
    csv.field_size_limit(LONGEST_FIELD)
    # lines one by one: a whole text as a file would take four times its size
    reader = csv.reader(map("{}\n".format, chain(lines, [END])), delimiter=delimiter, skipinitialspace=True)
    *records, last = reader
    if last != [END]:
        raise InputError(
            "a quote is opened here or above and never closed", file=name, row=len(records) or None,
            hint='close it; a quote within a quoted cell is written ""',
        )  # fmt: skip
    return records
