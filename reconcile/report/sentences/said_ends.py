"""The lowest and the highest figure that a sentence quotes: of today's counts, never under what is counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, at_rows, strings
from reconcile.engine.claims_behind import ClaimsBehind

__all__ = ["SaidEnds", "said_ends"]


@dataclass(frozen=True)
class SaidEnds:
    """The ends that are quoted, one entry for each estimate.

    Attributes
    ----------
    low, high : ndarray of float, shape (estimates,)
        The lowest and the highest figure; nan for none. Of a range, those of computed figures that reach farther than
        all that were said: a range says nothing narrower than what it leaves out for reasons of arithmetic.
    not_ours : ndarray of bool, shape (estimates,)
        The interval is wider than what was said, or much narrower, and no range of ours to print.
    """

    low: Floats
    high: Floats
    not_ours: Flags


def said_ends(rows: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind) -> SaidEnds:
    """Find the ends that are quoted of every estimate.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`.
    claims : DataFrame
        Rows of `claims.csv`.
    behind : ClaimsBehind

    Returns
    -------
    SaidEnds
        Earlier counts that a newer one has reached are no ends. Nothing lies under the hard floor.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> said = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> result = rc.reconcile(said)
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> ends = said_ends(result.estimates, result.claims, behind)
    >>> ends.low.tolist(), ends.high.tolist()
    ([300.0], [320.0])
    """
    pairs, count = behind.pairs, len(rows)
    heard = pairs[~pairs["older"].to_numpy(bool)]
    open_low, open_high = (claims[name].to_numpy(bool) for name in ("open_low", "open_high"))
    low_claim = _first(heard, count, behind.figure_low, 0)
    # of claims at one figure a ceiling is the upper end, else the one that is open above reaches farthest
    high_claim = _first(heard, count, -behind.figure_high, np.select([open_low, open_high], [0, 1], 2).astype(np.int64))
    low_claim, high_claim = (
        np.where(own >= 0, own, named) for own, named in ((low_claim, behind.lowest), (high_claim, behind.highest))
    )
    floor = rows["floor"].to_numpy(np.float64)
    low, high = (_at(figures, claim) for figures, claim in ((behind.figure_low, low_claim),
                                                            (behind.figure_high, high_claim)))  # fmt: skip
    low, high = np.fmax(low, floor), np.fmax(high, floor)
    best = _three_digits(claims["range_best"].to_numpy(np.float64))
    ranges = strings(rows["publish"]) == "range"
    computed = behind.computed[ranges[behind.computed["estimate"].to_numpy(np.int64)]]
    least, most = (_first(computed, count, sign * best, 0) for sign in (1, -1))
    least = np.where(_at(best, least) < np.fmax(low, 0), least, -1)
    most = np.where(_at(best, most) > high, most, -1)
    low = np.where(least >= 0, np.fmax(_at(best, least), floor), low)
    return SaidEnds(low=low, high=np.where(most >= 0, _at(best, most), high), not_ours=behind.not_ours)


def _first(pairs: pd.DataFrame, count: int, key: Floats, then: Ints | int) -> Ints:
    """Return of every estimate the claim with the least key, of equal ones the weightiest; -1 for none."""
    estimate, claim = pairs["estimate"].to_numpy(np.int64), pairs["claim"].to_numpy(np.int64)
    if not len(claim):
        return np.full(count, -1, dtype=np.int64)
    if (np.diff(estimate) < 0).any():
        order = np.argsort(estimate, kind="stable")
        estimate, claim = estimate[order], claim[order]
    figure = key[claim]
    estimate, claim = _least(estimate, claim, np.where(np.isnan(figure), np.inf, figure))
    if isinstance(then, np.ndarray):
        estimate, claim = _least(estimate, claim, then[claim])
    starts = np.flatnonzero(np.diff(estimate, prepend=-1))
    found: Ints = at_rows(claim[starts], estimate[starts], count, -1)
    return found


def _least(estimate: Ints, claim: Ints, key: Floats | Ints) -> tuple[Ints, Ints]:
    """Keep the claims that have the least key of their estimate; sorted by estimate, none nan."""
    starts = np.flatnonzero(np.diff(estimate, prepend=-1))
    sizes = np.diff(starts, append=len(estimate))
    kept = key == np.repeat(np.minimum.reduceat(key, starts), sizes)
    return estimate[kept], claim[kept]


def _three_digits(values: Floats) -> Floats:
    """Return values with three digits: what is computed from round figures is no more exact than they are."""
    size = np.where(np.isfinite(values) & (values != 0), np.abs(values), 1.0)
    step = 10.0 ** (np.floor(np.log10(size)) - 2)
    return np.asarray(np.round(values / step) * step)


def _at(figures: Floats, claim: Ints) -> Floats:
    """Return the figures of claims, nan for none."""
    if not len(figures):
        return np.full(len(claim), np.nan)
    return np.where(claim >= 0, figures[np.maximum(claim, 0)], np.nan)
