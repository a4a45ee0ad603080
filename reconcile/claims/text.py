"""Cells of any type as text, so that a file, a workbook and a DataFrame with the same content read the same.

Text that many rows share is held as *categories*: each distinct text once, and for every row the number of its text.
A million rows are then compared, grouped and copied as small numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, date, datetime, time
from types import CodeType, FunctionType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

from reconcile.arrays import Ints
from reconcile.cores import on_all_cores

__all__ = [
    "SHOWN", "as_text", "categories_of", "group_rows", "is_blank", "is_text", "joined", "map_unique", "object_cells",
    "plain", "says_nothing", "text_of", "whole_text",
]  # fmt: skip


# rows from which threads save more time than it takes to start them
MANY = 20_000

# groups are numbered anew where the next column would make their numbers larger than an int64 holds
_LARGEST = np.iinfo(np.int64).max

# characters of a value shown in a rejection (contract)
SHOWN = 200


def text_of(cells: pd.Series) -> pd.Series:
    """Return cells as text, stripped.

    Parameters
    ----------
    cells : Series
        Of any type. Null is "", whole floats lose their ".0", a timestamp at midnight is its day, lists and objects
        are JSON, half characters (lone surrogates) become U+FFFD.

    Returns
    -------
    Series of str, index as `cells`

    Examples
    --------
    >>> text_of(pd.Series([5.0, None, pd.Timestamp("2025-01-31"), " a "], dtype=object)).tolist()
    ['5', '', '2025-01-31', 'a']
    """
    if _is_whole(cells):
        whole = cells.fillna("") if cells.hasnans else cells
        return whole.str.strip()
    try:
        codes, distinct = pd.factorize(_held(cells))
        uniques = list(distinct)
    except TypeError:  # lists and objects have no hash
        codes, uniques = np.arange(len(cells)), list(cells)
    texts = np.array([*(_text(value) for value in uniques), ""], dtype=object)
    return pd.Series(texts[codes], index=cells.index, dtype="str")


def _is_whole(cells: pd.Series) -> bool:
    """Return True for text that Arrow holds: as it is UTF-8, no character is half."""
    kind = cells.dtype
    return isinstance(kind, pd.StringDtype) and kind.storage == "pyarrow" and kind.na_value is not pd.NA


def _held(cells: pd.Series) -> pd.Series:
    """Return text that Python holds, which may have half characters, and categories of it, as objects."""
    return cells if _is_whole(cells) or not is_text(cells) else cells.astype(object)


def object_cells(cells: pd.Series) -> npt.NDArray[np.bool_]:
    """Return True for cells that hold several things, such as a list or a mapping.

    Examples
    --------
    >>> object_cells(pd.Series(["a", {"a": 1}, ["b"], None])).tolist()
    [False, True, True, False]
    """
    if cells.dtype != object or not pd.api.types.infer_dtype(cells, skipna=True).startswith("mixed"):
        return np.zeros(len(cells), dtype=bool)
    return np.array([isinstance(cell, _HOLDING) for cell in cells], dtype=bool)


def _text(value: Any) -> str:
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    return next(write(value) for kind, write in _WRITERS if isinstance(value, kind))


def whole_text(text: str) -> str:
    r"""Return a text without blanks around it, and with U+FFFD for every half character (lone surrogate).

    Examples
    --------
    >>> whole_text(" 40 dead \ud83d") == "40 dead \ufffd"
    True
    """
    text = text.strip()
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(value: float) -> str:
    return "" if value != value else repr(float(value)).removesuffix(".0")  # noqa: PLR0124  NaN is not itself


def _moment(value: datetime) -> str:
    if isinstance(value, pd.Timestamp) and not MINYEAR <= value.year <= MAXYEAR:
        # Python has no such date
        return str(np.datetime_as_string(value.to_datetime64(), unit="D"))
    return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")


def _record(value: Any) -> str:
    try:
        return whole_text(json.dumps(value, ensure_ascii=False, default=str))
    except (TypeError, ValueError, RecursionError):
        # keys that are no text, a list that holds itself
        return f"a {type(value).__name__} of {len(value)}"


# what holds several things: no cell of a claim is one
_HOLDING = (dict, list, tuple, set, frozenset, np.ndarray, pd.Series, pd.DataFrame, pd.Index)

# the first that fits: a timestamp is a date, too
_WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (str, whole_text),
    ((bool, np.bool_), lambda value: str(value).lower()),
    ((float, np.floating), _number),
    (datetime, _moment),
    (date, date.isoformat),
    (bytes, lambda value: value.decode("utf-8", "replace").strip()),
    ((list, tuple, dict), _record),
    # sets have an order that differs between runs
    ((set, frozenset), lambda value: _record(sorted(map(str, value)))),
    (object, lambda value: whole_text(str(value))),
)


def categories_of(cells: pd.Series) -> pd.Series:
    """Return cells as categories of the text that `text_of` reads in them.

    Examples
    --------
    >>> categories_of(pd.Series([" a", "a", None])).cat.categories.tolist()
    ['a', '']
    """
    try:
        codes, distinct = _distinct(cells)
    except TypeError:  # lists and objects have no hash
        codes, distinct = np.arange(len(cells)), pd.Index(cells, dtype=object)
    # text of objects stays text of objects, as half characters cannot be held otherwise
    kind = object if cells.dtype == object else None
    return _categories(codes, text_of(pd.Series(distinct, dtype=kind)), cells.index)


def _distinct(cells: pd.Series) -> tuple[npt.NDArray[np.integer[Any]], Any]:
    """Return the place of each cell among the different ones, and those in the order of their first cells."""
    held = cells.array
    if not isinstance(held, pd.Categorical):
        return pd.factorize(_held(cells), use_na_sentinel=False)
    codes, used = pd.factorize(held.codes)
    # a null has the code -1
    return codes, held.categories.astype(object).array.take(used, allow_fill=True)


def _categories(codes: npt.NDArray[np.integer[Any]], texts: pd.Series, index: pd.Index) -> pd.Series:
    """Return a column of categories from texts and the position of each row's text; equal texts become one category."""
    if not texts.is_unique:
        merged, distinct = pd.factorize(texts)
        codes, texts = merged[codes], pd.Series(distinct)
    words = pd.Index(texts.array, dtype="str")
    return pd.Series(pd.Categorical.from_codes(codes, words, validate=False), index=index, copy=False)


