"""The claims behind every cell as it was pooled: what each is to it, and what sentences say beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, strings
from reconcile.columns import DATED
from reconcile.engine.claims_behind import ClaimsBehind, apart
from reconcile.engine.figures_behind import taken_back
from reconcile.engine.hear import HeardClaims
from reconcile.engine.heard_behind import heard_behind
from reconcile.engine.independence import Known, known_apart
from reconcile.engine.pooled import Pooled
from reconcile.engine.range_widths import range_widths

__all__ = ["behind_cells"]


def behind_cells(
    cells: pd.DataFrame, computed: pd.DataFrame, heard: HeardClaims, pooled: Pooled, known: Known | None
) -> ClaimsBehind:
    """Return the claims behind every cell, weightiest first.

    Parameters
    ----------
    cells : DataFrame, one row a cell
        With what `estimates_table` adds to `CELLS`, `unit` among it.
    computed : DataFrame
        `estimate`, `claim`.
    heard : HeardClaims
    pooled : Pooled
    known : Known or None
        None where nothing is known of sources.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.options import EngineOptions
    >>> from reconcile.engine.reconcile import reconcile_tables
    >>> from reconcile.sources.registry import registry_of
    >>> claims = check_claims(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> reconcile_tables(claims, registry_of(None), EngineOptions()).behind.pairs["carries"].tolist()
    [True, True]
    """
    cell, claim, weight = (pooled.pairs[name].to_numpy() for name in ("cell", "claim", "pooled_weight"))
    order = np.lexsort((heard.table["id_rank"].to_numpy()[claim], -weight, cell))
    plain = pd.DataFrame({"estimate": cell[order], "claim": claim[order]})
    table, rows = heard.table, claim[order]
    voice, best = (table[name].to_numpy()[rows] for name in ("voice_code", "range_best"))
    pairs = heard_behind(plain, np.nan_to_num(weight[order]), voice, pooled.pairs["lag"].to_numpy()[order], best)
    low, high = (table[name].to_numpy(np.float64) for name in ("range_low", "range_high"))
    wider, narrower = range_widths(cells, strings(cells["unit"]), pairs, low, high)
    figure_low, figure_high = (table[name].to_numpy(np.float64) for name in ("figure_low", "figure_high"))
    nothing_known = np.zeros(len(cells), dtype=bool)
    independent = nothing_known if known is None else known_apart(pairs, heard, known, len(cells))
    return ClaimsBehind(
        pairs=pairs,
        voices=cells["counted"].to_numpy(np.int64),
        lowest=_rows(cells["low_row"]),
        highest=_rows(cells["high_row"]),
        computed=computed,
        apart=apart(heard.table, pairs, len(cells)),
        floor=cells["floor_row"].to_numpy(np.int64),
        under=_under(pooled.under, heard),
        taken_back=_taken_back(cells, heard),
        independent=independent,
        wider=wider,
        narrower=narrower,
        figure_low=figure_low,
        figure_high=figure_high,
    )


def _under(under: pd.DataFrame, heard: HeardClaims) -> pd.DataFrame:
    """Return the claims under the hard floor of a cell that say otherwise than it, the newest first."""
    said = under.loc[~under["older"].astype(bool), ["estimate", "claim"]]
    claim = said["claim"].to_numpy(np.int64)
    day, rank = (heard.table[name].to_numpy(np.int64)[claim] for name in ("day", "id_rank"))
    return said.iloc[np.lexsort((rank, -day, said["estimate"]))].reset_index(drop=True)


def _taken_back(cells: pd.DataFrame, heard: HeardClaims) -> pd.DataFrame:
    """Return of every cell the newest figure that its own voice took back."""
    reason = heard.table["reason"].to_numpy(dtype=object)
    rows = np.flatnonzero(heard.table["revised_by"].to_numpy(dtype=object) != "")
    if not len(rows):
        return pd.DataFrame({"estimate": rows, "claim": rows})
    fallen = heard.table.iloc[rows][["quantity_code", "day"]].assign(
        claim=rows, rank=heard.table["id_rank"].to_numpy()[rows]
    )
    numbered = cells[["quantity_code", "temporal"]].assign(estimate=np.arange(len(cells)), until=cells["day"])
    joined = numbered.merge(fallen, on="quantity_code")
    dated = joined["temporal"].isin(DATED)
    return taken_back(joined[~dated | (joined["day"] <= joined["until"])], reason)


def _rows(column: pd.Series) -> Ints:
    """Return rows of claims, -1 where a cell has none."""
    return column.fillna(-1).to_numpy(np.int64)
