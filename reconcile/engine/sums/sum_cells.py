"""The cells of a sum, and which event falls into which: by time, and by columns of the list.

An event *over a border* has its first and its last day in two cells of time. One that cannot be told to be of one cell,
since it has no day, no value in a column, or more days than a cell, falls into a cell that is *not assignable*, so that
cells still add up to the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, strings
from reconcile.claims.text import categories_of, group_rows
from reconcile.days import NO_DAY
from reconcile.engine.sums.declared import TIMES, Sum
from reconcile.engine.sums.events import Events
from reconcile.spellings import name_key

__all__ = ["UNKNOWN_TIME", "Cells", "cells_of_sum", "first_days"]

# number of the cell of time of events that belong to none
UNKNOWN_TIME = -(10**7)

# calendar months of a cell of time
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, kw_only=True)
class Cells:
    """Events in the cells of a sum.

    Attributes
    ----------
    event : ndarray of int, shape (shares,)
        Row of an event.
    cell : ndarray of int, shape (shares,)
        The cell that it, or a share of it, falls into.
    share : ndarray of float, shape (shares,)
        1 but for events that are split by days.
    border : ndarray of bool, shape (shares,)
        It reaches over a border.
    begins : ndarray of bool, shape (shares,)
        The first share of its event: these are as many as there are events.
    example : ndarray of int, shape (cells,)
        An event of each cell, whose values are those of the cell.
    time : ndarray of int, shape (cells,)
        Number of the cell of time, `UNKNOWN_TIME` for none.
    """

    event: Ints
    cell: Ints
    share: Floats
    border: Flags
    begins: Flags
    example: Ints
    time: Ints


def cells_of_sum(events: Events, rows: Ints, declared: Sum) -> Cells:
    """Return the cells of a sum for some events of one list, measure and unit.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.events import events_of
    >>> days = {"period_start": ["2024-05-30", "2024-06-02"], "period_end": ["2024-06-01", "2024-06-02"]}
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "temporal": "period", **days})
    >>> events = events_of(check_claims(table).claims)
    >>> cells_of_sum(events, np.arange(2), Sum(by=("month",))).cell.tolist()
    [0, 1]
    >>> cells_of_sum(events, np.arange(2), Sum(by=("month",), border="days")).share.round(2).tolist()
    [0.67, 0.33, 1.0]
    """
    rows = _within(events, rows, declared)
    event, time, share, border = _in_time(events, rows, declared)
    columns = [_spelled(events.claims[name]) for name in declared.columns]
    cell, first = group_rows([pd.Series(time), *(column.iloc[event].reset_index(drop=True) for column in columns)])
    begins = np.diff(event, prepend=-1) != 0
    return Cells(
        event=event, cell=cell, share=share, border=border, begins=begins, example=event[first], time=time[first]
    )


def _within(events: Events, rows: Ints, declared: Sum) -> Ints:
    """Return the events that begin within the time of a sum; of one without limits all."""
    first = events.first[rows]
    early = (declared.first != NO_DAY) & (first < declared.first)
    late = (declared.last != NO_DAY) & (first > declared.last)
    return rows[~(early | late)]


def _in_time(events: Events, rows: Ints, declared: Sum) -> tuple[Ints, Ints, Floats, Flags]:
    """Return of every share of an event its row, its cell of time, its size, and whether it reaches over a border."""
    first, last, whole = events.first[rows], events.last[rows], np.ones(len(rows))
    if not declared.time:
        over = (declared.last != NO_DAY) & (last > declared.last)
        return rows, np.zeros(len(rows), dtype=np.int64), whole, over
    begins, ends = (_numbers(days, declared.time) for days in (first, last))
    border = begins != ends
    unknown = (first == NO_DAY) | (border & (last - first + 1 > TIMES[declared.time]))
    begins, border = np.where(unknown, UNKNOWN_TIME, begins), border & ~unknown
    if declared.border != "days" or not border.any():
        return rows, begins, whole, border
    count = np.where(border, ends - begins + 1, 1)
    position = np.repeat(np.arange(len(rows)), count)
    time = begins[position] + np.arange(len(position)) - np.repeat(np.cumsum(count) - count, count)
    share = _days_shared(first[position], last[position], time, declared.time)
    return rows[position], time, np.where(border[position], share, 1.0), border[position]


def _days_shared(first: Ints, last: Ints, time: Ints, unit: str) -> Floats:
    """Return the share of the days of events that lies in cells of time."""
    begins, after = first_days(time, unit), first_days(time + 1, unit)
    days = np.minimum(last, after - 1) - np.maximum(first, begins) + 1
    shared: Floats = days / (last - first + 1)
    return shared


def _numbers(days: Ints, unit: str) -> Ints:
    """Return the numbers of the cells of time that days lie in."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months // _MONTHS[unit]


def first_days(numbers: Ints, unit: str) -> Ints:
    """Return the first days of cells of time by their numbers.

    Examples
    --------
    >>> first_days(np.array([0, 1]), "quarter").tolist()
    [0, 90]
    """
    known = np.where(numbers == UNKNOWN_TIME, 0, numbers) * _MONTHS[unit]
    return known.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _spelled(column: pd.Series) -> pd.Series:
    """Return a column in which spellings of one name are equal."""
    held = categories_of(column)
    keys = [name_key(text) for text in strings(held.cat.categories).tolist()]
    code, different = pd.factorize(np.array(keys, dtype=object))
    codes = code[held.cat.codes.to_numpy()] if len(code) else held.cat.codes.to_numpy()
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(different, dtype="str"), validate=False))
