"""Earlier totals that lie above what is said now: of what cannot fall one of the two is wrong, and both are told."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, each_text, says
from reconcile.claims.measures import MEASURES, measure_of
from reconcile.days import NO_DAY
from reconcile.engine.claims_behind import count_days
from reconcile.same_time import SAME_TIME_DAYS

__all__ = ["above_newer"]


def above_newer(rows: pd.DataFrame, claims: pd.DataFrame, first: Ints, estimate: Ints, claim: Ints) -> Flags:
    """Return True for claims on totals that cannot fall which are older than the one that leads, and above it.

    Older is what speaks of another time: by over 60 days, as counts of two voices are compared.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`.
    claims : DataFrame
        Rows of `claims.csv`.
    first : ndarray of int, shape (rows,)
        The claim that leads, -1 for none.
    estimate, claim : ndarray of int, shape (wanted,)
        Rows of the two tables; -1 for no claim.

    Returns
    -------
    ndarray of bool, shape (wanted,)
        A claim is above where all that it can mean is more than all that the other can mean.

    Examples
    --------
    >>> import reconcile as rc
    >>> said = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [55, 70], "temporal": "cumulative",
    ...                      "count_date": ["2025-02-01", "2022-01-08"]})
    >>> result = rc.reconcile(said)
    >>> above_newer(result.estimates, result.claims, np.array([0]), np.array([0]), np.array([1])).tolist()
    [True]
    """
    if not len(claims):
        return np.zeros(len(claim), dtype=bool)
    total = says(rows["temporal"], "cumulative")
    if not total.any():
        return np.zeros(len(claim), dtype=bool)
    grows = total & (each_text(rows["measure"], _grows) == "yes")
    lead = first[estimate]
    both: Flags = grows[estimate] & (lead >= 0) & (claim >= 0)
    if not both.any():
        return both
    lead, own = np.maximum(lead, 0), np.maximum(claim, 0)
    day = count_days(claims)
    low, high = (claims[name].to_numpy(np.float64) for name in ("range_low", "range_high"))
    higher: Flags = (
        both & _long_before(day[own], day[lead]) & (low[own] > high[lead]) & ~claims["open_high"].to_numpy(bool)[lead]
    )
    higher &= ~claims["open_low"].to_numpy(bool)[own]
    return higher


def _long_before(day: Ints, newest: Ints) -> Flags:
    """Return True for days so long before others that the two do not speak of the same time."""
    before: Flags = (day != NO_DAY) & (day < newest - SAME_TIME_DAYS)
    return before


def _grows(measure: str) -> str:
    known = MEASURES.get(measure_of(measure))
    return "yes" if known and known.only_grows else ""
