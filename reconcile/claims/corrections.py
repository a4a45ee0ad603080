"""Hand corrections as data: each says what it expects to find, and speaks up when that is no longer there."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path

import pandas as pd

from reconcile.claims.read import read_table
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import CORRECTIONS, FINDINGS, RAW_CLAIMS, REJECTED, names
from reconcile.errors import InputError
from reconcile.records import findings, join_records

__all__ = ["apply_corrections", "read_corrections"]


def read_corrections(path: Path, settings: ClaimSettings | None = None) -> pd.DataFrame:
    """Read a table of corrections.

    Returns
    -------
    DataFrame
        Columns of `corrections.csv`, all text.

    Raises
    ------
    InputError
        The file cannot be read, lacks a column, or gives an action that is not known.
    """
    raw = read_table(path, path.name, settings or ClaimSettings())
    table = raw.table
    missing = [name for name in ("locator", "reason") if name not in table.columns]
    if missing:
        raise InputError(f"has no column '{missing[0]}'", file=path.name, column=missing[0],
                         hint=f"columns are {', '.join(names(CORRECTIONS))}")  # fmt: skip
    table = table.reindex(columns=names(CORRECTIONS), fill_value="").apply(lambda column: column.str.strip())
    table["action"] = table["action"].str.lower().replace("", "replace")
    wrong = ~table["action"].isin(["replace", "drop"])
    if wrong.any():
        raise InputError("the action is not known", file=path.name, row=raw.rows[int(wrong.to_numpy().argmax())],
                         column="action", value=str(table.loc[wrong, "action"].iloc[0]),
                         hint="replace or drop")  # fmt: skip
    numbered: pd.DataFrame = table.assign(row=raw.rows, file=path.name)
    return numbered


def apply_corrections(
    table: pd.DataFrame, corrections: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Apply corrections to the raw table of claims.

    Parameters
    ----------
    table : DataFrame
        Rows as read, with `claim_id`.
    corrections : DataFrame
        As `read_corrections` gives them.

    Returns
    -------
    table : DataFrame
        A copy; `dropped_reason` tells why a claim was dropped, and `note` gains the reason of a replaced value.
    rejected : DataFrame
        Always empty: a correction rejects nothing.
    findings : DataFrame
        Corrections whose claim, column or expected value is not there. They are not applied.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["C1"], "measure": ["killed"], "note": [""]})
    >>> fix = pd.DataFrame([{"locator": "C1", "column": "measure", "expected": "killed", "value": "casualties",
    ...                      "action": "replace", "reason": "as in the original", "file": "fixes.csv", "row": 1}])
    >>> apply_corrections(claims, fix)[0]["measure"].tolist()
    ['casualties']
    """
    result = table.copy()
    for name in ("claim_id", "note", "dropped_reason"):
        if name not in result.columns:
            result[name] = ""
    place_of = {claim: place for place, claim in reversed(list(enumerate(result["claim_id"].astype(str).str.strip())))}
    found = [_apply(result, place_of, fix) for fix in corrections.to_dict("records")]
    told = [part for part in found if part is not None]
    return result, join_records([], names(REJECTED)), join_records(told, names(FINDINGS))


def _apply(result: pd.DataFrame, place_of: dict[str, int], fix: Mapping[Hashable, object]) -> pd.DataFrame | None:
    """Apply one correction in place; return a finding if it does not hold. There are dozens, not thousands."""
    locator, column, reason = str(fix["locator"]), str(fix["column"]), str(fix["reason"])
    if locator not in place_of:
        return _finding(fix, "correction-lost", "there is no such claim", locator)
    row = place_of[locator]
    label = result.index[row]
    if column:
        if column not in names(RAW_CLAIMS) and column not in result.columns:
            return _finding(fix, "correction-lost", f"there is no column {column}", column)
        stands = str(result[column].iloc[row]).strip() if column in result.columns else ""
        if stands != fix["expected"]:
            return _finding(
                fix, "correction-stale", f"{column} is no longer '{fix['expected']}': it is '{stands[:200]}'", stands
            )
    if fix["action"] == "drop":
        result.loc[label, "dropped_reason"] = reason
        return None
    if column not in result.columns:
        result[column] = ""
    result.loc[label, column] = str(fix["value"])
    note = str(result["note"].iloc[row])
    told = f"corrected: {column} was '{fix['expected']}' ({reason})"
    result.loc[label, "note"] = f"{note}; {told}" if note else told
    return None


def _finding(fix: Mapping[Hashable, object], rule: str, message: str, value: str) -> pd.DataFrame:
    return findings(
        rule, f"a correction is not applied: {message}", claim_id=fix["locator"], file=fix["file"], row=fix["row"],
        column=fix["column"], value=value[:200], hint="look at the claim again, then change or remove the correction",
    )  # fmt: skip
