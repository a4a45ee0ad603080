"""The lowest and the highest figure that a sentence quotes: of today's counts, never under what is counted."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, at_rows, each_text, strings
from reconcile.engine.claims_behind import ClaimsBehind

__all__ = ["SaidEnds", "said_ends", "takes_no_side"]


@dataclass(frozen=True)
class SaidEnds:
    """The ends that are quoted, one entry for each estimate.

    Attributes
    ----------
    low, high : ndarray of float, shape (estimates,)
        The lowest and the highest figure; nan for none.
    low_claim, high_claim : ndarray of int, shape (estimates,)
        Who gives them: rows of the table of claims, -1 for none.
    newest : ndarray of int, shape (estimates,)
        The claim with the newest count among those that take no side and are graded C or better, where it is neither
        of the ends and newer than both; -1 elsewhere.
    third : ndarray of int, shape (estimates,)
        The weightiest claim that is neither of the ends; -1 for none.
    earlier : ndarray of int, shape (estimates,)
        The weightiest earlier count, where both ends are one claim; -1 elsewhere.
    low_computed, high_computed : ndarray of int, shape (estimates,)
        Of a range, the figures computed from a voice's own numbers that reach farther than all that were said, and are
        its ends then; -1 elsewhere. A range says nothing narrower than what it leaves out for reasons of arithmetic.
    wider : ndarray of bool, shape (estimates,)
        The interval is wider than all that was said, and no range of ours to print.
    """

    low: Floats
    high: Floats
    low_claim: Ints
    high_claim: Ints
    newest: Ints
    third: Ints
    earlier: Ints
    low_computed: Ints
    high_computed: Ints
    wider: Flags

    def at(self, rows: Ints) -> SaidEnds:
        """Return the ends of some of the estimates, in the order given."""
        return SaidEnds(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def said_ends(rows: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind, days: Ints) -> SaidEnds:
    """Find the ends that are quoted of every estimate.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`.
    claims : DataFrame
        Rows of `claims.csv`.
    behind : ClaimsBehind
    days : ndarray of int, shape (claims,)
        Day of which each claim speaks.

    Returns
    -------
    SaidEnds
        Earlier counts that a newer one has reached are no ends. Where the lowest figure lies under the hard floor, the
        count of the floor is the end.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> said = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> result = rc.reconcile(said)
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> ends = said_ends(result.estimates, result.claims, behind, np.zeros(2, dtype=int))
    >>> ends.low.tolist(), ends.high_claim.tolist()
    ([300.0], [1])
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
    low_claim, high_claim = (
        np.where((end < floor) & (behind.floor >= 0), behind.floor, claim)
        for end, claim in ((low, low_claim), (high, high_claim))
    )
    # where one source's range has both ends, the lowest of the others is quoted beside it
    beside = heard[heard["claim"].to_numpy(np.int64) != high_claim[heard["estimate"].to_numpy(np.int64)]]
    other = _first(beside, count, behind.figure_low, 0)
    ranged = _at(behind.figure_low, high_claim) < _at(behind.figure_high, high_claim)
    low_claim = np.where((low_claim == high_claim) & ranged & (other >= 0), other, low_claim)
    ends = np.stack([low_claim, high_claim])[:, heard["estimate"].to_numpy(np.int64)]
    third = _first(heard[(heard["claim"].to_numpy(np.int64) != ends).all(axis=0)], count, np.zeros(len(claims)), 0)
    newest = _newest(heard, claims, count, days, low_claim, high_claim)
    older = pairs[pairs["older"].to_numpy(bool) & pairs["carries"].to_numpy(bool)]
    # the same figure once more says nothing
    other = behind.figure_high[older["claim"].to_numpy(np.int64)] < low[older["estimate"].to_numpy(np.int64)]
    earlier = np.where(low_claim == high_claim, _first(older[other], count, np.zeros(len(claims)), 0), -1)
    low, high = np.fmax(low, floor), np.fmax(high, floor)
    best = _three_digits(claims["range_best"].to_numpy(np.float64))
    ranges = strings(rows["publish"]) == "range"
    computed = behind.computed[ranges[behind.computed["estimate"].to_numpy(np.int64)]]
    least, most = (_first(computed, count, sign * best, 0) for sign in (1, -1))
    least = np.where(_at(best, least) < np.fmax(low, 0), least, -1)
    most = np.where(_at(best, most) > high, most, -1)
    low = np.where(least >= 0, np.fmax(_at(best, least), floor), low)
    return SaidEnds(
        low=low, high=np.where(most >= 0, _at(best, most), high),
        low_claim=low_claim, high_claim=high_claim, newest=newest, third=third, earlier=earlier, low_computed=least,
        high_computed=most, wider=behind.wider,
    )  # fmt: skip


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


def takes_no_side(claims: pd.DataFrame) -> Flags:
    """Return True for claims of voices graded C or better that have no stake in the figure.

    Examples
    --------
    >>> claims = pd.DataFrame({"stake_side": ["", "low", ""], "weight_reason": ["grade B2", "grade B2", "grade F6"]})
    >>> takes_no_side(claims).tolist()
    [True, False, False]
    """
    graded = each_text(claims["weight_reason"], lambda words: "yes" if words.startswith(_C_OR_BETTER) else "") == "yes"
    no_side: Flags = graded & (strings(claims["stake_side"]) == "")
    return no_side


# how the reason of a weight begins for the grades A, B and C (sources/weights.py)
_C_OR_BETTER = ("grade A", "grade B", "grade C")


def _newest(heard: pd.DataFrame, claims: pd.DataFrame, count: int, days: Ints, low: Ints, high: Ints) -> Ints:
    """Return the newest count of those who take no side, where it is newer than both ends."""
    told = claims[["weight_reason", "stake_side"]].iloc[heard["claim"].to_numpy(np.int64)]
    eligible = heard[takes_no_side(told)]
    newest = _first(eligible, count, -days.astype(np.float64), 0)
    if not len(days):
        return newest
    day, of_low, of_high = (days[np.maximum(claim, 0)] for claim in (newest, low, high))
    return np.where((newest >= 0) & (day > of_low) & (day > of_high), newest, -1)
