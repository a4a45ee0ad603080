"""Which claims stand behind an estimate at its date: the voices heard, the lowest and the highest, the computed ones.

The tables say which claims were used for a quantity; here they are laid beside each of its dates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, at_rows, strings
from reconcile.claims.ids import id_ranks
from reconcile.columns import DATED
from reconcile.days import NO_DAY, days_of
from reconcile.engine.figures_behind import figures_of, taken_back
from reconcile.engine.heard_behind import heard_behind
from reconcile.engine.range_widths import range_widths

__all__ = ["UNDER_A_FLOOR", "ClaimsBehind", "apart", "claims_behind", "count_days"]

# share by which a claim's figure may miss the extreme it is looked up by: what 6 written digits lose
SAME_FIGURE = 1e-5

# why claims are left out that lie under what is counted; sentences tell them as their source's figures
UNDER_A_FLOOR = "below what was counted one by one"

# columns in which the figure of a claim may stand, the source's own numbers first
_FIGURE_COLUMNS = ("low", "best", "high", "range_low", "range_best", "range_high")


@dataclass(frozen=True, kw_only=True)
class ClaimsBehind:
    """The claims behind estimates; claims are rows of the table of claims, -1 for none.

    Attributes
    ----------
    pairs : DataFrame, one row a claim heard at an estimate
        Columns of `HEARD_BEHIND`, sorted by estimate, then by weight, largest first.
    voices : ndarray of int, shape (estimates,)
        Independent voices.
    lowest, highest : ndarray of int, shape (estimates,)
        Claims that give the lowest and the highest figure.
    computed : DataFrame
        `estimate`, `claim`: computed claims that the estimate does not rest on.
    apart : ndarray of bool, shape (estimates,)
        Two voices' stated ranges do not touch.
    floor : ndarray of int, shape (estimates,)
        The claim that counts the hard floor.
    under : DataFrame
        `estimate`, `claim`: claims that lie under the hard floor and say otherwise than it.
    taken_back : DataFrame
        `estimate`, `claim`: of every estimate the newest figure that was corrected, withdrawn or denied.
    independent : ndarray of bool, shape (estimates,)
        The voices that it rests on are known to be independent of one another.
    wider, narrower : ndarray of bool, shape (estimates,)
        The interval is wider than what was said, or much narrower than the voices lie apart: no range of ours to print.
    figure_low, figure_high : ndarray of float, shape (claims,)
        The figure of every claim as its source gave it; two ends of a range.
    """

    pairs: pd.DataFrame
    voices: Ints
    lowest: Ints
    highest: Ints
    computed: pd.DataFrame
    apart: Flags
    floor: Ints
    under: pd.DataFrame
    taken_back: pd.DataFrame
    independent: Flags
    wider: Flags
    narrower: Flags
    figure_low: Floats
    figure_high: Floats

    @property
    def not_ours(self) -> Flags:
        """Return True where the interval has no width that a range of ours may have, shape (estimates,)."""
        return self.wider | self.narrower

    def at(self, rows: Ints) -> ClaimsBehind:
        """Return the claims behind some of the estimates, numbered anew in the order given."""
        number = at_rows(np.arange(len(rows)), rows, len(self.voices), -1)
        return ClaimsBehind(
            pairs=_numbered(self.pairs, number),
            voices=self.voices[rows],
            lowest=self.lowest[rows],
            highest=self.highest[rows],
            computed=_numbered(self.computed, number),
            apart=self.apart[rows],
            floor=self.floor[rows],
            under=_numbered(self.under, number),
            taken_back=_numbered(self.taken_back, number),
            independent=self.independent[rows],
            wider=self.wider[rows],
            narrower=self.narrower[rows],
            figure_low=self.figure_low,
            figure_high=self.figure_high,
        )


def _numbered(table: pd.DataFrame, number: Ints) -> pd.DataFrame:
    """Keep the rows of estimates that have a new number, and give it to them."""
    renumbered = number[table["estimate"].to_numpy(np.int64)]
    kept: pd.DataFrame = table.assign(estimate=renumbered)[renumbered >= 0]
    return kept


def claims_behind(estimates: pd.DataFrame, claims: pd.DataFrame) -> ClaimsBehind:
    """Lay claims beside the estimates that rest on them.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`; `low_claim`, `high_claim`, `computed_claims` (ids) are used where they are there.
    claims : DataFrame
        Rows of `claims.csv`, any index.

    Returns
    -------
    ClaimsBehind

    Notes
    -----
    Of cumulative and stock figures each voice is heard through its newest count up to the date.
    """
    joined = _joined(estimates, claims)
    used = joined[claims["used"].to_numpy(bool)[joined["claim"].to_numpy()]]
    pairs = _newest(used)
    count = len(estimates)
    spoken = pairs[["estimate", "voice"]].drop_duplicates()["estimate"].to_numpy(np.int64)
    low, high, floor, computed = _named_by_id(estimates, claims)
    if "floor" in estimates:
        counted = joined[_counted_by(estimates, claims, joined)]
        floor = _extreme(estimates, claims, counted, "floor", floor)
    lowest = _extreme(estimates, claims, pairs, "claims_low", low)
    highest = _extreme(estimates, claims, pairs, "claims_high", high)
    heard = _weighed(estimates, claims, pairs)
    range_low, range_high = (claims[name].to_numpy(np.float64) for name in ("range_low", "range_high"))
    wider, narrower = range_widths(estimates, strings(estimates["unit"]), heard, range_low, range_high)
    figure_low, figure_high = figures_of(claims)
    return ClaimsBehind(
        pairs=heard,
        voices=np.bincount(spoken, minlength=count),
        lowest=lowest,
        highest=highest,
        computed=_computed(claims, joined, pairs) if computed is None else computed,
        apart=apart(claims, pairs, count),
        floor=floor,
        under=_under(estimates, claims, joined, floor),
        taken_back=taken_back(joined, strings(claims["left_out_reason"])),
        independent=np.zeros(count, dtype=bool),
        wider=wider,
        narrower=narrower,
        figure_low=figure_low,
        figure_high=figure_high,
    )


def count_days(claims: pd.DataFrame) -> Ints:
    """Return the day of which a claim speaks: count date, else the end of its period, else publication.

    Examples
    --------
    >>> claim = pd.DataFrame({"count_date": [pd.NaT], "period_end": [pd.NaT], "published": [pd.Timestamp(86400e9)]})
    >>> count_days(claim).tolist()
    [1]
    """
    days = days_of(claims["count_date"])
    for name in ("period_end", "published"):
        days = np.where(days == NO_DAY, days_of(claims[name]), days)
    return days


def _joined(estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Pair every estimate with the claims of its quantity up to its date."""
    keys = pd.concat([estimates["quantity"], claims["quantity"]], ignore_index=True)
    of_estimates, of_claims = np.split(pd.factorize(keys)[0], [len(estimates)])
    left = pd.DataFrame({
        "quantity": of_estimates, "estimate": np.arange(len(estimates)),
        "until": days_of(estimates["count_date"]), "dated": np.isin(strings(estimates["temporal"]), DATED),
    })  # fmt: skip
    right = pd.DataFrame({
        "quantity": of_claims, "claim": np.arange(len(claims)), "day": count_days(claims),
        "weight": claims["weight"].to_numpy(np.float64), "voice": pd.factorize(claims["voice"], sort=True)[0],
        "rank": id_ranks(claims["claim_id"]),
    })  # fmt: skip
    joined = left.merge(right, on="quantity")
    return joined[~joined["dated"] | (joined["until"] == NO_DAY) | (joined["day"] <= joined["until"])]


def _newest(used: pd.DataFrame) -> pd.DataFrame:
    """Keep each voice's newest count of dated figures, everything of others."""
    kept = used
    if used["dated"].any():
        order = used.iloc[np.lexsort((used["rank"], ~used["day"], used["voice"], used["estimate"]))]
        kept = order[~(order["dated"] & order.duplicated(["estimate", "voice"]))]
    return kept.iloc[np.lexsort((kept["rank"], -kept["weight"], kept["estimate"]))]


def _named_by_id(estimates: pd.DataFrame, claims: pd.DataFrame) -> tuple[Ints, Ints, Ints, pd.DataFrame | None]:
    """Return the claims that the estimates name themselves: lowest, highest, floor (-1: none), computed if named."""
    nobody = pd.Series("", index=estimates.index)
    names = ("low_claim", "high_claim", "floor_claim", "computed_claims")
    low, high, floor, listed = (estimates.get(name, nobody) for name in names)
    named = listed[listed != ""].reset_index(drop=True).str.split(";").explode()
    ids = pd.concat([claims["claim_id"], low, high, floor, named], ignore_index=True)
    codes, different = pd.factorize(ids, use_na_sentinel=False)
    first = np.full(len(different), -1, dtype=np.int64)
    # from the last to the first, so that of two claims with one id the first is found
    first[codes[: len(claims)][::-1]] = np.arange(len(claims))[::-1]
    ends = np.cumsum([len(low), len(high), len(floor)])
    lowest, highest, counted, computed = np.split(first[codes[len(claims) :]], ends)
    if "computed_claims" not in estimates:
        return lowest, highest, counted, None
    rows = np.flatnonzero(listed != "")[named.index.to_numpy(np.int64)]
    pairs = pd.DataFrame({"estimate": rows, "claim": computed})
    return lowest, highest, counted, pairs[pairs["claim"] >= 0].reset_index(drop=True)


def _extreme(
    estimates: pd.DataFrame, claims: pd.DataFrame, pairs: pd.DataFrame, column: str, named: Ints
) -> Ints:  # fmt: skip
    """Find the claim whose figure is the extreme where none is named: the first by weight among those that state it."""
    if (named >= 0).all():
        return named
    sought = estimates[column].to_numpy(np.float64)[pairs["estimate"].to_numpy()]
    stated = claims[list(_FIGURE_COLUMNS)].to_numpy(np.float64)[pairs["claim"].to_numpy()]
    near = np.abs(stated - sought[:, None]) <= SAME_FIGURE * np.abs(sought[:, None])
    first = pairs[near.any(axis=1)].drop_duplicates("estimate")
    claim = at_rows(first["claim"].to_numpy(np.int64), first["estimate"].to_numpy(), len(estimates), -1)
    return np.where(named >= 0, named, claim)


def _counted_by(estimates: pd.DataFrame, claims: pd.DataFrame, joined: pd.DataFrame) -> Flags:
    """Return True for claims on the basis, and of the voice, that an estimate names for its hard floor."""
    estimate, claim = joined["estimate"].to_numpy(np.int64), joined["claim"].to_numpy(np.int64)
    by, basis = (strings(estimates[name])[estimate] for name in ("floor_by", "floor_basis"))
    same: Flags = (basis != "") & (strings(claims["voice"])[claim] == by) & (strings(claims["basis"])[claim] == basis)
    return same


def _computed(claims: pd.DataFrame, joined: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return computed claims, of each voice that is not heard otherwise the newest."""
    derived = (strings(claims["parent"]) != "") & ~claims["used"].to_numpy(bool)
    derived &= pd.Series(strings(claims["left_out_reason"])).str.startswith("computed").to_numpy(bool)
    rows = joined[derived[joined["claim"].to_numpy()]]
    speaking = pd.MultiIndex.from_frame(pairs[["estimate", "voice"]])
    rows = rows[~pd.MultiIndex.from_frame(rows[["estimate", "voice"]]).isin(speaking)]
    rows = rows.iloc[np.lexsort((rows["rank"], ~rows["day"], rows["voice"], rows["estimate"]))]
    newest: pd.DataFrame = rows.drop_duplicates(["estimate", "voice"])[["estimate", "claim"]]
    return newest.reset_index(drop=True)


def _under(estimates: pd.DataFrame, claims: pd.DataFrame, joined: pd.DataFrame, floor: Ints) -> pd.DataFrame:
    """Return the claims that lie under a hard floor: of each voice the newest, but for counts older than the floor."""
    left_out = (claims["left_out_reason"] == UNDER_A_FLOOR).to_numpy(bool)
    rows = joined[left_out[joined["claim"].to_numpy()] & (floor >= 0)[joined["estimate"].to_numpy()]]
    grows = (strings(estimates["temporal"]) == "cumulative")[rows["estimate"].to_numpy()]
    older = grows & (rows["day"].to_numpy() < count_days(claims)[floor[rows["estimate"].to_numpy()]])
    rows = rows[~older & ~claims["open_high"].to_numpy(bool)[rows["claim"].to_numpy()]]
    rows = rows.iloc[np.lexsort((rows["rank"], ~rows["day"], rows["voice"], rows["estimate"]))]
    newest: pd.DataFrame = rows.drop_duplicates(["estimate", "voice"])[["estimate", "claim"]]
    return newest.reset_index(drop=True)


def _weighed(estimates: pd.DataFrame, claims: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the claims heard with what each is to its estimate."""
    rows, estimate = pairs["claim"].to_numpy(np.int64), pairs["estimate"].to_numpy(np.int64)
    grows = (strings(estimates["temporal"]) == "cumulative")[estimate]
    weight = np.nan_to_num(claims["weight"].to_numpy(np.float64))[rows]
    best = claims["range_best"].to_numpy(np.float64)[rows]
    day = pairs["day"].to_numpy(np.int64)
    newest = pairs.groupby("estimate")["day"].transform("max").to_numpy(np.int64)
    lag = np.where(grows & (day != NO_DAY), newest - day, 0)
    plain = pairs[["estimate", "claim"]].reset_index(drop=True)
    return heard_behind(plain, weight, pairs["voice"].to_numpy(np.int64), lag, best)


def apart(claims: pd.DataFrame, pairs: pd.DataFrame, count: int) -> Flags:
    """Find estimates where one stated range ends below the start of another; open ends have no end.

    Parameters
    ----------
    claims : DataFrame
        `range_low`, `range_high`, `open_low`, `open_high`.
    pairs : DataFrame
        `estimate` and `claim`, a row of `claims`; sorted by estimate.
    count : int
        Estimates.

    Examples
    --------
    >>> claims = pd.DataFrame({"range_low": [1.0, 5.0], "range_high": [2.0, 6.0], "open_low": False})
    >>> apart(claims.assign(open_high=False), pd.DataFrame({"estimate": [0, 0], "claim": [0, 1]}), 2).tolist()
    [True, False]
    """
    estimate, rows = pairs["estimate"].to_numpy(np.int64), pairs["claim"].to_numpy(np.int64)
    low = np.where(claims["open_low"].to_numpy(bool), -np.inf, claims["range_low"].to_numpy(np.float64))[rows]
    high = np.where(claims["open_high"].to_numpy(bool), np.inf, claims["range_high"].to_numpy(np.float64))[rows]
    starts = np.flatnonzero(np.diff(estimate, prepend=-1))
    if not len(starts):
        return np.zeros(count, dtype=bool)
    do_not_touch = np.fmax.reduceat(low, starts) > np.fmin.reduceat(high, starts)
    return at_rows(do_not_touch, estimate[starts], count, False)
