"""Numbers as the text of a cell: 6 significant digits, whole ones in full; most of them are written by Arrow."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Flags, Floats
from reconcile.plain_numbers import DIGITS, EXPONENT_FROM
from reconcile.report.pages.joined_rows import arrow_texts

__all__ = ["number_texts"]

# sizes between which 6 digits are written without an exponent (C, "%g"), and the decimals that the smallest has then
_LEAST, _BELOW, _DECIMALS = 1e-4, 1e6, 10

# share of the last digit by which a number must be off the middle of two texts to be rounded without a look at all of
# its own digits: times a power of ten, a float is off by less than 1e-9 of it
_OFF_THE_MIDDLE = 1e-6


def number_texts(values: Floats) -> Any:
    """Return numbers with 6 significant digits, whole ones in full, as an Arrow array of text.

    Parameters
    ----------
    values : ndarray of float, shape (numbers,)

    Examples
    --------
    >>> number_texts(np.array([1e6, 0.123456789, 1234567.8, 1e-9])).to_pylist()
    ['1000000', '0.123457', '1234570', '1e-09']
    """
    whole = (np.abs(values) < EXPONENT_FROM) & (values == np.round(values))
    if whole.all():
        return _written(values.astype(np.int64))
    rounded, usual = _rounded(values)
    texts = _written(np.where(usual, rounded, 0.0))
    for rows, write in ((whole, _whole), (~whole & ~usual, _each)):
        if rows.any():
            texts = import_module("pyarrow.compute").replace_with_mask(texts, rows, write(values[rows]))
    return texts


def _written(values: npt.NDArray[Any]) -> Any:
    """Return numbers as Arrow writes them: the fewest digits that no other number has."""
    arrow = import_module("pyarrow")
    return arrow.array(values).cast(arrow.large_string())


def _whole(values: Floats) -> Any:
    return _written(values.astype(np.int64))


def _rounded(values: Floats) -> tuple[Floats, Flags]:
    """Return the numbers nearest to what 6 digits say, and for which of the values that is sure."""
    size = np.abs(values)
    usual = (size >= _LEAST) & (size < _BELOW)
    size = np.where(usual, size, 1.0)
    places = np.clip(DIGITS - 1 - np.floor(np.log10(size)).astype(np.int64), 0, _DECIMALS)
    power = (10.0 ** np.arange(_DECIMALS + 1))[places]
    digits = size * power
    near = np.rint(digits)
    # the logarithm of a number beside a power of ten may be that of the power
    usual &= (digits >= 10.0 ** (DIGITS - 1)) & (near < 10.0**DIGITS)
    usual &= np.abs(digits - np.floor(digits) - 0.5) > _OFF_THE_MIDDLE
    return np.copysign(near / power, values), usual


def _each(values: Floats) -> Any:
    """Return numbers as Python writes them, those of six digits and more before the point without an exponent."""
    large = (np.abs(values) >= 10.0 ** (DIGITS - 1)) & (np.abs(values) < EXPONENT_FROM)
    texts = [f"{value:.{DIGITS}g}" for value in values.tolist()]
    return arrow_texts([str(int(float(text))) if full else text for text, full in zip(texts, large, strict=True)])
