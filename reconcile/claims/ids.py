"""The ids of claims, and which claims occur twice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.editions import name_editions
from reconcile.claims.event_lists import EVENT_ROWS, name_by_lists
from reconcile.claims.faults import Faults
from reconcile.claims.text import as_text, categories_of, group_rows, map_unique, text_of

__all__ = ["AGAIN", "check_duplicates", "claim_ids", "id_ranks", "whole_ids"]

# stands before the number of a further reading of one file, in its name and in ids made from it: "list.csv#2"
AGAIN = "#"

# a whole number as a tool writes it that has it as a decimal one
_WHOLE = r"([0-9]+)\.0"

# columns in which most claims differ; only rows that are equal in all of these are compared whole
_DISTINCTIVE = ("source", "quantity", "phrase", "best", "low", "high")


def claim_ids(table: pd.DataFrame) -> pd.Series:
    """Return the id of every claim: the given one, else one made from its file and row.

    Parameters
    ----------
    table : DataFrame
        With `claim_id`, `file` and `row` where there are any.

    Returns
    -------
    Series of str, index as `table`
        Made ids are "claims:3" for row 3 of claims.csv, "data/raw/claims.json:3" where two files are called claims,
        and "row:3" for a table that was not read from a file.

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


def whole_ids(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the decimals that other tools give to ids that are whole numbers.

    A column with an empty cell becomes one of decimals in many of them; the ids of the next edition are whole again.
    Ids stay as they are where any of them is no such number.

    Examples
    --------
    >>> whole_ids(pd.DataFrame({"claim_id": ["300380.0", ""]}))["claim_id"].tolist()
    ['300380', '']
    >>> whole_ids(pd.DataFrame({"claim_id": ["1.0", "1.1"]}))["claim_id"].tolist()
    ['1.0', '1.1']
    """
    if "claim_id" not in table.columns:
        return table
    ids = text_of(table["claim_id"])
    filled = ids[ids != ""]
    if filled.empty or not filled.str.fullmatch(_WHOLE).all():
        return table
    return table.assign(claim_id=ids.str.replace(_WHOLE, r"\1", regex=True))


def _stems(files: Iterable[str]) -> list[str]:
    """Return the beginning of the made ids of every file."""
    names = [str(name) for name in files]
    stems = [_stem(name) for name in names]
    return [f"{stem if stems.count(stem) == 1 else name}:" for name, stem in zip(names, stems, strict=True)]


def _stem(name: str) -> str:
    """Return the stem of a file's name, with the number of its reading."""
    file, again, number = name.rpartition(AGAIN)
    read_again = bool(again) and number.isdecimal()
    return (PurePosixPath(file if read_again else name).stem or "row") + (again + number if read_again else "")


def id_ranks(ids: pd.Series) -> npt.NDArray[np.int64]:
    """Return the alphabetical rank of every id, which settles ties.

    Examples
    --------
    >>> id_ranks(pd.Series(["C2", "C10", "C1"])).tolist()
    [2, 1, 0]
    """
    ranks = np.empty(len(ids), dtype=np.int64)
    ranks[np.asarray(ids.array.argsort(kind="stable"))] = np.arange(len(ids))
    return ranks


def check_duplicates(claims: pd.DataFrame, faults: Faults) -> None:
    """Reject claims without an id of their own that equal another in all but file and row, and repeated ids.

    Claims are compared as they were read, "5.0" as 5 and deaths as killed, so that checking a table again gives the
    same answer. A row that is rejected for another fault is not compared. A row with an id of its own is no duplicate;
    a repeated id is a later edition, or rejected (`name_editions`). Events that are alike have happened apart, and
    their ids are those of their list (`name_by_lists`).

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["C1", "C1"], "source": ["A", "B"], "quantity": "q", "phrase": "",
    ...                        "best": 5.0, "low": 5.0, "high": 5.0, "published": pd.NaT, "edition_of": "", "file": "",
    ...                        "row": [1, 2], "event_list": "", "edition": "", "rows": "", "measure": "killed"})
    >>> check_duplicates(claims, faults := Faults(claims))
    >>> faults.rejected()[["row", "rule"]].values.tolist()
    [[2, 'duplicate-id']]
    """
    usable = claims[~faults.rows] if faults.rows.any() else claims
    given = faults.raw["claim_id"].iloc[usable.index] if "claim_id" in faults.raw else pd.Series("", usable.index)
    apart = (text_of(given) != "") | (usable["rows"] == EVENT_ROWS)
    same = _same_claims(usable, apart).reindex(claims.index, fill_value=False)
    faults.add(same, "duplicate-row", "", "the row is there twice; the first one is used")
    name_by_lists(claims, ~faults.rows)
    name_editions(claims, faults)


def _same_claims(claims: pd.DataFrame, own_id: pd.Series) -> pd.Series:
    """Return True for every claim without an id of its own that equals one with an id, or an earlier one."""
    if own_id.all():
        return pd.Series(False, index=claims.index)
    # few claims share even source and quantity, which are cheap to compare
    group, first = group_rows([claims["source"], claims["quantity"]])
    if len(first) == len(group):
        return pd.Series(False, index=claims.index)
    alike = claims[(np.bincount(group, minlength=len(first)) > 1)[group]]
    alike = alike[alike.duplicated(list(_DISTINCTIVE), keep=False)]
    own = own_id.loc[alike.index].to_numpy()
    alike, own = alike.iloc[np.argsort(~own, kind="stable")], np.sort(own)[::-1]
    same = alike.duplicated([name for name in claims.columns if name not in ("claim_id", "file", "row")])
    return (same & ~own).reindex(claims.index, fill_value=False)