def is_text(cells: pd.Series) -> bool:
    """Return True for a column of text, held as categories or not; False for numbers and dates.

    Examples
    --------
    >>> is_text(pd.Series(["a"])), is_text(pd.Series(["a"], dtype="category")), is_text(pd.Series([1]))
    (True, True, False)
    """
    return isinstance(cells.dtype, pd.StringDtype | pd.CategoricalDtype)


def is_blank(cells: pd.Series) -> bool:
    """Return True for categories of nothing but the text "", as of a column that a file does not have.

    Examples
    --------
    >>> is_blank(pd.Series(["", ""], dtype="category")), is_blank(pd.Series(["", "a"], dtype="category"))
    (True, False)
    """
    held = cells.array
    return isinstance(held, pd.Categorical) and len(held.categories) == 1 and held.categories[0] == ""


def says_nothing(cells: pd.Series) -> bool:
    """Return True for text that Arrow holds, of nothing but "" and nulls; False for what takes longer to tell.

    Examples
    --------
    >>> held = pd.StringDtype("pyarrow", na_value=float("nan"))
    >>> says_nothing(pd.Series(["", None], dtype=held)), says_nothing(pd.Series(["", "a"], dtype=held))
    (True, False)
    """
    return _is_whole(cells) and not cells.any()


def as_text(cells: pd.Series) -> pd.Series:
    """Return a column of categories as plain text, and any other column unchanged.

    Examples
    --------
    >>> as_text(pd.Series(["a", "a"], dtype="category")).dtype == "str"
    True
    """
    held = cells.array
    if not isinstance(held, pd.Categorical):
        return cells
    return pd.Series(_texts(held), index=cells.index, copy=False)


