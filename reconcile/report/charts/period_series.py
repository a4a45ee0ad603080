"""Quantities of a family that differ in their period alone, or in period, place and scope: a series to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.days import NO_DAY, days_of
from reconcile.report.sections import Section
from reconcile.report.sentences.printable import clean

__all__ = ["PeriodSeries", "period_series"]

# different periods that make a series: two points are a comparison, which a table shows as well
SHORTEST = 3

# columns in which the quantities of a series are equal; place and scope make its lines
_EQUAL = ("measure", "party", "population", "temporal", "unit")

# temporals whose figures belong to periods
_PERIODS = ("period", "rate")


@dataclass(frozen=True)
class PeriodSeries:
    """Sections of one family in the order of time.

    Attributes
    ----------
    sections : tuple of Section
    lines : tuple of int
        The line that each section is a point of.
    names : tuple of str
        The names of the lines, that of most points first.
    """

    sections: tuple[Section, ...]
    lines: tuple[int, ...]
    names: tuple[str, ...]


def period_series(sections: Sequence[Section], newest: pd.DataFrame) -> list[PeriodSeries]:
    """Find the series among the sections of a family, each of periods about as long.

    Parameters
    ----------
    sections : sequence of Section
    newest : DataFrame
        The newest estimate of each.

    Returns
    -------
    list of PeriodSeries
        Those with three different periods or more.

    Examples
    --------
    >>> period_series([], pd.DataFrame())
    []
    """
    if len(sections) < SHORTEST:
        return []
    rows = newest.reset_index(drop=True)
    first, last = days_of(rows["period_start"]), days_of(rows["period_end"])
    whole = np.isin(strings(rows["temporal"]), _PERIODS) & (first != NO_DAY) & (last != NO_DAY)
    whole &= strings(rows["publish"]) != "withheld"
    length = np.round(np.log2(np.where(whole, last - first + 1, 1)))
    table = pd.DataFrame({name: strings(rows[name]) for name in _EQUAL}).assign(length=length, first=first)[whole]
    if len(table) < SHORTEST:
        return []
    table["place"], table["scope"] = strings(rows["place"])[whole], strings(rows["scope"])[whole]
    groups = table.groupby([*_EQUAL, "length"], sort=False)
    return [_series(sections, points) for _, points in groups if points["first"].nunique() >= SHORTEST]


def _lines(points: pd.DataFrame) -> list[str]:
    """Return the name of each point's line: its scope, and its place where there are several."""
    several = len(set(points["place"])) > 1
    pairs = zip(points["place"], points["scope"], strict=True)
    return [clean(" · ".join(name for name in (place if several else "", scope) if name)) for place, scope in pairs]


def _series(sections: Sequence[Section], points: pd.DataFrame) -> PeriodSeries:
    points = points.assign(line=_lines(points))
    points = points.sort_values(["first", "line"], kind="stable")
    names = points["line"].value_counts(sort=True).sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    number = {name: place for place, name in enumerate(names.index)}
    return PeriodSeries(
        tuple(sections[place] for place in points.index), tuple(number[line] for line in points["line"]),
        tuple(map(str, names.index)),
    )  # fmt: skip
