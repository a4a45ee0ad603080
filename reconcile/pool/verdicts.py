"""What may honestly be printed about an estimate, and why: the first verdict that applies.

The numbers stay in the tables; sentences, pictures and reports follow the verdict.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.same_time import SAME_TIME_DAYS, length_class

__all__ = [
    "BOUNDS_ALONE",
    "COMPUTED_OFF",
    "HOLDS",
    "MISSED",
    "RAISED",
    "STAKE_MATTERS_FROM",
    "listed_together",
    "verdicts",
]

# least density at best, as a share of the peak, for an interval: below it, best lies in a gap between voices;
# docs/model.md, 9 (b)
LEAST_DENSITY = 0.25

# largest factor between best and a computed claim of a voice that has no other claim; docs/model.md, 9 (d)
MOST_COMPUTED_OFF = 1.5

# largest factor from the low end of an interval to its high, on the log scale: "from 15 to 400" tells a reader less
# than the figures themselves; docs/model.md, 9
MOST_WIDE = 20.0
# low end from which that factor is taken: under ten a few people more or less are a large factor, and an interval from
# there is too wide where it ends at over twenty times ten
WIDE_FROM = 10.0

# days after the newest count within which its interval still speaks of the time: as two counts do (`SAME_TIME_DAYS`)
MOST_EXTRAPOLATED = SAME_TIME_DAYS

# voices that say where the value is, for an interval: of one voice the others' bounds make no second
LEAST_LOCATING = 2

# share of the interval by which a latent curve may be off the pool, or be moved by other assumptions, for an interval:
# the two answer one question, and where they part, which of them is right is not known (docs/methods/curve.md)
MOST_CURVE_MOVES = 0.25

# share by which best moves without stakes, above which the reason mentions it; docs/model.md, 5
STAKE_MATTERS_FROM = 0.2

# reasons for which sentences have words of their own
BOUNDS_ALONE = "only lower or upper limits are given"
COMPETING = "others count the same thing by another definition at this time, and nobody gives both figures"
COUNTED = "only limits are given, and one of them was counted: there were at least so many"
MISSED = "the range that this method gives touches none of the figures"
COMPUTED_OFF = "a figure worked out from one voice's own numbers is far from what the others say"
ONE_BOUND = "one voice alone, and it gives only a lower or an upper limit"
RAISED = "a total cannot fall, and an earlier one is above what is said of this date"
OFF_POOL = "the curve over time and the figures of this date lead over a quarter of the range apart"
ASSUMED = "what is assumed of voices and pace moves the curve over time by more than a quarter of the range"
HOLDS = "several voices, and the result hangs on none of them alone"
TOO_OLD = f"the newest count is over {MOST_EXTRAPOLATED} days older than this date"
TOO_WIDE = f"the range would say nothing: it ends at over {MOST_WIDE:g} times its lower end, or ten if that is more"


def verdicts(cells: pd.DataFrame) -> tuple[Strings, Strings]:
    """Return what may be printed about each estimate, and why.

    Parameters
    ----------
    cells : DataFrame, one row for each estimate
        `weighted` (claims of weight above 0), `voices` (counted), `locating` (voices that say where the value is),
        `bounds_only` (all are bounds), `hard_floor` (one of them stands), `listed`, `density`, `steady`,
        `computed_off` (largest factor by which a lone computed claim is off best; 1 if none), `stake_moves` (share
        by which best moves with stakes switched off), `agreement`, `missed` (the interval touches no claim),
        `raised` (an earlier date's total, which cannot fall, holds best up by more than a quarter of the
        interval), `extrapolated_days` (since the newest count; nan for none), `low`, `high` (ends of the interval),
        `log_scale`, `off_pool` and `prior_moves` (shares of the interval by which a latent curve is off the pool, and
        is moved by other assumptions; 0 without a curve).

    Returns
    -------
    publish, reason : ndarray of str, shape (cells,)
        `publish` is withheld, list, floor, attributed, range or interval.

    Examples
    --------
    >>> cells = pd.DataFrame({"weighted": [1], "voices": [1], "locating": [1], "bounds_only": [False],
    ...                       "listed": [False], "density": [1.0], "steady": [True],
    ...                       "computed_off": [1.0], "stake_moves": [0.0],
    ...                       "agreement": ["single"], "hard_floor": False, "missed": False, "raised": False,
    ...                       "extrapolated_days": 0,
    ...                       "low": 90.0, "high": 110.0, "log_scale": True, "off_pool": 0.0, "prior_moves": 0.0})
    >>> verdicts(cells)[0].tolist()
    ['attributed']
    """
    none, bounds, alone = cells["weighted"] == 0, cells["bounds_only"], cells["voices"] == 1
    counted = bounds & cells["hard_floor"]
    listed = cells["listed"] & (counted | alone)
    gap, shaky = cells["density"] < LEAST_DENSITY, ~cells["steady"]
    off = cells["computed_off"] > MOST_COMPUTED_OFF
    wide = cells["log_scale"] & (cells["high"] > MOST_WIDE * np.maximum(cells["low"], WIDE_FROM))
    torn = cells["agreement"] == "conflict"
    choices = [
        (none, "withheld", "no claim that counts is left"),
        (listed, "list", COMPETING),
        (counted, "floor", COUNTED),
        (alone & bounds, "attributed", ONE_BOUND),
        (alone, "attributed", "one voice alone"),
        (cells["missed"], "range", MISSED),
        (bounds, "range", BOUNDS_ALONE),
        (cells["raised"], "range", RAISED),
        (cells["extrapolated_days"] > MOST_EXTRAPOLATED, "range", TOO_OLD),
        (gap, "range", "voices fall into groups, and the middle would be a figure that none of them gives"),
        (torn, "range", "voices contradict one another"),
        (cells["locating"] < LEAST_LOCATING, "range", "one voice alone gives a figure, the others only limits"),
        (off, "range", COMPUTED_OFF),
        (wide, "range", TOO_WIDE),
        (shaky, "range", "the result hangs on one voice, or on two that may be one"),
        (cells["off_pool"] > MOST_CURVE_MOVES, "range", OFF_POOL),
        (cells["prior_moves"] > MOST_CURVE_MOVES, "range", ASSUMED),
    ]  # fmt: skip
    conditions = [np.asarray(condition, dtype=bool) for condition, _, _ in choices]
    publish = np.select(conditions, [verdict for _, verdict, _ in choices], "interval").astype(object)
    reason = np.select(conditions, [why for _, _, why in choices], HOLDS).astype(object)
    moves = cells["stake_moves"].to_numpy(np.float64)
    swayed = np.flatnonzero((publish == "interval") & (np.abs(moves) > STAKE_MATTERS_FROM))
    reason[swayed] += [
        f"; without the stakes of its voices the middle would move by {move:+.0%}" for move in moves[swayed].tolist()
    ]
    return publish, reason


def listed_together(cells: pd.DataFrame) -> Flags:
    """Return True where the family has another count of the same thing, by another definition, for the same time.

    The pairs that `same_time` compares are counted in sorted days, so that a family of any size takes linear time.

    Parameters
    ----------
    cells : DataFrame, one row for each estimate
        `family`, `thing` (number of what is counted, however it is defined), `definition` (number of the definition),
        `first`, `last`: days since 1970 that the estimate speaks of, both the count date if it has no period.

    Returns
    -------
    ndarray of bool, shape (cells,)
        False where the family is "".

    Examples
    --------
    >>> cells = pd.DataFrame({"family": "f", "thing": 0, "definition": [0, 1, 0], "first": [0, 30, 400],
    ...                       "last": [0, 30, 400]})
    >>> listed_together(cells).tolist()
    [True, True, False]
    """
    group = np.asarray(cells.groupby(["family", "thing"], sort=True).ngroup(), dtype=np.int64)
    own = np.asarray(cells.groupby(["family", "thing", "definition"], sort=True).ngroup(), dtype=np.int64)
    first, last = cells["first"].to_numpy(np.int64), cells["last"].to_numpy(np.int64)
    is_day = first == last
    slack = np.where(is_day, SAME_TIME_DAYS, 0)
    length = length_class(first, last)
    days = _others(group, own, first, last, slack, is_day)
    lengths = length.max(initial=0) + 1
    spans_as_long = _others(group * lengths + length, own * lengths + length, first, last, 0 * slack, ~is_day)
    spans = _others(group, own, first, last, 0 * slack, ~is_day)
    listed: Flags = (days + np.where(is_day, spans, spans_as_long) > 0) & (cells["family"] != "").to_numpy()
    return listed


def _others(group: Ints, own: Ints, first: Ints, last: Ints, slack: Ints, members: Flags) -> Ints:
    """Count, for every estimate, the members of its group within `slack` days that are not of its own definition."""
    start, end = first - slack, last + slack
    return _overlapping(group, start, end, members, first, last) - _overlapping(own, start, end, members, first, last)


# span of days within a group when group and day are joined into one sortable number
_SPAN = 4 * 10**7


def _overlapping(group: Ints, start: Ints, end: Ints, members: Flags, first: Ints, last: Ints) -> Ints:
    """Count, for every span from `start` to `end`, the members of its group that overlap it.

    These are the members that begin by its end, less those that end before its start.
    """
    begins, ends = (np.sort((group * _SPAN + day)[members]) for day in (first, last))
    return np.searchsorted(begins, group * _SPAN + end, side="right") - np.searchsorted(ends, group * _SPAN + start)
