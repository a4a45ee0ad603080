"""How far a voice will be off the estimates, from how far it was: the newer its figures, the more they say.

The bias of a voice in a quantity moves slowly, as the errors of a series do: it is taken for a Gaussian process of mean
0 with covariance P^2 (1 + d) exp(-d), d the days between two dates over `BIAS_DAYS` (Matern 3/2: Rasmussen & Williams
2006, eq. 4.17), seen through the scatter of the voice's single figures, whose tails are those of Student's t. P is how
far the voices of the quantity were off, shrunk to `BIAS_SPREAD`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints

__all__ = ["voice_bias"]

# deviation of biases before any is known, in common spreads: what voices of a quantity are foretold by of which nobody
# has a past. A source's reports from all others' are held in 74% with 2 of them, in 77% with 3 (docs/methods/growth.md)
BIAS_SPREAD = 3.0

# days in which a bias moves: two figures 28 days apart have .74 of it in common, 112 days apart .09. With 20 days the
# reports of the next month are foretold a tenth worse, with 40 those of a source left out are held in 3% less
BIAS_DAYS = 28.0

# deviation of a voice's single figures around its bias before any is known, in common spreads: one voice repeats itself
# with about half of the error that voices have among one another. It weighs as much as one step between two figures
OWN_SCATTER = 0.5

# newest figures of a voice that are looked at: what older ones say of its bias, newer ones say better
MOST_FIGURES = 64

# degrees of freedom of Student's t, and rounds in which its weights settle: one figure of a hundred is a slip
TAILS, ROUNDS = 4.0, 4

# numbers that are worked on at a time, so that no array outgrows memory
_AT_A_TIME = 2_000_000

_KEYS = ["quantity_code", "voice_code", "era"]


def voice_bias(past: pd.DataFrame, asked: pd.DataFrame, common: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the bias of each asked voice on the day asked about, how much of it is not known, and its scatter.

    Parameters
    ----------
    past : DataFrame, one row a figure
        Columns of `PAST_FIGURES`; those that are off by nan are not looked at.
    asked : DataFrame
        `quantity_code`, `voice_code`, `era`, `day`.
    common : ndarray of float, shape (asked,), above 0
        Common spread of each, in working units.

    Returns
    -------
    bias : ndarray of float, shape (asked,)
        0 for a voice without past figures.
    unknown : ndarray of float, shape (asked,)
        Share of the variance of biases that the past figures leave, 0 to 1.
    scatter : ndarray of float, shape (asked,)
        Variance of what is foretold, with that of the voice's single figures.

    Examples
    --------
    >>> keys = {"quantity_code": 0, "voice_code": 0, "era": 0}
    >>> past = pd.DataFrame({**keys, "day": [0, 10, 20], "off": [0.5, 0.5, 0.5]})
    >>> asked = pd.DataFrame({**keys, "day": [20, 50, 500]})
    >>> bias, unknown, scatter = voice_bias(past, asked, np.full(3, 0.3))
    >>> bias.round(2).tolist(), unknown.round(2).tolist()
    ([0.49, 0.33, 0.0], [0.01, 0.44, 1.0])
    """
    bias, unknown, single = np.zeros(len(asked)), np.ones(len(asked)), np.empty(len(asked))
    known = past.dropna(subset=["off"]).sort_values(["day", "off"], kind="stable")
    spread = common * _spread(known, asked, common)
    prior = (OWN_SCATTER * common / spread) ** 2
    single[:] = prior
    both = pd.concat([known[_KEYS], asked[_KEYS]], ignore_index=True)
    group = np.asarray(both.groupby(_KEYS).ngroup(), dtype=np.int64)
    of_known, of_asked = group[: len(known)], group[len(known) :]
    for rows, figures in _batches(of_known, of_asked):
        days, off, there = _padded(known, of_known, figures)
        place = np.searchsorted(figures, of_asked[rows])
        first = rows[np.unique(place, return_index=True)[1]]
        variance, pull, inverse = _fitted(days, off / spread[first, None], there, prior[first])
        shared = _correlation(asked["day"].to_numpy(np.float64)[rows, None] - days[place]) * there[place]
        bias[rows] = (shared * pull[place]).sum(axis=1) * spread[rows]
        seen = np.einsum("an,anm,am->a", shared, inverse[place], shared)
        unknown[rows] = np.clip(1.0 - seen, 0.0, 1.0)
        single[rows] = variance[place]
    return bias, unknown, spread**2 * (single + unknown)


