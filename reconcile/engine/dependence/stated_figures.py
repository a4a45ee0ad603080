"""The figures by which sources are compared: one of a source for each quantity and time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Floats, Ints
from reconcile.columns import DATED
from reconcile.days import NO_DAY
from reconcile.engine.hear import HeardClaims
from reconcile.sources.same_figure import last_step

__all__ = ["StatedFigures", "rounding_steps", "stated_figures"]

# columns of `HEARD` that say whose figure it is, of what, and which of several accounts counts
_NUMBERS = ("quantity_code", "voice_code", "hops", "published_day", "id_rank", "day", "era")

# step of a figure that is written finer than a millionth, as tables hardly are
_FINEST = 1e-6

# last digit of figures that are rounded to halves of tens
_HALF = 5


@dataclass(frozen=True, kw_only=True)
class StatedFigures:
    """Figures of sources, sorted by quantity and time, then source.

    Attributes
    ----------
    key : ndarray of int, shape (figures,)
        Number of the quantity and time, rising from 0 without gaps; those of one quantity follow one another by day.
    quantity : ndarray of int, shape (figures,)
        Number of the quantity.
    source : ndarray of int, shape (figures,)
        Code of the source: its place among the voices.
    figure, step : ndarray of float, shape (figures,)
        The number, and the step to which it is rounded.
    published, day : ndarray of int, shape (figures,)
        Days since 1970 on which it was published and of which it speaks; `NO_DAY` for none.
    era : ndarray of int, shape (figures,)
        Breaks of its source behind it.
    follows : ndarray of bool, shape (figures,)
        It is of a quantity whose figures follow one another, so that only what they changed by is new.
    """

    key: Ints
    quantity: Ints
    source: Ints
    figure: Floats
    step: Floats
    published: Ints
    day: Ints
    era: Ints
    follows: Flags

    def take(self, rows: Ints | Flags) -> StatedFigures:
        """Return some of the figures, with their keys as they are."""
        return StatedFigures(
            key=self.key[rows], quantity=self.quantity[rows], source=self.source[rows], figure=self.figure[rows],
            step=self.step[rows], published=self.published[rows], day=self.day[rows], era=self.era[rows],
            follows=self.follows[rows],
        )  # fmt: skip


def stated_figures(heard: HeardClaims) -> StatedFigures:
    """Return the figures that sources gave for themselves.

    A source is whom a claim goes back to: what one passed on from another by its own word is the other's. Bounds say
    where a value is not, and stand aside; so do claims that are not heard, and figures that stand for several. Of two
    figures of one source for one time the nearer account counts, then the later, then the lower id.

    Parameters
    ----------
    heard : HeardClaims

    Returns
    -------
    StatedFigures

    Examples
    --------
    >>> import pandas as pd
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["B", "A", "C"], "phrase": ["about 300", "320", "under 400"],
    ...                      "origin": ["", "", "B"]})
    >>> stated = stated_figures(hear(check_claims(rows).claims, registry_of(None), {}, {}, None))
    >>> stated.source.tolist(), stated.figure.tolist(), stated.step.tolist()
    ([0, 1], [320.0, 300.0], [10.0, 100.0])
    """
    table = heard.table
    numbers = [table[name].to_numpy(np.int64) for name in _NUMBERS]
    quantity, source, hops, published, id_rank, day, era = numbers
    dated = heard.quantities.table["temporal"].isin(DATED).to_numpy()[quantity] & (day != NO_DAY)
    # the day before all others stands for none, so that quantity, day and source fit into one number
    at = np.where(dated, day, day[dated].min(initial=0) - 1)
    told = np.flatnonzero((table["reason"] == "") & ~table["several"] & (table["bound"] == ""))
    speaker = _numbered(_numbered(quantity[told], at[told]), source[told])
    order = np.argsort(speaker, kind="stable")
    # few sources give several figures for one time
    again = np.flatnonzero(_again(speaker[order]))
    some = told[order[again]]
    order[again] = order[again][np.lexsort([id_rank[some], -published[some], hops[some], speaker[order[again]]])]
    rows = told[order[_is_new(speaker[order])]]
    low, high = (table[name].to_numpy(np.float64)[rows] for name in ("figure_low", "figure_high"))
    figure = np.where(low == high, low, table["range_best"].to_numpy(np.float64)[rows])
    return StatedFigures(
        key=np.cumsum(_is_new(quantity[rows], at[rows])) - 1, quantity=quantity[rows], source=source[rows],
        figure=figure, step=rounding_steps(figure), published=published[rows], day=day[rows], era=era[rows],
        follows=dated[rows],
    )  # fmt: skip


def _numbered(first: Ints, second: Ints) -> Ints:
    """Return numbers that rise with the first column, then with the second; equal for equal rows."""
    second = second - second.min(initial=0)
    numbers: Ints = first * (second.max(initial=0) + 1) + second
    return numbers


def _again(sorted_keys: Ints) -> Flags:
    """Return True for keys that stand several times, all of them."""
    same = sorted_keys[1:] == sorted_keys[:-1]
    again: Flags = np.r_[False, same] | np.r_[same, False]
    return again[: len(sorted_keys)]


def _is_new(*columns: Ints) -> Flags:
    """Return True for rows that differ in a column from the row before them, the first row among them."""
    new = np.zeros(len(columns[0]), dtype=bool)
    for values in columns:
        new[1:] |= values[1:] != values[:-1]
    new[:1] = True
    return new


def rounding_steps(figures: Floats) -> Floats:
    """Return the steps to which figures are rounded, halves of tens among them: 50 for 150, where two digits are left.

    Parameters
    ----------
    figures : ndarray of float, shape (figures,)

    Returns
    -------
    ndarray of float, shape (figures,), above 0
        1 where the figure is 0.

    Examples
    --------
    >>> rounding_steps(np.array([150.0, 2800.0, 5.0, 2.5, 0.0])).tolist()
    [50.0, 100.0, 1.0, 0.5, 1.0]
    """
    step = np.where(figures == 0, 1.0, np.maximum(last_step(figures), _FINEST))
    digits = np.round(np.abs(figures) / step)
    halves = (digits % 10 == _HALF) & (digits > _HALF)
    return np.where(halves, _HALF * step, step)
