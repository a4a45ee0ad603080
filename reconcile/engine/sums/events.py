"""Events as arrays: the list of each, its days and its figures, and why some are not added up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings
from reconcile.claims.event_lists import event_lists
from reconcile.claims.ids import id_ranks
from reconcile.days import NO_DAY, days_of
from reconcile.engine.status_reasons import status_reasons

__all__ = ["Events", "events_of"]


@dataclass(frozen=True, kw_only=True)
class Events:
    """Events of lists; all arrays have the shape (events,).

    Attributes
    ----------
    claims : DataFrame, index from 0
        The checked claims that they are.
    event_list : ndarray of str
        The list of each: as it is declared, else its source, else its file where that has many sources.
    first, last : ndarray of int
        Days between which it happened; `NO_DAY` where they are not known.
    low, best, high : ndarray of float
        Its figures; an end that is not given is the best figure, and a best figure that is not given is `made_up`.
    made_up : ndarray of bool
        Whether `best` is the middle of its ends, or its only end, as its list gives no best figure.
    reason : ndarray of str
        Why it is not added up, "" where it is.
    id_rank : ndarray of int
        Alphabetical rank of its id, which settles ties.
    """

    claims: pd.DataFrame
    event_list: Strings
    first: Ints
    last: Ints
    low: Floats
    best: Floats
    high: Floats
    made_up: Flags
    reason: Strings
    id_rank: Ints


def events_of(claims: pd.DataFrame) -> Events:
    """Return checked claims as events.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "high": [4, None], "rows": "events",
    ...                      "count_date": "2024-05-01"})
    >>> events_of(check_claims(rows).claims).high.tolist()
    [4.0, 9.0]
    """
    claims = claims.reset_index(drop=True)
    given = claims["best"].fillna(claims["said_best"])
    best = given.fillna((claims["low"] + claims["high"]) / 2).fillna(claims["low"]).fillna(claims["high"])
    first, last = _days(claims)
    return Events(
        claims=claims,
        event_list=event_lists(claims),
        first=first,
        last=last,
        low=claims["low"].fillna(best).to_numpy(np.float64),
        best=best.to_numpy(np.float64),
        high=claims["high"].fillna(best).to_numpy(np.float64),
        made_up=given.isna().to_numpy(),
        reason=status_reasons(claims),
        id_rank=id_ranks(claims["claim_id"]),
    )


def _days(claims: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return first and last days; one that is missing is the other, or the day of the count."""
    start, end, day = (days_of(claims[name]) for name in ("period_start", "period_end", "count_date"))
    end = np.where(end == NO_DAY, day, end)
    first = np.where(start == NO_DAY, end, start)
    return first, np.where(end == NO_DAY, first, end)
