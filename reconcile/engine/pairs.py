"""Every estimate to make beside the claims that speak on its day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.columns import DATED
from reconcile.days import NO_DAY, as_day
from reconcile.engine.growing_totals import growing_totals
from reconcile.engine.hear import HeardClaims
from reconcile.pool.cells import (
    Cells,
    carried_high,
    growth_rates,
    growth_steps,
    lay_cells,
    pair_claims,
    recency,
)
from reconcile.sources.breaks import apart_at_breaks

__all__ = ["cells_of", "growth_of_measures", "newest_counts", "over_time", "pairs_of"]

# columns of claims that every cell carries with it
_CARRIED = (
    "voice_code", "range_low", "range_best", "range_high", "p_low", "p_high", "bound", "stake_side", "quantity_code",
)  # fmt: skip


def cells_of(heard: HeardClaims, usable: Ints, at: str | Sequence[Any]) -> Cells:
    """Return the estimates to make: every quantity at its dates.

    Parameters
    ----------
    heard : HeardClaims
    usable : ndarray of int
        Rows of the claims that are heard.
    at : "latest", "month-end" or dates

    Raises
    ------
    ConfigError
        One of the dates is none.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": ["dead", "hurt"], "source": ["A", "B"], "best": [300, 320]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> cells_of(heard, np.arange(2), "latest").quantity.tolist()
    [0, 1]
    """
    table, count = heard.table, len(heard.quantities.table)
    rows = table[["quantity_code", "day"]].iloc[usable]
    first, newest = np.full(count, -NO_DAY), np.full(count, NO_DAY)
    has_day = (rows["day"] != NO_DAY).to_numpy()
    np.minimum.at(first, rows["quantity_code"].to_numpy()[has_day], rows["day"].to_numpy()[has_day])
    np.maximum.at(newest, rows["quantity_code"].to_numpy(), rows["day"].to_numpy())
    _fill_unheard(newest, table)
    dated = heard.quantities.table["temporal"].isin(DATED).to_numpy()
    asked = at if isinstance(at, str) else np.array([as_day(day) for day in at], dtype=np.int64)
    return lay_cells(count, dated & (first <= newest), first, newest, asked, heard.as_of)


def _fill_unheard(newest: Ints, table: pd.DataFrame) -> None:
    """Date the quantities of which no claim is heard by the claims that they have."""
    silent = np.full(len(newest), NO_DAY)
    np.maximum.at(silent, table["quantity_code"].to_numpy(), table["day"].to_numpy())
    np.copyto(newest, silent, where=newest == NO_DAY)


def pairs_of(heard: HeardClaims, cells: Cells, usable: Ints) -> pd.DataFrame:
    """Return the claims in every cell, by voice, with their ranges carried to its day and their weights there.

    Parameters
    ----------
    heard : HeardClaims
    cells : Cells
    usable : ndarray of int
        Rows of the claims that are heard.

    Returns
    -------
    DataFrame, one row a claim in a cell, sorted by cell, then voice
        Columns of `PAIRS` but for what pooling adds.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["B", "A"], "best": [300, 320]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> pairs_of(heard, cells_of(heard, np.arange(2), "latest"), np.arange(2))["claim"].tolist()
    [1, 0]
    """
    cell, claim = _paired(heard, cells, usable)
    pairs = _carried(heard, cell, claim)
    aged = _with_ages(pairs, heard, cells)
    growing = _with_growth(aged, heard, cells, usable)
    return _with_weights(growing, heard)


def _paired(heard: HeardClaims, cells: Cells, usable: Ints) -> tuple[Ints, Ints]:
    """Return cells and the claims that speak on their days, sorted by cell, then voice, then input order."""
    codes = (heard.table[name].to_numpy()[usable] for name in ("quantity_code", "first", "last"))
    cell, row = pair_claims(cells, *codes)
    claim = usable[row]
    cell, claim = _without_unanswered(heard.table["several"].to_numpy(), cell, claim)
    # in input order so far, which a stable sort keeps
    order = np.lexsort((heard.table["voice_code"].to_numpy()[claim], cell))
    return cell[order], claim[order]


def _without_unanswered(several: Flags, cell: Ints, claim: Ints) -> tuple[Ints, Ints]:
    """Leave out the cells in which nobody speaks but sources that gave several figures for one time."""
    if not several[claim].any():
        return cell, claim
    answered = np.bincount(cell, weights=~several[claim])[cell] > 0
    return cell[answered], claim[answered]


def _carried(heard: HeardClaims, cell: Ints, claim: Ints) -> pd.DataFrame:
    """Return pairs with what every cell carries of its claims."""
    carried = {name: heard.table[name].to_numpy() for name in _CARRIED}
    return pd.DataFrame({
        "cell": cell, "claim": claim,
        **{name: _objects(values[claim]) for name, values in carried.items()},
    }, copy=False)  # fmt: skip


def _objects(values: npt.NDArray[Any]) -> Any:
    """Return text as objects, of which pandas would make its own; numbers as they are."""
    return pd.Series(values, dtype=object) if values.dtype == object else values


def newest_counts(heard: HeardClaims, cells: Cells, cell: Ints, claim: Ints) -> Ints:
    """Return the day of the newest count of every cell, shape (cells,); `NO_DAY` where none of its claims has a day.

    A floor or a ceiling counts only where nobody says where the value is.

    Parameters
    ----------
    heard : HeardClaims
    cells : Cells
    cell, claim : ndarray of int, shape (pairs,)
        The claims in every cell.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["B", "A"], "best": [300, 320], "temporal": "cumulative",
    ...                      "count_date": ["1970-01-11", "1970-01-21"]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> cells = cells_of(heard, np.arange(2), ["1970-01-31"])
    >>> newest_counts(heard, cells, np.zeros(2, dtype=int), np.arange(2)).tolist()
    [20]
    """
    dated = heard.quantities.table["temporal"].isin(DATED).to_numpy()[cells.quantity[cell]]
    located = dated & (heard.table["bound"] == "").to_numpy()[claim]
    day = heard.table["day"].to_numpy()[claim]
    newest, newest_located = np.full((2, len(cells.day)), NO_DAY)
    np.maximum.at(newest, cell[dated], day[dated])
    np.maximum.at(newest_located, cell[located], day[located])
    return np.where(newest_located == NO_DAY, newest, newest_located)


def over_time(heard: HeardClaims, cell: Ints, claim: Ints, count: int) -> Flags:
    """Return True for cells of several voices and totals that rise and were counted before, shape (count,).

    One voice alone is printed in its own name, and nothing is said of others.

    Parameters
    ----------
    heard : HeardClaims
    cell, claim : ndarray of int, shape (pairs,)
        The claims in every cell, sorted by cell, then voice.
    count : int
        Cells.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["B", "A"], "best": [300, 320], "temporal": "cumulative",
    ...                      "count_date": ["1970-01-11", "1970-01-21"]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> over_time(heard, np.array([0, 1, 1]), np.array([1, 1, 0]), 2).tolist()
    [False, True]
    """
    table = heard.table[["quantity_code", "day"]]
    counted = (heard.table["reason"] == "").to_numpy() & (table["day"] != NO_DAY).to_numpy()
    first = np.full(len(heard.quantities.table), -NO_DAY)
    np.minimum.at(first, *(table[name].to_numpy()[counted] for name in ("quantity_code", "day")))
    quantity, day = (table[name].to_numpy()[claim] for name in ("quantity_code", "day"))
    moved = np.zeros(count, dtype=bool)
    moved[cell[growing_totals(heard)[quantity] & (day > first[quantity])]] = True
    voice = heard.table["voice_code"].to_numpy()[claim]
    new = (np.diff(cell, prepend=-1) != 0) | (np.diff(voice, prepend=-1) != 0)
    several: Flags = moved & (np.bincount(cell[new], minlength=count) > 1)
    return several


def _with_ages(pairs: pd.DataFrame, heard: HeardClaims, cells: Cells) -> pd.DataFrame:
    """Add by how much every count is older than the newest of its cell.

    Beyond the newest count nothing ages: a later date has its numbers.
    """
    cell, claim = (pairs[name].to_numpy(np.int64) for name in ("cell", "claim"))
    total = (heard.quantities.table["temporal"] == "cumulative").to_numpy()[pairs["quantity_code"].to_numpy()]
    day, newest = heard.table["day"].to_numpy()[claim], newest_counts(heard, cells, cell, claim)[cell]
    days = np.where((newest != NO_DAY) & (day != NO_DAY), np.maximum(newest - day, 0), 0)
    return pairs.assign(days=days, lag=np.where(total, days, 0), recency=recency(days.astype(np.float64)))


def _with_growth(pairs: pd.DataFrame, heard: HeardClaims, cells: Cells, usable: Ints) -> pd.DataFrame:
    """Add the growth of totals a day, and the upper ends of old totals carried to the newest count by it."""
    growing = growing_totals(heard)
    code, measures = pd.factorize(heard.quantities.table["measure"], sort=True)
    known = heard.known.growth
    usual = None if known is None else pd.Series([known.get(name, 0.0) for name in measures])
    rates = growth_rates(_counts(heard, usable, growing), cells, code.astype(np.int64), usual)
    grows = growing[pairs["quantity_code"].to_numpy()]
    rate = np.where(grows, rates[pairs["cell"].to_numpy()], 0.0)
    carries = np.where(pairs["bound"] == "", rate, 0.0)
    days = pairs["days"].to_numpy(np.float64)
    return pairs.assign(rate=rate, carried_high=carried_high(pairs["range_high"].to_numpy(), days, carries))


def _with_weights(pairs: pd.DataFrame, heard: HeardClaims) -> pd.DataFrame:
    """Add the weight of every claim on its cell's day: its own, its share of its voice, its age."""
    own, share = (heard.table[name].to_numpy()[pairs["claim"]] for name in ("weight", "share_factor"))
    # a factor above 0 stays above 0: the half-life of two months makes 1e-308 of two centuries
    return pairs.assign(weight=np.maximum(own * share * pairs["recency"].to_numpy(), np.finfo(float).tiny))