def _texts(held: pd.Categorical) -> Any:
    """Return the plain text of categories, nulls as nulls."""
    words = held.categories
    texts = (words if isinstance(words.dtype, pd.StringDtype) else words.astype("str")).array
    return texts.take(held.codes, allow_fill=True)


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without categories, to which a user's own code may add new words.

    Examples
    --------
    >>> plain(pd.DataFrame({"source": pd.Categorical(["A"])}))["source"] + "!"
    0    A!
    Name: source, dtype: str
    """
    columns = [cells for _, cells in table.items()]
    texts = on_all_cores(as_text, columns) if len(table) > MANY else map(as_text, columns)
    return pd.DataFrame(dict(zip(table.columns, texts, strict=True)), index=table.index, copy=False)


def joined(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tables of the same columns as one; text that all of them hold as categories is held so.

    Examples
    --------
    >>> tables = [pd.DataFrame({"source": pd.Categorical(["A"])}), pd.DataFrame({"source": pd.Categorical(["B"])})]
    >>> joined(tables)["source"].cat.categories.tolist()
    ['A', 'B']
    """
    filled = [table for table in tables if len(table)] or list(tables[:1])
    if len(filled) == 1:
        return filled[0].reset_index(drop=True)
    columns = {}
    for name in filled[0].columns:
        cells = [table[name] for table in filled]
        held = all(isinstance(column.dtype, pd.CategoricalDtype) for column in cells)
        columns[name] = pd.Series(union_categoricals(cells)) if held else pd.concat(cells, ignore_index=True)
    return pd.DataFrame(columns, copy=False)


def map_unique(cells: pd.Series, read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Apply a function to a column of text, once for each distinct text.

    Parameters
    ----------
    cells : Series of str, or of categories
    read : callable
        Takes the distinct texts as a Series of str and returns as many values.

    Returns
    -------
    Series, index as `cells`
        Text is held as `cells` holds it.

    Examples
    --------
    >>> map_unique(pd.Series(["a", "b", "a"]), lambda texts: texts.str.upper()).tolist()
    ['A', 'B', 'A']
    """
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        codes, distinct = pd.factorize(cells, use_na_sentinel=False)
        return read(pd.Series(distinct, dtype=cells.dtype)).take(codes).set_axis(cells.index)
    distinct, held = cells.array.categories, cells.array.codes
    values = _of_nothing(read) if is_blank(cells) else read(pd.Series(distinct, copy=False))
    if not is_text(values):
        plain_values = isinstance(values.dtype, np.dtype)
        taken = values.to_numpy()[held] if plain_values else values.array.take(held)
        return pd.Series(taken, index=cells.index, copy=False)
    return cells if values.array.equals(distinct.array) else _categories(held, values, cells.index)


# what functions make of the one text "", by their code: most columns of most tables are empty
_READ_IN_NOTHING: dict[CodeType, pd.Series] = {}


def _of_nothing(read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Apply a function to the one text "": only once, if it depends on nothing but what it is given."""
    if not isinstance(read, FunctionType) or read.__closure__ or read.__defaults__ or read.__kwdefaults__:
        return read(pd.Series([""], dtype="str"))
    if read.__code__ not in _READ_IN_NOTHING:
        _READ_IN_NOTHING[read.__code__] = read(pd.Series([""], dtype="str"))
    return _READ_IN_NOTHING[read.__code__]


def group_rows(columns: Iterable[pd.Series]) -> tuple[Ints, Ints]:
    """Group rows that are equal in all columns, numbered in the order of their first rows.

    Parameters
    ----------
    columns : iterable of Series, each of shape (rows,)
        Nulls are equal to each other.

    Returns
    -------
    group : ndarray of int, shape (rows,)
        The group of every row, from 0 without gaps.
    first : ndarray of int, shape (groups,)
        The first row of each group.

    Examples
    --------
    >>> group, first = group_rows([pd.Series(["b", "a", "b"]), pd.Series([1, 1, 1])])
    >>> group.tolist(), first.tolist()
    ([0, 1, 0], [0, 1])
    """
    group, most = np.zeros(0, dtype=np.int64), 0
    for position, column in enumerate(columns):
        codes, count = _codes(column)
        if most * count > _LARGEST:
            group = pd.factorize(group)[0].astype(np.int64)
            most = len(group)
        group, most = (group * count + codes, most * count) if position else (codes, count)
    group = pd.factorize(group)[0].astype(np.int64)
    # a row is the first of its group where the group's number is larger than all before it
    return group, np.flatnonzero(np.diff(np.maximum.accumulate(group), prepend=-1))


def _codes(column: pd.Series) -> tuple[Ints, int]:
    """Return a code for the value of every row, and a number that no code reaches."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        # a null has the code -1
        held = column.array
        return held.codes.astype(np.int64) + 1, len(held.categories) + 1
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    return codes.astype(np.int64), len(distinct)
