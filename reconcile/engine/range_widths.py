"""Whether an interval has the width of a range of ours: neither wider nor much narrower than what the claims say."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Strings
from reconcile.engine.figures_behind import spans_said
from reconcile.ranges.scale import LINEAR, LOG, PROPORTION, Scale

__all__ = ["range_widths"]

# days before the newest count of a total: two half-lives (pool/cells.py), so that a count weighs a quarter. What was
# counted earlier licenses no width, as the total has grown since
STILL_SAID = 120

# days before the newest count: what voices last said within a year shows how far they lie apart
LAST_SAID = 365

# share of how far voices lie apart that a range of a growing total must reach: below it, few new counts carry it, and
# what they have in common. The least step of a twentieth at which 86% held at every lasting bias of every drawing
# (benchmarks/printed_totals.py; docs/methods/calibration.md)
LEAST_SHARE = 0.75


def range_widths(
    estimates: pd.DataFrame, units: Strings, pairs: pd.DataFrame, low: Floats, high: Floats
) -> tuple[Flags, Flags]:
    """Return where intervals are wider, and where they are much narrower, than what was said.

    Of totals that were counted on several days, what was said is each voice's newest count: those that may make a range
    wide, of the last 120 days; those that it must not be much narrower than, of the last year. Of all others, whatever
    was said counts for the first, and nothing is too narrow.

    Parameters
    ----------
    estimates : DataFrame
        `low`, `high`.
    units : ndarray of str, shape (estimates,)
    pairs : DataFrame
        `estimate`, `claim`, `lag`, sorted by estimate.
    low, high : ndarray of float, shape (claims,)
        The ends of the ranges that claims were read as.

    Returns
    -------
    wider, narrower : ndarray of bool, shape (estimates,)
        On the working scale; both False where nothing was said.

    Examples
    --------
    >>> pairs = pd.DataFrame({"estimate": [0, 0, 1, 1], "claim": [0, 1, 0, 1], "lag": [0, 130, 0, 90]})
    >>> estimates = pd.DataFrame({"low": [200.0, 380.0], "high": [400.0, 430.0]})
    >>> low, persons = np.array([400.0, 100.0]), np.full(2, "persons", dtype=object)
    >>> [flags.tolist() for flags in range_widths(estimates, persons, pairs, low, low)]
    [[True, False], [True, True]]
    """
    lag, count = pairs["lag"].to_numpy(np.int64), len(estimates)
    said, apart = (spans_said(pairs[lag <= days], low, high, count) for days in (STILL_SAID, LAST_SAID))
    ends = np.column_stack([estimates["low"], estimates["high"], *said, *apart]).astype(np.float64)
    working = _working_scale(ends, units).to_working(ends)
    ours, widest, between = (working[:, place + 1] - working[:, place] for place in (0, 2, 4))
    moved = np.bincount(pairs["estimate"].to_numpy(np.int64)[lag > 0], minlength=count) > 0
    return ours > widest, moved & (ours < LEAST_SHARE * between)


def _working_scale(ends: Floats, units: Strings) -> Scale:
    """Return the scale of every row: linear where a number is negative, of proportions for percent, else of logs."""
    signed = (np.nan_to_num(ends) < 0).any(axis=1)
    kind = np.select([signed, units == "percent"], [LINEAR, PROPORTION], LOG)
    # the scale allows a zero by what it adds to the numbers; half of the least that was said otherwise
    above = np.where(ends > 0, ends, np.inf).min(axis=1)
    zero = (np.nan_to_num(ends, nan=1.0) <= 0).any(axis=1)
    return Scale(kind.astype(np.int64), np.where((kind == LOG) & zero & np.isfinite(above), above / 2, 0))