def _counts(heard: HeardClaims, usable: Ints, growing: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Return the dated claims of quantities that grow."""
    quantity, day = (heard.table[name].to_numpy()[usable] for name in ("quantity_code", "day"))
    counted = usable[growing[quantity] & (day != NO_DAY)]
    # no pace leads across a break
    return apart_at_breaks(heard.table[["quantity_code", "voice_code", "day", "range_best", "era"]].iloc[counted])


def growth_of_measures(heard: HeardClaims) -> pd.DataFrame:
    """Return of every measure by how much its totals rose from count to count, and their levels times the days.

    Returns
    -------
    DataFrame
        `measure`, `rise`, `level`: sums, which add up over parts of a run.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": "A", "best": [100, 300], "temporal": "cumulative",
    ...                      "count_date": ["2025-01-10", "2025-01-20"]})
    >>> growth_of_measures(hear(check_claims(rows).claims, registry_of(None), {}, {}, None)).values.tolist()
    [['killed', 200.0, 2000.0]]
    """
    usable = np.flatnonzero((heard.table["reason"] == "").to_numpy())
    steps = growth_steps(_counts(heard, usable, growing_totals(heard)))
    measure = heard.quantities.table["measure"].astype(object).to_numpy()[steps["quantity_code"].to_numpy(np.int64)]
    return steps.assign(measure=measure).groupby("measure")[["rise", "level"]].sum().reset_index()
