"""The keys of sums of events: the list, the measure, what the columns say, the time."""

from __future__ import annotations

from functools import partial

import numpy as np

from reconcile.arrays import Ints, Strings, each_once, strings
from reconcile.days import NO_DAY, dates_of
from reconcile.engine.sums.declared import Sum
from reconcile.engine.sums.events import Events
from reconcile.engine.sums.sum_cells import UNKNOWN_TIME, first_days
from reconcile.engine.sums.sum_of_list import SumOfList
from reconcile.spellings import name_key

__all__ = ["NOT_ASSIGNABLE", "sum_keys"]

NOT_ASSIGNABLE = "not assignable"

# characters that separate the values in a key, and their escapes
_ESCAPES = {"%": "%25", "/": "%2F", "\n": " "}


def sum_keys(events: Events, made: SumOfList) -> Strings:
    """Return the key of every cell of a sum, in which all spellings of a name are one; arguments as of `sum_rows`.

    Examples
    --------
    >>> import pandas as pd
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.sums.add_up_events import sums_of_events
    >>> table = pd.DataFrame({"measure": "killed", "source": "List", "best": [3, 9], "rows": "events",
    ...                       "count_date": "2024-05-01"})
    >>> events, made = sums_of_events(check_claims(table).claims, [Sum(by=("month",))], 0.9)
    >>> sum_keys(events, made[0]).tolist()
    ['List/killed/2024-05']
    """
    claims = events.claims.iloc[made.cells.example]
    time = made.cells.time
    key: Strings = np.full(len(time), _escaped(made.event_list) + "/" + _escaped(made.measure or "figures"), object)
    for name in made.declared.columns:
        key = key + each_once(strings(claims[name]), partial(_named, name))
    limits: str = "" if made.declared.first == NO_DAY and made.declared.last == NO_DAY else "/" + _limits(made.declared)
    if made.declared.running:
        running: Strings = key + limits + "/" + np.where(time == UNKNOWN_TIME, NOT_ASSIGNABLE, "running").astype(object)
        return running
    named: Strings = key + limits + "/" + _names_of(time, made.declared.time)
    return named


def _named(name: str, value: str) -> str:
    return f"/{name}={_escaped(name_key(value)) or NOT_ASSIGNABLE}"


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
