"""What a changed sum of events is made of: events that are new, that have another figure, that are no longer there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Floats
from reconcile.days import NO_DAY, days_of
from reconcile.engine.sums.declared import Sum
from reconcile.engine.sums.event_shares import shares_of_events
from reconcile.engine.sums.events_apart import events_apart

__all__ = ["EVENT_PARTS", "with_event_parts"]

# a total that the history holds may lie off by what floats do
_ROUNDING = 1e-6

EVENT_PARTS = ("by_new_events", "by_revised_events", "by_dropped_events")


def with_event_parts(rows: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame, sums: Sequence[Sum]) -> pd.DataFrame:
    """Return changes with what new, revised and dropped events have in them; empty for what is no sum.

    Parameters
    ----------
    rows : DataFrame
        Changes, with `quantity`, and `count_date` where totals run on.
    then, now : DataFrame
        Checked claims of the last run and of this one.
    sums : sequence of Sum
        As declared now: what changed in the declaration is no change of events.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> table = pd.DataFrame({"claim_id": ["E1", "E2"], "measure": "killed", "source": "List", "best": [3, 7],
    ...                       "rows": "events"})
    >>> then, now = check_claims(table).claims, check_claims(table.assign(claim_id=["E1", "E3"], best=[4, 9])).claims
    >>> changed = with_event_parts(pd.DataFrame({"quantity": ["List/killed/all"]}), then, now, [Sum()])
    >>> changed[list(EVENT_PARTS)].values.tolist()
    [[9.0, 1.0, -7.0]]
    """
    tables = [events_apart(claims)[1] for claims in (then, now)]
    if rows.empty or all(table.empty for table in tables):
        return rows.assign(**dict.fromkeys(EVENT_PARTS, np.nan))
    before, after = (_shares(table, sums, rows["quantity"]) for table in tables)
    steps = _steps(before.merge(after, on=["quantity", "event", "part"], how="outer", suffixes=("_then", "_now")))
    return _whole_only(rows.assign(**_up_to(rows, steps)))


def _whole_only(rows: pd.DataFrame) -> pd.DataFrame:
    """Empty the parts that are not the whole change: there was no such total, or it was made in another way."""
    if "previous_best" not in rows:
        return rows
    change = rows["best"].fillna(0.0) - rows["previous_best"].fillna(0.0)
    parts = rows[list(EVENT_PARTS)]
    whole = np.isclose(parts.sum(axis=1), change, rtol=0, atol=_ROUNDING)
    return rows.assign(**{name: parts[name].where(whole) for name in EVENT_PARTS})


def _shares(claims: pd.DataFrame, sums: Sequence[Sum], quantities: pd.Series) -> pd.DataFrame:
    """Return what every event adds to every sum that changed."""
    shares = shares_of_events(claims.reset_index(drop=True), sums)
    return shares[shares["quantity"].isin(quantities)]


def _steps(both: pd.DataFrame) -> pd.DataFrame:
    """Return by how much every event moves the parts of its total, and from which day on where the total runs on.

    An event that moved to a later day is missing up to that day, and one that moved to an earlier day is new up to the
    day on which it was; from then on it is the same event, and revised.
    """
    was, now, left, came = (both[name] for name in ("best_then", "best_now", "day_then", "day_now"))
    new, dropped, kept = was.isna(), now.isna(), was.notna() & now.notna()
    later, earlier = kept & (came > left), kept & (came < left)
    steps = [
        ("by_new_events", new | earlier, came, now), ("by_new_events", earlier, left, -now),
        ("by_dropped_events", dropped | later, left, -was), ("by_dropped_events", later, came, was),
        ("by_revised_events", kept, np.maximum(left, came), now - was),
    ]  # fmt: skip
    return pd.concat([
        pd.DataFrame({"quantity": both["quantity"], "day": day, "moved": size, "kind_of_step": part})[mask]
        for part, mask, day, size in steps
    ])  # fmt: skip


def _up_to(rows: pd.DataFrame, steps: pd.DataFrame) -> dict[str, Floats]:
    """Return the parts of every changed total: the steps of its quantity up to its day."""
    day = days_of(rows["count_date"]) if "count_date" in rows else np.full(len(rows), NO_DAY)
    asked = pd.DataFrame({"quantity": rows["quantity"].to_numpy(), "day": np.where(day == NO_DAY, 0, day)})
    known = set(steps["quantity"])
    parts = {}
    for name in EVENT_PARTS:
        own = steps[steps["kind_of_step"] == name].groupby(["quantity", "day"])["moved"].sum()
        levels = own.groupby(level="quantity").cumsum().rename("moved").reset_index().astype({"day": np.int64})
        found = pd.merge_asof(
            asked.assign(place=range(len(asked))).sort_values("day"), levels.sort_values("day"), on="day", by="quantity"
        ).sort_values("place")  # fmt: skip
        parts[name] = found["moved"].fillna(0.0).where(asked["quantity"].isin(known).to_numpy()).to_numpy(np.float64)
    return parts
