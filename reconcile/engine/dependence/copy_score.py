"""How much likelier the figures of a source are if it took them from another one than if both counted for themselves.

A *figure* is what both sources gave of one thing at one time; of running totals, the first one and what they rose by.
Only log ratios on the grid of rounding are looked at. Correlation is not: two totals that rise together are correlated
by .999 though nobody copies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from reconcile.arrays import Flags, Floats, Ints, Strings

__all__ = ["CLOSE", "CopyScores", "PairedFigures", "copy_scores"]

# how the later figure may come from the earlier one: equal, rounded, computed again, a constant share of it
_KINDS = np.array(["relay", "rounded", "recomputed", "share"], dtype=object)

# log sd by which a relay is off where it is neither equal nor rounded, as another unit leaves it
CLOSE = 0.012
# log sd of what was computed again: the monthly figures of one ministry lie 2% off those of another that they are
# thought to follow (United Kingdom and Ukraine, 2022 to 2024)
RECOMPUTED = 2 * CLOSE

# shares of its figures that a source copies, if it copies: nearly all, or every other one
COPIED = (0.95, 0.55)

# shares of relayed figures that are equal, rounded, or off by a little; of rounded ones, on the grid or off by a little
RELAYED = (0.75, 0.15, 0.1)
ROUNDED = (0.9, 0.1)

# share of independent figures that agree within a percent for a reason of their own: the same list, a round threshold
COINCIDENCE = 0.04
WITHIN = 0.01

# no figure is less likely than this: a slip of a digit must not decide on a pair
_LEAST = 1e-12

# constant shares that are tried, as logs: from a fifth to five times, a percent apart, under half of RECOMPUTED
SHARES = np.linspace(-1.6, 1.6, 321)
# figures from which on a constant share is tried: any two have one
LEAST_OF_SHARE = 3
# share of the figures that must lie near their middle ratio before the shares are tried: of every other one copied,
# two fifths are left by chance
_ON_ONE_RATIO = 0.4
# figures for which all shares are tried at once: 20,000 x 321 x 8 bytes are 51 MB
_BLOCK = 20_000


@dataclass(frozen=True, kw_only=True)
class PairedFigures:
    """Figures of pairs of sources, one beside the other, sorted by pair.

    Attributes
    ----------
    pair : ndarray of int, shape (figures,)
        Number of the pair, rising from 0 without gaps.
    earlier, later : ndarray of float, shape (figures,)
        Above 0; absolute values where both are below it.
    step, later_step : ndarray of float, shape (figures,)
        Step to which the coarser of both is rounded, and to which the later one is.
    spread : ndarray of float, shape (figures,)
        Log sd of independent figures of that thing.
    apart : ndarray of bool, shape (figures,)
        One is 0 or they differ in sign, which no copy does; nothing else of them is looked at.
    """

    pair: Ints
    earlier: Floats
    later: Floats
    step: Floats
    later_step: Floats
    spread: Floats
    apart: Flags

    def count(self) -> int:
        """Return the number of pairs."""
        return int(self.pair[-1]) + 1 if len(self.pair) else 0

    def of(self, rows: Flags) -> PairedFigures:
        """Return some of the figures, with their pairs numbered anew."""
        return PairedFigures(
            pair=np.unique(self.pair[rows], return_inverse=True)[1].astype(np.int64), earlier=self.earlier[rows],
            later=self.later[rows], step=self.step[rows], later_step=self.later_step[rows], spread=self.spread[rows],
            apart=self.apart[rows],
        )  # fmt: skip


@dataclass(frozen=True)
class CopyScores:
    """What the figures of every pair say.

    Attributes
    ----------
    score : ndarray of float, shape (pairs,)
        log10 of the likelihood if the later figures were taken from the earlier, against that if they were not.
    kind : ndarray of str, shape (pairs,)
        The way of copying that fits best: relay, rounded, recomputed, share; among equal ones the first.
    equal : ndarray of int, shape (pairs,)
        Figures that are equal to the unit.
    """

    score: Floats
    kind: Strings
    equal: Ints


def copy_scores(figures: PairedFigures) -> CopyScores:
    """Score pairs of sources by their figures.

    Independent figures differ by a t-distribution of 4 degrees of freedom on the log scale, whose scale is the spread
    of independent figures times the root of 2; a small share agrees anyway. Of copied ones nearly all, or every other
    one, are the earlier figure as their kind has it. Each likelihood is that of the cell to which the later figure is
    rounded. The best kind counts, less log10 of the number of kinds.

    Parameters
    ----------
    figures : PairedFigures

    Returns
    -------
    CopyScores

    Examples
    --------
    >>> first, later = np.array([1830.0, 2440.0, 960.0, 1210.0]), np.array([1800.0, 2400.0, 960.0, 1200.0])
    >>> step, none = np.array([100.0, 100.0, 10.0, 100.0]), np.zeros(4, dtype=bool)
    >>> scores = copy_scores(PairedFigures(pair=np.zeros(4, dtype=np.int64), earlier=first, later=later, step=step,
    ...                                    later_step=step, spread=np.full(4, 0.3), apart=none))
    >>> scores.kind.tolist(), scores.equal.tolist(), scores.score.round(1).tolist()
    (['rounded'], [1], [3.9])
    """
    count = figures.count()
    if not count:
        return CopyScores(np.empty(0), np.empty(0, dtype=object), np.empty(0, dtype=np.int64))
    same = ~figures.apart & np.isclose(figures.earlier, figures.later, rtol=1e-9, atol=0.0)
    apart = _independent(figures, figures.step)
    fits = np.stack([*(_evidence(figures, taken, apart) for taken in _taken(figures, same)), _of_a_share(figures)])
    best = fits.argmax(axis=0)
    score = (fits[best, np.arange(count)] - np.log(len(_KINDS))) / np.log(10.0)
    return CopyScores(score, _KINDS[best], np.bincount(figures.pair, weights=same, minlength=count).astype(np.int64))


def _taken(figures: PairedFigures, same: Flags) -> tuple[Floats, Floats, Floats]:
    """Return how likely every later figure is, taken from the earlier one by a relay, rounded, and computed again."""
    off = np.abs(figures.earlier - figures.later)
    on_grid = ~figures.apart & (off <= figures.step / 2 * (1 + 1e-9))
    cell = _cell(figures, figures.step)
    again, near = (_within(cell, deviation) for deviation in (RECOMPUTED, CLOSE))
    equal_share, grid_share, near_share = RELAYED
    relay = equal_share * same + grid_share * on_grid + near_share * near
    return relay, ROUNDED[0] * on_grid + ROUNDED[1] * again, again


def _evidence(figures: PairedFigures, taken: Floats, independent: Floats) -> Floats:
    """Return the log likelihood ratio of every pair, over the shares of figures that may be copied."""
    taken = np.where(figures.apart, 0.0, taken / independent)
    logs = [np.bincount(figures.pair, weights=np.log(share * taken + 1 - share)) for share in COPIED]
    evidence: Floats = np.logaddexp(*logs) - np.log(len(COPIED))
    return evidence


def _of_a_share(figures: PairedFigures) -> Floats:
    """Return the log likelihood ratio of every pair, had the later source given a constant share of each figure.

    The mean over the shares that are tried; -inf for pairs of few figures, or of figures with no ratio in common.
    """
    evidence = np.full(figures.count(), -np.inf)
    tried = _on_one_ratio(figures)
    chosen = np.flatnonzero(tried)
    rows = figures.of(tried[figures.pair])
    first = np.searchsorted(rows.pair, np.arange(len(chosen) + 1))
    start = 0
    while start < len(chosen):
        # a pair is never cut in two
        end = max(int(np.searchsorted(first, first[start] + _BLOCK, side="right")) - 1, start + 1)
        evidence[chosen[start:end]] = _mean_over_shares(rows.of((rows.pair >= start) & (rows.pair < end)))
        start = end
    return evidence


def _mean_over_shares(figures: PairedFigures) -> Floats:
    low, high = _cell(figures, figures.later_step)
    cell = low[:, None] - SHARES, high[:, None] - SHARES
    ratio = _within(cell, RECOMPUTED) / _independent(figures, figures.later_step)[:, None]
    ratio[figures.apart] = 0.0
    starts = np.searchsorted(figures.pair, np.arange(figures.count()))
    logs = [np.add.reduceat(np.log(share * ratio + 1 - share), starts, axis=0) for share in COPIED]
    together = np.concatenate(logs, axis=1)
    top = together.max(axis=1)
    return np.asarray(top + np.log(np.exp(together - top[:, None]).mean(axis=1)))


def _on_one_ratio(figures: PairedFigures) -> Flags:
    """Return True for pairs of enough figures of which enough lie near the pair's middle ratio."""
    low, high = _cell(figures, figures.later_step)
    ratio = np.where(figures.apart, np.inf, (low + high) / 2)
    order = np.lexsort((ratio, figures.pair))
    size = np.bincount(figures.pair)
    middle = ratio[order][np.cumsum(size) - size + (size - 1) // 2]
    # three deviations and half a cell hold all but one in four hundred
    off = np.abs(np.where(figures.apart, 0.0, ratio) - np.where(np.isinf(middle), 0.0, middle)[figures.pair])
    near = ~figures.apart & (off <= 3 * RECOMPUTED + (high - low) / 2)
    share = np.bincount(figures.pair, weights=near) / size
    on_one: Flags = (size >= LEAST_OF_SHARE) & (share >= _ON_ONE_RATIO) & np.isfinite(middle)
    return on_one


def _cell(figures: PairedFigures, step: Floats) -> tuple[Floats, Floats]:
    """Return the ends of what the later figure may be before it was rounded, as logs of its ratio to the earlier."""
    floor = np.where(figures.apart, 1.0, np.maximum(figures.later - step / 2, figures.later / 2))
    top, base = (np.where(figures.apart, 1.0, values) for values in (figures.later + step / 2, figures.earlier))
    return np.log(floor / base), np.log(top / base)


def _independent(figures: PairedFigures, step: Floats) -> Floats:
    """Return how likely every later figure is if it was not taken from the earlier one."""
    low, high = _cell(figures, step)
    scale = figures.spread * np.sqrt(2)
    wide = _t4_below(high / scale) - _t4_below(low / scale)
    return np.maximum((1 - COINCIDENCE) * wide + COINCIDENCE * (ndtr(high / WITHIN) - ndtr(low / WITHIN)), _LEAST)


def _within(cell: tuple[Floats, Floats], deviation: float) -> Floats:
    """Return the probability of cells under a normal distribution around 0."""
    return np.maximum(ndtr(cell[1] / deviation) - ndtr(cell[0] / deviation), _LEAST)


def _t4_below(values: Floats) -> Floats:
    """Return the distribution function of Student's t with 4 degrees of freedom, which has a closed form."""
    # tails this heavy let a slip pass as independent; with 4 the function is algebraic, and quick
    root = values / np.sqrt(values**2 + 4.0)
    return np.asarray(0.5 + root * (3.0 - root**2) / 4.0)
