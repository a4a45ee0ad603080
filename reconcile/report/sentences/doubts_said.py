"""Doubts that a source said with its figure: "a possible 300", "has highly likely sustained more than 6,000"."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Strings, each_text, strings
from reconcile.language.numerals import find_numerals
from reconcile.language.tokens import tokens_of
from reconcile.report.sentences.phrasebook import words

__all__ = ["doubts_said"]

# words of a phrase, without digits and signs
_WORDS = re.compile(r"[^\W\d_]+")

# what begins another statement of a quote; a comma within a number begins none
_STATEMENTS = re.compile(r"[.;:!?]\s|,\s|\b(?:but|while|and|which|that)\b|\n")


def doubts_said(rows: pd.DataFrame, low: Floats, high: Floats) -> Strings:
    """Return the words that doubt figures, as they stand before them, with a blank behind; "" for none.

    Parameters
    ----------
    rows : DataFrame
        Rows of `claims.csv`; `phrase` and `quote` are read where they are there.
    low, high : ndarray of float, shape (rows,)
        The figures: of a quote the words before the same number, in the same statement, are read.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> quotes = ["", "It highly likely lost more than 6,000", "It is likely over. 6,000 were lost"]
    >>> rows = pd.DataFrame({"phrase": ["a possible 300", "more than 6,000", "6,000"], "quote": quotes})
    >>> figure = np.array([300.0, 6000.0, 6000.0])
    >>> doubts_said(rows, figure, figure).tolist()
    ['a possible ', 'highly likely ', '']
    """
    none = np.full(len(rows), "", dtype=object)
    doubt = each_text(rows["phrase"], _doubt) if "phrase" in rows else none
    if "quote" not in rows or not (rows["quote"] != "").any():
        return doubt
    quote = strings(rows["quote"])
    asked = (doubt == "") & (each_text(rows["quote"], _doubt) != "")
    for row in np.flatnonzero(asked).tolist():
        doubt[row] = _doubt(_before(quote[row], {float(low[row]), float(high[row])}))
    return doubt


def _before(quote: str, numbers: set[float]) -> str:
    """Return what stands before one of the numbers in its statement, "" where none of them is there."""
    for statement in _STATEMENTS.split(quote):
        tokens = tokens_of(statement)
        places = [numeral.first for numeral in find_numerals(tokens) if numeral.value in numbers]
        if places:
            return " ".join(token.text for token in tokens[: places[0]])
    return ""


def _doubt(phrase: str) -> str:
    """Return the words of a phrase that doubt its figure, with a trailing space: "a possible "; "" for none."""
    said = " ".join(["", *_WORDS.findall(phrase.lower()), ""])
    found = [printed for word, printed in words().doubts.items() if f" {word} " in said]
    return f"{found[0]} " if found else ""
