"""Pooling what was heard: claims laid beside the dates to estimate, kernels pooled, results in natural units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Floats, Ints
from reconcile.claims.measures import WIDER, attribute_of
from reconcile.columns import DEFINING, FINDINGS, names
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pairs import cells_of, pairs_of
from reconcile.pool.agreement import MOST_MOVE
from reconcile.pool.calibration import Stake
from reconcile.pool.cells import (
    Cells,
    running_maximum,
)
from reconcile.pool.diagnostics import q_probability
from reconcile.pool.estimate import Estimates, pool_run
from reconcile.pool.kernels import Kernels
from reconcile.ranges.scale import LOG, SCALES, WHOLE, Scale, deviations, scale_of
from reconcile.records import findings, join_records

__all__ = ["Pooled", "kernels_of", "pool", "rising", "scales_of"]

# levels of the central half, printed beside the interval
_HALF = (0.25, 0.5, 0.75)

# columns of numbers of every cell
_RANGE, _SCATTER = ("low", "low50", "best", "high50", "high"), ("k", "q", "q_p", "i2", "tau2", "birge")


@dataclass(frozen=True)
class Pooled:
    """Estimates of all cells, in natural units, and what each claim did in its quantity's newest cell.

    Attributes
    ----------
    cells : DataFrame, one row an estimate
        `quantity_code`, `day`, numbers and diagnostics.
    pairs : DataFrame, one row a claim in a cell
    findings : DataFrame
    """

    cells: pd.DataFrame
    pairs: pd.DataFrame
    findings: pd.DataFrame


def pool(heard: HeardClaims, at: str | Sequence[Any], level: float, method: str) -> Pooled:
    """Pool what was heard, at the dates asked for."""
    table, quantities = heard.table, heard.quantities.table
    usable = np.flatnonzero((table["reason"] == "").to_numpy())
    cells = cells_of(heard, usable, at)
    pairs = pairs_of(heard, cells, usable)
    frame = _empty_frame(cells)
    if pairs.empty:
        nothing = dict.fromkeys(("influence", "influence_width", "tail_p", "pooled_weight"), np.nan)
        return Pooled(frame, pairs.assign(**nothing), findings("definition-breach", []))
    filled, compact = np.unique(pairs["cell"].to_numpy(), return_inverse=True)
    scale = scales_of(heard)
    levels = np.array(sorted({*_HALF, (1 - level) / 2, (1 + level) / 2}))
    done = _run(pairs, compact, len(filled), scale.take(cells.quantity[filled]), levels, method)
    _fill_frame(frame, filled, done, scale, levels, heard)
    _add_claim_results(pairs, compact, done, scale.take(cells.quantity[filled]))
    return Pooled(frame, pairs, _breaches(frame, quantities))


def scales_of(heard: HeardClaims) -> Scale:
    """Choose each quantity's scale: declared, else its measure's, else log, or linear where something is negative.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> scales_of(hear(check_claims(rows).claims, registry_of(None), {}, {}, None)).kind.tolist() == [LOG]
    True
    """
    quantities, measures, rows = heard.quantities.table, heard.measures, _deciding(heard)
    claims, table, code = heard.claims.iloc[rows], heard.table.iloc[rows], heard.quantities.code[rows]
    by_measure = pd.Series(attribute_of(quantities["measure"], "scale", "", measures))
    count = len(quantities)
    states = (claims["scale"] != "").to_numpy()
    declared = claims.loc[states, "scale"].astype(object).groupby(code[states]).min().reindex(range(count))
    numbers = table[["range_low", "range_best", "range_high"]].to_numpy(np.float64)
    # a rise of 150 percent is no share of a whole
    beyond = (claims["unit"] != "percent").to_numpy() | (table["figure_high"] > WHOLE).to_numpy()
    share = np.bincount(code[beyond], minlength=count) == 0
    negative = np.bincount(code[(numbers < 0).any(axis=1)], minlength=count) > 0
    usual = pd.Series(np.select([negative, share], ["linear", "proportion"], "log"), dtype=object)
    word = declared.astype(object).fillna(by_measure.where((by_measure != "") & ~negative)).fillna(usual)
    kind = np.asarray(word.map(SCALES), dtype=np.int64)
    return scale_of(kind, code, numbers)


def _deciding(heard: HeardClaims) -> Ints:
    """Return the claims that decide on the scale of their quantity: those that are heard, or all where none is."""
    code, mine = heard.quantities.code, (heard.table["reason"] == "").to_numpy()
    unheard = np.bincount(code[mine], minlength=len(heard.quantities.table)) == 0
    return np.flatnonzero(mine | unheard[code])


def _run(pairs: pd.DataFrame, compact: Ints, count: int, scale: Scale, levels: Floats, method: str) -> Estimates:
    kernels, bound, at, stake = kernels_of(pairs, compact, count, scale)
    return pool_run(kernels, bound, at, stake, pairs["lag"].to_numpy(), scale.kind, levels, method)


def kernels_of(
    pairs: pd.DataFrame, compact: Ints, count: int, scale: Scale
) -> tuple[Kernels, npt.NDArray[np.object_], Floats, Stake]:
    """Return the kernel of every claim in every cell, which of them bound, where, and which are widened by a stake.

    Parameters
    ----------
    pairs : DataFrame
        Rows of `Pooled.pairs`, sorted by cell, then voice.
    compact : ndarray of int, shape (pairs,)
        Each row's cell, numbered from 0 without gaps.
    count : int
        Cells.
    scale : Scale, arrays of shape (cells,)

    Returns
    -------
    kernels : Kernels
        On the working scale, the upper side carried to the cell's day.
    bound : ndarray of str, shape (pairs,)
        "floor", "ceiling" or "".
    at : ndarray of float, shape (pairs,)
        Where bounds stand.
    stake : Stake

    Examples
    --------
    >>> row = {"voice_code": 0, "weight": 1.0, "range_low": 4.0, "range_best": 5.0, "carried_high": 6.0, "p_low": 0.05}
    >>> pairs = pd.DataFrame([{**row, "range_high": 6.0, "p_high": 0.95, "stake_side": "", "bound": ""}])
    >>> kernels, _, at, _ = kernels_of(pairs, np.array([0]), 1, Scale(np.array([SCALES["linear"]]), np.zeros(1)))
    >>> kernels.centre.tolist(), at.tolist()
    ([5.0], [4.0])
    """
    here = Scale(scale.kind[compact], scale.offset[compact])
    low, best, high = (here.to_working(pairs[name].to_numpy()) for name in ("range_low", "range_best", "carried_high"))
    below, above = deviations(low, best, high, pairs["p_low"].to_numpy(), pairs["p_high"].to_numpy())
    voice, weight = pairs["voice_code"].to_numpy(np.int64), pairs["weight"].to_numpy(np.float64)
    kernels = Kernels(count, compact.astype(np.int64), voice, weight, best, below, above)
    side, bound = (pairs[name].to_numpy(dtype=object) for name in ("stake_side", "bound"))
    at = np.where(bound == "ceiling", here.to_working(pairs["range_high"].to_numpy()), low)
    return kernels, bound, at, Stake(side == "low", side == "high")


def rising(heard: HeardClaims, quantity: Ints, scale: Scale) -> npt.NDArray[np.bool_]:
    """Tell cells whose quantiles never fall over dates: totals; shares of a total may fall.

    Parameters
    ----------
    heard : HeardClaims
    quantity : ndarray of int, shape (cells,)
        Code of each cell's quantity.
    scale : Scale, arrays of shape (cells,)

    Returns
    -------
    ndarray of bool, shape (cells,)

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> quantities = SimpleNamespace(table=pd.DataFrame({"temporal": ["cumulative", "stock"]}))
    >>> scale = Scale(np.full(2, LOG), np.zeros(2))
    >>> rising(SimpleNamespace(quantities=quantities), np.array([0, 1]), scale).tolist()
    [True, False]
    """
    totals = (heard.quantities.table["temporal"] == "cumulative").to_numpy()[quantity]
    told: npt.NDArray[np.bool_] = totals & (scale.kind == LOG)
    return told


def _empty_frame(cells: Cells) -> pd.DataFrame:
    """Return one row a cell with nothing in it."""
    numbers = dict.fromkeys((*_RANGE, *_SCATTER, "stake_moves", "density", "conflict_p"), np.nan)
    flags = dict.fromkeys(("steady", "contradicted", "scattered", "bounds_alone", "raised"), False)
    counts = {**flags, "voices": 0.0, "comparable": 0, "work_scale": ""}
    return pd.DataFrame({"quantity_code": cells.quantity, "day": cells.day, **numbers, **counts})


def _fill_frame(
    frame: pd.DataFrame, filled: Ints, done: Estimates, scale: Scale, levels: Floats, heard: HeardClaims
) -> None:
    """Write numbers and diagnostics into the rows of the cells that hold claims."""
    part = Cells(*(frame[name].to_numpy(np.int64)[filled] for name in ("quantity_code", "day")))
    here = scale.take(part.quantity)
    risen = running_maximum(done.quantiles, part, rising(heard, part.quantity, here))
    natural = here.to_natural(risen)
    middle = int(np.argmin(np.abs(levels - 0.5)))
    reach = MOST_MOVE * (done.quantiles[:, -1] - done.quantiles[:, 0])
    frame.loc[filled, "raised"] = risen[:, middle] - done.quantiles[:, middle] > reach
    columns = {0: "low", middle - 1: "low50", middle: "best", middle + 1: "high50", len(levels) - 1: "high"}
    for column, name in columns.items():
        frame.loc[filled, name] = natural[:, column]
    frame.loc[filled, "stake_moves"] = _relative(here, done.quantiles[:, middle], done.unstaked_best)
    frame.loc[filled, "density"], frame.loc[filled, "conflict_p"] = done.agreement.density, done.agreement.conflict_p
    frame.loc[filled, "comparable"] = done.compared
    frame.loc[filled, "steady"], frame.loc[filled, "contradicted"] = done.agreement.steady, done.contradicted
    frame.loc[filled, "scattered"] = done.scattered
    frame.loc[filled, "bounds_alone"] = done.bounds_alone
    frame.loc[filled, "voices"] = done.voices
    fit = done.scatter
    told = {"k": fit.k, "q": fit.q, "q_p": q_probability(fit), "i2": fit.i2, "tau2": fit.tau2, "birge": fit.birge}
    for name, values in told.items():
        frame.loc[filled, name] = values
    frame["work_scale"] = np.array(list(SCALES), dtype=object)[scale.kind[frame["quantity_code"].to_numpy()]]


def _relative(scale: Scale, base: Floats, other: Floats) -> Floats:
    """Return by which share another value differs, both in natural units."""
    return _change(scale.to_natural(base), scale.to_natural(other))


def _change(base: Floats, other: Floats) -> Floats:
    """Return other / base - 1; 0 where base is 0."""
    return np.where(base != 0, other / np.where(base != 0, base, 1.0) - 1.0, 0.0)


def _add_claim_results(pairs: pd.DataFrame, compact: Ints, done: Estimates, scale: Scale) -> None:
    here = Scale(scale.kind[compact], scale.offset[compact])
    low, best, high = (here.to_natural(end) for end in done.linear[compact].T)
    other_low, other, other_high = (here.to_natural(end) for end in done.without.T)
    pairs["influence"], pairs["influence_width"] = _change(best, other), _change(high - low, other_high - other_low)
    pairs["pooled_weight"], pairs["tail_p"] = done.weight, done.tail_p


def _breaches(frame: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Report narrower measures that come out above wider ones at the same or a later date."""
    present = set(quantities["measure"].unique())
    nested = [pair for pair in WIDER if present.issuperset(pair)]
    if not nested:
        return findings("definition-breach", [])
    keys = [name for name in DEFINING if name != "measure"]
    rows = frame.dropna(subset=["best"]).join(quantities[["quantity", "family", "measure", *keys]], on="quantity_code")
    found = []
    for narrow, wide in nested:
        pair = rows[rows["measure"] == narrow].merge(
            rows[rows["measure"] == wide], on=["family", *keys], suffixes=("", "_wide")
        )
        bad = pair[(pair["day_wide"] >= pair["day"]) & (pair["best"] > pair["best_wide"])]
        found.append(findings(
            "definition-breach",
            [f"{narrow} ({low:,.6g}) comes out above {wide} ({high:,.6g}), which includes it"
             for low, high in zip(bad["best"], bad["best_wide"], strict=True)],
            family=bad["family"], quantity=bad["quantity"], hint="one of the two rests on another definition or date",
        ))  # fmt: skip
    return join_records(found, names(FINDINGS))
