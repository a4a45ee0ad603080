"""Tallies of cells: how many claims, sources and voices speak in each, and which claims are its extremes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints
from reconcile.engine.bounds_said import bounds_in, floors_apart
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import Pooled

__all__ = ["tallies"]


def tallies(heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Count claims, sources and voices of every cell, and find its extreme and weightiest claims.

    Parameters
    ----------
    heard : HeardClaims
    pooled : Pooled

    Returns
    -------
    DataFrame, one row a cell with claims, index: its number
        Columns of `TALLIES`; of several extremes the first by id, of a floor and a ceiling at one figure the ceiling is
        the highest.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.pooled import pool
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["B", "A"], "best": [300, 320]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> tallies(heard, pool(heard, "latest", 0.9, "linear"))[["claims", "counted", "low_row"]].values.tolist()
    [[2, 2, 0]]
    """
    pairs = pooled.pairs
    cell, claim, voice, weight = (pairs[name].to_numpy() for name in ("cell", "claim", "voice_code", "pooled_weight"))
    low, high = (heard.table[name].to_numpy(np.float64)[claim] for name in ("figure_low", "figure_high"))
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    located, bounding = ~bounds_in(heard, claim, soft=False), bounds_in(heard, claim)
    hard = claim == pooled.cells["floor_row"].to_numpy(np.int64)[cell]
    new_voice = _first_of_voice(cell, voice, np.ones(len(cell), dtype=bool))
    total = _by_cell(np.add, weight, starts)
    ranks = heard.table["id_rank"].to_numpy(np.int64)
    at_rank = np.empty(len(ranks), dtype=np.int64)
    at_rank[ranks] = np.arange(len(ranks))
    order = ranks[claim]
    # of a floor and a ceiling at one figure, the ceiling is the highest
    ceilings_first = order + len(ranks) * (pairs["bound"] != "ceiling").to_numpy()
    extremes = {"low_row": (-low, order), "high_row": (high, ceilings_first), "top_row": (weight, order)}
    return pd.DataFrame({
        "claims": np.diff(np.r_[starts, len(cell)]), "sources": _count_sources(heard, cell, claim)[cell[starts]],
        "counted": _by_cell(np.add, new_voice.astype(np.int64), starts),
        "claims_low": _by_cell(np.fmin, low, starts), "claims_high": _by_cell(np.fmax, high, starts),
        "bounds_only": _by_cell(np.logical_and, bounding | hard, starts) & _by_cell(np.logical_or, bounding, starts),
        "locating": _by_cell(np.add, _first_of_voice(cell, voice, located).astype(np.int64), starts),
        "floors_apart": floors_apart(heard, pairs)[cell[starts]],
        "top_claim_share": _by_cell(np.maximum, weight, starts) / total,
        **{name: at_rank[_largest(*ranked, starts) % max(len(ranks), 1)] for name, ranked in extremes.items()},
    }, index=cell[starts])  # fmt: skip


def _first_of_voice(cell: Ints, voice: Ints, counted: Flags) -> Flags:
    """Return True for the first of each voice's counted claims in a cell; pairs are sorted by cell, then voice."""
    rows = np.flatnonzero(counted)
    first = np.zeros(len(cell), dtype=bool)
    first[rows] = (np.diff(cell[rows], prepend=-1) != 0) | (np.diff(voice[rows], prepend=-1) != 0)
    return first


def _by_cell(fold: np.ufunc, values: npt.NDArray[Any], starts: Ints) -> npt.NDArray[Any]:
    """Fold the values of every cell into one."""
    return fold.reduceat(values, starts) if len(starts) else values


def _count_sources(heard: HeardClaims, cell: Ints, claim: Ints) -> Ints:
    """Return how many sources every cell has, up to the last with claims."""
    codes, names_of_sources = pd.factorize(heard.voices.source)
    count = max(len(names_of_sources), 1)
    counted: Ints = np.bincount(pd.unique(cell * count + codes[claim]) // count).astype(np.int64)
    return counted


def _largest(values: Floats, ranks: Ints, starts: Ints) -> Ints:
    """Return the rank of the largest value of every group, the lowest where several are equal."""
    sizes = np.diff(np.r_[starts, len(values)])
    if not len(starts):
        return ranks
    known = np.where(np.isnan(values), -np.inf, values)
    largest = known == np.repeat(np.maximum.reduceat(known, starts), sizes)
    least: Ints = np.minimum.reduceat(np.where(largest, ranks, ranks.max()), starts)
    return least
