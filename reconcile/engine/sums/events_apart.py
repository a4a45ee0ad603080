"""Claims that are pooled and events that are added up, apart from the beginning: no event is ever heard as a voice."""

from __future__ import annotations

import pandas as pd

from reconcile.claims.checked import some_claims
from reconcile.claims.event_lists import EVENT_ROWS

__all__ = ["events_apart"]


def events_apart(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the checked claims that are pooled, and those that are events.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [9, 12], "rows": ["", "events"]})
    >>> [len(table) for table in events_apart(check_claims(rows).claims)]
    [1, 1]
    """
    events = (claims["rows"] == EVENT_ROWS).to_numpy()
    return (some_claims(claims, ~events), some_claims(claims, events)) if events.any() else (claims, claims.head(0))
