"""Sums of events as rows of the table of estimates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings, each_once, strings
from reconcile.columns import CLAIMS_BEHIND, ESTIMATES, names
from reconcile.days import NO_DAY, dates_of
from reconcile.engine.sums.arithmetic import Totals
from reconcile.engine.sums.declared import Sum
from reconcile.engine.sums.events import Events
from reconcile.engine.sums.sum_cells import UNKNOWN_TIME, Cells, first_days
from reconcile.engine.whole_ends import in_whole_numbers

__all__ = ["METHOD", "NOT_ASSIGNABLE", "PLACES", "SumOfList", "sum_keys", "sum_rows"]

METHOD = "sum"
NOT_ASSIGNABLE = "not assignable"
# what a sum says in the place of events without one
_NO_PLACE = f"places {NOT_ASSIGNABLE}"

# columns of lists whose values are places, the finest first
PLACES = (
    "place", "location", "city", "admin3", "adm_3", "admin2", "adm_2", "admin1", "adm_1", "province", "country",
    "region",
)  # fmt: skip

_REASON = "one list's own record, added up"
# columns that a sum has where all of its events have it
_SHARED = ("party", "place", "scope", "population", "family")
# characters that separate the values in a key, and their escapes
_ESCAPES = {"%": "%25", "/": "%2F", "\n": " "}


@dataclass(frozen=True, kw_only=True)
class SumOfList:
    """A declared sum, made for one list, measure and unit."""

    declared: Sum
    event_list: str
    edition: str
    measure: str
    unit: str
    rows: Ints
    cells: Cells
    totals: Totals
    ends: Floats
    level: float


def sum_rows(events: Events, made: SumOfList, as_of: int) -> pd.DataFrame:
    """Return one row a cell: columns of `estimates.csv` but for `wording`, and `CLAIMS_BEHIND`.

    `made.ends` holds low, low50, high50 and high of every cell.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.arithmetic import add_up
    >>> from reconcile.engine.sums.sum_cells import cells_of_sum
    >>> from reconcile.engine.sums.events import events_of
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "count_date": "2024-05-01"})
    >>> events, rows = events_of(check_claims(table).claims), np.arange(2)
    >>> cells = cells_of_sum(events, rows, Sum())
    >>> made = SumOfList(declared=Sum(), event_list="List", edition="", measure="killed", unit="persons", rows=rows,
    ...                  cells=cells, totals=add_up(events, cells, rows), ends=np.full((1, 4), 12.0), level=0.9)
    >>> sum_rows(events, made, 20000)[["quantity", "sum_best"]].values.tolist()
    [['List/killed/all', 12.0]]
    """
    totals, cells = made.totals, made.cells
    claims = events.claims.iloc[cells.example]
    values = [strings(claims[name]) for name in made.declared.columns]
    empty = np.any([value == "" for value in values], axis=0) if values else np.zeros(len(totals.best), dtype=bool)
    unassigned = empty | ((cells.time == UNKNOWN_TIME) & bool(made.declared.time))
    low, low50, high50, high = _about(made.ends, totals.best, made.unit)
    start, end = _period(events, made)
    table = pd.DataFrame({
        "measure": made.measure, "unit": made.unit, **_shared(events, made),
        **_defined(made.declared.columns, values), "temporal": "cumulative" if made.declared.running else "period",
        "period_start": dates_of(start), "period_end": dates_of(np.where(made.declared.running, NO_DAY, end)),
        "count_date": dates_of(np.where(made.declared.running, end, NO_DAY)), "as_of": dates_of(np.array([as_of]))[0],
        "publish": "attributed", "publish_reason": _REASON, "method": METHOD, "level": made.level,
        "low": low, "low50": low50, "best": totals.best, "high50": high50, "high": high,
        "claims_low": totals.best, "claims_high": totals.best, "claims": totals.events, "sources": 1, "voices": 1.0,
        "agreement": "single", "conflict_p": np.nan, "previous_best": np.nan, "change": np.nan, "floor": np.nan,
        "floor_by": "", "floor_basis": "", "event_count": totals.events, "sum_low": totals.low,
        "sum_best": totals.best, "sum_high": totals.high, "largest_event": events.best[totals.largest],
        "border_events": totals.border, "zero_best_events": totals.zero_best,
        "unassigned_events": int(np.isin(cells.cell, np.flatnonzero(unassigned)).sum()),
        "top_claim": strings(events.claims["claim_id"].iloc[totals.largest]),
        "top_claim_share": _share(events.best[totals.largest], totals.best),
        "low_claim": "", "high_claim": "", "floor_claim": "", "computed_claims": "", "counted_voices": 1,
        "event_list": made.event_list, "edition": made.edition,
    })  # fmt: skip
    keyed = table.assign(quantity=_keys(made, values, cells.time))
    columns = [name for name in names(ESTIMATES) if name != "wording"]
    return keyed[[*columns, *names(CLAIMS_BEHIND)]]


def sum_keys(events: Events, made: SumOfList) -> Strings:
    """Return the key of every cell of a sum; arguments as of `sum_rows`.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.arithmetic import add_up
    >>> from reconcile.engine.sums.events import events_of
    >>> from reconcile.engine.sums.sum_cells import cells_of_sum
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "count_date": "2024-05-01"})
    >>> events, rows = events_of(check_claims(table).claims), np.arange(2)
    >>> cells = cells_of_sum(events, rows, Sum(by=("month",)))
    >>> made = SumOfList(declared=Sum(by=("month",)), event_list="List", edition="", measure="killed", unit="persons",
    ...                  rows=rows, cells=cells, totals=add_up(events, cells, rows), ends=np.full((1, 4), 12.0),
    ...                  level=0.9)
    >>> sum_keys(events, made).tolist()
    ['List/killed/2024-05']
    """
    claims = events.claims.iloc[made.cells.example]
    return _keys(made, [strings(claims[name]) for name in made.declared.columns], made.cells.time)


def _about(ends: Floats, best: Floats, unit: str) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the ends of our interval, in whole numbers, with the list's own total between them."""
    units = np.full(len(best), unit, dtype=object)
    whole = in_whole_numbers(ends, units[:, None], np.full((len(best), 1), np.nan))
    low, low50, high50, high = whole.T
    return np.minimum(low, best), np.minimum(low50, best), np.maximum(high50, best), np.maximum(high, best)


