"""Editions of a list: which of its events stand.

The same id in a later edition supersedes. An event that a later edition no longer has, though it lies within the time
and the place that this edition covers, has left the list: so a yearly edition replaces the candidate files of its
months. An edition *covers* the whole months from its first event to its last one, and the places that its events name.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings, each_once, each_text, strings
from reconcile.claims.edition_order import edition_ranks
from reconcile.days import NO_DAY
from reconcile.engine.sums.events import Events
from reconcile.spellings import name_key

__all__ = ["left_the_list"]

# columns that say which ground an edition covers, the first that the events have: countries rather than towns, since a
# town without events in a later edition is covered all the same
_GROUND = ("country", "country_name", "iso3", "place")

_LEFT = "left the list: edition {edition} covers its time and place and no longer has it"
_LATER = "superseded: its later edition is "


def left_the_list(events: Events) -> Strings:
    """Return why events do not stand in the newest edition that covers them, "" for those that stand.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.events import events_of
    >>> table = pd.DataFrame({"claim_id": ["E1", "E2", "E3"], "measure": "killed", "source": "List", "best": [3, 4, 5],
    ...                       "count_date": "2024-05-01", "place": "Alton", "edition": ["1", "1", "2"]})
    >>> left_the_list(events_of(check_claims(table).claims)).tolist()[0]
    'left the list: edition 2 covers its time and place and no longer has it'
    """
    edition, older = strings(events.claims["edition"]), (events.claims["edition_of"] != "").to_numpy()
    reason = np.where(older, _LATER + strings(events.claims["edition_of"]), "").astype(object)
    if len(set(edition.tolist()) - {""}) < 2:  # noqa: PLR2004  of one edition nothing can leave
        return reason
    rank, standing = edition_ranks(edition), (events.reason == "") & (edition != "")
    place, month = _ground(events.claims), _months(events.first)
    whose = each_once(events.event_list, name_key)
    for name in dict.fromkeys(whose.tolist()):
        _leave(reason, np.flatnonzero((whose == name) & standing), rank, edition, place, month)
    return reason


def _leave(reason: Strings, rows: Ints, rank: Ints, edition: Strings, place: Strings, month: Ints) -> None:
    """Take out the events that a later edition covers and does not have, in place."""
    for later in sorted(set(rank[rows].tolist()))[1:]:
        own = rows[(rank[rows] == later) & (month[rows] != NO_DAY)]
        if not len(own):
            continue
        covered = (month[rows] >= month[own].min()) & (month[rows] <= month[own].max())
        covered &= np.isin(place[rows], np.unique(place[own].astype(str)).astype(object))
        gone = rows[covered & (rank[rows] < later)]
        reason[gone[reason[gone] == ""]] = _LEFT.format(edition=edition[own[0]])


def _ground(claims: pd.DataFrame) -> Strings:
    """Return the ground on which every event lies, as editions are compared by it; "" where no column says."""
    column = next((name for name in _GROUND if name in claims.columns and (claims[name] != "").any()), "")
    return each_text(claims[column], name_key) if column else np.full(len(claims), "", dtype=object)


def _months(days: Ints) -> Ints:
    """Return days as months since 1970; `NO_DAY` for none."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(days == NO_DAY, NO_DAY, months)
