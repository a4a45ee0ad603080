"""What may honestly be printed of a quantity, and why: the first verdict that applies.

The numbers stay in the CSV; sentence, figure and report follow the verdict.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Ints

__all__ = ["BOUNDS_ALONE", "MISSED", "RAISED", "STAKE_MATTERS_FROM", "listed_together", "verdicts"]

# least density at best, as a share of the peak, for an interval: below it best lies in a gap where nobody stands;
# docs/model.md, 9 (b)
LEAST_DENSITY = 0.25

# factor by which a computed claim of a voice without another may be off best at most; docs/model.md, 9 (d)
MOST_COMPUTED_OFF = 1.5

# voices from which a conflict still leaves an interval: with three, two against one is no majority to print
LEAST_VOICES_IN_CONFLICT = 4

# days within which two counts speak of the same time; docs/model.md, 9
SAME_TIME_DAYS = 60

# share by which best moves with stakes switched off from which the sentence says so; docs/model.md, 5
STAKE_MATTERS_FROM = 0.2

# why there is no interval, where a sentence says it in words of its own
BOUNDS_ALONE = "floors and ceilings alone: they say where the value is not"
MISSED = "the interval of this method touches none of the claims"
RAISED = "an earlier total, which cannot fall, stands above what is said of this date"


def verdicts(cells: pd.DataFrame) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Decide what may be printed.

    Parameters
    ----------
    cells : DataFrame, one row an estimate
        `weighted` (claims of weight above 0), `voices` (counted), `floors_only`, `listed`, `density`, `steady`,
        `computed_off` (largest factor by which a lone computed claim is off best; 1 if none), `stake_moves` (share
        by which best moves with stakes switched off), `agreement`, `bounds_alone`, `missed` (the interval touches no
        claim), `raised` (an earlier date's total, which cannot fall, holds best up by more than a quarter of the
        interval).

    Returns
    -------
    publish, reason : ndarray of str, shape (cells,)

    Examples
    --------
    >>> one = pd.DataFrame({"weighted": [1], "voices": [1], "floors_only": [False], "listed": [False],
    ...                     "density": [1.0], "steady": [True], "computed_off": [1.0], "stake_moves": [0.0],
    ...                     "agreement": ["single"], "bounds_alone": False, "missed": False, "raised": False})
    >>> verdicts(one)[0].tolist()
    ['attributed']
    """
    none, floors, alone = cells["weighted"] == 0, cells["floors_only"], cells["voices"] == 1
    listed = cells["listed"] & (floors | alone)
    gap, shaky = cells["density"] < LEAST_DENSITY, ~cells["steady"]
    off = cells["computed_off"] > MOST_COMPUTED_OFF
    torn = (cells["agreement"] == "conflict") & (cells["voices"] < LEAST_VOICES_IN_CONFLICT)
    choices = [
        (none, "withheld", "no claim of weight above 0 is left"),
        (listed, "list", "its family counts several things at this time, and one voice alone stands for this one"),
        (floors, "floor", "floors alone: they say where the value is not"),
        (alone, "attributed", "one voice alone"),
        (cells["missed"], "range", MISSED),
        (cells["bounds_alone"], "range", BOUNDS_ALONE),
        (cells["raised"], "range", RAISED),
        (gap, "range", "best would lie in a gap between groups of voices"),
        (torn, "range", "so few voices contradict one another that none is the odd one out"),
        (off, "range", "a figure computed from a voice's own numbers lies far from the pool"),
        (shaky, "range", "best hangs on the weight of one voice, or on two voices not being one"),
    ]  # fmt: skip
    conditions = [np.asarray(condition, dtype=bool) for condition, _, _ in choices]
    publish = np.select(conditions, [verdict for _, verdict, _ in choices], "interval").astype(object)
    reason = np.select(conditions, [why for _, _, why in choices], "independent voices, and best holds").astype(object)
    moves = cells["stake_moves"].to_numpy(np.float64)
    swayed = np.flatnonzero((publish == "interval") & (np.abs(moves) > STAKE_MATTERS_FROM))
    reason[swayed] += [
        f"; without the stakes of its voices best would move by {move:+.0%}" for move in moves[swayed].tolist()
    ]
    return publish, reason


def listed_together(cells: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell the estimates whose named family holds another count of the party, by another definition, at the same time.

    Parameters
    ----------
    cells : DataFrame, one row an estimate
        `family`, `party`, `definition` (what is counted, periods aside), `first`, `last`: days since 1970 that it
        speaks of, both the count date where there is no period. Two count dates are at the same time within 60 days,
        a period with whatever overlaps it.

    Returns
    -------
    ndarray of bool, shape (cells,)

    Examples
    --------
    >>> told = pd.DataFrame({"family": "f", "party": "p", "definition": ["killed", "wounded", "killed"],
    ...                      "first": [0, 30, 400], "last": [0, 30, 400]})
    >>> listed_together(told).tolist()
    [True, True, False]
    """
    group = np.asarray(cells.groupby(["family", "party"], sort=True).ngroup(), dtype=np.int64)
    narrow = np.asarray(cells.groupby(["family", "party", "definition"], sort=True).ngroup(), dtype=np.int64)
    first, last = cells["first"].to_numpy(np.int64), cells["last"].to_numpy(np.int64)
    point = first == last
    slack = np.where(point, SAME_TIME_DAYS, 0)
    # a month and its year overlap, but nobody takes one for the other: only spans of about one length are compared
    length = np.round(np.log2(np.maximum(last - first, 1))).astype(np.int64)
    points = _others(group, narrow, first, last, slack, point)
    lengths = length.max(initial=0) + 1
    spans = _others(group * lengths + length, narrow * lengths + length, first, last, 0 * slack, ~point)
    crossing = _others(group, narrow, first, last, 0 * slack, ~point)
    return (points + np.where(point, crossing, spans) > 0) & (cells["family"] != "").to_numpy()


def _others(group: Ints, same: Ints, first: Ints, last: Ints, slack: Ints, members: npt.NDArray[np.bool_]) -> Ints:
    """Count the members of a span's group that overlap it within `slack` days and are not of the same definition."""
    start, end = first - slack, last + slack
    return _overlapping(group, start, end, members, first, last) - _overlapping(same, start, end, members, first, last)


# span of days within a group when group and day are joined into one sortable number
_SPAN = 4 * 10**7


def _overlapping(group: Ints, start: Ints, end: Ints, members: npt.NDArray[np.bool_], first: Ints, last: Ints) -> Ints:
    """Count, for every span from `start` to `end`, the members' spans of its group that overlap it.

    Those that begin by its end, less those that end before its start.
    """
    begins, ends = (np.sort((group * _SPAN + day)[members]) for day in (first, last))
    return np.searchsorted(begins, group * _SPAN + end, side="right") - np.searchsorted(ends, group * _SPAN + start)
