"""Approved sentences that have changed since: old and new side by side, and why."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.desk.approvals_table import day_of, latest_approvals, read_approvals
from reconcile.desk.seal import approval_facts, seals_of_wording
from reconcile.desk.stored_outputs import as_stored, stored_tables
from reconcile.errors import ConfigError
from reconcile.folder.config import load_config
from reconcile.folder.layout import ESTIMATES_TABLE
from reconcile.folder.stored_tables import has_table
from reconcile.inputs.prepared import options_of
from reconcile.report.pages.corrections_notice import render_corrections
from reconcile.report.sentences.phrasebook import words

__all__ = ["COLUMNS", "changed_approvals", "corrections_as_markdown", "corrections_of"]

# columns of the table of corrections
COLUMNS = (
    "quantity", "count_date", "editor", "approved", "old", "new", "old_low", "old_high", "new_low", "new_high", "unit",
    "definition_changed", "evidence_changed", "method_changed", "line",
)  # fmt: skip


def changed_approvals(root: str | Path = ".") -> pd.DataFrame:
    """Find the approved sentences whose number, definition or source has changed since.

    Parameters
    ----------
    root : str or Path
        The project's folder, whose outputs are read as they stand.

    Returns
    -------
    DataFrame of str
        `COLUMNS`, sorted by quantity and date. `evidence_changed` and `method_changed` are "yes" or ""; where both
        are empty, only the date of knowledge moved. `line` is for readers. `new` is empty where the estimate is gone.

    Raises
    ------
    ConfigError
        The project has no outputs.
    InputError
        `approvals.csv` cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.desk.approve_estimate import approve
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.run.pipeline import run_project
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder), run_project(folder), approve(folder, "killed", editor="A. Editor")
    ...     _ = run_project(folder, method="median")
    ...     changed_approvals(folder)[["evidence_changed", "method_changed"]].values.tolist()
    [['', 'yes']]
    """
    config = load_config(root)
    approvals = read_approvals(config.root)
    if approvals.empty:
        return pd.DataFrame(columns=list(COLUMNS), dtype="str")
    if not has_table(config.processed, ESTIMATES_TABLE):
        raise ConfigError("there are no outputs to compare with", hint="`reconcile run` writes them")
    with options_of(config).spoken():
        return _changed(latest_approvals(approvals), *stored_tables(config.processed))


def corrections_of(approvals: pd.DataFrame, estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Find the approved sentences that tables about to be written change, as `changed_approvals` will in their files.

    Parameters
    ----------
    approvals : DataFrame
        As `read_approvals` returns them.
    estimates, claims : DataFrame
        Rows of `estimates.csv` and `claims.csv`.

    Returns
    -------
    DataFrame of str
        `COLUMNS`, sorted by quantity and date.

    Examples
    --------
    >>> corrections_of(read_approvals(Path("nowhere")), pd.DataFrame(), pd.DataFrame()).empty
    True
    """
    if approvals.empty:
        return pd.DataFrame(columns=list(COLUMNS), dtype="str")
    approved = latest_approvals(approvals)
    concerned = (table[table["quantity"].isin(approved["quantity"])] for table in (estimates, claims))
    return _changed(approved, *as_stored(*concerned))


def _changed(approved: pd.DataFrame, estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    both = approved.merge(_now(estimates, claims).astype("str"), how="left", on=["quantity", "count_date"]).fillna("")
    changed = both[_reads_otherwise(both)].sort_values(["quantity", "count_date"], kind="stable")
    rows = [_row({str(name): str(value) for name, value in row.items()}) for row in changed.to_dict("records")]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def corrections_as_markdown(table: pd.DataFrame) -> str:
    """Return corrections as a page in Markdown.

    Examples
    --------
    >>> corrections_as_markdown(pd.DataFrame(columns=list(COLUMNS), dtype="str")).strip()
    '# Corrections'
    """
    return render_corrections(table)


def _now(estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    facts = approval_facts(estimates, claims).join(estimates[["low", "high", "method", "level", "publish", "unit"]])
    facts = facts.assign(of_wording=seals_of_wording(estimates))
    return estimates[["quantity", "count_date"]].join(facts.add_suffix("_now"))


def _reads_otherwise(both: pd.DataFrame) -> Flags:
    """Return True where what readers saw has changed: a note alone that reads otherwise is nothing to announce."""
    stands = (both["hash"] == both["hash_now"]) | (both["hash"] == both["of_wording_now"])
    printed = ("sentence", "definition", "publish", "unit")
    same = np.logical_and.reduce([(both[name] == both[f"{name}_now"]).to_numpy() for name in printed])
    changed: Flags = ~stands.to_numpy() & ~same
    return changed


def _row(pair: Mapping[str, str]) -> dict[str, str]:
    """Return a correction, from an approval and the present estimate (in columns that end in `_now`)."""
    gone = pair["hash_now"] == ""
    method = not gone and (pair["method"], pair["level"]) != (pair["method_now"], pair["level_now"])
    evidence = not gone and pair["evidence"] != pair["evidence_now"]
    return {
        "quantity": pair["quantity"], "count_date": pair["count_date"], "editor": pair["editor"],
        "approved": day_of(pair["time"]), "old": pair["sentence"], "new": pair["sentence_now"],
        "old_low": pair["low"], "old_high": pair["high"], "new_low": pair["low_now"], "new_high": pair["high_now"],
        "unit": pair["unit"], "definition_changed": _yes(not gone and pair["definition"] != pair["definition_now"]),
        "evidence_changed": _yes(evidence), "method_changed": _yes(method),
        "line": _line(pair, gone=gone, evidence=evidence, method=method),
    }  # fmt: skip


def _yes(changed: bool) -> str:
    return "yes" if changed else ""


def _line(pair: Mapping[str, str], *, gone: bool, evidence: bool, method: bool) -> str:
    """Return the notice to readers, which announces a change of method apart from new evidence."""
    phrases = words().public
    if gone:
        return phrases["withdrawn"].format(old=pair["sentence"])
    fields = {
        "old": pair["sentence"], "new": pair["sentence_now"], "before": pair["method"], "after": pair["method_now"],
        "voices": pair["voices_now"],
    }  # fmt: skip
    reasons = [phrases["evidence"]] * evidence + [phrases["method"]] * method or [phrases["time"]]
    return " ".join([phrases["line"], *reasons]).format(**fields)
