"""Figures of claims as their sources gave them: both ends of a range, how far all reach, what was taken back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Strings, at_rows, each_once, says

__all__ = ["figures_of", "spans_said", "taken_back"]

# how reasons of claims begin that their own voice corrected, withdrew or denied (sources/revisions.py, accounts.py)
TAKEN_BACK = "taken back: "

# kinds of phrases whose figure is the upper end of the range that they are read as
_FROM_HIGH = ("upper", "approx_below")


def figures_of(claims: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the figure of every claim as its source gave it, from the table of claims.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`: numbers that the desk entered, else the end of the range that the kind of the phrase is
        about ("over 700": its lower one).

    Returns
    -------
    low, high : ndarray of float, shape (claims,)

    Examples
    --------
    >>> claims = pd.DataFrame({"low": [None, 3.0], "best": None, "high": [None, 5.0], "kind": ["lower", "interval"],
    ...                        "range_low": [700.0, 3.0], "range_best": [720.0, 4.0], "range_high": [750.0, 5.0]})
    >>> [figures.tolist() for figures in figures_of(claims)]
    [[700.0, 3.0], [700.0, 5.0]]
    """
    given = np.column_stack([claims[name].to_numpy(np.float64) for name in ("low", "best", "high")])
    low, best, high = (claims[f"range_{name}"].to_numpy(np.float64) for name in ("low", "best", "high"))
    kind = claims["kind"]
    alone = np.select([says(kind, "lower"), says(kind, *_FROM_HIGH)], [low, high], best)
    missing = np.isnan(given)
    least, most = (np.where(missing, beyond, given) for beyond in (np.inf, -np.inf))
    ranged = says(kind, "interval")
    first, last = (np.where(ranged, end, alone) for end in (low, high))
    entered = ~missing.all(axis=1)
    return np.where(entered, least.min(axis=1), first), np.where(entered, most.max(axis=1), last)


def spans_said(pairs: pd.DataFrame, low: Floats, high: Floats, count: int) -> tuple[Floats, Floats]:
    """Return the lowest low and the highest high of the claims of every estimate, nan for none.

    Parameters
    ----------
    pairs : DataFrame
        `estimate`, `claim`, sorted by estimate.
    low, high : ndarray of float, shape (claims,)
    count : int
        Estimates.

    Examples
    --------
    >>> pairs = pd.DataFrame({"estimate": [0, 0], "claim": [0, 1]})
    >>> [ends.tolist() for ends in spans_said(pairs, np.array([3.0, 4.0]), np.array([5.0, 9.0]), 1)]
    [[3.0], [9.0]]
    """
    estimate, rows = pairs["estimate"].to_numpy(np.int64), pairs["claim"].to_numpy(np.int64)
    starts = np.flatnonzero(np.diff(estimate, prepend=-1))
    if not len(starts):
        return np.full(count, np.nan), np.full(count, np.nan)
    ends = (np.fmin.reduceat(low[rows], starts), np.fmax.reduceat(high[rows], starts))
    lowest, highest = (at_rows(end, estimate[starts], count, np.nan) for end in ends)
    return lowest, highest


def taken_back(joined: pd.DataFrame, reason: Strings) -> pd.DataFrame:
    """Return of every estimate the newest figure that its own voice took back, by the words of its reason.

    Parameters
    ----------
    joined : DataFrame
        `estimate`, `claim`, `day`, `rank`: all claims of the quantity up to the estimate's day.
    reason : ndarray of str, shape (claims,)
        Why each is left out.

    Examples
    --------
    >>> joined = pd.DataFrame({"estimate": [0, 0], "claim": [0, 1], "day": [5, 9], "rank": [0, 1]})
    >>> taken_back(joined, np.array(["taken back: corrected by B", ""], dtype=object))["claim"].tolist()
    [0]
    """
    fallen = each_once(reason, lambda text: "yes" if text.startswith(TAKEN_BACK) else "") == "yes"
    rows = joined[fallen[joined["claim"].to_numpy(np.int64)]]
    rows = rows.iloc[np.lexsort((rows["rank"], -rows["day"], rows["estimate"]))]
    newest: pd.DataFrame = rows.drop_duplicates("estimate")[["estimate", "claim"]]
    return newest.reset_index(drop=True)
