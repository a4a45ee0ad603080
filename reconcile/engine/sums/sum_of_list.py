"""A sum as it is made for one list: its events, cells and totals, and the days of the cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Floats, Ints
from reconcile.days import NO_DAY
from reconcile.engine.sums.arithmetic import Totals
from reconcile.engine.sums.declared import Sum
from reconcile.engine.sums.events import Events
from reconcile.engine.sums.sum_cells import UNKNOWN_TIME, Cells, first_days

__all__ = ["SumOfList", "cell_days"]


@dataclass(frozen=True, kw_only=True)
class SumOfList:
    """A declared sum, made for one list, measure and unit."""

    declared: Sum
    event_list: str
    edition: str
    measure: str
    unit: str
    rows: Ints
    cells: Cells
    totals: Totals
    ends: Floats
    level: float

    @property
    def runs_on(self) -> Flags:
        """Return True for cells whose totals run on: those of a running sum that are of a time."""
        on: Flags = (self.cells.time != UNKNOWN_TIME) & self.declared.running
        return on


def cell_days(events: Events, made: SumOfList) -> tuple[Ints, Ints]:
    """Return first and last day of every cell; of one that belongs to no cell of time those of the whole.

    Examples
    --------
    >>> import pandas as pd
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.add_up_events import sums_of_events
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "rows": "events",
    ...                       "count_date": "2024-05-01"})
    >>> events, made = sums_of_events(check_claims(table).claims, [Sum(by=("month",))], 0.9)
    >>> cell_days(events, made[0])
    (array([19844]), array([19874]))
    """
    declared, time, count = made.declared, made.cells.time, len(made.cells.time)
    whole = _whole(events, made)
    if not declared.time:
        return np.full(count, whole[0]), np.full(count, whole[1])
    known = time != UNKNOWN_TIME
    begins = np.where(known, first_days(time, declared.time), whole[0])
    ends = np.where(known, first_days(time + 1, declared.time) - 1, whole[1])
    begins = np.where(made.runs_on, declared.first, begins)
    return begins, ends


def _whole(events: Events, made: SumOfList) -> tuple[int, int]:
    """Return the days of the whole sum: those declared, else from the first event to the last one."""
    first, last = (days[made.rows] for days in (events.first, events.last))
    first, last = first[first != NO_DAY], last[last != NO_DAY]
    start = int(first.min()) if made.declared.first == NO_DAY and len(first) else made.declared.first
    end = int(last.max()) if made.declared.last == NO_DAY and len(last) else made.declared.last
    return start, end
