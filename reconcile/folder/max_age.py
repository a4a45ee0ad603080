"""`max_age`, such as "36h": how long ago an input may have been checked last."""

from __future__ import annotations

import re
from datetime import timedelta

__all__ = ["parse_max_age"]

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AGE = re.compile(r"([1-9][0-9]{0,4})\s*([mhdw])")


def parse_max_age(text: str) -> timedelta:
    """Read an age in minutes, hours, days or weeks.

    Raises
    ------
    ValueError
        The text is not an age.

    Examples
    --------
    >>> parse_max_age("36h")
    datetime.timedelta(days=1, seconds=43200)
    """
    match = _AGE.fullmatch(text.strip())
    if match is None:
        raise ValueError("max_age is not an age; write it as 90m, 36h, 7d or 2w")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})
