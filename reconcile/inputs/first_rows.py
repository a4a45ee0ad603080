"""The first rows of declared files as they were read: what a header was taken for is seen there."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from reconcile.claims.ids import AGAIN
from reconcile.claims.text import text_of
from reconcile.columns import RAW_CLAIMS, names

__all__ = ["FirstRow", "first_rows"]

# rows of a file that are shown: a slip of columns is in all of them
_SHOWN = 3

# columns that say nothing of how a row was read
_LEFT_OUT = ("claim_id", "note", "quote", "url", "status")


class FirstRow(NamedTuple):
    """A claim of a file: its row, and the columns that are filled."""

    file: str
    row: int
    cells: dict[str, str]


def first_rows(claims: pd.DataFrame, declared: Collection[str]) -> list[FirstRow]:
    """Return the first claims of every declared file, as they were read.

    Parameters
    ----------
    claims : DataFrame
        Checked claims.
    declared : collection of str
        Names of the files that the config declares.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "deaths", "source": ["A"], "count_date": ["7 May 2024"], "best": ["1,200"],
    ...                      "file": "list.csv"})
    >>> first_rows(check_claims(rows).claims, ["list.csv"])[0].cells
    {'measure': 'killed', 'count_date': '2024-05-07', 'best': '1200', 'unit': 'persons', 'source': 'A'}
    """
    shown = []
    for file, rows in claims.groupby(text_of(claims["file"]), sort=False):
        if str(file).partition(AGAIN)[0] in declared:
            first = rows.sort_values("row", kind="stable").head(_SHOWN)
            texts = pd.DataFrame({name: text_of(first[name]) for name in names(RAW_CLAIMS) if name not in _LEFT_OUT})
            filled = [{str(name): text for name, text in row.items() if text} for row in texts.to_dict("records")]
            shown += [FirstRow(str(file), int(row), cells) for row, cells in zip(first["row"], filled, strict=True)]
    return shown
