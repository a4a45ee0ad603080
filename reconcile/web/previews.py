"""What a quantity would be if a claim were accepted, or left out: computed from the files as they stand."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.checked import some_claims
from reconcile.claims.event_lists import EVENT_ROWS
from reconcile.columns import TEXTS
from reconcile.desk.extracted_store import read_editable_rows
from reconcile.engine.parts.estimates_of_some import estimates_of_some
from reconcile.errors import ConfigError, NothingUsableError, ReconcileError
from reconcile.folder.paths import relative
from reconcile.inputs.extracted_rows import csv_of
from reconcile.inputs.input_files import InputFiles, input_files
from reconcile.inputs.prepared import Prepared, options_of, prepare
from reconcile.notebook.reconciliation import Reconciliation, reconcile_checked
from reconcile.pool.methods import CURVE
from reconcile.report.sentences.wording import printed_texts
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
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> from reconcile.web.project_now import ProjectNow
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     standing = ProjectNow(folder).standing()
    ...     quantity = standing.result.tables.estimates["quantity"].iloc[0]
    ...     preview = preview_without(standing, quantity, [])
    ...     preview.now["best"].tolist() == preview.then["best"].tolist()
    True
    """
    now = _rows(standing.result.tables.estimates if standing.result else None, quantity)
    if standing.result is None or now.empty:
        raise ConfigError(f"there is no quantity '{quantity}'", hint="it may have another key since a claim was set")
    prepared, said = standing.result.prepared, standing.result.tables.claims
    kept = (~prepared.checked.claims["claim_id"].isin(list(left_out))).to_numpy()
    checked = replace(prepared.checked, claims=some_claims(prepared.checked.claims, kept), ledger=None)
    own = said.loc[said["quantity"] == quantity, "claim_id"]
    asked = checked.claims["claim_id"].isin(own).to_numpy()
    if not asked.any():
        return Preview(quantity=quantity, now=now, then=now.head(0), problem="no claim would be left")
    then, _ = _reconciled(replace(prepared, checked=checked), asked)
    return Preview(quantity=quantity, now=now, then=_rows(then, quantity))


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
    try:
        prepared = _with_accepted(standing, file, claim_id)
    except NothingUsableError as error:
        return _none(_reason(error.rejected) if error.rejected is not None and len(error.rejected) else str(error))
    except ReconcileError as error:
        return _none(str(error))
    if prepared is None:
        return _none("there is no such claim")
    asked = (prepared.checked.claims["claim_id"] == claim_id).to_numpy()
    if not asked.any():
        return _none(_rejection(prepared.checked.rejected, claim_id))
    then, claims = _reconciled(prepared, asked)
    quantity = str(claims.loc[claims["claim_id"] == claim_id, "quantity"].iloc[0])
    now = standing.result.tables.estimates if standing.result else None
    return Preview(quantity=quantity, now=_rows(now, quantity), then=_rows(then, quantity))


def _none(problem: str) -> Preview:
    nothing = _rows(None, "")
    return Preview(quantity="", now=nothing, then=nothing, problem=problem)


def _with_accepted(standing: Standing, file: str, claim_id: str) -> Prepared | None:
    """Return the claims of the project with one more accepted, None where there is no such claim."""
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
        return prepare(config, _exchanged(files, config.root, file, copy), options_of(config), lambda stage: None)


def _exchanged(files: InputFiles, root: Path, file: str, copy: Path) -> InputFiles:
    return replace(files, extracted=tuple(copy if relative(root, one) == file else one for one in files.extracted))


def _reconciled(prepared: Prepared, asked: Flags) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the estimates that some claims are in, with their sentences, and the claims behind them.

    What has nothing to do with them is left out, where the method allows it: a run says the same of them.
    """
    options, claims = prepared.options, prepared.checked.claims
    events = (claims["rows"] == EVENT_ROWS).to_numpy()
    if options.method == CURVE.name or (events & asked).any():
        whole: Reconciliation = reconcile_checked(replace(prepared.checked, ledger=None), prepared.registry, options)
        return whole.estimates, whole.claims
    some = estimates_of_some(claims, asked, prepared.registry, options)
    table = prepared.registry.table
    named = {source: name for source, name in zip(table["source"], table["name"], strict=True) if name}
    with options.spoken():
        said = printed_texts(
            some.estimates, some.claims, subjects=options.subjects, sources=named, behind=some.behind
        )  # fmt: skip
    return some.estimates.assign(**{name: said[name] for name in TEXTS}), some.claims


def _rows(estimates: pd.DataFrame | None, quantity: str) -> pd.DataFrame:
    if estimates is None:
        return pd.DataFrame({"quantity": pd.Series(dtype="str")})
    return estimates[estimates["quantity"] == quantity].reset_index(drop=True)


def _rejection(rejected: pd.DataFrame, claim_id: str) -> str:
    rows = rejected[rejected["claim_id"] == claim_id]
    return _reason(rows) if len(rows) else "a run would leave it out"


def _reason(rows: pd.DataFrame) -> str:
    rule, hint = (str(rows[name].iloc[0]) for name in ("rule", "hint"))
    return "it has no measure: set one" if rule == "no-quantity" else hint or rule
