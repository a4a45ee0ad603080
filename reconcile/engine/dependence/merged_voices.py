"""How many voices estimates would have, were one of two sources taken from the other: asked, never done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, at_rows

__all__ = ["MergedVoices", "merged_voices"]


@dataclass(frozen=True)
class MergedVoices:
    """What would become of the estimates that rest on both sources of a pair.

    Attributes
    ----------
    estimates : ndarray of int, shape (pairs,)
        How many estimates rest on both.
    newest : ndarray of int, shape (pairs,)
        Cell of the newest of them, among equal ones that of the last quantity; -1 for none.
    voices, without : ndarray of float, shape (pairs,)
        Its effective voices, and those if the later source weighed nothing; nan for none.
    """

    estimates: Ints
    newest: Ints
    voices: Floats
    without: Floats


def merged_voices(earlier: Ints, later: Ints, pairs: pd.DataFrame, cells: pd.DataFrame) -> MergedVoices:
    """Return how many effective voices would be left if sources had their figures from others.

    (sum w)^2 / sum w^2 over the voices of a cell, as in `effective_voices`; a source that is suspected to rest on
    another one weighs nothing.

    Parameters
    ----------
    earlier, later : ndarray of int, shape (pairs,)
        Codes of the voices of each pair.
    pairs : DataFrame
        Columns of `PAIRS`.
    cells : DataFrame
        Columns of `CELLS`.

    Examples
    --------
    >>> pairs = pd.DataFrame({"cell": [0, 0, 1, 1, 1], "voice_code": [0, 1, 0, 1, 2], "weight": 1.0})
    >>> cells = pd.DataFrame({"quantity_code": [0, 0], "day": [5, 9]})
    >>> merged = merged_voices(np.array([0]), np.array([1]), pairs, cells)
    >>> merged.estimates.tolist(), merged.newest.tolist(), merged.voices.tolist(), merged.without.tolist()
    ([2], [1], [3.0], [2.0])
    """
    if not len(earlier):
        none, number = np.zeros(0, dtype=np.int64), np.zeros(0)
        return MergedVoices(none, none, number, number)
    spoken = pairs[pairs["voice_code"].isin(np.concatenate([earlier, later]))]
    spoken = spoken[["cell", "voice_code"]].drop_duplicates()
    asked = [pd.DataFrame({"pair": np.arange(len(codes)), "voice_code": codes}) for codes in (earlier, later)]
    both = asked[0].merge(spoken, on="voice_code").merge(asked[1].merge(spoken, on="voice_code"), on=["pair", "cell"])
    day, quantity = (cells[name].to_numpy(np.int64)[both["cell"]] for name in ("day", "quantity_code"))
    last = both.assign(day=day, quantity_code=quantity).sort_values(["pair", "day", "quantity_code"])
    last = last.drop_duplicates("pair", keep="last")
    chosen, newest = (last[name].to_numpy(np.int64) for name in ("pair", "cell"))
    voices, without = _voices(newest, later[chosen], pairs)
    count = len(earlier)
    return MergedVoices(
        np.bincount(both["pair"], minlength=count), at_rows(newest, chosen, count, -1),
        at_rows(voices, chosen, count, np.nan), at_rows(without, chosen, count, np.nan),
    )  # fmt: skip


def _voices(cell: Ints, later: Ints, pairs: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the effective voices of cells, with and without one of their voices."""
    rows = pairs[pairs["cell"].isin(cell)]
    heard = rows.groupby(["cell", "voice_code"], as_index=False)["weight"].sum()
    joined = pd.DataFrame({"pair": np.arange(len(cell)), "cell": cell}).merge(heard, on="cell")
    pair, weight = joined["pair"].to_numpy(np.int64), joined["weight"].to_numpy(np.float64)
    other = weight * (joined["voice_code"].to_numpy(np.int64) != later[pair])
    sums = [(np.bincount(pair, values), np.bincount(pair, values**2)) for values in (weight, other)]
    voices, without = (total**2 / squares for total, squares in sums)
    return voices, without
