"""The number columns of claims, read and checked against each other."""

from __future__ import annotations

import pandas as pd

from reconcile.claims.faults import Faults
from reconcile.claims.frame import ENDS, NUMBERS
from reconcile.claims.measures import UNITS, attribute_of
from reconcile.claims.number_cells import parse_numbers
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import map_unique
from reconcile.language.parts import FAULTS

__all__ = ["check_numbers", "check_ranges"]

_HINTS = {
    "not-a-number": "write digits, such as 1234.5, or declare the signs in [numbers]",
    "not-finite": "leave the cell empty where there is no number",
    "too-large": FAULTS["too large"][1],
}

# units of what is counted one by one, of which there cannot be fewer than none
_COUNTED = tuple(name for name, unit in UNITS.items() if unit.number == "whole")

# least share that a range may be said to hold: ends of a narrower one say next to nothing about its width
LEAST_LEVEL = 0.1

# the whole, in percent, which is the unit of shares
_WHOLE = UNITS["percent"].most


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
        for rule, hint in _HINTS.items():
            faults.add(parsed.faults == rule, rule, name, hint)
    faults.add(claims["weight"] < 0, "negative-weight", "weight", "0 or more")
    level = claims["range_level"]
    hint = f"from {LEAST_LEVEL} to below 1, such as 0.95"
    faults.add((level < LEAST_LEVEL) | (level >= 1), "level-outside", "range_level", hint)


def check_ranges(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Reject ranges whose ends are out of order, counts below zero and shares outside 0 to 100.

    Examples
    --------
    >>> ends = {"low": [5.0], "best": [9.0], "high": [7.0]}
    >>> claims = pd.DataFrame({**ends, "measure": "killed", "unit": "persons", "scale": "", "file": "", "row": 1})
    >>> check_ranges(claims, faults := Faults(claims), ClaimSettings())
    >>> faults.rejected()["rule"].tolist()
    ['best-outside']
    """
    low, best, high = (claims[name] for name in ENDS)
    faults.add(low > high, "low-above-high", "low", "swap low and high")
    faults.add((best < low) | (best > high), "best-outside", "best", "best lies between low and high")
    usual = attribute_of(claims["measure"], "scale", "", settings.measures)
    counted = map_unique(claims["unit"], lambda units: units.str.removesuffix("/day").isin(_COUNTED))
    signed = (claims["scale"] == "linear") | (
        (claims["scale"] == "") & ((usual == "linear") | (usual == "") & ~counted)
    )
    shares = (usual == "proportion") | (claims["scale"] == "proportion")
    for name in ENDS:
        hint = "a count is 0 or more; declare scale = linear for what can be negative"
        faults.add((claims[name] < 0) & ~signed, "negative-count", name, hint)
        above = shares & (claims[name] > _WHOLE)
        faults.add(above, "share-outside", name, "a share is given in percent, 0 to 100")
