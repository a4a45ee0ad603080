"""Days as spreadsheets number them, counted from 1900."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["FIRST_SERIAL", "LAST_SERIAL", "SERIAL", "day_of_serial"]

# what dates that are such numbers are declared as
SERIAL = "serial"

# day 0 of the numbers after the 29 February 1900 that spreadsheets have and no calendar has
_DAY_ZERO = date(1899, 12, 30)

# the first number after that day, and that of 31 December 2999, the last year that is read
FIRST_SERIAL, LAST_SERIAL = 61, 401_768


def day_of_serial(number: float) -> date:
    """Return the day of a spreadsheet's number; its fraction is the time of the day.

    Examples
    --------
    >>> day_of_serial(45383.75).isoformat()
    '2024-04-01'
    """
    return _DAY_ZERO + timedelta(days=int(number))
