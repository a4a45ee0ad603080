"""Claims that are not heard for their role in a sentence: earlier ones, denied ones, increments without dates."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY

__all__ = ["set_aside_by_role"]

_DENIED = "denied: nobody stands by this report, and it was denied"
_UNDATED = "an increase, and nobody can say from when to when"
_EARLIER = "superseded: an earlier figure of its voice, which now gives "


def set_aside_by_role(claims: pd.DataFrame) -> Strings:
    """Return why claims are not heard for what they are in their sentence.

    Parameters
    ----------
    claims : DataFrame, index from 0
        `claim_id`, `role`, `temporal`, `quantity_code`, `voice_code`, `day`, `day_stated`, `published_day`,
        `period_start`, `period_end`, `reason` (why a claim is set aside already).

    Returns
    -------
    ndarray of str, shape (claims,)
        "" for claims that stay. An earlier figure gives way to a newer one of its own voice only, and where both are
        dated counts, it stays true of its own days.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B"], "role": ["earlier", ""], "temporal": "cumulative", "reason": "",
    ...                        "quantity_code": 0, "voice_code": 0, "day": 9, "day_stated": False, "published_day": 9,
    ...                        "period_start": pd.NaT, "period_end": pd.NaT})
    >>> set_aside_by_role(claims).tolist()
    ['superseded: an earlier figure of its voice, which now gives B', '']
    """
    reason = np.full(len(claims), "", dtype=object)
    role = claims["role"]
    if role.isin(["", "total", "part"]).all():
        return reason
    undated = (claims["period_start"].isna() | claims["period_end"].isna()).to_numpy()
    reason[(role == "increment").to_numpy() & undated] = _UNDATED
    reason[(role == "denied").to_numpy()] = _DENIED
    free = (claims["reason"] == "").to_numpy() & (reason == "")
    earlier, newer = _newer_of_voice(claims, free)
    ids = claims["claim_id"].to_numpy(dtype=object)
    reason[earlier] = _EARLIER + ids[newer]
    return reason


def _newer_of_voice(claims: pd.DataFrame, free: Flags) -> tuple[Ints, Ints]:
    """Return the earlier figures that give way, and of each the newest figure of its voice."""
    keys, earlier = ["quantity_code", "voice_code"], (claims["role"] == "earlier").to_numpy()
    old, new = np.flatnonzero(free & earlier), np.flatnonzero(free & ~earlier)
    pairs = claims.iloc[old][keys].assign(before=old).merge(claims.iloc[new][keys].assign(after=new), on=keys)
    before, after = pairs["before"].to_numpy(np.int64), pairs["after"].to_numpy(np.int64)
    pairs = pairs[_gives_way(claims, before, after)]
    day, ids = claims["day"].to_numpy(), claims["claim_id"].to_numpy(dtype=object)
    order = pairs.assign(day=day[pairs["after"]], claim_id=ids[pairs["after"]]).sort_values(
        ["before", "day", "claim_id"], ascending=[True, False, True], kind="stable"
    )
    newest = order.drop_duplicates("before")
    return newest["before"].to_numpy(np.int64), newest["after"].to_numpy(np.int64)


def _gives_way(claims: pd.DataFrame, old: Ints, new: Ints) -> Flags:
    """Return True where the second figure is the newer one, and the first is not a count of another, earlier day."""
    stated, day, said = (claims[name].to_numpy() for name in ("day_stated", "day", "published_day"))
    both = stated[old] & stated[new]
    time_old, time_new = np.where(both, day[old], said[old]), np.where(both, day[new], said[new])
    newer = (time_old == NO_DAY) | (time_new == NO_DAY) | (time_old <= time_new)
    counted = claims["temporal"].isin(DATED).to_numpy()[old] & both & (day[old] < day[new])
    gives_way: Flags = newer & ~counted
    return gives_way
