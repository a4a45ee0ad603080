"""What every event adds to every total that it is in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings, strings
from reconcile.claims.event_lists import WITHIN
from reconcile.columns import EVENT_SHARES, names
from reconcile.defaults import DEFAULT_LEVEL
from reconcile.engine.sums.add_up_events import sums_of_events
from reconcile.engine.sums.declared import Sum
from reconcile.engine.sums.events import Events
from reconcile.engine.sums.keys_of_sums import sum_keys
from reconcile.engine.sums.sum_of_list import SumOfList, cell_days

__all__ = ["shares_of_events"]


def shares_of_events(claims: pd.DataFrame, sums: Sequence[Sum]) -> pd.DataFrame:
    """Return what every event adds to every total, from which day on.

    Parameters
    ----------
    claims, sums
        As of `add_up_events`.

    Returns
    -------
    DataFrame
        `quantity`; `event` (its id in its list, which no other list changes); `part`, from 0, of a split event; `day`,
        from which on a running total holds it, days since 1970, 0 for all other totals; `best`.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> table = pd.DataFrame({"claim_id": ["E1", "E2"], "measure": "killed", "source": "List", "best": [3, 7],
    ...                       "rows": "events", "count_date": "2024-05-01"})
    >>> shares_of_events(check_claims(table).claims, [Sum(by=("month",), running=True)]).values.tolist()
    [['List/killed/running', 'E1', 0, 19874, 3.0], ['List/killed/running', 'E2', 0, 19874, 7.0]]
    """
    events, made = sums_of_events(claims, sums, DEFAULT_LEVEL)
    ids = _ids(events)
    tables = [_shares(events, one, ids) for one in made]
    if not tables:
        return pd.DataFrame({name: [] for name in names(EVENT_SHARES)})
    shares = pd.concat(tables, ignore_index=True).drop_duplicates(["quantity", "event", "day"])
    return shares.assign(part=shares.groupby(["quantity", "event"]).cumcount())[names(EVENT_SHARES)]


def _shares(events: Events, made: SumOfList, ids: Strings) -> pd.DataFrame:
    cells = made.cells
    from_day: Ints = np.where(made.runs_on, cell_days(events, made)[1], 0)
    return pd.DataFrame({
        "quantity": sum_keys(events, made)[cells.cell], "event": ids[cells.event], "day": from_day[cells.cell],
        "best": events.best[cells.event] * cells.share,
    })  # fmt: skip


def _ids(events: Events) -> Strings:
    """Return the ids of the newest editions, without the list and the measure that tell events of several apart."""
    newest, own = strings(events.claims["edition_of"]), strings(events.claims["claim_id"])
    ids = np.where(newest == "", own, newest).astype(object)
    if not any(WITHIN in one for one in ids.tolist()):
        return ids
    told = pd.Series(ids, dtype="str")
    for column, cut in ((events.event_list, _without_list), (strings(events.claims["measure"]), _without_measure)):
        for name in dict.fromkeys(column.tolist()):
            mine = column == name
            told[mine] = cut(told[mine], name)
    return strings(told)


def _without_list(ids: pd.Series, name: str) -> pd.Series:
    return ids.str.removeprefix(name + WITHIN)


def _without_measure(ids: pd.Series, name: str) -> pd.Series:
    return ids.str.removesuffix(WITHIN + name)
