"""Who is named in a sentence: whose count leads, whose is set beside it, and which earlier one is told."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, at_rows, each_text, numbers_of, says, strings, unsaid
from reconcile.engine.claims_behind import ClaimsBehind, count_days
from reconcile.engine.counted import COUNTED
from reconcile.engine.counted_beside import MIXED, counting_beside
from reconcile.pool.verdicts import BOUNDS_ALONE, RAISED
from reconcile.report.sentences.earlier_totals import above_newer
from reconcile.report.sentences.phrasebook import words

__all__ = ["SpokenVoices", "spoken_voices", "takes_no_side", "told_as_earlier"]

# days behind the newest count of a stock that still speak of the same time: a month, as stocks are told by month
SAME_TIME = 31

# how the reason of a weight begins for the grades A, B and C, and for worse ones (sources/weights.py); F is not judged
_C_OR_BETTER = ("grade A", "grade B", "grade C")
_WORSE = ("grade D", "grade E")

# how `_open_ends` tells figures whose upper end is open
_OPEN_ABOVE = (2, 3)

# the order in which voices lead: they take no side and are graded C or better; they take no side and nobody has graded
# them; the side that suffered; the other side; those who take no side and are graded worse; those of whom not
# even a kind is known
_NO_SIDE, _UNGRADED, _SUFFERED, _OTHER_SIDE, _DOUBTED, _NAMELESS = range(6)


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
        The second has to be told: the first has a stake and the other side spoke, an earlier total stands above,
        there are only bounds, or it does not count the same.
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
    """The claims heard at estimates, sorted by estimate, the weightiest first; one entry for each.

    `bound` is True of what says only where the total does not lie and counts nobody, `open` tells open ends apart;
    `ahead` is how far a figure lies above that of the claim that leads, on the log scale; nan before one leads.
    `passed` is True of "more than 150" where the claim that leads is newer and higher: it agrees with it.
    """

    estimate: Ints
    claim: Ints
    voice: Ints
    day: Ints
    order: Ints
    side: Strings
    low: Floats
    high: Floats
    carries: Flags
    good: Flags
    bound: Flags
    open: Ints
    ahead: Floats
    passed: Flags

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
    suffered, then of the other; one that counts others beside, such as the missing, comes behind all that do not. An
    earlier total that a newer one has reached is no figure of today; of a stock one that is more than a month older is
    none. Beside the first stands the other side, where the first has a stake;
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
    bounds = (strings(rows["publish"]) == "floor") | (rows["publish_reason"] == BOUNDS_ALONE).to_numpy()
    heard = _heard(claims, behind)
    # bounds carry no estimate: each of them is somebody's word
    heard = replace(heard, carries=heard.carries | bounds[heard.estimate])
    before = behind.pairs["older"].to_numpy(bool) | told_as_earlier(claims)[heard.claim]
    now = _of_today(rows, heard, before, count)
    # a figure with the missing is none of the dead where somebody gives one, and no total of the dead has reached it
    mixed = (rows["publish_reason"] == MIXED).to_numpy()
    wide = counting_beside(claims)[heard.claim]
    now |= mixed[heard.estimate] & ~wide & _newest_of_voice(heard)
    first = heard.where(now).first(count, wide[now], heard.bound[now], heard.order[now], -heard.day[now])
    # a table of another make may not say who counted: the highest floor implies all the others
    counted = np.where(behind.floor >= 0, behind.floor, behind.highest)
    first = np.where(strings(rows["publish"]) == "floor", counted, np.where(first >= 0, first, behind.lowest))
    if not len(heard.claim):
        none = np.full(count, -1, dtype=np.int64)
        return SpokenVoices(first, none, none, none, none, none >= 0)
    heard = _beside(heard, first, behind)
    elsewhere = (heard.voice != _of_claims(heard, first)[heard.estimate]) & (heard.order < _NAMELESS)
    lead = np.maximum(first, 0)[heard.estimate]
    # a floor and a ceiling at one figure are two statements
    equal = (heard.low == behind.figure_low[lead]) & (heard.high == behind.figure_high[lead])
    equal &= heard.open == _open_ends(claims)[lead]
    others, agreeing = heard.where(elsewhere & ~equal & now), heard.where(elsewhere & equal)
    raised = (rows["publish_reason"] == RAISED).to_numpy()[heard.estimate] & (heard.ahead > 0)
    stake = np.where(first >= 0, strings(claims["stake_side"].iloc[np.maximum(first, 0)]), "")
    higher = heard.where(elsewhere & above_newer(rows, claims, first, heard.estimate, heard.claim))
    required, second = _second(others, heard.where(elsewhere & raised), higher, stake, count)
    same = np.where(second < 0, agreeing.first(count, agreeing.order, -agreeing.day), -1)
    past = heard.where(elsewhere & ~equal & ~now & (heard.order < _DOUBTED))
    earlier = np.where((second < 0) & (same < 0), past.first(count, -past.day, past.order), -1)
    third = _third(others, first, second, behind, bounds)
    return SpokenVoices(first, second, third, same, earlier, required | ((bounds | mixed) & (second >= 0)))


def takes_no_side(claims: pd.DataFrame) -> Flags:
    """Return True for claims of voices graded C or better that have no stake in the figure.

    Examples
    --------
    >>> claims = pd.DataFrame({"stake_side": ["", "low", ""], "weight_reason": ["grade B2", "grade B2", "grade F6"]})
    >>> takes_no_side(claims).tolist()
    [True, False, False]
    """
    no_side: Flags = _good(claims) & unsaid(claims["stake_side"])
    return no_side


def told_as_earlier(claims: pd.DataFrame) -> Flags:
    """Return True for earlier figures without a date of their own: the day on which they are told is not theirs.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series([None, "2024-05-01", None]))
    >>> claims = pd.DataFrame({"role": ["earlier", "earlier", ""], "count_date": days, "period_end": pd.NaT})
    >>> told_as_earlier(claims).tolist()
    [True, False, False]
    """
    if "role" not in claims or not (earlier := says(claims["role"], "earlier")).any():
        return np.zeros(len(claims), dtype=bool)
    return earlier & claims["count_date"].isna().to_numpy(bool) & claims["period_end"].isna().to_numpy(bool)


def _orders(claims: pd.DataFrame) -> Ints:
    """Return which voices lead before which; the lower number leads."""
    reason = each_text(claims["weight_reason"], _grade)
    side = claims["stake_side"]
    # what a high figure means for the side that is counted decides which end a stake moves: see sources/stake.py
    of_side = np.where(says(side, "high"), _SUFFERED, _OTHER_SIDE)
    neutral = np.select([reason == "good", reason == ""], [_NO_SIDE, _UNGRADED], _DOUBTED)
    order = np.where(unsaid(side), neutral, of_side)
    return np.where(_without_name(claims), _NAMELESS, order).astype(np.int64)


def _without_name(claims: pd.DataFrame) -> Flags:
    """Return True for claims of voices of which not even a kind is known: "unnamed reports"."""
    nobody = set(words().nameless["nobody"])
    unnamed: Flags = each_text(claims["voice"], lambda said: "yes" if nobody & {*said.lower().split()} else "") == "yes"
    return unnamed


def _good(claims: pd.DataFrame) -> Flags:
    """Return True for claims of voices graded C or better."""
    good: Flags = each_text(claims["weight_reason"], _grade) == "good"
    return good


def _grade(reason: str) -> str:
    """Return whether the reason of a weight says a grade: "good", "poor" or none."""
    if reason.startswith(_C_OR_BETTER):
        return "good"
    return "poor" if reason.startswith(_WORSE) else ""


def _heard(claims: pd.DataFrame, behind: ClaimsBehind) -> _Heard:
    pairs = behind.pairs
    claim = pairs["claim"].to_numpy(np.int64)
    low, high = (ends[claim] if len(claim) else np.empty(0) for ends in (behind.figure_low, behind.figure_high))
    return _Heard(
        estimate=pairs["estimate"].to_numpy(np.int64), claim=claim, voice=_voice_of(claims)[claim],
        day=count_days(claims)[claim], order=_orders(claims)[claim], side=strings(claims["stake_side"].iloc[claim]),
        low=low, high=high, carries=pairs["carries"].to_numpy(bool), good=_good(claims)[claim],
        bound=_bounds(claims)[claim], open=_open_ends(claims)[claim], ahead=np.full(len(claim), np.nan),
        passed=np.zeros(len(claim), dtype=bool),
    )  # fmt: skip


def _bounds(claims: pd.DataFrame) -> Flags:
    """Return True for "at least" and "at most" of those who have not counted one by one."""
    counted = claims["basis"].isin(COUNTED).to_numpy(bool) if "basis" in claims else np.zeros(len(claims), dtype=bool)
    bounds: Flags = ~unsaid(claims["bound"]) & ~counted
    return bounds


def _open_ends(claims: pd.DataFrame) -> Ints:
    """Return which ends of claims are open: 0 none, 1 the lower, 2 the upper, 3 both."""
    low, high = (claims[name].to_numpy(bool).astype(np.int64) for name in ("open_low", "open_high"))
    return low + 2 * high


def _voice_of(claims: pd.DataFrame) -> Ints:
    return numbers_of(claims["voice"])


def _of_today(rows: pd.DataFrame, heard: _Heard, older: Flags, count: int) -> Flags:
    """Return True for the claims that speak of the time of their estimate."""
    newest = np.full(count, np.iinfo(np.int64).min)
    named = heard.order < _NAMELESS
    np.maximum.at(newest, heard.estimate[named], heard.day[named])
    stock = (strings(rows["temporal"]) == "stock")[heard.estimate]
    # the least of all days is none, and nothing can be taken from it
    long_ago = heard.day < np.maximum(newest, np.iinfo(np.int64).min + SAME_TIME)[heard.estimate] - SAME_TIME
    now: Flags = ~older & ~(stock & long_ago) & _newest_of_voice(heard)
    return now


def _newest_of_voice(heard: _Heard) -> Flags:
    """Return True for the newest claims of every voice: what it said before is not what it says."""
    speaker = heard.estimate * (int(heard.voice.max(initial=0)) + 1) + heard.voice
    codes = pd.factorize(speaker)[0]
    newest = np.full(int(codes.max(initial=-1)) + 1, np.iinfo(np.int64).min)
    np.maximum.at(newest, codes, heard.day)
    latest: Flags = heard.day == newest[codes]
    return latest


def _of_claims(heard: _Heard, claim: Ints) -> Ints:
    """Return the voices of claims, one for each estimate; -1 where it is not heard there."""
    own = heard.claim == claim[heard.estimate]
    return at_rows(heard.voice[own], heard.estimate[own], len(claim), -1)


def _beside(heard: _Heard, first: Ints, behind: ClaimsBehind) -> _Heard:
    """Return the claims with how far each lies above the one that leads, and whether that has passed it."""
    figure = _middle(behind)
    lead = np.where(first >= 0, figure[np.maximum(first, 0)], np.nan)[heard.estimate]
    own = figure[heard.claim]
    usable = (own > 0) & (lead > 0)
    ratio = np.divide(own, lead, out=np.ones(len(lead)), where=usable)
    ahead = np.nan_to_num(np.where(usable, np.log(ratio), np.sign(own - lead)))
    leads = heard.claim == first[heard.estimate]
    day = at_rows(heard.day[leads], heard.estimate[leads], len(first), np.iinfo(np.int64).min)
    passed = np.isin(heard.open, _OPEN_ABOVE) & (heard.day < day[heard.estimate]) & (ahead < 0)
    return replace(heard, ahead=ahead, passed=passed)


def _middle(behind: ClaimsBehind) -> Floats:
    """Return the middle of the figure of every claim."""
    return np.asarray((behind.figure_low + behind.figure_high) / 2)


def _second(others: _Heard, raised: _Heard, higher: _Heard, stake: Strings, count: int) -> tuple[Flags, Ints]:
    """Return the second voice of every estimate, and whether it has to be told."""
    # those who carry the estimate before those who hardly do, the farthest first
    second = others.first(count, others.order >= _DOUBTED, ~others.carries, others.passed, -np.abs(others.ahead))
    leading = stake[others.estimate]
    opposed = others.where((others.side != "") & (leading != "") & (others.side != leading))
    against = opposed.first(count, -opposed.day)
    above = raised.first(count, ~raised.good, -raised.day)
    passed = higher.first(count, higher.order >= _DOUBTED, -higher.low)
    named = [against, above, passed]
    there = [claim >= 0 for claim in named]
    return there[0] | there[1] | there[2], np.select(there, named, second)


def _third(others: _Heard, first: Ints, second: Ints, behind: ClaimsBehind, bounds: Flags) -> Ints:
    """Return the voice farthest from the first on the other hand of it than the second; of bounds any third one."""
    figure = _middle(behind)
    hand = np.sign(figure[np.maximum(second, 0)] - figure[np.maximum(first, 0)])[others.estimate]
    apart = others.voice != _of_claims(others, second)[others.estimate]
    opposite = (np.sign(others.ahead) == -hand) | bounds[others.estimate]
    chosen = others.where(opposite & apart & (second >= 0)[others.estimate] & others.carries)
    return chosen.first(len(first), -np.abs(chosen.ahead))
