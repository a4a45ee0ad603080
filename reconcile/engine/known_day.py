"""The day of knowledge of claims, where nobody names one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from reconcile.clock import today
from reconcile.days import NO_DAY, as_day, dates_of, days_of

__all__ = ["known_by"]

# columns whose newest day is what is known
_KNOWN = ("published", "count_date", "period_end", "denied_on")


def known_by(claims: pd.DataFrame, as_of: Any) -> Any:
    """Return the day of knowledge asked for, else the newest of the claims, but none to come; None where none has one.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": "A", "best": 3, "count_date": ["2024-05-01", "2024-05-03"]})
    >>> str(known_by(check_claims(rows).claims, None).date())
    '2024-05-03'
    """
    newest = max((int(days_of(claims[name]).max()) for name in _KNOWN), default=NO_DAY) if len(claims) else NO_DAY
    if as_of is not None or newest == NO_DAY:
        return as_of
    return pd.Timestamp(dates_of(np.array([min(newest, as_day(today()))], dtype=np.int64))[0])
