"""Hedges as ranges: what a number is read as under each hedge, with every width and its source.

A *rule* is how a hedge is read ("more_than"); its *kind* is the coarser word in the tables ("lower"). N is the number
as written, a *unit* the place value of its last digit that is not 0 (4,000: 1,000). Widths are those of the hedge table
measured against Ferson et al. 2015 and McNabb et al. 2016; "chosen" marks those that rest on judgement.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Floats, Strings

__all__ = ["FEW", "KIND_OF_RULE", "RangeColumns", "kind_of", "place_value", "range_columns", "ranges_of"]


# half-width of a bare round number: half a unit, within 1-5% of N; rounding, read sharp (Katzir & Ariel 2025)
BARE_HALF, BARE_LEAST, BARE_MOST = 0.5, 0.01, 0.05
# half-width of "about": half a unit, within 3-10% of N; Ferson et al. 2015: 5% wide at 4,000, 19% at 100
ABOUT_HALF, ABOUT_LEAST, ABOUT_MOST = 0.5, 0.03, 0.10
# where the centre of "nearly" lies, in half-widths below N; Ferson et al. 2015 "nearly" 4.5% wide, sided; chosen
NEARLY_CENTRE = 0.35
# width of "more than": half a unit, within 5-20% of N; Ferson et al. 2015 "over" 4-7% wide; next round number caps it
OVER_HALF, OVER_LEAST, OVER_MOST = 0.5, 0.05, 0.20
# centre of "more than" in widths above N; chosen
OVER_CENTRE = 0.3
# "just over" is a quarter as wide as "over"; chosen
JUST_SHARE = 0.25
# "at least": centre and upper end as factors of N; verified counts are floors (OHCHR: considerably higher); chosen
FLOOR_BEST, FLOOR_HIGH = 1.10, 1.35
# "up to": lower end and centre as factors of N; McNabb et al.: its upper bound can be cancelled; chosen
UP_TO_LOW, UP_TO_BEST = 0.65, 0.88
# width of "at most": a unit, within 5-15% of N; Ferson et al. 2015 "at most" 4.4%, "below" 6.5%
CEILING_UNITS, CEILING_LEAST, CEILING_MOST = 1.0, 0.05, 0.15
# largest number behind "fewer than" that may hide a count for privacy, and then says nothing but that it is smaller;
# registries hide counts below 5, 10, 11 or 20 (CMS Cell Size Suppression Policy: below 11)
FEW = 20.0
# half-width of "a third", as a share; chosen
FRACTION_WIDTH = 0.10
# half-width of a bare percentage: half a unit, at most 5% of N, as shares are rounded where counts are not; chosen
SHARE_HALF, SHARE_MOST = 0.5, 0.05

# probabilities of the ends: 5% outside each side unless the table says otherwise
P_LOW, P_HIGH = 0.05, 0.95
# "more than": 2% below N, 8% above the upper end; "up to": 8% above N; "nearly": 3% above N; "at most": 2% above N
P_BELOW_OVER, P_ABOVE_OVER, P_ABOVE_UP_TO, P_ABOVE_NEARLY, P_ABOVE_CEILING = 0.02, 0.92, 0.92, 0.97, 0.98
# "at least": 2% below N is how a kernel writes "nothing below N", 10% above the upper end
P_BELOW_FLOOR, P_ABOVE_FLOOR = 0.02, 0.90

# magnitudes as multiples of their base (12, 20, 100): plural means two at least, the next word caps it; chosen
MAGNITUDE_FACTORS = {
    "magnitude_dozens": (2.0, 40 / 12, 99 / 12),
    "magnitude_scores": (2.0, 3.0, 6.0),
    "magnitude_hundreds": (2.0, 3.5, 9.0),
    "magnitude_several_hundred": (3.0, 4.5, 9.0),
}

KIND_OF_RULE = {
    "exact": "exact", "bare": "approx", "bare_share": "approx",
    "approx": "approx", "approx_below": "approx_below", "more_than": "lower",
    "just_over": "lower", "floor": "lower", "up_to": "upper", "ceiling": "upper", "below": "upper", "few": "upper",
    "between": "interval", "plus_minus": "interval", "fraction": "fraction", "ratio": "ratio",
    "ratio_approx": "ratio", "ratio_below": "ratio",
    **dict.fromkeys(MAGNITUDE_FACTORS, "magnitude"),
}  # fmt: skip

# exponents of ten that place values are looked for in
_PLACES = range(15, -7, -1)

# share of a place value by which a number may miss a multiple of it and still count as one: float rounding
_ROUNDING = 1e-9

# numbers below this are counted out one by one, however round they look (20 people); chosen
_LEAST_ROUND = 100.0

Ends = tuple[Floats, Floats, Floats]
# the columns of `ranges_of`, by name
RangeColumns = dict[str, npt.NDArray[Any]]


def place_value(number: Floats) -> Floats:
    """Return the place value of the last digit that is not 0.

    Parameters
    ----------
    number : ndarray of float, any shape

    Returns
    -------
    ndarray of float, shape as `number`
        1 for 0, and where no digit down to the sixth decimal ends the number.

    Examples
    --------
    >>> place_value(np.array([4000.0, 320.0, 33.1, 0.0])).tolist()
    [1000.0, 10.0, 0.1, 1.0]
    """
    size = np.abs(number)
    value, done = np.ones_like(size), size == 0
    # a unit above every number ends none, and is most of the work for one number
    largest = float(np.max(size, initial=0.0, where=np.isfinite(size)))
    for unit in (10.0**exponent for exponent in _PLACES):
        if unit > largest:
            continue
        if done.all():
            break
        count = size / unit
        fits = ~done & (count >= 1) & (np.abs(count - np.round(count)) <= _ROUNDING * np.maximum(count, 1))
        value, done = np.where(fits, unit, value), done | fits
    return value


def _clamped(number: Floats, units: float, least: float, most: float) -> Floats:
    size = np.abs(number)
    return np.clip(units * place_value(number), least * size, most * size)


def _symmetric(number: Floats, half: Floats) -> Ends:
    return number - half, number, number + half


def _bare(n1: Floats, _: Floats) -> Ends:
    round_ = (np.abs(n1) >= _LEAST_ROUND) & (place_value(n1) > 1)
    return _symmetric(n1, np.where(round_, _clamped(n1, BARE_HALF, BARE_LEAST, BARE_MOST), 0.0))


def _bare_share(n1: Floats, _: Floats) -> Ends:
    return _symmetric(n1, _clamped(n1, SHARE_HALF, 0.0, SHARE_MOST))


def _about(n1: Floats, _: Floats) -> Ends:
    return _symmetric(n1, _clamped(n1, ABOUT_HALF, ABOUT_LEAST, ABOUT_MOST))


def _nearly(n1: Floats, _: Floats) -> Ends:
    half = _clamped(n1, ABOUT_HALF, ABOUT_LEAST, ABOUT_MOST)
    return n1 - half, n1 - NEARLY_CENTRE * half, n1


def _over(n1: Floats, _: Floats, share: float = 1.0) -> Ends:
    width = share * _clamped(n1, OVER_HALF, OVER_LEAST, OVER_MOST)
    return n1, n1 + OVER_CENTRE * width, n1 + width


def _just_over(n1: Floats, n2: Floats) -> Ends:
    return _over(n1, n2, JUST_SHARE)


def _floor(n1: Floats, _: Floats) -> Ends:
    return n1, FLOOR_BEST * n1, FLOOR_HIGH * n1


def _up_to(n1: Floats, _: Floats) -> Ends:
    return UP_TO_LOW * n1, UP_TO_BEST * n1, n1


def _ceiling(n1: Floats, _: Floats) -> Ends:
    width = _clamped(n1, CEILING_UNITS, CEILING_LEAST, CEILING_MOST)
    return n1 - width, n1 - NEARLY_CENTRE * width, n1


def _few(n1: Floats, _: Floats) -> Ends:
    most = np.maximum(n1 - 1, 0.0)
    return np.zeros_like(n1), most / 2, most


def _between(n1: Floats, n2: Floats) -> Ends:
    return n1, (n1 + n2) / 2, n2


def _fraction(n1: Floats, _: Floats) -> Ends:
    return _symmetric(n1, FRACTION_WIDTH * np.abs(n1))


def _magnitude(factors: Ends | tuple[float, float, float]) -> Callable[[Floats, Floats], Ends]:
    return lambda n1, _: (factors[0] * n1, factors[1] * n1, factors[2] * n1)


_READERS: dict[str, Callable[[Floats, Floats], Ends]] = {
    "exact": lambda n1, _: (n1, n1, n1),
    "ratio": lambda n1, _: (n1, n1, n1),
    "bare": _bare, "bare_share": _bare_share, "ratio_approx": _about, "ratio_below": _nearly,
    "approx": _about, "approx_below": _nearly, "more_than": _over, "just_over": _just_over,
    "floor": _floor, "up_to": _up_to, "ceiling": _ceiling, "below": _ceiling, "few": _few, "between": _between,
    "plus_minus": _between, "fraction": _fraction,
    **{rule: _magnitude(factors) for rule, factors in MAGNITUDE_FACTORS.items()},
}  # fmt: skip

# rule -> probability of the lower end, of the upper end, open below, open above, bound
_TAILS: dict[str, tuple[float, float, bool, bool, str]] = {
    "approx_below": (P_LOW, P_ABOVE_NEARLY, False, False, ""),
    "ratio_below": (P_LOW, P_ABOVE_NEARLY, False, False, ""),
    "more_than": (P_BELOW_OVER, P_ABOVE_OVER, False, True, ""),
    "just_over": (P_BELOW_OVER, P_ABOVE_OVER, False, True, ""),
    "floor": (P_BELOW_FLOOR, P_ABOVE_FLOOR, False, True, "floor"),
    "up_to": (P_LOW, P_ABOVE_UP_TO, True, False, ""),
    "ceiling": (P_LOW, P_ABOVE_CEILING, True, False, "ceiling"),
    "below": (P_LOW, P_ABOVE_CEILING, True, False, "ceiling"),
    "few": (P_LOW, P_ABOVE_CEILING, True, False, "ceiling"),
    **dict.fromkeys(MAGNITUDE_FACTORS, (P_LOW, P_HIGH, False, True, "")),
}


def kind_of(rule: str, number: float) -> str:
    """Return the kind of one number under a rule, as `ranges_of` does for many.

    Examples
    --------
    >>> kind_of("bare", 11_000.0), kind_of("bare", 326.0), kind_of("floor", 300.0)
    ('approx', 'exact', 'lower')
    """
    is_round = abs(number) >= _LEAST_ROUND and number % 10 == 0
    return "exact" if rule == "bare" and not is_round else KIND_OF_RULE[rule]


def ranges_of(rule: Strings, n1: Floats, n2: Floats) -> pd.DataFrame:
    """Return the range that each number is read as under its rule.

    Parameters
    ----------
    rule : ndarray of str, shape (n,)
        Keys of `KIND_OF_RULE`.
    n1, n2 : ndarray of float, shape (n,)
        The numbers as written, in any unit. n2 is read for between and plus_minus alone and may be nan elsewhere.

    Returns
    -------
    DataFrame of shape (n, 9)
        `kind, low, best, high, p_low, p_high, open_low, open_high, bound`; low <= best <= high, in the unit of n1.

    Raises
    ------
    KeyError
        A rule is unknown.

    Examples
    --------
    >>> ranges_of(np.array(["more_than"]), np.array([700.0]), np.array([np.nan]))[["low", "high"]].values.tolist()
    [[700.0, 750.0]]
    """
    return pd.DataFrame(range_columns(rule, n1, n2))


def range_columns(rule: Strings, n1: Floats, n2: Floats) -> RangeColumns:
    """Return the columns of `ranges_of` without making a table of them, which takes longer than reading one number.

    Parameters and errors as of `ranges_of`.

    Examples
    --------
    >>> range_columns(np.array(["more_than"]), np.array([700.0]), np.array([np.nan]))["high"].tolist()
    [750.0]
    """
    rule = np.asarray(rule, dtype=object)
    ends, tails = np.zeros((3, len(rule))), np.empty((5, len(rule)), dtype=object)
    kind = np.empty(len(rule), dtype=object)
    for name in pd.unique(rule):
        rows = rule == name
        ends[:, rows] = _READERS[name](n1[rows], n2[rows])
        tails[:, rows] = np.array(_TAILS.get(name, (P_LOW, P_HIGH, False, False, "")), dtype=object)[:, None]
        kind[rows] = KIND_OF_RULE[name]
    kind[(rule == "bare") & (ends[0] == ends[2])] = "exact"
    ends.sort(axis=0)
    return {
        "kind": kind, "low": ends[0], "best": ends[1], "high": ends[2],
        "p_low": tails[0].astype(float), "p_high": tails[1].astype(float),
        "open_low": tails[2].astype(bool), "open_high": tails[3].astype(bool), "bound": tails[4],
    }  # fmt: skip
