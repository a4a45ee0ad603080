"""Numbers as a newsroom prints them: rounded to the width of their range, thousands grouped, no exponents."""

from __future__ import annotations

import numpy as np

from reconcile.arrays import Flags, Floats, Ints, Strings, each_once
from reconcile.plain_numbers import write_number
from reconcile.report.sentences.phrasebook import words

__all__ = [
    "count_words",
    "counted_whole",
    "round_above",
    "round_to_step",
    "rounding_step",
    "write_number",
    "write_numbers",
    "write_percentages",
]

# leading digits of a half-width below which it keeps two digits; Particle Data Group, Review of Particle Physics,
# Introduction, section 5.3. Its third class, 950 and above, is rounded to the same step as the second
TWO_DIGITS_BELOW = 3.55

# share from which a change is told as a multiple: "18,616%" says less than "187 times as much"
MANY_TIMES = 10.0

# units that are measured, not counted; of these and of rates parts of one are printed
MEASURED = ("", "km", "km2", "percent")


def rounding_step(low: Floats, high: Floats, units: Strings) -> Floats:
    """Return the step to which the ends of a range, and what lies in it, are rounded: a power of ten.

    Parameters
    ----------
    low, high : ndarray of float, shape (rows,)
        Ends of the range.
    units : ndarray of str, shape (rows,)
        As in the tables; what is counted one by one is rounded to whole ones.

    Returns
    -------
    ndarray of float, shape (rows,)
        nan, for no rounding, where the range has no width or an end is nan.

    Notes
    -----
    The rule of the Particle Data Group on half the width: 355 to 949 keep one digit, all else two. An end that is not
    zero keeps its first digit, so that it is never printed as zero.

    Examples
    --------
    >>> units = np.array(["km2", "km2", "km2", "persons", "km"], dtype=object)
    >>> low, high = np.array([2834.0, 200.0, 30.0, 2.0, 5.0]), np.array([4312.0, 440.0, 900.0, 2.51, 5.0])
    >>> rounding_step(low, high, units).tolist()
    [100.0, 10.0, 10.0, 1.0, nan]
    """
    half = high / 2 - low / 2
    usable = np.isfinite(half) & (half > np.finfo(float).tiny)
    power = _power(np.where(usable, half, 1.0))
    lead = np.where(usable, half, 1.0) / 10.0**power
    power = power - (lead < TWO_DIGITS_BELOW)
    for end in (low, high):
        there = usable & (np.abs(end) > np.finfo(float).tiny)
        power = np.where(there, np.minimum(power, _power(np.where(there, np.abs(end), 1.0))), power)
    power = np.where(counted_whole(units), np.maximum(power, 0.0), power)
    return np.where(usable, 10.0**power, np.nan)


def counted_whole(units: Strings) -> Flags:
    """Return True for units of what is counted one by one.

    Examples
    --------
    >>> counted_whole(np.array(["persons", "km2", "persons/day"], dtype=object)).tolist()
    [True, False, False]
    """
    whole: Flags = (
        each_once(units, lambda unit: "" if unit in MEASURED or unit.endswith("/day") else "whole") == "whole"
    )
    return whole


def _power(values: Floats) -> Floats:
    return np.floor(np.log10(values))


def round_to_step(values: Floats, step: Floats) -> Floats:
    """Return values rounded to a step.

    Parameters
    ----------
    values, step : ndarray of float, shape (rows,)

    Returns
    -------
    ndarray of float, shape (rows,)
        As they are where the step is nan; a value halfway between two steps goes to the even one.

    Examples
    --------
    >>> round_to_step(np.array([2834.0, 2834.0]), np.array([100.0, np.nan])).tolist()
    [2800.0, 2834.0]
    """
    whole = np.where(np.isnan(step), 1.0, step)
    with np.errstate(over="ignore", invalid="ignore"):
        near = np.round(values / whole) * whole
    return np.where(np.isnan(step) | ~np.isfinite(near), values, near)


def round_above(values: Floats, step: Floats, floor: Floats) -> Floats:
    """Return values rounded to a step, but neither under a hard floor nor away from it.

    Parameters
    ----------
    values, step, floor : ndarray of float, shape (rows,)
        nan in `step` and `floor` for none.

    Returns
    -------
    ndarray of float, shape (rows,)

    Examples
    --------
    >>> step, floor = np.full(3, 100.0), np.array([2753.0, 2753.0, np.nan])
    >>> round_above(np.array([2753.0, 2840.0, 2753.0]), step, floor).tolist()
    [2753.0, 2800.0, 2800.0]
    """
    near = round_to_step(values, step)
    return np.where((values <= floor) | (near < floor), floor, near)


def write_numbers(values: Floats, step: Floats | None = None, floor: Floats | None = None) -> Strings:
    """Return numbers as text, rounded to a step where one is given; "" for nan.

    Parameters
    ----------
    values : ndarray of float, shape (rows,)
    step : ndarray of float, shape (rows,), optional
        nan where a value is not rounded.
    floor : ndarray of float, shape (rows,), optional
        Hard floors, as in `round_above`.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> write_numbers(np.array([2834.0, 320.0]), np.array([100.0, np.nan])).tolist()
    ['2,800', '320']
    """
    steps = np.full(len(values), np.nan) if step is None else step
    near = round_to_step(values, steps) if floor is None else round_above(values, steps, floor)
    return each_once(np.asarray(near, dtype=np.float64), lambda value: write_number(float(value)))


def count_words(counts: Ints) -> Strings:
    """Return counts in words up to twelve, larger ones in figures.

    Examples
    --------
    >>> count_words(np.array([3, 40])).tolist()
    ['three', '40']
    """
    cardinals = words().cardinals
    return each_once(
        np.asarray(counts, dtype=np.int64),
        lambda count: cardinals[count] if 0 <= count < len(cardinals) else f"{count:,}",
    )


def write_percentages(shares: Floats, *, signed: bool = False) -> Strings:
    """Return shares as whole percentages, "" for nan; no share but zero is ever written as 0%.

    From tenfold on they are written as multiples.

    Parameters
    ----------
    shares : ndarray of float, shape (rows,)
    signed : bool
        Whether the shares are changes: those above zero have a plus sign, and a multiple is of what was before.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> write_percentages(np.array([0.36, 0.001, np.nan])).tolist()
    ['36%', 'under 1%', '']
    >>> write_percentages(np.array([-0.041, 186.2]), signed=True).tolist()
    ['-4%', '187 times as much']
    >>> write_percentages(np.array([186.2])).tolist()
    ['186 times']
    """

    def text(share: float) -> str:
        if np.isnan(share):
            return ""
        if 0 < abs(share) < 0.005:  # noqa: PLR2004  half a percent, which would round to none
            return "under 1%"
        if share >= MANY_TIMES:
            return f"{share + 1:,.0f} times as much" if signed else f"{share:,.0f} times"
        return f"{share:+.0%}" if signed and share else f"{share:.0%}"

    return each_once(np.asarray(shares, dtype=np.float64), text)
