"""What a quantity would be if a claim were accepted, or left out: computed from the files as they stand."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from reconcile.claims.checked import some_claims
from reconcile.desk.extracted_store import read_editable_rows
from reconcile.errors import ConfigError, NothingUsableError, ReconcileError
from reconcile.folder.paths import relative
from reconcile.inputs.extracted_rows import csv_of
from reconcile.inputs.input_files import InputFiles, input_files
from reconcile.inputs.prepared import options_of, prepare
from reconcile.notebook.reconciliation import Reconciliation, reconcile_checked
from reconcile.web.project_now import Standing

__all__ = ["Preview", "preview_of_claim", "preview_without"]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A quantity now and then.

    Attributes
    ----------
    quantity : str
        Its key, "" where the claim would be in none.
    now, then : DataFrame
        Its rows of the estimates; empty where it has none.
    problem : str
        Why the claim would be in none.
    """

    quantity: str
    now: pd.DataFrame
    then: pd.DataFrame
    problem: str = ""


def preview_without(standing: Standing, quantity: str, left_out: Collection[str]) -> Preview:
    """Return a quantity without some of its claims, as a run without them would have it.

    Raises
    ------
    ConfigError
        There is no such quantity.

    Examples
    --------
    >>> from reconcile.web.project_now import ProjectNow
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     standing = ProjectNow(folder).standing()
    ...     quantity = standing.result.tables.estimates["quantity"].iloc[0]
    ...     preview = preview_without(standing, quantity, [])
    ...     preview.now["best"].tolist() == preview.then["best"].tolist()
    True
    """
    now = _rows(standing.result.tables if standing.result else None, quantity)
    if standing.result is None or now.empty:
        raise ConfigError(f"there is no quantity '{quantity}'", hint="it may have another key since a claim was set")
    prepared = standing.result.prepared
    kept = (~prepared.checked.claims["claim_id"].isin(list(left_out))).to_numpy()
    if not kept.any():
        return Preview(quantity=quantity, now=now, then=now.head(0), problem="no claim would be left")
    checked = replace(prepared.checked, claims=some_claims(prepared.checked.claims, kept), ledger=None)
    tables = reconcile_checked(checked, prepared.registry, prepared.options)
    return Preview(quantity=quantity, now=now, then=_rows(tables, quantity))


def preview_of_claim(standing: Standing, file: str, claim_id: str) -> Preview:
    """Return the quantity that an extracted claim would join if it were accepted as it stands, now and then.

    Parameters
    ----------
    standing : Standing
    file : str
        Path of its file in the project.
    claim_id : str

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.web.project_now import ProjectNow
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     preview_of_claim(ProjectNow(folder).standing(), "data/raw/extracted/raid.csv", "E1").problem
    'there is no such claim'
    """
    none = pd.DataFrame({"quantity": pd.Series(dtype="str")})
    tables = standing.result.tables if standing.result else None
    try:
        then = _with_accepted(standing, file, claim_id)
    except NothingUsableError as error:
        return Preview(quantity="", now=none, then=none, problem=_first_reason(error))
    except ReconcileError as error:
        return Preview(quantity="", now=none, then=none, problem=str(error))
    if then is None:
        return Preview(quantity="", now=none, then=none, problem="there is no such claim")
    joined = then.claims.loc[then.claims["claim_id"] == claim_id, "quantity"]
    if joined.empty:
        return Preview(quantity="", now=none, then=none, problem=_rejection(then, claim_id))
    quantity = str(joined.iloc[0])
    return Preview(quantity=quantity, now=_rows(tables, quantity), then=_rows(then, quantity))


def _with_accepted(standing: Standing, file: str, claim_id: str) -> Reconciliation | None:
    """Return the tables of the project with one claim accepted, None where there is no such claim."""
    config = standing.config
    path = config.root / file
    rows = read_editable_rows(path, file) if path.is_file() else pd.DataFrame({"claim_id": []})
    wanted = (rows["claim_id"] == claim_id).to_numpy()
    if not wanted.any():
        return None
    rows.loc[wanted, "status"] = "accepted"
    files = standing.files or input_files(config)
    with tempfile.TemporaryDirectory(prefix="reconcile-desk-") as folder:
        copy = Path(folder) / path.name
        copy.write_text(csv_of(rows.drop(columns=["file", "row"])), encoding="utf-8")
        prepared = prepare(config, _exchanged(files, config.root, file, copy), options_of(config), lambda stage: None)
    return reconcile_checked(replace(prepared.checked, ledger=None), prepared.registry, prepared.options)


def _exchanged(files: InputFiles, root: Path, file: str, copy: Path) -> InputFiles:
    return replace(files, extracted=tuple(copy if relative(root, one) == file else one for one in files.extracted))


def _rows(tables: Reconciliation | None, quantity: str) -> pd.DataFrame:
    if tables is None:
        return pd.DataFrame({"quantity": pd.Series(dtype="str")})
    return tables.estimates[tables.estimates["quantity"] == quantity].reset_index(drop=True)


def _rejection(then: Reconciliation, claim_id: str) -> str:
    rows = then.rejected[then.rejected["claim_id"] == claim_id]
    return _reason(rows) if len(rows) else "a run would leave it out"


def _first_reason(error: NothingUsableError) -> str:
    rows = error.rejected
    return _reason(rows) if rows is not None and len(rows) else str(error)


def _reason(rows: pd.DataFrame) -> str:
    rule, hint = (str(rows[name].iloc[0]) for name in ("rule", "hint"))
    return "it has no measure: set one" if rule == "no-quantity" else hint or rule
