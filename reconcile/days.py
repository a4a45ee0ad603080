"""Dates as whole days since 1970, which are added, compared and sorted, with one value for "no day"."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Ints
from reconcile.errors import ConfigError

__all__ = ["NO_DAY", "as_day", "dates_of", "days_of"]

# means "no day", in days since 1970: far before every calendar, and far enough from the end of int64 that sums
# and differences of days fit into it
NO_DAY = -(10**7)


def days_of(dates: pd.Series) -> Ints:
    """Return dates as days since 1970, `NO_DAY` for nulls; shape as `dates`.

    Examples
    --------
    >>> days_of(pd.Series(pd.to_datetime(["1970-01-03", None]))).tolist()
    [2, -10000000]
    """
    # whose days are read already, as those of claims are, is not read again
    day = (dates if dates.dtype.kind == "M" else pd.to_datetime(dates)).to_numpy("datetime64[D]")
    return np.where(np.isnat(day), NO_DAY, day.astype(np.int64))


def dates_of(days: Ints) -> npt.NDArray[np.datetime64]:
    """Return days since 1970 as dates of the same shape; not-a-time for `NO_DAY` and days as far from 1970.

    Examples
    --------
    >>> dates_of(np.array([20119, NO_DAY])).astype(str).tolist()
    ['2025-01-31T00:00:00', 'NaT']
    """
    missing = np.abs(days) >= -NO_DAY
    dates = np.where(missing, 0, days).astype("datetime64[D]").astype("datetime64[s]")
    return np.where(missing, np.datetime64("NaT", "s"), dates)


def as_day(date: Any) -> int:
    """Return a date, timestamp or text as days since 1970.

    Raises
    ------
    ConfigError
        The value is no date; numbers are not read as dates.

    Examples
    --------
    >>> as_day("1970-01-03")
    2
    """
    try:
        if isinstance(date, int | float):
            # 20250131 would be a moment of 1970
            raise TypeError
        return int(np.datetime64(pd.Timestamp(date).date(), "D").astype(np.int64))
    except (ValueError, TypeError) as error:
        raise ConfigError(f"'{date}' is not a date", hint="write it as 2025-01-31") from error
