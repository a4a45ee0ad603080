"""`approvals.csv`: a row for each approval, appended by `reconcile approve` and never changed by it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import SHOWN
from reconcile.columns import APPROVALS, names
from reconcile.desk.seal import seals_of, seals_of_wording
from reconcile.errors import InputError
from reconcile.folder.layout import APPROVALS_FILE

__all__ = ["day_of", "latest_approvals", "read_approvals", "status_of_approvals"]

# columns that say which estimate was approved, and by whom
_NEEDED = ("quantity", "hash", "editor", "time")


def read_approvals(root: Path) -> pd.DataFrame:
    """Read the approvals of a project; there are none where there is no file.

    Returns
    -------
    DataFrame of str
        Columns of `approvals.csv`, in the order of the file.

    Raises
    ------
    InputError
        The file cannot be read, a column is missing, or a row has an empty cell where none may be.

    Examples
    --------
    >>> read_approvals(Path("nowhere")).empty
    True
    """
    file = root / APPROVALS_FILE
    if not file.is_file():
        return pd.DataFrame({name: pd.Series(dtype="str") for name in names(APPROVALS)})
    raw = read_table(file, APPROVALS_FILE, ClaimSettings())
    if raw.broken:
        raise InputError(
            f"the row does not fit the header: {raw.broken[0][1][:SHOWN]}", file=APPROVALS_FILE, row=raw.broken[0][0],
            hint="restore the row, or remove it and approve again",
        )  # fmt: skip
    for name in _NEEDED:
        if name not in raw.table.columns:
            raise InputError(f"has no column '{name}'", file=APPROVALS_FILE, column=name, hint=_HINT)
    table = raw.table.reindex(columns=names(APPROVALS), fill_value="").astype("str")
    for name in _NEEDED:
        empty = (table[name].str.strip() == "").to_numpy()
        if empty.any():
            row = raw.rows[int(empty.argmax())]
            raise InputError("the cell is empty", file=APPROVALS_FILE, row=row, column=name, hint=_HINT)
    return table


_HINT = "remove the row and approve again with `reconcile approve`"


def latest_approvals(approvals: pd.DataFrame) -> pd.DataFrame:
    """Return the last approval of every quantity and count date.

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": ["q", "q"], "count_date": ["", ""], "editor": ["A", "B"]})
    >>> latest_approvals(rows)["editor"].tolist()
    ['B']
    """
    return approvals.drop_duplicates(["quantity", "count_date"], keep="last").reset_index(drop=True)


def status_of_approvals(estimates: pd.DataFrame, approvals: pd.DataFrame) -> pd.DataFrame:
    """Return the status of every estimate: approved, void or draft.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`.
    approvals : DataFrame
        As `read_approvals` returns them.

    Returns
    -------
    DataFrame, index as `estimates`
        `quantity`; `count_date` as text; `status`: "approved", "void" (changed since it was approved) or "draft";
        `editor` and `day` of the approval, "" for drafts.

    Examples
    --------
    >>> none = pd.DataFrame({name: [] for name in ("quantity", "count_date", "hash", "editor", "time")})
    >>> from reconcile.columns import DEFINING, TEXTS
    >>> row = dict.fromkeys(("quantity", "count_date", "publish", "unit", *TEXTS, *DEFINING), "")
    >>> status_of_approvals(pd.DataFrame([row]), none)["status"].tolist()
    ['draft']
    """
    keys = pd.DataFrame({
        "quantity": estimates["quantity"].astype("str"),
        "count_date": pd.to_datetime(estimates["count_date"]).dt.strftime("%Y-%m-%d").fillna(""),
    })  # fmt: skip
    if approvals.empty:
        # seals of a million estimates would take seconds
        return keys.assign(status="draft", editor="", day="")
    last = latest_approvals(approvals)[["quantity", "count_date", "hash", "editor", "time"]].astype("str")
    seals = keys.assign(seal=seals_of(estimates), of_wording=seals_of_wording(estimates))
    estimated = seals.merge(last, how="left", on=["quantity", "count_date"]).fillna("")
    same = (estimated["hash"] == estimated["seal"]) | (estimated["hash"] == estimated["of_wording"])
    status = np.select([same, estimated["hash"] != ""], ["approved", "void"], "draft")
    estimated = estimated.assign(status=status, day=estimated["time"].map(day_of)).set_axis(estimates.index)
    return estimated[["quantity", "count_date", "status", "editor", "day"]]


def day_of(time: str) -> str:
    """Return the day of a time, as approvals hold it.

    Examples
    --------
    >>> day_of("2025-01-31T12:00:00+00:00")
    '2025-01-31'
    """
    return time.partition("T")[0][: len("2025-01-31")]
