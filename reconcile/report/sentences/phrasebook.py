"""The words that sentences are made of, in the language and the style in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from functools import cache
from itertools import repeat
from pathlib import Path
from string import Formatter
from typing import Any

import numpy as np
import numpy.typing as npt

from reconcile.arrays import Strings
from reconcile.report.sentences.languages import LANGUAGE, PLAIN, tables_of

__all__ = ["Strings", "Words", "fill", "fill_each", "fill_where", "placeholders", "speaking", "words"]


# language, style and folder of the files; a context variable, so that threads and nested calls do not mix theirs
_SPOKEN: ContextVar[tuple[str, str, Path | None]] = ContextVar("spoken", default=(LANGUAGE, PLAIN, None))


@dataclass(frozen=True, kw_only=True)
class Words:
    """The tables of a words file; the comments of the English one explain each."""

    months: list[str]
    short_months: list[str]
    cardinals: list[str]
    article_nouns: list[str]
    small_article_nouns: list[str]
    article_starts: list[str]
    scope_nouns: list[str]
    prepositions: list[str]
    scope_prepositions: list[str]
    dates: Mapping[str, str]
    numerals: Mapping[str, Any]
    leads: Mapping[str, str]
    beside: Mapping[str, str]
    together: Mapping[str, str]
    times: Mapping[str, str]
    sums: Mapping[str, str]
    tail: Mapping[str, str]
    fragments: Mapping[str, str]
    agreement: Mapping[str, str]
    includes: Mapping[str, str]
    disagreement: Mapping[str, str]
    public: Mapping[str, str]
    marks: Mapping[str, str]
    comparing: Mapping[str, str]
    series: Mapping[str, str]
    hedges: Mapping[str, str]
    doubts: Mapping[str, str]
    shares: Mapping[str, list[str]]
    fractions: Mapping[str, float]
    nameless: Mapping[str, list[str]]
    units: Mapping[str, str]
    singular: Mapping[str, str]
    subjects: Mapping[str, str]
    adjectives: Mapping[str, str]
    populations: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]
    pictures: Mapping[str, str]
    charts: Mapping[str, str]
    reasons: Mapping[str, str]
    measures: Mapping[str, Mapping[str, str]]

    def of_measure(self, measure: str) -> Mapping[str, str]:
        """Return the words of a measure, those of its form filled in; an unknown one has the words of `other`."""
        own = self.measures.get(measure, self.measures["other"])
        empty = dict.fromkeys(("excludes", "done", "things", "active_cumulative", "active_plain"), "")
        return {**empty, **self.forms[own["form"]], **own}


def words() -> Words:
    """Return the words of the language and style in use: plain English, or those of the nearest `speaking`.

    Examples
    --------
    >>> words().of_measure("casualties")["excludes"]
    'missing and captured'
    """
    return _words(*_SPOKEN.get())


@cache
def _words(language: str, style: str, folder: Path | None) -> Words:
    tables = tables_of(language, style, folder)
    return Words(**{field.name: tables[field.name] for field in fields(Words)})


@contextmanager
def speaking(language: str = LANGUAGE, style: str = PLAIN, folder: Path | None = None) -> Iterator[None]:
    """Use a language in a style within a `with` block, in this thread only.

    Parameters
    ----------
    language, style : str
        See `reconcile.report.sentences.languages`.
    folder : Path, optional
        Folder of the files of words; default: those that come with the package.

    Raises
    ------
    ConfigError
        There are no such words, or they are incomplete.

    Examples
    --------
    >>> with speaking(style="ap"):
    ...     words().units["km2"]
    'square kilometers'
    """
    _words(language, style, folder)
    before = _SPOKEN.set((language, style, folder))
    try:
        yield
    finally:
        _SPOKEN.reset(before)


@cache
def placeholders(template: str) -> tuple[str, ...]:
    """Return the names of a template's placeholders.

    Examples
    --------
    >>> placeholders("{n} killed in {place}")
    ('n', 'place')
    """
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def fill(template: str, parts: Mapping[str, Any], count: int) -> Strings:
    """Fill a template for many rows at once.

    Parameters
    ----------
    template : str
        With placeholders such as `{amount}`; formats and conversions are not looked at.
    parts : mapping of placeholder to ndarray of str, shape (count,), or to one str for all rows
    count : int

    Returns
    -------
    ndarray of str, shape (count,)

    Raises
    ------
    KeyError
        A placeholder has no part.

    Examples
    --------
    >>> fill("{n} killed", {"n": np.array(["3", "4"], dtype=object)}, 2).tolist()
    ['3 killed', '4 killed']
    """
    pieces: list[Iterable[str]] = []
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            pieces.append(repeat(literal, count))
        if name is not None:
            part = parts[name]
            pieces.append(repeat(part, count) if isinstance(part, str) else part.tolist())
    filled = np.empty(count, dtype=object)
    filled[:] = ["".join(row) for row in zip(*pieces, strict=True)] if pieces else ""
    return filled


def fill_where(where: npt.NDArray[np.bool_], template: str, parts: Mapping[str, Any], otherwise: Strings) -> Strings:
    """Fill a template for some rows; the others stay as they are in `otherwise`.

    Parameters
    ----------
    where : ndarray of bool, shape (rows,)
        Rows that are filled.
    template, parts
        As in `fill`.
    otherwise : ndarray of str, shape (rows,)

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> text = np.array(["3", "4"], dtype=object)
    >>> fill_where(text == "4", "{n} killed", {"n": text}, text).tolist()
    ['3', '4 killed']
    """
    filled, rows = otherwise.copy(), np.flatnonzero(where)
    filled[rows] = fill(template, _at(rows, template, parts), len(rows))
    return filled


def fill_each(templates: Strings, parts: Mapping[str, Any]) -> Strings:
    """Fill one template per row; each different template is parsed once.

    Parameters
    ----------
    templates : ndarray of str, shape (rows,)
    parts
        As in `fill`, for all rows.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> fill_each(np.array(["{n} km", "{n}%"], dtype=object), {"n": np.array(["3", "4"], dtype=object)}).tolist()
    ['3 km', '4%']
    """
    filled = np.empty(len(templates), dtype=object)
    different = list(dict.fromkeys(templates.tolist()))
    if len(different) == 1:
        return fill(different[0], parts, len(templates))
    for template in different:
        rows = np.flatnonzero(templates == template)
        filled[rows] = fill(template, _at(rows, template, parts), len(rows))
    return filled


def _at(rows: npt.NDArray[np.intp], template: str, parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts that a template needs, for some of the rows."""
    needed = {name: parts[name] for name in placeholders(template)}
    return {name: part if isinstance(part, str) else part[rows] for name, part in needed.items()}
