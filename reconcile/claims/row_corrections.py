"""Hand corrections as data: each names the value it expects, and becomes a finding once that value is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from pathlib import Path

import pandas as pd

from reconcile.claims.formats.any_file import read_table
from reconcile.claims.ids import claim_ids
from reconcile.claims.name_cells import NAMES
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import SHOWN, text_of
from reconcile.columns import CORRECTIONS, FINDINGS, RAW_CLAIMS, REJECTED, names
from reconcile.errors import InputError
from reconcile.records import findings, join_records
from reconcile.spellings import name_key, set_key

__all__ = ["CORRECTED", "apply_corrections", "read_corrections"]

_ACTIONS = ("replace", "drop")
# how the note of a claim begins that was corrected, before the name of the column
CORRECTED = "corrected: "


def read_corrections(path: Path, settings: ClaimSettings | None = None, *, root: Path | None = None) -> pd.DataFrame:
    r"""Read a table of corrections.

    Parameters
    ----------
    path : Path
    settings : ClaimSettings, optional
    root : Path, optional
        Folder to which the file's name in records is relative; without it records hold the bare name.

    Returns
    -------
    DataFrame
        Columns of `corrections.csv`, all text, with `file` and `row`.

    Raises
    ------
    InputError
        The file cannot be read, lacks a column, or holds a row that is no correction: ragged, without locator or
        reason, or with an unknown action. A wrong correction is an error, as skipping it would change figures.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "corrections.csv")
    ...     _ = file.write_text("locator,action,reason\nC1,drop,garbled\n", encoding="utf-8")
    ...     read_corrections(file)[["locator", "action", "column"]].values.tolist()
    [['C1', 'drop', '']]
    """
    name = path.relative_to(root).as_posix() if root is not None and path.is_relative_to(root) else path.name
    raw = read_table(path, name, settings or ClaimSettings())
    missing = [column for column in ("locator", "reason") if column not in raw.table.columns]
    if missing:
        raise InputError(f"has no column '{missing[0]}'", file=name, column=missing[0],
                         hint=f"columns are {', '.join(names(CORRECTIONS))}")  # fmt: skip
    if raw.broken:
        raise InputError(f"the row does not fit the header: {raw.broken[0][1][:SHOWN]}", file=name,
                         row=raw.broken[0][0], hint="quote cells that hold the delimiter")  # fmt: skip
    table = raw.table.reindex(columns=names(CORRECTIONS), fill_value="").apply(text_of)
    table["action"] = table["action"].str.lower().replace("", _ACTIONS[0])
    table = table.assign(row=raw.rows, file=name)
    _refuse(table, table["locator"] == "", "locator", "the correction names no claim", "write a claim_id")
    _refuse(table, table["reason"] == "", "reason", "the correction gives no reason", "say why, with the evidence")
    _refuse(table, ~table["action"].isin(_ACTIONS), "action", "the action is not known", "replace or drop")
    nowhere = (table["action"] == "replace") & (table["column"] == "")
    _refuse(table, nowhere, "column", "the correction names no column", "name the column to correct")
    return table


def _refuse(table: pd.DataFrame, wrong: pd.Series, column: str, message: str, hint: str) -> None:
    if wrong.any():
        first = table[wrong].iloc[0]
        raise InputError(message, file=first["file"], row=int(first["row"]), column=column,
                         value=str(first[column]), hint=hint)  # fmt: skip


def apply_corrections(
    table: pd.DataFrame, corrections: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Apply corrections to the raw table of claims.

    Parameters
    ----------
    table : DataFrame
        Rows as read, with `claim_id`, or `file` and `row` from which ids are made.
    corrections : DataFrame
        As `read_corrections` returns them. Several corrections of one cell are applied in their order.

    Returns
    -------
    table : DataFrame
        A copy; `dropped_reason` holds why a claim was dropped, and `note` gains the reason of a replaced value.
    rejected : DataFrame
        Always empty: a correction rejects nothing.
    findings : DataFrame
        Corrections that were not applied, because their claim, column or expected value does not exist.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["C1"], "measure": ["killed"], "note": [""]})
    >>> fix = pd.DataFrame([{"locator": "C1", "column": "measure", "expected": "killed", "value": "casualties",
    ...                      "action": "replace", "reason": "as in the original", "file": "fixes.csv", "row": 1}])
    >>> apply_corrections(claims, fix)[0]["measure"].tolist()
    ['casualties']
    """
    result = table.reset_index(drop=True)
    ids = claim_ids(result)
    for name in dict.fromkeys(["note", "dropped_reason", *corrections["column"]]):
        if name in result.columns:
            # text cannot be put into a typed column
            result[name] = result[name].astype(object)
        elif name in names(RAW_CLAIMS) or name == "dropped_reason":
            result[name] = pd.Series("", index=result.index, dtype=object)
    row_of = _rows_by_id(ids)
    outcomes = [_apply(result, row_of, fix) for fix in corrections.to_dict("records")]
    unapplied = [finding for finding in outcomes if finding is not None]
    return result, join_records([], names(REJECTED)), join_records(unapplied, names(FINDINGS))


def _apply(result: pd.DataFrame, row_of: dict[str, int], fix: Mapping[Hashable, object]) -> pd.DataFrame | None:
    """Apply one correction in place, or return a finding; row by row, as a project has dozens of corrections."""
    locator, column, reason = str(fix["locator"]), str(fix["column"]), str(fix["reason"])
    locator = locator if locator in row_of else name_key(locator)
    if locator not in row_of:
        return _finding(fix, "correction-lost", "there is no such claim", str(fix["locator"]))
    row = row_of[locator]
    if column and column not in result.columns:
        return _finding(fix, "correction-lost", f"there is no column {column}", column)
    value = _cell(result, row, column) if column else ""
    if column and not _same(column, value, str(fix["expected"])):
        message = f"{column} is no longer '{fix['expected']}': it is '{value[:SHOWN]}'"
        return _finding(fix, "correction-stale", message, value)
    if fix["action"] == "drop":
        result.loc[row, "dropped_reason"] = reason
        return None
    result.loc[row, column] = str(fix["value"])
    note, added = _cell(result, row, "note"), f"{CORRECTED}{column} was '{fix['expected']}' ({reason})"
    result.loc[row, "note"] = f"{note}; {added}" if note else added
    return None


def _rows_by_id(ids: pd.Series) -> dict[str, int]:
    """Return the first row of every id, as it is written and, where that is one id alone, as names are compared."""
    row_of = {claim: row for row, claim in reversed(list(enumerate(ids)))}
    keys = Counter(map(name_key, row_of))
    return {name_key(claim): row for claim, row in row_of.items() if keys[name_key(claim)] == 1} | row_of


def _same(column: str, value: str, expected: str) -> bool:
    """Return True where a cell holds what a correction expects: in columns of names, in any spelling."""
    named = any(column in columns for columns in NAMES)
    return value == expected or (named and set_key(value) == set_key(expected))


def _cell(table: pd.DataFrame, row: int, column: str) -> str:
    value = table[column].array[row]
    # most cells are plain: there are as many of them as corrections
    if isinstance(value, str) and value.isascii():
        return value.strip()
    return str(text_of(pd.Series([value], dtype=object)).iloc[0])


def _finding(fix: Mapping[Hashable, object], rule: str, message: str, value: str) -> pd.DataFrame:
    return findings(
        rule, f"a correction is not applied: {message}", claim_id=fix["locator"], file=fix["file"], row=fix["row"],
        column=fix["column"], value=value[:SHOWN], hint="look at the claim again, then change or remove the correction",
    )  # fmt: skip
