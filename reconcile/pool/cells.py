"""Estimates over time: at which dates, from which counts, and how old counts are carried forward.

A *cell* is one estimate to make: a quantity at one date (the cell of a table file is another thing, see `claims`). A
*count* is a claim of a cumulative or stock quantity, true at its count date.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints

__all__ = [
    "Cells",
    "by_cell_and_age",
    "carried_high",
    "first_cells",
    "grown_past",
    "growth_rates",
    "growth_steps",
    "lay_cells",
    "newest_up_to",
    "pair_claims",
    "recency",
    "running_maximum",
    "sums_up_to",
    "usual_rates",
]

# days after which a count has half of its weight: as long as two counts are taken to speak of one time (docs/model.md,
# 6); without it, a voice that spoke once at the start would hold the curve down for good
HALF_LIFE_DAYS = 60.0

# most growth of an old count's upper end, as a share of it: a toll that more than doubles has entered another phase,
# which no earlier pace foretells (North Korean wounded: 1,700 in 25 days, then 1,400 in 107)
MOST_GROWTH = 1.0

# quantity and day are joined into one sortable number: the span of day numbers, and what makes them all positive
_SPAN = 4 * 10**7
_SHIFT = 2 * 10**7


@dataclass(frozen=True)
class Cells:
    """The estimates to make, sorted by quantity, then day.

    Attributes
    ----------
    quantity : ndarray of int, shape (cells,)
    day : ndarray of int, shape (cells,)
        Days since 1970; `NO_DAY` for quantities without dates.
    """

    quantity: Ints
    day: Ints

    @property
    def key(self) -> Ints:
        """Quantity and day as one number, rising from cell to cell."""
        return _key(self.quantity, self.day)


def _key(quantity: Ints, day: Ints) -> Ints:
    return quantity.astype(np.int64) * _SPAN + day + _SHIFT


def lay_cells(quantities: int, dated: Flags, first: Ints, newest: Ints, at: str | Ints, as_of: int) -> Cells:
    """Return the cells: every quantity at the dates at which it is estimated.

    Parameters
    ----------
    quantities : int
    dated : ndarray of bool, shape (quantities,)
        True for cumulative and stock quantities; the others have one cell.
    first, newest : ndarray of int, shape (quantities,)
        Days since 1970 of the first and newest count.
    at : "latest", "month-end" or ndarray of int
        "latest": the day of the newest count. "month-end": the month ends from the first count to the newest, the last
        of them `as_of` at most. Days: those from the first count to `as_of`. A quantity without any such day is
        estimated at its newest count.
    as_of : int
        Day of knowledge, in days since 1970.

    Returns
    -------
    Cells

    Examples
    --------
    >>> day = lambda text: np.array([np.datetime64(text, "D").astype(int)])
    >>> cells = lay_cells(1, np.array([True]), day("2024-12-17"), day("2025-01-13"), "month-end",
    ...                   int(day("2025-01-20")[0]))
    >>> cells.day.astype("datetime64[D]").astype(str).tolist()
    ['2024-12-31', '2025-01-20']
    """
    everyone = np.arange(quantities)
    if isinstance(at, str) and at == "latest":
        return Cells(everyone, newest)
    over_time = everyone[dated & (newest > -_SHIFT // 2)]
    if isinstance(at, str):
        quantity, day = _month_ends(over_time, first[over_time], newest[over_time], as_of)
    else:
        asked = np.unique(np.asarray(at, dtype=np.int64))
        quantity, day = np.repeat(over_time, len(asked)), np.tile(asked, len(over_time))
        spoken_of = (day >= first[quantity]) & (day <= as_of)
        quantity, day = quantity[spoken_of], day[spoken_of]
    others = np.setdiff1d(everyone, quantity)
    quantity, day = np.r_[quantity, others], np.r_[day, newest[others]]
    order = np.argsort(_key(quantity, day), kind="stable")
    return Cells(quantity[order], day[order])


def _month_ends(quantity: Ints, first: Ints, newest: Ints, as_of: int) -> tuple[Ints, Ints]:
    start, last = (day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) for day in (first, newest))
    count = last - start + 1
    repeated = np.repeat(np.arange(len(quantity)), count)
    step = np.arange(len(repeated)) - np.repeat(np.r_[0, np.cumsum(count)[:-1]], count) if len(count) else repeated
    following = (start[repeated] + step + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return quantity[repeated], np.minimum(following - 1, as_of)


def first_cells(cells: Cells, quantity: Ints, first: Ints) -> Ints:
    """Return the first cell of each quantity on a day or after it; the number of cells where there is none.

    Parameters
    ----------
    cells : Cells
    quantity, first : ndarray of int, shape (claims,)

    Returns
    -------
    ndarray of int, shape (claims,)

    Examples
    --------
    >>> cells = Cells(np.array([0, 0]), np.array([10, 20]))
    >>> first_cells(cells, np.array([0, 0]), np.array([15, 25])).tolist()
    [1, 2]
    """
    start = np.searchsorted(cells.key, _key(quantity, first), side="left")
    there = start < len(cells.quantity)
    there[there] = cells.quantity[start[there]] == quantity[there]
    return np.where(there, start, len(cells.quantity)).astype(np.int64)


def grown_past(cell: Ints, age: Ints, figure: Floats) -> Flags:
    """Return True for counts that a newer one of their cell has reached: a total that grew is no disagreement.

    Parameters
    ----------
    cell : ndarray of int, shape (counts,)
    age : ndarray of int, shape (counts,)
        In days, larger for older counts.
    figure : ndarray of float, shape (counts,)

    Returns
    -------
    ndarray of bool, shape (counts,)

    Examples
    --------
    >>> grown_past(np.array([0, 0, 0]), np.array([9, 9, 0]), np.array([300.0, 500.0, 400.0])).tolist()
    [True, False, False]
    """
    grown = np.zeros(len(age), dtype=bool)
    # of one age, as all that is undated, none is older than another
    if not len(age) or (age == age[0]).all():
        return grown
    order = by_cell_and_age(cell, age)
    of_cell, days, figures = cell[order], age[order], figure[order]
    newest = np.diff(of_cell, prepend=of_cell[0] - 1) != 0
    first = newest | (np.diff(days, prepend=days[0] - 1) != 0)
    # the highest count of each day, from the newest day of a cell to its oldest
    of_day = np.fmax.reduceat(figures, np.flatnonzero(first))
    highest = pd.Series(of_day).groupby(of_cell[first]).cummax()
    before = highest.groupby(of_cell[first]).shift(1).to_numpy(np.float64)
    grown[order] = figures <= before[np.cumsum(first) - 1]
    return grown


def by_cell_and_age(cell: Ints, age: Ints) -> Ints:
    """Return the order of counts by cell, then age, the newest first; those of one age stay as they are.

    Examples
    --------
    >>> by_cell_and_age(np.array([0, 0, 1]), np.array([9, 2, 5])).tolist()
    [1, 0, 2]
    """
    # one key, and rows that are mostly in order: three times as fast as to sort by two
    span = int(np.ptp(age)) + 1 if len(age) else 1
    return np.argsort(cell.astype(np.int64) * span + age, kind="stable")


def pair_claims(cells: Cells, quantity: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return every pair of a cell and a claim that is used on its day.

    Parameters
    ----------
    cells : Cells
    quantity, first, last : ndarray of int, shape (claims,)
        The quantity of each claim, and the first and last day (inclusive) on which it is used.

    Returns
    -------
    cell, claim : ndarray of int, shape (pairs,)
        Sorted by cell, then claim.

    Examples
    --------
    >>> cells = Cells(np.array([0, 0]), np.array([10, 20]))
    >>> cell, claim = pair_claims(cells, np.array([0, 0]), np.array([5, 15]), np.array([30, 30]))
    >>> cell.tolist(), claim.tolist()
    ([0, 1, 1], [0, 0, 1])
    """
    key = cells.key
    start = np.searchsorted(key, _key(quantity, first), side="left")
    count = np.maximum(np.searchsorted(key, _key(quantity, last), side="right") - start, 0)
    claim = np.repeat(np.arange(len(quantity)), count)
    offset = np.arange(len(claim)) - np.repeat(np.cumsum(count) - count, count)
    cell = start[claim] + offset
    order = np.lexsort((claim, cell))
    return cell[order], claim[order]


