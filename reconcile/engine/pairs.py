"""Every estimate to make beside the claims that speak on its day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Ints
from reconcile.days import NO_DAY, as_day
from reconcile.engine.hear import HeardClaims
from reconcile.pool.cells import (
    Cells,
    carried_high,
    growth_rates,
    lay_cells,
    pair_claims,
    recency,
)
from reconcile.sources.accounts import DATED

__all__ = ["cells_of", "pairs_of"]

# columns of claims that every cell carries with it, and those that it is made from
_CARRIED = (
    "voice_code", "range_low", "range_best", "range_high", "p_low", "p_high", "bound", "stake_side", "quantity_code",
)  # fmt: skip
_HEARD = (*_CARRIED, "first", "last", "day", "weight", "share_factor")


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
    rows = table.iloc[usable]
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
        `cell`, `claim`, `days` (age at the cell's day), `rate` (growth a day), what a kernel is made of, `lag` (days
        behind the newest count of the cell), `recency`, `weight`, `carried_high`.

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
    temporal = heard.quantities.table["temporal"]
    dated, growing = temporal.isin(DATED).to_numpy(), (temporal == "cumulative").to_numpy()
    table = {name: heard.table[name].to_numpy() for name in _HEARD}
    cell, row = pair_claims(cells, *(table[name][usable] for name in ("quantity_code", "first", "last")))
    # in input order so far, which a stable sort keeps
    order = np.lexsort((table["voice_code"][usable[row]], cell))
    cell, claim = cell[order], usable[row[order]]
    part = {name: pd.Series(values[claim], dtype=values.dtype) for name, values in table.items()}
    quantity, day = part["quantity_code"].to_numpy(), part["day"].to_numpy()
    days = np.where(dated[quantity] & (day != NO_DAY), np.maximum(cells.day[cell] - day, 0), 0)
    grows = growing[quantity]
    rates = growth_rates(_counts(heard.table.iloc[usable], growing), cells, _measure_codes(heard))[cell]
    pairs = pd.DataFrame({
        "cell": cell, "claim": claim, "days": days, "rate": np.where(grows, rates, 0.0),
        **{name: part[name] for name in _CARRIED},
    }, copy=False)  # fmt: skip
    said = cells.day[cell] - days
    newest = np.full(len(cells.day), NO_DAY)
    np.maximum.at(newest, cell, said)
    pairs["lag"] = np.where(grows & (newest[cell] > NO_DAY), newest[cell] - said, 0)
    pairs["recency"] = recency(days.astype(np.float64))
    weight = part["weight"] * part["share_factor"] * pairs["recency"]
    # a factor above 0 stays above 0: the half-life of two months makes 1e-308 of two centuries
    pairs["weight"] = np.maximum(weight, np.finfo(float).tiny)
    carries = np.where(part["bound"] == "", pairs["rate"], 0.0)
    pairs["carried_high"] = carried_high(part["range_high"].to_numpy(), days.astype(np.float64), carries)
    return pairs


def _counts(table: pd.DataFrame, growing: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Return the dated claims of quantities that grow."""
    counted = growing[table["quantity_code"].to_numpy()] & (table["day"] != NO_DAY).to_numpy()
    counts: pd.DataFrame = table.loc[counted, ["quantity_code", "voice_code", "day", "range_best"]]
    return counts


def _measure_codes(heard: HeardClaims) -> Ints:
    return pd.factorize(heard.quantities.table["measure"], sort=True)[0].astype(np.int64)
