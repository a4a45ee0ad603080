"""What figures count beside their quantity, and estimates whose figures do not count the same thing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_pair_once, strings

__all__ = ["MIXED", "beside_words", "count_differently", "counting_beside"]

# why there is no interval
MIXED = "its figures do not count the same thing: some count others beside"

# words of `includes` that widen nothing: a figure so far is of fewer days
_NOT_WIDER = ("so_far", "so far")


def beside_words(includes: str, measure: str = "") -> str:
    """Return what a figure counts beside its quantity, joined by ";", "" for nothing.

    Parameters
    ----------
    includes, measure : str
        What the measure says itself is nothing beside.

    Examples
    --------
    >>> beside_words("Missing; so_far"), beside_words("missing", "killed_or_missing")
    ('missing', '')
    """
    words = {word.strip().lower() for word in includes.split(";")} - {"", *_NOT_WIDER, *measure.split("_")}
    return ";".join(sorted(words))


def count_differently(claims: pd.DataFrame, cell: Ints, claim: Ints, count: int) -> Flags:
    """Return True for cells whose claims differ in what they count beside.

    Parameters
    ----------
    claims : DataFrame
        `includes`, `measure`.
    cell, claim : ndarray of int, shape (pairs,)
        Cells and the rows of the claims heard in them.
    count : int
        Cells.

    Returns
    -------
    ndarray of bool, shape (cells,)

    Examples
    --------
    >>> claims = pd.DataFrame({"includes": ["missing", ""], "measure": "killed"})
    >>> count_differently(claims, np.array([0, 0, 1]), np.array([0, 1, 1]), 2).tolist()
    [True, False]
    """
    if not (claims["includes"] != "").any():
        return np.zeros(count, dtype=bool)
    kinds = pd.factorize(_beside(claims))[0][claim]
    least, most = np.full(count, kinds.max(initial=0) + 1), np.full(count, -1)
    np.minimum.at(least, cell, kinds)
    np.maximum.at(most, cell, kinds)
    differ: Flags = least < most
    return differ


def counting_beside(claims: pd.DataFrame) -> Flags:
    """Return True for claims that count something beside their quantity.

    Parameters
    ----------
    claims : DataFrame
        `includes` and `measure` are read where they are there.

    Examples
    --------
    >>> counting_beside(pd.DataFrame({"includes": ["missing", "so_far"], "measure": "killed"})).tolist()
    [True, False]
    """
    if not {"includes", "measure"} <= {*claims.columns} or not (claims["includes"] != "").any():
        return np.zeros(len(claims), dtype=bool)
    beside: Flags = _beside(claims) != ""
    return beside


def _beside(claims: pd.DataFrame) -> Strings:
    return each_pair_once(strings(claims["includes"]), strings(claims["measure"]), beside_words)
