"""Totals that fell: a voice's newer, lower figure of what only grows takes back its older ones.

Killed people do not come back: where a voice gave 1,000 and later 700, it was wrong before, or is now.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints
from reconcile.days import NO_DAY
from reconcile.plain_numbers import write_number
from reconcile.plurals import counted
from reconcile.records import findings
from reconcile.sources.revisions import falls_below

__all__ = ["fallen_totals", "report_fallen"]

# columns in which figures are equal that one voice gave one after the other: counts of different days have no
# `cell_day`, versions of a figure of one day have it, and are as far from their voice as one another
_OF_VOICE = ("quantity_code", "voice_code", "era")
_KEYS = (*_OF_VOICE, "cell_day", "hops")

# pairs of counts that are compared at once: some tens of megabytes
MOST_AT_ONCE = 1_000_000


def fallen_totals(claims: pd.DataFrame, heard: Flags, versions: Flags) -> tuple[Ints, Ints]:
    """Find figures that a newer, lower one of the same voice takes back.

    Parameters
    ----------
    claims : DataFrame, index from 0
        The columns of `falls_below`, and `claim_id`, `quantity_code`, `voice_code`, `era`, `temporal`, `only_grows`,
        `day`, `published_day`, `hops`.
    heard : ndarray of bool, shape (claims,)
        Claims that speak for their voice.
    versions : ndarray of bool, shape (claims,)
        Claims in whose place another one of their voice does.

    Returns
    -------
    older, newer : ndarray of int, shape (figures,)
        Rows of the figures that are taken back, each once, and of the first figure that takes each back. Totals follow
        one another by the day of which they speak, as do figures without a temporal; those of one day or one period by
        the day on which they were said.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B", "C"], "quantity_code": 0, "voice_code": 0, "era": 0,
    ...                        "temporal": "cumulative", "only_grows": True, "day": [1, 2, 3], "published_day": 3,
    ...                        "hops": 0, "kind": "exact", "figure_low": [900.0, 700.0, 750.0], "open_low": False,
    ...                        "open_high": False, "range_low": [900.0, 700.0, 750.0]})
    >>> claims = claims.assign(figure_high=claims["figure_low"])
    >>> older, newer = fallen_totals(claims, np.ones(3, dtype=bool), np.zeros(3, dtype=bool))
    >>> older.tolist(), newer.tolist()
    ([0], [1])
    """
    several = _of_several(claims, heard | versions)
    if not several.any():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    counts = pd.concat(
        [_counts_in_time(claims, heard & several), _versions(claims, (heard | versions) & several)], ignore_index=True
    )
    if counts.empty:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    candidate = pd.Series(_above_a_later_one(claims, counts))
    with_one = candidate.groupby([counts[name] for name in _KEYS]).transform("any").to_numpy(bool)
    if not with_one.any():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    counts, above = counts[with_one], candidate.to_numpy(bool)[with_one]
    ids = pd.factorize(claims["claim_id"].to_numpy(dtype=object)[counts["claim"]], sort=True)[0]
    order = np.lexsort((ids, *(counts[name].to_numpy() for name in ("day", *reversed(_KEYS)))))
    counts = counts.iloc[order]
    first = _first_below(claims, counts, np.flatnonzero(above[order]))
    row = counts["claim"].to_numpy(np.int64)
    found = counts.assign(claim_other=row[first])[first >= 0]
    found = found.sort_values(["claim", "cell_day"], kind="stable").drop_duplicates("claim")
    return found["claim"].to_numpy(np.int64), found["claim_other"].to_numpy(np.int64)


def _of_several(claims: pd.DataFrame, given: Flags) -> Flags:
    """Return True for the figures of voices that gave several of the quantity: no other one can be taken back."""
    quantity, voice = (claims[name].to_numpy(np.int64) for name in ("quantity_code", "voice_code"))
    rows = np.flatnonzero(given)
    several = np.zeros(len(claims), dtype=bool)
    pair = pd.Series(quantity[rows] * (voice.max(initial=0) + 1) + voice[rows])
    several[rows] = pair.duplicated(keep=False).to_numpy(bool)
    return several


def _first_below(claims: pd.DataFrame, counts: pd.DataFrame, asked: Ints) -> Ints:
    """Return the place of the first later count that lies below each that is asked; -1 for none, and for all others.

    Counts are in order of voice, day and id. The next one is looked at, then the 2, 4, … behind it, until one lies
    below or all that follow are too high.
    """
    row, day = (counts[name].to_numpy(np.int64) for name in ("claim", "day"))
    voice = counts.groupby(list(_KEYS), sort=False).ngroup().to_numpy(np.int64)
    new_day = (np.diff(voice, prepend=-1) != 0) | (np.diff(day, prepend=day[0]) != 0)
    number = np.cumsum(new_day)
    at, end = np.searchsorted(number, number[asked], side="right"), np.searchsorted(voice, voice[asked], side="right")
    low, high = claims["figure_low"].to_numpy(np.float64)[row], _highest(claims)[row]
    lowest = pd.Series(high[::-1]).groupby(voice[::-1]).cummin().to_numpy(np.float64)[::-1]
    first, step = np.full(len(counts), -1), 1
    while True:
        left = np.flatnonzero(at < end)
        left = left[low[asked[left]] > lowest[at[left]]]
        asked, at, end = asked[left], at[left], end[left]
        if not len(asked):
            return first
        many = np.minimum(end - at, step)
        pair = np.repeat(np.arange(len(asked)), many)
        other = np.repeat(at, many) + np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        below = falls_below(claims, row[asked[pair]], row[other])
        hit, place = np.unique(pair[below], return_index=True)
        first[asked[hit]] = other[below][place]
        at = at + many
        at[hit] = end[hit]
        step = max(min(2 * step, MOST_AT_ONCE // len(asked)), 1)


def _counts_in_time(claims: pd.DataFrame, heard: Flags) -> pd.DataFrame:
    """Return the figures that follow one another by the day of which they speak."""
    total, timeless = ((claims["temporal"] == word).to_numpy() for word in ("cumulative", ""))
    day = claims["day"].to_numpy()
    rows = np.flatnonzero(heard & (total | (timeless & claims["only_grows"].to_numpy(bool))) & (day != NO_DAY))
    return claims.iloc[rows][list(_OF_VOICE)].assign(cell_day=NO_DAY, hops=0, claim=rows, day=day[rows])


def _versions(claims: pd.DataFrame, given: Flags) -> pd.DataFrame:
    """Return the figures that follow one another by the day on which they were said: of one day, or of one period."""
    total, period = ((claims["temporal"] == word).to_numpy() for word in ("cumulative", "period"))
    said, hops = claims["published_day"].to_numpy(), claims["hops"].to_numpy()
    rows = np.flatnonzero(given & (total | (period & claims["only_grows"].to_numpy(bool))) & (said != NO_DAY))
    day = claims["day"].to_numpy()
    of_day = np.where(total & (day != NO_DAY), day, 0)[rows]
    return claims.iloc[rows][list(_OF_VOICE)].assign(cell_day=of_day, hops=hops[rows], claim=rows, day=said[rows])


def _above_a_later_one(claims: pd.DataFrame, counts: pd.DataFrame) -> Flags:
    """Return True for counts above the lowest of all later ones of their voice: few, of which the rest is asked."""
    order = np.lexsort((-counts["day"], *(counts[name] for name in _KEYS)))
    ordered = counts.iloc[order]
    rows = ordered["claim"].to_numpy(np.int64)
    high = _highest(claims)[rows]
    # counts of one day are in no order: the lowest of the day itself counts, and the day of each pair is compared later
    groups = [ordered[name] for name in _KEYS]
    lowest = pd.Series(high, index=ordered.index).groupby(groups).cummin().to_numpy(np.float64)
    above = np.zeros(len(counts), dtype=bool)
    above[order] = claims["figure_low"].to_numpy(np.float64)[rows] > lowest
    return above


def _highest(claims: pd.DataFrame) -> Floats:
    """Return how high each figure may be."""
    return claims["figure_high"].where(~claims["open_high"].astype(bool), np.inf).to_numpy(np.float64)


def report_fallen(claims: pd.DataFrame, older: Ints, newer: Ints) -> pd.DataFrame:
    """Return a finding for every figure that takes older ones back, on the newest of them; others are counted.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B", "C"], "id_rank": [0, 1, 2], "day": [1, 2, 3],
    ...                        "range_best": [900.0, 920.0, 700.0]})
    >>> report_fallen(claims, np.array([0, 1]), np.array([2, 2]))[["claim_id", "message"]].values.tolist()
    [['B', 'C, a later count of the same voice, lies below this one and 1 count before it; a total never falls']]
    """
    if not len(older):
        return findings("total-falls", [])
    id_rank, day = (claims[name].to_numpy(np.int64) for name in ("id_rank", "day"))
    order = np.lexsort((id_rank[older], -day[older], id_rank[newer]))
    later, first, count = np.unique(newer[order], return_index=True, return_counts=True)
    rows = claims.iloc[older[order][first]]
    before = [f" and {counted(number, 'count')} before it" if number else "" for number in (count - 1).tolist()]
    return findings(
        "total-falls", [f"{claim}, a later count of the same voice, lies below this one{others}; a total never falls"
                        for claim, others in zip(claims["claim_id"].iloc[later], before, strict=True)],
        claim_id=rows["claim_id"], value=rows["range_best"].map(write_number),
        hint="check both for a lost digit or another definition; the later one is used",
    )  # fmt: skip
