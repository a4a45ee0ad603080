"""Days that are told with their weekday: it says which number is the month where nothing else does."""

from __future__ import annotations

import calendar
from datetime import date

__all__ = ["dayfirst_by_weekday"]

_WEEKDAYS = {name.lower(): day for day, name in enumerate(calendar.day_abbr)}

# letters by which weekdays are told apart
_TELLING = 3


def dayfirst_by_weekday(weekday: str, first: int, second: int, year: int) -> bool | None:
    """Return whether the first of two numbers is the day, None where the weekday does not decide it.

    Examples
    --------
    >>> dayfirst_by_weekday("Wed", 5, 7, 2023), dayfirst_by_weekday("Sunday", 5, 7, 2023)
    (True, False)
    >>> dayfirst_by_weekday("Friday", 5, 7, 2023) is None
    True
    """
    wanted = _WEEKDAYS.get(weekday[:_TELLING].lower())
    fits = [_weekday(year, second, first) == wanted, _weekday(year, first, second) == wanted]
    return fits[0] if wanted is not None and fits[0] != fits[1] else None


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None
