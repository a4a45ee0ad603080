"""Numbers as a newsroom prints them: rounded to the width of their range, thousands grouped, no exponents."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reconcile.report.text import each_once
from reconcile.report.words import Strings, words

__all__ = ["count_words", "figures", "group", "quantum", "rounded"]

Floats = npt.NDArray[np.float64]

# digits that a figure without a range keeps; product contract, "6 significant digits"
DIGITS = 6

# leading three digits of a half-width up to which it keeps two digits, and from which it is rounded up to the next
# power of ten; Particle Data Group, Review of Particle Physics, Introduction, section 5.3
TWO_DIGITS_BELOW, NEXT_POWER_FROM = 3.55, 9.50

# value from which a figure is printed with an exponent: whole numbers above are no longer exact as floats (2**53)
EXPONENT_FROM = 2.0**53


def quantum(half_width: Floats) -> Floats:
    """Return the step to which a figure is rounded, a power of ten.

    Parameters
    ----------
    half_width : ndarray of float, shape (rows,)
        Half the width of the range that the figure stands for; 0 or nan: the figure is not rounded (nan).

    Returns
    -------
    ndarray of float, shape (rows,)

    Notes
    -----
    The rule of the Particle Data Group: 355 to 949 keep one digit, all else two.

    Examples
    --------
    >>> quantum(np.array([750.0, 120.0, 0.96, 0.0])).tolist()
    [100.0, 10.0, 0.1, nan]
    """
    usable = np.isfinite(half_width) & (half_width > np.finfo(float).tiny)
    width = np.where(usable, half_width, 1.0)
    power = np.floor(np.log10(width))
    lead = width / 10.0**power
    power = power - (lead < TWO_DIGITS_BELOW)
    return np.where(usable, 10.0**power, np.nan)


def rounded(values: Floats, step: Floats) -> Floats:
    """Return values rounded to a step; as they are where the step is nan.

    Examples
    --------
    >>> rounded(np.array([2834.0, 2834.0]), np.array([100.0, np.nan])).tolist()
    [2800.0, 2834.0]
    """
    whole = np.where(np.isnan(step), 1.0, step)
    with np.errstate(over="ignore", invalid="ignore"):
        near = np.round(values / whole) * whole
    return np.where(np.isnan(step) | ~np.isfinite(near), values, near)


def group(value: float) -> str:
    """Write one number: thousands grouped, at most 6 significant digits behind the point, "" for nan.

    Whole numbers are written in full up to 2**53, above with an exponent.

    Examples
    --------
    >>> group(1234567.0), group(0.33333333), group(4168.5), group(float("nan"))
    ('1,234,567', '0.333333', '4,168.5', '')
    """
    if np.isnan(value):
        return ""
    if not np.isfinite(value) or abs(value) >= EXPONENT_FROM or 0 < abs(value) < 10.0**-DIGITS:
        return f"{value:.{DIGITS}g}"
    if value == round(value):
        return f"{value:,.0f}" if value else "0"
    places = max(0, DIGITS - 1 - int(np.floor(np.log10(abs(value)))))
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figures(values: Floats, step: Floats | None = None) -> Strings:
    """Write numbers, each different one once, rounded to a step where one is given.

    Examples
    --------
    >>> figures(np.array([2834.0, 320.0]), np.array([100.0, np.nan])).tolist()
    ['2,800', '320']
    """
    near = values if step is None else rounded(values, step)
    return each_once(np.asarray(near, dtype=np.float64), lambda value: group(float(value)))


def count_words(counts: npt.NDArray[np.int64]) -> Strings:
    """Write small counts in words.

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
