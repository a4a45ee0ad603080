"""Sort keys of the overview's rows: numbers and dates rather than the words that print them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.report.sections import Family

__all__ = ["sort_keys"]


def sort_keys(families: tuple[Family, ...]) -> dict[str, dict[str, str]]:
    """Return the sort keys of each quantity's newest date; "" sorts last.

    Returns
    -------
    dict of quantity to dict
        `date` (ISO), `figure` (the middle of an interval, else the highest figure said), `change`.

    Examples
    --------
    >>> sort_keys(())
    {}
    """
    sections = [section for family in families for section in family.sections]
    if not sections:
        return {}
    newest = pd.concat([section.estimates.tail(1) for section in sections])
    date = newest["count_date"].fillna(newest["period_end"]).dt.strftime("%Y-%m-%d").fillna("")
    figure = np.where(newest["publish"] == "interval", newest["best"], newest["claims_high"])
    figure = np.where(newest["publish"] == "withheld", np.nan, figure)
    rows = zip(newest["quantity"], date, figure.tolist(), newest["change"].tolist(), strict=True)
    return {str(key): {"date": day, "figure": _number(value), "change": _number(change)}
            for key, day, value, change in rows}  # fmt: skip


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.6g}"
