"""Figures that pairs of sources have in common, found by a join: of one quantity and one time.

Figures that follow one another (totals, stocks) enter as the first one and its changes from one common date to the
next: two totals that rise together are alike whoever counts, what they rose by is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Ints
from reconcile.engine.dependence.stated_figures import StatedFigures

__all__ = [
    "LEAST_FIGURES",
    "MOST_COMPARED",
    "MOST_FIGURES",
    "MOST_SOURCES",
    "CommonFigures",
    "common_figures",
    "most_stated",
]

# common figures from which two sources are compared: by one or two nothing can be told
LEAST_FIGURES = 3

# sources that are compared, those of most figures first: 100 make 4,950 pairs, more than anybody reads
MOST_SOURCES = 100
# newest common figures of a pair that are compared: whoever copies shows it in far fewer
MOST_FIGURES = 100
# common figures of all pairs, the newest first: 2 million are scored in two seconds
MOST_COMPARED = 2_000_000


@dataclass(frozen=True, kw_only=True)
class CommonFigures:
    """Rows of two figures of one thing, sorted by pair of sources, then quantity and day.

    Attributes
    ----------
    pair : ndarray of int, shape (rows,)
        Number of the pair, rising from 0 without gaps.
    first, second : ndarray of int, shape (rows,)
        Rows of the stated figures; the first is of the source that comes first by name.
    before_first, before_second : ndarray of int, shape (rows,)
        Rows of the figures that they followed, -1 for none.
    left_out : int
        Sources of enough figures that are not among the pairs, as too many others have more.
    """

    pair: Ints
    first: Ints
    second: Ints
    before_first: Ints
    before_second: Ints
    left_out: int

    def take(self, rows: Flags | Ints) -> CommonFigures:
        """Return some of the rows, with their pairs numbered anew."""
        return CommonFigures(
            pair=np.unique(self.pair[rows], return_inverse=True)[1].astype(np.int64), first=self.first[rows],
            second=self.second[rows], before_first=self.before_first[rows], before_second=self.before_second[rows],
            left_out=self.left_out,
        )  # fmt: skip


def common_figures(stated: StatedFigures, counts: Ints | None = None) -> CommonFigures:
    """Return the figures that pairs of sources have in common, of pairs with three or more.

    Left out is what says nothing: two zeros, and two figures that both stand as they stood at the last common date.

    Parameters
    ----------
    stated : StatedFigures
    counts : ndarray of int, shape (sources,), optional
        Figures of every source, where these are some of them.

    Returns
    -------
    CommonFigures

    Examples
    --------
    >>> none, key = np.zeros(8, dtype=np.int64), np.repeat(np.arange(4), 2)
    >>> stated = StatedFigures(key=key, quantity=none, source=np.tile([0, 1], 4), figure=np.arange(8.0) + 1,
    ...                        step=np.ones(8), published=none, day=key, era=none, follows=np.ones(8, dtype=bool))
    >>> common = common_figures(stated)
    >>> common.first.tolist(), common.before_first.tolist()
    ([0, 2, 4, 6], [-1, 0, 2, 4])
    """
    chosen, left_out = most_stated(np.bincount(stated.source) if counts is None else counts)
    first, second = _joined(stated, np.flatnonzero(np.isin(stated.source, chosen)))
    code = stated.source[first] * (stated.source.max(initial=0) + 1) + stated.source[second]
    order = np.lexsort((stated.key[first], code))
    first, second, code = first[order], second[order], code[order]
    before = _before(stated, code, first, second)
    rows = CommonFigures(
        pair=code, first=first, second=second, before_first=np.where(before < 0, -1, first[before]),
        before_second=np.where(before < 0, -1, second[before]), left_out=left_out,
    )  # fmt: skip
    told = rows.take(_informative(stated, rows))
    newest = told.take(_newest(stated, told))
    return newest.take(np.bincount(newest.pair)[newest.pair] >= LEAST_FIGURES)


def most_stated(counts: Ints) -> tuple[Ints, int]:
    """Return the sources with most figures, among equal ones the first by name, and how many are left out.

    Examples
    --------
    >>> most_stated(np.array([5, 2, 7]))[0].tolist()
    [0, 2]
    """
    enough = np.flatnonzero(counts >= LEAST_FIGURES)
    most = enough[np.argsort(-counts[enough], kind="stable")]
    return np.sort(most[:MOST_SOURCES]), max(len(most) - MOST_SOURCES, 0)


def _joined(stated: StatedFigures, rows: Ints) -> tuple[Ints, Ints]:
    """Return all pairs of rows with one key, of the newest keys up to the most that are compared."""
    key = stated.key[rows]
    sizes = np.bincount(key)
    newest = np.full(len(sizes), stated.day.min(initial=0))
    np.maximum.at(newest, key, stated.day[rows])
    order = np.lexsort((np.arange(len(sizes)), -newest))
    within = np.empty(len(sizes), dtype=bool)
    within[order] = np.cumsum((sizes * (sizes - 1) // 2)[order]) <= MOST_COMPARED
    rows = rows[within[key]]
    key = stated.key[rows]
    # partners of a row are those behind it that have its key
    ends = np.searchsorted(key, key, side="right")
    partners = ends - np.arange(len(rows)) - 1
    first = np.repeat(np.arange(len(rows)), partners)
    place = np.arange(len(first)) - np.repeat(np.cumsum(partners) - partners, partners)
    return rows[first], rows[first + 1 + place]


def _before(stated: StatedFigures, code: Ints, first: Ints, second: Ints) -> Ints:
    """Return the place of the row of the last common date that each row follows, -1 for none."""
    before = np.arange(len(code)) - 1
    same = (np.diff(code, prepend=-1) == 0) & (np.diff(stated.quantity[first], prepend=-1) == 0)
    for rows in (first, second):
        same &= np.diff(stated.era[rows], prepend=-1) == 0
    return np.where(same & stated.follows[first], before, -1)


def _informative(stated: StatedFigures, rows: CommonFigures) -> Flags:
    """Return True where not both are 0, nor both as they were."""
    now = [stated.figure[rows.first], stated.figure[rows.second]]
    then = [np.where(place < 0, 0.0, stated.figure[place]) for place in (rows.before_first, rows.before_second)]
    told: Flags = (now[0] != then[0]) | (now[1] != then[1])
    return told


def _newest(stated: StatedFigures, rows: CommonFigures) -> Flags:
    """Return True for the newest rows of every pair, up to the most that are compared."""
    order = np.lexsort((np.arange(len(rows.pair)), stated.day[rows.first], rows.pair))
    sizes = np.bincount(rows.pair)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    newest: Flags = place >= (sizes - MOST_FIGURES)[rows.pair]
    return newest
