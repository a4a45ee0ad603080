"""Which other definitions of a family stand beside an estimate: of the same party, at the same time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, strings
from reconcile.days import NO_DAY, days_of
from reconcile.same_time import same_time

__all__ = ["definitions_beside"]

# neighbours in time that are looked at on each side of an estimate, so that a family of any size takes linear time
REACH = 12

# places of the two rows of a pair and of what holds of both, the other row first
_BACK = [1, 0, 2, 3]

# most definitions beside one estimate
MOST_BESIDE = 3


def definitions_beside(
    rows: pd.DataFrame, most: int = MOST_BESIDE, things: Ints | None = None
) -> pd.DataFrame:  # fmt: skip
    """Find the other quantities of a family that are about the same time, the nearest first.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`.
    most : int
        Neighbours kept for a row.
    things : ndarray of int, shape (rows,), optional
        Numbers of the things that rows count: then only definitions of the same thing are beside one another.

    Returns
    -------
    DataFrame
        `row`, `other`: positions in `rows`, sorted by row, distance in time, difference in length, quantity.

    Notes
    -----
    The rule is `same_time`. Quantities that differ in their period alone count the same thing.

    Examples
    --------
    >>> day = pd.Timestamp("2025-01-31")
    >>> rows = pd.DataFrame({"family": "f", "party": "p", "quantity": ["a", "b"], "measure": ["killed", "wounded"],
    ...                      "place": "", "scope": "", "population": "", "temporal": "stock",
    ...                      "period_start": pd.NaT, "period_end": pd.NaT, "count_date": [day, day]})
    >>> definitions_beside(rows).values.tolist()
    [[0, 1], [1, 0]]
    """
    table = _timed(rows)
    if things is not None:
        table["group"] = things[table["row"].to_numpy()]
    order = table.sort_values(["group", "first", "last", "quantity"])
    columns = {name: order[name].to_numpy(np.int64) for name in ("row", "group", "definition", "first", "last")}
    shifted = [_shifted(columns, step) for step in range(1, min(REACH, len(order) - 1) + 1)]
    # each pair both ways
    ways = [way for pair in shifted for way in (pair, pair[_BACK])]
    whole = np.concatenate([np.empty((4, 0), dtype=np.int64), *ways], axis=1)
    pairs = pd.DataFrame(dict(zip(("row", "other", "gap", "unlike"), whole, strict=True)))
    pairs["quantity"] = strings(rows["quantity"])[pairs["other"].to_numpy(np.int64)]
    pairs = pairs.sort_values(["row", "gap", "unlike", "quantity"], kind="stable").drop_duplicates(["row", "quantity"])
    return pairs[pairs.groupby("row").cumcount() < most][["row", "other"]].reset_index(drop=True)


def _timed(rows: pd.DataFrame) -> pd.DataFrame:
    day, start, end = (days_of(rows[name]) for name in ("count_date", "period_start", "period_end"))
    spans = np.isin(strings(rows["temporal"]), ("period", "rate", "")) & (start != NO_DAY) & (end != NO_DAY)
    family = strings(rows["family"])
    table = pd.DataFrame({"row": np.arange(len(rows)), "family": family, "party": strings(rows["party"])})
    table["group"] = table.groupby(["family", "party"]).ngroup()
    table["quantity"] = strings(rows["quantity"])
    table["definition"] = rows.groupby(["measure", "place", "scope", "population", "temporal"]).ngroup().to_numpy()
    table["first"], table["last"] = np.where(spans, start, day), np.where(spans, end, day)
    named: pd.DataFrame = table[(family != "") & (table["first"] != NO_DAY).to_numpy()]
    return named


def _shifted(order: Mapping[str, Ints], step: int) -> Ints:
    """Return pairs of every row and the one `step` further on, where the two belong side by side.

    Shape (4, pairs): row, other, gap and difference in length, in days.
    """
    row, other = ({name: values[part] for name, values in order.items()} for part in (slice(-step), slice(step, None)))
    gap = np.maximum(np.maximum(other["first"] - row["last"], row["first"] - other["last"]), 0)
    beside = (row["group"] == other["group"]) & (row["definition"] != other["definition"])
    beside &= same_time(*(side[end] for side in (row, other) for end in ("first", "last")))
    unlike = np.abs((row["last"] - row["first"]) - (other["last"] - other["first"]))
    pairs: Ints = np.stack([row["row"], other["row"], gap, unlike])[:, beside]
    return pairs
