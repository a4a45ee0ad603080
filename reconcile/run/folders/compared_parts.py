"""Sources of all parts compared, of which no more lies in memory than is compared: the newest figures in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, strings
from reconcile.engine.dependence.common_figures import MOST_COMPARED, most_stated
from reconcile.engine.dependence.copy_findings import copied, told_copies
from reconcile.engine.dependence.merged_voices import MergedVoices, merged_voices
from reconcile.engine.dependence.suspects import Dependence, dependence
from reconcile.engine.parts.joined_parts import stated_of_parts
from reconcile.run.folders.part_claims import InPart
from reconcile.run.folders.pieces import kept, saying_what_failed

__all__ = ["compare_parts", "newest_common"]


@saying_what_failed
def compare_parts(figures: Mapping[str, int], parts: Sequence[InPart]) -> tuple[Dependence, pd.DataFrame]:
    """Compare the sources of all parts: pairs with what may be told of each, and findings on those that look alike.

    Parameters
    ----------
    figures : mapping of voice to int
        Figures of every source in all parts.
    parts : sequence of InPart

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from reconcile.run.folders.pieces import keep
    >>> stated = pd.DataFrame({"quantity": ["q"], "voice": "A", "figure": 3.0, "step": 1.0, "published": 9, "day": 9,
    ...                        "era": 0, "follows": True})
    >>> with tempfile.TemporaryDirectory() as home:
    ...     part = InPart(number=0, home=Path(home))
    ...     keep(part.beside("stated"), stated)
    ...     alike, told = compare_parts({"A": 1}, [part])
    >>> len(alike.table), len(told)
    (0, 0)
    """
    voices = pd.Index(sorted(figures), dtype="str")
    counts = np.array([figures[name] for name in voices], dtype=np.int64)
    chosen, _ = most_stated(counts)
    found = pd.DataFrame()
    for part in parts:
        found = newest_common(pd.concat([found, kept(part.beside("stated"))], ignore_index=True), set(voices[chosen]))
    if found.empty:
        found = kept(parts[0].beside("stated")).head(0)
    quantities = pd.Index(sorted({*found["quantity"]}), dtype="str")
    alike = dependence(stated_of_parts([found], quantities, voices), voices, counts)
    earlier, later = copied(alike, voices)
    merged = [_merged(earlier, later, voices, part) for part in parts] if len(earlier) else []
    return alike, _told(alike, merged)


def newest_common(table: pd.DataFrame, sources: set[str], most: int = MOST_COMPARED) -> pd.DataFrame:
    """Return the figures of quantities and times for which two of the sources gave one, the newest of them.

    Parameters
    ----------
    table : DataFrame
        As `stated` of `OnePart`.
    sources : set of str
        Those that are compared.
    most : int
        Pairs of figures that are compared.

    Examples
    --------
    >>> table = pd.DataFrame({"quantity": ["a", "a", "b", "b", "c"], "voice": ["A", "B", "A", "B", "A"],
    ...                       "day": [1, 1, 5, 5, 9], "follows": True})
    >>> newest_common(table, {"A", "B"}, 1)["quantity"].tolist()
    ['b', 'b']
    """
    if table.empty:
        return table
    day, follows = table["day"].to_numpy(np.int64), table["follows"].to_numpy(bool)
    # the day before all others stands for none, where figures do not follow one another
    at = np.where(follows, day - day[follows].min(initial=0) + 1, 0)
    key = pd.factorize(pd.factorize(table["quantity"])[0] * (at.max() + 1) + at)[0]
    of_sources = table["voice"].isin(sources).to_numpy()
    count = np.bincount(key[of_sources], minlength=int(key.max()) + 1)
    newest = np.full(len(count), np.iinfo(np.int64).min)
    np.maximum.at(newest, key[of_sources], day[of_sources])
    several = np.flatnonzero(count > 1)
    first = np.unique(key, return_index=True)[1][several]
    quantity = pd.factorize(table["quantity"].iloc[first], sort=True)[0]
    order = several[np.lexsort((at[first], quantity, -newest[several]))]
    within = np.zeros(len(count), dtype=bool)
    within[order] = np.cumsum((count * (count - 1) // 2)[order]) <= most
    common: pd.DataFrame = table[within[key]].reset_index(drop=True)
    return common


class _Merged(NamedTuple):
    """What would become of the estimates of a part that rest on both sources of a pair; the newest of them."""

    day: int
    quantity: str
    estimates: int
    voices: float
    without: float


def _merged(earlier: Ints, later: Ints, voices: pd.Index, part: InPart) -> dict[int, _Merged]:
    """Return it for every pair of which a part has an estimate."""
    weights, cells = kept(part.beside("voices"))
    quantities = pd.Index(sorted({*cells["quantity"]}), dtype="str")
    pairs = weights.assign(voice_code=voices.get_indexer(pd.Index(strings(weights["voice"]))))
    of_cells = cells.assign(quantity_code=quantities.get_indexer(pd.Index(strings(cells["quantity"]))))
    merged = merged_voices(earlier, later, pairs, of_cells)
    return {
        pair: _Merged(
            int(cells["day"].iloc[merged.newest[pair]]), str(cells["quantity"].iloc[merged.newest[pair]]),
            int(merged.estimates[pair]), float(merged.voices[pair]), float(merged.without[pair]),
        )
        for pair in np.flatnonzero(merged.newest >= 0).tolist()
    }  # fmt: skip


def _told(alike: Dependence, merged: Sequence[Mapping[int, _Merged]]) -> pd.DataFrame:
    """Return findings on the pairs that are told, of which there are few, with the newest estimate of all parts."""
    pairs = range(int((alike.table["told"] == "copy").sum()))
    of_pairs = [[part[pair] for part in merged if pair in part] for pair in pairs]
    last = [max(found, default=None) for found in of_pairs]
    whole = MergedVoices(
        np.array([sum(one.estimates for one in found) for found in of_pairs], dtype=np.int64),
        np.array([-1 if one is None else pair for pair, one in enumerate(last)], dtype=np.int64),
        np.array([np.nan if one is None else one.voices for one in last]),
        np.array([np.nan if one is None else one.without for one in last]),
    )
    return told_copies(alike, whole, np.array(["" if one is None else one.quantity for one in last], dtype=object))
