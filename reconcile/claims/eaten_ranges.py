"""Ranges that a spreadsheet took for dates, "10-15" for 15 October: rejected with the range they may have been."""

from __future__ import annotations

import calendar
import re

import pandas as pd

from reconcile.claims.declarable import ENDS
from reconcile.claims.faults import Faults
from reconcile.claims.text import is_blank, map_unique, text_of

__all__ = ["range_eaten", "reject_eaten_ranges"]

_MONTHS = {name.lower(): month for month, name in enumerate(calendar.month_abbr) if month}

# a day and a month without a year, as spreadsheets show them, and the whole day, as they hand it on
_SHOWN = re.compile(r"(\d{1,2})-([A-Za-z]{3})|([A-Za-z]{3})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}")
_WHOLE = re.compile(r"\d{4}-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?(?:\.0+)?)?")


def range_eaten(text: str) -> str:
    """Return the range that a date in place of a figure may have been; "" where the text is no such date.

    Examples
    --------
    >>> range_eaten("15-Oct"), range_eaten("12-Nov"), range_eaten("2024-05-10"), range_eaten("10-15")
    ('10-15', '11-12', '5-10', '')
    """
    if match := _SHOWN.fullmatch(text):
        month = _MONTHS.get((match[2] or match[3]).lower())
        day = int(match[1] or match[4])
    elif match := _WHOLE.fullmatch(text) or _SLASHED.fullmatch(text):
        month, day = int(match[1]), int(match[2])
    else:
        return ""
    return "-".join(map(str, sorted((month, day)))) if month else ""


def reject_eaten_ranges(claims: pd.DataFrame, faults: Faults) -> None:
    """Reject rows with a date where a figure belongs, and empty those cells, in place.

    Examples
    --------
    >>> from reconcile.claims.frame import framed
    >>> claims = framed(pd.DataFrame({"phrase": ["15-Oct", "10-15"]}))
    >>> reject_eaten_ranges(claims, faults := Faults(claims.copy()))
    >>> faults.rejected()[["row", "rule", "value"]].values.tolist()
    [[1, 'range-eaten', '15-Oct']]
    """
    for name in ("phrase", *ENDS):
        if claims[name].dtype.kind in "iufM" or is_blank(claims[name]):
            continue
        cells = claims[name] if isinstance(claims[name].dtype, pd.CategoricalDtype) else text_of(claims[name])
        ranges = map_unique(cells, lambda texts: texts.map(range_eaten).astype("str"))
        eaten = ranges != ""
        if eaten.any():
            hint = "a date where a figure belongs: a spreadsheet may have made it of " + ranges.astype("str")
            faults.add(eaten, "range-eaten", name, hint)
            claims[name] = claims[name].mask(eaten) if name != "phrase" else claims[name]
