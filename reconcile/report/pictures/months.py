"""Round dates of an axis of time: first days of months."""

from __future__ import annotations

import numpy as np

from reconcile.report.sentences.phrasebook import words

__all__ = ["month_ticks", "month_words"]

# dates under the axis at most: the words of one are an inch wide
MOST_DATES = 7

# months between dates that read as round
ROUND_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def month_ticks(first: float, last: float) -> list[float]:
    """Return first days of months, evenly apart, few enough to be read.

    Parameters
    ----------
    first, last : float
        Ends of the axis, in days since 1970.

    Examples
    --------
    >>> month_ticks(20089.0, 20150.0)
    [20089.0, 20120.0, 20148.0]
    """
    months = np.arange(np.datetime64(int(np.ceil(first)), "D").astype("datetime64[M]"),
                       np.datetime64(int(last), "D").astype("datetime64[M]") + 1)  # fmt: skip
    step = next((step for step in ROUND_MONTHS if len(months) <= step * MOST_DATES), ROUND_MONTHS[-1])
    days = months[months.astype(np.int64) % step == 0].astype("datetime64[D]").astype(np.int64)
    inside = [float(day) for day in days if first <= day <= last]
    return inside or [float(np.ceil(first))]


def month_words(day: float) -> str:
    """Write a tick: the month, and the day where it is not the first.

    Examples
    --------
    >>> month_words(20089.0)
    'January 2025'
    """
    date = np.datetime64(int(day), "D").item()
    told = words().pictures["month"].format(month=words().months[date.month - 1], year=date.year)
    return told if date.day == 1 else f"{date.day} {told}"
