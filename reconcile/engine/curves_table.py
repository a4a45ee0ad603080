"""The table of curves: totals that only rise at every date, and where their pace would lead after the newest count."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtri

from reconcile.arrays import Flags, strings
from reconcile.columns import CURVES, names
from reconcile.days import NO_DAY, dates_of
from reconcile.defaults import DEFAULT_METHOD
from reconcile.engine.growing_totals import growing_totals
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import Pooled
from reconcile.pool.cells import Cells, sums_up_to
from reconcile.pool.methods import CURVE
from reconcile.pool.pace import own_paces, pooled_paces, projected
from reconcile.sources.breaks import apart_at_breaks

__all__ = ["curves_table", "led_on"]

# days between dates after the newest count at which a projection is drawn, up to the date of knowledge
PROJECTED_EVERY = 30

# how counts are made that lag behind: a name is found months after a death, so that their pace is that of the search
_LISTS = ("named", "certified")

_ENDS = ("low", "low50", "best", "high50", "high")
_OF_CELLS = (
    "cell",
    "quantity_code",
    "day",
    "extrapolated_days",
    "work_scale",
    "curved",
    "voices",
    *_ENDS,
    "prior_low",
    "prior_high",
)
_PROJECTION = ("projection_low", "projection_best", "projection_high")


def curves_table(heard: HeardClaims, pooled: Pooled, level: float, method: str) -> pd.DataFrame:
    """Return one row a date of every total that only rises: columns of `CURVES`.

    The dates are those of the estimates and, where a projection may be drawn, every 30 days after the newest count up
    to the date of knowledge. Low to high are the estimate's, which do not move after the newest count. The projection
    is empty up to the newest count, and where no pace may be read: docs/methods/growth.md.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.pooled import pool
    >>> from reconcile.sources.registry import registry_of
    >>> days = ["2025-01-10", "2025-01-20", "2025-01-30"]
    >>> rows = pd.DataFrame({"measure": "killed", "source": "A", "best": [100, 200, 300], "temporal": "cumulative",
    ...                      "count_date": days})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, "2025-02-09")
    >>> table = curves_table(heard, pool(heard, "latest", 0.9, "linear"), 0.9, "linear")
    >>> table[["extrapolated_days", "best", "projection_best"]].round(0).values.tolist()
    [[0.0, 300.0, nan], [10.0, 300.0, 392.0]]
    """
    if not growing_totals(heard).any():
        return _no_curve().copy()
    paced = _with_pace(_rising(heard, pooled), heard, pooled.pairs)
    drawn = _with_projection(_with_later_days(paced, heard.as_of), level)
    table = drawn.assign(
        quantity=strings(heard.quantities.table["quantity"])[drawn["quantity_code"]],
        method=np.where(drawn["curved"] | (method != CURVE.name), method, DEFAULT_METHOD),
        count_date=dates_of(drawn["day"].to_numpy(np.int64)),
        extrapolated_days=drawn["extrapolated_days"].astype(np.int64),
    )  # fmt: skip
    return table[names(CURVES)]


@cache
def _no_curve() -> pd.DataFrame:
    """Return the table of a run without a total that only rises: no row, and the types of one with rows."""
    columns: dict[str, Any] = dict.fromkeys(names(CURVES), np.zeros(0))
    dates = dates_of(np.zeros(0, dtype=np.int64))
    columns |= {"quantity": pd.Series(dtype=object), "count_date": dates, "method": pd.Series(dtype="str")}
    columns |= dict.fromkeys(("counts", "extrapolated_days"), np.zeros(0, dtype=np.int64))
    return pd.DataFrame(columns)


def led_on(heard: HeardClaims, pooled: Pooled, level: float) -> pd.DataFrame:
    """Return the cells of a pool with their ends moved, after the newest count, to where its pace leads.

    What follows from pace is what voices may say next. It is no estimate, and stands in no sentence.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.pooled import pool
    >>> from reconcile.sources.registry import registry_of
    >>> days = ["2025-01-10", "2025-01-20", "2025-01-30"]
    >>> rows = pd.DataFrame({"measure": "killed", "source": "A", "best": [100, 200, 300], "temporal": "cumulative",
    ...                      "count_date": days})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, "2025-02-09")
    >>> led_on(heard, pool(heard, ["2025-01-30", "2025-02-09"], 0.9, "linear"), 0.9)["best"].round().tolist()
    [300.0, 392.0]
    """
    drawn = _with_projection(_with_pace(_rising(heard, pooled), heard, pooled.pairs), level)
    moved = drawn[drawn["projection_best"].notna()]
    low, best, high = (moved[name].to_numpy(np.float64) for name in _PROJECTION)
    # the quartiles of what is normal on either side of the log scale
    inner = ndtri(0.75) / ndtri((1 + level) / 2)
    ends = (low, best * (low / best) ** inner, best, best * (high / best) ** inner, high)
    cells = pooled.cells.copy()
    for name, values in zip(_ENDS, ends, strict=True):
        column = cells[name].to_numpy(np.float64, copy=True)
        column[moved["cell"].to_numpy(np.int64)] = values
        cells[name] = column
    return cells


def _rising(heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Return the cells of totals that only rise, numbered."""
    cells = pooled.cells
    kept = growing_totals(heard)[cells["quantity_code"].to_numpy()] & cells["extrapolated_days"].notna().to_numpy()
    rows: pd.DataFrame = cells.assign(cell=np.arange(len(cells))).loc[kept, list(_OF_CELLS)]
    return rows.reset_index(drop=True)


