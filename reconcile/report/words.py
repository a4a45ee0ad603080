"""The words that sentences are made of, read from `templates/words.<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import repeat
from string import Formatter
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["LANGUAGE", "Strings", "Words", "fill", "fill_each", "placeholders", "words"]

Strings = npt.NDArray[np.object_]

# language of the report; the only one whose words are written so far
LANGUAGE = "en"


@dataclass(frozen=True)
class Words:
    """The tables of a words file; its comments say what each is for."""

    months: list[str]
    cardinals: list[str]
    prepositions: list[str]
    verdicts: Mapping[str, str]
    tail: Mapping[str, str]
    fragments: Mapping[str, str]
    agreement: Mapping[str, str]
    disagreement: Mapping[str, str]
    hedges: Mapping[str, str]
    shares: Mapping[str, list[str]]
    units: Mapping[str, str]
    singular: Mapping[str, str]
    subjects: Mapping[str, str]
    adjectives: Mapping[str, str]
    populations: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]
    figure: Mapping[str, str]
    measures: Mapping[str, Mapping[str, str]]

    def of_measure(self, measure: str) -> Mapping[str, str]:
        """Return the words of a measure, those of its form filled in; an unknown one has the words of `other`."""
        own = self.measures.get(measure, self.measures["other"])
        return {"excludes": "", "unit": "", "done": "", "things": "", **self.forms[own["form"]], **own}


@cache
def words(language: str = LANGUAGE) -> Words:
    """Return the words of a language.

    Raises
    ------
    FileNotFoundError
        No words are written for that language.

    Examples
    --------
    >>> words().of_measure("casualties")["excludes"]
    'missing and captured'
    """
    text = files("reconcile.report").joinpath(f"templates/words.{language}.toml").read_text(encoding="utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    return Words(**{field.name: tables[field.name] for field in fields(Words)})


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


def fill_each(templates: Strings, parts: Mapping[str, Any]) -> Strings:
    """Fill rows that have templates of their own, each different template once; arguments as in `fill`.

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
        needed = {name: parts[name] for name in placeholders(template)}
        mine = {name: part if isinstance(part, str) else part[rows] for name, part in needed.items()}
        filled[rows] = fill(template, mine, len(rows))
    return filled
