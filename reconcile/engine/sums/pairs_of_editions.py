"""What the editions of a list that the desk has say of the next one, month by month and place by place."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, strings
from reconcile.claims.edition_order import edition_ranks
from reconcile.claims.text import as_text, group_rows
from reconcile.days import NO_DAY
from reconcile.engine.sums.events import Events
from reconcile.engine.sums.interval import PRIOR, Revision, learn_revision
from reconcile.engine.sums.own_error import own_error
from reconcile.spellings import name_key

__all__ = ["revision_of", "usual_cells"]


def revision_of(events: Events, rows: Ints, ground: str) -> Revision:
    """Return what a later edition does to totals of a list: learned from its editions, else the prior.

    Parameters
    ----------
    events : Events
    rows : ndarray of int
        Events of one list, measure and unit, of all its editions.
    ground : str
        Column by which cells are told apart, beside months; "" for none.

    Notes
    -----
    Cells are months of the earlier edition's time that it has events in, and their ground.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.events import events_of
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "count_date": "2024-05-01"})
    >>> revision_of(events_of(check_claims(table).claims), np.arange(2), "place").cells
    0
    """
    usual = float(np.median(events.best[rows])) if len(rows) else 1.0
    own = strings(events.claims["edition"].iloc[rows])
    rank = np.where(own == "", -1, edition_ranks(own))
    parts = [_pair(events, rows[rank == earlier], rows[rank == later], ground)
             for earlier, later in _neighbours(rank)]  # fmt: skip
    mean, variance, later = (
        (np.concatenate(column) for column in zip(*parts, strict=True)) if parts else (rows[:0],) * 3
    )
    learned = learn_revision(mean.astype(np.float64), variance.astype(np.float64), later.astype(np.float64), usual)
    return learned or replace(PRIOR, size=max(usual, 1.0))


def usual_cells(events: Events, rows: Ints, ground: str) -> Ints:
    """Return of every event the number of its month and ground, for those of `rows`; -1 for all others.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.events import events_of
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9, 1],
    ...                       "place": ["Alton", "Bo", "alton"], "count_date": "2024-05-01"})
    >>> usual_cells(events_of(check_claims(table).claims), np.arange(3), "place").tolist()
    [0, 1, 0]
    """
    cell = np.full(len(events.best), -1, dtype=np.int64)
    cell[rows] = group_rows([pd.Series(_months(events.first[rows])), _keys(events, rows, ground)])[0]
    return cell


def _months(days: Ints) -> Ints:
    """Return the months of days; those of `NO_DAY` are one."""
    months: Ints = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months


def _neighbours(rank: Ints) -> list[tuple[int, int]]:
    """Return every edition with the one after it."""
    ranks = sorted({*rank.tolist()} - {-1})
    return list(pairwise(ranks))


def _pair(events: Events, earlier: Ints, later: Ints, ground: str) -> tuple[Floats, Floats, Floats]:
    """Return of every cell of an edition what its events let expect, and the total of the later one."""
    rows = np.r_[earlier, later]
    rows = rows[(events.reason[rows] == "") & (events.first[rows] != NO_DAY)]
    old = np.isin(rows, earlier)
    month = _months(events.first[rows])
    cell, _ = group_rows([pd.Series(month), _keys(events, rows, ground)])
    mean, variance = own_error(events.low[rows], events.best[rows], events.high[rows])
    count = int(cell.max(initial=-1)) + 1
    there = np.bincount(cell[old], minlength=count) > 0
    columns = ((old, mean), (old, variance), (~old, events.best[rows]))
    sums: list[Floats] = [
        np.bincount(cell, weights=np.where(mask, values, 0.0), minlength=count).astype(np.float64)
        for mask, values in columns
    ]
    both = there & _within(month[~old], month, cell, count)
    return sums[0][both], sums[1][both], sums[2][both]


def _within(months: Ints, month: Ints, cell: Ints, count: int) -> Flags:
    """Return True for cells that lie within the months of an edition."""
    of_cell = np.zeros(count, dtype=np.int64)
    of_cell[cell] = month
    first, last = (int(months.min()), int(months.max())) if len(months) else (1, 0)
    inside: Flags = (of_cell >= first) & (of_cell <= last)
    return inside


def _keys(events: Events, rows: Ints, ground: str) -> pd.Series:
    if not ground:
        return pd.Series(np.zeros(len(rows), dtype=np.int64))
    return as_text(events.claims[ground].iloc[rows]).map(name_key).reset_index(drop=True)
