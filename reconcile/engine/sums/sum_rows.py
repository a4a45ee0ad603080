"""Sums of events as rows of the table of estimates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings, each_once, strings
from reconcile.claims.event_lists import PLACES
from reconcile.claims.text import categories_of
from reconcile.columns import CLAIMS_BEHIND, ESTIMATES, TEXTS, names
from reconcile.days import NO_DAY, dates_of
from reconcile.engine.coherence.not_checked import NOT_CHECKED
from reconcile.engine.sums.events import Events
from reconcile.engine.sums.keys_of_sums import NOT_ASSIGNABLE, sum_keys
from reconcile.engine.sums.sum_cells import UNKNOWN_TIME
from reconcile.engine.sums.sum_of_list import SumOfList, cell_days
from reconcile.engine.whole_ends import in_whole_numbers
from reconcile.spellings import name_key

__all__ = ["METHOD", "sum_rows"]

METHOD = "sum"
# what a sum says in the place of events without one
_NO_PLACE = f"places {NOT_ASSIGNABLE}"

_REASON = "one list's own record, added up"
# columns that a sum has where all of its events have it
_SHARED = ("party", "place", "scope", "population", "family")


def sum_rows(events: Events, made: SumOfList, as_of: int) -> pd.DataFrame:
    """Return one row a cell: columns of `estimates.csv` but for those of `TEXTS`, and `CLAIMS_BEHIND`.

    `made.ends` holds low, low50, high50 and high of every cell.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.add_up_events import sums_of_events
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "count_date": "2024-05-01"})
    >>> events, made = sums_of_events(check_claims(table.assign(rows="events")).claims, [], 0.9)
    >>> sum_rows(events, made[0], 20000)[["quantity", "sum_best"]].values.tolist()
    [['List/killed/all', 12.0]]
    """
    totals, cells = made.totals, made.cells
    values = [_spelled(events.claims[name], cells.event, cells.example) for name in made.declared.columns]
    empty = np.any([value == "" for value in values], axis=0) if values else np.zeros(len(totals.best), dtype=bool)
    unassigned = empty | ((cells.time == UNKNOWN_TIME) & bool(made.declared.time))
    low, low50, high50, high = _about(made.ends, totals.best, made.unit)
    (start, end), on = cell_days(events, made), made.runs_on
    table = pd.DataFrame({
        "measure": made.measure, "unit": made.unit, **_shared(events, made),
        **_defined(made.declared.columns, values), "temporal": np.where(on, "cumulative", "period").astype(object),
        "period_start": dates_of(start), "period_end": dates_of(np.where(on, NO_DAY, end)),
        "count_date": dates_of(np.where(on, end, NO_DAY)), "as_of": dates_of(np.array([as_of]))[0],
        "publish": "attributed", "publish_reason": _REASON, "method": METHOD, "level": made.level,
        "low": low, "low50": low50, "best": totals.best, "high50": high50, "high": high,
        "claims_low": totals.best, "claims_high": totals.best, "claims": totals.events, "sources": 1, "voices": 1.0,
        "agreement": "single", "conflict_p": np.nan, "previous_best": np.nan, "change": np.nan, "floor": np.nan,
        "floor_by": "", "floor_basis": "", "extrapolated_days": np.nan, "event_count": totals.events,
        "sum_low": totals.low, "sum_best": totals.best, "sum_high": totals.high,
        "largest_event": events.best[totals.largest],
        "border_events": totals.border, "zero_best_events": totals.zero_best,
        "unassigned_events": int((np.isin(cells.cell, np.flatnonzero(unassigned)) & cells.begins).sum()),
        "top_claim": strings(events.claims["claim_id"].iloc[totals.largest]),
        "top_claim_share": _share(events.best[totals.largest], totals.best),
        "low_claim": "", "high_claim": "", "floor_claim": "", "computed_claims": "", "counted_voices": 1,
        "event_list": made.event_list, "edition": made.edition, "begun_events": totals.begun, **NOT_CHECKED,
    })  # fmt: skip
    keyed = table.assign(quantity=sum_keys(events, made))
    columns = [name for name in names(ESTIMATES) if name not in TEXTS]
    return keyed[[*columns, *names(CLAIMS_BEHIND)]]


def _spelled(column: pd.Series, rows: Ints, examples: Ints) -> Strings:
    """Return the values of examples, each as most of the rows spell it, of equally many as comes first."""
    held = categories_of(column)
    codes = held.cat.codes.to_numpy()
    words = pd.DataFrame({"name": strings(held.cat.categories)})
    words["key"] = [name_key(word) for word in words["name"].tolist()]
    words["count"] = np.bincount(codes[rows], minlength=len(words))
    most = words.sort_values(["count", "name"], ascending=[False, True]).drop_duplicates("key")
    usual = most.set_index("key")["name"].reindex(words["key"])
    spelled: Strings = usual.to_numpy(dtype=object)[codes[examples]]
    return spelled


def _about(ends: Floats, best: Floats, unit: str) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the ends of our interval, in whole numbers, with the list's own total between them."""
    units = np.full(len(best), unit, dtype=object)
    whole = in_whole_numbers(ends, units[:, None], np.full((len(best), 1), np.nan))
    low, low50, high50, high = whole.T
    return np.minimum(low, best), np.minimum(low50, best), np.maximum(high50, best), np.maximum(high, best)


def _share(largest: Floats, total: Floats) -> Floats:
    share: Floats = np.minimum(np.divide(largest, total, out=np.full(len(total), np.nan), where=total > 0), 1.0)
    return share


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
