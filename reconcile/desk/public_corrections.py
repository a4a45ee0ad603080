"""Approved sentences that are no longer what the outputs say: old and new side by side, and why."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from reconcile.desk.approvals_table import day_of, latest, read_approvals
from reconcile.desk.seal import facts_of
from reconcile.desk.stored_outputs import stored_tables
from reconcile.errors import ConfigError
from reconcile.folder.config import load_config
from reconcile.inputs.prepared import options_of
from reconcile.report.pages.corrections_notice import render_corrections
from reconcile.report.sentences.phrasebook import words

__all__ = ["COLUMNS", "as_markdown", "corrections"]

# columns of the table of corrections
COLUMNS = (
    "quantity", "count_date", "editor", "approved", "old", "new", "old_low", "old_high", "new_low", "new_high", "unit",
    "definition_changed", "evidence_changed", "method_changed", "line",
)  # fmt: skip


def corrections(root: str | Path = ".") -> pd.DataFrame:
    """Return the approved sentences whose number, definition or source has changed since.

    Parameters
    ----------
    root : str or Path
        The project's folder; its outputs are read as they stand.

    Returns
    -------
    DataFrame of str
        `COLUMNS`, in the order of quantity and date. `evidence_changed` and `method_changed` are "yes" or ""; where
        both are empty only the date of knowledge moved. `line` is what a reader may be told. `new` is empty where
        there is no such estimate any more.

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
    ...     corrections(folder)[["evidence_changed", "method_changed"]].values.tolist()
    [['', 'yes']]
    """
    config = load_config(root)
    approved = latest(read_approvals(config.root))
    if approved.empty:
        return pd.DataFrame(columns=list(COLUMNS), dtype="str")
    if not (config.processed / "estimates.csv").is_file():
        raise ConfigError("there are no outputs to compare with", hint="`reconcile run` writes them")
    with options_of(config).spoken():
        estimates, claims = stored_tables(config.processed)
        now = _now(estimates, claims)
        both = approved.merge(now, how="left", on=["quantity", "count_date"]).fillna("")
        changed = both[both["hash"] != both["hash_now"]].sort_values(["quantity", "count_date"], kind="stable")
        rows = [_row({str(name): str(value) for name, value in row.items()}) for row in changed.to_dict("records")]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def as_markdown(table: pd.DataFrame) -> str:
    """Write corrections as Markdown; see `reconcile.report.pages.corrections_notice`.

    Examples
    --------
    >>> as_markdown(pd.DataFrame(columns=list(COLUMNS), dtype="str")).strip()
    '# Corrections'
    """
    return render_corrections(table)


def _now(estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    facts = facts_of(estimates, claims).join(estimates[["low", "high", "method", "level"]])
    return estimates[["quantity", "count_date"]].join(facts.add_suffix("_now"))


def _row(one: Mapping[str, str]) -> dict[str, str]:
    gone = one["hash_now"] == ""
    method = not gone and (one["method"], one["level"]) != (one["method_now"], one["level_now"])
    evidence = not gone and one["evidence"] != one["evidence_now"]
    return {
        "quantity": one["quantity"], "count_date": one["count_date"], "editor": one["editor"],
        "approved": day_of(one["time"]), "old": one["sentence"], "new": one["sentence_now"],
        "old_low": one["low"], "old_high": one["high"], "new_low": one["low_now"], "new_high": one["high_now"],
        "unit": one["unit"], "definition_changed": _yes(not gone and one["definition"] != one["definition_now"]),
        "evidence_changed": _yes(evidence), "method_changed": _yes(method),
        "line": _line(one, gone=gone, evidence=evidence, method=method),
    }  # fmt: skip


def _yes(told: bool) -> str:
    return "yes" if told else ""


def _line(one: Mapping[str, str], *, gone: bool, evidence: bool, method: bool) -> str:
    """Write what a reader may be told; a change by method is another announcement than one by new evidence."""
    phrases = words().public
    if gone:
        return phrases["withdrawn"].format(old=one["sentence"])
    told = {
        "old": one["sentence"], "new": one["sentence_now"], "before": one["method"], "after": one["method_now"],
        "voices": one["voices_now"],
    }  # fmt: skip
    why = [phrases["evidence"]] * evidence + [phrases["method"]] * method or [phrases["time"]]
    return " ".join([phrases["line"], *why]).format(**told)
