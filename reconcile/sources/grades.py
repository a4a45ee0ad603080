"""Admiralty grades as weights, by one documented table.

The *source* is graded A-F for its reliability, the *item* (the single claim) 1-6 for its credibility, each without
regard to the other. F and 6 mean "cannot be judged", not "bad", so they weigh as much as the middle of the scale.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.arrays import Strings

__all__ = ["ITEM_FACTORS", "SOURCE_FACTORS", "UNJUDGED_ITEM", "UNJUDGED_SOURCE", "item_digits", "source_letters"]

# factor per letter; MISP taxonomy "admiralty-scale", numerical_value / 100 (a convention of MISP, not of NATO)
SOURCE_FACTORS = {"A": 1.0, "B": 0.75, "C": 0.5, "D": 0.25, "E": 0.0, "F": 0.5}

# factor per digit; the same taxonomy, information credibility
ITEM_FACTORS = {"1": 1.0, "2": 0.75, "3": 0.5, "4": 0.25, "5": 0.0, "6": 0.5}

_LETTER, _DIGIT = re.compile(r"^[A-F]"), re.compile(r"[1-6]$")

# how an empty grade is read: nobody has judged
UNJUDGED_SOURCE = "F"
UNJUDGED_ITEM = "6"


def source_letters(item_grades: pd.Series, source_grades: pd.Series) -> Strings:
    """Return the grade of every claim's source: the claim's own letter, else that of its voice, else F.

    Parameters
    ----------
    item_grades, source_grades : Series of str, shape (claims,)
        Grades of the claims, and of their voices, such as "B2", "B", "2" or ""; no null.

    Returns
    -------
    ndarray of str, shape (claims,)

    Examples
    --------
    >>> source_letters(pd.Series(["B2", "3", ""]), pd.Series(["C", "C3", ""])).tolist()
    ['B', 'C', 'F']
    """
    return _marks(item_grades, source_grades, _LETTER, UNJUDGED_SOURCE)


def item_digits(item_grades: pd.Series, source_grades: pd.Series) -> Strings:
    """Return the grade of every claim: its own digit, else the usual one of its voice, else 6; arguments as above.

    Examples
    --------
    >>> item_digits(pd.Series(["B2", "", ""]), pd.Series(["C", "C3", ""])).tolist()
    ['2', '3', '6']
    """
    return _marks(item_grades, source_grades, _DIGIT, UNJUDGED_ITEM)


def _marks(own: pd.Series, usual: pd.Series, mark: re.Pattern[str], unjudged: str) -> Strings:
    pairs = zip(own.str.strip().str.upper(), usual.str.strip().str.upper(), strict=True)
    marks = [(mark.search(own_grade) or mark.search(usual_grade) or [unjudged])[0] for own_grade, usual_grade in pairs]
    return np.array(marks, dtype=object)
