"""Editions of a list: which of its events stand.

The same id in a later edition supersedes. An event that a later edition no longer has, though it lies within the time
and the place that this edition covers, has left the list: so a yearly edition replaces the candidate files of its
months. An edition *covers* the whole months from its first event to its last one, and the places that its events name:
but no month at its ends, and no place, in which it has fewer than half of the events that stood there before. So a file
of June whose first event began in May, or that has one event from over the border, takes nothing out of May, nor out of
the other country.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_once, each_text, strings
from reconcile.claims.edition_order import edition_ranks
from reconcile.claims.event_lists import COUNTRIES
from reconcile.days import NO_DAY, days_of
from reconcile.engine.sums.events import Events
from reconcile.spellings import name_key

__all__ = ["covered_rows", "grounds_of", "left_the_list", "months_of", "stood_once"]

# columns that say which ground an edition covers, the first that the events have: countries rather than towns, since a
# town without events in a later edition is covered all the same
_GROUND = (*COUNTRIES, "place")

# share of the events that stood before which an edition has in a month, or on a ground, that it covers: two editions of
# UCDP GED's Ukraine share 91%, and a month has hundreds of times the few events that reach over its border
_ENOUGH = 0.5

_LEFT_LIST = "left the list"
_LEFT = _LEFT_LIST + ": edition {edition} covers its time and place and no longer has it"
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
    edition, reason = strings(events.claims["edition"]), _superseded(events)
    if len(set(edition.tolist()) - {""}) < 2:  # noqa: PLR2004  of one edition nothing can leave
        return reason
    rank, standing = edition_ranks(edition), (events.reason == "") & (edition != "")
    place, month = grounds_of(events.claims), months_of(events.first)
    whose = each_once(events.event_list, name_key)
    for name in dict.fromkeys(whose.tolist()):
        rows = np.flatnonzero((whose == name) & standing & (month != NO_DAY))
        _leave(reason, rows[np.argsort(rank[rows], kind="stable")], rank, events.claims, place, month)
    return reason


def _superseded(events: Events) -> Strings:
    """Return which events a later edition of them replaces: the newest that is among the events stands."""
    newest = strings(events.claims["edition_of"])
    reason = np.full(len(newest), "", dtype=object)
    older = np.flatnonzero(newest != "")
    if not len(older):
        return reason
    own_id = strings(events.claims["claim_id"])
    reason[older] = _LATER + newest[older]
    lone = older[~np.isin(newest[older], own_id[events.reason == ""]) & (events.reason[older] == "")]
    rank = edition_ranks(strings(events.claims["edition"]))[lone]
    order = np.lexsort((days_of(events.claims["published"].iloc[lone]), rank))
    stands = lone[order][~pd.Series(newest[lone][order]).duplicated(keep="last").to_numpy()]
    reason[stands] = ""
    return reason


def _leave(reason: Strings, rows: Ints, rank: Ints, claims: pd.DataFrame, place: Strings, month: Ints) -> None:
    """Take out the events that a later edition covers and does not have, in place; rows are ordered by edition."""
    ground = pd.factorize(place[rows])[0]
    newest, own_id = (strings(claims[name].iloc[rows]) for name in ("edition_of", "claim_id"))
    event = pd.Series(np.where(newest == "", own_id, newest))
    for later in sorted(set(rank[rows].tolist()))[1:]:
        own, before = rank[rows] == later, np.flatnonzero(rank[rows] < later)
        # an event that several earlier editions have stood there once
        before = before[~event.iloc[before].duplicated(keep="last").to_numpy()]
        before = before[~np.char.startswith(reason[rows[before]].astype(str), _LEFT_LIST)]
        covered = covered_rows(ground, month[rows], own, np.isin(np.arange(len(rows)), before))
        gone = rows[covered & (rank[rows] < later)]
        edition = str(claims["edition"].iloc[rows[own][0]])
        reason[gone[reason[gone] == ""]] = _LEFT.format(edition=edition)


def stood_once(reason: Strings) -> Flags:
    """Return True for events that stand in their list or stood there in an edition; reasons are of `left_the_list`.

    Examples
    --------
    >>> stood_once(np.array(["", "superseded: its later edition is E1", "rejected by the desk"])).tolist()
    [True, True, False]
    """
    text = reason.astype(str)
    once: Flags = (text == "") | np.char.startswith(text, _LEFT_LIST) | np.char.startswith(text, _LATER)
    return once


def covered_rows(ground: Ints, month: Ints, own: Flags, before: Flags) -> Flags:
    """Return True for rows in the months and on the ground that an edition covers.

    Parameters
    ----------
    ground, month : ndarray of int, shape (rows,)
        Where and when each event was.
    own, before : ndarray of bool, shape (rows,)
        Events of the edition, and those that stood before it.

    Examples
    --------
    >>> own, month = np.array([True, False, True, False]), np.array([0, 1, 2, 3])
    >>> covered_rows(np.zeros(4, dtype=np.int64), month, own, ~own & False).tolist()
    [True, True, True, False]
    """
    known = [number for number in np.unique(ground[own]).tolist()
             if _months_covered(month, own & (ground == number), before & (ground == number))]  # fmt: skip
    there = np.isin(ground, known)
    months = _months_covered(month, own & there, before & there)
    if not months:
        return np.zeros(len(month), dtype=bool)
    covered: Flags = there & (month >= months[0]) & (month <= months[1])
    return covered


def _months_covered(month: Ints, own: Flags, before: Flags) -> tuple[int, int] | None:
    """Return the first and the last month in which an edition has at least half as many events as stood before."""
    months, count = np.unique(month[own], return_counts=True)
    earlier = np.searchsorted(np.sort(month[before]), [months, months + 1])
    enough = months[count >= _ENOUGH * (earlier[1] - earlier[0])]
    return (int(enough[0]), int(enough[-1])) if len(enough) else None


def grounds_of(claims: pd.DataFrame) -> Strings:
    """Return the ground on which every event lies, as editions are compared by it; "" where no column says.

    Examples
    --------
    >>> grounds_of(pd.DataFrame({"place": ["Alton", "ALTON"]})).tolist()
    ['alton', 'alton']
    """
    column = next((name for name in _GROUND if name in claims.columns and (claims[name] != "").any()), "")
    return each_text(claims[column], name_key) if column else np.full(len(claims), "", dtype=object)


def months_of(days: Ints) -> Ints:
    """Return days as months since 1970; `NO_DAY` for none.

    Examples
    --------
    >>> months_of(np.array([40])).tolist()
    [1]
    """
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(days == NO_DAY, NO_DAY, months)
