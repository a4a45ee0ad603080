"""Which claim is the suspect where figures do not add up: each against the other voices and the rest of its sum."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints
from reconcile.engine.coherence.system_figures import SystemFigures

__all__ = ["CLAIM_SPREAD", "MOST_OFF", "Suspects", "suspects"]

# log sd by which a right claim scatters beyond its own range: voices of `docs/methods/agreement.md` scatter by 0.3
CLAIM_SPREAD = 0.3

# Sds off beyond which a claim is named. One clean system in a hundred has such a claim (docs/methods/sums.md).
MOST_OFF = 3.1

# sds of the remainder below which what is left for a part is not told from nothing
_LEAST_LEFT = 0.5


class Suspects(NamedTuple):
    """The claim of every system that is off farthest.

    Attributes
    ----------
    claim : ndarray of int, shape (systems,)
        Row of the claim, -1 where none is off by more than `MOST_OFF`.
    figure : ndarray of int, shape (systems,)
        Place of its figure in the system.
    centre : ndarray of float, shape (systems,)
        Where the other voices and the rest of the sum put its figure.
    others, others_sd : ndarray of float, shape (systems,)
        What the other voices alone say of it, as a logarithm; nan where there is none.
    """

    claim: Ints
    figure: Ints
    centre: Floats
    others: Floats
    others_sd: Floats


def suspects(figures: SystemFigures, pairs: pd.DataFrame, score: float) -> Suspects:
    """Find the claim of each system that lies farthest from the pool of the other voices and the rest of the sum.

    Parameters
    ----------
    figures : SystemFigures
    pairs : DataFrame
        Columns of `PAIRS`. Floors and ceilings are no suspects, as they say only where the value is not, nor are counts
        that a newer one has followed.
    score : float
        Normal score of the highest quantile.

    Examples
    --------
    >>> quantiles = np.exp(np.log([[[10.0], [10.0], [200.0]]]) + 0.1 * np.arange(-2, 3))
    >>> figures = SystemFigures(np.array([0]), np.array([[0, 1, 2]]), quantiles, np.eye(3)[None])
    >>> pairs = pd.DataFrame({"cell": [0, 1, 2, 2], "claim": [0, 1, 2, 3], "bound": "", "lag": 0})
    >>> pairs = pairs.assign(range_best=[10, 10, 22, 990.0])
    >>> pairs = pairs.assign(range_low=pairs["range_best"], range_high=pairs["range_best"], pooled_weight=1.0)
    >>> pairs = pairs.assign(influence=[np.nan, np.nan, 3.0, -0.9], influence_width=[np.nan, np.nan, 3.0, -0.9])
    >>> suspects(figures, pairs, 1.64).claim.tolist()
    [3]
    """
    count, size = figures.cells.shape
    seats = pd.DataFrame({
        "cell": figures.cells.ravel(), "system": np.repeat(np.arange(count), size),
        "seat": np.tile(np.arange(size), count),
    })  # fmt: skip
    said = pairs[pairs["bound"].eq("") & (pairs["range_low"] > 0) & (pairs["lag"] <= 0)].merge(seats, on="cell")
    system, figure = said["system"].to_numpy(np.int64), said["seat"].to_numpy(np.int64)
    pooled, precision = _pool_of_others(said, figures.quantiles[system, figure], score)
    told, variance = (values[system, figure] for values in _from_the_sum(figures.quantiles, score))
    whole = precision + 1 / variance
    centre = (pooled * precision + told / variance) / whole
    low, best, high = (np.log(said[name].to_numpy(np.float64)) for name in ("range_low", "range_best", "range_high"))
    off = np.abs(best - centre) / np.sqrt(((high - low) / (2 * score)) ** 2 + 1 / whole + CLAIM_SPREAD**2)
    alone = precision == 0
    said = said.assign(
        off=off, centre=np.exp(centre), others=np.where(alone, np.nan, pooled),
        others_sd=np.where(alone, np.nan, 1 / np.sqrt(np.where(alone, 1.0, precision))),
    )  # fmt: skip
    # of claims that are equally far off, the first by its row
    farthest = said.sort_values(["system", "off", "claim"], ascending=[True, False, True]).drop_duplicates("system")
    farthest = farthest[farthest["off"] > MOST_OFF].set_index("system")
    wide = farthest.reindex(range(count))
    return Suspects(
        wide["claim"].fillna(-1).to_numpy(np.int64), wide["seat"].fillna(-1).to_numpy(np.int64),
        *(wide[name].to_numpy(np.float64) for name in ("centre", "others", "others_sd")),
    )  # fmt: skip


def _pool_of_others(said: pd.DataFrame, quantiles: Floats, score: float) -> tuple[Floats, Floats]:
    """Return the centre of the pool without each claim, and its precision; 0 where there is no other claim."""
    moved, wider = (said[name].to_numpy(np.float64) for name in ("influence", "influence_width"))
    best = quantiles[:, quantiles.shape[1] // 2] * (1 + moved)
    width = (quantiles[:, -1] - quantiles[:, 0]) * (1 + wider)
    others = np.isfinite(moved) & (best > 0) & (width > 0)
    # a lognormal's ends are median times e^(-s z) and e^(s z)
    sd = np.arcsinh(np.where(others, width, 1.0) / (2 * np.where(others, best, 1.0))) / score
    return np.log(np.where(others, best, 1.0)), np.where(others, 1 / sd**2, 0.0)


def _from_the_sum(quantiles: Floats, score: float) -> tuple[Floats, Floats]:
    """Return what the other figures of a system say of each, as a logarithm, and its variance."""
    best = quantiles[..., quantiles.shape[-1] // 2]
    sd = np.maximum(np.log(quantiles[..., -1] / quantiles[..., 0]) / (2 * score), _LEAST_SD)
    spread = (best * sd) ** 2
    parts = best[:, :-1].sum(axis=1, keepdims=True)
    left = best[:, -1:] - parts + best[:, :-1]
    around = spread.sum(axis=1, keepdims=True) - spread[:, :-1]
    left = np.maximum(left, _LEAST_LEFT * np.sqrt(around))
    value = np.concatenate([left, parts], axis=1)
    variance = np.concatenate([around, spread[:, :-1].sum(axis=1, keepdims=True)], axis=1) / value**2
    return np.log(value), variance


# log sd of a figure that everybody gives alike
_LEAST_SD = 1e-6
