"""Tables as CSV text: the same bytes for the same values, safe to open in a spreadsheet, quick for a million rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, mostly_different
from reconcile.columns import Column
from reconcile.report.pages.joined_rows import Coded, arrow_texts, joined_rows, whole_bytes
from reconcile.report.pages.number_texts import number_texts

__all__ = ["FORBIDDEN", "cell_text", "csv_chunks", "csv_text"]

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
    if kind in ("number", "integer") and column.dtype.kind == "f" and mostly_different(column):
        return _coded_numbers(column.to_numpy(np.float64))
    writers = {"number": _numbers, "integer": _numbers, "boolean": _booleans, "date": _dates}
    if kind not in writers and _is_text(column):
        return _coded_texts(column)
    codes, unique = pd.factorize(column, use_na_sentinel=True)
    # half the memory: a table of a million rows has fifty columns; code -1 of a null finds the last text
    return codes.astype(np.int32), _with_null(writers.get(kind, _texts)(unique))


def _coded_numbers(values: Floats) -> Coded:
    """Return the place of every row's text, and a text for every row; nulls have the last one."""
    null = np.isnan(values)
    codes = np.where(null, -1, np.arange(len(values))).astype(np.int32)
    return codes, _with_null(number_texts(np.where(null, 0.0, values)))


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
    if mostly_different(column):
        null = column.isna().to_numpy()
        codes = np.where(null, -1, np.arange(len(column))).astype(np.int32)
        return codes, _with_null(_safe(_whole(column).fill_null("")))
    encoded = _whole(column).dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return codes, _with_null(_safe(encoded.dictionary))


def _whole(texts: pd.Series | pd.Index) -> Any:
    """Return text as an Arrow array, with U+FFFD for half characters."""
    try:
        made = arrow_texts(texts.array)
    except UnicodeEncodeError:
        made = arrow_texts([text if pd.isna(text) else FORBIDDEN.sub("\ufffd", text) for text in texts.tolist()])
    # what pandas lets Arrow hold comes in chunks
    held = made.cast(import_module("pyarrow").large_string())
    return held.combine_chunks() if hasattr(held, "chunks") else held


def _with_null(texts: Any) -> Any:
    """Return texts with that of a null behind them."""
    return import_module("pyarrow").concat_arrays([texts, arrow_texts([""])])


def _safe(texts: Any) -> Any:
    """Return texts as the cells that `cell_text` makes of them; most are plain or only quoted, and need no Python."""
    compute = import_module("pyarrow.compute")
    odd, marked = compute.match_substring_regex(texts, _ODD), compute.match_substring(texts, '"')
    quoted = compute.or_(marked, compute.match_substring(texts, ","))
    # of sentences all are quoted, and of names none: to pick out those that are would take longer
    cells = compute.if_else(quoted, _quoted(texts, marked), texts) if compute.any(quoted).as_py() else texts
    return compute.replace_with_mask(cells, odd, _changed(texts.filter(odd))) if compute.any(odd).as_py() else cells


def _quoted(texts: Any, marked: Any) -> Any:
    compute, (mark, nothing) = import_module("pyarrow.compute"), arrow_texts(['"', ""])
    doubled = compute.replace_substring(texts, '"', '""') if compute.any(marked).as_py() else texts
    return compute.binary_join_element_wise(mark, doubled, mark, nothing)


def _changed(texts: Any) -> Any:
    return arrow_texts([cell_text(text) for text in texts.to_pylist()])


def _numbers(unique: pd.Index) -> Any:
    """Return numbers as text; what is no number as the text that it is."""
    try:
        values = np.asarray(unique, dtype=np.float64)
    except (TypeError, ValueError):
        return _texts(unique)
    return number_texts(values)


def _booleans(unique: pd.Index) -> Any:
    return arrow_texts(["true" if value else "false" for value in unique])


def _dates(unique: pd.Index) -> Any:
    days = pd.to_datetime(unique).to_numpy().astype("datetime64[D]")
    return arrow_texts([str(day) for day in np.datetime_as_string(days)])


def _texts(unique: pd.Index) -> Any:
    texts = [value if isinstance(value, str) else str(value) for value in unique.to_numpy(dtype=object).tolist()]
    return arrow_texts([*map(cell_text, texts)])


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
