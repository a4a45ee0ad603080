"""Types of arrays, and functions that are applied once to each different value of an array.

The shape of an array is given in the docstring of the function that takes or returns it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = [
    "Flags", "Floats", "Ints", "Strings", "as_held", "at_rows", "each_once", "each_pair_once", "each_text",
    "mostly_different", "numbers_of", "says", "strings", "unsaid",
]  # fmt: skip

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Strings = npt.NDArray[np.object_]

# first rows of a column by which it is judged whether its cells differ
SAMPLE = 1000


def at_rows(values: npt.NDArray[Any], rows: Ints, count: int, otherwise: float | str) -> npt.NDArray[Any]:
    """Return values at some of `count` rows, and another value at all the others.

    Parameters
    ----------
    values : ndarray, shape (rows,)
    rows : ndarray of int, shape (rows,)
        Where they stand, each once.
    count : int
    otherwise : number or str

    Returns
    -------
    ndarray, shape (count,), of the type of `values`

    Examples
    --------
    >>> at_rows(np.array([5, 7]), np.array([0, 2]), 4, -1).tolist()
    [5, -1, 7, -1]
    """
    column = np.full(count, otherwise, dtype=values.dtype)
    column[rows] = values
    return column


def strings(values: Any) -> Strings:
    """Return values as an array of str, nulls as "".

    Examples
    --------
    >>> strings(pd.Series(["a", None])).tolist()
    ['a', '']
    """
    if isinstance(values, np.ndarray) and values.dtype == object and _all_text(values):
        return values.copy()
    series = values if isinstance(values, pd.Series) else pd.Series(values)
    if isinstance(series.dtype, pd.CategoricalDtype):
        return each_text(series, str)
    if isinstance(series.dtype, pd.StringDtype):
        return series.to_numpy(dtype=object, na_value="")
    array = np.asarray(series.astype(object), dtype=object)
    if _all_text(array):
        return array
    array = np.where(pd.isna(array), "", array)
    return array if _all_text(array) else each_once(array, str)


def _all_text(values: Strings) -> bool:
    return pd.api.types.infer_dtype(values, skipna=False) == "string"


def as_held(column: pd.Series) -> Any:
    """Return a column of one table to become one of another: its array, of which nobody compares the index.

    Of objects pandas would guess a type, and of text that is no text (half a surrogate pair) no Arrow string can be
    made: they stay a Series.

    Examples
    --------
    >>> pd.DataFrame({"note": as_held(pd.Series(["a"], dtype=object))})["note"].dtype
    dtype('O')
    """
    return column if column.dtype == object else column.array


def says(cells: pd.Series, *words: str) -> Flags:
    """Return True for rows whose text is one of some words; shape as `cells`.

    Parameters
    ----------
    cells : Series of str, or of categories
        A null is no word.
    *words : str

    Examples
    --------
    >>> says(pd.Series(["total", None, ""], dtype="category"), "total", "").tolist()
    [True, False, True]
    """
    held = cells.array
    if not isinstance(held, pd.Categorical):
        return cells.isin(words).to_numpy(dtype=bool)
    texts = held.categories.to_numpy(dtype=object)
    # the code of a null is -1, and finds the last
    named = np.zeros(len(texts) + 1, dtype=bool)
    for word in words:
        named[:-1] |= texts == word
    flags: Flags = named[held.codes]
    return flags


def unsaid(cells: pd.Series) -> Flags:
    """Return True for rows without a text, be it empty or null; shape as `cells`.

    Examples
    --------
    >>> unsaid(pd.Series(["total", None, ""], dtype="category")).tolist()
    [False, True, True]
    """
    return says(cells, "") | cells.isna().to_numpy(bool)


def each_once(values: npt.NDArray[Any], change: Callable[[Any], str]) -> Strings:
    """Return the results of a function that is called once for each different value.

    Parameters
    ----------
    values : ndarray, shape (rows,)
        Values that can be hashed; none is null.
    change : callable
        Takes a value, returns a text.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> each_once(np.array(["b", "b"], dtype=object), str.upper).tolist()
    ['B', 'B']
    """
    code, unique = _coded(values)
    changed = np.empty(len(unique), dtype=object)
    changed[:] = [change(value) for value in unique]
    return changed[code] if len(unique) else np.empty(0, dtype=object)


def _coded(values: npt.NDArray[Any]) -> tuple[Ints, npt.NDArray[Any]]:
    """Return the place of each value among the different ones, and these, a null among them."""
    code, unique = pd.factorize(values)
    # to ask for nulls beforehand takes as long as the rest, and hardly any array has one
    return pd.factorize(values, use_na_sentinel=False) if len(code) and code.min() < 0 else (code, unique)


def each_text(column: pd.Series, change: Callable[[str], str]) -> Strings:
    """Return the results of a function that is called once for each different text of a column.

    Parameters
    ----------
    column : Series, shape (rows,)
        Text or categories; a null is passed as "".
    change : callable
        Takes a text, returns a text.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> each_text(pd.Series(["b", None, "b"]), lambda text: text.upper() or "nobody").tolist()
    ['B', 'nobody', 'B']
    """
    held = column.array
    if isinstance(held, pd.Categorical):
        return _each_category(held, change)
    codes, different = pd.factorize(column, use_na_sentinel=False)
    changed = np.empty(len(different), dtype=object)
    changed[:] = [change(text) for text in strings(np.asarray(different, dtype=object)).tolist()]
    return changed[codes]


def _each_category(held: pd.Categorical, change: Callable[[str], str]) -> Strings:
    """Return the results for categories, called for those that a row has; the code of a null is -1."""
    codes, count = held.codes, len(held.categories)
    if count == 1 and len(codes) and codes.min() == 0:
        # a column that a file does not have, mostly
        return np.full(len(codes), change(str(held.categories[0])), dtype=object)
    used = np.flatnonzero(np.bincount(codes + 1, minlength=count + 1)) - 1
    changed = np.empty(count + 1, dtype=object)
    # few rows have few of the texts of a table, and all the others need not be looked at; -1 finds the last place
    known = used[used >= 0]
    distinct = held.categories if len(known) == count else held.categories.take(known)
    changed[known] = [change(text) for text in strings(distinct.to_numpy(dtype=object)).tolist()]
    changed[-1] = change("") if -1 in used[:1] else ""
    results: Strings = changed[codes]
    return results


def mostly_different(column: pd.Series) -> bool:
    """Return True for a column in which hardly any two cells are the same: to look for those would save nothing.

    Examples
    --------
    >>> mostly_different(pd.Series(range(SAMPLE))), mostly_different(pd.Series(range(3)))
    (True, False)
    """
    first = column.iloc[:SAMPLE]
    return len(first) == SAMPLE and first.nunique() > SAMPLE // 2


def numbers_of(column: pd.Series) -> Ints:
    """Return a number for each row of a column, from 0, which rows of one text share; those of nulls share one, too.

    Parameters
    ----------
    column : Series, shape (rows,)
        Text or categories.

    Returns
    -------
    ndarray of int, shape (rows,)
        In no order, and not without gaps.

    Examples
    --------
    >>> numbers_of(pd.Series(["b", "a", "b"], dtype="category")).tolist()
    [2, 1, 2]
    """
    held = column.array
    if isinstance(held, pd.Categorical):
        return held.codes.astype(np.int64) + 1
    return pd.factorize(column, use_na_sentinel=False)[0].astype(np.int64)


def each_pair_once(
    first: npt.NDArray[Any], second: npt.NDArray[Any], change: Callable[[Any, Any], str]
) -> Strings:  # fmt: skip
    """Return the results of a function that is called once for each different pair of values.

    Parameters
    ----------
    first, second : ndarray, shape (rows,)
        As in `each_once`.
    change : callable
        Takes a value of each, returns a text.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> each_pair_once(np.array([1, 1]), np.array([2, 3]), lambda left, right: f"{left}-{right}").tolist()
    ['1-2', '1-3']
    """
    (first_code, firsts), (second_code, seconds) = _coded(first), _coded(second)
    lefts, rights, count = firsts.tolist(), seconds.tolist(), len(seconds)
    return each_once(first_code * count + second_code, lambda pair: change(lefts[pair // count], rights[pair % count]))