def _spread(known: pd.DataFrame, asked: pd.DataFrame, common: Floats) -> Floats:
    """Return the deviation of biases in the quantity of each asked row, in common spreads."""
    usual = pd.Series(common).groupby(asked["quantity_code"].to_numpy(np.int64)).mean()
    off = known["off"] / usual.reindex(known["quantity_code"]).to_numpy(np.float64)
    square = (off**2).groupby([known[name] for name in _KEYS]).mean().clip(upper=(2 * BIAS_SPREAD) ** 2)
    of_quantity = square.groupby("quantity_code").agg(["sum", "size"])
    total, many = of_quantity.reindex(asked["quantity_code"]).fillna(0.0).to_numpy(np.float64).T
    deviation: Floats = np.sqrt((total + BIAS_SPREAD**2) / (many + 1.0))
    return deviation


def _correlation(days: Floats) -> Floats:
    """Return the correlation of a bias with itself some days on."""
    apart = np.abs(days) / BIAS_DAYS
    return (1.0 + apart) * np.exp(-apart)


def _batches(of_known: Ints, of_asked: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Return rows asked about, and the groups of their past figures, of about one size and few enough for memory."""
    sizes = np.bincount(of_known, minlength=int(of_asked.max(initial=0)) + 1)
    width = np.minimum(sizes[of_asked], MOST_FIGURES)
    kind = np.ceil(np.log2(np.maximum(width, 1))).astype(np.int64)
    for one in np.unique(kind[width > 0]):
        rows = np.flatnonzero((kind == one) & (width > 0))
        rows = rows[np.argsort(of_asked[rows], kind="stable")]
        many = max(_AT_A_TIME // 4**one, 1)
        for start in range(0, len(rows), many):
            some = rows[start : start + many]
            yield some, np.unique(of_asked[some])


def _padded(known: pd.DataFrame, of_known: Ints, groups: Ints) -> tuple[Floats, Floats, Floats]:
    """Return days and distances of the newest figures of some groups, and 1 where there is one: (groups, figures)."""
    rows = np.flatnonzero(np.isin(of_known, groups))
    rows = rows[np.argsort(of_known[rows], kind="stable")]
    place = np.searchsorted(groups, of_known[rows])
    sizes = np.bincount(place, minlength=len(groups))
    back = np.repeat(np.cumsum(sizes), sizes) - 1 - np.arange(len(rows))
    width = min(int(sizes.max(initial=0)), MOST_FIGURES)
    rows, place, column = (values[back < width] for values in (rows, place, width - 1 - back))
    days, off, there = np.zeros((3, len(groups), width))
    days[place, column] = known["day"].to_numpy(np.float64)[rows]
    off[place, column] = known["off"].to_numpy(np.float64)[rows]
    there[place, column] = 1.0
    return days, off, there


def _fitted(days: Floats, off: Floats, there: Floats, prior: Floats) -> tuple[Floats, Floats, Floats]:
    """Return of each group the variance of single figures, and what foretells its bias: pulls and inverse."""
    both = there[:, 1:] * there[:, :-1]
    # two figures in a row differ by twice the variance of one; a slip counts as the spread of biases
    steps = np.minimum(np.abs(np.diff(off, axis=1)) * both, 1.0) ** 2 / 2
    variance: Floats = (steps.sum(axis=1) + prior) / (both.sum(axis=1) + 1.0)
    shared = _correlation(days[:, :, None] - days[:, None, :]) * there[:, :, None] * there[:, None, :]
    weight = np.ones_like(off)
    diagonal = np.arange(off.shape[1])
    for _ in range(ROUNDS):
        seen = shared.copy()
        seen[:, diagonal, diagonal] += np.where(there > 0, variance[:, None] / weight, 1.0)
        inverse = np.linalg.inv(seen).astype(np.float64)
        pull: Floats = (inverse @ off[:, :, None])[:, :, 0]
        left = off - (shared @ pull[:, :, None])[:, :, 0]
        weight = (TAILS + 1) / (TAILS + left**2 / variance[:, None])
    return variance, pull, inverse
