"""Periods that lie within others end to end: months of a quarter, quarters of a year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Ints

__all__ = ["MOST_PERIODS", "periods_within"]

# parts of one total that are looked for: the weeks of a year, and one at either end
MOST_PERIODS = 55


def periods_within(rows: pd.DataFrame) -> pd.DataFrame:
    """Find the shortest periods that lie within each longer one, one after the other, and what is left open.

    Parameters
    ----------
    rows : DataFrame
        `key` (what is counted, as a number), `cell`, `period_start`, `period_end`.

    Returns
    -------
    DataFrame
        `total`, `part` (cells; parts in order of time), `missing`: "" where they fill the total from end to end.
        Totals with fewer than two parts, or more than `MOST_PERIODS`, are left out.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-01-01", "2024-01-01", "2024-02-01", "2024-02-29", "2024-01-31", "2024-02-29"])
    >>> rows = pd.DataFrame({"key": 0, "cell": [7, 8, 9], "period_start": days[:3], "period_end": days[3:]})
    >>> periods_within(rows).values.tolist()
    [[7, 8, ''], [7, 9, '']]
    """
    spans = rows.dropna(subset=["period_start", "period_end"]).sort_values(
        ["key", "period_start", "period_end", "cell"]
    )
    first, last = (spans[name].to_numpy("datetime64[D]").astype(np.int64) for name in ("period_start", "period_end"))
    key, cell = (spans[name].to_numpy(np.int64) for name in ("key", "cell"))
    if not len(cell):
        return pd.DataFrame({"total": [], "part": [], "missing": []})
    shortest = ~pd.DataFrame({"key": key, "first": first}).duplicated().to_numpy()
    steps = [(spans_, at) for spans_, at in _chained(key, first, last, np.flatnonzero(shortest))]
    system = np.concatenate([total for total, _ in steps])
    part = np.concatenate([at for _, at in steps])
    order = np.lexsort((first[part], system))
    system, part = system[order], part[order]
    count, days = np.bincount(system, minlength=len(cell)), last - first + 1
    filled = np.bincount(system, weights=days[part], minlength=len(cell))
    kept = np.flatnonzero(((count > 1) & (count <= MOST_PERIODS))[system])
    open_days = (days - filled).astype(np.int64)[system]
    words = np.where(open_days > 0, np.char.add(open_days.astype(str), " of its days"), "")
    found = pd.DataFrame({"total": cell[system], "part": cell[part], "missing": words.astype(object)})
    return found.take(kept)


def _chained(key: Ints, first: Ints, last: Ints, starts: Ints) -> list[tuple[Ints, Ints]]:
    """Return totals with their next part, step by step: the first to begin where the part before it ended, or later."""
    reach = int(last.max() - first.min()) + 2
    place = key * reach + (first - first.min())
    found, total, on = [], np.arange(len(key)), place.copy()
    for _ in range(MOST_PERIODS + 1):
        at = np.searchsorted(place[starts], on)
        there = at < len(starts)
        total, at = total[there], starts[at[there]]
        within = (
            (key[at] == key[total]) & (last[at] <= last[total]) & (last[at] - first[at] < last[total] - first[total])
        )
        # a period that reaches out of the total ends the chain: what it would leave open is not known to be its part
        total, at = total[within], at[within]
        found.append((total, at))
        on = place[at] + (last[at] - first[at]) + 1
        if not len(total):
            break
    return found
