"""Extracted claims that a run takes: what the desk has accepted joins the claims, what it has not seen is listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from reconcile.claims.claim_files import Read, ragged_rows
from reconcile.claims.headers import named
from reconcile.claims.ids import claim_ids
from reconcile.claims.ledger import Ledger
from reconcile.claims.ratio_wholes import with_wholes
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import SHOWN, says_nothing
from reconcile.columns import EXTRACTED, FINDINGS, RAW_CLAIMS, REJECTED, names
from reconcile.errors import InputError
from reconcile.folder.layout import EXTRACTED_FOLDER
from reconcile.inputs.extracted_rows import no_rows, read_rows
from reconcile.records import join_records, rejections

__all__ = ["AUTO", "UNUSED", "Accepted", "checkable", "read_accepted", "statuses_in_run"]

# the choice of `articles` that takes proposed claims as accepted
AUTO = "auto"

# statuses of claims that a run does not use
UNUSED = ("proposed", "rejected")

# columns of extracted claims that say where a claim was found; they stay in its file
_PLACES = [name for name in names(EXTRACTED) if name not in names(RAW_CLAIMS)]

# columns of numbers that a claim is made of
_NUMBERS = ("low", "best", "high", "weight", "range_level")


@dataclass(frozen=True)
class Accepted:
    """Extracted claims, as a run takes them.

    Attributes
    ----------
    read : Read
        Claims to use, the wholes of ratios among them, with rejections and findings.
    proposed : DataFrame of str
        Rows that nobody has reviewed: columns of extracted claims, `file` and `row`.
    ledger : Ledger
        Rows of the files, those rejected, and claims made beside them.
    """

    read: Read
    proposed: pd.DataFrame
    ledger: Ledger


def read_accepted(
    paths: tuple[Path, ...], settings: ClaimSettings, *, root: Path, articles: str, taken: Collection[str] = (),
    changed: Mapping[str, pd.DataFrame] | None = None,
) -> Accepted:  # fmt: skip
    """Read files of extracted claims, and reject a file that cannot be read instead of failing.

    Parameters
    ----------
    paths : tuple of Path
    settings : ClaimSettings
    root : Path
        Folder to which file names in records are relative.
    articles : str
        "reviewed", or "auto" to take proposed claims as accepted, unless they have no measure.
    taken : collection of str
        As of `taken_files`: of articles that came by themselves only what somebody accepted is used.
    changed : mapping of file to DataFrame of str, optional
        Rows (with `file` and `row`) that are taken for those of a file, which is not read: what if they stood there.

    Examples
    --------
    >>> read_accepted((), ClaimSettings(), root=Path("."), articles="reviewed").proposed.empty
    True
    """
    if not paths:
        nothing = Read(no_rows(), join_records([], names(REJECTED)), join_records([], names(FINDINGS)))
        return Accepted(nothing, no_rows(), Ledger(read=0))
    tables, rejected = zip(*(_read_file(path, settings, root, changed or {}) for path in paths), strict=True)
    rows = pd.concat(tables, ignore_index=True).fillna("")
    rows["status"], rows["claim_id"] = statuses_in_run(rows, articles, taken), claim_ids(rows)
    used = rows[~rows["status"].isin(UNUSED)]
    claims, lone_ratios = with_wholes(used)
    place = {name: claims.pop(name) for name in ("file", "row")}
    claims, of_headers = named(checkable(claims), EXTRACTED_FOLDER, replace(settings, columns={}))
    findings = join_records([lone_ratios, *of_headers], names(FINDINGS))
    read = Read(claims.assign(**place), join_records(rejected, names(REJECTED)), findings)
    # a file that cannot be read has one rejection, and nobody knows how many rows
    ragged = int((read.rejected["rule"] != "file-unreadable").sum())
    ledger = Ledger(
        read=len(rows) + ragged, made=len(claims) - len(used), rejected=ragged,
        refused=int((rows["status"] == "rejected").sum()),
    )  # fmt: skip
    return Accepted(read, rows[rows["status"] == "proposed"].reset_index(drop=True), ledger)


def _read_file(
    path: Path, settings: ClaimSettings, root: Path, changed: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of a file, and its rejections."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    if name in changed:
        return changed[name], join_records([], names(REJECTED))
    try:
        table, broken = read_rows(path, name, settings)
    except InputError as error:
        unreadable = rejections(
            "file-unreadable", value=[error.message[:SHOWN]], file=name, row=error.row if error.row is not None else "",
            column=error.column, hint=error.hint or "fix the file, or extract the article again",
        )  # fmt: skip
        return no_rows(), unreadable
    return table, ragged_rows(broken, table.columns, name)


def statuses_in_run(rows: pd.DataFrame, articles: str, taken: Collection[str] = ()) -> pd.Series:
    """Return the status that each extracted row has for a run, in lower case.

    Parameters
    ----------
    rows : DataFrame of str
    articles, taken : str, collection of str
        As of `read_accepted`.

    Examples
    --------
    >>> rows = pd.DataFrame({"status": ["Accepted", "proposed"], "measure": "killed", "quantity": "", "file": "a.csv"})
    >>> statuses_in_run(rows, "reviewed").tolist(), statuses_in_run(rows, AUTO).tolist()
    (['accepted', 'proposed'], ['accepted', 'accepted'])
    >>> statuses_in_run(rows, AUTO, ["a.csv"]).tolist()
    ['accepted', 'proposed']
    """
    status = rows["status"].str.lower()
    if articles != AUTO:
        return status
    usable = (status == "proposed") & ((rows["measure"] != "") | (rows["quantity"] != ""))
    usable &= ~rows["file"].isin(list(taken))
    return status.mask(usable, "accepted")


def checkable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return extracted rows as claims that can be checked: plain numbers read, places in the article left out.

    Numbers in these files have a decimal point, whatever signs the project declares for its own files.

    Examples
    --------
    >>> row = dict.fromkeys(names(EXTRACTED), "") | {"best": "1.5", "low": "x"}
    >>> checkable(pd.DataFrame([row]))[["best", "low"]].values.tolist()
    [[1.5, 'x']]
    """
    # most articles state their numbers in phrases alone
    told = [name for name in _NUMBERS if not says_nothing(rows[name])]
    numbers = {name: pd.to_numeric(rows[name], errors="coerce").astype(object) for name in told}
    cells = {name: values.where(values.notna(), rows[name]) for name, values in numbers.items()}
    return rows.drop(columns=_PLACES).assign(**cells)
