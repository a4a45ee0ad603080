"""The one clock that figures know: what is dated later than today has not come yet, and nothing else depends on it."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd

__all__ = ["TIME_ZONE_DAYS", "today"]

# days by which a date may lie ahead of another and mean the same moment: it is tomorrow east of here (truth.md 12)
TIME_ZONE_DAYS = 1


def today() -> pd.Timestamp:
    """Return the day that it is, by UTC.

    Examples
    --------
    >>> today() > pd.Timestamp("2025-01-31")
    True
    """
    return pd.Timestamp(_now().date())


def _now() -> datetime:
    return datetime.now(UTC)
