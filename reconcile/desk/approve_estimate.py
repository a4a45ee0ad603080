"""Approval of estimates from the outputs, which must be up to date with the files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from reconcile.columns import APPROVALS, names
from reconcile.desk.approvals_table import latest_approvals, read_approvals
from reconcile.desk.four_eyes import check_four_eyes
from reconcile.desk.seal import approval_facts
from reconcile.desk.stored_outputs import stored_tables
from reconcile.engine.select import matching
from reconcile.errors import ConfigError
from reconcile.folder.config import load_config
from reconcile.folder.exchange import recover
from reconcile.folder.file_records import file_records
from reconcile.folder.layout import APPROVALS_FILE
from reconcile.folder.lock import locked
from reconcile.folder.manifest import MANIFEST, read_manifest
from reconcile.folder.output_faults import faults_of_outputs
from reconcile.folder.whole_files import replace_file
from reconcile.inputs.prepared import options_of
from reconcile.report.pages.csv_text import csv_text
from reconcile.spellings import clean_name

__all__ = ["approve"]


def approve(
    root: str | Path, quantity: str, *, editor: str, count_date: str = "", time: str = ""
) -> pd.DataFrame:  # fmt: skip
    """Approve the estimates of a quantity, as they stand in the outputs.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    quantity : str
        Key, label, family or pattern.
    editor : str
        Who approves.
    count_date : str
        As 2025-01-31, for that date alone; without it, the newest date of each quantity.
    time : str
        As 2025-01-31T12:00:00+00:00; now by default.

    Returns
    -------
    DataFrame of str
        The approvals that were added; empty where all were approved already.

    Raises
    ------
    ConfigError
        Nothing matches, no editor is named, an estimate is withheld, the outputs are out of date, or four eyes are
        asked for and the editor has accepted one of the claims.
    LockedError, OutputError, InputError
        Nothing was written.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.pipeline import run_project
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder), run_project(folder)
    ...     approve(folder, "killed", editor="A. Editor")["editor"].tolist()
    ['A. Editor']
    """
    config = load_config(root)
    moment = _moment(time)
    name = clean_name(editor)
    if not any(sign.isalpha() for sign in name):
        raise ConfigError("nobody approves", hint="name the editor: --editor NAME, or RECONCILE_EDITOR")
    with locked(config.root) as state, options_of(config).spoken():
        recover(config.root, state)
        _check_outputs(config.root, config.processed)
        estimates, claims = stored_tables(config.processed)
        rows = _chosen(estimates, quantity, count_date)
        before = read_approvals(config.root)
        added = _approvals(rows, claims, name, moment)
        keys = ["quantity", "count_date", "hash"]
        approved = pd.MultiIndex.from_frame(latest_approvals(before)[keys])
        added = added[~pd.MultiIndex.from_frame(added[keys]).isin(approved)]
        if len(added):
            check_four_eyes(config, set(added["quantity"]), claims, name)
            table = pd.concat([before, added], ignore_index=True)
            replace_file(config.root, APPROVALS_FILE, csv_text(table, APPROVALS).encode())
    return added.reset_index(drop=True)


def _moment(time: str) -> str:
    try:
        moment = datetime.fromisoformat(time) if time else datetime.now(UTC)
    except ValueError as error:
        raise ConfigError(f"'{time}' is not a time", hint="write it as 2025-01-31T12:00:00+00:00") from error
    return moment.isoformat(timespec="seconds")


def _check_outputs(root: Path, processed: Path) -> None:
    """Raise where outputs are not one whole run, or are out of date; only the file of approvals may have changed."""
    faults = faults_of_outputs(root)
    if faults:
        raise ConfigError(f"the outputs cannot be approved: {faults[0]}", hint="`reconcile run` writes them")
    package = read_manifest(processed / MANIFEST) or {"inputs": []}
    recorded = {item["path"]: item["sha256"] for item in package["inputs"] if item.get("sha256")}
    recorded.pop(APPROVALS_FILE, None)
    files = [root / name for name in recorded if (root / name).is_file()]
    now = {record["path"]: record["sha256"] for record in file_records(root, files)}
    changed = sorted(name for name, digest in recorded.items() if now.get(name) != digest)
    if changed:
        raise ConfigError(f"{changed[0]} has changed since the last run", hint="`reconcile run`, look, then approve")


def _chosen(estimates: pd.DataFrame, quantity: str, count_date: str) -> pd.DataFrame:
    """Return the estimates to approve; raise where there is none, or one of them is withheld."""
    rows = estimates[matching(estimates, [quantity])]
    if rows.empty:
        raise ConfigError(f"no quantity matches '{quantity}'", hint="estimates.csv lists them")
    if count_date:
        rows = rows[rows["count_date"] == count_date]
        if rows.empty:
            raise ConfigError(f"'{quantity}' has no estimate for {count_date}", hint="estimates.csv lists the dates")
    else:
        rows = rows.drop_duplicates("quantity", keep="last")
    withheld = rows[rows["publish"] == "withheld"]
    if len(withheld):
        raise ConfigError(
            f"'{withheld['quantity'].iloc[0]}' is withheld: no figure can be approved",
            hint="name another quantity, or a claim that can stand alone",
        )
    return rows


def _approvals(rows: pd.DataFrame, claims: pd.DataFrame, editor: str, time: str) -> pd.DataFrame:
    # the names of voices take the place of their number
    table = rows.assign(**approval_facts(rows, claims), editor=editor, time=time)
    return table[names(APPROVALS)].astype("str")
