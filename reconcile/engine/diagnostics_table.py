"""The table of diagnostics: how far the voices behind every estimate scatter and agree."""

from __future__ import annotations

import pandas as pd

__all__ = ["diagnostics_table"]


def diagnostics_table(estimates: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Return one row an estimate, in its order: how far voices scatter and agree; empty numbers where it is withheld.

    Columns: `quantity, count_date, scale, k, q, q_p, i2, tau2, birge, conflict_p, agreement, density, steady`; tau2 in
    squared units of the working scale (docs/methods/agreement.md).

    Examples
    --------
    >>> told = pd.DataFrame({"quantity": ["dead"], "count_date": [""], "conflict_p": [0.2], "agreement": ["agree"]})
    >>> numbers = {"k": 2, "q": 2.0, "q_p": 0.16, "i2": 0.5, "tau2": 1.0, "birge": 1.4, "density": 1.0, "steady": True}
    >>> diagnostics_table(told, pd.DataFrame({"work_scale": ["log"], **numbers}))[["k", "i2"]].values.tolist()
    [[2.0, 0.5]]
    """
    table = estimates[["quantity", "count_date"]].reset_index(drop=True)
    table["scale"] = cells["work_scale"].to_numpy()
    for name in ("k", "q", "q_p", "i2", "tau2", "birge"):
        table[name] = cells[name].to_numpy()
    table["k"] = table["k"].fillna(0).astype("int64")
    table[["conflict_p", "agreement"]] = estimates[["conflict_p", "agreement"]].to_numpy(dtype=object)
    table["conflict_p"] = table["conflict_p"].astype("float64")
    return table.assign(density=cells["density"].to_numpy(), steady=cells["steady"].to_numpy(dtype=bool))
