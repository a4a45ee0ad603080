"""Figures in the unit in which they were said: "2 square miles (about 5 sq km)" instead of "5.18 sq km"."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Strings, each_text
from reconcile.language.numerals import find_numerals
from reconcile.language.tokens import tokens_of
from reconcile.language.unit_words import unit_after
from reconcile.report.sentences.phrasebook import fill, words
from reconcile.report.sentences.rounding import write_numbers
from reconcile.report.sentences.style_numbers import sentence_numbers

__all__ = ["in_own_units"]

# units that are said in several ways: what is counted one by one is not
_CONVERTED = ("km2", "km")

# least value whose digits are counted: of nothing there are none
_LEAST = 1e-9


def in_own_units(
    number: Strings, rows: pd.DataFrame, units: Strings, low: Floats, high: Floats
) -> tuple[Strings, Flags]:  # fmt: skip
    """Return figures as they were said, with their own unit and ours in brackets, where they were said in another one.

    Parameters
    ----------
    number : ndarray of str, shape (rows,)
        The figures in the units of the tables.
    rows : DataFrame
        Rows of `claims.csv`; `phrase` is read where it is there.
    units : ndarray of str, shape (rows,)
    low, high : ndarray of float, shape (rows,)
        The ends of the figures, in `units`.

    Returns
    -------
    number : ndarray of str, shape (rows,)
    own : ndarray of bool, shape (rows,)
        The figure has its unit with it.

    Examples
    --------
    >>> rows, ends = pd.DataFrame({"phrase": ["2 sq miles", "5 sq km"]}), np.array([5.179976, 5.0])
    >>> printed = np.array(["5.18", "5"], dtype=object)
    >>> in_own_units(printed, rows, np.array(["km2", "km2"], dtype=object), ends, ends)[0].tolist()
    ['2 sq miles (about 5 sq km)', '5']
    """
    own = np.zeros(len(number), dtype=bool)
    if "phrase" not in rows or not np.isin(units, _CONVERTED).any():
        return number, own
    said = each_text(rows["phrase"], lambda text: "\t".join(_said_unit(text)))
    own = np.isin(units, _CONVERTED) & (said != "")
    place = np.flatnonzero(own)
    if not len(place):
        return number, own
    pairs = [text.split("\t") for text in said[place].tolist()]
    factor = np.array([float(pair[1]) for pair in pairs])
    texts, printed = _figures(low[place], high[place], factor, units[place], [pair[0] for pair in pairs])
    told = number.copy()
    told[place] = fill(words().fragments["in_own_units"], {"said": texts, "ours": printed}, len(place))
    return told, own


def _figures(low: Floats, high: Floats, factor: Floats, units: Strings, unit: list[str]) -> tuple[Strings, Strings]:
    """Return figures in their own unit, and in that of the tables with as many digits as were said."""
    ends = [np.round(end / factor, 6) for end in (low, high)]
    ours = [_converted(end, said) for end, said in zip((low, high), ends, strict=True)]
    own = [sentence_numbers(end, None, units) for end in ends]
    names = np.array([words().units.get(name, name) for name in units.tolist()], dtype=object)
    texts, printed = (_ranged(pair[0], pair[1], low < high) for pair in (own, ours))
    return texts + " " + np.array([*unit, None], dtype=object)[:-1], printed + " " + names


def _converted(value: Floats, said: Floats) -> Strings:
    step = 10.0 ** (np.floor(np.log10(np.maximum(value, _LEAST))) - _digits(said))
    return write_numbers(value, step)


def _ranged(low: Strings, high: Strings, ranged: Flags) -> Strings:
    both = fill(words().fragments["own_range"], {"low": low, "high": high}, len(low))
    return np.where(ranged, both, low).astype(object)


def _digits(said: Floats) -> Floats:
    """Return how many digits of each figure stand behind its first, not counting zeros at its end."""
    written = [f"{value:.6f}".strip("0").replace(".", "").strip("0") for value in said.tolist()]
    return np.array([max(len(text) - 1, 0) for text in written], dtype=np.float64)


@cache
def _said_unit(phrase: str) -> tuple[str, ...]:
    """Return the words of the unit of a phrase and its factor, nothing where it is that of the tables, or not read."""
    if not phrase.isascii():
        return ()
    tokens = tokens_of(phrase)
    for numeral in find_numerals(tokens):
        placed = unit_after(tokens, numeral.last)
        if placed is None or placed.unit.name not in _CONVERTED:
            continue
        text = " ".join(token.text for token in tokens[numeral.last : placed.last]).lstrip("- ")
        return (text, repr(placed.unit.factor)) if placed.unit.factor != 1 else ()
    return ()