def growth_rates(counts: pd.DataFrame, cells: Cells, measure: Ints, usual: pd.Series | None = None) -> Floats:
    """Return how fast the quantity of each cell grew, by the counts up to its day.

    The rate is the sum of rises between successive counts of one voice, over the sum of their mean level times the days
    between them: a share of the level per day. If no voice has two dated counts, it is the rate of the measure, else 0.

    Parameters
    ----------
    counts : DataFrame
        Dated claims of cumulative quantities that are heard: `quantity_code`, `voice_code`, `day`, `range_best`.
    cells : Cells
    measure : ndarray of int, shape (quantities,)
        Code of the measure of each quantity.
    usual : Series of float, index: codes of measures, optional
        The rate of each measure, where others of its quantities stand elsewhere; None reads it off these counts.

    Returns
    -------
    ndarray of float, shape (cells,)
        Per day, 0 or more.

    Examples
    --------
    >>> counts = pd.DataFrame({"quantity_code": 0, "voice_code": 0, "day": [0, 10], "range_best": [100.0, 300.0]})
    >>> growth_rates(counts, Cells(np.array([0]), np.array([10])), np.array([0])).tolist()
    [0.1]
    """
    if usual is None and not len(counts):
        return np.zeros(len(cells.quantity))
    steps = growth_steps(counts)
    rises, levels = (sums_up_to(cells, steps, name) for name in ("rise", "level"))
    if usual is None:
        usual = usual_rates(steps.assign(measure=measure[steps["quantity_code"]]))
    fallback = usual.reindex(measure[cells.quantity]).fillna(0.0).to_numpy()
    return np.where(levels > 0, rises / np.where(levels > 0, levels, 1.0), fallback)


