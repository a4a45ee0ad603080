"""Cells of any type as text: what stands in a file, a workbook and a DataFrame reads the same.

Words that many rows share are held as *categories*: each different text once, and for every row which of them it has.
A million rows are then compared, grouped and copied as small numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Ints
from reconcile.cores import on_all_cores

__all__ = ["SHOWN", "as_text", "categories_of", "is_text", "map_unique", "plain", "text_of", "told_apart"]


# rows from which starting threads takes less time than they save
MANY = 20_000

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
    if isinstance(cells.dtype, pd.StringDtype) and cells.dtype.na_value is not pd.NA:
        return cells.fillna("").str.strip()
    try:
        codes, different = pd.factorize(cells)
        uniques = list(different)
    except TypeError:  # lists and objects cannot be told apart by hash
        codes, uniques = np.arange(len(cells)), list(cells)
    texts = np.array([*(_text(value) for value in uniques), ""], dtype=object)
    return pd.Series(texts[codes], index=cells.index, dtype="str")


def _text(value: Any) -> str:
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    return next(write(value) for kind, write in _WRITERS if isinstance(value, kind))


def _whole(text: str) -> str:
    text = text.strip()
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(value: float) -> str:
    return "" if value != value else repr(float(value)).removesuffix(".0")  # noqa: PLR0124  NaN is not itself


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")


# the first that fits: a timestamp is a date, too
_WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (str, _whole),
    ((bool, np.bool_), lambda value: str(value).lower()),
    ((float, np.floating), _number),
    (datetime, _moment),
    (date, date.isoformat),
    ((list, tuple, dict), lambda value: json.dumps(value, ensure_ascii=False, default=str)),
    (object, lambda value: _whole(str(value))),
)


def categories_of(cells: pd.Series) -> pd.Series:
    """Return cells as text, as `text_of` reads them, held as categories.

    Examples
    --------
    >>> categories_of(pd.Series([" a", "a", None])).cat.categories.tolist()
    ['a', '']
    """
    try:
        codes, different = pd.factorize(cells, use_na_sentinel=False)
    except TypeError:  # lists and objects cannot be told apart by hash
        codes, different = np.arange(len(cells)), pd.Index(cells)
    return _categories(codes, text_of(pd.Series(different)), cells.index)


def _categories(codes: npt.NDArray[np.integer[Any]], texts: pd.Series, index: pd.Index) -> pd.Series:
    """Return the texts at some places as categories, equal ones as one."""
    if not texts.is_unique:
        place, different = pd.factorize(texts)
        codes, texts = place[codes], pd.Series(different)
    held = pd.Categorical.from_codes(codes, pd.Index(texts, dtype="str"), validate=False)
    return pd.Series(held, index=index)


def is_text(cells: pd.Series) -> bool:
    """Tell a column of text, held as categories or not, from one of numbers or dates.

    Examples
    --------
    >>> is_text(pd.Series(["a"])), is_text(pd.Series(["a"], dtype="category")), is_text(pd.Series([1]))
    (True, True, False)
    """
    return isinstance(cells.dtype, pd.StringDtype | pd.CategoricalDtype)


def as_text(cells: pd.Series) -> pd.Series:
    """Return a column whose text is held as categories as plain text, any other as it is.

    Examples
    --------
    >>> as_text(pd.Series(["a", "a"], dtype="category")).dtype
    <StringDtype(na_value=nan)>
    """
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        return cells
    texts = cells.cat.categories.astype("str").array
    return pd.Series(texts.take(cells.cat.codes.to_numpy(), allow_fill=True), index=cells.index)


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with no text held as categories: a user's own code may add words to it.

    Examples
    --------
    >>> plain(pd.DataFrame({"source": pd.Categorical(["A"])}))["source"] + "!"
    0    A!
    Name: source, dtype: str
    """
    columns = [cells for _, cells in table.items()]
    texts = on_all_cores(as_text, columns) if len(table) > MANY else map(as_text, columns)
    return pd.DataFrame(dict(zip(table.columns, texts, strict=True)), index=table.index, copy=False)


def map_unique(cells: pd.Series, read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Read a column of text by reading each different cell once.

    Parameters
    ----------
    cells : Series of str, or of categories
    read : callable
        Takes the different texts as a Series of str and returns as many values.

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
        codes, different = pd.factorize(cells, use_na_sentinel=False)
        return read(pd.Series(different, dtype=cells.dtype)).take(codes).set_axis(cells.index)
    spelled = pd.Series(cells.cat.categories)
    told, places = read(spelled), cells.cat.codes.to_numpy()
    if not is_text(told):
        return told.take(places).set_axis(cells.index)
    return cells if told.equals(spelled) else _categories(places, told, cells.index)


def told_apart(columns: Iterable[pd.Series]) -> tuple[Ints, Ints]:
    """Give rows that are alike in all columns one number, in the order in which they first stand there.

    Parameters
    ----------
    columns : iterable of Series, each of shape (rows,)
        Nulls are alike.

    Returns
    -------
    number : ndarray of int, shape (rows,)
        From 0 without gaps.
    first : ndarray of int
        The first row of each number.

    Examples
    --------
    >>> number, first = told_apart([pd.Series(["b", "a", "b"]), pd.Series([1, 1, 1])])
    >>> number.tolist(), first.tolist()
    ([0, 1, 0], [0, 1])
    """
    number = np.zeros(0, dtype=np.int64)
    for place, column in enumerate(columns):
        codes, count = _places(column)
        if not place or count > 1:
            joined = number * count + codes if place else codes
            number = pd.factorize(joined)[0].astype(np.int64)
    # a number stands first where it is larger than all before it
    return number, np.flatnonzero(np.diff(np.maximum.accumulate(number), prepend=-1))


def _places(column: pd.Series) -> tuple[Ints, int]:
    """Return which of the different values every row has, and how many there are at most."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        # a null has the code -1
        return column.cat.codes.to_numpy().astype(np.int64) + 1, len(column.cat.categories) + 1
    codes, different = pd.factorize(column, use_na_sentinel=False)
    return codes.astype(np.int64), len(different)
