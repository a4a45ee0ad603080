"""The methods side by side, for the quantities asked for: all of them on the same arrays, in one pass."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints
from reconcile.days import dates_of
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pairs import over_time
from reconcile.engine.pooled import Pooled, by_era, kernels_of, rising, scales_of
from reconcile.engine.whole_ends import in_whole_numbers, units_of
from reconcile.pool.by_method import pool_by_methods
from reconcile.pool.cells import Cells, running_maximum
from reconcile.pool.methods import CURVE, METHODS
from reconcile.ranges.scale import Scale

__all__ = ["COMPARED", "methods_compared", "side_by_side"]

# methods set side by side: every one of the registry, and the two ends of the random-effects variants: the interval of
# the sources' mean, the narrowest in use, and the most careful prediction interval (docs/methods/calibration.md)
COMPARED = (*METHODS, "random_effects:dl+wald+ci", "random_effects:reml+hk1+pi")

# voices from which methods can differ: with one, all of them repeat it
LEAST_VOICES = 2


def methods_compared(method: str) -> tuple[str, ...]:
    """Return the methods that are set side by side, that of the run first.

    Examples
    --------
    >>> methods_compared("median")[0]
    'median'
    """
    return tuple(dict.fromkeys((method, *COMPARED)))


def side_by_side(
    heard: HeardClaims, pooled: Pooled, level: float, methods: Sequence[str], quantities: Collection[str] | None = None
) -> pd.DataFrame:
    """Pool by every method what was heard, at the dates of the estimates.

    Parameters
    ----------
    heard : HeardClaims
    pooled : Pooled
    level : float
        Share of cases between `low` and `high`.
    methods : sequence of str
        Names that `find_method` knows.
    quantities : collection of str, optional
        Keys; None takes all of them.

    Returns
    -------
    DataFrame
        `quantity, count_date, method, best, low, high`: one row an estimate of two voices or more and method, in the
        order of the estimates, then of `methods`; in the unit of the quantity, and the same as in a run with that
        method. Where a method gives no finite number, all three are nan.

    Raises
    ------
    ValueError
        No such method.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.pooled import pool
    >>> from reconcile.sources.registry import registry_of
    >>> claims = check_claims(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})).claims
    >>> heard = hear(claims, registry_of(None), {}, {}, None)
    >>> side_by_side(heard, pool(heard, "latest", 0.9, "linear"), 0.9, ["median"])["best"].round().tolist()
    [310.0]
    """
    pairs = _asked(heard, pooled, quantities)
    filled, compact = np.unique(pairs["cell"].to_numpy(np.int64), return_inverse=True)
    part = Cells(*(pooled.cells[name].to_numpy(np.int64)[filled] for name in ("quantity_code", "day")))
    scale = scales_of(heard).take(part.quantity)
    floors = pooled.cells["floor"].to_numpy(np.float64)[filled]
    # best in the middle
    levels = np.array([(1 - level) / 2, 0.5, (1 + level) / 2])
    natural = np.empty((len(methods), len(filled), len(levels)))
    if len(filled):
        told = pool_by_methods(
            *kernels_of(pairs, compact, len(filled), scale, heard.past), lag=pairs["lag"].to_numpy(np.int64),
            moving=over_time(heard, compact, pairs["claim"].to_numpy(np.int64), len(filled)),
            floor_at=scale.to_working(floors), scale=scale.kind, levels=levels, methods=methods,
        )  # fmt: skip
        natural = _natural(told, by_era(heard, part), scale, rising(heard, part.quantity, scale))
        natural = np.where(np.isfinite(natural), np.fmax(natural, floors[:, None]), natural)
        for place, name in enumerate(methods):
            if name == CURVE.name:  # what a curve says, no pool of one date gives
                natural[place] = pooled.cells[["low", "best", "high"]].to_numpy(np.float64)[filled]
        units = np.broadcast_to(units_of(heard)[part.quantity][:, None], natural.shape)
        natural = in_whole_numbers(natural, units, np.broadcast_to(floors[:, None], natural.shape))
    voices = pairs.groupby(compact)["voice_code"].nunique().to_numpy(np.int64)
    return _table(heard, part, natural, methods, voices >= LEAST_VOICES)


def _asked(heard: HeardClaims, pooled: Pooled, quantities: Collection[str] | None) -> pd.DataFrame:
    """Return the claims in all cells of the quantities that have a cell of several voices: totals rise over dates."""
    pairs = pooled.pairs
    if quantities is not None:
        asked = np.flatnonzero(heard.quantities.table["quantity"].isin(quantities))
        pairs = pairs[pairs["quantity_code"].isin(asked)]
    return pairs[pairs.groupby("quantity_code")["voice_code"].transform("nunique") >= LEAST_VOICES]


def _natural(told: Floats, cells: Cells, scale: Scale, rises: np.ndarray) -> Floats:
    natural = np.stack([scale.to_natural(running_maximum(quantiles, cells, rises)) for quantiles in told])
    return np.where((np.isfinite(told) & np.isfinite(natural)).all(axis=2, keepdims=True), natural, np.nan)


def _table(heard: HeardClaims, cells: Cells, natural: Floats, methods: Sequence[str], kept: np.ndarray) -> pd.DataFrame:
    rows: Ints = np.repeat(np.flatnonzero(kept), len(methods))
    low, best, high = natural[:, kept].transpose(2, 1, 0).reshape(3, -1)
    keys = heard.quantities.table["quantity"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "quantity": keys[cells.quantity[rows]], "count_date": dates_of(cells.day[rows]),
            "method": np.tile(np.array(methods, dtype=object), int(kept.sum())), "best": best, "low": low, "high": high,
        }
    )  # fmt: skip
