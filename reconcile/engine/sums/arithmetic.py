"""The makers' own arithmetic: ends of events added up, cell by cell, exactly."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from reconcile.arrays import Flags, Floats, Ints
from reconcile.engine.sums.events import Events
from reconcile.engine.sums.own_error import own_error
from reconcile.engine.sums.sum_cells import UNKNOWN_TIME, Cells

__all__ = ["Totals", "add_up", "run_on"]


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What is added up in every cell; all arrays have the shape (cells,).

    Attributes
    ----------
    events, border, zero_best : ndarray of int
        Events, those over a border, and those whose best figure is 0 and whose highest is not.
    begun : ndarray of int
        Events that no earlier cell has: those of all cells add up to the events.
    low, best, high : ndarray of float
        Sums of the ends.
    largest : ndarray of int
        Event with the largest best figure, of equal ones the first by id.
    mean, variance : ndarray of float
        Sums of what events are expected to be by their own ends (`own_error`).
    squares : ndarray of float
        Sum of squares of `mean` by usual cell: over the square of `mean`, how concentrated the total is.
    """

    events: Ints
    border: Ints
    zero_best: Ints
    begun: Ints
    low: Floats
    best: Floats
    high: Floats
    largest: Ints
    mean: Floats
    variance: Floats
    squares: Floats


def add_up(events: Events, cells: Cells, usual: Ints, *, once: bool = False) -> Totals:
    """Add up the events of every cell.

    Parameters
    ----------
    events : Events
    cells : Cells
    usual : ndarray of int, shape (events,)
        Usual cell of each: its month and place (`usual_cells`).
    once : bool
        Whether an event whose days are split counts in its first cell alone, as in totals that run on.

    Examples
    --------
    >>> import pandas as pd
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.sum_cells import cells_of_sum
    >>> from reconcile.engine.sums.declared import Sum
    >>> from reconcile.engine.sums.events import events_of
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "low": [2, 0], "best": [3, 0], "high": [9, 6]})
    >>> events = events_of(check_claims(table).claims)
    >>> totals = add_up(events, cells_of_sum(events, np.arange(2), Sum()), np.array([0, 1]))
    >>> totals.low.tolist(), totals.best.tolist(), totals.high.tolist(), totals.zero_best.tolist()
    ([2.0], [3.0], [15.0], [1])
    """
    event, cell, share, count = cells.event, cells.cell, cells.share, len(cells.example)

    def added(values: Floats) -> Floats:
        return np.bincount(cell, weights=values, minlength=count).astype(np.float64)

    def counted(mask: Flags) -> Ints:
        return np.bincount(cell[mask & (cells.begins | (not once))], minlength=count).astype(np.int64)

    best, high = events.best[event], events.high[event]
    mean, variance = own_error(events.low[event], best, high)
    # from the smallest to the largest, of equal ones the first by id last: it is what the cell keeps
    order = np.lexsort((-events.id_rank[event], best))
    largest = np.zeros(count, dtype=np.int64)
    largest[cell[order]] = event[order]
    return Totals(
        events=counted(np.ones(len(cell), dtype=bool)), border=counted(cells.border),
        zero_best=counted((best == 0) & (high > 0)), begun=counted(cells.begins),
        low=added(events.low[event] * share), best=added(best * share), high=added(high * share),
        largest=largest, mean=added(mean * share), variance=added(variance * share**2),
        squares=_squares(mean * share, usual[event], cell, count),
    )  # fmt: skip


def _squares(mean: Floats, usual: Ints, cell: Ints, count: int) -> Floats:
    """Return sums of squares of what the usual cells have in every cell."""
    part, inverse = np.unique(cell * (int(usual.max(initial=0)) + 1) + usual, return_inverse=True)
    of_part = np.bincount(inverse, weights=mean)
    whole = np.bincount(part // (int(usual.max(initial=0)) + 1), weights=of_part**2, minlength=count)
    return whole.astype(np.float64)


def run_on(totals: Totals, series: Ints, time: Ints, events: Events) -> Totals:
    """Return totals that run on from cell to cell of time; cells without a time are left as they are.

    Parameters
    ----------
    totals : Totals
    series : ndarray of int, shape (cells,)
        Which cells follow one another.
    time : ndarray of int, shape (cells,)
    events : Events
        Among which the largest so far is found.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> one, events = np.array([1, 1]), SimpleNamespace(best=np.array([5.0, 4.0]), id_rank=np.arange(2))
    >>> totals = Totals(events=one, border=0 * one, zero_best=0 * one, begun=one, low=1.0 * one,
    ...                 best=np.array([5.0, 4.0]), high=9.0 * one, largest=np.array([0, 1]), mean=1.0 * one,
    ...                 variance=1.0 * one, squares=1.0 * one)
    >>> run_on(totals, np.array([0, 0]), np.array([8, 7]), events).best.tolist()
    [9.0, 4.0]
    """
    known = np.flatnonzero(time != UNKNOWN_TIME)
    order = known[np.lexsort((time[known], series[known]))]
    starts = np.flatnonzero(np.diff(series[order], prepend=-1))
    run = np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    columns = {field.name: getattr(totals, field.name).copy() for field in fields(Totals)}
    for name, values in columns.items():
        if name != "largest":
            total = np.cumsum(values[order])
            values[order] = total - np.where(run > 0, total[run - 1], 0)
    columns["largest"][order] = _largest_so_far(columns["largest"][order], run, events)
    return Totals(**columns)


def _largest_so_far(largest: Ints, run: Ints, events: Events) -> Ints:
    """Return the largest event of every cell and of those before it in its run."""
    rank = np.empty(len(largest), dtype=np.int64)
    rank[np.lexsort((-events.id_rank[largest], events.best[largest]))] = np.arange(len(largest))
    # ranks of later runs are lifted above all of earlier ones, so that one running maximum serves all
    lifted = np.maximum.accumulate(rank + run * len(largest)) - run * len(largest)
    by_rank = np.empty(len(largest), dtype=np.int64)
    by_rank[rank] = largest
    return by_rank[lifted]
