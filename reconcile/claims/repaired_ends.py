"""Ends of ranges that lists have out of order, sorted where the desk says so."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.claims.declarable import ENDS
from reconcile.claims.number_cells import Signs, parse_numbers
from reconcile.plurals import counted
from reconcile.records import findings

__all__ = ["with_ends_in_order"]

# rows that the finding names one by one
_NAMED = 30


def with_ends_in_order(
    table: pd.DataFrame, rows: list[int], file: str, signs: Signs
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a table in which low is the least and high the largest of a row's numbers, where it was not; best stays.

    Parameters
    ----------
    table : DataFrame
        Columns of claims, as given.
    rows : list of int
        Numbers of its rows in the file.
    file : str
        Name of the file, for the finding.
    signs : has decimal and thousands
        How numbers are written.

    Examples
    --------
    >>> from reconcile.claims.settings import ClaimSettings
    >>> table = pd.DataFrame({"low": ["7", "1"], "best": ["7", "2"], "high": ["5", "3"]})
    >>> sorted_ends, found = with_ends_in_order(table, [1, 2], "events.csv", ClaimSettings())
    >>> sorted_ends.values.tolist(), found["message"].tolist()
    ([[5.0, 7.0, 7.0], ['1', '2', '3']], ['1 row has its ends out of order; they are sorted, and best stays: row 1'])
    """
    given = [name for name in ENDS if name in table.columns]
    numbers = pd.DataFrame({name: parse_numbers(table[name], signs).values for name in given}, index=table.index)
    ordered = _in_order(numbers)
    wrong = np.flatnonzero(~ordered)
    if not len(wrong):
        return table, findings("ends-repaired", [])
    least, most = numbers.min(axis=1), numbers.max(axis=1)
    mended = {"low": least, "best": numbers.get("best"), "high": most}
    columns = {name: table[name].astype(object).mask(~ordered, mended[name]) for name in given}
    numbered = ", ".join(f"{rows[place]:,}" for place in wrong[:_NAMED])
    more = f" and {len(wrong) - _NAMED:,} more" if len(wrong) > _NAMED else ""
    told = (
        f"{counted(len(wrong), 'row')} {'has its' if len(wrong) == 1 else 'have their'} ends out of order; they are "
        f"sorted, and best stays: {'row' if len(wrong) == 1 else 'rows'} {numbered}{more}"
    )
    hint = "see order of this input"
    return table.assign(**columns), findings("ends-repaired", told, file=file, row=rows[wrong[0]], hint=hint)


def _in_order(numbers: pd.DataFrame) -> pd.Series:
    """Return True where the numbers of a row that are given rise from low to high."""
    held = pd.Series(True, index=numbers.index)
    for place, name in enumerate(numbers.columns):
        for later in numbers.columns[place + 1 :]:
            held &= ~(numbers[name] > numbers[later])
    return held
