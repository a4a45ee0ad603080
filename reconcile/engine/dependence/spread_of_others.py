"""How far sources scatter that have nothing to do with one another: what a pair of them is judged by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Floats, Ints
from reconcile.engine.dependence.common_figures import CommonFigures
from reconcile.engine.dependence.copy_score import CLOSE
from reconcile.engine.dependence.stated_figures import StatedFigures
from reconcile.pool.calibration import COMMON_SPREAD, COMMON_VOICES

__all__ = ["LEAST_OTHERS", "Spread", "changes", "spread_of_others"]

# figures of third sources from which their scatter is known
LEAST_OTHERS = 3


@dataclass(frozen=True)
class Spread:
    """How far other sources scatter.

    Attributes
    ----------
    of_figures : ndarray of float, shape (rows,)
        Log sd by which independent figures of that thing are taken to scatter.
    of_pairs : ndarray of float, shape (pairs,)
        Log sd over all figures of a pair: those of third sources and that of the earlier source; nan where third
        sources have fewer than three.
    others : ndarray of int, shape (pairs,)
        Figures of third sources.
    """

    of_figures: Floats
    of_pairs: Floats
    others: Ints


def changes(stated: StatedFigures, now: Ints, before: Ints) -> Floats:
    """Return figures, or what they changed by since the ones that they follow.

    Parameters
    ----------
    stated : StatedFigures
    now, before : ndarray of int, shape (rows,)
        Rows of figures; -1 where none is followed.

    Examples
    --------
    >>> none, key = np.zeros(2, dtype=np.int64), np.arange(2)
    >>> stated = StatedFigures(key=key, quantity=none, source=none, figure=np.array([5.0, 8.0]), step=np.ones(2),
    ...                        published=none, day=key, era=none, follows=np.ones(2, dtype=bool))
    >>> changes(stated, np.array([0, 1]), np.array([-1, 0])).tolist()
    [5.0, 3.0]
    """
    return stated.figure[now] - np.where(before < 0, 0.0, stated.figure[before])


def spread_of_others(stated: StatedFigures, rows: CommonFigures, swapped: Flags) -> Spread:
    """Return how far third sources scatter on the figures of every pair.

    The sd of third sources on one figure, shrunk to the common spread as in the pool, but no wider than what is seen
    over all figures of the pair: in a field where everybody agrees, two that agree are nothing special.

    Parameters
    ----------
    stated : StatedFigures
    rows : CommonFigures
    swapped : ndarray of bool, shape (rows,)
        The later source is the first of the pair.

    Returns
    -------
    Spread

    Examples
    --------
    >>> none, key = np.zeros(9, dtype=np.int64), np.repeat(np.arange(3), 3)
    >>> stated = StatedFigures(key=key, quantity=key, source=np.tile([0, 1, 2], 3), figure=np.tile([9.0, 9.0, 9.9], 3),
    ...                        step=np.ones(9), published=none, day=none, era=none, follows=np.zeros(9, dtype=bool))
    >>> pair = CommonFigures(pair=none[:3], first=np.array([0, 3, 6]), second=np.array([1, 4, 7]),
    ...                      before_first=none[:3] - 1, before_second=none[:3] - 1, left_out=0)
    >>> spread = spread_of_others(stated, pair, np.zeros(3, dtype=bool))
    >>> spread.of_pairs.round(3).tolist(), spread.others.tolist()
    ([0.067], [3])
    """
    first, second = changes(stated, rows.first, rows.before_first), changes(stated, rows.second, rows.before_second)
    sums, thing = _sums(stated, rows)
    side = (first > 0).astype(np.int64)
    count, total, squares = sums[:, side, thing]
    apart = first * second <= 0
    logs = np.log(np.where(apart, 1.0, np.abs(np.stack([first, second]))))
    earlier = np.where(swapped, logs[1], logs[0])
    others = np.where(apart, 0.0, count - 2)
    total, squares = total - logs.sum(axis=0), squares - (logs**2).sum(axis=0)
    own = _scatter(others, total, squares)
    with_earlier = np.where(others > 0, _scatter(others + 1, total + earlier, squares + earlier**2), 0.0)
    pairs = [np.bincount(rows.pair, weights=values) for values in (others, with_earlier)]
    known = pairs[0] >= LEAST_OTHERS
    seen = np.where(known, np.sqrt(pairs[1] / np.maximum(pairs[0], 1.0)), np.nan)
    shrunk = np.sqrt((COMMON_VOICES * COMMON_SPREAD**2 + own) / (COMMON_VOICES + np.maximum(others - 1, 0.0)))
    # independent figures nearer than relays are off could not be told from them
    return Spread(np.maximum(np.fmin(shrunk, seen[rows.pair]), CLOSE), seen, pairs[0].astype(np.int64))


def _scatter(count: Floats, total: Floats, squares: Floats) -> Floats:
    """Return the sum of squares around the mean."""
    return np.maximum(squares - total**2 / np.maximum(count, 1.0), 0.0) * (count > 1)


def _sums(stated: StatedFigures, rows: CommonFigures) -> tuple[Floats, Ints]:
    """Return count, sum and sum of squares of the logs of all sources by sign and thing, and the thing of every row.

    A thing is a quantity and time, or a change between two times; of shape (3, 2, things).
    """
    keys = stated.key.max(initial=0) + 1
    key, before = (np.where(place < 0, 0, stated.key[place] + shift) for place, shift in
                   ((rows.first, 0), (rows.before_first, 1)))  # fmt: skip
    things, thing = np.unique(key * (keys + 1) + before, return_inverse=True)
    key, before = np.divmod(things, keys + 1)
    begins, ends = np.searchsorted(stated.key, key), np.searchsorted(stated.key, key, side="right")
    of = np.repeat(np.arange(len(things)), ends - begins)
    now = np.repeat(begins - np.cumsum(ends - begins) + (ends - begins), ends - begins) + np.arange(len(of))
    place = _row_of(stated, before[of] - 1, now)
    given = (before[of] == 0) | (place >= 0)
    of, now, place = of[given], now[given], place[given]
    value = changes(stated, now, place)
    told = value != 0
    logs = np.log(np.abs(value[told]))
    at = (value[told] > 0) * len(things) + of[told]
    sums = [np.bincount(at, weights=weights, minlength=2 * len(things)) for weights in (logs * 0 + 1, logs, logs**2)]
    return np.reshape(sums, (3, 2, len(things))), thing.astype(np.int64)


def _row_of(stated: StatedFigures, key: Ints, like: Ints) -> Ints:
    """Return the row of a key that is of the same source and era as another row, -1 for none."""
    sources = stated.source.max(initial=0) + 1
    codes = stated.key * sources + stated.source
    wanted = key * sources + stated.source[like]
    place = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
    found = (codes[place] == wanted) & (stated.era[place] == stated.era[like])
    return np.where(found & (key >= 0), place, -1)
