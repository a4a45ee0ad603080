"""What the track record of its voice says of every claim: a factor on its weight, a width, a bias in words.

Whose losses are counted decides: a ministry may count its own dead too low and the enemy's too high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Strings
from reconcile.as_much import as_much
from reconcile.claims.text import group_rows
from reconcile.columns import FINDINGS, names
from reconcile.nearest import nearest_of
from reconcile.records import findings, join_records
from reconcile.sources.track_record import RECORD_KEY, TrackRecord
from reconcile.spellings import set_key

__all__ = ["SURE", "PastOfClaims", "losses_counted", "past_of_claims", "record_unknown"]

# known values from which on a record may narrow and weigh more; with fewer it only widens and weighs less (contract)
SURE = 5

# furthest that a record moves a weight, up or down: the ratio of variances between a typical error of .6 and one of .3,
# as far as voices on one measure differ (map areas about .2, casualties about .5)
MOST_FACTOR = 4.0

# least bias that is told, as a share: whole percents are printed
LEAST_SHARE = 0.005


@dataclass(frozen=True, kw_only=True)
class PastOfClaims:
    """What track records say of claims, each of shape (claims,).

    Attributes
    ----------
    factor : ndarray of float
        On the weight; 1 without a record.
    deviation : ndarray of float
        Typical error in units of the working scale; nan without a record.
    bias : ndarray of float
        How far centres are moved down; 0 unless the config says so and enough values are known.
    sure : ndarray of bool
        Whether enough values are known for narrowing.
    scale : ndarray of str
        Working scale on which it was learned.
    words : ndarray of str
        What the record says, "" without one.
    findings : DataFrame
        Sources of the record that no claim is of.
    """

    factor: Floats
    deviation: Floats
    bias: Floats
    sure: Flags
    scale: Strings
    words: Strings
    findings: pd.DataFrame


def losses_counted(stake_side: Strings, bears: pd.Series) -> Strings:
    """Return whose losses each claim counts, as its voice sees it: own, enemy or neutral.

    Parameters
    ----------
    stake_side : ndarray of str, shape (claims,)
        End at which the stake of the voice widens the range.
    bears : Series of str, shape (claims,)
        `loss`, `gain` or `neither`.

    Examples
    --------
    >>> losses_counted(np.array(["high", "low", "high", ""]), pd.Series(["loss", "loss", "gain", "loss"])).tolist()
    ['own', 'enemy', 'enemy', 'neutral']
    """
    own = (stake_side == "high") == (bears == "loss").to_numpy()
    return np.select([stake_side == "", own], ["neutral", "own"], "enemy").astype(object)


def past_of_claims(record: TrackRecord, voice: pd.Series, measure: pd.Series, losses: Strings) -> PastOfClaims:
    """Return what the track record of its voice says of every claim.

    Parameters
    ----------
    record : TrackRecord
    voice, measure : Series of str, shape (claims,)
    losses : ndarray of str, shape (claims,)
        As of `losses_counted`.

    Examples
    --------
    >>> table = pd.DataFrame({"source": ["A"], "measure": ["killed"], "losses": ["neutral"], "scale": ["log"],
    ...                       "n": [9.0], "bias": [0.2], "error_sd": [0.6], "usual_sd": [0.3], "file": "", "row": 1})
    >>> past = past_of_claims(TrackRecord(table=table), pd.Series(["A", "B"]), pd.Series(["killed"] * 2),
    ...                       np.array(["neutral"] * 2))
    >>> past.factor.tolist(), past.words[0].partition(", ")[0]
    ([0.25, 1.0], 'counts a quarter as much for its record: 9 known values')
    """
    number, first = group_rows([voice, measure, pd.Series(losses)])
    known = record.table[list(RECORD_KEY)].assign(source=record.table["source"].map(set_key))
    spoken = voice.iloc[first].astype(object).map(set_key)
    rows = pd.MultiIndex.from_frame(known).get_indexer(
        pd.MultiIndex.from_arrays([spoken, measure.iloc[first].astype(object), losses[first]])
    )
    found, at = rows >= 0, np.maximum(rows, 0)
    blank = record.table.reindex(at) if len(record.table) else pd.DataFrame(index=at, columns=record.table.columns)
    count, own, usual, bias = (
        np.where(found, blank[name].to_numpy(np.float64), np.nan) for name in ("n", "error_sd", "usual_sd", "bias")
    )
    sure = count >= SURE
    factor = np.clip((usual / own) ** 2, 1 / MOST_FACTOR, MOST_FACTOR)
    factor = np.where(found, np.where(sure, factor, np.fmin(factor, 1.0)), 1.0)
    scale = np.where(found, blank["scale"].to_numpy(dtype=object), "")
    words = np.array([_words(*one) for one in zip(factor, count, own, bias, scale, strict=True)], dtype=object)
    moved = np.where(sure & record.shifts, bias, 0.0)
    return PastOfClaims(
        factor=factor[number], deviation=own[number], bias=moved[number], sure=sure[number], scale=scale[number],
        words=words[number], findings=record_unknown(record, sorted({*voice.astype(object).unique()})),
    )  # fmt: skip


def _words(factor: float, count: float, deviation: float, bias: float, scale: str) -> str:
    """Return what a record says, in words."""
    if not scale:
        return ""
    values = f"{count:.0f} known value{'s' if count > 1 else ''}"
    so = "counts neither more nor less for its record" if factor == 1 else f"counts {as_much(factor)} for its record"
    if count < SURE:
        return f"{so}: {values}, too few to narrow its range"
    # both are drawn towards what is usual, so that they are what is expected, and no averages of what was
    if scale != "log":
        return f"{so}: {values}, taken to be off by {deviation:.2g} on the logit scale, {bias:+.2g} one way"
    share, way = abs(exp(bias) - 1), "high" if bias > 0 else "low"
    mean = f"{share:.0%} too {way}" if share >= LEAST_SHARE else "neither too high nor too low"
    return f"{so}: {values}, taken to be off by a factor of {exp(deviation):.2g}, {mean}"


def record_unknown(record: TrackRecord, voices: Sequence[str]) -> pd.DataFrame:
    """Return findings on sources of the record to which no claim goes back.

    Examples
    --------
    >>> table = pd.DataFrame({"source": ["A"], "measure": ["killed"], "losses": ["neutral"], "scale": ["log"],
    ...                       "n": [9.0], "bias": [0.2], "error_sd": [0.6], "usual_sd": [0.3], "file": "", "row": 1})
    >>> record_unknown(TrackRecord(table=table), ["B"])["value"].tolist()
    ['A']
    """
    rows = record.table[~record.table["source"].map(set_key).isin([set_key(name) for name in voices])]
    if rows.empty:
        return join_records([], names(FINDINGS))
    return findings(
        "record-unknown", [f"no claim goes back to {name}: its track record is not used" for name in rows["source"]],
        file=rows["file"], row=rows["row"], column="source", value=rows["source"],
        hint=[f"a name alike is {nearest_of(name, voices)}; else nothing to do" for name in rows["source"]],
    )  # fmt: skip
