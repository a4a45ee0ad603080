"""Figures that the quote beside them denies: "The ministry denied that 100 people were killed" is no toll of 100."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.claims.declarable import ENDS
from reconcile.claims.faults import Faults
from reconcile.claims.text import is_blank
from reconcile.language.denials import denial_at
from reconcile.language.numerals import find_numerals
from reconcile.language.refusals import DENIED
from reconcile.language.tokens import Token, tokens_of

__all__ = ["check_quotes", "denied_in"]

# what begins another statement of a quote
_ENDS = re.compile(r"[.;:!?]\s|\bbut\b|\bwhile\b|\n")

# letters of which one must stand in a quote that denies anything; what is read word by word is only what has them
_MAY_DENY = r"den[iy]|refut|debunk|retract|disprov|false|untrue|fake|hoax|fabricat|dismiss|reject|disput"

# roles that say themselves that the figure does not hold
_KNOWN = ("denied",)


def check_quotes(claims: pd.DataFrame, literal: pd.DataFrame, faults: Faults) -> None:
    """Reject figures that their quote denies, where the row does not say so itself.

    Parameters
    ----------
    claims : DataFrame
        With numbers and units read.
    literal : DataFrame, index as `claims`
        From `read_figures`.
    faults : Faults

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> row = {"measure": "killed", "source": "A", "phrase": "100", "quote": "A denied that 100 people were killed"}
    >>> check_claims(pd.DataFrame([row])).rejected["rule"].tolist()
    ['figure-denied']
    """
    if is_blank(claims["quote"]):
        return
    asked = claims["quote"].str.contains(_MAY_DENY, case=False, regex=True).fillna(False).to_numpy(bool)
    asked = asked & (claims["denied_by"] == "").to_numpy(bool) & ~claims["role"].isin(_KNOWN).to_numpy(bool)
    rows = np.flatnonzero(asked)
    if not len(rows):
        return
    numbers = np.column_stack([literal["first_number"].to_numpy(np.float64), claims[list(ENDS)].to_numpy(np.float64)])
    denied = np.zeros(len(claims), dtype=bool)
    denied[rows] = [denied_in(claims["quote"].iloc[row], numbers[row].tolist()) != "" for row in rows.tolist()]
    faults.add(pd.Series(denied, index=claims.index), "figure-denied", "quote", DENIED)


def denied_in(quote: str, numbers: list[float]) -> str:
    """Return the word by which a quote denies one of the numbers, "" where it denies none of them.

    Examples
    --------
    >>> denied_in("The city denied that 100 died.", [100.0]), denied_in("20 died, it said, and denied 100", [20])
    ('denied', '')
    """
    for clause in _ENDS.split(quote):
        tokens = tokens_of(clause)
        for numeral in find_numerals(tokens):
            if numeral.value in numbers and (word := _denied(tokens, numeral.first, numeral.last)):
                return word
    return ""


def _denied(tokens: list[Token], first: int, last: int) -> str:
    """Return the denying word of the figure in a clause; one that is about another number of it denies that one."""
    place = denial_at(tokens, first, last, beside=True)
    starts = [numeral.first for numeral in find_numerals(tokens)]
    between = [start for start in starts if place < start < first or start > place > first]
    return "" if place < 0 or between else tokens[place].text
