"""When two estimates speak of the same time, by one rule for what is listed together and what stands beside it.

An estimate speaks of a *day* (its count date) or of a *span* (its period): days since 1970, both ends included. A day
has equal ends.
"""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Flags, Ints

__all__ = ["SAME_TIME_DAYS", "length_class", "same_time"]

# days within which two counts speak of the same time; docs/model.md, 9
SAME_TIME_DAYS = 60


def length_class(first: Ints, last: Ints) -> Ints:
    """Return the length of spans in powers of two days, rounded: 5 for a month, 9 for a year, 0 for a day.

    Examples
    --------
    >>> length_class(np.array([0, 0, 0]), np.array([0, 30, 365])).tolist()
    [0, 5, 9]
    """
    length: Ints = np.round(np.log2(np.maximum(last - first, 1))).astype(np.int64)
    return length


def same_time(first: Ints, last: Ints, other_first: Ints, other_last: Ints) -> Flags:
    """Return True where two estimates speak of the same time.

    Two days do within `SAME_TIME_DAYS`; a day and a span if the day lies in the span; two spans if they overlap and are
    about as long. A month and its year overlap, but nobody takes one for the other.

    Parameters
    ----------
    first, last, other_first, other_last : ndarray of int, shape (pairs,)
        First and last days of one estimate and of the other.

    Returns
    -------
    ndarray of bool, shape (pairs,)

    Examples
    --------
    >>> day, month, year = (np.array(days) for days in ([10, 10], [0, 30], [0, 365]))
    >>> [bool(same_time(*day, *span)) for span in (day + 60, day + 61, month, year)], bool(same_time(*month, *year))
    ([True, False, True, True], False)
    """
    day, other_day = first == last, other_first == other_last
    gap = np.maximum(other_first - last, first - other_last)
    alike = day | other_day | (length_class(first, last) == length_class(other_first, other_last))
    same: Flags = alike & (gap <= np.where(day & other_day, SAME_TIME_DAYS, 0))
    return same
