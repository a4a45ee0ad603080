"""Number cells: numbers as people write them, in declared or unambiguous formats, and never in a guessed one."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.declarable import LAKH
from reconcile.claims.text import is_blank
from reconcile.language.digits import LARGEST_NUMBER

__all__ = ["Parsed", "Signs", "parse_numbers"]

# longest cell that is tried as a number: 18 digits with their signs, and as many decimals
_LONGEST = 40

# signs between groups of three digits where none is declared; with a decimal comma, the point is one of them
_SPACES = " \u00a0\u202f"
_GROUPING = {".": "," + _SPACES, ",": "." + _SPACES}

_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_ALL_DIGITS = re.compile(r"[+-]?\d+(?:[.,]\d*)?")


# faults of a cell; "" if there is none
_FAULTS = pd.CategoricalDtype(["", "not-a-number", "not-finite", "too-large"])


class Parsed(NamedTuple):
    """A column of numbers, and the fault of every cell: "" or the code of a rule, as categories."""

    values: pd.Series
    faults: pd.Series


class Signs(Protocol):
    """What declares the signs of numbers, such as the settings of a project."""

    @property
    def decimal(self) -> str:
        """Sign before the decimals."""

    @property
    def thousands(self) -> str:
        """Sign between thousands, "" where none is declared."""


class _Format(NamedTuple):
    plain: re.Pattern[str]
    grouped: re.Pattern[str]
    groups: re.Pattern[str]
    decimal: str


def parse_numbers(cells: pd.Series, signs: Signs) -> Parsed:
    """Read a column of numbers, each distinct cell once.

    Parameters
    ----------
    cells : Series
        Numbers, or text; empty and null cells are nan. Declared signs hold for text only.
    signs : has decimal and thousands
        Declared signs, as `ClaimSettings` have them. Without a declared sign of thousands, "1,234" and "48 240" are
        read if every group has three digits and the first does not begin with 0. With "lakh", "12,34,567" is read, too.

    Returns
    -------
    Parsed
        Faults: `not-a-number`, `not-finite`, `too-large`.

    Examples
    --------
    >>> from reconcile.claims.settings import ClaimSettings
    >>> parse_numbers(pd.Series(["1,234", "12,5", "inf"]), ClaimSettings()).faults.tolist()
    ['', 'not-a-number', 'not-finite']
    """
    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        number = cells.astype("float64")
        size = np.abs(number.to_numpy())
        codes = np.select([np.isinf(size), size > LARGEST_NUMBER], [1, 2], 0)
        return Parsed(number.where(codes == 0), _faults(["", "not-finite", "too-large"], codes, cells.index))
    if is_blank(cells):
        return Parsed(pd.Series(np.nan, index=cells.index), _faults([""], np.zeros(len(cells), dtype=int), cells.index))
    form = _format(signs.decimal, signs.thousands)
    codes, uniques = pd.factorize(cells, use_na_sentinel=False)
    numbers = [_number(cell, form) for cell in uniques]
    values = np.array([value for value, _ in numbers], dtype=np.float64)[codes]
    faults = _faults([fault for _, fault in numbers], codes, cells.index)
    return Parsed(pd.Series(values, index=cells.index), faults)


def _faults(faults: list[str], codes: npt.NDArray[np.integer[Any]], index: pd.Index) -> pd.Series:
    """Return the fault of every row as categories, from those that there are and the place of each row's."""
    places = _FAULTS.categories.get_indexer(pd.Index(faults))[codes]
    return pd.Series(pd.Categorical.from_codes(places, dtype=_FAULTS, validate=False), index=index, copy=False)


@cache
def _format(decimal: str, thousands: str) -> _Format:
    """Return the patterns of numbers with these signs; a declared space matches every kind of space in numbers."""
    by_lakh = thousands == LAKH
    thousands = "," if by_lakh else thousands
    signs = _SPACES if thousands and thousands in _SPACES else thousands or _GROUPING.get(decimal, _SPACES)
    point = re.escape(decimal)
    groups = "|".join(rf"(?:{re.escape(sign)}\d{{3}})+" for sign in signs)
    lakhs = r"[1-9]\d?(?:,\d{2})+,\d{3}|" if by_lakh else ""
    return _Format(
        re.compile(rf"[+-]?(?:\d+(?:{point}\d*)?|{point}\d+)(?:[eE][+-]?\d{{1,3}})?"),
        re.compile(rf"[+-]?(?:{lakhs}[1-9]\d{{0,2}}(?:{groups}))(?:{point}\d+)?"),
        re.compile(f"[{re.escape(signs)}]"),
        decimal,
    )


def _number(cell: object, form: _Format) -> tuple[float, str]:
    """Return the number in a cell, and its fault."""
    if cell is None or cell is pd.NA or cell != cell:  # noqa: PLR0124  NaN is not itself
        return np.nan, ""
    if isinstance(cell, int | float | np.number | Decimal) and not isinstance(cell, bool):
        return _bounded(cell)
    text = str(cell).strip().replace("−", "-")
    return _parsed(text, form) if text else (np.nan, "")


def _parsed(text: str, form: _Format) -> tuple[float, str]:
    if _NOT_FINITE.fullmatch(text):
        return np.nan, "not-finite"
    if len(text) > _LONGEST:
        return np.nan, "too-large" if _ALL_DIGITS.fullmatch(text) else "not-a-number"
    if form.grouped.fullmatch(text):
        text = form.groups.sub("", text)
    if not form.plain.fullmatch(text):
        return np.nan, "not-a-number"
    value = float(text.replace(form.decimal, "."))
    return (value, "") if abs(value) <= LARGEST_NUMBER else (np.nan, "too-large")


def _bounded(value: Any) -> tuple[float, str]:
    """Return a number that is already one, or the fault of one that is too large."""
    if abs(value) <= LARGEST_NUMBER:
        return float(value), ""
    return np.nan, "not-finite" if value in (np.inf, -np.inf) else "too-large"
