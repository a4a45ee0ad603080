"""Who is named in a sentence: whose count leads, whose is set beside it, and which earlier one is told."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, at_rows, each_text, strings
from reconcile.engine.claims_behind import ClaimsBehind, count_days
from reconcile.pool.verdicts import RAISED

__all__ = ["SpokenVoices", "spoken_voices", "takes_no_side"]

# days behind the newest count of a stock that still speak of the same time: a month, as stocks are told by month
SAME_TIME = 31

# how the reason of a weight begins for the grades A, B and C, and for the others (sources/weights.py)
_C_OR_BETTER = ("grade A", "grade B", "grade C")
_GRADED = "grade "

# the order in which voices lead: they take no side and are graded C or better; they take no side and nobody has graded
# them; the side that suffered; the other side; those who take no side and are graded worse
_NO_SIDE, _UNGRADED, _SUFFERED, _OTHER_SIDE, _DOUBTED = range(5)


@dataclass(frozen=True)
class SpokenVoices:
    """The claims that a sentence quotes, one entry for each estimate: rows of the table of claims, -1 for none.

    Attributes
    ----------
    first : ndarray of int, shape (estimates,)
        Whose count leads.
    second, third : ndarray of int, shape (estimates,)
        What others say of the same time.
    same : ndarray of int, shape (estimates,)
        Another voice that gives the figure of the first, where nobody gives another.
    earlier : ndarray of int, shape (estimates,)
        The newest earlier count of another voice, where nobody speaks of the same time.
    required : ndarray of bool, shape (estimates,)
        The second has to be told: the first has a stake and the other side spoke, or an earlier total stands above.
    """

    first: Ints
    second: Ints
    third: Ints
    same: Ints
    earlier: Ints
    required: Flags

    def at(self, rows: Ints) -> SpokenVoices:
        """Return the claims of some of the estimates, in the order given."""
        return SpokenVoices(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


@dataclass(frozen=True)
class _Heard:
    """The claims heard at estimates, sorted by estimate; one entry for each."""

    estimate: Ints
    claim: Ints
    voice: Ints
    day: Ints
    order: Ints
    side: Strings
    figure: Floats
    carries: Flags

    def where(self, kept: Flags) -> _Heard:
        return _Heard(**{field.name: getattr(self, field.name)[kept] for field in fields(self)})

    def first(self, count: int, *keys: Floats | Ints | Flags) -> Ints:
        """Return of every estimate the claim that is least by the keys, the first of them weighing most; -1 for none.

        Of equal ones the weightiest is taken, as the claims stand.
        """
        if not len(self.estimate):
            return np.full(count, -1, dtype=np.int64)
        place = np.lexsort((*keys[::-1], self.estimate))
        estimate = self.estimate[place]
        starts = np.flatnonzero(np.diff(estimate, prepend=-1))
        found: Ints = at_rows(self.claim[place[starts]], estimate[starts], count, -1)
        return found


def spoken_voices(rows: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind) -> SpokenVoices:
    """Choose whose figures a sentence quotes.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`, numbered from 0.
    claims : DataFrame
        Rows of `claims.csv`.
    behind : ClaimsBehind

    Returns
    -------
    SpokenVoices

    Notes
    -----
    First is the newest count of those graded C or better who take no side in it; if all do, that of the side that
    suffered, then of the other. An earlier total that a newer one has reached is no figure of today; of a stock
    one that is more than a month older is none. Beside the first stands the other side, where the first has a stake;
    else the figure farthest from it, and one on its other hand.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> said = pd.DataFrame({"quantity": "dead", "source": ["A", "B", "C"], "best": [300, 320, 280]})
    >>> result = rc.reconcile(said)
    >>> voices = spoken_voices(result.estimates, result.claims, claims_behind(result.estimates, result.claims))
    >>> voices.first.tolist(), voices.second.tolist(), voices.third.tolist()
    ([0], [2], [1])
    """
    count = len(rows)
    pairs = behind.pairs
    heard = _heard(claims, behind)
    now = _of_today(rows, heard, pairs["older"].to_numpy(bool), count)
    today = heard.where(now)
    first = today.first(count, today.order, -today.day)
    counted = (strings(rows["publish"]) == "floor") & (behind.floor >= 0)
    first = np.where(counted, behind.floor, np.where(first >= 0, first, behind.lowest))
    others = _others(today, first, claims, behind)
    required, second = _second(rows, others, first, claims, behind)
    third = _third(others, first, second, behind, claims)
    same = today.where(_voice_of(claims)[today.claim] != _voice_of(claims)[np.maximum(first, 0)][today.estimate])
    same = same.where(same.figure == _figures(behind, first)[same.estimate])
    agreeing = np.where(second < 0, same.first(count, same.order, -same.day), -1)
    before = heard.where(~now & (heard.order != _DOUBTED))
    before = _others(before, first, claims, behind)
    earlier = np.where((second < 0) & (agreeing < 0), before.first(count, -before.day, before.order), -1)
    return SpokenVoices(first, second, third, agreeing, earlier, required)


def takes_no_side(claims: pd.DataFrame) -> Flags:
    """Return True for claims of voices graded C or better that have no stake in the figure.

    Examples
    --------
    >>> claims = pd.DataFrame({"stake_side": ["", "low", ""], "weight_reason": ["grade B2", "grade B2", "grade F6"]})
    >>> takes_no_side(claims).tolist()
    [True, False, False]
    """
    no_side: Flags = _orders(claims) == _NO_SIDE
    return no_side


def _orders(claims: pd.DataFrame) -> Ints:
    """Return which voices lead before which; the lower number leads."""
    reason = each_text(claims["weight_reason"], _grade)
    side = strings(claims["stake_side"])
    # what a high figure means for the side that is counted decides which end a stake moves: see sources/stake.py
    of_side = np.where(side == "high", _SUFFERED, _OTHER_SIDE)
    neutral = np.select([reason == "good", reason == ""], [_NO_SIDE, _UNGRADED], _DOUBTED)
    return np.where(side == "", neutral, of_side).astype(np.int64)


def _grade(reason: str) -> str:
    """Return whether the reason of a weight says a grade: "good", "poor" or none."""
    if reason.startswith(_C_OR_BETTER):
        return "good"
    return "poor" if reason.startswith(_GRADED) else ""


def _heard(claims: pd.DataFrame, behind: ClaimsBehind) -> _Heard:
    pairs = behind.pairs
    claim = pairs["claim"].to_numpy(np.int64)
    figure = np.where(np.isnan(behind.figure_low), behind.figure_high, behind.figure_low)
    return _Heard(
        estimate=pairs["estimate"].to_numpy(np.int64), claim=claim, voice=_voice_of(claims)[claim],
        day=count_days(claims)[claim], order=_orders(claims)[claim], side=strings(claims["stake_side"])[claim],
        figure=figure[claim], carries=pairs["carries"].to_numpy(bool),
    )  # fmt: skip


def _voice_of(claims: pd.DataFrame) -> Ints:
    codes: Ints = pd.factorize(claims["voice"], use_na_sentinel=False)[0].astype(np.int64)
    return codes


def _of_today(rows: pd.DataFrame, heard: _Heard, older: Flags, count: int) -> Flags:
    """Return True for the claims that speak of the time of their estimate."""
    newest = np.full(count, np.iinfo(np.int64).min)
    np.maximum.at(newest, heard.estimate, heard.day)
    stock = (strings(rows["temporal"]) == "stock")[heard.estimate]
    now: Flags = ~older & ~(stock & (heard.day < newest[heard.estimate] - SAME_TIME))
    return now


def _figures(behind: ClaimsBehind, claim: Ints) -> Floats:
    """Return the figures of claims, nan for none."""
    if not len(behind.figure_low):
        return np.full(len(claim), np.nan)
    figure = np.where(np.isnan(behind.figure_low), behind.figure_high, behind.figure_low)
    return np.where(claim >= 0, figure[np.maximum(claim, 0)], np.nan)


def _others(heard: _Heard, first: Ints, claims: pd.DataFrame, behind: ClaimsBehind) -> _Heard:
    """Keep claims of other voices than the first's that give other figures."""
    if not len(heard.estimate):
        return heard
    leading = first[heard.estimate]
    different = heard.voice != _voice_of(claims)[np.maximum(leading, 0)]
    ends = ((behind.figure_low[heard.claim] != behind.figure_low[np.maximum(leading, 0)])
            | (behind.figure_high[heard.claim] != behind.figure_high[np.maximum(leading, 0)]))  # fmt: skip
    return heard.where(different & ends)


def _distance(heard: _Heard, first: Ints, behind: ClaimsBehind) -> Floats:
    """Return how far figures lie from those of the first, as factors on the log scale, signed; 0 where one is zero."""
    lead = _figures(behind, first)[heard.estimate]
    usable = (heard.figure > 0) & (lead > 0)
    ratio = np.divide(heard.figure, lead, out=np.ones(len(lead)), where=usable)
    away: Floats = np.where(usable, np.log(ratio), np.sign(heard.figure - lead))
    return np.nan_to_num(away)


def _second(
    rows: pd.DataFrame, others: _Heard, first: Ints, claims: pd.DataFrame, behind: ClaimsBehind
) -> tuple[Flags, Ints]:
    """Return the second voice of every estimate, and whether it has to be told."""
    count = len(rows)
    far = -np.abs(_distance(others, first, behind))
    # those who carry the estimate before those who hardly do
    second = others.first(count, ~others.carries, others.order == _DOUBTED, far)
    if not len(others.estimate):
        return np.zeros(count, dtype=bool), second
    stake = np.where(first >= 0, strings(claims["stake_side"])[np.maximum(first, 0)], "")
    against = (others.side != "") & (stake[others.estimate] != "") & (others.side != stake[others.estimate])
    opposed = others.where(against)
    opposed_claim = opposed.first(count, -opposed.day)
    above = others.where((rows["publish_reason"] == RAISED).to_numpy()[others.estimate]
                         & (_distance(others, first, behind) > 0))  # fmt: skip
    raised = above.first(count, above.order == _DOUBTED, ~above.carries, -above.day)
    required = (opposed_claim >= 0) | (raised >= 0)
    return required, np.select([opposed_claim >= 0, raised >= 0], [opposed_claim, raised], second)


def _third(others: _Heard, first: Ints, second: Ints, behind: ClaimsBehind, claims: pd.DataFrame) -> Ints:
    """Return the voice farthest from the first on the other hand of it than the second."""
    if not len(others.estimate):
        return np.full(len(first), -1, dtype=np.int64)
    voice = _voice_of(claims)
    away = _distance(others, first, behind)
    lead, beside = _figures(behind, first), _figures(behind, second)
    hand = np.sign(beside - lead)[others.estimate]
    opposite = (np.sign(away) == -hand) & (others.voice != voice[np.maximum(second, 0)][others.estimate])
    kept = opposite & (second >= 0)[others.estimate] & others.carries
    return others.where(kept).first(len(first), -np.abs(away[kept]))
