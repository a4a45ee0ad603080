"""The table of diagnostics: how far the voices behind every estimate scatter and agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Floats

__all__ = ["diagnostics_table"]


def diagnostics_table(estimates: pd.DataFrame, cells: pd.DataFrame, pulls: pd.DataFrame) -> pd.DataFrame:
    """Return one row an estimate, in its order: how far voices scatter and agree; empty numbers where it is withheld.

    Columns: `quantity, count_date, scale, k, q, q_p, i2, tau2, birge, conflict_p, agreement, density, steady`; tau2 in
    squared units of the working scale (docs/methods/agreement.md). Where a curve answers, `off_pool` and `prior_moves`
    say by how many intervals it is off the pool, and moved by other assumptions, and `figures_inside` which share of
    its figures (`pulls`, columns of `PULLS`) lies where all others foretell it: that they are predictable, not right.

    Examples
    --------
    >>> told = pd.DataFrame({"quantity": ["dead"], "count_date": [""], "conflict_p": [0.2], "agreement": ["agree"]})
    >>> numbers = {"k": 2, "q": 2.0, "q_p": 0.16, "i2": 0.5, "tau2": 1.0, "birge": 1.4, "density": 1.0, "steady": True}
    >>> cells = pd.DataFrame({"work_scale": ["log"], **numbers, "curved": True, "off_pool": 0.1, "prior_moves": 0.2})
    >>> pulls = pd.DataFrame({"quantity": ["dead", "dead"], "residual_z": [0.1, 3.0], "inside": [True, False]})
    >>> diagnostics_table(told, cells, pulls)[["k", "i2", "figures_inside"]].values.tolist()
    [[2.0, 0.5, 0.5]]
    """
    return pd.DataFrame({
        "quantity": estimates["quantity"].array, "count_date": estimates["count_date"].array,
        "scale": cells["work_scale"].to_numpy(),
        "k": cells["k"].fillna(0).to_numpy("int64"),
        **{name: cells[name].to_numpy() for name in ("q", "q_p", "i2", "tau2", "birge")},
        "conflict_p": estimates["conflict_p"].to_numpy("float64"),
        "agreement": estimates["agreement"].to_numpy(dtype=object),
        "density": cells["density"].to_numpy(),
        "steady": cells["steady"].to_numpy(dtype=bool),
        **_of_curves(estimates["quantity"], cells, pulls),
    })  # fmt: skip


def _of_curves(quantity: pd.Series, cells: pd.DataFrame, pulls: pd.DataFrame) -> dict[str, npt.NDArray[Any]]:
    """Return what is told of the rows that a curve answers, nan in the others."""
    told = {name: cells[name].to_numpy(np.float64) for name in ("off_pool", "prior_moves")}
    # where a curve is too far off, the numbers are the pool's, and how far off it is stands here
    fitted = cells["curved"].to_numpy(dtype=bool) | (told["off_pool"] > 0) | (told["prior_moves"] > 0)
    told["figures_inside"] = _figures_inside(quantity, pulls)
    return {name: np.where(fitted, numbers, np.nan) for name, numbers in told.items()}


def _figures_inside(quantity: pd.Series, pulls: pd.DataFrame) -> Floats:
    if not len(pulls):
        return np.full(len(quantity), np.nan, dtype=np.float64)
    located = pulls[pulls["residual_z"].notna()]
    inside = located["inside"].astype("float64").groupby(located["quantity"].astype(str)).mean()
    return np.asarray(quantity.astype(str).map(inside), dtype=np.float64)
