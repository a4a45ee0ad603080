"""Pairs of sources whose figures were compared, with what may be told of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings
from reconcile.columns import DEPENDENCE, names
from reconcile.days import NO_DAY
from reconcile.engine.dependence.common_figures import CommonFigures, common_figures
from reconcile.engine.dependence.copy_score import CLOSE, PairedFigures, copy_scores
from reconcile.engine.dependence.spread_of_others import LEAST_OTHERS, Spread, changes, spread_of_others
from reconcile.engine.dependence.stated_figures import StatedFigures

__all__ = ["Dependence", "dependence", "score_limits"]

# score above which a pair is suspect: a hundred to one; of independent pairs of experts, fewer than 1% reach it
LEAST_SCORE = 2.0
# and a quarter more for every figure from the ninth on: scores of independent pairs scatter more with more figures
# (1.5% of them were above a flat 2 at ten figures)
FIGURE_SCORE = 0.25

# times CLOSE below which the scatter of other sources leaves a copy and two exact counts alike
NARROW = 4.0

# sums of logs of steps that differ by less are equal: rounding of floats
_SAME_STEPS = 1e-9


@dataclass(frozen=True)
class Dependence:
    """Pairs of sources that were compared.

    Attributes
    ----------
    table : DataFrame, one row a pair, those of the highest score first
        Columns of `DEPENDENCE`.
    left_out : int
        Sources of enough figures that were not compared, as too many others have more.
    """

    table: pd.DataFrame
    left_out: int


def dependence(stated: StatedFigures, voices: pd.Index, counts: Ints | None = None) -> Dependence:
    """Compare every pair of sources with three common figures or more.

    Of two sources the earlier one is that whose figures were mostly published first; else, that with the finer ones;
    else, the first by name.

    Parameters
    ----------
    stated : StatedFigures
    voices : Index of str
        Names of the sources, by their code.
    counts : ndarray of int, shape (sources,), optional
        Figures of every source, where these are some of them.

    Returns
    -------
    Dependence

    Examples
    --------
    >>> none, key = np.zeros(15, dtype=np.int64), np.repeat(np.arange(5), 3)
    >>> figures = np.array([[712, 712, 1033], [1384, 1384, 902], [566, 566, 410], [2051, 2051, 3400], [93, 93, 61]])
    >>> stated = StatedFigures(key=key, quantity=key, source=np.tile([0, 1, 2], 5), figure=figures.ravel() * 1.0,
    ...                        step=np.ones(15), published=np.tile([9, 8, 9], 5), day=none, era=none,
    ...                        follows=np.zeros(15, dtype=bool))
    >>> pairs = dependence(stated, pd.Index(["A", "B", "C"])).table
    >>> pairs[["source_a", "source_b", "equal", "told", "published_after"]].values.tolist()[0]
    ['B', 'A', 5, 'copy', 5]
    """
    rows = common_figures(stated, counts)
    if not len(rows.pair):
        return Dependence(_no_pair().copy(), rows.left_out)
    after, swapped = _direction(stated, rows)
    spread = spread_of_others(stated, rows, swapped[rows.pair])
    scores = copy_scores(_paired(stated, rows, swapped[rows.pair], spread))
    figures = np.bincount(rows.pair)
    one = np.unique(rows.pair, return_index=True)[1]
    codes = [stated.source[place[one]] for place in (rows.first, rows.second)]
    limit = score_limits(figures, len(np.unique(codes)))
    first, second = (voices.to_numpy(dtype=object)[code] for code in codes)
    table = pd.DataFrame({
        "source_a": np.where(swapped, second, first), "source_b": np.where(swapped, first, second),
        "figures": figures, "score": scores.score.round(2), "limit": limit.round(2), "kind": scores.kind,
        "equal": scores.equal, "told": _told(scores.score, limit, spread), "published_after": after,
        "others": spread.others, "spread": spread.of_pairs.round(4),
    }, columns=names(DEPENDENCE))  # fmt: skip
    order = ["score", "source_a", "source_b"]
    return Dependence(table.sort_values(order, ascending=[False, True, True], ignore_index=True), rows.left_out)


@cache
def _no_pair() -> pd.DataFrame:
    """Return the table of a run without a pair: no row, and the types of one with rows."""
    numbers = dict.fromkeys(("figures", "equal", "published_after", "others"), np.zeros(0, dtype=np.int64))
    shares = dict.fromkeys(("score", "limit", "spread"), np.zeros(0))
    words = dict.fromkeys(("source_a", "source_b", "kind", "told"), pd.Series(dtype=object))
    return pd.DataFrame({**numbers, **shares, **words}, columns=names(DEPENDENCE))


def score_limits(figures: Ints, sources: int) -> Floats:
    """Return the scores above which pairs are suspect.

    Of many pairs some agree by chance: the limit rises by log10 of pairs a source, half of the other sources where all
    have figures in common.

    Parameters
    ----------
    figures : ndarray of int, shape (pairs,)
        Common figures.
    sources : int
        Sources of these pairs.

    Examples
    --------
    >>> score_limits(np.array([3, 10]), 3).tolist(), score_limits(np.full(210, 3), 21).max().round(6).tolist()
    ([2.0, 2.5], 3.0)
    """
    limits: Floats = np.maximum(LEAST_SCORE, FIGURE_SCORE * figures)
    limits += np.log10(max(len(figures) / max(sources, 1), 1.0))
    return limits


def _direction(stated: StatedFigures, rows: CommonFigures) -> tuple[Ints, Flags]:
    """Return how many figures the later source of every pair published after, and True where it is the first."""
    published = [stated.published[place] for place in (rows.first, rows.second)]
    known = np.minimum(*published) != NO_DAY
    steps = [np.log(stated.step[place]) for place in (rows.first, rows.second)]
    later, earlier = (known & (published[1 - end] > published[end]) for end in (0, 1))
    after, before, coarser = (
        np.bincount(rows.pair, weights=values) for values in (later, earlier, steps[0] - steps[1])
    )  # fmt: skip
    swapped = np.where(after == before, coarser > _SAME_STEPS, after < before)
    return np.where(swapped, before, after).astype(np.int64), swapped


def _paired(stated: StatedFigures, rows: CommonFigures, swapped: Flags, spread: Spread) -> PairedFigures:
    """Return the figures of pairs, or their changes, the earlier source's beside the later one's."""
    figure = [changes(stated, rows.first, rows.before_first), changes(stated, rows.second, rows.before_second)]
    step = [_steps(stated, rows.first, rows.before_first), _steps(stated, rows.second, rows.before_second)]
    return PairedFigures(
        pair=rows.pair, earlier=np.abs(np.where(swapped, *figure[::-1])), later=np.abs(np.where(swapped, *figure)),
        step=np.maximum(*step), later_step=np.where(swapped, *step), spread=spread.of_figures,
        apart=figure[0] * figure[1] <= 0,
    )  # fmt: skip


def _steps(stated: StatedFigures, now: Ints, before: Ints) -> Floats:
    """Return the steps to which figures are rounded; a change may be off by what both of its ends are."""
    return stated.step[now] + np.where(before < 0, 0.0, stated.step[before])


def _told(score: Floats, limit: Floats, spread: Spread) -> Strings:
    """Return what may be told of every pair.

    Nothing where the score is low; where others scatter little, only from a hundred to one against a copy.
    """
    narrow = (np.nan_to_num(spread.of_pairs, nan=np.inf) < NARROW * CLOSE) & (score > -LEAST_SCORE)
    known = spread.others >= LEAST_OTHERS
    high = score > limit
    return np.select([narrow, high & known, high], ["abstained", "copy", "both_exact"], "").astype(object)
