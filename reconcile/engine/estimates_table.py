"""The table of estimates: one row a quantity and date, with the claims behind it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Floats, Ints
from reconcile.claims.text import as_text
from reconcile.columns import ESTIMATES, names
from reconcile.days import dates_of
from reconcile.engine.claims_behind import ClaimsBehind, apart
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import Pooled
from reconcile.pool.agreement import words_of_agreement
from reconcile.pool.verdicts import listed_together, verdicts
from reconcile.sources.accounts import DATED

__all__ = ["CLAIMS_BEHIND", "estimates_table"]

# columns beside those of the contract, for sentences and charts: the claims that are spoken of, and how many
# independent voices were heard; not written to the CSV
CLAIMS_BEHIND = ("low_claim", "high_claim", "computed_claims", "counted_voices")


# share by which an end and a claim are the same number: rounding of the working scale
SAME = 1e-9


def estimates_table(heard: HeardClaims, pooled: Pooled, level: float, method: str) -> tuple[pd.DataFrame, ClaimsBehind]:
    """Return one row a quantity and date, columns of `estimates.csv` (`wording` left out) and `CLAIMS_BEHIND`.

    Sorted by quantity, then date; with the claims behind every row.
    """
    cells = pooled.cells.join(heard.quantities.table, on="quantity_code")
    cells = cells.join(_per_cell(heard, pooled), how="left")
    whole = ["claims", "counted", "sources"]
    cells[whole] = cells[whole].fillna(0).astype(np.int64)
    against, wild, alone = (cells[name].to_numpy(dtype=bool) for name in ("contradicted", "scattered", "bounds_alone"))
    cells["agreement"] = words_of_agreement(
        cells["conflict_p"].to_numpy(), cells["comparable"].to_numpy(), against | (wild & ~alone), alone
    )
    cells["missed"] = _missed(cells, pooled.pairs)
    cells.loc[cells["missed"], "agreement"] = "conflict"
    cells.loc[cells["claims"] == 0, "agreement"] = ""
    cells["count_date"] = dates_of(cells["day"].to_numpy())
    computed = _add_computed(cells, heard, pooled)
    cells["listed"] = _listed(cells)
    publish, reason = verdicts(_for_verdict(cells))
    behind = _witnesses(cells, computed, heard, pooled)
    named = {"top_claim": _rows(cells["top_row"]), "low_claim": behind.lowest, "high_claim": behind.highest}
    table = cells.assign(
        publish=publish, publish_reason=reason, level=level, method=method, counted_voices=cells["counted"],
        as_of=dates_of(np.array([heard.as_of]))[0], unit=_units(heard)[cells["quantity_code"]],
        previous_best=np.nan, change=np.nan, **{name: _ids(heard, rows) for name, rows in named.items()},
    )  # fmt: skip
    table.loc[table["temporal"] == "cumulative", "period_end"] = pd.NaT
    columns = [name for name in names(ESTIMATES) if name != "wording"]
    return table[[*columns, *CLAIMS_BEHIND]].reset_index(drop=True), behind


def _missed(cells: pd.DataFrame, pairs: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell cells whose interval touches none of its claims' ranges: a method may pool to where nobody stands."""
    cell = pairs["cell"].to_numpy()
    low, high = (cells[name].to_numpy(np.float64)[cell] for name in ("low", "high"))
    from_, to = (pairs[name].to_numpy(np.float64) for name in ("range_low", "carried_high"))
    near = SAME * np.maximum(np.abs(low), np.abs(high))
    touching = (from_ <= high + near) & (to >= low - near)
    heard, touched = (np.bincount(rows, minlength=len(cells)) > 0 for rows in (cell, cell[touching]))
    missed: npt.NDArray[np.bool_] = heard & ~touched
    return missed


def _rows(column: pd.Series) -> Ints:
    """Return rows of claims, -1 where a cell has none."""
    return column.fillna(-1).to_numpy(np.int64)


def _ids(heard: HeardClaims, rows: Ints) -> pd.Series:
    """Return the ids of claims, "" for none."""
    ids = heard.claims["claim_id"].array.take(np.maximum(rows, 0))
    return pd.Series(ids, dtype="str").where(rows >= 0, "")


def _witnesses(cells: pd.DataFrame, computed: pd.DataFrame, heard: HeardClaims, pooled: Pooled) -> ClaimsBehind:
    """Return the claims behind every cell."""
    cell, claim, weight = (pooled.pairs[name].to_numpy() for name in ("cell", "claim", "pooled_weight"))
    order = np.lexsort((heard.table["id_rank"].to_numpy()[claim], -weight, cell))
    pairs = pd.DataFrame({"estimate": cell[order], "claim": claim[order]})
    return ClaimsBehind(
        pairs, cells["counted"].to_numpy(np.int64), _rows(cells["low_row"]), _rows(cells["high_row"]),
        computed, apart(heard.table, pairs, len(cells)),
    )  # fmt: skip


