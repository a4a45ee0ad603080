"""A hash for each row of a table, over all of its columns: 128 bits, so that no two contents of a lifetime meet.

The same rows have the same hashes on every machine and Python, and however pandas holds their text. They are those of
`pandas.util.hash_pandas_object` for text as categories; each different text is hashed once.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Strings, mostly_different, strings

__all__ = ["Halves", "as_digits", "row_halves", "text_halves"]

# shape (rows, 2)
Halves = npt.NDArray[np.uint64]

# keys of the two halves of a hash; histories hold hashes made with them
_KEYS = ("reconcile-hist-1", "reconcile-hist-2")

# hexadecimal digits of a hash: two halves of 64 bits, four bits a digit
_DIGITS = 32

# how pandas makes one hash of those of several columns: Python's own hash of tuples, with these constants
# (`combine_hash_arrays` in pandas/core/util/hashing.py)
_START, _FACTOR, _STEP, _END = 0x345678, 1_000_003, 82_520, 97_531


def row_halves(table: pd.DataFrame) -> Halves:
    """Return the hash of each row as two numbers; null and empty text are one.

    Examples
    --------
    >>> halves = row_halves(pd.DataFrame({"a": ["x", None, ""], "b": [1.0, 2.0, 2.0]}))
    >>> halves.shape, (halves[1] == halves[2]).all(), (halves[0] == halves[1]).any()
    ((3, 2), np.True_, np.False_)
    """
    return _combined((_cell_halves(cells) for _, cells in table.items()), table.shape)


def text_halves(texts: pd.Series) -> Halves:
    """Return the hash of each text as two numbers, shape (rows, 2).

    Examples
    --------
    >>> (text_halves(pd.Series(["a", "b"]))[0] == text_halves(pd.Series(["b", "a"], dtype="category"))[1]).all()
    np.True_
    """
    codes, once = _hashed_once(texts)
    halves: Halves = once[codes]
    return halves


def as_digits(halves: Halves) -> list[str]:
    """Return hashes as the history holds them, in hexadecimal digits.

    Examples
    --------
    >>> as_digits(np.array([[1, 255]], dtype=np.uint64))
    ['000000000000000100000000000000ff']
    """
    digits = halves.astype(">u8").tobytes().hex()
    return [digits[start : start + _DIGITS] for start in range(0, len(digits), _DIGITS)]


def _cell_halves(cells: pd.Series) -> Halves:
    """Return the hash of each cell; of a text that all rows share, one row."""
    if cells.dtype.kind in "iuf":
        return np.repeat(pd.util.hash_pandas_object(cells, index=False).to_numpy()[:, None], len(_KEYS), axis=1)
    codes, once = _hashed_once(cells)
    halves: Halves = once[codes[:1] if len(codes) and (codes == codes[0]).all() else codes]
    return halves


def _hashed_once(texts: pd.Series) -> tuple[npt.NDArray[np.integer], Halves]:
    """Return codes of texts, and the hashes of the texts that they stand for."""
    codes, different = _factorized(texts)
    halves = [pd.util.hash_array(different, hash_key=key, categorize=False) for key in _KEYS]
    return codes, np.column_stack(halves)


def _combined(columns: Iterable[Halves], shape: tuple[int, int]) -> Halves:
    rows, left = shape
    hashes, factor = np.full((rows, len(_KEYS)), _START, dtype=np.uint64), _FACTOR
    for halves in columns:
        hashes ^= halves
        hashes *= np.uint64(factor)
        factor += _STEP + 2 * left
        left -= 1
    return hashes + np.uint64(_END)


def _factorized(cells: pd.Series) -> tuple[npt.NDArray[np.integer], Strings]:
    """Return codes and texts, unsorted: sorting a million ids would take as long as hashing them.

    A null and an empty text are one text, which may stand there more than once, as any other may where hardly two are
    the same.
    """
    if isinstance(cells.dtype, pd.CategoricalDtype):
        # a null has the code -1: the last text
        return cells.cat.codes.to_numpy(), np.append(strings(cells.cat.categories), "")
    if mostly_different(cells):
        return np.arange(len(cells)), strings(cells)
    codes, different = pd.factorize(cells, use_na_sentinel=False)
    return codes, strings(pd.Series(different))
