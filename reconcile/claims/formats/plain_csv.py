"""Delimited text that Arrow reads as our own reader would: every record fits the header, and none needs a look."""

from __future__ import annotations

import csv
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd

from reconcile.claims.formats.table_rows import is_filled, without_footnotes

__all__ = ["END", "plain_csv"]

# a record appended to the others: if it is not read back unchanged, a quote is still open
END = "end"

# bytes that Arrow reads at once; a text with a longer record is left to our own reader
_BLOCK = 1 << 24


def plain_csv(text: str, delimiter: str) -> tuple[list[str], pd.DataFrame] | None:
    r"""Read delimited text by Arrow, or return None where our own reader may see something else in it.

    Parameters
    ----------
    text : str
        Lines end with a line feed; none is at the end.
    delimiter : str

    Returns
    -------
    (header, table) or None
        The cells of the first line, and all other records as text, columns numbered from 0. None of a text with blank
        lines, records that do not fit the header, blanks before a cell where cells have quotes, a quote that is never
        closed, a header over several lines or once more below, one column, or a note below the table.

    Examples
    --------
    >>> header, table = plain_csv('source,note\nA,"told, twice"\nB,', ",")
    >>> header, table.values.tolist()
    (['source', 'note'], [['A', 'told, twice'], ['B', '']])
    >>> plain_csv("source,note\nA", ",") is None
    True
    """
    first, _, body = text.partition("\n")
    quoted = '"' in text
    header = _header(first, delimiter) if quoted else first.split(delimiter)
    # a lone cell may be a note; Arrow fills the cells of a blank line
    if len(header) < 2 or not body or not is_filled(header) or "\n\n" in text:  # noqa: PLR2004
        return None
    read = _read(f"{body}\n{END}{delimiter * (len(header) - 1)}", len(header), delimiter, quoted=quoted)
    if read is None or _needs_a_look(read, header, quoted=quoted):
        return None
    # nothing is null, so that Arrow's text becomes text of pandas as it is
    text_type = {import_module("pyarrow").large_string(): pd.StringDtype(na_value=np.nan)}
    return header, read.to_pandas(types_mapper=text_type.get)


def _header(line: str, delimiter: str) -> list[str]:
    """Return the cells of the header; none where it goes on in the next line."""
    records = list(csv.reader([f"{line}\n", END], delimiter=delimiter, skipinitialspace=True))
    return records[0] if records[1:] == [[END]] else []


def _read(body: str, columns: int, delimiter: str, *, quoted: bool) -> Any:
    """Return the records, without the mark of the end, as a table of Arrow; None where one does not fit."""
    arrow, reader = import_module("pyarrow"), import_module("pyarrow.csv")
    names = [str(number) for number in range(columns)]
    try:
        table = reader.read_csv(
            arrow.py_buffer(body.encode()),
            reader.ReadOptions(column_names=names, block_size=_BLOCK),
            # without quotes lines are cut at line ends alone, by threads
            reader.ParseOptions(
                delimiter=delimiter, quote_char='"' if quoted else False, newlines_in_values=quoted,
                ignore_empty_lines=False,
            ),
            reader.ConvertOptions(
                column_types=dict.fromkeys(names, arrow.large_string()), strings_can_be_null=False
            ),
        )  # fmt: skip
    except arrow.ArrowInvalid:
        return None
    last = [column[-1].as_py() for column in table.columns]
    return table.slice(0, len(table) - 1) if last == [END, *[""] * (columns - 1)] else None


def _needs_a_look(table: Any, header: list[str], *, quoted: bool) -> bool:
    """Return True where a record may be a header again or the last one a note, or a cell begins with a blank."""
    if not len(table):
        return True
    compute = import_module("pyarrow.compute")
    if header[0].strip() and compute.any(compute.equal(table.column(0), header[0])).as_py():
        return True
    last = [column[-1].as_py() for column in table.columns]
    if without_footnotes([last], len(header), "")[0] != [last]:
        return True
    # our own reader drops blanks before a cell and its quotes
    return quoted and any(compute.any(compute.starts_with(column, " ")).as_py() for column in table.columns)
