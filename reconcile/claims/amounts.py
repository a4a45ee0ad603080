"""The number columns of claims, read as numbers; whether they make sense is checked in `sense`."""

from __future__ import annotations

import pandas as pd

from reconcile.arrays import says
from reconcile.claims.faults import Faults
from reconcile.claims.frame import NUMBERS
from reconcile.claims.number_cells import parse_numbers
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.language.parts import FAULTS

__all__ = ["check_numbers"]

_HINTS = {
    "not-a-number": "write digits, such as 1234.5, or declare the signs in [numbers]",
    "not-finite": "leave the cell empty where there is no number",
    "too-large": FAULTS["too large"][1],
}

# numbers whose commas part lakhs and crores, as in 12,34,567
_LAKHS = r"[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?"

# least share that a range may be said to hold: ends of a narrower one say next to nothing about its width
LEAST_LEVEL = 0.1


def check_numbers(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Read the number columns in place; cells that are no number become nan and reject their row.

    Examples
    --------
    >>> from reconcile.claims.frame import framed
    >>> claims = framed(pd.DataFrame({"low": ["1,200", "many"]}))
    >>> check_numbers(claims, faults := Faults(claims), ClaimSettings())
    >>> claims["low"].tolist(), faults.rejected()["rule"].tolist()
    ([1200.0, nan], ['not-a-number'])
    """
    for name in NUMBERS:
        parsed = parse_numbers(claims[name], settings)
        claims[name] = parsed.values
        if says(parsed.faults, "").all():
            continue
        for rule, hint in _HINTS.items():
            wrong = parsed.faults == rule
            if wrong.any():
                faults.add(wrong, rule, name, _hints(faults.raw[name], hint))
    faults.add(claims["weight"] < 0, "negative-weight", "weight", "0 or more")
    level = claims["range_level"]
    hint = f"from {LEAST_LEVEL} to below 1, such as 0.95"
    faults.add((level < LEAST_LEVEL) | (level >= 1), "level-outside", "range_level", hint)


def _hints(cells: pd.Series, hint: str) -> pd.Series:
    """Return what to do about every cell; numbers whose commas part lakhs and crores have their own."""
    lakhs = text_of(cells).str.fullmatch(_LAKHS)
    return pd.Series(hint, index=cells.index).mask(lakhs, 'if these are lakhs: thousands = "lakh" in [numbers]')
