"""Partners: the earlier estimate that each estimate is compared with.

Rows of the same quantity and count date are partners. A quantity that is estimated only at its newest date moves on
with every new count: where its newest earlier row and its newest present row both lack a partner, they are partners.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["partners"]

_KEY = ["quantity", "count_date"]


def partners(now: pd.DataFrame, then: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Return for each present row the position of its partner among the earlier ones, -1 where it has none.

    Parameters
    ----------
    now, then : DataFrame
        With `quantity` and `count_date` (dates or NaT), sorted by both.

    Examples
    --------
    >>> then = pd.DataFrame({"quantity": ["dead", "lost"], "count_date": pd.to_datetime(["2025-01-01", "2025-01-01"])})
    >>> now = then.assign(count_date=pd.to_datetime(["2025-01-02", "2025-01-01"]))
    >>> partners(now, then).tolist()
    [0, 1]
    """
    left, right = _keys(now), _keys(then)
    exact = right.reset_index().set_index(_KEY)["index"]
    # a copy, as pandas may return its own array, which cannot be written to
    positions = np.array(exact.reindex(pd.MultiIndex.from_frame(left)).fillna(-1), dtype=np.intp)
    lone_now, lone_then = positions < 0, ~np.isin(np.arange(len(right)), positions)
    newest_now, newest_then = (~keys.duplicated("quantity", keep="last").to_numpy() for keys in (left, right))
    free = right[lone_then & newest_then]
    newest = pd.Series(free.index, index=free["quantity"])
    rows = np.flatnonzero(lone_now & newest_now)
    positions[rows] = newest.reindex(left["quantity"].to_numpy()[rows]).fillna(-1).to_numpy(dtype=np.intp)
    return positions


def _keys(table: pd.DataFrame) -> pd.DataFrame:
    """Return quantity and day as plain values, so that no date equals no date."""
    days = pd.to_datetime(table["count_date"]).to_numpy().astype("datetime64[D]").astype(np.int64)
    return pd.DataFrame({"quantity": table["quantity"].to_numpy(dtype=object), "count_date": days})
