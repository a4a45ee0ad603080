"""How often a range holds, in words: its level as people say it, and what is known of the method that made it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from reconcile.defaults import DEFAULT_METHOD
from reconcile.pool.methods.measured import MEASURED, MEASURED_LEVEL
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.rounding import count_words, write_number

__all__ = ["meant_words", "times_words"]

# how far a level may be from a simple fraction and still be called "nine times in ten"
SAME_SHARE = 1e-9

# largest base of "times in N" that people say
MOST_TIMES = 20


def times_words(level: float) -> str:
    """Return a share as a number of times: in a base up to 20 where one fits, else in 100.

    Parameters
    ----------
    level : float
        Between 0 and 1.

    Returns
    -------
    str

    Examples
    --------
    >>> times_words(0.9), times_words(0.95), times_words(0.873)
    ('nine times in ten', '19 times in 20', '87.3 times in 100')
    """
    share = Fraction(level).limit_denominator(MOST_TIMES)
    if abs(share - Fraction(level)) > SAME_SHARE:
        return words().fragments["percent_of_times"].format(percent=write_number(level * 100))
    hits, of = count_words(np.array([share.numerator, share.denominator])).tolist()
    return words().fragments["once" if share.numerator == 1 else "times"].format(hits=hits, of=of)


def meant_words(method: str, level: str) -> str:
    """Return what a range of ours is meant to be; only the default method's is meant to hold at its level.

    Parameters
    ----------
    method : str
        "" is the default method.
    level : str
        The level in words, as `times_words` returns it.

    Returns
    -------
    str
        Of another method what was measured of it, where that was at this level; else that it is not known.

    Examples
    --------
    >>> meant_words("linear", times_words(0.9))
    'a range meant to contain the true figure nine times in ten'
    """
    phrases = words().fragments
    if method in ("", DEFAULT_METHOD):
        return phrases["meant"].format(level=level)
    if method not in MEASURED or level != times_words(MEASURED_LEVEL):
        return phrases["meant_unmeasured"].format(method=method)
    experts, _, polls, _ = MEASURED[method]
    return phrases["meant_other"].format(method=method, experts=f"{experts:.0%}", polls=f"{polls:.0%}")
