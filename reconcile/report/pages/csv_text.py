"""Tables as CSV text: the same bytes for the same values, safe to open in a spreadsheet, quick for a million rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd

from reconcile.columns import Column
from reconcile.plain_numbers import DIGITS, EXPONENT_FROM
from reconcile.report.pages.joined_rows import Coded, arrow_texts, joined_rows, whole_bytes

__all__ = ["FORBIDDEN", "cell_text", "csv_chunks", "csv_text", "number_texts"]

# a spreadsheet takes a cell that starts so for a formula; OWASP, "CSV Injection"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# cells that need quotes: RFC 4180, and spaces at the ends, which some readers drop
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')

# what no UTF-8 file may hold, or no reader of CSV takes
FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


# signs that Python takes for blanks (`str.isspace`), as Arrow's regular expressions write them
BLANKS = r"[\x{9}-\x{d}\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"

# cells that need a sign of their own replaced or put before them; all others at most need quotes
_ODD = rf"[\r\n\x00]|^[=+@-]|^{BLANKS}|{BLANKS}$"


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
    return b"".join(csv_chunks(frame, table_columns)).decode()


def csv_chunks(frame: pd.DataFrame, table_columns: tuple[Column, ...]) -> Iterator[bytes | memoryview]:
    r"""Yield a table as CSV, some rows at a time: joined, the chunks are the text of `csv_text` in UTF-8.

    Parameters and errors are those of `csv_text`.

    Examples
    --------
    >>> list(map(bytes, csv_chunks(pd.DataFrame({"n": [1, 2]}), (Column("n", "number", "count"),))))
    [b'n\n', b'1\n2\n']
    """
    types = {column.name: column.type for column in table_columns}
    order = [*types, *(name for name in frame.columns if name not in types)]
    columns = (_coded(frame[name], types.get(name, "string")) for name in order)
    yield (",".join(cell_text(str(name)) for name in order) + "\n").encode()
    yield from map(whole_bytes, joined_rows(columns, "\n"))


def _coded(column: pd.Series, kind: str) -> Coded:
    """Return the place of every row's text, and the texts: each different value is written once."""
    writers = {"number": number_texts, "integer": number_texts, "boolean": _booleans, "date": _dates}
    if kind not in writers and _is_text(column):
        return _coded_texts(column)
    codes, unique = pd.factorize(column, use_na_sentinel=True)
    # half the memory: a table of a million rows has fifty columns; code -1 of a null finds the last text
    return codes.astype(np.int32), arrow_texts([*writers.get(kind, _texts)(unique), ""])


def _is_text(column: pd.Series) -> bool:
    """Return True for text alone, held as text, as objects or as categories."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return isinstance(column.dtype.categories.dtype, pd.StringDtype)
    return isinstance(column.dtype, pd.StringDtype) or pd.api.types.infer_dtype(column, skipna=True) == "string"


def _coded_texts(column: pd.Series) -> Coded:
    """Return the place of every row's text, and the texts as cells, without an object of Python's for each."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, unique = pd.factorize(column, use_na_sentinel=True)
        return codes.astype(np.int32), _with_null(_safe(_whole(unique.astype(column.cat.categories.dtype))))
    encoded = _whole(column).dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return codes, _with_null(_safe(encoded.dictionary))


def _whole(texts: pd.Series | pd.Index) -> Any:
    """Return text as an Arrow array, with U+FFFD for half characters."""
    try:
        made = arrow_texts(texts.array)
    except UnicodeEncodeError:
        made = arrow_texts([text if pd.isna(text) else FORBIDDEN.sub("\ufffd", text) for text in texts.tolist()])
    arrow = import_module("pyarrow")
    # a column without a row may have no chunk, and then no type
    return arrow.chunked_array([made]).combine_chunks().cast(arrow.large_string())


def _with_null(texts: Any) -> Any:
    """Return texts with that of a null behind them."""
    return import_module("pyarrow").concat_arrays([texts, arrow_texts([""])])


def _safe(texts: Any) -> Any:
    """Return texts as the cells that `cell_text` makes of them; most are plain or only quoted, and need no Python."""
    compute = import_module("pyarrow.compute")
    odd = compute.match_substring_regex(texts, _ODD)
    quoted = compute.or_(compute.match_substring(texts, ","), compute.match_substring(texts, '"'))
    for rows, write in ((compute.and_not(quoted, odd), _quoted), (odd, _changed)):
        if compute.any(rows).as_py():
            texts = compute.replace_with_mask(texts, rows, write(texts.filter(rows)))
    return texts


def _quoted(texts: Any) -> Any:
    compute, (mark, nothing) = import_module("pyarrow.compute"), arrow_texts(['"', ""])
    return compute.binary_join_element_wise(mark, compute.replace_substring(texts, '"', '""'), mark, nothing)


def _changed(texts: Any) -> Any:
    return arrow_texts([cell_text(text) for text in texts.to_pylist()])


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
    return [*map(cell_text, texts)]


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
