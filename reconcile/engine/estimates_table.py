"""The table of estimates: one row a quantity and date, with the claims behind it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, as_held, says, strings
from reconcile.columns import CLAIMS_BEHIND, DATED, ESTIMATES, TEXTS, names
from reconcile.days import dates_of
from reconcile.defaults import DEFAULT_METHOD
from reconcile.engine.behind_cells import behind_cells
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.engine.coherence.not_checked import NOT_CHECKED
from reconcile.engine.competing_definitions import competing_definitions
from reconcile.engine.counted_beside import MIXED, count_differently
from reconcile.engine.hear import HeardClaims
from reconcile.engine.independence import Known
from reconcile.engine.pooled import Pooled
from reconcile.engine.tallies import tallies
from reconcile.engine.voices_in_doubt import IN_DOUBT, voices_in_doubt
from reconcile.engine.whole_ends import ENDS, in_whole_numbers, units_of
from reconcile.pool.agreement import words_of_agreement
from reconcile.pool.methods import CURVE
from reconcile.pool.verdicts import MOST_COMPUTED_OFF, verdicts

__all__ = ["estimates_table"]

# columns of sums of events, which no pooled estimate has
_NO_SUM: dict[str, Any] = {
    **dict.fromkeys(("event_count", "sum_low", "sum_best", "sum_high", "largest_event", "border_events",
                     "zero_best_events", "unassigned_events", "begun_events"), np.nan),
    "event_list": "", "edition": "",
}  # fmt: skip

# share by which an end and a claim are the same number: rounding of the working scale
SAME = 1e-9


def estimates_table(
    heard: HeardClaims, pooled: Pooled, level: float, method: str, known: Known | None = None
) -> tuple[pd.DataFrame, ClaimsBehind]:
    """Return one row a quantity and date, columns of `estimates.csv` (those of `TEXTS` left out) and `CLAIMS_BEHIND`.

    Sorted by quantity, then date; with the claims behind every row.
    """
    defined = pooled.cells.join(heard.quantities.table, on="quantity_code")
    tallied = _with_tallies(defined, heard, pooled)
    computed = _computed(tallied, heard, pooled)
    judged = _without_doubt(
        _with_verdicts(_with_agreement(_with_computed(tallied, computed), pooled), pooled.pairs), heard, pooled
    )
    units = units_of(heard)[judged["quantity_code"]]
    behind = behind_cells(judged.assign(unit=units), computed[["estimate", "claim"]], heard, pooled, known)
    named = {
        "top_claim": _rows(judged["top_row"]), "low_claim": behind.lowest, "high_claim": behind.highest,
        "floor_claim": behind.floor,
    }  # fmt: skip
    counted = _counted(heard, pooled)
    made = {name: as_held(cells) for name, cells in judged.items()} | {
        "level": level, "method": _methods(judged, method), "counted_voices": judged["counted"].array,
        "as_of": dates_of(np.array([heard.as_of]))[0],
        "unit": units, "previous_best": np.nan, "change": np.nan,
        "period_end": judged["period_end"].mask(says(judged["temporal"], "cumulative")).array, **counted,
        **_in_whole_numbers(judged, units, counted["floor"]), **_NO_SUM, **NOT_CHECKED,
        **{name: _ids(heard, rows) for name, rows in named.items()},
    }  # fmt: skip
    columns = [name for name in names(ESTIMATES) if name not in TEXTS]
    table = pd.DataFrame({name: made[name] for name in (*columns, *names(CLAIMS_BEHIND))}, index=range(len(judged)))
    return table, behind


def _methods(cells: pd.DataFrame, method: str) -> Strings:
    """Return the method of each estimate: where no curve answers, it is the default pool."""
    by_curve = cells["curved"].to_numpy(dtype=bool) | (method != CURVE.name)
    return np.where(by_curve, method, DEFAULT_METHOD).astype(object)


def _in_whole_numbers(table: pd.DataFrame, units: Strings, floor: Floats) -> dict[str, Floats]:
    ends = np.column_stack([table[name].to_numpy(np.float64) for name in ENDS])
    return dict(zip(ENDS, in_whole_numbers(ends, units[:, None], floor[:, None]).T, strict=True))


def _with_tallies(cells: pd.DataFrame, heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Add what is counted of the claims of every cell, and the day as a date."""
    tallied = cells.join(tallies(heard, pooled), how="left")
    counts = {name: tallied[name].fillna(0).astype(np.int64) for name in ("claims", "counted", "sources")}
    return _from_floors(tallied.assign(**counts, count_date=dates_of(tallied["day"].to_numpy())))


