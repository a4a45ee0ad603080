"""The date of knowledge: claims that were published, or are true, only after it take no part in a run.

They are removed before anything else is read, so that they can neither split a quantity, supersede a count, make a name
ambiguous nor be rejected: the run sees the claims as they stood on that day.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.claim_dates import read_dates
from reconcile.claims.declarable import DATES
from reconcile.claims.faults import Faults
from reconcile.claims.frame import framed
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import as_text, categories_of
from reconcile.clock import TIME_ZONE_DAYS, today
from reconcile.days import as_day
from reconcile.errors import ConfigError

__all__ = ["later_than", "without_later_denials"]


def later_than(table: pd.DataFrame, as_of: Any, settings: ClaimSettings) -> npt.NDArray[np.bool_]:
    """Return True for rows that were published, or are true, only after a day.

    Parameters
    ----------
    table : DataFrame
        Rows of claims as read; dates may be text. Not changed.
    as_of : date-like or None
        Date of knowledge; with None no row is later.
    settings : ClaimSettings

    Returns
    -------
    ndarray of bool
        False for rows without a readable date.

    Raises
    ------
    ConfigError
        `as_of` is no date.

    Examples
    --------
    >>> rows = pd.DataFrame({"published": ["2025-01-31", "2025-02-01", ""], "count_date": ["", "2025-01-05", ""]})
    >>> later_than(rows, "2025-01-31", ClaimSettings()).tolist()
    [False, True, False]
    """
    if as_of is None:
        return np.zeros(len(table), dtype=bool)
    known = _day_known(as_of)
    days = framed(table[[name for name in DATES if name in table.columns]])
    read_dates(days, Faults(days), settings)
    # a period that was not over when its figure was told is known from then on
    end = days["period_end"].mask(days["published"] < days["period_end"], days["published"])
    true_at = days["count_date"].fillna(end)
    return ((days["published"] > known) | (true_at > known)).to_numpy(dtype=bool)


def without_later_denials(claims: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    """Return claims without the denials that were spoken only after a day.

    Parameters
    ----------
    claims : DataFrame
        `denied_by`, and `denied_on` as dates.
    as_of : date-like or None
        Date of knowledge; with None every denial is known.

    Raises
    ------
    ConfigError
        `as_of` is no date.

    Examples
    --------
    >>> claims = pd.DataFrame({"denied_by": "Army", "denied_on": pd.to_datetime(["2025-01-31", "2025-02-01"])})
    >>> without_later_denials(claims, "2025-01-31")["denied_by"].tolist()
    ['Army', '']
    """
    if as_of is None or claims["denied_on"].isna().all():
        return claims
    later = claims["denied_on"] > _day_known(as_of)
    denied_by = categories_of(as_text(claims["denied_by"]).mask(later, ""))
    return claims.assign(denied_by=denied_by, denied_on=claims["denied_on"].mask(later))


def _day_known(as_of: Any) -> pd.Timestamp:
    day = pd.Timestamp(as_day(as_of), unit="D")
    if day > today() + pd.Timedelta(TIME_ZONE_DAYS, "D"):
        raise ConfigError(f"as of {day:%Y-%m-%d} nothing is known yet", hint="give a day that has come")
    return day
