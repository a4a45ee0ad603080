"""The table of claims: each with its range, its voice, its weight, and why it is used or left out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.text import categories_of
from reconcile.columns import CLAIMS, RAW_CLAIMS, names
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import Pooled

__all__ = ["claims_table"]


def claims_table(heard: HeardClaims, pooled: Pooled) -> pd.DataFrame:
    """Return one row a claim, columns of `claims.csv` and the unknown columns that came with it, in input order.

    Text is held as categories where many claims share it.
    """
    claims, table, pairs = heard.claims, heard.table, pooled.pairs
    newest = pooled.cells.reset_index().groupby("quantity_code")["index"].max()
    here = pairs[pairs["cell"].to_numpy() == newest.reindex(pairs["quantity_code"]).to_numpy()]
    here = here.assign(share=here["pooled_weight"] / here.groupby("cell")["pooled_weight"].transform("sum"))
    result = pd.DataFrame({name: claims[name] for name in names(RAW_CLAIMS) if name not in ("weight", "quantity")})
    keys = pd.Index(heard.quantities.table["quantity"], dtype="str")
    result["quantity"] = pd.Categorical.from_codes(heard.quantities.code, keys, validate=False)
    for name in ("kind", "range_low", "range_best", "range_high", "open_low", "open_high", "bound", "read_why",
                 "voice", "source_factor", "item_factor", "desk_factor", "stake_side"):  # fmt: skip
        result[name] = categories_of(table[name]) if table[name].dtype == object else table[name]
    result["source"], result["origin"] = heard.voices.source, heard.voices.origin
    for name, column in (("weight", "share"), ("influence", "influence"),
                         ("influence_width", "influence_width"), ("tail_p", "tail_p"),
                         ("recency_factor", "recency"), ("carried_days", "days")):  # fmt: skip
        told = np.full(len(claims), np.nan)
        told[here["claim"].to_numpy()] = here[column].to_numpy()
        result[name] = told
    result["weight"] = result["weight"].fillna(0.0)
    result["share_factor"] = table["share_factor"].where(result["recency_factor"].notna())
    used = np.zeros(len(claims), dtype=bool)
    used[pairs["claim"].to_numpy()] = True
    left_out = table["reason"].to_numpy(dtype=object).copy()
    left_out[(left_out == "") & ~used] = "superseded: its voice gives a newer count"
    result["used"], result["left_out_reason"] = used, categories_of(pd.Series(left_out))
    result["weight_reason"] = categories_of(pd.Series(_weight_words(result, table, left_out)))
    result["file"], result["row"] = claims["file"], claims["row"]
    # a column of the desk's own that has the name of a computed one gives way to it
    known = {*names(RAW_CLAIMS), *names(CLAIMS), "dropped_reason"}
    extra = [name for name in claims.columns if name not in known and not str(name).startswith("said_")]
    return result[names(CLAIMS)].assign(**{name: claims[name] for name in extra})


def _weight_words(
    result: pd.DataFrame, table: pd.DataFrame, left_out: npt.NDArray[np.object_]
) -> npt.NDArray[np.object_]:
    """Say why each claim has its weight: its grade, then what changes it, or why it is left out."""
    told = table["reason_of_weight"].to_numpy(dtype=object).copy()
    used = result["used"].to_numpy(dtype=bool)
    old = np.flatnonzero(used & (result["carried_days"] > 0).to_numpy())
    days, factor = (result[name].iloc[old] for name in ("carried_days", "recency_factor"))
    told[old] += [f", {day:.0f} days old (x {one:.2g})" for day, one in zip(days, factor, strict=True)]
    told[old[(result["temporal"].iloc[old] == "cumulative").to_numpy()]] += ", carried forward"
    told[used & (result["share_factor"] < 1.0).to_numpy()] += ", shares its voice's weight"
    for side, way in (("low", "downward"), ("high", "upward")):
        told[used & (result["stake_side"] == side).to_numpy()] += f", widened {way} for its stake"
    told[~used] += "; weighs 0: " + left_out[~used]
    return told
