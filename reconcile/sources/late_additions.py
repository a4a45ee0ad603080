"""Late additions to daily counts: hundreds who died earlier, and were counted on one day, are no toll of that day."""

from __future__ import annotations

import pandas as pd

from reconcile.arrays import Strings, each_pair_once, strings

__all__ = ["LATE", "late_additions"]

# the word of `includes` that says so
LATE = "late_additions"

_REASON = "late additions: they were counted in this time, and happened before"

# temporals of figures that are of a time; a total up to a day rightly holds what was added to it late
_OF_A_TIME = ("period", "rate")


def late_additions(claims: pd.DataFrame) -> Strings:
    """Return why claims are not heard that hold late additions, "" for all others.

    Parameters
    ----------
    claims : DataFrame
        `includes`, `temporal`.

    Examples
    --------
    >>> claims = pd.DataFrame({"includes": ["late_additions", "late_additions"], "temporal": ["period", "cumulative"]})
    >>> late_additions(claims).tolist()
    ['late additions: they were counted in this time, and happened before', '']
    """
    return each_pair_once(strings(claims["includes"]), strings(claims["temporal"]), _reason)


def _reason(includes: str, temporal: str) -> str:
    words = {word.strip().casefold().replace(" ", "_") for word in includes.split(";")}
    return _REASON if LATE in words and temporal in _OF_A_TIME else ""
