"""Types of arrays, and what is done to every different value of one once.

Shapes stand in the docstrings of what takes and returns them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Flags", "Floats", "Ints", "Strings", "each_once", "each_pair_once", "each_text", "strings"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Strings = npt.NDArray[np.object_]


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
