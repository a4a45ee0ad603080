"""The figures of totals and parts as arrays: systems of one size side by side, with the voices that they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints
from reconcile.engine.coherence.sum_systems import SumSystems
from reconcile.engine.whole_ends import ENDS

__all__ = ["SHARED_ERROR", "SystemFigures", "by_size", "figures_of", "possible"]

# Correlation of the errors of two figures that rest on the same voices: half of a figure's error is its voice's and
# half its own. 0.3 to 0.7 serve as well (docs/methods/sums.md).
SHARED_ERROR = 0.5


@dataclass(frozen=True)
class SystemFigures:
    """Systems of one size.

    Attributes
    ----------
    systems : ndarray of int, shape (systems,)
        Places of the systems among all.
    cells : ndarray of int, shape (systems, figures)
        Rows of the estimates; the last is the total.
    quantiles : ndarray of float, shape (systems, figures, 5)
    shared : ndarray of float, shape (systems, figures, figures)
        Correlation of the figures' errors.
    """

    systems: Ints
    cells: Ints
    quantiles: Floats
    shared: Floats


def possible(systems: SumSystems, cells: pd.DataFrame) -> Flags:
    """Find systems of figures that are all above 0, with their ends in order.

    Examples
    --------
    >>> one = np.array([0])
    >>> pooled = pd.DataFrame({name: [0.0, 5.0, 9.0] for name in ENDS})
    >>> systems = SumSystems(one, np.array([2]), np.array([""]), np.array([0, 0]), np.array([0, 1]))
    >>> possible(systems, pooled).tolist()
    [False]
    """
    ends = cells[list(ENDS)].to_numpy(np.float64)
    usable = np.isfinite(ends).all(axis=1) & (ends > 0).all(axis=1) & (np.diff(ends, axis=1) >= 0).all(axis=1)
    odd = np.bincount(systems.system, weights=~usable[systems.part], minlength=len(systems)) > 0
    fine: Flags = usable[systems.total] & ~odd
    return fine


def by_size(systems: SumSystems, chosen: Flags) -> Iterator[tuple[Ints, Ints]]:
    """Give the chosen systems of each size: their places, and their cells with the total last.

    Examples
    --------
    >>> one = np.array([0])
    >>> systems = SumSystems(one, np.array([2]), np.array([""]), np.array([0, 0]), np.array([0, 1]))
    >>> [(places.tolist(), cells.tolist()) for places, cells in by_size(systems, np.array([True]))]
    [([0], [[0, 1, 2]])]
    """
    count = np.bincount(systems.system, minlength=len(systems))
    begin = np.concatenate([[0], np.cumsum(count)])
    for size in np.unique(count[chosen]):
        places = np.flatnonzero(chosen & (count == size))
        parts = systems.part[begin[places][:, None] + np.arange(size)]
        yield places, np.column_stack([parts, systems.total[places]])


def figures_of(places: Ints, cells: Ints, pooled: pd.DataFrame, pairs: pd.DataFrame) -> SystemFigures:
    """Return systems of one size with their pooled quantiles, and how far their figures rest on the same voices.

    Parameters
    ----------
    places : ndarray of int, shape (systems,)
    cells : ndarray of int, shape (systems, figures)
    pooled : DataFrame
        Columns of `CELLS`.
    pairs : DataFrame
        Columns of `PAIRS`.

    Examples
    --------
    >>> pooled = pd.DataFrame({name: [1.0, 2.0] for name in ENDS})
    >>> pairs = pd.DataFrame({"cell": [0, 1, 1], "voice_code": [4, 4, 5], "pooled_weight": [1.0, 3.0, 1.0]})
    >>> figures_of(np.array([0]), np.array([[0, 1]]), pooled, pairs).shared.tolist()
    [[[1.0, 0.375], [0.375, 1.0]]]
    """
    quantiles = pooled[list(ENDS)].to_numpy(np.float64)[cells]
    return SystemFigures(places, cells, quantiles, _shared(cells, pairs))


def _shared(cells: Ints, pairs: pd.DataFrame) -> Floats:
    """Return half of the weight that two figures have from the same voices; 1 of a figure with itself."""
    count, size = cells.shape
    seats = pd.DataFrame({
        "cell": cells.ravel(), "system": np.repeat(np.arange(count), size), "seat": np.tile(np.arange(size), count)
    })  # fmt: skip
    weights = pairs[["cell", "voice_code", "pooled_weight"]].merge(seats, on="cell")
    weights = weights.groupby(["system", "seat", "voice_code"])["pooled_weight"].sum().reset_index()
    whole = weights.groupby(["system", "seat"])["pooled_weight"].transform("sum")
    weights["share"] = (weights["pooled_weight"] / whole.where(whole > 0)).fillna(0.0)
    both = weights.merge(weights, on=["system", "voice_code"], suffixes=("", "_other"))
    overlap = np.zeros((count, size, size))
    least = np.minimum(both["share"].to_numpy(), both["share_other"].to_numpy())
    np.add.at(overlap, (both["system"], both["seat"], both["seat_other"]), SHARED_ERROR * least)
    overlap[:, np.arange(size), np.arange(size)] = 1.0
    return overlap
