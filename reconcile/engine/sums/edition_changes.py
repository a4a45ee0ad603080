"""What a later edition of a list changed: events that came late, and events with another figure, by month.

An event *came late* where an earlier edition covers its month and its ground without it. Editions are compared where
they know events by the same ids: of one that numbers all events anew nothing says which of them are new.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, strings
from reconcile.claims.edition_order import edition_ranks
from reconcile.days import NO_DAY
from reconcile.engine.sums.events import Events
from reconcile.engine.sums.gone_events import covered_rows, grounds_of, months_of, stood_once
from reconcile.plurals import counted
from reconcile.records import findings
from reconcile.spellings import name_key

__all__ = ["CAME_LATE", "REVISED", "edition_changes"]

CAME_LATE, REVISED = "events-came-late", "events-revised"

# share of the events of an edition that later ones know by their ids, from which they can be compared event by event:
# two editions of UCDP GED's Ukraine share 91%, a yearly edition and the candidate files of its months none
_COMPARABLE = 0.5

# months that a message names, those with the largest figures, and ids of events: a line of a page
_MOST_MONTHS, _MOST_IDS = 3, 3

_HINTS = {
    CAME_LATE: "they are added to the months in which they happened; `claims.csv` has them, with their edition",
    REVISED: "the newest edition counts; `claims.csv` has the earlier figures, as superseded",
}


def edition_changes(events: Events) -> list[pd.DataFrame]:
    """Return findings on what later editions changed, one an edition, measure and kind of change.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.events import events_of
    >>> table = pd.DataFrame({"claim_id": ["E1", "E2", "E9"], "measure": "killed", "source": "List", "best": [3, 3, 4],
    ...                       "count_date": "2024-05-01", "edition": ["1", "2", "2"]})
    >>> claims = check_claims(table).claims.assign(edition_of=["E2", "", ""])
    >>> edition_changes(events_of(claims))[0]["message"].tolist()
    ['1 event of List (E9) came late, with edition 2: killed +4 in 2024-05, which an earlier edition covers without it']
    """
    edition, month = strings(events.claims["edition"]), months_of(events.first)
    rows = np.flatnonzero(stood_once(events.reason) & (edition != "") & (month != NO_DAY))
    if len(set(edition[rows].tolist())) < 2:  # noqa: PLR2004  one edition changes nothing
        return [findings(kind, []) for kind in (CAME_LATE, REVISED)]
    table = _table(events, rows, edition, month)
    moved = pd.concat([_moved(part) for _, part in table.groupby("key", sort=True)], ignore_index=True)
    return [_told(moved[moved["kind"] == kind], kind) for kind in (CAME_LATE, REVISED)]


def _table(events: Events, rows: Ints, edition: Strings, month: Ints) -> pd.DataFrame:
    """Return what is compared of events, by event and edition."""
    claims = events.claims
    newest, own_id, measure = (strings(claims[name])[rows] for name in ("edition_of", "claim_id", "measure"))
    named = events.event_list[rows]
    table = pd.DataFrame({
        "event": pd.factorize(np.where(newest == "", own_id, newest))[0], "claim_id": own_id, "event_list": named,
        "key": pd.Series(named).map(name_key).to_numpy(), "edition": edition[rows], "measure": measure,
        "rank": edition_ranks(edition)[rows], "month": month[rows], "best": events.best[rows],
        "ground": pd.factorize(grounds_of(claims)[rows])[0], "stands": events.reason[rows] == "",
    })  # fmt: skip
    return table.sort_values(["event", "rank"], kind="stable")


def _moved(part: pd.DataFrame) -> pd.DataFrame:
    """Return the standing events of a list that came late, or have another figure than before, and by how much."""
    by_event = part.groupby("event")
    before, late = by_event["best"].shift(), _late(part)
    first = by_event["edition"].transform("first")
    other = ~late & before.notna().to_numpy() & (before != part["best"]).to_numpy()
    kind = np.select([late, other], [CAME_LATE, REVISED], "")
    moved = part.assign(
        kind=kind, moved=part["best"] - before.where(~late, 0.0), edition=first.where(late, part["edition"])
    )
    kept: pd.DataFrame = moved[moved["stands"].to_numpy() & (kind != "")]
    return kept


def _late(part: pd.DataFrame) -> Flags:
    """Return True for events that no edition before their first one has, though one of these covers them."""
    first, last = (part.groupby("event")["rank"].transform(which).to_numpy() for which in ("min", "max"))
    rank, month, ground = (part[name].to_numpy(np.int64) for name in ("rank", "month", "ground"))
    late = np.zeros(len(part), dtype=bool)
    for edition in sorted(set(rank.tolist()))[:-1]:
        own = rank == edition
        if (last[own] > edition).mean() >= _COMPARABLE:
            late |= covered_rows(ground, month, own, rank < edition) & (first > edition)
    return late


def _told(moved: pd.DataFrame, kind: str) -> pd.DataFrame:
    groups = [group for _, group in moved.groupby(["key", "edition", "measure"], sort=True)]
    alone = [group["claim_id"].iloc[0] if len(group) == 1 else "" for group in groups]
    return findings(kind, [_message(group, kind) for group in groups], claim_id=alone, hint=_HINTS[kind])


def _message(group: pd.DataFrame, kind: str) -> str:
    """Return what an edition changed: which events, and by how much in which months."""
    one, edition = len(group) == 1, group["edition"].iloc[0]
    ids = f" ({', '.join(sorted(group['claim_id']))})" if len(group) <= _MOST_IDS else ""
    events = f"{counted(len(group), 'event')} of {group['event_list'].iloc[0]}{ids}"
    by_month = group.groupby("month")["moved"].sum()
    months = f"{group['measure'].iloc[0]} {_months(by_month)}"
    if kind == REVISED:
        return f"{events} {'has' if one else 'have'} another figure in edition {edition}: {months}"
    return (f"{events} came late, with edition {edition}: {months}, which an earlier edition covers without "
            f"{'it' if one else 'them'}")  # fmt: skip


def _months(by_month: pd.Series) -> str:
    """Return by how much months moved, the largest first, the rest in one sum."""
    order = by_month.abs().sort_values(ascending=False, kind="stable").index
    named = [f"{by_month[month]:+,.10g} in {np.datetime64(int(month), 'M')}" for month in order[:_MOST_MONTHS]]
    rest = by_month[order[_MOST_MONTHS:]]
    named += [f"{rest.sum():+,.10g} in {counted(len(rest), 'more month')}"] if len(rest) else []
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
