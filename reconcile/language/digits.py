"""Runs of digits as numbers, where they can be read in one way only."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["LARGEST_NUMBER", "TOO_LARGE", "Digits", "read_digits"]

# largest number that is read, in a phrase or in a column: a thousand times the world's money in dollars; beyond it
# digits have run together
LARGEST_NUMBER = 1e18

# what to do about a larger one
TOO_LARGE = f"check the digits; the largest number read is {LARGEST_NUMBER:.0e}".replace("e+", "e")

# longest run of digits that is read; no count of anything needs 30, and the largest float has 309
MOST_DIGITS = 30

# formats that can be read in one way only, with the signs of thousands to drop; a comma left over is a decimal sign
_FORMATS = (
    # nothing is grouped behind a lone 0: 0,125 is an eighth
    (re.compile(r"\d+|0,\d+"), ""),
    (re.compile(r"(?!0)\d{1,3}(?:,\d{3})+(?:\.\d+)?"), ","),
    # 12,34,567 as written in India
    (re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"), ","),
    (re.compile(r"\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?"), " \u00a0\u2009\u202f"),
    (re.compile(r"\d{1,3}(?:'\d{3})+(?:\.\d+)?"), "'"),
    # two signs of thousands, or one beside a decimal sign, leave no doubt
    (re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d{1,2})"), "."),
    # a decimal that ends in 0 may be thousands that lost a digit: 4,00
    (re.compile(r"\d+,\d?[1-9]"), ""),
    (re.compile(r"\d+\.\d+"), ""),
)
# 3.000 is three to some and three thousand to others
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class Digits(NamedTuple):
    """The value of a run of digits.

    `fault` is "" where the run is read, "ambiguous" for 3.000 (the value takes the dot as a decimal sign), "too large"
    or "malformed" (the value is 0 for both).
    """

    value: float
    fault: str = ""


def read_digits(run: str) -> Digits:
    """Read a run of digits, with the signs inside it, as a number.

    Parameters
    ----------
    run : str
        As in a text: "4,000", "48 240", "33,1", "1.234.567"; digits of one script, any script.

    Examples
    --------
    >>> [read_digits(run).value for run in ("4,000", "48 240", "33,1", "1.234.567", "12,34,567")]
    [4000.0, 48240.0, 33.1, 1234567.0, 1234567.0]
    >>> read_digits("3.000").fault, read_digits("12,3456").fault, read_digits("4,00").fault
    ('ambiguous', 'malformed', 'malformed')
    """
    if len(run) > MOST_DIGITS:
        return Digits(0.0, "too large")
    if not run.isascii() and not _one_script(run):
        return Digits(0.0, "malformed")
    for pattern, thousands in _FORMATS:
        if pattern.fullmatch(run):
            plain = "".join(sign for sign in run if sign not in thousands) if thousands else run
            return Digits(float(plain.replace(",", ".")), "ambiguous" if _AMBIGUOUS.fullmatch(run) else "")
    return Digits(0.0, "malformed")


def _one_script(run: str) -> bool:
    """Return True where all digits are of one script: the zero of each script has a code point of its own."""
    return len({ord(sign) - int(sign) for sign in run if sign.isdecimal()}) == 1
