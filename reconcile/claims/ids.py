"""What claims are called, and which of them stand there twice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.faults import Faults
from reconcile.claims.text import as_text, categories_of, map_unique, text_of, told_apart

__all__ = ["check_duplicates", "claim_ids", "id_ranks"]

# what tells most claims apart; rows alike in all of these are compared whole
_TELLING = ("source", "quantity", "phrase", "best", "low", "high")


def claim_ids(table: pd.DataFrame) -> pd.Series:
    """Return the id of every claim: its own, else one made of its file and row.

    Parameters
    ----------
    table : DataFrame
        With `claim_id`, `file` and `row` where there are any.

    Returns
    -------
    Series of str, index as `table`
        Made ids are "claims:3" for row 3 of claims.csv, "data/raw/claims.json:3" where another file is called
        claims, too, and "row:3" of a table that is no file.

    Examples
    --------
    >>> rows = pd.DataFrame({"claim_id": ["C1", ""], "file": "raw/claims.csv", "row": [1, 2]})
    >>> claim_ids(rows).tolist()
    ['C1', 'claims:2']
    """
    empty = pd.Series("", index=table.index, dtype="str")
    given = text_of(table["claim_id"]) if "claim_id" in table.columns else empty
    if (given != "").all():
        return given
    row = table["row"] if "row" in table.columns else pd.Series(np.arange(1, len(table) + 1), index=table.index)
    file = categories_of(table["file"] if "file" in table.columns else empty)
    made = as_text(map_unique(file, lambda files: pd.Series(_stems(files), dtype="str"))) + row.astype("str")
    return given.where(given != "", made) if (given != "").any() else made


def _stems(files: Iterable[str]) -> list[str]:
    """Return what the made ids of every file begin with."""
    names = [str(name) for name in files]
    stems = [PurePosixPath(name).stem or "row" for name in names]
    return [f"{stem if stems.count(stem) == 1 else name}:" for name, stem in zip(names, stems, strict=True)]


def id_ranks(ids: pd.Series) -> npt.NDArray[np.int64]:
    """Return the place of every id in alphabetical order, by which ties are settled.

    Examples
    --------
    >>> id_ranks(pd.Series(["C2", "C10", "C1"])).tolist()
    [2, 1, 0]
    """
    ranks = np.empty(len(ids), dtype=np.int64)
    ranks[np.asarray(ids.array.argsort(kind="stable"))] = np.arange(len(ids))
    return ranks


def check_duplicates(claims: pd.DataFrame, faults: Faults) -> None:
    """Reject claims that equal an earlier one in all but id and place, and ids that stand on an earlier row.

    Claims are compared as they were read, so that a table that is checked again gives the same answer: "5.0" is 5,
    and deaths are killed. A row that is rejected for another fault takes neither figure nor id from another.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["C1", "C1"], "source": ["A", "B"], "quantity": "q", "phrase": "",
    ...                        "best": 5.0, "low": 5.0, "high": 5.0, "file": "", "row": [1, 2]})
    >>> check_duplicates(claims, faults := Faults(claims))
    >>> faults.rejected()[["row", "rule"]].values.tolist()
    [[2, 'duplicate-id']]
    """
    good = claims[~faults.rows] if faults.rows.any() else claims
    same = _same_claims(good).reindex(claims.index, fill_value=False)
    repeated = good["claim_id"].duplicated().reindex(claims.index, fill_value=False)
    faults.add(same, "duplicate-row", "", "the row stands there twice; the first one is used")
    faults.add(repeated & ~same, "duplicate-id", "claim_id", "give every claim an id of its own")


def _same_claims(claims: pd.DataFrame) -> pd.Series:
    # hardly any claims have even source and quantity in common
    number, first = told_apart([claims["source"], claims["quantity"]])
    alike = claims[(np.bincount(number, minlength=len(first)) > 1)[number]]
    alike = alike[alike.duplicated(list(_TELLING), keep=False)]
    same = alike.duplicated([name for name in claims.columns if name not in ("claim_id", "file", "row")])
    return same.reindex(claims.index, fill_value=False)
