"""Tables as CSV text: the same bytes for the same values, safe to open in a spreadsheet, quick for a million rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Strings
from reconcile.columns import Column
from reconcile.plain_numbers import DIGITS, EXPONENT_FROM

__all__ = ["FORBIDDEN", "Coded", "cell_text", "csv_chunks", "csv_text", "joined_rows", "number_texts"]

# for every row the place of its text, -1 for the last one, and the texts
Coded = tuple[npt.NDArray[np.integer[Any]], Strings]

# rows that are put into text at once: enough that Python's share is small, few enough to hold in memory
CHUNK = 50_000

# a spreadsheet takes a cell that starts so for a formula; OWASP, "CSV Injection"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# cells that need quotes: RFC 4180, and spaces at the ends, which some readers drop
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')

# what no UTF-8 file may hold, or no reader of CSV takes
FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


# what is looked for in cells joined by \x1f: all of the above, and the starts of formulas
_NOT_PLAIN = re.compile('[",\r\n\t\x00\ud800-\udfff]|\x1f[=+@\\s-]|[^\\S\x1f]\x1f')

# texts of neighbouring columns that are joined beforehand: few beside the rows of a table for which speed matters
MERGED = 1_000

# cells that are looked at together: where one is not plain, as many are looked at again
CHECKED = 200


def csv_text(frame: pd.DataFrame, table_columns: tuple[Column, ...]) -> str:
    r"""Return a table as CSV.

    Parameters
    ----------
    frame : DataFrame
        Holds `table_columns`; its other columns follow them in their order, as text.
    table_columns : tuple of Column
        Their types say how a value is written.

    Returns
    -------
    str
        Header and rows, lines ended by a line feed. Numbers have 6 significant digits, whole numbers are written in
        full; dates are ISO; booleans true and false; nulls are empty. A text that a spreadsheet would take for a
        formula gets an apostrophe before it; NUL and broken characters become U+FFFD.

    Raises
    ------
    KeyError
        The frame lacks one of the columns.

    Examples
    --------
    >>> table = pd.DataFrame({"n": [1e6, 0.123456789], "said": ["=1+1", "a, b"]})
    >>> csv_text(table, (Column("n", "number", "count"), Column("said", "string", "words")))
    'n,said\n1000000,\'=1+1\n0.123457,"a, b"\n'
    """
    return "".join(csv_chunks(frame, table_columns))


def csv_chunks(frame: pd.DataFrame, table_columns: tuple[Column, ...]) -> Iterator[str]:
    r"""Yield a table as CSV, some rows at a time: joined, the chunks are the text of `csv_text`.

    Parameters and errors are those of `csv_text`.

    Examples
    --------
    >>> list(csv_chunks(pd.DataFrame({"n": [1, 2]}), (Column("n", "number", "count"),)))
    ['n\n', '1\n2\n']
    """
    types = {column.name: column.type for column in table_columns}
    order = [*types, *(name for name in frame.columns if name not in types)]
    columns = (_coded(frame[name], types.get(name, "string")) for name in order)
    yield ",".join(cell_text(str(name)) for name in order) + "\n"
    for rows in joined_rows(columns):
        yield "\n".join([*rows, ""])


def joined_rows(columns: Iterable[Coded]) -> Iterator[list[str]]:
    """Yield rows with their cells joined by commas, some rows at a time.

    Parameters
    ----------
    columns : iterable of (codes, texts)
        For every row the place of its text, -1 for the last one; one column at least, all of one length.

    Examples
    --------
    >>> texts = np.array(["a", "b", ""], dtype=object)
    >>> list(joined_rows([(np.array([0, 1]), texts), (np.array([1, -1]), texts)]))
    [['a,b', 'b,']]
    """
    merged = _merged(columns)
    for start in range(0, len(merged[0][0]), CHUNK):
        columns_of_chunk = [texts[codes[start : start + CHUNK]].tolist() for codes, texts in merged]
        yield list(map(",".join, zip(*columns_of_chunk, strict=True)))


def _merged(columns: Iterable[Coded]) -> list[Coded]:
    """Return columns with neighbours of few texts joined into one, so that less is joined row by row."""
    merged: list[Coded] = []
    for column in columns:
        if merged and len(merged[-1][1]) * len(column[1]) <= MERGED:
            merged.append(_pair(merged.pop(), column))
        else:
            merged.append(column)
    return merged


def _pair(left: Coded, right: Coded) -> Coded:
    (before, first), (after, second) = left, right
    texts = np.array([f"{head},{tail}" for head in first for tail in second], dtype=object)
    return before % len(first) * len(second) + after % len(second), texts


def _coded(column: pd.Series, kind: str) -> Coded:
    """Return the place of every row's text, and the texts: each different value is written once."""
    codes, unique = pd.factorize(column, use_na_sentinel=True)
    writers = {"number": number_texts, "integer": number_texts, "boolean": _booleans, "date": _dates}
    texts = np.empty(len(unique) + 1, dtype=object)
    texts[:-1] = writers.get(kind, _texts)(unique)
    # code -1 of a null finds this last text
    texts[-1] = ""
    # half the memory: a table of a million rows has fifty columns
    return codes.astype(np.int32), texts


def number_texts(unique: pd.Index) -> list[str]:
    """Return numbers with 6 significant digits, whole ones in full; what is no number as the text that it is.

    Examples
    --------
    >>> number_texts(pd.Index([1e6, 0.123456789]))
    ['1000000', '0.123457']
    """
    try:
        values = np.asarray(unique, dtype=np.float64)
    except (TypeError, ValueError):
        return _texts(unique)
    whole = (np.abs(values) < EXPONENT_FROM) & (values == np.round(values))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        large = ~whole & (np.abs(values) >= 10.0 ** (DIGITS - 1)) & (np.abs(values) < EXPONENT_FROM)
    texts = np.empty(len(values), dtype=object)
    texts[whole] = [str(value) for value in values[whole].astype(np.int64).tolist()]
    texts[large] = [str(int(float(f"{value:.{DIGITS}g}"))) for value in values[large].tolist()]
    rest = ~whole & ~large
    # one format call for all of them is several times quicker than one for each
    pattern = f"%.{DIGITS}g\n" * int(rest.sum())
    texts[rest] = (pattern % tuple(values[rest].tolist())).split("\n")[:-1]
    written: list[str] = texts.tolist()
    return written


def _booleans(unique: pd.Index) -> list[str]:
    return ["true" if value else "false" for value in unique]


def _dates(unique: pd.Index) -> list[str]:
    days = pd.to_datetime(unique).to_numpy().astype("datetime64[D]")
    return [str(day) for day in np.datetime_as_string(days)]


def _texts(unique: pd.Index) -> list[str]:
    texts = [value if isinstance(value, str) else str(value) for value in unique.to_numpy(dtype=object).tolist()]
    for start in range(0, len(texts), CHECKED):
        some = texts[start : start + CHECKED]
        # most cells are plain, and one look at many of them is enough to know it
        if _NOT_PLAIN.search("\x1f".join(["", *some, ""])):
            texts[start : start + CHECKED] = map(cell_text, some)
    return texts


def cell_text(text: str) -> str:
    """Return a text cell: harmless in a spreadsheet, quoted where it must be.

    Examples
    --------
    >>> cell_text("=1+1"), cell_text("a, b")
    ("'=1+1", '"a, b"')
    """
    # what is forbidden cannot be printed either, and that is quick to see
    if not text.isprintable():
        text = FORBIDDEN.sub("�", text)
    if text.startswith(FORMULA_STARTS):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if "," in text or _QUOTED.search(text) else text
