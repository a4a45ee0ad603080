"""Faults of rows, gathered rule by rule and told in one table."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.columns import REJECTED, names
from reconcile.records import join_records, rejections

__all__ = ["Faults"]

# characters of a value shown in a rejection (contract)
SHOWN = 200


class Faults:
    """Rejections of a table.

    Parameters
    ----------
    raw : DataFrame
        The table as it came, with `file` and `row`.
    max_cell_chars : int
        Longer cells reject their rows at once.

    Examples
    --------
    >>> raw = pd.DataFrame({"best": ["x"], "file": ["claims.csv"], "row": [1]})
    >>> faults = Faults(raw, 100)
    >>> faults.add(pd.Series([True]), "not-a-number", "best", "write digits")
    >>> faults.table()["value"].tolist()
    ['x']
    """

    def __init__(self, raw: pd.DataFrame, max_cell_chars: int) -> None:
        self.raw = raw
        self.rows = np.zeros(len(raw), dtype=bool)
        self._told: list[pd.DataFrame] = []
        for name in raw.columns:
            if pd.api.types.is_string_dtype(raw[name]):
                self.add(
                    raw[name].str.len() > max_cell_chars,
                    "cell-too-long",
                    str(name),
                    f"at most {max_cell_chars:,} characters",
                )

    def add(self, mask: pd.Series, rule: str, column: str, hint: str) -> None:
        """Reject the rows of a mask by a rule; `column` is "" where the whole row is at fault. Null counts as no."""
        wrong = mask.fillna(False).to_numpy(dtype=bool)
        if not wrong.any():
            return
        self.rows |= wrong
        part = self.raw[wrong]
        shown = (
            part[column].astype(object).where(part[column].notna(), "").astype(str).str.slice(0, SHOWN)
            if column
            else ""
        )
        self._told.append(rejections(rule, value=shown, file=part["file"], row=part["row"], column=column, hint=hint))

    def table(self) -> pd.DataFrame:
        """Return all rejections by file, row, and the order in which the rules were asked."""
        told = join_records(self._told, names(REJECTED))
        return told.sort_values(["file", "row"], kind="stable", ignore_index=True)
