"""What each claim heard is to an estimate: how much of it rests on the claim, and whether it is an earlier count."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints
from reconcile.pool.cells import grown_past

__all__ = ["heard_behind"]

# share of the weight that the voices have which an estimate is said to rest on: the others move it less than rounding
CARRIED = 0.9

# voices that are named at least where so many are heard
LEAST_NAMED = 2


def heard_behind(pairs: pd.DataFrame, weight: Floats, voice: Ints, lag: Ints, figure: Floats) -> pd.DataFrame:
    """Add to the claims heard their share of the weight, and which are earlier counts or carry the estimate.

    Parameters
    ----------
    pairs : DataFrame
        `estimate`, `claim`, sorted by estimate, then by weight, largest first.
    weight, figure : ndarray of float, shape (pairs,)
    voice : ndarray of int, shape (pairs,)
    lag : ndarray of int, shape (pairs,)
        Days by which a count of what only grows is older than the newest of its estimate; 0 for all others.

    Returns
    -------
    DataFrame
        Columns of `HEARD_BEHIND`.

    Examples
    --------
    >>> pairs = pd.DataFrame({"estimate": [0, 0, 0], "claim": [2, 0, 1]})
    >>> weight, figure = np.array([0.8, 0.15, 0.05]), np.array([500.0, 400.0, 300.0])
    >>> heard = heard_behind(pairs, weight, np.arange(3), np.array([0, 0, 9]), figure)
    >>> heard[["older", "carries"]].to_numpy().tolist()
    [[False, True], [False, True], [True, False]]
    """
    estimate = pairs["estimate"].to_numpy(np.int64)
    count = int(estimate.max()) + 1 if len(estimate) else 0
    whole = np.bincount(estimate, weights=weight, minlength=count)[estimate]
    share = np.divide(weight, whole, out=np.zeros(len(weight)), where=whole > 0)
    older = grown_past(estimate, lag, figure)
    return pairs.assign(share=share, lag=lag, older=older, carries=_carrying(estimate, voice, share))


def _carrying(estimate: Ints, voice: Ints, share: Floats) -> Flags:
    """Return True for the claims of the voices that have nine tenths of the weight together, the weightiest first."""
    speaker = pd.factorize(estimate * (voice.max(initial=0) + 1) + voice)[0]
    held = np.bincount(speaker, weights=share) if len(speaker) else share
    first = np.flatnonzero(~pd.Series(speaker).duplicated().to_numpy(bool))
    # from the weightiest voice of an estimate to the lightest
    order = first[np.lexsort((-held[speaker[first]], estimate[first]))]
    before = pd.Series(held[speaker[order]]).groupby(estimate[order]).cumsum().to_numpy() - held[speaker[order]]
    place = pd.Series(order).groupby(estimate[order]).cumcount().to_numpy()
    named = np.zeros(len(held), dtype=bool)
    # what sums of shares lose is less than a thousandth of a share that matters
    named[speaker[order]] = (before < CARRIED - 1e-9) | (place < LEAST_NAMED)
    carries: Flags = named[speaker]
    return carries
