"""Events in, sums out: every declared sum of every list, and what became of each event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings, strings
from reconcile.claims.edition_order import edition_order
from reconcile.claims.event_lists import PLACES
from reconcile.claims.text import group_rows
from reconcile.columns import CHECKED, CLAIMS_BEHIND, ESTIMATES, FINDINGS, RAW_CLAIMS, TEXTS, names
from reconcile.engine.sums.arithmetic import Totals, add_up, run_on
from reconcile.engine.sums.declared import DEFAULT_SUMS, Sum, check_sums
from reconcile.engine.sums.event_findings import event_findings, sums_of_nothing
from reconcile.engine.sums.event_rows import event_rows
from reconcile.engine.sums.events import Events, events_of
from reconcile.engine.sums.gone_events import left_the_list
from reconcile.engine.sums.interval import Revision, ends_of
from reconcile.engine.sums.pairs_of_editions import revision_of, usual_cells
from reconcile.engine.sums.sum_cells import cells_of_sum
from reconcile.engine.sums.sum_of_list import SumOfList
from reconcile.engine.sums.sum_rows import sum_rows
from reconcile.records import join_records
from reconcile.spellings import name_key

__all__ = ["AddedUp", "add_up_events", "sums_of_events"]

_NO_SUM = "no declared sum takes it: [[sums]] adds up other lists, measures or times"


@dataclass(frozen=True, kw_only=True)
class AddedUp:
    """What comes of events: rows of the tables of estimates and of claims, and findings."""

    estimates: pd.DataFrame
    claims: pd.DataFrame
    findings: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class _Part:
    """Events of one list, measure and unit; `all_editions` has those that a later edition replaced, too."""

    rows: Ints
    all_editions: Ints
    event_list: str
    measure: str
    unit: str


def add_up_events(claims: pd.DataFrame, sums: Sequence[Sum], level: float, as_of: int) -> AddedUp:
    """Add up the events of lists.

    Parameters
    ----------
    claims : DataFrame
        Checked claims whose rows are events.
    sums : sequence of Sum
        What is declared; where nothing is, the whole and its months are added up.
    level : float
        Share of cases in which low to high is built to hold.
    as_of : int
        Day of knowledge, days since 1970.

    Raises
    ------
    ConfigError
        A sum is by a column that the events do not have.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 3, 7], "rows": "events",
    ...                       "count_date": "2024-05-01"})
    >>> add_up_events(check_claims(table).claims, [], 0.9, 20000).estimates[["quantity", "sum_best"]].values.tolist()
    [['List/killed/2024-05', 13.0], ['List/killed/all', 13.0]]
    """
    events, made = sums_of_events(claims, sums, level)
    estimates, quantity, total = _tables(events, made, as_of)
    unsummed = np.where((events.reason == "") & (quantity == ""), _NO_SUM, events.reason).astype(object)
    settled = replace(events, reason=unsummed)
    filled = [one.declared for one in made if len(one.totals.best)]
    return AddedUp(
        estimates=estimates,
        claims=event_rows(settled, quantity, pd.Series(total)),
        findings=join_records([*event_findings(settled), sums_of_nothing(sums, filled, settled)], names(FINDINGS)),
    )


def sums_of_events(claims: pd.DataFrame, sums: Sequence[Sum], level: float) -> tuple[Events, list[SumOfList]]:
    """Return events, with why some are in no sum, and the sums of every list; arguments as of `add_up_events`.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 7], "rows": "events"})
    >>> _, made = sums_of_events(check_claims(table).claims, [Sum()], 0.9)
    >>> made[0].totals.best.tolist()
    [10.0]
    """
    found = events_of(claims)
    declared = tuple(sums) or DEFAULT_SUMS
    check_sums(declared, _columns(found.claims))
    left = left_the_list(found)
    events = replace(found, reason=np.where(found.reason == "", left, found.reason).astype(object))
    parts = _parts(events, found)
    return events, [one for part in parts for one in _sums_of(events, part, declared, level, found)]


def _columns(claims: pd.DataFrame) -> list[str]:
    """Return the columns by which events may be told apart: the words of the contract, and the list's own."""
    added = {*names(CHECKED)} | {column.name for column in RAW_CLAIMS if column.type != "string"}
    return [str(name) for name in claims.columns if name not in added]


