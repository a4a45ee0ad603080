"""The two halves of a reconciliation: listening to claims, and pooling what was heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.cells import plain
from reconcile.claims.ids import id_ranks
from reconcile.claims.measures import WIDER, Measure, attribute_of
from reconcile.claims.quantities import Quantities, quantity_keys
from reconcile.columns import DEFINING, FINDINGS, names
from reconcile.errors import ConfigError
from reconcile.pool.agreement import MOST_MOVE
from reconcile.pool.calibration import Stake
from reconcile.pool.curves import (
    Cells,
    carried_high,
    growth_rates,
    lay_cells,
    pair_claims,
    recency,
    running_maximum,
)
from reconcile.pool.diagnostics import q_probability
from reconcile.pool.estimate import Estimates, pool_run
from reconcile.pool.kernels import Floats, Ints, Kernels
from reconcile.ranges.claimed import claimed_ranges
from reconcile.ranges.kernels import LOG, SCALES, WHOLE, Scale, deviations, scale_of
from reconcile.records import findings, join_records
from reconcile.sources.accounts import DATED, LONG_AGO, choose_accounts
from reconcile.sources.origins import Voices, find_voices
from reconcile.sources.registry import Registry
from reconcile.sources.weights import weigh

__all__ = ["Heard", "Pooled", "dates_of", "days_of", "kernels_of", "listen", "pool", "rising", "scales_of"]

# levels of the central half, printed beside the interval
_HALF = (0.25, 0.5, 0.75)

# columns of claims that every cell carries with it, and those that it is made from
_CARRIED = (
    "voice_code", "range_low", "range_best", "range_high", "p_low", "p_high", "bound", "stake_side", "quantity_code",
)  # fmt: skip
_HEARD = (*_CARRIED, "first", "last", "day", "weight", "share_factor")

# columns of numbers of every cell
_RANGE, _SCATTER = ("low", "low50", "best", "high50", "high"), ("k", "q", "q_p", "i2", "tau2", "birge")


@dataclass(frozen=True)
class Heard:
    """Claims with everything that is known of each before they are pooled.

    Attributes
    ----------
    claims : DataFrame
        Checked claims.
    table : DataFrame, index as `claims`
        Quantity, voice, range, weight factors, the days between which a claim speaks, and `reason` where it is
        left out.
    quantities : Quantities
    voices : Voices
    as_of : int
        Day of knowledge, days since 1970; `LONG_AGO` where no claim has a date.
    findings : DataFrame
    measures : mapping of name to Measure
        Those that the project declares.
    """

    claims: pd.DataFrame
    table: pd.DataFrame
    quantities: Quantities
    voices: Voices
    as_of: int
    findings: pd.DataFrame
    measures: Mapping[str, Measure]

    def for_identities(self) -> pd.DataFrame:
        """Return the claims that identities are checked on: accepted ones that were not computed."""
        wanted = ["voice", "range_low", "range_high", "figure_low"]
        mine = ((self.table["status_reason"] == "") & (self.claims["parent"] == "")).to_numpy()
        joined = self.claims.loc[mine, ["claim_id", "family", "measure", *DEFINING[1:]]].join(self.table[wanted])
        return plain(joined).assign(count_date=dates_of(self.table["day"].to_numpy()[mine]))


def listen(
    claims: pd.DataFrame,
    registry: Registry,
    sides: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure],
    as_of: Any,
) -> Heard:
    """Find the quantity, voice, range and weight of every claim, and which claims are heard."""
    claims = claims.reset_index(drop=True)
    quantities = quantity_keys(claims)
    voices = find_voices(claims, quantities.code, registry)
    ranges, range_findings = claimed_ranges(claims)
    weights = weigh(claims, voices, registry, sides, measures)
    status = _status_reasons(claims)
    reason = np.where(status == "", weights.table["zero_reason"].to_numpy(dtype=object), status)
    table = pd.concat([ranges, weights.table], axis=1).assign(
        id_rank=id_ranks(claims["claim_id"]), quantity_code=quantities.code, voice=voices.voice, hops=voices.hops,
        voice_code=voices.voice.cat.codes.to_numpy(np.int64), **_days(claims),
        **{name: pd.Series(told, dtype=object) for name, told in (("status_reason", status), ("reason", reason))},
    )  # fmt: skip
    known = _day_of(as_of, table)
    accounts = _hear(claims, table)
    found = [quantities.findings, voices.findings, range_findings, weights.findings, accounts]
    return Heard(claims, table, quantities, voices, known, join_records(found, names(FINDINGS)), measures)


def days_of(dates: pd.Series) -> Ints:
    """Return dates as days since 1970, `LONG_AGO` where there is none."""
    day = dates.to_numpy("datetime64[D]")
    return np.where(np.isnat(day), LONG_AGO, day.astype(np.int64))


def dates_of(days: Ints) -> npt.NDArray[np.datetime64]:
    """Return days since 1970 as dates; `LONG_AGO` and beyond as not-a-time.

    Examples
    --------
    >>> dates_of(np.array([20119, LONG_AGO])).astype(str).tolist()
    ['2025-01-31T00:00:00', 'NaT']
    """
    none = np.abs(days) >= -LONG_AGO
    dates = np.where(none, 0, days).astype("datetime64[D]").astype("datetime64[s]")
    return np.where(none, np.datetime64("NaT", "s"), dates)


def _days(claims: pd.DataFrame) -> dict[str, npt.NDArray[Any]]:
    published, stated = days_of(claims["published"]), days_of(claims["count_date"])
    stated = np.where(stated == LONG_AGO, days_of(claims["period_end"]), stated)
    day = np.where(stated == LONG_AGO, published, stated)
    return {"published_day": published, "day_stated": stated != LONG_AGO, "day": day}


def _day_of(as_of: Any, table: pd.DataFrame) -> int:
    if as_of is None:
        return int(max(table["published_day"].max(), table["day"].max()))
    return _as_day(as_of)


def _as_day(date: Any) -> int:
    """Return a date-like value as days since 1970."""
    try:
        if isinstance(date, int | float):
            # 20250131 would be a moment of 1970
            raise TypeError
        return int(np.datetime64(pd.Timestamp(date).date(), "D").astype(np.int64))
    except (ValueError, TypeError) as error:
        raise ConfigError(f"'{date}' is not a date", hint="write it as 2025-01-31") from error


def _status_reasons(claims: pd.DataFrame) -> npt.NDArray[np.object_]:
    reasons = np.full(len(claims), "", dtype=object)
    aside = ((claims["dropped_reason"] != "") | (claims["status"] != "accepted")).to_numpy()
    dropped, status, noted = (
        claims[name].to_numpy(dtype=object)[aside] for name in ("dropped_reason", "status", "note")
    )
    with_note = np.where(noted != "", ": " + noted, "")
    reasons[aside] = np.select(
        [dropped != "", status == "proposed", status == "rejected", status == "superseded"],
        ["dropped: " + dropped, "proposed: not yet reviewed", "rejected by the desk" + with_note,
         "superseded by the desk" + with_note],
        "",
    )  # fmt: skip
    return reasons


def _hear(claims: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Choose accounts among the claims of weight above 0; write reasons, shares and days into `table`."""
    rows = np.flatnonzero(table["reason"] == "")
    named = table.assign(claim_id=claims["claim_id"], temporal=claims["temporal"])
    accounts = choose_accounts(named if len(rows) == len(table) else named.iloc[rows])
    for name, told, unheard in (("share_factor", accounts.share, 1.0), ("first", accounts.first, 0),
                                ("last", accounts.last, -1)):  # fmt: skip
        column = np.full(len(table), unheard, dtype=told.dtype)
        column[rows] = told
        table[name] = column
    reason = table["reason"].to_numpy(dtype=object).copy()
    reason[rows] = accounts.reason
    table["reason"] = pd.Series(reason, dtype=object)
    return accounts.findings


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


