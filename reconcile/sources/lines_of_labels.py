"""Series in which labels could make one rising line: all others are left out before any is looked at closely."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints

__all__ = ["may_be_one"]

# pairs of labels that are compared at once: some tens of megabytes
MOST_AT_ONCE = 500_000


def may_be_one(counts: pd.DataFrame, least_dates: int, least_of_label: int) -> pd.DataFrame:
    """Find the counts of labels that never fall, in series where two labels of several dates make one rising line.

    Every group of labels that is one counter begins with two such labels, and no label that falls is in one.

    Parameters
    ----------
    counts : DataFrame
        `series` and `label` (numbers), `day`, `figure`.
    least_dates : int
        Days that a series has at least.
    least_of_label : int
        Days that each of the two labels has at least.

    Returns
    -------
    DataFrame
        Rows of `counts`.

    Examples
    --------
    >>> counts = pd.DataFrame({"series": [0, 0, 0, 0, 1, 1, 1, 1], "label": [0, 1] * 4, "day": [1, 2, 3, 4] * 2,
    ...                        "figure": [1.0, 2, 3, 4, 1, 9, 3, 9]})
    >>> may_be_one(counts, 4, 2).index.tolist()
    [0, 1, 2, 3]
    """
    counts = counts[_days_of_each(counts, ["series"]) >= least_dates]
    counts = counts.sort_values(["series", "label", "day", "figure"], kind="stable")
    lines = counts.groupby(["series", "label"], sort=False)
    falls = lines["figure"].diff() < 0
    counts = counts[~falls.groupby(lines.ngroup()).transform("any")]
    begin = counts[_days_of_each(counts, ["series", "label"]) >= least_of_label]
    return counts[counts["series"].isin(_with_a_pair(begin))].sort_index()


def _days_of_each(counts: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Return in how many days the group of each count has one."""
    new = ~counts.duplicated([*keys, "day"])
    return new.groupby([counts[name] for name in keys]).transform("sum")


def _with_a_pair(counts: pd.DataFrame) -> Ints:
    """Return the series in which two labels make one rising line; counts are sorted, and no label falls."""
    if counts.empty:
        return np.zeros(0, dtype=np.int64)
    series, label, day = (counts[name].to_numpy(np.int64) for name in ("series", "label", "day"))
    first = np.flatnonzero((np.diff(series, prepend=-1) != 0) | (np.diff(label, prepend=-1) != 0))
    size = np.diff(first, append=len(series))
    lines = _Lines(first, size, day - day.min(), counts["figure"].to_numpy(np.float64))
    found = [series[first[one[lines.fit(one, other)]]] for one, other in _pairs(series[first])]
    return np.unique(np.concatenate([*found, np.zeros(0, dtype=np.int64)]))


def _pairs(series: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Give the pairs of lines of one series, some series at a time."""
    place = np.arange(len(series))
    # each line is paired with those after it in its series
    after = np.searchsorted(series, series, side="right") - place - 1
    block = np.cumsum(after) // MOST_AT_ONCE
    for number in np.unique(block):
        mine = np.flatnonzero(block == number)
        one = np.repeat(mine, after[mine])
        yield one, one + 1 + _counted(after[mine])


def _counted(many: Ints) -> Ints:
    """Return 0, 1, 2, … for each group of so many.

    Examples
    --------
    >>> _counted(np.array([2, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)


class _Lines:
    """Counts of labels by day, one label after the other."""

    def __init__(self, first: Ints, size: Ints, day: Ints, figure: Floats) -> None:
        self.first, self.size, self.day, self.figure = first, size, day, figure
        self.reach = int(day.max()) + 1
        self.key = np.repeat(np.arange(len(first)), size) * self.reach + day

    def fit(self, one: Ints, other: Ints) -> Flags:
        """Return True for pairs of lines that share no day and together never fall."""
        # the shorter is laid into the longer, first one count of each, then 2, 4, … more of those that fit so far
        short, long = (np.where(self.size[one] <= self.size[other], *pair) for pair in ((one, other), (other, one)))
        fits, seen, step = np.ones(len(one), dtype=bool), 0, 1
        while (open_ := np.flatnonzero(fits & (self.size[short] > seen))).size:
            many = np.minimum(self.size[short[open_]] - seen, step)
            pair, row = np.repeat(open_, many), np.repeat(self.first[short[open_]] + seen, many) + _counted(many)
            fits[pair[~self._between(row, long[pair])]] = False
            seen, step = seen + step, 2 * step
        return fits

    def _between(self, row: Ints, line: Ints) -> Flags:
        """Return True for counts that lie between the neighbours of their day in a line that has no count that day."""
        at = np.searchsorted(self.key, line * self.reach + self.day[row])
        begin, end = self.first[line], self.first[line] + self.size[line]
        before, after = np.maximum(at - 1, begin), np.minimum(at, end - 1)
        there = (at < end) & (self.day[after] == self.day[row])
        high = (at == begin) | (self.figure[before] <= self.figure[row])
        low = (at == end) | (self.figure[row] <= self.figure[after])
        between: Flags = ~there & high & low
        return between
