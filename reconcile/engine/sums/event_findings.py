"""What events themselves show that the desk should know: events gone from a list, sums among single events."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, strings
from reconcile.claims.event_lists import PLACES, files_of_many
from reconcile.claims.text import group_rows
from reconcile.days import NO_DAY
from reconcile.engine.sums.declared import Sum
from reconcile.engine.sums.edition_changes import edition_changes
from reconcile.engine.sums.events import Events
from reconcile.plain_numbers import write_number
from reconcile.plurals import counted
from reconcile.records import findings

__all__ = ["GONE", "event_findings", "sums_of_nothing"]

GONE = "events-left-the-list"

# beginning of the reasons of events that a later edition of their list no longer has
LEFT = "left the list"

# single events within another one, in time and place, from which that one may be their sum
_LEAST_WITHIN = 2

# columns of lists that say where within a place
_POINTS = ("where_coordinates", "latitude", "longitude")


def event_findings(events: Events) -> list[pd.DataFrame]:
    """Return what is found of events.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.events import events_of
    >>> days = {"period_start": ["2024-05-01", "2024-05-02", "2024-05-01"],
    ...         "period_end": ["2024-05-01", "2024-05-02", "2024-05-07"]}
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9, 12], "place": "Alton",
    ...                       "rows": "events", "claim_id": ["E1", "E2", "E3"], "temporal": "period", **days})
    >>> [len(found) for found in event_findings(events_of(check_claims(table).claims))]
    [0, 0, 0, 0, 0, 1, 0]
    """
    found = [_unnamed(events), _gone(events), *edition_changes(events), _twice(events)]
    return [*found, _summaries(events), _without_best(events)]


def sums_of_nothing(declared: Sequence[Sum], made: Collection[Sum], events: Events) -> pd.DataFrame:
    """Find declared sums that take no event; `made` are those that have a total.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.events import events_of
    >>> table = pd.DataFrame({"measure": "killed", "source": "GED", "best": [3], "rows": "events"})
    >>> sums_of_nothing([Sum(event_list="GDE")], [], events_of(check_claims(table).claims))["message"].tolist()
    ['sum 1 of [[sums]], of list GDE, takes no event; there are GED: killed']
    """
    pairs = pd.DataFrame({"name": events.event_list, "measure": strings(events.claims["measure"])}).drop_duplicates()
    there = ", ".join(sorted(pairs["name"] + ": " + pairs["measure"]))
    message = [f"sum {number} of [[sums]]{_asked(one)}, takes no event; there are {there}"
               for number, one in enumerate(declared, start=1) if one not in made]  # fmt: skip
    return findings("sum-of-nothing", message, hint="correct its list, measure or period, or leave it out")


def _asked(declared: Sum) -> str:
    asked = {"of list": declared.event_list, "of": declared.measure, "by": ", ".join(declared.by)}
    return "".join(f", {preposition} {word}" for preposition, word in asked.items() if word)


def _unnamed(events: Events) -> pd.DataFrame:
    """Find files with many sources whose list has no name."""
    many = files_of_many(events.claims)
    message = [f"its events have {count:,} sources, who told of them: they are added up as one list, by the file's name"
               for count in many.tolist()]  # fmt: skip
    return findings(
        "list-unnamed", message, file=many.index.tolist(), hint="name the list with `list` in its [[inputs]]"
    )


def _without_best(events: Events) -> pd.DataFrame:
    """Find the lists some of whose events have ends and no best figure, which are added up all the same."""
    rows = np.flatnonzero(events.made_up & (events.reason == ""))
    table = pd.DataFrame({
        "event_list": events.event_list[rows], "claim_id": strings(events.claims["claim_id"].iloc[rows]),
        "best": events.best[rows],
    })  # fmt: skip
    lists = table.groupby("event_list", sort=True)
    message = [f"{counted(len(of_list), 'event')} of {name} without a best figure: the middle of the ends, or the only "
               f"end, is added up in its place, {write_number(of_list['best'].sum())} in all"
               for name, of_list in lists]  # fmt: skip
    return findings(
        "best-not-given", message, claim_id=lists["claim_id"].min().tolist(),
        hint="where the list has a best figure in another column, name it in columns; else print its ends",
    )  # fmt: skip


def _twice(events: Events) -> pd.DataFrame:
    """Find editions that several files are declared as."""
    edition, file = strings(events.claims["edition"]), strings(events.claims["file"])
    table = pd.DataFrame({"event_list": events.event_list, "edition": edition, "file": file})
    files = table[edition != ""].drop_duplicates().groupby(["event_list", "edition"], sort=True)["file"].agg(list)
    several = files[files.map(len) > 1]
    message = [f"{', '.join(sorted(names_of))} are all edition {edition} of {name}"
               for (name, edition), names_of in several.items()]  # fmt: skip
    return findings("edition-twice", message, hint="give each file an edition of its own, or drop one")


def _gone(events: Events) -> pd.DataFrame:
    """Find the events that left their list, counted by what replaced them."""
    gone = np.char.startswith(events.reason.astype(str), LEFT)
    rows = np.flatnonzero(gone)
    if not len(rows):
        return findings(GONE, [])
    table = pd.DataFrame({
        "event_list": events.event_list[rows], "reason": events.reason[rows], "best": events.best[rows],
    })  # fmt: skip
    summed = table.groupby(["event_list", "reason"])["best"].agg(["size", "sum"]).reset_index()
    message = [f"{counted(int(size), 'event')} of {name} with a figure of {write_number(total)} in all {reason}"
               for name, reason, size, total in summed.itertuples(index=False)]  # fmt: skip
    return findings(
        GONE, message,
        hint="they are in no sum; `claims.csv` lists them, with this reason",
    )  # fmt: skip


def _summaries(events: Events) -> pd.DataFrame:
    """Find events that may be sums of others: of one place, over days that others lie within, and as large as these."""
    rows = np.flatnonzero((events.reason == "") & (events.first != NO_DAY))
    longer = rows[(events.last > events.first)[rows]]
    spot = _spots(events.claims)
    longer = longer[spot[longer] >= 0]
    if not len(longer):
        return findings("event-of-events", [])
    within, total = _within(events, rows, longer, spot)
    as_large = (within >= _LEAST_WITHIN) & (events.best[longer] >= total) & (total > 0)
    found = longer[as_large]
    within, total = within[as_large], total[as_large]
    message = [
        f"{counted(int(count), 'event')} of its place and days add up to {write_number(sum_of)}; it may be their sum, "
        "and all are added"
        for count, sum_of in zip(within.tolist(), total.tolist(), strict=True)
    ]
    return findings(
        "event-of-events", message, claim_id=strings(events.claims["claim_id"].iloc[found]),
        hint="set the status of one or the other to rejected, if they are the same dead",
    )  # fmt: skip


def _spots(claims: pd.DataFrame) -> Ints:
    """Return the number of the spot of every event, by all columns that say where; -1 where none says."""
    columns = [claims[name] for name in (*PLACES, *_POINTS) if name in claims.columns]
    filled = np.any([strings(column) != "" for column in columns], axis=0)
    spot: Ints = np.where(filled, group_rows(columns)[0], -1)
    return spot


def _within(events: Events, rows: Ints, longer: Ints, spot: Ints) -> tuple[Ints, np.ndarray]:
    """Return how many events of a single day lie within longer ones of their list, measure and place, and their sum."""
    claims = events.claims
    names_of = (pd.Series(events.event_list), claims["measure"], pd.Series(spot))
    code = np.zeros(len(claims), dtype=np.int64)
    for column in names_of:
        own, different = pd.factorize(column)
        code = code * (len(different) + 1) + own
    single = rows[(events.last == events.first)[rows]]
    ground, days = pd.factorize(code)[0], 10**8
    # one number a place and day, so that sorting serves all places
    key = ground.astype(np.int64) * days + np.where(events.first == NO_DAY, 0, events.first)
    single = single[np.argsort(key[single], kind="stable")]
    sums = np.r_[0.0, np.cumsum(events.best[single])]
    begins = np.searchsorted(key[single], key[longer], side="left")
    ends = np.searchsorted(key[single], key[longer] + (events.last - events.first)[longer], side="right")
    return ends - begins, sums[ends] - sums[begins]
