"""What may honestly be printed of a quantity, and why: the first verdict that applies.

The numbers stay in the CSV; sentence, figure and report follow the verdict.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.pool.kernels import Ints

__all__ = ["STAKE_MATTERS_FROM", "listed_together", "verdicts"]

# least density at best, as a share of the peak, for an interval: below it best lies in a gap where nobody stands;
# design/model, 9 (b)
LEAST_DENSITY = 0.25

# factor by which a computed claim of a voice without another may be off best at most; design/model, 9 (d)
MOST_COMPUTED_OFF = 1.5

# days within which two counts speak of the same time; design/model, 9
SAME_TIME_DAYS = 60

# share by which best moves with stakes switched off from which the sentence says so; design/model, 5
STAKE_MATTERS_FROM = 0.2


def verdicts(cells: pd.DataFrame) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Decide what may be printed.

    Parameters
    ----------
    cells : DataFrame, one row an estimate
        `weighted` (claims of weight above 0), `voices` (counted), `floors_only`, `listed`, `density`, `steady`,
        `computed_off` (largest factor by which a lone computed claim is off best; 1 if none), `stake_moves` (share
        by which best moves with stakes switched off), `agreement`.

    Returns
    -------
    publish, reason : ndarray of str, shape (cells,)

    Examples
    --------
    >>> one = pd.DataFrame({"weighted": [1], "voices": [1], "floors_only": [False], "listed": [False],
    ...                     "density": [1.0], "steady": [True], "computed_off": [1.0], "stake_moves": [0.0],
    ...                     "agreement": ["single"]})
    >>> verdicts(one)[0].tolist()
    ['attributed']
    """
    none, floors, alone = cells["weighted"] == 0, cells["floors_only"], cells["voices"] == 1
    listed = cells["listed"] & (floors | alone)
    gap, shaky = cells["density"] < LEAST_DENSITY, ~cells["steady"]
    off = cells["computed_off"] > MOST_COMPUTED_OFF
    choices = [
        (none, "withheld", "no claim of weight above 0 is left"),
        (listed, "list", "its family counts several things at this time, and one voice alone stands for this one"),
        (floors, "floor", "floors alone: they say where the value is not"),
        (alone, "attributed", "one voice alone"),
        (gap, "range", "best would lie in a gap between groups of voices"),
        (off, "range", "a figure computed from a voice's own numbers lies far from the pool"),
        (shaky, "range", "best would move by a quarter of the interval if a voice weighed a fifth more or less, or if "
         "two voices were one"),
    ]  # fmt: skip
    conditions = [np.asarray(condition, dtype=bool) for condition, _, _ in choices]
    publish = np.select(conditions, [verdict for _, verdict, _ in choices], "interval").astype(object)
    reason = np.select(conditions, [why for _, _, why in choices], "independent voices, and best holds").astype(object)
    swayed = (publish == "interval") & (cells["stake_moves"].abs() > STAKE_MATTERS_FROM).to_numpy()
    told = "; without the stakes of its voices best would move by " + (cells["stake_moves"] * 100).map("{:+.0f}%".format)
    return publish, np.where(swayed, reason + told, reason).astype(object)


def listed_together(cells: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell the estimates whose named family holds another quantity of the party at the same time.

    Parameters
    ----------
    cells : DataFrame, one row an estimate
        `family`, `party`, `quantity` (str), `first`, `last`: days since 1970 that it speaks of, both the count date
        where there is no period. Two count dates are at the same time within 60 days, a period with whatever
        overlaps it.

    Returns
    -------
    ndarray of bool, shape (cells,)

    Examples
    --------
    >>> told = pd.DataFrame({"family": "f", "party": "p", "quantity": ["killed", "wounded", "killed"],
    ...                      "first": [0, 30, 400], "last": [0, 30, 400]})
    >>> listed_together(told).tolist()
    [True, True, False]
    """
    table = cells.reset_index(drop=True)
    group = table.groupby(["family", "party"], sort=True).ngroup().to_numpy(np.int64)
    quantity = pd.factorize(table["quantity"])[0]
    first, last = table["first"].to_numpy(np.int64), table["last"].to_numpy(np.int64)
    point = first == last
    together = np.zeros(len(table), dtype=bool)
    together[point] |= _near_points(group[point], quantity[point], first[point])
    together[~point] |= _overlapping(group[~point], first[~point], last[~point])
    in_period, has_point = _points_in_periods(_key(group, first), _key(group, last), point)
    together[point] |= in_period
    together[~point] |= has_point
    return together & (table["family"] != "").to_numpy()


# span of days within a group when group and day are joined into one sortable number
_SPAN = 4 * 10**7


def _key(group: Ints, day: Ints) -> Ints:
    return group * _SPAN + day + _SPAN // 2


def _near_points(group: Ints, quantity: Ints, day: Ints) -> npt.NDArray[np.bool_]:
    """Tell dates with one of another quantity of the group within `SAME_TIME_DAYS`, by the neighbours in time."""
    order = np.lexsort((quantity, day, group))
    group, quantity, day = group[order], quantity[order], day[order]
    place = np.arange(len(order))
    new = np.r_[True, (group[1:] != group[:-1]) | (quantity[1:] != quantity[:-1])][: len(order)]
    before = np.maximum.accumulate(np.where(new, place, 0)) - 1
    run_ends = np.r_[np.flatnonzero(new)[1:], len(order)] if len(order) else place
    after = run_ends[np.cumsum(new) - 1] if len(order) else place
    near = np.zeros(len(order), dtype=bool)
    for other in (before, after):
        there = np.clip(other, 0, max(len(order) - 1, 0))
        real = (other >= 0) & (other < len(order)) & (group[there] == group)
        near |= real & (np.abs(day[there] - day) <= SAME_TIME_DAYS)
    told = np.empty(len(order), dtype=bool)
    told[order] = near
    return told


def _overlapping(group: Ints, first: Ints, last: Ints) -> npt.NDArray[np.bool_]:
    """Tell periods that overlap another period of the group (a quantity with a period has one estimate)."""
    order = np.lexsort((last, first, group))
    spans = pd.DataFrame({"group": group[order], "first": first[order], "last": last[order]})
    in_group = spans.groupby("group")
    furthest = in_group["last"].cummax().groupby(spans["group"]).shift(1)
    told = np.zeros(len(group), dtype=bool)
    told[order] = (spans["first"] <= furthest) | (in_group["first"].shift(-1) <= spans["last"])
    return told


def _points_in_periods(
    first: Ints, last: Ints, point: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Tell which dates lie in a period of their group, and which periods hold a date; keys of group and day."""
    dates = np.sort(first[point])
    start, end = first[~point], last[~point]
    holds = np.searchsorted(dates, end, side="right") > np.searchsorted(dates, start, side="left")
    order = np.argsort(start, kind="stable")
    reach = np.r_[-1, np.maximum.accumulate(end[order])] if len(end) else np.array([-1])
    inside = reach[np.searchsorted(start[order], first[point], side="right")] >= first[point]
    return inside, holds