def _share(largest: Floats, total: Floats) -> Floats:
    share: Floats = np.minimum(np.divide(largest, total, out=np.full(len(total), np.nan), where=total > 0), 1.0)
    return share


def _period(events: Events, made: SumOfList) -> tuple[Ints, Ints]:
    """Return first and last day of every cell; of one that belongs to no cell of time those of the whole."""
    declared, time, count = made.declared, made.cells.time, len(made.cells.time)
    whole = _whole(events, made)
    if not declared.time:
        return np.full(count, whole[0]), np.full(count, whole[1])
    known = time != UNKNOWN_TIME
    begins = np.where(known, first_days(time, declared.time), whole[0])
    ends = np.where(known, first_days(time + 1, declared.time) - 1, whole[1])
    if declared.running:
        begins = np.full(count, NO_DAY if declared.first == NO_DAY else declared.first)
    return begins, ends


def _whole(events: Events, made: SumOfList) -> tuple[int, int]:
    """Return the days of the whole sum: those declared, else from the first event to the last one."""
    first, last = (days[made.rows] for days in (events.first, events.last))
    first, last = first[first != NO_DAY], last[last != NO_DAY]
    start = int(first.min()) if made.declared.first == NO_DAY and len(first) else made.declared.first
    end = int(last.max()) if made.declared.last == NO_DAY and len(last) else made.declared.last
    return start, end


def _shared(events: Events, made: SumOfList) -> dict[str, Any]:
    """Return the columns that all events of the sum share."""
    shared = {}
    for name in _SHARED:
        values = pd.unique(events.claims[name].iloc[made.rows])
        shared[name] = str(values[0]) if len(values) == 1 else ""
    return shared


def _defined(columns: Sequence[str], values: Sequence[Strings]) -> dict[str, Strings]:
    """Return what the columns of a sum say in those of the contract: places, parties, and the rest as scope."""
    given = dict(zip(columns, values, strict=True))
    defined: dict[str, Strings] = {name: given[name] for name in ("party", "population", "scope") if name in given}
    places = [given[name] for name in PLACES if name in given]
    if places:
        defined["place"] = _listed([np.where(one == "", _NO_PLACE, one).astype(object) for one in places])
    rest = {name: value for name, value in given.items() if name not in (*PLACES, *defined)}
    if rest:
        marked = [each_once(value, partial(_marked, name)) for name, value in rest.items()]
        defined["scope"] = _listed([*([defined["scope"]] if "scope" in defined else []), *marked])
    return defined


def _marked(name: str, value: str) -> str:
    return f"{name} {value or NOT_ASSIGNABLE}"


def _listed(parts: Sequence[Strings]) -> Strings:
    """Return texts joined by commas."""
    joined: Strings = parts[0]
    for part in parts[1:]:
        joined = joined + ", " + part
    return joined


def _keys(made: SumOfList, values: Sequence[Strings], time: Ints) -> Strings:
    """Return the key of every cell: the list, the measure, what the columns say, the period."""
    key: Strings = np.full(len(time), _escaped(made.event_list) + "/" + _escaped(made.measure or "figures"), object)
    for name, value in zip(made.declared.columns, values, strict=True):
        key = key + each_once(value, partial(_named, name))
    limits: str = "" if made.declared.first == NO_DAY and made.declared.last == NO_DAY else "/" + _limits(made.declared)
    if made.declared.running:
        running: Strings = key + limits + "/running"
        return running
    named: Strings = key + limits + "/" + _names_of(time, made.declared.time)
    return named


def _named(name: str, value: str) -> str:
    return f"/{name}={_escaped(value) or NOT_ASSIGNABLE}"


def _limits(declared: Sum) -> str:
    days = dates_of(np.array([declared.first, declared.last])).astype("datetime64[D]").astype(str)
    return "..".join("" if day == "NaT" else day for day in days.tolist())


def _names_of(time: Ints, unit: str) -> Strings:
    """Return the names of cells of time: 2024-05, 2024Q2, 2024; "all" where there are none."""
    if not unit:
        return np.full(len(time), "all", dtype=object)
    return each_once(time, partial(_name_of_time, unit))


def _name_of_time(unit: str, number: int) -> str:
    if number == UNKNOWN_TIME:
        return NOT_ASSIGNABLE
    day = str(first_days(np.array([number]), unit).astype("datetime64[D]")[0])
    year, month = day[:4], day[5:7]
    return {"month": f"{year}-{month}", "year": year, "quarter": f"{year}Q{(int(month) + 2) // 3}"}[unit]


def _escaped(text: str) -> str:
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return text
