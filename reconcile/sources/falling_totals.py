"""Totals that fell: a voice's newer, lower figure of what only grows takes back its older ones.

Killed people do not come back: where a voice gave 1,000 and later 700, it was wrong before, or is now.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.days import NO_DAY
from reconcile.records import findings
from reconcile.sources.revisions import falls_below

__all__ = ["fallen_totals", "report_fallen"]


def fallen_totals(claims: pd.DataFrame, heard: Flags, versions: Flags) -> tuple[Ints, Ints]:
    """Find figures that a newer, lower one of the same voice takes back.

    Parameters
    ----------
    claims : DataFrame, index from 0
        The columns of `falls_below`, and `claim_id`, `quantity_code`, `voice_code`, `era`, `temporal`, `only_grows`,
        `day`, `published_day`.
    heard : ndarray of bool, shape (claims,)
        Claims that speak for their voice.
    versions : ndarray of bool, shape (claims,)
        Claims in whose place another one of their voice does.

    Returns
    -------
    older, newer : ndarray of int, shape (figures,)
        Rows of the figures that are taken back, each once, and of the first figure that takes each back. Totals follow
        one another by the day of which they speak, as do figures without a temporal; those of a period by the day on
        which they were said.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B", "C"], "quantity_code": 0, "voice_code": 0, "era": 0,
    ...                        "temporal": "cumulative", "only_grows": True, "day": [1, 2, 3], "published_day": 3,
    ...                        "kind": "exact", "figure_low": [900.0, 700.0, 750.0], "open_low": False,
    ...                        "open_high": False, "range_low": [900.0, 700.0, 750.0]})
    >>> claims = claims.assign(figure_high=claims["figure_low"])
    >>> older, newer = fallen_totals(claims, np.ones(3, dtype=bool), np.zeros(3, dtype=bool))
    >>> older.tolist(), newer.tolist()
    ([0], [1])
    """
    rows, time = _in_time(claims, heard, versions)
    keys = ["quantity_code", "voice_code", "era"]
    counts = claims.iloc[rows][keys].assign(claim=rows, day=time)
    candidates = counts[_above_a_later_one(claims, counts)]
    if candidates.empty:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    pairs = candidates.merge(counts, on=keys, suffixes=("", "_other"))
    pairs = pairs[pairs["day_other"] > pairs["day"]]
    older, newer = (pairs[name].to_numpy(np.int64) for name in ("claim", "claim_other"))
    pairs = pairs[falls_below(claims, older, newer)]
    ids = claims["claim_id"].to_numpy(dtype=object)[pairs["claim_other"]]
    first = pairs.assign(claim_id=ids).sort_values(["claim", "day_other", "claim_id"], kind="stable")
    first = first.drop_duplicates("claim")
    return first["claim"].to_numpy(np.int64), first["claim_other"].to_numpy(np.int64)


def _in_time(claims: pd.DataFrame, heard: Flags, versions: Flags) -> tuple[Ints, Ints]:
    """Return the figures that may be taken back, or take back, and their places in time."""
    grows = claims["only_grows"].to_numpy(dtype=bool)
    total, timeless, period = ((claims["temporal"] == word).to_numpy() for word in ("cumulative", "", "period"))
    by_day = heard & (total | (timeless & grows))
    by_version = (heard | versions) & period & grows
    time = np.where(by_version, claims["published_day"], claims["day"])
    rows = np.flatnonzero((by_day | by_version) & (time != NO_DAY))
    return rows, time[rows]


def _above_a_later_one(claims: pd.DataFrame, counts: pd.DataFrame) -> Flags:
    """Return True for counts above the lowest of all later ones of their voice: few, of which the rest is asked."""
    order = np.lexsort((-counts["day"], counts["era"], counts["voice_code"], counts["quantity_code"]))
    ordered = counts.iloc[order]
    rows = ordered["claim"].to_numpy(np.int64)
    high = claims["figure_high"].where(~claims["open_high"].astype(bool), np.inf).to_numpy(np.float64)[rows]
    groups = [ordered["quantity_code"], ordered["voice_code"], ordered["era"]]
    # counts of one day are in no order: the lowest of the day itself counts, and the day of each pair is compared later
    lowest = pd.Series(high, index=ordered.index).groupby(groups).cummin().to_numpy(np.float64)
    above = np.zeros(len(counts), dtype=bool)
    above[order] = claims["figure_low"].to_numpy(np.float64)[rows] > lowest
    return above


def report_fallen(claims: pd.DataFrame, older: Ints, newer: Ints) -> pd.DataFrame:
    """Return a finding for every figure that a newer, lower one takes back.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B"], "range_best": [900.0, 700.0]})
    >>> report_fallen(claims, np.array([0]), np.array([1]))["message"].tolist()
    ['B, a later count of the same voice, lies below this one; a total never falls']
    """
    rows = claims.iloc[older]
    return findings(
        "total-falls", [f"{claim}, a later count of the same voice, lies below this one; a total never falls"
                        for claim in claims["claim_id"].to_numpy(dtype=object)[newer]],
        claim_id=rows["claim_id"], value=rows["range_best"].map("{:.6g}".format),
        hint="check both for a lost digit or another definition; the later one is used",
    )  # fmt: skip