def growth_steps(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the steps between successive counts of each voice: by how much it rose, and its mean level times the days.

    Parameters
    ----------
    counts : DataFrame
        As of `growth_rates`.

    Returns
    -------
    DataFrame, one row a step
        `quantity_code`, `day` of the later count, `rise`, `level`.

    Examples
    --------
    >>> counts = pd.DataFrame({"quantity_code": 0, "voice_code": 0, "day": [0, 10], "range_best": [100.0, 300.0]})
    >>> growth_steps(counts)[["rise", "level"]].values.tolist()
    [[200.0, 2000.0]]
    """
    rows = counts.sort_values(["quantity_code", "voice_code", "day"], kind="stable")
    groups = rows.groupby(["quantity_code", "voice_code"])
    before, since = groups["range_best"].shift(1), groups["day"].shift(1)
    rise = (rows["range_best"] - before).clip(lower=0.0)
    level = (rows["range_best"] + before) / 2 * (rows["day"] - since)
    return rows[["quantity_code", "day"]].assign(rise=rise, level=level).dropna()


def usual_rates(steps: pd.DataFrame) -> pd.Series:
    """Return the rate of every measure: the sum of its rises over that of its levels, 0 where nothing was counted.

    Parameters
    ----------
    steps : DataFrame
        `measure`, `rise`, `level`; sums of steps do as well.

    Examples
    --------
    >>> steps = pd.DataFrame({"measure": ["killed", "killed"], "rise": [200.0, 0.0], "level": [2000.0, 3000.0]})
    >>> usual_rates(steps).to_dict()
    {'killed': 0.04}
    """
    of_measure = steps.groupby("measure")[["rise", "level"]].sum()
    return (of_measure["rise"] / of_measure["level"].where(of_measure["level"] > 0)).fillna(0.0)


def sums_up_to(cells: Cells, steps: pd.DataFrame, name: str) -> Floats:
    """Return the sum of a column of steps, over the quantity of each cell and up to its day, shape (cells,).

    Parameters
    ----------
    cells : Cells
    steps : DataFrame
        `quantity_code`, `day` and the column.
    name : str

    Examples
    --------
    >>> steps = pd.DataFrame({"quantity_code": 0, "day": [5, 15], "rise": [1.0, 2.0]})
    >>> sums_up_to(Cells(np.array([0, 0]), np.array([10, 20])), steps, "rise").tolist()
    [1.0, 3.0]
    """
    rows = steps.sort_values(["quantity_code", "day"], kind="stable")
    # quantity by quantity: small sums of one would drown in the large ones of those before it
    running = np.r_[0.0, rows.groupby("quantity_code")[name].cumsum().to_numpy(np.float64)]
    until, known = newest_up_to(cells, rows)
    return np.where(known, running[until + 1], 0.0)


def newest_up_to(cells: Cells, steps: pd.DataFrame) -> tuple[Ints, Flags]:
    """Return the place of the newest step of each cell's quantity, up to its day, and whether there is one.

    Parameters
    ----------
    cells : Cells
    steps : DataFrame, sorted by quantity, then day
        `quantity_code`, `day`.

    Returns
    -------
    place : ndarray of int, shape (cells,)
        The last of those of one day; -1 where nothing comes before.
    known : ndarray of bool, shape (cells,)

    Examples
    --------
    >>> steps = pd.DataFrame({"quantity_code": 0, "day": [5, 15]})
    >>> newest_up_to(Cells(np.array([0, 0]), np.array([1, 20])), steps)[0].tolist()
    [-1, 1]
    """
    quantity, day = (steps[name].to_numpy(np.int64) for name in ("quantity_code", "day"))
    place = np.searchsorted(_key(quantity, day), cells.key, side="right") - 1
    known = place >= 0
    known[known] = quantity[place[known]] == cells.quantity[known]
    return place, known


def carried_high(high: Floats, days: Floats, rate: Floats) -> Floats:
    """Return the upper ends of old counts, carried forward: high x (1 + rate x days), at most doubled.

    Best and the lower end do not grow: an extrapolated best would be a figure that nobody gave, and the running maximum
    would keep it after a newer, lower count.

    Parameters
    ----------
    high : ndarray of float, shape (claims,)
    days : ndarray of float, shape (claims,)
        Age of the count.
    rate : ndarray of float, shape (claims,)
        Growth per day, from `growth_rates`.

    Examples
    --------
    >>> carried_high(np.array([100.0, 100.0]), np.array([30.0, 900.0]), np.array([0.01, 0.01])).tolist()
    [130.0, 200.0]
    """
    return high * (1.0 + np.minimum(rate * days, MOST_GROWTH))


def recency(days: Floats) -> Floats:
    """Return the factor on the weight of a count of some age in days, 1/2 after `HALF_LIFE_DAYS`.

    Examples
    --------
    >>> recency(np.array([0.0, 60.0])).tolist()
    [1.0, 0.5]
    """
    return 0.5 ** (days / HALF_LIFE_DAYS)


def running_maximum(quantiles: Floats, cells: Cells, rising: Flags) -> Floats:
    """Return quantiles that do not fall from date to date of a quantity.

    Parameters
    ----------
    quantiles : ndarray of float, shape (cells, levels)
    cells : Cells
    rising : ndarray of bool, shape (cells,)
        The cells to raise; the others stay as they are.

    Returns
    -------
    ndarray of float, shape (cells, levels)

    Examples
    --------
    >>> cells = Cells(np.array([0, 0]), np.array([10, 20]))
    >>> running_maximum(np.array([[5.0], [4.0]]), cells, np.array([True, True])).ravel().tolist()
    [5.0, 5.0]
    """
    frame = pd.DataFrame(quantiles)
    raised = frame.groupby(cells.quantity).cummax().to_numpy()
    return np.where(rising[:, None], raised, quantiles)
