"""Pooling what was heard: claims laid beside the dates to estimate, kernels pooled, results in natural units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, at_rows, says, strings
from reconcile.claims.measures import attribute_of
from reconcile.days import NO_DAY
from reconcile.engine.breaches import breaches
from reconcile.engine.growing_totals import growing_totals
from reconcile.engine.hard_floors import HardFloors, hard_floors, split_under
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pairs import cells_of, newest_counts, over_time, pairs_of
from reconcile.engine.past_widths import with_past
from reconcile.engine.whole_ends import ENDS, below_the_few, within_the_most
from reconcile.pool.agreement import MOST_MOVE
from reconcile.pool.calibration import Stake
from reconcile.pool.cells import (
    Cells,
    pair_claims,
    running_maximum,
)
from reconcile.pool.diagnostics import q_probability
from reconcile.pool.estimate import Estimates, pool_run
from reconcile.pool.kernels import Kernels
from reconcile.ranges.scale import LOG, SCALES, WHOLE, Scale, deviations, scale_of
from reconcile.sources.past_of_claims import PastOfClaims

__all__ = ["Pooled", "by_era", "kernels_of", "pool", "rising", "scales_of"]

# words of the working scales, by their number
_SCALE_WORDS = np.array(list(SCALES), dtype=object)

# levels of the central half, printed beside the interval
_HALF = (0.25, 0.5, 0.75)

# what a cell without a claim has in the columns that pooling fills
_BLANK: dict[str, Any] = {
    **dict.fromkeys((*ENDS, "k", "q", "q_p", "i2", "tau2", "birge"), np.nan),
    **dict.fromkeys(("stake_moves", "density", "conflict_p", "prior_low", "prior_high"), np.nan),
    **dict.fromkeys(("steady", "contradicted", "scattered", "bounds_alone", "raised", "curved"), False),
    **dict.fromkeys(("off_pool", "prior_moves"), 0.0),
    "voices": 0.0,
    "comparable": 0,
}


@dataclass(frozen=True)
class Pooled:
    """Estimates of all cells, in natural units, and what each claim did in each of its cells.

    Attributes
    ----------
    cells : DataFrame, one row an estimate
        Columns of `CELLS`.
    pairs : DataFrame, one row a claim in a cell
        Columns of `PAIRS`.
    findings : DataFrame
    under : DataFrame, one row a claim under the hard floor of a cell
        Columns of `UNDER`; these are in no pair.
    """

    cells: pd.DataFrame
    pairs: pd.DataFrame
    findings: pd.DataFrame
    under: pd.DataFrame


def pool(
    heard: HeardClaims, at: str | Sequence[Any], level: float, method: str, by_one_after: int | None = None
) -> Pooled:
    """Pool what was heard, at the dates asked for; `by_one_after` is that of `pool.passed_totals.passed`."""
    usable = np.flatnonzero((heard.table["reason"] == "").to_numpy())
    cells = cells_of(heard, usable, at)
    floors = hard_floors(heard, cells, by_era(heard, cells).quantity)
    paired = pairs_of(heard, cells, usable)
    newest = newest_counts(heard, cells, *(paired[name].to_numpy(np.int64) for name in ("cell", "claim")))
    pairs, under = split_under(paired, floors, heard, cells)
    if pairs.empty:
        nothing = dict.fromkeys(("influence", "influence_width", "tail_p", "pooled_weight"), np.nan)
        blank = _cells_table(cells, newest, floors, np.empty(0, dtype=np.int64), {})
        # a quantity has its scale whatever else is in the run
        blank = blank.assign(work_scale=_SCALE_WORDS[scales_of(heard).kind[cells.quantity]])
        return Pooled(blank, pairs.assign(**nothing), breaches(blank, heard.quantities.table), under)
    filled, compact = np.unique(pairs["cell"].to_numpy(), return_inverse=True)
    scales = scales_of(heard)
    scale = scales.take(cells.quantity[filled])
    levels = np.array(sorted({*_HALF, (1 - level) / 2, (1 + level) / 2}))
    kernels, bound, bound_at, stake = kernels_of(pairs, compact, len(filled), scale, heard.past)
    estimates = pool_run(
        kernels, bound, bound_at, stake, lag=pairs["lag"].to_numpy(), scale=scale.kind, levels=levels, method=method,
        moving=over_time(heard, compact, pairs["claim"].to_numpy(np.int64), len(filled)),
        floor_at=scale.to_working(floors.value[filled]), by_one_after=by_one_after,
    )  # fmt: skip
    results = _results(estimates, Cells(cells.quantity[filled], cells.day[filled]), scale, levels, heard)
    table = _cells_table(cells, newest, floors, filled, results).assign(
        work_scale=_SCALE_WORDS[scales.kind[cells.quantity]]
    )
    table = within_the_most(below_the_few(table, pairs, heard), heard)
    return Pooled(
        table, _with_claim_results(pairs, compact, estimates, scale), breaches(table, heard.quantities.table), under
    )


def scales_of(heard: HeardClaims) -> Scale:
    """Choose each quantity's scale: its measure's, else the declared, else log, or linear where something is negative.

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
    claims, table, code = heard.claims, heard.table, heard.quantities.code[rows]
    by_measure = strings(attribute_of(quantities["measure"], "scale", "", measures))
    count = len(quantities)
    ranges = ("range_low", "range_best", "range_high")
    numbers = np.column_stack([table[name].to_numpy(np.float64)[rows] for name in ranges])
    # a rise of 150 percent is no share of a whole
    beyond = (~says(claims["unit"], "percent") | (table["figure_high"].to_numpy() > WHOLE))[rows]
    share = np.bincount(code[beyond], minlength=count) == 0
    negative = np.bincount(code[(numbers < 0).any(axis=1)], minlength=count) > 0
    usual = np.select([negative, share], ["linear", "proportion"], "log").astype(object)
    declared = _declared(claims["scale"], rows, heard.quantities.code, count)
    word = np.where((by_measure != "") & ~negative, by_measure, np.where(declared == "", usual, declared))
    kind = np.array([SCALES[scale] for scale in word.tolist()], dtype=np.int64)
    return scale_of(kind, code, numbers)