def _with_pace(rows: pd.DataFrame, heard: HeardClaims, pairs: pd.DataFrame) -> pd.DataFrame:
    """Add the counts up to each date, the pace in them (nan where none may be read) and the days they reach back."""
    if not len(rows):
        return rows.assign(counts=np.zeros(0, dtype=np.int64), pace=np.zeros(0), reach=np.zeros(0))
    table = heard.table
    counted = (table["reason"] == "").to_numpy() & (table["day"] != NO_DAY).to_numpy()
    counted &= growing_totals(heard)[table["quantity_code"].to_numpy()]
    cells = Cells(rows["quantity_code"].to_numpy(np.int64), rows["day"].to_numpy(np.int64))
    counts = sums_up_to(cells, table.loc[counted, ["quantity_code", "day"]].assign(counts=1), "counts")
    named = heard.claims["basis"].isin(_LISTS).to_numpy() | (table["bound"] != "").to_numpy()
    located = table.loc[counted & ~named, ["quantity_code", "voice_code", "day", "range_best", "era"]]
    # no pace leads across a break
    own = own_paces(apart_at_breaks(located)).reindex(pairs["claim"]).reset_index(drop=True)
    day = table["day"].iloc[pairs["claim"]].reset_index(drop=True)
    pace = pooled_paces(pairs["cell"], pairs["weight"], day, own).reindex(rows["cell"])
    newest = rows["day"] - rows["extrapolated_days"]
    return rows.assign(
        counts=counts.astype(np.int64), pace=pace["pace"].to_numpy(), reach=newest - pace["since"].to_numpy(),
    )  # fmt: skip


def _with_later_days(rows: pd.DataFrame, as_of: int) -> pd.DataFrame:
    """Add rows after the last of every quantity, as far as a projection reaches: every 30 days, and the last day."""
    if not len(rows):
        return rows
    last = rows[~rows.duplicated("quantity_code", keep="last") & ~rows["curved"]]
    newest = last["day"] - last["extrapolated_days"]
    until = np.minimum(as_of, newest + last["reach"])
    last = last.assign(newest=newest, until=until)[last["pace"].notna() & (until > last["day"])]
    steps = np.ceil((last["until"] - last["newest"]) / PROJECTED_EVERY).astype(np.int64).to_numpy()
    later = last.loc[np.repeat(last.index, steps)]
    place = np.arange(len(later)) - np.repeat(np.cumsum(steps) - steps, steps) + 1
    day = np.minimum(later["newest"] + PROJECTED_EVERY * place, later["until"])
    later = later.assign(extrapolated_days=day - later["newest"])[day > later["day"]]
    later = later.assign(day=later["newest"] + later["extrapolated_days"])
    both: pd.DataFrame = pd.concat([rows, later[rows.columns]])
    return both.sort_values(["quantity_code", "day"], kind="stable", ignore_index=True)


def _with_projection(rows: pd.DataFrame, level: float) -> pd.DataFrame:
    """Add where the pace leads, after the newest count and no farther ahead than the counts reach back."""
    beyond, reach, pace = (rows[name].to_numpy(np.float64) for name in ("extrapolated_days", "reach", "pace"))
    low, best, high = (rows[name].to_numpy(np.float64) for name in ("low", "best", "high"))
    drawn = (beyond > 0) & (beyond <= reach) & np.isfinite(pace) & (low > 0) & _may_grow(rows)
    ends = np.full((3, len(rows)), np.nan)
    ends[:, drawn] = projected(low[drawn], best[drawn], high[drawn], pace[drawn], beyond[drawn], level)
    return rows.assign(**dict(zip(_PROJECTION, ends, strict=True)))


def _may_grow(rows: pd.DataFrame) -> Flags:
    """Return True for rows of the pool on the log scale: a curve leads on by itself, and shares end at 100%."""
    flags: Flags = (rows["work_scale"] == "log").to_numpy(bool) & ~rows["curved"].to_numpy(bool)
    return flags