def _per_cell(heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Count claims, sources and voices of every cell, and find its extreme and weightiest claims, as rows of claims."""
    pairs = pooled.pairs
    cell, claim, voice, weight = (pairs[name].to_numpy() for name in ("cell", "claim", "voice_code", "pooled_weight"))
    low, high = (heard.table[name].to_numpy(np.float64)[claim] for name in ("figure_low", "figure_high"))
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    # pairs are sorted by cell, then voice
    new_voice = (np.diff(cell, prepend=-1) != 0) | (np.diff(voice, prepend=-1) != 0)
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
        "floors": _by_cell(np.logical_and, (pairs["bound"] == "floor").to_numpy(), starts),
        "top_claim_share": _by_cell(np.maximum, weight, starts) / total,
        **{name: at_rank[_largest(*told, starts) % max(len(ranks), 1)] for name, told in extremes.items()},
    }, index=cell[starts])  # fmt: skip


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


def _add_computed(cells: pd.DataFrame, heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Find and return claims computed from other figures of their voice, which has none of its own in the cell."""
    table, claims = heard.table, heard.claims
    computed = np.flatnonzero(((claims["parent"] != "") & (table["status_reason"] == "")).to_numpy())
    own = pd.DataFrame(
        {name: table[name].to_numpy()[computed] for name in ("quantity_code", "voice_code", "day", "range_best")}
    )
    own = own.assign(claim=computed, claim_id=claims["claim_id"].iloc[computed].to_numpy(dtype=object))
    numbered = cells[["quantity_code", "best", "temporal"]].assign(cell=np.arange(len(cells)), cell_day=cells["day"])
    pairs = own.merge(numbered, on="quantity_code")
    pairs = pairs[(pairs["day"] <= pairs["cell_day"]) | ~pairs["temporal"].isin(DATED)]
    heard_voices = pd.MultiIndex.from_frame(pooled.pairs[["cell", "voice_code"]])
    pairs = pairs[~pd.MultiIndex.from_frame(pairs[["cell", "voice_code"]]).isin(heard_voices)]
    pairs = pairs.sort_values(["cell", "day", "claim_id"]).drop_duplicates(["cell", "voice_code"], keep="last")
    ratio = pairs["range_best"] / pairs["best"].where(pairs["best"] > 0)
    off = ratio.where(ratio >= 1, 1 / ratio.where(ratio > 0)).fillna(np.inf)
    by_cell = pairs.assign(off=off).groupby("cell")
    cells["computed_off"] = by_cell["off"].max().reindex(range(len(cells))).fillna(1.0).to_numpy()
    told = by_cell["claim_id"].agg(";".join).reindex(range(len(cells)))
    cells["computed_claims"] = told.fillna("").to_numpy(dtype=object)
    return pairs[["cell", "claim"]].rename(columns={"cell": "estimate"}).reset_index(drop=True)


def _listed(cells: pd.DataFrame) -> npt.NDArray[np.bool_]:
    start, end = (cells[name].to_numpy("datetime64[D]") for name in ("period_start", "period_end"))
    has_period = cells["temporal"].isin(["period", "rate", ""]).to_numpy() & ~np.isnat(start) & ~np.isnat(end)
    day = cells["day"].to_numpy(np.int64)
    first = np.where(has_period, start.astype(np.int64), day)
    last = np.where(has_period, end.astype(np.int64), day)
    definition = cells.groupby(["measure", "place", "scope", "population", "temporal"]).ngroup()
    return listed_together(cells[["family", "party"]].assign(definition=definition, first=first, last=last))


def _for_verdict(cells: pd.DataFrame) -> pd.DataFrame:
    flags = {name: cells[name].astype(bool) for name in ("listed", "bounds_alone", "missed", "raised", "steady")}
    return pd.DataFrame(
        {
            "weighted": cells["claims"], "voices": cells["counted"], "floors_only": cells["floors"].eq(True), **flags,
            "density": cells["density"].fillna(1.0), "computed_off": cells["computed_off"],
            "stake_moves": cells["stake_moves"].fillna(0.0), "agreement": cells["agreement"],
        }
    )  # fmt: skip


def _units(heard: HeardClaims) -> npt.NDArray[np.object_]:
    """Return the unit of every quantity: the one that its claims share, the last by name if they do not."""
    codes, units = pd.factorize(as_text(heard.claims["unit"]), sort=True)
    last = np.zeros(len(heard.quantities.table), dtype=np.intp)
    np.maximum.at(last, heard.quantities.code, codes)
    return np.asarray(units, dtype=object)[last]
