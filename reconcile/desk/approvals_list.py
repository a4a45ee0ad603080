"""What is approved, and whether it still holds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reconcile.desk.approvals_table import day_of, latest, read_approvals, status_of_approvals
from reconcile.desk.stored_outputs import stored_tables
from reconcile.folder.config import load_config
from reconcile.inputs.prepared import options_of

__all__ = ["approved"]


def approved(root: str | Path = ".") -> pd.DataFrame:
    """Return the last approval of every quantity and date, beside the outputs as they stand.

    Returns
    -------
    DataFrame of str
        `quantity`, `count_date`, `status` ("approved", or "void" where the estimate is another one or gone), `editor`,
        `day`; by quantity and date.

    Raises
    ------
    InputError
        `approvals.csv` cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(approved(folder))
    0
    """
    config = load_config(root)
    approvals = read_approvals(config.root)
    columns = ["quantity", "count_date", "status", "editor", "day"]
    if approvals.empty:
        return pd.DataFrame(columns=columns, dtype="str")
    last = latest(approvals).assign(status="void")
    last["day"] = last["time"].map(day_of)
    if (config.processed / "estimates.csv").is_file():
        with options_of(config).spoken():
            told = status_of_approvals(stored_tables(config.processed)[0], approvals)
        holds = pd.MultiIndex.from_frame(told.loc[told["status"] == "approved", ["quantity", "count_date"]])
        last.loc[pd.MultiIndex.from_frame(last[["quantity", "count_date"]]).isin(holds), "status"] = "approved"
    return last.sort_values(["quantity", "count_date"], kind="stable")[columns].reset_index(drop=True)
