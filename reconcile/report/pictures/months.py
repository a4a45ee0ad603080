"""Axes of time: their ends, and round dates on them, which are first days of months."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Floats
from reconcile.report.sentences.phrasebook import words

__all__ = ["month_ticks", "month_words", "time_limits"]

# days left free at either end, as a share of all, and at least
MARGIN, LEAST_MARGIN = 0.03, 1.0

# dates under the axis at most: the words of one are an inch wide
MOST_DATES = 7

# months between dates that read as round
ROUND_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def time_limits(days: Floats) -> tuple[float, float]:
    """Return the ends of an axis of time around days, with room left free at either end.

    Parameters
    ----------
    days : ndarray of float
        Days since 1970, one at least, none nan.

    Examples
    --------
    >>> time_limits(np.array([0.0, 100.0])), time_limits(np.array([7.0]))
    ((-3.0, 103.0), (6.0, 8.0))
    """
    first, last = float(days.min()), float(days.max())
    free = max(MARGIN * (last - first), LEAST_MARGIN)
    return first - free, last + free


def month_ticks(first: float, last: float, most: int = MOST_DATES) -> list[float]:
    """Return first days of months, evenly apart; the axis' first whole day where there is none.

    Parameters
    ----------
    first, last : float
        Ends of the axis, in days since 1970.
    most : int
        Dates at most.

    Examples
    --------
    >>> month_ticks(20089.0, 20150.0)
    [20089.0, 20120.0, 20148.0]
    """
    months = np.arange(np.datetime64(int(np.ceil(first)), "D").astype("datetime64[M]"),
                       np.datetime64(int(last), "D").astype("datetime64[M]") + 1)  # fmt: skip
    step = next((step for step in ROUND_MONTHS if len(months) <= step * most), ROUND_MONTHS[-1])
    days = months[months.astype(np.int64) % step == 0].astype("datetime64[D]").astype(np.int64)
    inside = [float(day) for day in days if first <= day <= last]
    return inside or [float(np.ceil(first))]


def month_words(day: float) -> str:
    """Return the words of a tick: the month, and the day where it is not the first.

    Examples
    --------
    >>> month_words(20089.0)
    'January 2025'
    """
    date = np.datetime64(int(day), "D").item()
    month = words().pictures["month"].format(month=words().months[date.month - 1], year=date.year)
    return month if date.day == 1 else f"{date.day} {month}"