def _from_floors(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells with the lowest and the highest figure not under what is counted: "30 to 60" of 37 named."""
    changed: dict[str, Any] = {}
    for end in ("low", "high"):
        crossed = cells[f"claims_{end}"] < cells["floor"]
        if not crossed.any():
            continue
        changed[f"claims_{end}"] = cells[f"claims_{end}"].mask(crossed, cells["floor"])
        changed[f"{end}_row"] = cells[f"{end}_row"].mask(crossed, cells["floor_row"])
    return cells.assign(**changed) if changed else cells


def _with_agreement(cells: pd.DataFrame, pooled: Pooled) -> pd.DataFrame:
    """Add how far independent voices agree; an interval that touches no claim is in conflict with all of them.

    Voices whose figures are all older than one count are at least two, and nothing in them disagrees.
    """
    against, wild, alone = (cells[name].to_numpy(dtype=bool) for name in ("contradicted", "scattered", "bounds_alone"))
    voices = np.maximum(cells["comparable"].to_numpy(), np.minimum(cells["counted"].to_numpy(), 2))
    words = words_of_agreement(cells["conflict_p"].to_numpy(), voices, against | (wild & ~alone), alone)
    missed, tense = _missed(cells, pooled.pairs), _tense(cells, pooled.under)
    agreement = pd.Series(words, index=cells.index)
    agreement = agreement.mask(tense & agreement.isin(["single", "agree"]), "tension")
    agreement = agreement.mask(missed, "conflict").mask(cells["claims"] == 0, "")
    return cells.assign(missed=missed, agreement=agreement)


def _tense(cells: pd.DataFrame, under: pd.DataFrame) -> Flags:
    """Find cells that disagree in what no pool shows: floors far apart, one under what is counted, sums far off."""
    denied = under.loc[~under["older"].astype(bool), "estimate"].to_numpy(np.int64)
    undercut = np.bincount(denied, minlength=len(cells)) > 0
    off = (cells["computed_off"] > MOST_COMPUTED_OFF).to_numpy(bool) & (cells["counted"] > 1).to_numpy(bool)
    tense: Flags = undercut | off | cells["floors_apart"].eq(True).to_numpy(bool)
    return tense


def _missed(cells: pd.DataFrame, pairs: pd.DataFrame) -> Flags:
    """Find cells whose interval touches none of its claims' ranges: a method may pool to where nobody stands."""
    cell = pairs["cell"].to_numpy()
    low, high = (cells[name].to_numpy(np.float64)[cell] for name in ("low", "high"))
    range_low, range_high = (pairs[name].to_numpy(np.float64) for name in ("range_low", "carried_high"))
    near = SAME * np.maximum(np.abs(low), np.abs(high))
    touching = (range_low <= high + near) & (range_high >= low - near)
    heard, touched = (np.bincount(rows, minlength=len(cells)) > 0 for rows in (cell, cell[touching]))
    missed: Flags = heard & ~touched
    return missed


def _computed(cells: pd.DataFrame, heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Find claims computed from other figures of their voice, which has none of its own in the cell: the newest.

    Columns `estimate`, `claim`, `claim_id` and `off`, the factor by which its range's centre is off best.
    """
    table, claims = heard.table, heard.claims
    computed = np.flatnonzero(~says(claims["parent"], ""))
    computed = computed[(table["status_reason"].iloc[computed] == "").to_numpy()]
    if not len(computed):
        none = np.zeros(0, dtype=np.int64)
        return pd.DataFrame({"estimate": none, "claim": none, "claim_id": none.astype(object), "off": np.zeros(0)})
    own = pd.DataFrame(
        {name: table[name].to_numpy()[computed] for name in ("quantity_code", "voice_code", "day", "range_best")}
    ).assign(claim=computed, claim_id=claims["claim_id"].iloc[computed].to_numpy(dtype=object))
    numbered = cells[["quantity_code", "best", "temporal"]].assign(cell=np.arange(len(cells)), cell_day=cells["day"])
    pairs = own.merge(numbered, on="quantity_code")
    pairs = pairs[(pairs["day"] <= pairs["cell_day"]) | ~pairs["temporal"].isin(DATED)]
    if len(pairs):
        heard_voices = pd.MultiIndex.from_frame(pooled.pairs[["cell", "voice_code"]])
        pairs = pairs[~pd.MultiIndex.from_frame(pairs[["cell", "voice_code"]]).isin(heard_voices)]
    pairs = pairs.sort_values(["cell", "day", "claim_id"]).drop_duplicates(["cell", "voice_code"], keep="last")
    ratio = pairs["range_best"] / pairs["best"].where(pairs["best"] > 0)
    off = ratio.where(ratio >= 1, 1 / ratio.where(ratio > 0)).fillna(np.inf)
    computed_pairs: pd.DataFrame = pairs.assign(estimate=pairs["cell"], off=off)[
        ["estimate", "claim", "claim_id", "off"]
    ]
    return computed_pairs.reset_index(drop=True)


def _with_computed(cells: pd.DataFrame, computed: pd.DataFrame) -> pd.DataFrame:
    """Add the ids of computed claims, and the largest factor by which one is off best; 1 where there is none."""
    if not len(computed):
        return cells.assign(computed_off=1.0, computed_claims=np.full(len(cells), "", dtype=object))
    by_cell, every = computed.groupby("estimate"), range(len(cells))
    ids = by_cell["claim_id"].agg(";".join).reindex(every).fillna("")
    return cells.assign(
        computed_off=by_cell["off"].max().reindex(every).fillna(1.0).to_numpy(),
        computed_claims=ids.to_numpy(dtype=object),
    )


def _with_verdicts(cells: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Add what may honestly be printed of every estimate, and why."""
    flags = {name: cells[name].astype(bool) for name in ("missed", "raised", "steady")}
    as_they_are = ("extrapolated_days", "computed_off", "agreement", "low", "high", "off_pool", "prior_moves")
    asked = {
        "weighted": cells["claims"], "voices": cells["counted"],
        "locating": cells["locating"].fillna(0).astype(np.int64),
        "bounds_only": cells["bounds_only"].eq(True), "hard_floor": cells["floor_row"] >= 0, **flags,
        "density": cells["density"].fillna(1.0), "stake_moves": cells["stake_moves"].fillna(0.0),
        "log_scale": cells["work_scale"] == "log", **{name: cells[name] for name in as_they_are},
    }  # fmt: skip
    arrays = {name: as_held(column) for name, column in asked.items()}
    publish, reason = verdicts(pd.DataFrame({**arrays, "listed": _listed(cells, pairs)}))
    return cells.assign(publish=publish, publish_reason=reason)


def _without_doubt(cells: pd.DataFrame, heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Print the figures instead of an interval where two voices may be one, or figures count different things."""
    cell, claim, voice = (pooled.pairs[name].to_numpy(np.int64) for name in ("cell", "claim", "voice_code"))
    mixed = count_differently(heard.claims, cell, claim, len(cells))
    doubt = voices_in_doubt(cell, voice, heard.voices.members, len(cells))
    if not (mixed.any() or doubt.any()):
        return cells
    reason = np.select([mixed, doubt], [MIXED, IN_DOUBT], "").astype(object)
    kept = (reason == "") | (cells["publish"] != "interval").to_numpy()
    return cells.assign(
        publish=cells["publish"].where(kept, "range"), publish_reason=cells["publish_reason"].where(kept, reason)
    )


def _listed(cells: pd.DataFrame, pairs: pd.DataFrame) -> Flags:
    """Return True where another definition of the same thing competes with a cell's."""
    start, end = (cells[name].to_numpy("datetime64[D]") for name in ("period_start", "period_end"))
    has_period = cells["temporal"].isin(["period", "rate", ""]).to_numpy() & ~np.isnat(start) & ~np.isnat(end)
    day = cells["day"].to_numpy(np.int64)
    first = np.where(has_period, start.astype(np.int64), day)
    last = np.where(has_period, end.astype(np.int64), day)
    return competing_definitions(cells.assign(first=first, last=last), pairs)


def _rows(column: pd.Series) -> Ints:
    """Return rows of claims, -1 where a cell has none."""
    return column.fillna(-1).to_numpy(np.int64)


def _ids(heard: HeardClaims, rows: Ints) -> pd.Series:
    """Return the ids of claims, "" for none."""
    ids = pd.Series(heard.claims["claim_id"].array.take(np.maximum(rows, 0)), dtype="str")
    return ids if (rows >= 0).all() else ids.where(rows >= 0, "")


def _counted(heard: HeardClaims, pooled: Pooled) -> dict[str, Any]:
    """Return the hard floor of every cell, who counted it and how."""
    row = pooled.cells["floor_row"].to_numpy(np.int64)
    there, some = row >= 0, np.maximum(row, 0)
    by, basis = (strings(column)[some] for column in (heard.table["voice"], heard.claims["basis"]))
    return {
        "floor": pooled.cells["floor"].to_numpy(np.float64),
        "floor_by": np.where(there, by, "").astype(object), "floor_basis": np.where(there, basis, "").astype(object),
    }  # fmt: skip
