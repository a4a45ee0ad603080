"""Text from data made fit to print: no control characters, no endless fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.report.sentences.phrasebook import Strings

__all__ = ["capitalised", "clean", "each_once", "each_pair_once", "each_text", "shorten", "strings"]

# characters that a printed name keeps at most: two of them and a figure fill three lines of a column
NAME_LENGTH = 60

# control characters, bidirectional overrides and lone surrogates: they break XML, tables, or the order of what is read
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]+"
)
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    r"""Return text on one line, without characters that cannot be printed.

    Examples
    --------
    >>> clean("  over\x00 700\r\n sq km ")
    'over 700 sq km'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANKS.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def shorten(text: str, length: int = NAME_LENGTH) -> str:
    """Return text of at most `length` characters, on one line; what was cut is marked by an ellipsis.

    The cut is made at a blank where one is near the end.

    Examples
    --------
    >>> shorten("Russian forces took the village", 16)
    'Russian forces…'
    """
    # a cell may hold a million characters: look only at those that can matter
    text = clean(text[: 4 * length])
    if len(text) <= length:
        return text
    head = text[: length - 1]
    blank = head.rfind(" ")
    return (head[:blank] if blank > length // 2 else head).rstrip(" ,;:") + "…"


def strings(values: Any) -> Strings:
    """Return values as an array of str, nulls as "".

    Examples
    --------
    >>> strings(pd.Series(["a", None])).tolist()
    ['a', '']
    """
    series = pd.Series(values)
    if isinstance(series.dtype, pd.CategoricalDtype):
        return each_text(series, str)
    if isinstance(series.dtype, pd.StringDtype):
        return series.to_numpy(dtype=object, na_value="")
    array = np.asarray(series.astype(object), dtype=object)
    null = pd.isna(array)
    if null.any():
        array = np.where(null, "", array)
    return array if pd.api.types.infer_dtype(array, skipna=False) == "string" else each_once(array, str)


def each_once(values: npt.NDArray[Any], change: Callable[[Any], str]) -> Strings:
    """Apply a function to every different value once.

    Parameters
    ----------
    values : ndarray, shape (rows,)
        Values that can be hashed, none of them null.
    change : callable

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> each_once(np.array(["b", "b"], dtype=object), str.upper).tolist()
    ['B', 'B']
    """
    code, unique = pd.factorize(values, use_na_sentinel=False)
    changed = np.empty(len(unique), dtype=object)
    changed[:] = [change(value) for value in unique]
    return changed[code] if len(unique) else np.empty(0, dtype=object)


def each_text(column: pd.Series, change: Callable[[str], str]) -> Strings:
    """Apply a function to every different text of a column once; a null is "".

    Examples
    --------
    >>> each_text(pd.Series(["b", None, "b"]), lambda text: text.upper() or "nobody").tolist()
    ['B', 'nobody', 'B']
    """
    codes, different = pd.factorize(column, use_na_sentinel=False)
    changed = np.empty(len(different), dtype=object)
    changed[:] = [change(text) for text in strings(np.asarray(different, dtype=object)).tolist()]
    return changed[codes]


def each_pair_once(
    first: npt.NDArray[Any], second: npt.NDArray[Any], change: Callable[[Any, Any], str]
) -> Strings:  # fmt: skip
    """Apply a function to every different pair of values once; arguments as in `each_once`.

    Examples
    --------
    >>> each_pair_once(np.array([1, 1]), np.array([2, 3]), lambda one, other: f"{one}-{other}").tolist()
    ['1-2', '1-3']
    """
    (row, heads), (column, tails) = (pd.factorize(part, use_na_sentinel=False) for part in (first, second))
    one, other = heads.tolist(), tails.tolist()
    return each_once(row * len(other) + column, lambda pair: change(one[pair // len(other)], other[pair % len(other)]))


def capitalised(told: Strings) -> Strings:
    """Return texts with a capital first letter.

    Examples
    --------
    >>> capitalised(np.array(["about 600"], dtype=object)).tolist()
    ['About 600']
    """
    capital = np.empty(len(told), dtype=object)
    capital[:] = [text[:1].upper() + text[1:] for text in told.tolist()]
    return capital
