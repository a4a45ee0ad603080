"""Days of a daily count that stand far above all others: so many who died on one day, or dead who were added late.

A ministry that counts daily adds hundreds of earlier dead some day. Whether a day was that bad, or the list was, nobody
can see in the figures: the desk is asked.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints
from reconcile.claims.text import group_rows
from reconcile.days import NO_DAY, dates_of, days_of
from reconcile.plain_numbers import write_number
from reconcile.records import findings

__all__ = ["day_jumps"]

# what a series counts, its days aside
_COUNTED = ("measure", "party", "place", "scope", "population")

# days of a series from which one of them is compared with the others: a week and a day
_LEAST_DAYS = 8

# times the median of its series from which a day's figure is asked about: days of one war differ by three or four, and
# what is added late to a daily count comes by the hundred beside days of some fifty (+748)
_JUMP = 10.0

_HINT = 'if they died earlier and were added on this day, includes = "late_additions" in its row; else it stands'


def day_jumps(claims: pd.DataFrame, voice: pd.Series, figure: pd.Series, heard: pd.Series) -> pd.DataFrame:
    """Return a finding for every day of a daily series that is ten times the median of its series or more.

    Parameters
    ----------
    claims : DataFrame, index from 0
        Checked claims.
    voice : Series of str, shape (claims,)
    figure : Series of float, shape (claims,)
        Best value of each claim; null for none.
    heard : Series of bool, shape (claims,)
        Claims that are not left out.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> days = [f"2024-03-{day:02d}" for day in range(1, 9)]
    >>> rows = pd.DataFrame({"measure": "killed", "source": "Ministry", "temporal": "period", "period_start": days,
    ...                      "period_end": days, "best": [20, 25, 31, 18, 700, 22, 19, 24]})
    >>> claims = check_claims(rows).claims
    >>> day_jumps(claims, claims["source"], claims["best"], claims["best"] > 0)["message"].tolist()
    ['700 on 2024-03-05 is 30 times the usual day of its series (23)']
    """
    first, last = (days_of(claims[name]) for name in ("period_start", "period_end"))
    daily = (claims["temporal"] == "period").to_numpy() & (first == last) & (first != NO_DAY)
    rows = np.flatnonzero(daily & heard.to_numpy(dtype=bool) & figure.notna().to_numpy())
    if not len(rows):
        return findings("day-jumps", [])
    series, _ = group_rows([voice.iloc[rows], *(claims[name].iloc[rows] for name in _COUNTED)])
    value = figure.to_numpy(np.float64)[rows]
    usual = _usual(series, first[rows], value)
    jumps = np.flatnonzero((usual > 0) & (value >= _JUMP * usual))
    found = rows[jumps]
    days = dates_of(first[found]).astype("datetime64[D]").astype(str)
    message = [
        f"{write_number(own)} on {day} is {own / day_usual:.0f} times the usual day of its series "
        f"({write_number(day_usual, 3)})"
        for own, day, day_usual in zip(value[jumps], days, usual[jumps], strict=True)
    ]
    return findings("day-jumps", message, claim_id=claims["claim_id"].iloc[found], hint=_HINT)


def _usual(series: Ints, day: Ints, value: Floats) -> Floats:
    """Return the median of the series of each figure; nan for a series of too few days."""
    table = pd.DataFrame({"day": day, "best": value}).groupby(series)
    enough = table["day"].transform("nunique") >= _LEAST_DAYS
    usual: Floats = table["best"].transform("median").where(enough).to_numpy(np.float64)
    return usual
