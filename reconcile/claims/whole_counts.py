"""Fractions of what is counted one by one: 39.684 people are 39,684, and a model's 782.3 is read as it is."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.declarable import ENDS
from reconcile.claims.faults import Faults
from reconcile.claims.measures import UNITS
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import is_text, map_unique, text_of

__all__ = ["COUNTED", "check_whole"]

# units of what is counted one by one, of which there cannot be fewer than none, nor a part of one
COUNTED = tuple(name for name, unit in UNITS.items() if unit.number == "whole")
# bases of figures that were computed, and so have decimals
_COMPUTED = ("modelled", "estimated")
# share of a number by which a float may miss the whole one that is meant
_ROUNDING = 1e-9
# a sign between thousands that was read as a decimal one
_GROUPED = re.compile(r"([+-]?[1-9]\d{0,2})\D(\d{3})")


def check_whole(claims: pd.DataFrame, literal: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Reject fractions in phrases and numbers with exactly three decimals, and note all others once a file.

    Less than half of one is rejected, too: it would be printed as none.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": ["39.684", "782.3"]})
    >>> checked = check_claims(rows)
    >>> checked.rejected[["value", "rule"]].values.tolist(), checked.findings["rule"].tolist()
    ([['39.684', 'fractional-count']], ['count-with-decimals'])
    """
    counted = claims["unit"].isin(COUNTED).to_numpy()
    if not counted.any():
        return
    hint = "what is counted one by one is given in whole numbers"
    middle = (literal["first_number"] + literal["second_number"]) / 2
    spread = (claims["said_rule"] == "plus_minus").to_numpy()
    said = np.where(spread, _parted(middle), _parted(literal["first_number"]) | _parted(literal["second_number"]))
    faults.add(counted & said, "fractional-count", "phrase", hint)
    computed = claims["basis"].isin(_COMPUTED).to_numpy()
    noted = np.zeros(len(claims), dtype=bool)
    for name in ENDS:
        three = counted & ~computed & _has_three_decimals(faults.raw[name], claims[name], settings.decimal)
        if three.any():
            faults.add(three, "fractional-count", name, faults.raw.loc[three, name].pipe(text_of).map(_hint))
        noted |= counted & ~three & _parted(claims[name])
    best = claims["best"].to_numpy(np.float64)
    nearly_none = counted & (best > 0) & (np.round(best) == 0)
    faults.add(nearly_none, "fractional-count", "best", "less than one is no count: give low and high, or leave it out")
    faults.note(noted, "count-with-decimals", "a count has decimals; it is read as it is, and printed whole", "best",
                "write basis = modelled or estimated where a model gave the figure", once="file")  # fmt: skip


def _parted(numbers: pd.Series) -> Flags:
    """Return True for numbers that are not whole."""
    values = numbers.to_numpy(np.float64)
    parted: Flags = np.abs(values - np.round(values)) > _ROUNDING * np.maximum(np.abs(values), 1.0)
    return parted


def _has_three_decimals(cells: pd.Series, numbers: pd.Series, decimal: str) -> Flags:
    """Return True for numbers that have exactly three decimals, as written where they are text."""
    if not is_text(cells) and cells.dtype.kind in "iuf":
        values = numbers.to_numpy(np.float64)
        thousandths = np.round(values * 1000)
        exact = np.abs(values * 1000 - thousandths) <= _ROUNDING * np.maximum(np.abs(thousandths), 1.0)
        found: Flags = exact & (thousandths % 10 != 0)
        return found
    pattern = rf"[+-]?\d+{re.escape(decimal)}\d{{3}}"
    texts = cells if is_text(cells) else text_of(cells)
    return map_unique(texts, lambda distinct: distinct.str.strip().str.fullmatch(pattern)).to_numpy(dtype=bool)


def _hint(text: str) -> str:
    grouped = _GROUPED.fullmatch(text.strip())
    meant = f"write {grouped[1]},{grouped[2]} if that is meant, or" if grouped else "write a whole number, or"
    return f"what is counted one by one is whole: {meant} basis = modelled or estimated for a model's figure"
