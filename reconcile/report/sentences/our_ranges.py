"""Our synthesis in words: a range meant to hold the true figure at its level, where one may be printed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Strings, each_once, each_pair_once, strings
from reconcile.report.sentences.attributions import between_words
from reconcile.report.sentences.clauses import Clauses, rate_words
from reconcile.report.sentences.level_words import meant_words, times_words
from reconcile.report.sentences.phrasebook import fill, words
from reconcile.report.sentences.printable import capitalised

__all__ = ["our_ranges", "ranges_to_print"]


def ranges_to_print(rows: pd.DataFrame, not_ours: Flags) -> Flags:
    """Return True for intervals of a width that was said: only these are ranges of ours to print.

    Examples
    --------
    >>> rows = pd.DataFrame({"publish": ["interval", "interval", "range"]})
    >>> ranges_to_print(rows, np.array([False, True, False])).tolist()
    [True, False, False]
    """
    printed: Flags = (rows["publish"] == "interval").to_numpy() & ~not_ours
    return printed


def our_ranges(rows: pd.DataFrame, clauses: Clauses, not_ours: Flags) -> Strings:
    """Return the sentence on our range of every estimate; "" where none may be printed.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`, numbered from 0.
    clauses : Clauses
        Of the rows.
    not_ours : ndarray of bool, shape (rows,)
        The interval is wider than what was said, or much narrower.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.report.sentences.clauses import clauses_of
    >>> rows = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})).estimates
    >>> our_ranges(rows.assign(low=290.0, high=330.0), clauses_of(rows, {}), np.array([False])).tolist()
    ['A range meant to contain the true figure nine times in ten: about 290 to 330.']
    """
    texts = np.full(len(rows), "", dtype=object)
    printed = np.flatnonzero(ranges_to_print(rows, not_ours))
    if not len(printed):
        return texts
    some, units = rows.iloc[printed], strings(rows["unit"])[printed]
    low, high, floor = (some[name].to_numpy(np.float64) for name in ("low", "high", "floor"))
    figure = between_words(low, high, units, clauses.at(printed).units_to_print(units), floor) + rate_words(units)
    level = each_once(some["level"].to_numpy(np.float64), times_words)
    meant = each_pair_once(strings(some["method"]), level, meant_words)
    parts = {"meant": meant, "figure": figure.astype(object)}
    texts[printed] = capitalised(fill(words().fragments["our_range"], parts, len(printed)))
    return texts
