"""Estimates that rest on a list of names alone: so many at least, however many there were."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, strings

__all__ = ["named_alone"]


def named_alone(estimates: pd.DataFrame) -> Flags:
    """Return True for figures of one voice that are its count of names, and a hard floor.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`; without `floor_basis` none is known to be one.

    Examples
    --------
    >>> row = {"publish": "attributed", "claims_low": 22.0, "claims_high": 22.0, "floor": 22.0, "floor_basis": "named"}
    >>> named_alone(pd.DataFrame([row, row | {"floor_basis": "bodies"}])).tolist()
    [True, False]
    """
    if "floor_basis" not in estimates:
        return np.zeros(len(estimates), dtype=bool)
    low, high, floor = (estimates[name].to_numpy(np.float64) for name in ("claims_low", "claims_high", "floor"))
    named = (strings(estimates["floor_basis"]) == "named") & (strings(estimates["publish"]) == "attributed")
    alone: Flags = named & (low == floor) & (high == floor)
    return alone