def _parts(events: Events, found: Events) -> list[_Part]:
    """Return the events by list, measure and unit, in alphabetical order."""
    claims = events.claims
    lists = pd.Series(events.event_list).map(name_key)
    group, first = group_rows([lists, claims["measure"], claims["unit"]])
    parts = []
    for number, example in enumerate(first.tolist()):
        rows = np.flatnonzero((group == number) & (found.reason == ""))
        parts.append(_Part(
            rows=rows[events.reason[rows] == ""], all_editions=rows, event_list=str(events.event_list[example]),
            measure=str(claims["measure"].iloc[example]), unit=str(claims["unit"].iloc[example]),
        ))  # fmt: skip
    return sorted(parts, key=lambda part: (part.event_list, part.measure, part.unit))


def _sums_of(
    events: Events, part: _Part, declared: Sequence[Sum], level: float, found: Events
) -> list[SumOfList]:  # fmt: skip
    """Return the sums that are made of a part; none where nothing of it stands."""
    wanted = [one for one in declared if one.measure in ("", part.measure)
              and name_key(one.event_list) in ("", name_key(part.event_list))]  # fmt: skip
    if not len(part.rows) or not wanted:
        return []
    ground = _ground(wanted, events.claims)
    revision = revision_of(found, part.all_editions, ground)
    usual = usual_cells(events, part.rows, ground)
    return [_sum(events, part, one, level, revision, usual) for one in wanted]


def _ground(wanted: Sequence[Sum], claims: pd.DataFrame) -> str:
    """Return the finest column of places that sums are made by, else `place` where the events name any."""
    used = {name for one in wanted for name in one.columns}
    return next((name for name in PLACES if name in used), "place" if (claims["place"] != "").any() else "")


def _sum(events: Events, part: _Part, declared: Sum, level: float, revision: Revision, usual: Ints) -> SumOfList:
    cells = cells_of_sum(events, part.rows, declared)
    totals = add_up(events, cells, usual, once=declared.running)
    if declared.running:
        totals = run_on(totals, _series(events, declared, cells.example), cells.time, events)
    return SumOfList(
        declared=declared, event_list=part.event_list, edition=_editions(events, part.rows), measure=part.measure,
        unit=part.unit, rows=part.rows, cells=cells, totals=totals, ends=_ends(totals, revision, level), level=level,
    )  # fmt: skip


def _series(events: Events, declared: Sum, example: Ints) -> Ints:
    """Return which cells differ in time alone."""
    columns = [events.claims[name].iloc[example].reset_index(drop=True) for name in declared.columns]
    return group_rows(columns)[0] if columns else np.zeros(len(example), dtype=np.int64)


def _ends(totals: Totals, revision: Revision, level: float) -> Floats:
    points = np.array([(1 - level) / 2, 0.25, 0.75, (1 + level) / 2])
    return ends_of(totals.mean, totals.variance, totals.squares, revision, points)


def _editions(events: Events, rows: Ints) -> str:
    """Return the editions that events stand in, the newest last."""
    different = pd.unique(strings(events.claims["edition"].iloc[rows]))
    return ", ".join(sorted((str(name) for name in different if name), key=edition_order))


def _tables(
    events: Events, made: Sequence[SumOfList], as_of: int
) -> tuple[pd.DataFrame, Strings, Floats]:  # fmt: skip
    """Return the rows of all sums, and of every event the key and the total of the first sum that it is in."""
    quantity, total = np.full(len(events.best), "", dtype=object), np.full(len(events.best), np.nan)
    tables = []
    for one in made:
        table = sum_rows(events, one, as_of)
        tables.append(table)
        new = quantity[one.cells.event] == ""
        event, cell = one.cells.event[new], one.cells.cell[new]
        quantity[event] = table["quantity"].to_numpy(dtype=object)[cell]
        total[event] = one.totals.best[cell]
    if not tables:
        columns = [name for name in names(ESTIMATES) if name not in TEXTS]
        return pd.DataFrame(columns=[*columns, *names(CLAIMS_BEHIND)]), quantity, total
    rows = pd.concat(tables, ignore_index=True).drop_duplicates(["quantity", "count_date"])
    return rows.sort_values(["quantity", "count_date"], kind="stable").reset_index(drop=True), quantity, total