def pool(heard: Heard, at: str | Sequence[Any], level: float, method: str) -> Pooled:
    """Pool what was heard, at the dates asked for."""
    table, quantities = heard.table, heard.quantities.table
    usable = np.flatnonzero((table["reason"] == "").to_numpy())
    cells = _cells(heard, usable, at)
    pairs = _pairs(heard, cells, usable)
    frame = _empty_frame(cells)
    if pairs.empty:
        nothing = dict.fromkeys(("influence", "influence_width", "tail_p"), np.nan)
        return Pooled(frame, pairs.assign(**nothing), findings("definition-breach", []))
    filled, compact = np.unique(pairs["cell"].to_numpy(), return_inverse=True)
    scale = scales_of(heard)
    levels = np.array(sorted({*_HALF, (1 - level) / 2, (1 + level) / 2}))
    done = _run(pairs, compact, len(filled), scale.take(cells.quantity[filled]), levels, method)
    _fill_frame(frame, filled, done, scale, levels, heard)
    _add_claim_results(pairs, compact, done, scale.take(cells.quantity[filled]))
    return Pooled(frame, pairs, _breaches(frame, quantities))


def _cells(heard: Heard, usable: Ints, at: str | Sequence[Any]) -> Cells:
    table, count = heard.table, len(heard.quantities.table)
    rows = table.iloc[usable]
    first, newest = np.full(count, -LONG_AGO), np.full(count, LONG_AGO)
    has_day = (rows["day"] != LONG_AGO).to_numpy()
    np.minimum.at(first, rows["quantity_code"].to_numpy()[has_day], rows["day"].to_numpy()[has_day])
    np.maximum.at(newest, rows["quantity_code"].to_numpy(), rows["day"].to_numpy())
    _fill_unheard(newest, table)
    dated = heard.quantities.table["temporal"].isin(DATED).to_numpy()
    asked = at if isinstance(at, str) else np.array([_as_day(day) for day in at], dtype=np.int64)
    return lay_cells(count, dated & (first <= newest), first, newest, asked, heard.as_of)


