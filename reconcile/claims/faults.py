"""Faults of rows, gathered rule by rule over whole tables and reported together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.text import SHOWN, as_text, text_of
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.records import findings, join_records, rejections

__all__ = ["Faults"]

Mask = pd.Series | npt.NDArray[np.bool_]


class Faults:
    """Rejections and findings of the rows of a table.

    Parameters
    ----------
    raw : DataFrame
        The table as it was given, with `file` and `row`, index 0, 1, …

    Attributes
    ----------
    rows : ndarray of bool, shape (rows,)
        Rows rejected so far.

    Examples
    --------
    >>> raw = pd.DataFrame({"best": ["x"], "file": ["claims.csv"], "row": [1]})
    >>> faults = Faults(raw)
    >>> faults.add(pd.Series([True]), "not-a-number", "best", "write digits")
    >>> faults.rejected()["value"].tolist()
    ['x']
    """

    def __init__(self, raw: pd.DataFrame) -> None:
        self.raw = raw
        self.rows = np.zeros(len(raw), dtype=bool)
        self._rejected: list[pd.DataFrame] = []
        self._told: list[pd.DataFrame] = []
        self._noted: list[tuple[npt.NDArray[np.intp], str, str, str, str | pd.Series, str]] = []

    def add(self, mask: Mask, rule: str, column: str, hint: str | pd.Series) -> None:
        """Reject the rows of a mask by a rule; `column` is "" if the whole row is at fault.

        `hint` is the same for all rows, or a Series with the hint of every row of the mask.
        """
        wrong = np.flatnonzero(mask)
        if not len(wrong):
            return
        self.rows[wrong] = True
        rows = self.raw.iloc[wrong]
        hint = hint if isinstance(hint, str) else as_text(hint.loc[rows.index])
        self._rejected.append(
            rejections(rule, value=_shown(rows, column), file=rows["file"], row=rows["row"], column=column, hint=hint)
        )

    def note(
        self, mask: Mask, rule: str, message: str, column: str, hint: str | pd.Series, *, once: str = ""
    ) -> None:  # fmt: skip
        """Add a finding for every row of a mask that is not rejected.

        With `once`, only the first claim by id of each value of that column gets one. `hint` is the same for all rows,
        or a Series with the hint of every row of the mask.
        """
        rows = np.flatnonzero(mask)
        if len(rows):
            self._noted.append((rows, rule, message, column, hint, once))

    def tell(self, found: pd.DataFrame) -> None:
        """Add findings that are about no single row."""
        self._told.append(found)

    def rejected(self) -> pd.DataFrame:
        """Return all rejections, sorted by file, row and the order of the columns, then of the rules."""
        table = join_records(self._rejected, names(REJECTED))
        if not len(table):
            return table
        position = {name: number for number, name in enumerate(self.raw.columns)}
        by_position = table.assign(column=table["column"].map(position).fillna(-1).astype(int))
        order = by_position.sort_values(["file", "row", "column"], kind="stable").index
        return table.loc[order].reset_index(drop=True)

    def findings(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Return the findings on rows that are not rejected; `claims` gives their `claim_id` and `family`."""
        tables = []
        for rows, rule, message, column, hint, once in self._noted:
            kept = claims.iloc[rows[~self.rows[rows]]]
            # the first by id, so that the order of rows does not matter
            kept = kept.sort_values("claim_id", kind="stable").drop_duplicates(once) if once else kept
            given = self.raw.loc[kept.index]
            tables.append(findings(
                rule, message, claim_id=kept["claim_id"], family=kept["family"], file=given["file"], row=given["row"],
                column=column, value=_shown(given, column),
                hint=hint if isinstance(hint, str) else hint.loc[kept.index],
            ))  # fmt: skip
        return join_records([*self._told, *tables], names(FINDINGS))


def _shown(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return the cells of a column as a record shows them; "" if the whole row is at fault."""
    if not column:
        return pd.Series("", index=rows.index, dtype="str")
    return text_of(rows[column]).str.slice(0, SHOWN)
