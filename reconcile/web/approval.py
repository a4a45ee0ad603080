"""Approval of a sentence that somebody saw: it is approved only if the outputs say the same."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from reconcile.desk.approve_estimate import approve
from reconcile.desk.seal import seals_of
from reconcile.desk.stored_outputs import stored_tables
from reconcile.errors import ChangedError
from reconcile.folder.config import load_config
from reconcile.inputs.prepared import options_of
from reconcile.run.pipeline import run_project

__all__ = ["approve_as_seen"]


def approve_as_seen(
    root: str | Path, quantity: str, *, count_date: str, seal: str, editor: str, wait: float = 0.0
) -> pd.DataFrame:  # fmt: skip
    """Run the project where its outputs are out of date, and approve a sentence that still is the one that was seen.

    No input is fetched: the sentence is of the files as they lie there.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    quantity, count_date : str
        Key of the quantity, and the day as 2025-01-31, "" where it has none.
    seal : str
        Of the estimate that was seen (`seals_of`).
    editor : str
        Who approves.
    wait : float
        Seconds to wait for another run to end.

    Returns
    -------
    DataFrame of str
        The approvals that were added.

    Raises
    ------
    ChangedError
        The outputs say something else; `now` is the sentence as it stands.
    ConfigError, InputError, LockedError, OutputError
        Nothing was approved.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     approve_as_seen(folder, "killed", count_date="", seal="another", editor="A. Editor")
    Traceback (most recent call last):
        ...
    reconcile.errors.ChangedError: the sentence is another one now ...
    """
    # a click asks no server: what is fetched is fetched by `reconcile run`
    run_project(root, wait=wait, offline=True)
    config = load_config(root)
    with options_of(config).spoken():
        rows = stored_tables(config.processed)[0]
        rows = rows[(rows["quantity"] == quantity) & (rows["count_date"] == count_date)]
        same = len(rows) == 1 and seals_of(rows).iloc[0] == seal
    if not same:
        now = " ".join(filter(None, rows["wording"].tolist()))
        raise ChangedError("the sentence is another one now", now=now, hint=now or "there is no such quantity any more")
    return approve(root, quantity, editor=editor, count_date=count_date)
