"""The list of approvals, and whether each still holds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reconcile.desk.approvals_table import day_of, latest_approvals, read_approvals, status_of_approvals
from reconcile.desk.stored_outputs import stored_tables
from reconcile.folder.config import load_config
from reconcile.folder.layout import ESTIMATES_TABLE
from reconcile.folder.stored_tables import has_table
from reconcile.inputs.prepared import options_of

__all__ = ["list_approvals"]


def list_approvals(root: str | Path = ".") -> pd.DataFrame:
    """Return the last approval of every quantity and date, and whether the outputs still bear it out.

    Returns
    -------
    DataFrame of str
        `quantity`, `count_date`, `status` ("approved", or "void" where the estimate has changed or is gone), `editor`,
        `day`; sorted by quantity and date.

    Raises
    ------
    InputError
        `approvals.csv` cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(list_approvals(folder))
    0
    """
    config = load_config(root)
    approvals = read_approvals(config.root)
    columns = ["quantity", "count_date", "status", "editor", "day"]
    if approvals.empty:
        return pd.DataFrame(columns=columns, dtype="str")
    last = latest_approvals(approvals).assign(status="void")
    last["day"] = last["time"].map(day_of)
    if has_table(config.processed, ESTIMATES_TABLE):
        with options_of(config).spoken():
            estimates = status_of_approvals(stored_tables(config.processed)[0], approvals)
        holds = pd.MultiIndex.from_frame(estimates.loc[estimates["status"] == "approved", ["quantity", "count_date"]])
        last.loc[pd.MultiIndex.from_frame(last[["quantity", "count_date"]]).isin(holds), "status"] = "approved"
    return last.sort_values(["quantity", "count_date"], kind="stable")[columns].reset_index(drop=True)
