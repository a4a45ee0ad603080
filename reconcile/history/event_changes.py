"""What a changed sum of events is made of: events that are new, that have another figure, that are no longer there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.engine.sums.add_up_events import shares_of_events
from reconcile.engine.sums.declared import Sum
from reconcile.engine.sums.events_apart import events_apart

__all__ = ["EVENT_PARTS", "with_event_parts"]

EVENT_PARTS = ("by_new_events", "by_revised_events", "by_dropped_events")


def with_event_parts(rows: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame, sums: Sequence[Sum]) -> pd.DataFrame:
    """Return changes with what new, revised and dropped events have in them; empty for what is no sum.

    Parameters
    ----------
    rows : DataFrame
        Changes, with `quantity`.
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
    both = before.rename("previous_best").to_frame().join(after.rename("best"), how="outer")
    was, is_now = both["previous_best"], both["best"]
    moved = pd.DataFrame({
        "by_new_events": is_now.where(was.isna()), "by_revised_events": (is_now - was).where(was.notna()),
        "by_dropped_events": -was.where(is_now.isna()),
    })  # fmt: skip
    parts = moved.fillna(0.0).groupby(level="quantity").sum().reindex(rows["quantity"])
    return rows.assign(**{name: parts[name].to_numpy(np.float64) for name in EVENT_PARTS})


def _shares(claims: pd.DataFrame, sums: Sequence[Sum], quantities: pd.Series) -> pd.Series:
    """Return what every event adds to every sum that changed."""
    if claims.empty:
        empty = pd.MultiIndex.from_arrays([[], []], names=["quantity", "claim_id"])
        return pd.Series([], index=empty, dtype=np.float64)
    shares = shares_of_events(claims.reset_index(drop=True), sums)
    kept = shares[shares["quantity"].isin(quantities)]
    return kept.set_index(["quantity", "claim_id"])["best"]
