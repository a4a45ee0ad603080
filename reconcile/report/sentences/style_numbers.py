"""Numbers as a style writes them in sentences: small counts in words, millions in short. Tables keep digits."""

from __future__ import annotations

import re

import numpy as np

from reconcile.arrays import Floats, Strings, each_pair_once
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.rounding import (
    MEASURED,
    counted_whole,
    round_above,
    round_to_step,
    write_number,
    write_numbers,
)

__all__ = ["close_dates", "sentence_numbers", "with_closed_dates"]

# sizes that a style writes in short, the largest first, and the size from which they would not be short any more
SIZES, SHORT_BELOW = (("billion", 1e9), ("million", 1e6)), 1e12

# decimals of a million that are printed: both house styles stop at two; a figure that needs more is written in full
DECIMALS = 2

# unit whose millions are people
PEOPLE = "persons"

# a day and its year as "31, 2025", where the sentence goes on without punctuation
_OPEN_YEAR = re.compile(r"(?<= )(\d{1,2}, \d{4})(?= [a-z])")


def sentence_numbers(values: Floats, step: Floats | None, units: Strings, floor: Floats | None = None) -> Strings:
    """Return numbers as a sentence prints them.

    Parameters
    ----------
    values : ndarray of float, shape (rows,)
    step : ndarray of float, shape (rows,), optional
        Steps to round to, nan for none.
    units : ndarray of str, shape (rows,)
        As in the tables: measurements, shares and rates are never spelled out, and what is counted one by one is
        printed whole.
    floor : ndarray of float, shape (rows,), optional
        Hard floors, as in `round_above`.

    Returns
    -------
    ndarray of str, shape (rows,)
        "" for nan.

    Examples
    --------
    >>> from reconcile.report.sentences.phrasebook import speaking
    >>> values, units = np.array([3.0, 3.0, 2.5e6]), np.array(["drones", "km2", "drones"], dtype=object)
    >>> with speaking(style="guardian"):
    ...     sentence_numbers(values, None, units).tolist()
    ['three', '3', '2.5m']
    >>> sentence_numbers(values, None, units).tolist()
    ['3', '3', '2,500,000']
    """
    steps = np.full(len(values), np.nan) if step is None else step
    steps = np.where(np.isnan(steps) & counted_whole(units), 1.0, steps)
    if not any(words().numerals.values()):
        return write_numbers(values, steps, floor)
    near = round_to_step(values, steps) if floor is None else round_above(values, steps, floor)
    return each_pair_once(near, units, lambda value, unit: _in_style(float(value), str(unit)))


def _in_style(value: float, unit: str) -> str:
    rules = words().numerals
    if np.isnan(value):
        return ""
    counted = unit not in MEASURED and not unit.endswith("/day")
    if counted and value == round(value) and 1 <= value <= rules["spelled_to"]:
        return words().cardinals[int(value)]
    for name, size in SIZES:
        template = rules[f"{name}_people" if unit == PEOPLE else name]
        # what two decimals of a million do not say exactly would be another figure
        if template and size <= abs(value) < SHORT_BELOW and round(value / size, DECIMALS) * size == value:
            return str(template.format(number=write_number(value / size)))
    return write_number(value)


def close_dates(sentence: str) -> str:
    """Return a sentence with the style's punctuation after a year where it goes on: "by Jan. 31, 2025, run from".

    Examples
    --------
    >>> from reconcile.report.sentences.phrasebook import speaking
    >>> with speaking(style="ap"):
    ...     close_dates("killed by Jan. 31, 2025 run from")
    'killed by Jan. 31, 2025, run from'
    """
    sign = words().dates["after_year"]
    return _OPEN_YEAR.sub(rf"\1{sign}", sentence) if sign else sentence


def with_closed_dates(texts: Strings) -> Strings:
    """Return texts with their days and years closed as in `close_dates`.

    Examples
    --------
    >>> with_closed_dates(np.array(["on 31 January 2025 in Alton"], dtype=object)).tolist()
    ['on 31 January 2025 in Alton']
    """
    if not words().dates["after_year"]:
        return texts
    closed = np.empty(len(texts), dtype=object)
    closed[:] = [close_dates(text) for text in texts.tolist()]
    return closed
