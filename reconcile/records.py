"""Rejections and findings as tables: what was wrong, where, by which rule, and what to do.

A *rejection* takes a row out of the run (`rejected.csv`). A *finding* informs the desk and takes nothing out
(`findings.csv`). Both are built as whole tables from masks, never row by row.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.columns import FINDINGS, REJECTED, names

__all__ = ["by_claim", "findings", "join_records", "rejections"]

# columns by which findings of one rule follow one another; rows of files are left out, as files may be sorted
_KEYS = ("claim_id", "quantity", "family", "file", "column", "value", "message")


def findings(rule: str, message: Any, **where: Any) -> pd.DataFrame:
    """Return findings of one rule.

    Parameters
    ----------
    rule : str
        The rule's code, in kebab-case; `docs/findings.md` explains every code.
    message : str or sequence of str
        What is wrong, as a sentence; a sequence gives one finding for each entry.
    **where : scalar or sequence
        Any other column of `findings.csv`: `hint`, `family`, `quantity`, `claim_id`, `file`, `row`,
        `column`, `value`. Scalars are repeated; columns that are not given are "".

    Returns
    -------
    DataFrame of shape (findings, columns of `findings.csv`)

    Raises
    ------
    TypeError
        A column is unknown.
    ValueError
        Sequences differ in length.

    Examples
    --------
    >>> findings("unknown-source", ["no row for BBC"], value=["BBC"])[["rule", "value"]].values.tolist()
    [['unknown-source', 'BBC']]
    """
    return _table({"rule": rule, "message": message, **where}, names(FINDINGS))


def rejections(rule: str, *, value: Any, **where: Any) -> pd.DataFrame:
    """Return rejections of one rule; arguments as in `findings`, columns as in `rejected.csv`.

    Examples
    --------
    >>> rejections("negative-count", value=[-3], row=[7], column="best").row.tolist()
    [7]
    """
    return _table({"rule": rule, "value": value, **where}, names(REJECTED))


def join_records(tables: Iterable[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    """Return tables of records as one, in the order given; an empty one with these columns if there is no row.

    Examples
    --------
    >>> join_records([findings("b", ["later"]), findings("a", ["earlier"])], ["rule"])["rule"].tolist()
    ['b', 'a']
    """
    filled = [table for table in tables if len(table)]
    if not filled:
        return _empty(tuple(columns)).copy()
    if len(filled) == 1:
        return filled[0].reset_index(drop=True)[columns]
    return pd.concat(filled, ignore_index=True)[columns]


def by_claim(found: pd.DataFrame) -> pd.DataFrame:
    """Return findings in an order that does not depend on that of the rows they are about.

    Rules stay in their order, findings of one rule follow the ids of their claims.

    Examples
    --------
    >>> found = findings("total-falls", "a total never falls", claim_id=["C2", "C1"])
    >>> by_claim(found)["claim_id"].tolist()
    ['C1', 'C2']
    """
    if not len(found):
        return found.reset_index(drop=True)
    rule = pd.factorize(found["rule"])[0]
    keys = [pd.factorize(strings(found[name]), sort=True)[0] for name in reversed(_KEYS)]
    return found.take(np.lexsort((*keys, rule))).reset_index(drop=True)


def _table(values: dict[str, Any], columns: list[str]) -> pd.DataFrame:
    unknown = sorted(set(values) - set(columns))
    if unknown:
        raise TypeError(f"not a column of this table: {', '.join(unknown)}")
    lengths = {len(value) for value in values.values() if not isinstance(value, str) and hasattr(value, "__len__")}
    length = lengths.pop() if lengths else 1
    if lengths:
        raise ValueError("the columns of these records differ in length")
    if not length:
        return _empty(tuple(columns)).copy()
    data = {
        name: list(value) if hasattr(value, "__len__") and not isinstance(value, str) else [value] * length
        for name, value in values.items()
    }
    return pd.DataFrame({name: data.get(name, [""] * length) for name in columns}, dtype="object")


@cache
def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    # most checks find nothing, and pandas takes as long to make a table of no rows as one of many
    return pd.DataFrame(columns=list(columns), dtype="object")
