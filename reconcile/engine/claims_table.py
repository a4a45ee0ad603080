"""The table of claims: each with its range, its voice, its weight, and why it is used or left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Strings, as_held, at_rows, each_pair_once, says
from reconcile.as_much import as_much
from reconcile.claims.text import categories_of
from reconcile.columns import CHECKED, CLAIMS, RAW_CLAIMS, names
from reconcile.engine.claims_behind import UNDER_A_FLOOR
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import Pooled
from reconcile.plurals import counted

__all__ = ["NEWER_COUNT", "claims_table"]

# reason of a claim that its own voice has counted beyond
NEWER_COUNT = "superseded: its voice gives a newer count"

# columns that a claim has from being heard
_OF_HEARD = (
    "kind", "range_low", "range_best", "range_high", "open_low", "open_high", "bound", "read_why", "voice",
    "source_factor", "item_factor", "desk_factor", "stake_side",
)  # fmt: skip

# columns that a claim has from the newest cell of its quantity, and what they are called there
_OF_PAIRS = {
    "influence": "influence", "influence_width": "influence_width", "tail_p": "tail_p", "recency_factor": "recency",
    "carried_days": "days",
}  # fmt: skip


_SEVERAL = "its source gives several figures for this day, and nobody else gives one"


def claims_table(heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Return one row a claim, columns of `claims.csv` and the unknown columns that came with it, in input order.

    Text is held as categories where many claims share it.
    """
    claims = heard.claims
    elsewhere = ("weight", "quantity", "source", "origin")
    own = {name: claims[name] for name in names(RAW_CLAIMS) if name not in elsewhere}
    keys = pd.Index(heard.quantities.table["quantity"], dtype="str")
    identified = own | {
        "quantity": pd.Categorical.from_codes(heard.quantities.code, keys, validate=False),
        "source": heard.voices.source.array, "origin": heard.voices.origin.array, "file": claims["file"],
        "row": claims["row"],
    }  # fmt: skip
    heard_columns = {name: _held(heard.table[name]) for name in _OF_HEARD}
    pooled_columns = _pooled_columns(pooled, len(claims))
    share = heard.table["share_factor"].to_numpy(np.float64)
    share_factor = np.where(np.isnan(pooled_columns["recency_factor"]), np.nan, share)
    weighed = {**identified, **heard_columns, **pooled_columns, "share_factor": share_factor}
    whole = weighed | _reasons(weighed, heard, pooled)
    ordered = {name: whole[name] for name in names(CLAIMS)} | _unknown_columns(claims)
    # columns of the checked claims are theirs until one of the two tables is written to
    return pd.DataFrame(ordered, index=claims.index, copy=False)


def _held(column: pd.Series) -> pd.Series:
    """Return text as categories, everything else as it is."""
    return categories_of(column) if column.dtype == object else column


def _pooled_columns(pooled: Pooled, count: int) -> dict[str, Floats]:
    """Return what pooling says of the claims in the newest cell of their quantity, nan for the others."""
    pairs = pooled.pairs
    newest = pooled.cells.reset_index().groupby("quantity_code")["index"].max()
    current = pairs[pairs["cell"].to_numpy() == newest.reindex(pairs["quantity_code"]).to_numpy()]
    weight = current["pooled_weight"] / current.groupby("cell")["pooled_weight"].transform("sum")
    rows = current["claim"].to_numpy()
    columns = {
        name: at_rows(current[column].to_numpy(np.float64), rows, count, np.nan)
        for name, column in _OF_PAIRS.items()
    }  # fmt: skip
    return {"weight": at_rows(weight.fillna(0.0).to_numpy(np.float64), rows, count, 0.0), **columns}


def _reasons(claims: Mapping[str, Any], heard: HeardClaims, pooled: Pooled) -> dict[str, Any]:
    """Return which claims are used, why others are not, and how every weight came about."""
    used = np.zeros(len(heard.table), dtype=bool)
    used[pooled.pairs["claim"].to_numpy()] = True
    left_out = heard.table["reason"].to_numpy(dtype=object).copy()
    several = heard.table["several"].to_numpy(dtype=bool)
    left_out[(left_out == "") & ~used & several] = _SEVERAL
    under = pooled.under["claim"].to_numpy(np.int64)
    under = under[(left_out[under] == "") & ~used[under]]
    left_out[under] = UNDER_A_FLOOR
    left_out[(left_out == "") & ~used] = NEWER_COUNT
    words = {"left_out_reason": left_out, "weight_reason": _weight_reasons(claims, used, heard.table, left_out)}
    return {
        "used": used,
        **{name: categories_of(pd.Series(texts, dtype=object)).array for name, texts in words.items()},
    }


def _unknown_columns(claims: pd.DataFrame) -> dict[str, Any]:
    """Return the desk's own columns; one that has the name of a computed one gives way to it."""
    known = {*names(RAW_CLAIMS), *names(CLAIMS), *names(CHECKED)}
    return {str(name): as_held(claims[name]) for name in claims.columns if name not in known}


def _weight_reasons(claims: Mapping[str, Any], used: Flags, heard: pd.DataFrame, left_out: Strings) -> Strings:
    """Return why each claim has its weight: its grade, then what changes it, or why it is left out."""
    reasons = heard["reason_of_weight"].to_numpy(dtype=object).copy()
    old = np.flatnonzero(used & (claims["carried_days"] > 0))
    days, factors = (claims[name][old] for name in ("carried_days", "recency_factor"))
    reasons[old] += each_pair_once(factors, days, _age)
    now = used & ~np.isnan(claims["recency_factor"])
    reasons[used & ~now] += "; counts at earlier dates only: its voice gives a newer count"
    reasons[now & (claims["share_factor"] < 1.0)] += "; shares its weight with other claims of its voice"
    for side, way, figure in (("low", "downward", "high"), ("high", "upward", "low")):
        reasons[now & says(heard["stake_side"], side)] += f"; widened {way}: a {figure} figure would suit it"
    reasons[~used] += "; not used: " + left_out[~used]
    return reasons


def _age(factor: float, days: float) -> str:
    return f"; counts {as_much(factor)}: {counted(round(days), 'day')} old"
