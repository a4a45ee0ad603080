"""Events as rows of the table of claims: each is added up, or left out for a reason."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, strings
from reconcile.claims.text import categories_of
from reconcile.columns import CHECKED, CLAIMS, RAW_CLAIMS, names
from reconcile.engine.sums.events import Events

__all__ = ["event_rows"]

_ADDED = "an event of a list: added up, not weighed"


def event_rows(events: Events, quantity: Strings, total: pd.Series) -> pd.DataFrame:
    """Return one row an event, columns of `claims.csv` and the unknown columns that came with it.

    Parameters
    ----------
    events : Events
    quantity : ndarray of str, shape (events,)
        Key of the sum that it is in first, "" for none.
    total : Series of float, shape (events,)
        Best figure of that sum.

    Notes
    -----
    Its weight is its share of that sum; without it the sum would be smaller by as much.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.events import events_of
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "count_date": "2024-05-01"})
    >>> key = np.array(["List/killed/all"] * 2, dtype=object)
    >>> event_rows(events_of(check_claims(table).claims), key, pd.Series([12.0, 12.0]))["weight"].tolist()
    [0.25, 0.75]
    """
    claims, count = events.claims, len(events.best)
    used, best = events.reason == "", pd.Series(events.best)
    weight = (best / total.where(total > 0)).where(used).clip(upper=1.0)
    left_out = events.reason
    rows = {name: claims[name] for name in names(RAW_CLAIMS) if name not in ("weight", "quantity")}
    table = pd.DataFrame({
        **rows, "quantity": categories_of(pd.Series(quantity)),
        "kind": _held(np.where(events.low < events.high, "interval", "exact"), count),
        "range_low": events.low, "range_best": events.best, "range_high": events.high, "open_low": False,
        "open_high": False, "voice": categories_of(pd.Series(events.event_list)), "weight": weight.fillna(0.0),
        "weight_reason": categories_of(pd.Series(np.where(used, _ADDED, "not used: " + left_out), dtype=object)),
        "influence": -weight, "used": used, "left_out_reason": categories_of(pd.Series(left_out)),
        "bound": _held("", count), "read_why": _held("as the list gives it", count), "source_factor": 1.0,
        "item_factor": 1.0, "recency_factor": np.nan, "desk_factor": claims["weight"].fillna(1.0),
        "share_factor": np.nan, "stake_side": _held("", count), "carried_days": np.nan, "influence_width": np.nan,
        "tail_p": np.nan, "file": claims["file"], "row": claims["row"],
    })  # fmt: skip
    known = {*names(RAW_CLAIMS), *names(CLAIMS), *names(CHECKED)}
    return table[names(CLAIMS)].assign(**{str(name): claims[name] for name in claims.columns if name not in known})


def _held(text: object, count: int) -> pd.Series:
    """Return texts as categories."""
    return categories_of(pd.Series(strings(np.broadcast_to(np.asarray(text, dtype=object), count))))
