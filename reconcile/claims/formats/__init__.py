"""Outside formats, one file each, read into tables of text."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

__all__ = ["RawTable"]


@dataclass(frozen=True)
class RawTable:
    """A file as a table.

    Attributes
    ----------
    table : DataFrame
        One row a record; text as strings, numbers and dates of typed formats as they came. Headers as in the file.
    rows : list of int
        Row numbers in the file, the header not counted, from 1.
    broken : list of (row, text)
        Records that do not fit the header, with the number of cells they hold.
    """

    table: pd.DataFrame
    rows: list[int]
    broken: list[tuple[int, str]] = field(default_factory=list)
