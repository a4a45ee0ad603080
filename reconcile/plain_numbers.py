"""One number as text, as a reader takes it: thousands grouped, no more digits than it has, no exponent."""

from __future__ import annotations

import math

__all__ = ["DIGITS", "write_number"]

# digits that a figure without a range keeps; product contract, "6 significant digits"
DIGITS = 6

# value from which a number is printed with an exponent: whole numbers above are no longer exact as floats (2**53)
EXPONENT_FROM = 2.0**53


def write_number(value: float, digits: int = DIGITS) -> str:
    """Return a number as text, thousands grouped; "" for nan.

    Whole numbers are written in full up to 2**53 and with an exponent above; others are rounded to 6 significant
    digits, or to whole ones where these are more.

    Parameters
    ----------
    value : float
    digits : int
        Fewer than six round whole numbers, too.

    Examples
    --------
    >>> write_number(1234567.0), write_number(0.33333333), write_number(4168.5), write_number(float("nan"))
    ('1,234,567', '0.333333', '4,168.5', '')
    >>> write_number(2129.58, 3), write_number(0.0004321, 2)
    ('2,130', '0.00043')
    """
    if math.isnan(value):
        return ""
    if not math.isfinite(value) or abs(value) >= EXPONENT_FROM or 0 < abs(value) < 10.0**-DIGITS:
        return f"{value:.{DIGITS}g}"
    if digits < DIGITS:
        value = float(f"{value:.{digits}g}")
    if value == round(value):
        return f"{value:,.0f}" if value else "0"
    places = max(0, DIGITS - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
