"""Phrases as ranges: "as many as 4,000 soldiers" -> 2,600 to 4,000, with the reason in words.

The *parts* of a phrase are its literal numbers, hedge and unit; its *reading* adds the range under its rule.
"""

from __future__ import annotations

import math
from dataclasses import fields
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags
from reconcile.errors import PhraseError
from reconcile.language.hedges import range_columns
from reconcile.language.parts import MOST_CHARACTERS, PhraseParts, parse_parts
from reconcile.language.phrase_reading import PhraseReading
from reconcile.language.reasons import why

__all__ = ["MOST_CHARACTERS", "PhraseReading", "parse_phrase", "read_phrases"]

# readings of single phrases kept in memory, some 1 KB each; a notebook asks again for a few hundred
MOST_REMEMBERED = 4096

_FIELDS = tuple(field.name for field in fields(PhraseReading))
_TEXTS = ("kind", "unit", "hedge", "rate", "why", "rule", "bound", "modality", "relation")
_SAID = ("unit", "hedge", "rate", "modality", "relation")
_FLAGS = ("open_low", "open_high")


def parse_phrase(text: str) -> PhraseReading:
    """Read the one figure of a short text.

    Parameters
    ----------
    text : str
        Such as "as many as 4,000 soldiers", "81 out of 112", "10-12k". Other words are ignored, and so are dates and
        durations. Brackets may repeat the figure in another unit or give the range around it.

    Returns
    -------
    PhraseReading
        `low <= best <= high`, always numbers.

    Raises
    ------
    PhraseError
        The text has no figure, several unrelated ones, one that can be read in two ways, one that it denies ("not
        500"), or over 2,000 characters.

    Examples
    --------
    >>> parse_phrase("over 700 sq km")
    PhraseReading(lower: 700 - 715 - 750 km2)
    """
    return _reading(text)


@lru_cache(maxsize=MOST_REMEMBERED)
def _reading(text: str) -> PhraseReading:
    """Read a phrase; a reading cannot be changed, so that whoever asks again may have the same one."""
    columns = _readings([parse_parts(text)])
    return PhraseReading(**{name: columns[name][0] for name in _FIELDS})  # type: ignore[arg-type]


def read_phrases(phrases: pd.Series) -> pd.DataFrame:
    """Read the one figure of each of many phrases; equal phrases are read once.

    Parameters
    ----------
    phrases : Series of str
        Empty or null where there is no phrase.

    Returns
    -------
    DataFrame, index as `phrases`
        The fields of `PhraseReading`, and `error`: what is wrong, "" where the phrase was read or is empty. Where
        nothing was read, texts are "", numbers nan and flags False.

    Examples
    --------
    >>> read_phrases(pd.Series(["about 300", "", "heavy"]))["kind"].tolist()
    ['approx', '', '']
    """
    codes, uniques = pd.factorize(phrases, use_na_sentinel=False)
    attempts = [_attempt(value) for value in uniques]
    read = np.array([attempt.parts is not None for attempt in attempts], dtype=bool)
    columns = _readings([attempt.parts for attempt in attempts if attempt.parts is not None])
    table = {name: _spread(columns[name], read, name)[codes] for name in _FIELDS}
    errors = np.array([attempt.error for attempt in attempts], dtype=object)[codes]
    return pd.DataFrame({**table, "error": errors}, index=phrases.index)


class _Attempt(NamedTuple):
    parts: PhraseParts | None
    error: str


@lru_cache(maxsize=MOST_REMEMBERED, typed=True)
def _attempt(value: object) -> _Attempt:
    text = value if isinstance(value, str) else "" if pd.isna(value) else str(value)  # type: ignore[call-overload]
    if not text.strip():
        return _Attempt(None, "")
    try:
        return _Attempt(parse_parts(text), "")
    except PhraseError as error:
        return _Attempt(None, str(error))


def _readings(phrases: list[PhraseParts]) -> dict[str, list[object]]:
    """Return the readings of phrases by their parts, in their units, as columns named like the fields of a reading."""
    rule = np.array([phrase.rule for phrase in phrases], dtype=object)
    n1, n2, best, factor, level = (
        np.array([getattr(phrase, name) for phrase in phrases], dtype=np.float64)
        for name in ("n1", "n2", "best", "factor", "level")
    )
    ranges = range_columns(rule, n1, n2)
    ranges["best"] = np.where(np.isnan(best), ranges["best"], best)
    for name, share in (("p_low", 50 - level / 2), ("p_high", 50 + level / 2)):
        ranges[name] = np.where(level > 0, share / 100, ranges[name])
    for name in ("low", "best", "high"):
        ranges[name] = ranges[name] * factor
    columns: dict[str, list[object]] = {name: values.tolist() for name, values in ranges.items()}
    columns |= {"n1": n1.tolist(), "n2": n2.tolist(), "factor": factor.tolist(), "rule": rule.tolist()}
    columns |= {name: [getattr(phrase, name) for phrase in phrases] for name in _SAID}
    columns["why"] = [
        why(phrase.rule, str(kind), phrase.hedge, phrase.factor, phrase.notes)
        for phrase, kind in zip(phrases, columns["kind"], strict=True)
    ]
    return columns


def _spread(values: list[object], read: Flags, name: str) -> npt.NDArray[Any]:
    """Return a column with the values in the rows that were read, and its null ("", nan, False) in the others."""
    if name in _TEXTS:
        column = np.full(len(read), "", dtype=object)
    else:
        column = np.zeros(len(read), dtype=bool) if name in _FLAGS else np.full(len(read), math.nan)
    column[read] = values
    return column
