"""Tables that a notebook hands over, of whatever types and headers, in the shape in which files are read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from reconcile.claims.frame import row_numbers
from reconcile.claims.taken_headers import contract_name
from reconcile.claims.text import whole_text

__all__ = ["given_frame"]

# types that are not those of NumPy or of text
_ODD = (pd.ArrowDtype, pd.SparseDtype)


def given_frame(table: Any) -> pd.DataFrame:
    r"""Return a table of claims with the headers that files may have, plain types, and the numbers of its rows.

    Parameters
    ----------
    table : DataFrame
        Not changed.

    Returns
    -------
    DataFrame
        Headers that differ from a column of claims in case and blanks only are that column, unless another is; Arrow
        types are those of NumPy or objects; `row` counts rows from 1 where there is no such column.

    Raises
    ------
    TypeError
        It is no DataFrame.

    Examples
    --------
    >>> given_frame(pd.DataFrame({" Source\n": ["A"], "best": [3]})).columns.tolist()
    ['source', 'best', 'row']
    """
    if not isinstance(table, pd.DataFrame):
        kind = type(table).__name__
        raise TypeError(f"claims are a DataFrame, not a {kind}: read files with read_claims, records with pd.DataFrame")
    headers = [whole_text(str(name)) for name in table.columns]
    taken = {*headers}
    for place, header in enumerate(headers):
        if (name := contract_name(header)) not in taken:
            headers[place] = name
            taken.add(name)
    given = table.reset_index(drop=True)
    if any(isinstance(kind, _ODD) for kind in table.dtypes):
        columns = [_plain_types(given.iloc[:, place]) for place in range(len(headers))]
        # a copy holds columns of one type together: adding one to hundreds that are apart is slow
        given = pd.concat(columns, axis=1).copy()
    given = given.set_axis(headers, axis=1)
    return given if headers.count("row") > 1 else given.assign(row=row_numbers(given))


def _plain_types(cells: pd.Series) -> pd.Series:
    """Return a column of Arrow's types as numbers, or as objects with None for nulls; others as they are."""
    if isinstance(cells.dtype, pd.SparseDtype):
        return pd.Series(np.asarray(cells.array))
    if not isinstance(cells.dtype, pd.ArrowDtype):
        return cells
    if cells.dtype.kind in "iuf":
        return pd.Series(cells.to_numpy(dtype=np.float64, na_value=np.nan))
    objects = cells.astype("object")
    return objects.where(cells.notna(), None)
