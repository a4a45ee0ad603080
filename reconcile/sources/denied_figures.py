"""What a denial takes back: the denier's own figure, and a figure that was attributed to the denier; nothing else.

Somebody else's claim stays, with the denial beside it: a denial is no veto.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.days import NO_DAY, dates_of
from reconcile.sources.registry import Registry
from reconcile.sources.same_figure import same_ends
from reconcile.spellings import name_key

__all__ = ["denied_figures"]


def denied_figures(claims: pd.DataFrame, registry: Registry) -> Strings:
    """Return why claims are not heard that were denied by whom they go back to.

    Parameters
    ----------
    claims : DataFrame, index from 0
        `claim_id`, `denied_by` (of several, each counts), `denied_day` (`NO_DAY` where there is none), `source`,
        `origin`, `voice` (canonical names), `voice_code`, `quantity_code`, `day`, `figure_low`, `figure_high`.
    registry : Registry
        Its aliases make names of the denier equal.

    Returns
    -------
    ndarray of str, shape (claims,)
        "" for claims that stay. With a denied figure fall the other accounts that its voice gave of it until then.

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"claim_id": ["A", "B"], "denied_by": ["aid group", "Army"], "source": "Wire",
    ...                        "denied_day": [20119, NO_DAY], "origin": ["Aid group", "Mayor"], "day": 20110,
    ...                        "voice": ["Aid group", "Mayor"], "voice_code": [0, 1], "quantity_code": 0,
    ...                        "figure_low": 12.0})
    >>> denied_figures(claims.assign(figure_high=12.0), registry_of(None)).tolist()
    ['taken back: denied by Aid group on 2025-01-31', '']
    """
    reason = np.full(len(claims), "", dtype=object)
    rows = np.flatnonzero(claims["denied_by"] != "")
    if not len(rows):
        return reason
    denier = _deniers(claims.iloc[rows], registry)
    own = denier != ""
    rows, denier = rows[own], denier[own]
    day = claims["denied_day"].to_numpy()[rows]
    dates = np.datetime_as_string(dates_of(day), unit="D").astype(object)
    words = "taken back: denied by " + denier + np.where(day == NO_DAY, "", " on " + dates)
    other, place = _other_accounts(claims, rows, day)
    reason[other] = words[place]
    reason[rows] = words
    return reason


def _deniers(claims: pd.DataFrame, registry: Registry) -> Strings:
    """Return who denied each claim and is one of those it comes from, "" where the denier is somebody else."""
    named = claims["denied_by"].astype("str").str.split(";").explode()
    known = registry.canonical(named.reset_index(drop=True)).astype("str")
    frame = pd.DataFrame({"row": named.index, "named": ""}, dtype=object)
    keys = known.map(name_key).to_numpy(dtype=object)
    # shown as it is written where the figure comes from; of several the voice
    for name in ("source", "origin", "voice"):
        written = claims[name].astype("str").loc[named.index].to_numpy(dtype=object)
        own = (keys != "") & (pd.Series(written, dtype="str").map(name_key).to_numpy(dtype=object) == keys)
        frame["named"] = np.where(own, written, frame["named"])
    first = frame[frame["named"] != ""].drop_duplicates("row").set_index("row")["named"]
    return first.reindex(claims.index).fillna("").to_numpy(dtype=object)


def _other_accounts(claims: pd.DataFrame, rows: Ints, denied: Ints) -> tuple[Ints, Ints]:
    """Return other claims of the voice of a denied figure that give it, and the place of that figure in `rows`."""
    keys = ["quantity_code", "voice_code"]
    taken = claims.iloc[rows][keys].assign(before=np.arange(len(rows)))
    pairs = taken.merge(claims[keys].assign(claim=np.arange(len(claims))), on=keys)
    other, place = pairs["claim"].to_numpy(np.int64), pairs["before"].to_numpy(np.int64)
    day, known = claims["day"].to_numpy(), denied[place]
    early: Flags = (day[other] == NO_DAY) | (known == NO_DAY) | (day[other] <= known)
    same = early & same_ends(claims, other, rows[place])
    # of several denials that concern an account the first by id, whatever the order of rows
    ids = claims["claim_id"].to_numpy(dtype=object)[rows[place]]
    first = pairs.assign(claim_id=ids)[same].sort_values(["claim", "claim_id"]).drop_duplicates("claim")
    return first["claim"].to_numpy(np.int64), first["before"].to_numpy(np.int64)
