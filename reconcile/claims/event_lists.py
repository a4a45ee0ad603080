"""Lists of events: which one an event is of, and ids that are each list's own.

Two lists number their events by themselves, and one event counts several things: what they share is no repeated id. The
list that comes first in the alphabet keeps it; the events of the others are called "ACLED:17", further figures of one
event "17:wounded".
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Strings, each_once, each_pair_once, strings
from reconcile.spellings import name_key

__all__ = ["COUNTRIES", "EVENT_ROWS", "PLACES", "WITHIN", "event_lists", "files_of_many", "name_by_lists"]

# what the rows of an input are called that happened apart
EVENT_ROWS = "events"

# columns of lists whose values are countries
COUNTRIES = ("country", "country_name", "iso3")

# columns of lists whose values are places, the finest first
PLACES = (
    "place", "location", "city", "admin3", "adm_3", "admin2", "adm_2", "admin1", "adm_1", "province", "country",
    "region",
)  # fmt: skip

# stands between a list and the id of one of its events, and between an event and what is counted
WITHIN = ":"


def event_lists(claims: pd.DataFrame) -> Strings:
    """Return the list of every event: as declared, else its source, else its file where that has many sources.

    Examples
    --------
    >>> rows = pd.DataFrame({"file": ["a.csv", "a.csv", "b.csv"], "source": ["X", "Y", "X"], "event_list": ""})
    >>> event_lists(rows).tolist()
    ['a', 'a', 'X']
    """
    source, file = strings(claims["source"]), strings(claims["file"])
    many = set(files_of_many(claims).index)
    name = each_pair_once(source, file, lambda told, of: PurePosixPath(of).stem if of in many else told)
    return each_pair_once(strings(claims["event_list"]), name, lambda own, other: own or other)


def files_of_many(claims: pd.DataFrame) -> pd.Series:
    """Return how many sources each file has whose events name no list: a list in that column is who told each event.

    Examples
    --------
    >>> rows = pd.DataFrame({"file": ["a.csv", "a.csv", "b.csv"], "source": ["X", "Y", "X"], "event_list": ""})
    >>> files_of_many(rows).to_dict()
    {'a.csv': 2}
    """
    table = pd.DataFrame({name: strings(claims[name]) for name in ("file", "source", "event_list")})
    unnamed = table[(table["event_list"] == "") & (table["file"] != "")].drop_duplicates()
    sources = unnamed.groupby("file", sort=True)["source"].size()
    return sources[sources > 1]


def name_by_lists(claims: pd.DataFrame, usable: Flags) -> None:
    """Name events apart, in place, whose id another list has too, or another figure of the same event.

    Parameters
    ----------
    claims : DataFrame, index 0, 1, …
        `claim_id`, `source`, `file`, `rows`, `event_list`, `measure`.
    usable : ndarray of bool, shape (claims,)
        Rows that are not rejected.

    Notes
    -----
    What is no event keeps its id. Two events of one list, measure and id are left: editions, or a repeated id.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": "1", "source": ["B", "A", "A"], "file": "", "rows": "events",
    ...                        "event_list": "", "measure": ["killed", "killed", "wounded"]})
    >>> name_by_lists(claims, np.ones(3, dtype=bool))
    >>> claims["claim_id"].tolist()
    ['B:1', '1', '1:wounded']
    """
    events = (claims["rows"] == EVENT_ROWS).to_numpy()
    if not events.any():
        return
    rows = np.flatnonzero(usable)
    rows = rows[claims["claim_id"].iloc[rows].duplicated(keep=False).to_numpy()]
    if not events[rows].any():
        return
    # which file has many sources is seen in all of its events
    lists = np.full(len(claims), "", dtype=object)
    lists[events] = event_lists(claims[events])
    measure = strings(claims["measure"].iloc[rows])
    ids = strings(claims["claim_id"].iloc[rows])
    ids = _apart(ids, lists[rows], events[rows], lambda own, name: f"{name}{WITHIN}{own}")
    ids = _apart(ids, measure, events[rows], lambda own, name: f"{own}{WITHIN}{name}")
    names = claims["claim_id"].to_numpy(dtype=object).copy()
    names[rows] = ids
    claims["claim_id"] = pd.Series(names, index=claims.index, dtype="str")


def _apart(ids: Strings, owner: Strings, events: Flags, named: Callable[[str, str], str]) -> Strings:
    """Return ids named by their owners but for those of the first owner of each; what is no event owns them before."""
    key = np.where(events, each_once(owner, name_key), "").astype(object)
    table = pd.DataFrame({"claim_id": ids, "key": key})
    other = table["key"].to_numpy() != table.groupby("claim_id")["key"].transform("min").to_numpy()
    other &= events
    apart = ids.copy()
    apart[other] = each_pair_once(ids[other], owner[other], named)
    return apart
