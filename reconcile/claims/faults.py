"""Faults of rows, gathered rule by rule over whole tables, and told in one pass."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.text import SHOWN, text_of
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.records import findings, join_records, rejections

__all__ = ["Faults"]

Mask = pd.Series | npt.NDArray[np.bool_]


class Faults:
    """Rejections and findings of the rows of a table.

    Parameters
    ----------
    raw : DataFrame
        The table as it came, with `file` and `row`, index 0, 1, …

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
        self._noted: list[tuple[npt.NDArray[np.intp], str, str, str, str | pd.Series, str]] = []

    def add(self, mask: Mask, rule: str, column: str, hint: str) -> None:
        """Reject the rows of a mask by a rule; `column` is "" where the whole row is at fault."""
        wrong = np.flatnonzero(mask)
        if not len(wrong):
            return
        self.rows[wrong] = True
        part = self.raw.iloc[wrong]
        self._rejected.append(
            rejections(rule, value=_shown(part, column), file=part["file"], row=part["row"], column=column, hint=hint)
        )

    def note(
        self, mask: Mask, rule: str, message: str, column: str, hint: str | pd.Series, *, once: str = ""
    ) -> None:  # fmt: skip
        """Note a finding on every row of a mask that is not rejected; with `once`, one a value of that column.

        `hint` is one for all rows, or a Series with that of every row of the mask.
        """
        rows = np.flatnonzero(mask)
        if len(rows):
            self._noted.append((rows, rule, message, column, hint, once))

    def rejected(self) -> pd.DataFrame:
        """Return all rejections by file, row, column in the order of the table, and the order of the rules."""
        told = join_records(self._rejected, names(REJECTED))
        place = {name: place for place, name in enumerate(self.raw.columns)}
        by_place = told.assign(column=told["column"].map(place).fillna(-1).astype(int))
        order = by_place.sort_values(["file", "row", "column"], kind="stable").index
        return told.loc[order].reset_index(drop=True)

    def findings(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Return the findings of rows that are not rejected; `claims` names them by `claim_id` and `family`."""
        parts = []
        for rows, rule, message, column, hint, once in self._noted:
            told = claims.iloc[rows[~self.rows[rows]]]
            told = told.drop_duplicates(once) if once else told
            part = self.raw.loc[told.index]
            parts.append(findings(
                rule, message, claim_id=told["claim_id"], family=told["family"], file=part["file"], row=part["row"],
                column=column, value=_shown(part, column),
                hint=hint if isinstance(hint, str) else hint.loc[told.index],
            ))  # fmt: skip
        return join_records(parts, names(FINDINGS))


def _shown(part: pd.DataFrame, column: str) -> pd.Series:
    if not column:
        return pd.Series("", index=part.index, dtype="str")
    return text_of(part[column]).str.slice(0, SHOWN)
