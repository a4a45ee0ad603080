"""Counted is counted: which claims are hard floors, since everybody in them was named, certified or seen.

A figure is one only if it was counted name by name, certified or by bodies; if whoever counted has no interest in a
high figure; if its measure only grows; if it counts nothing wider than its quantity; and if its voice has not said less
since. Every other bound is soft, whatever its words.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, each_pair_once, each_text, strings
from reconcile.claims.measures import attribute_of
from reconcile.engine.counted_beside import beside_words
from reconcile.engine.hear import HeardClaims

__all__ = ["COUNTED", "counted_claims"]

# bases that count one by one, so that nobody in the figure can turn out not to be; docs/model.md, 10
COUNTED = ("named", "certified", "bodies")

# kinds of figures that are counts: "about 140" and "nearly 140" are not, nor is a range
_COUNTS = ("exact", "lower", "ratio")

# temporals of figures that add up: a stock falls, a rate is an average
_ADDING_UP = ("cumulative", "period", "")

# words in the names of those who fight, whose counts of another party's losses are not to be trusted to be low
_FIGHTING = re.compile(
    r"(?i)\b(?:military|army|armed forces|air force|navy|general staff|mod|ministry of defen[cs]e|"
    r"defen[cs]e ministry)\b"
)


def counted_claims(heard: HeardClaims) -> Flags:
    """Return True for claims that are hard floors.

    Parameters
    ----------
    heard : HeardClaims

    Returns
    -------
    ndarray of bool, shape (claims,)

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [37, 40], "basis": ["named", ""]})
    >>> counted_claims(hear(check_claims(rows).claims, registry_of(None), {}, {}, None)).tolist()
    [True, False]
    """
    table, claims = heard.table, heard.claims
    hard = np.zeros(len(claims), dtype=bool)
    rows = np.flatnonzero(claims["basis"].isin(COUNTED))
    rows = rows[(table["reason"].iloc[rows] == "").to_numpy()]
    if not len(rows):
        return hard
    some, said = claims.iloc[rows], table.iloc[rows]
    # a round number alone is read with the width of its rounding, and is a count all the same: "400 bodies"
    bare = (strings(said["kind"]) == "approx") & np.isin(strings(some["said_rule"]), ("bare", ""))
    kept = (np.isin(strings(said["kind"]), _COUNTS) | bare) & (strings(said["bound"]) != "ceiling")
    kept &= (attribute_of(some["measure"], "only_grows", "False", heard.measures) == "True").to_numpy(bool)
    kept &= np.isin(strings(some["temporal"]), _ADDING_UP)
    kept &= each_text(some["includes"], beside_words) == ""
    kept &= ~_interested(heard, rows) & ~_taken_back(heard, rows)
    hard[rows[kept]] = True
    return hard


def _interested(heard: HeardClaims, rows: Ints) -> Flags:
    """Return True where a high figure serves whoever counted it: by its stake, or where none is known by its name."""
    claims, table = heard.claims, heard.table
    stake = strings(table["stake_side"])[rows]
    party, voice = strings(claims["party"]), strings(table["voice"])
    others = heard.known.parties
    by_name = each_pair_once(voice[rows], party[rows], lambda name, own: _other_side(name, own, others))
    interested: Flags = (stake == "low") | ((stake == "") & (by_name != ""))
    return interested


def _other_side(voice: str, party: str, parties: frozenset[str]) -> str:
    """Return why a name sounds as if it were of another side than the party it counts, "" where it does not."""
    name = voice.casefold()
    if not party or party.casefold() in name:
        return ""
    named = [other for other in sorted(parties - {party}) if other.casefold() in name]
    return named[0] if named else " ".join(_FIGHTING.findall(voice))


def _taken_back(heard: HeardClaims, rows: Ints) -> Flags:
    """Return True where the voice of a claim has a newer, lower figure of the quantity."""
    table = heard.table
    names = ("quantity_code", "voice_code", "era", "day")
    quantity, voice, era, day = (table[name].to_numpy(np.int64) for name in names)
    speaker = (quantity * (voice.max() + 1) + voice) * (era.max() + 1) + era
    said = np.flatnonzero((table["reason"] == "").to_numpy() & np.isin(speaker, speaker[rows]))
    most = np.where(table["open_high"].to_numpy(bool), np.inf, table["figure_high"].to_numpy(np.float64))
    # of every speaker the lowest figure of each day, from the newest day to the oldest
    lowest = pd.Series(most[said]).groupby([speaker[said], -day[said]]).min()
    later = lowest.groupby(level=0).cummin().groupby(level=0).shift(1)
    after = later.reindex(pd.MultiIndex.from_arrays([speaker[rows], -day[rows]])).to_numpy(np.float64)
    lower: Flags = after < table["figure_low"].to_numpy(np.float64)[rows]
    return lower