def _declared(scale: pd.Series, rows: Ints, code: Ints, count: int) -> Strings:
    """Return the scale that some claims of each quantity declare, the first by name of several, "" for none."""
    declared = np.full(count, "", dtype=object)
    states = rows[~says(scale, "")[rows]]
    if len(states):
        first = pd.Series(strings(scale)[states]).groupby(code[states]).min()
        declared[first.index.to_numpy(np.int64)] = first.to_numpy(dtype=object)
    return declared


def _deciding(heard: HeardClaims) -> Ints:
    """Return the claims that decide on the scale of their quantity: those that are heard, or all where none is."""
    code, speaks = heard.quantities.code, (heard.table["reason"] == "").to_numpy()
    unheard = np.bincount(code[speaks], minlength=len(heard.quantities.table)) == 0
    return np.flatnonzero(speaks | unheard[code])


def kernels_of(
    pairs: pd.DataFrame, compact: Ints, count: int, scale: Scale, past: PastOfClaims | None = None
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
    past : PastOfClaims, optional
        What track records say of the claims.

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
    own = Scale(scale.kind[compact], scale.offset[compact])
    low, best, high = (own.to_working(pairs[name].to_numpy()) for name in ("range_low", "range_best", "carried_high"))
    below, above = deviations(low, best, high, pairs["p_low"].to_numpy(), pairs["p_high"].to_numpy())
    voice, weight = pairs["voice_code"].to_numpy(np.int64), pairs["weight"].to_numpy(np.float64)
    kernels = Kernels(count, compact.astype(np.int64), voice, weight, best, below, above)
    side, bound = (pairs[name].to_numpy(dtype=object) for name in ("stake_side", "bound"))
    at = np.where(bound == "ceiling", own.to_working(pairs["range_high"].to_numpy()), low)
    recorded = with_past(kernels, scale, past, pairs["claim"].to_numpy(np.int64)) if past else kernels
    return recorded, bound, at, Stake(side == "low", side == "high")


def rising(heard: HeardClaims, quantity: Ints, scale: Scale) -> Flags:
    """Return True for cells whose quantiles never fall over dates: totals that only rise; shares of one may fall.

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
    >>> quantities = SimpleNamespace(table=pd.DataFrame({"temporal": ["cumulative", "stock"], "measure": "killed"}))
    >>> scale = Scale(np.full(2, LOG), np.zeros(2))
    >>> rising(SimpleNamespace(quantities=quantities, measures={}), np.array([0, 1]), scale).tolist()
    [True, False]
    """
    never_fall: Flags = growing_totals(heard)[quantity] & (scale.kind == LOG)
    return never_fall


def by_era(heard: HeardClaims, cells: Cells) -> Cells:
    """Return the cells with those of a quantity before and after a break of one of its voices as if of two quantities.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> claims = pd.DataFrame({"quantity_code": 0, "voice_code": 0, "era": [0, 1], "day": [10, 20], "reason": ""})
    >>> by_era(SimpleNamespace(table=claims), Cells(np.array([0, 0, 0]), np.array([10, 15, 20]))).quantity.tolist()
    [0, 0, 1]
    """
    changed_rows = (heard.table["era"] > 0).to_numpy() & (heard.table["reason"] == "").to_numpy()
    if not changed_rows.any():
        return cells
    changed = heard.table[changed_rows]
    first = changed.groupby(["quantity_code", "voice_code", "era"])["day"].min().reset_index()
    quantity, since = (first[name].to_numpy(np.int64) for name in ("quantity_code", "day"))
    behind, _ = pair_claims(cells, quantity, since, np.full(len(first), -NO_DAY))
    era = np.bincount(behind, minlength=len(cells.day))
    return Cells(cells.quantity * (era.max() + 1) + era, cells.day)


def _cells_table(
    cells: Cells, newest: Ints, floors: HardFloors, filled: Ints, results: Mapping[str, npt.NDArray[Any]]
) -> pd.DataFrame:
    """Return one row a cell: results in the cells that hold claims, blanks in the others; ends not under its floor."""
    count = len(cells.day)
    columns = {
        name: at_rows(results[name], filled, count, blank) if name in results else np.full(count, blank)
        for name, blank in _BLANK.items()
    }
    # a working scale does not give every number back to its last digit
    columns |= {name: np.where(np.isnan(columns[name]), np.nan, np.fmax(columns[name], floors.value)) for name in ENDS}
    return pd.DataFrame({
        "quantity_code": cells.quantity, "day": cells.day,
        "extrapolated_days": np.where(newest == NO_DAY, np.nan, cells.day - newest),
        "floor": floors.value, "floor_row": floors.row, **columns,
    }, copy=False)  # fmt: skip


def _results(
    estimates: Estimates, cells: Cells, scale: Scale, levels: Floats, heard: HeardClaims
) -> dict[str, npt.NDArray[Any]]:
    """Return numbers and diagnostics of the cells that hold claims, by column."""
    risen = running_maximum(estimates.quantiles, by_era(heard, cells), rising(heard, cells.quantity, scale))
    natural = scale.to_natural(risen)
    middle = int(np.argmin(np.abs(levels - 0.5)))
    median = estimates.quantiles[:, middle]
    reach = MOST_MOVE * (estimates.quantiles[:, -1] - estimates.quantiles[:, 0])
    fit, agreement = estimates.scatter, estimates.agreement
    return {
        "low": natural[:, 0], "low50": natural[:, middle - 1], "best": natural[:, middle],
        "high50": natural[:, middle + 1], "high": natural[:, -1],
        "k": np.asarray(fit.k, dtype=np.float64), "q": fit.q, "q_p": q_probability(fit), "i2": fit.i2,
        "tau2": fit.tau2, "birge": fit.birge,
        "stake_moves": _relative(scale, median, estimates.unstaked_best),
        "density": agreement.density, "conflict_p": agreement.conflict_p, "steady": agreement.steady,
        "contradicted": estimates.contradicted, "scattered": estimates.scattered,
        "bounds_alone": estimates.bounds_alone, "raised": risen[:, middle] - median > reach,
        "voices": estimates.voices, "comparable": estimates.compared,
    }  # fmt: skip


def _relative(scale: Scale, base: Floats, other: Floats) -> Floats:
    """Return by which share another value differs, both in natural units."""
    return _change(scale.to_natural(base), scale.to_natural(other))


def _change(base: Floats, other: Floats) -> Floats:
    """Return other / base - 1; 0 where base is 0."""
    return np.where(base != 0, other / np.where(base != 0, base, 1.0) - 1.0, 0.0)


def _with_claim_results(pairs: pd.DataFrame, compact: Ints, estimates: Estimates, scale: Scale) -> pd.DataFrame:
    """Add what best and the interval's width would be without each claim, its weight in the pool, its tail."""
    own = Scale(scale.kind[compact], scale.offset[compact])
    low, best, high = (own.to_natural(end) for end in estimates.linear[compact].T)
    other_low, other_best, other_high = (own.to_natural(end) for end in estimates.without.T)
    return pairs.assign(
        influence=_change(best, other_best), influence_width=_change(high - low, other_high - other_low),
        pooled_weight=estimates.weight, tail_p=estimates.tail_p,
    )  # fmt: skip