def _fill_unheard(newest: Ints, table: pd.DataFrame) -> None:
    """Date the quantities of which no claim is heard by the claims that they have."""
    silent = np.full(len(newest), LONG_AGO)
    np.maximum.at(silent, table["quantity_code"].to_numpy(), table["day"].to_numpy())
    np.copyto(newest, silent, where=newest == LONG_AGO)


def _pairs(heard: Heard, cells: Cells, usable: Ints) -> pd.DataFrame:
    """Return the claims in every cell, by voice, with their ranges carried to its day and their weights there."""
    temporal = heard.quantities.table["temporal"]
    dated, growing = temporal.isin(DATED).to_numpy(), (temporal == "cumulative").to_numpy()
    table = {name: heard.table[name].to_numpy() for name in _HEARD}
    cell, row = pair_claims(cells, *(table[name][usable] for name in ("quantity_code", "first", "last")))
    # in input order so far, which a stable sort keeps
    order = np.lexsort((table["voice_code"][usable[row]], cell))
    cell, claim = cell[order], usable[row[order]]
    part = {name: pd.Series(values[claim], dtype=values.dtype) for name, values in table.items()}
    quantity, day = part["quantity_code"].to_numpy(), part["day"].to_numpy()
    days = np.where(dated[quantity] & (day != LONG_AGO), np.maximum(cells.day[cell] - day, 0), 0)
    grows = growing[quantity]
    rates = growth_rates(_counts(heard.table.iloc[usable], growing), cells, _measure_codes(heard))[cell]
    pairs = pd.DataFrame({
        "cell": cell, "claim": claim, "days": days, "rate": np.where(grows, rates, 0.0),
        **{name: part[name] for name in _CARRIED},
    }, copy=False)  # fmt: skip
    said = cells.day[cell] - days
    newest = np.full(len(cells.day), LONG_AGO)
    np.maximum.at(newest, cell, said)
    pairs["lag"] = np.where(grows & (newest[cell] > LONG_AGO), newest[cell] - said, 0)
    pairs["recency"] = recency(days.astype(np.float64))
    weight = part["weight"] * part["share_factor"] * pairs["recency"]
    # a factor above 0 stays above 0: the half-life of two months makes 1e-308 of two centuries
    pairs["weight"] = np.maximum(weight, np.finfo(float).tiny)
    carries = np.where(part["bound"] == "", pairs["rate"], 0.0)
    pairs["carried_high"] = carried_high(part["range_high"].to_numpy(), days.astype(np.float64), carries)
    return pairs


def _counts(table: pd.DataFrame, growing: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Return the dated claims of quantities that grow."""
    counted = growing[table["quantity_code"].to_numpy()] & (table["day"] != LONG_AGO).to_numpy()
    counts: pd.DataFrame = table.loc[counted, ["quantity_code", "voice_code", "day", "range_best"]]
    return counts


def _measure_codes(heard: Heard) -> Ints:
    return pd.factorize(heard.quantities.table["measure"], sort=True)[0].astype(np.int64)


def scales_of(heard: Heard) -> Scale:
    """Choose each quantity's scale: declared, else its measure's, else log, or linear where something is negative.

    Examples
    --------
    >>> from reconcile.claims.check import check_claims
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> scales_of(listen(check_claims(rows).claims, registry_of(None), {}, {}, None)).kind.tolist() == [LOG]
    True
    """
    claims, table, quantities, measures = heard.claims, heard.table, heard.quantities.table, heard.measures
    by_measure = pd.Series(attribute_of(quantities["measure"], "scale", "", measures))
    code, count = heard.quantities.code, len(quantities)
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


def rising(heard: Heard, quantity: Ints, scale: Scale) -> npt.NDArray[np.bool_]:
    """Tell cells whose quantiles never fall over dates: totals; shares of a total may fall.

    Parameters
    ----------
    heard : Heard
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


def _fill_frame(frame: pd.DataFrame, filled: Ints, done: Estimates, scale: Scale, levels: Floats, heard: Heard) -> None:
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
    pairs["weight"], pairs["tail_p"] = done.weight, done.tail_p


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
