"""Number cells: text as people write numbers, in declared or unambiguous formats."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.claims.settings import ClaimSettings

__all__ = ["MOST", "Parsed", "parse_numbers"]

# largest number that is believed: a thousand times the world's money in dollars; beyond it digits have run together
MOST = 1e18

# longest cell that is tried as a number: 18 digits with their signs
_LONGEST = 40

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u202f]\d{3})+)(?:\.\d+)?")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)


class Parsed(NamedTuple):
    """A column of numbers, and what is wrong with cells that are none: "" or the code of a rule."""

    values: pd.Series
    faults: pd.Series


def parse_numbers(cells: pd.Series, settings: ClaimSettings) -> Parsed:
    """Read a column of numbers, each spelling once.

    Parameters
    ----------
    cells : Series
        Numbers, or text; empty and null cells are nan.
    settings : ClaimSettings
        Declared signs. Without a declared sign of thousands, "1,234" and "48 240" are read where every group has
        three digits.

    Returns
    -------
    Parsed
        Faults: `not-a-number`, `not-finite`, `too-large`.

    Examples
    --------
    >>> parse_numbers(pd.Series(["1,234", "12,5", "inf"]), ClaimSettings()).faults.tolist()
    ['', 'not-a-number', 'not-finite']
    """
    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        number = cells.astype("float64")
        fault = np.select([np.isinf(number), number.abs() > MOST], ["not-finite", "too-large"], "")
        return Parsed(number.where(fault == "").astype("float64"), pd.Series(fault, index=cells.index, dtype=object))
    codes, uniques = pd.factorize(cells, use_na_sentinel=False)
    told = [_number(cell, settings) for cell in uniques]
    values = np.array([value for value, _ in told] or [np.nan], dtype=np.float64)[codes]
    faults = np.array([fault for _, fault in told] or [""], dtype=object)[codes]
    return Parsed(pd.Series(values, index=cells.index), pd.Series(faults, index=cells.index))


def _number(cell: object, settings: ClaimSettings) -> tuple[float, str]:
    if cell is None or cell is pd.NA or cell != cell:  # noqa: PLR0124  NaN is not itself
        return np.nan, ""
    text = str(cell).strip()
    if not text:
        return np.nan, ""
    if _NOT_FINITE.fullmatch(text):
        return np.nan, "not-finite"
    if len(text) > _LONGEST:
        return np.nan, "too-large" if text.isdigit() else "not-a-number"
    if settings.decimal != "." or settings.thousands:
        text = text.replace(settings.thousands, "") if settings.thousands else text
        text = text.replace(settings.decimal, ".")
    elif _GROUPED.fullmatch(text):
        text = re.sub(r"[,\s]", "", text)
    if not _PLAIN.fullmatch(text):
        return np.nan, "not-a-number"
    value = float(text)
    return (value, "") if abs(value) <= MOST else (np.nan, "too-large")
