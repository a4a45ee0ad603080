"""Marks that files have where a number or a date is missing, such as NA or –: read as empty cells."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from reconcile.claims.declarable import DATES
from reconcile.claims.frame import NUMBERS
from reconcile.claims.text import as_text, is_blank, map_unique, text_of
from reconcile.columns import FINDINGS, names
from reconcile.records import findings, join_records

__all__ = ["without_marks"]

# marks that a finding shows
_SHOWN = 5


def without_marks(table: pd.DataFrame, marks: Collection[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Empty the cells of numbers and dates that hold a mark of what is missing.

    Parameters
    ----------
    table : DataFrame
        Columns of claims, `file` where there is one. Not changed.
    marks : collection of str
        Compared without regard to case.

    Returns
    -------
    table : DataFrame
    findings : DataFrame
        One a file and column.

    Examples
    --------
    >>> table, found = without_marks(pd.DataFrame({"low": ["3", "n/a"], "file": "claims.csv"}), ["N/A"])
    >>> table["low"].tolist(), found["message"].tolist()
    (['3', ''], ["1 cell holds a mark of what is missing ('n/a') and is read as empty"])
    """
    wanted = {mark.strip().casefold() for mark in marks}
    emptied, told = {}, []
    for name in (*NUMBERS, *DATES):
        if name not in table.columns or not _may_be_marked(table[name], wanted):
            continue
        if (marked := _marked(table[name], wanted)).any():
            told += _told(table[marked], name)
            emptied[name] = _emptied(table[name], marked)
    return (table.assign(**emptied) if emptied else table), join_records(told, names(FINDINGS))


def _may_be_marked(cells: pd.Series, marks: Collection[str]) -> bool:
    if cells.dtype.kind in "iufM":
        # few marks are a number, such as a code -9 that an input declares
        return any(mark.lstrip("-").isdigit() for mark in marks)
    return not is_blank(cells) or "" in marks


def _marked(cells: pd.Series, marks: Collection[str]) -> pd.Series:
    texts = cells if isinstance(cells.dtype, pd.CategoricalDtype) else text_of(cells)
    return map_unique(texts, lambda words: words.str.casefold().isin(marks)).astype(bool)


def _emptied(cells: pd.Series, marked: pd.Series) -> pd.Series:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return as_text(cells).mask(marked, "").astype("category")
    return cells.astype(object).mask(marked, None) if cells.dtype.kind in "iufM" else cells.mask(marked, "")


def _told(rows: pd.DataFrame, name: str) -> list[pd.DataFrame]:
    files = as_text(rows["file"]) if "file" in rows.columns else pd.Series("", index=rows.index)
    told = []
    for file, cells in text_of(rows[name]).groupby(files, sort=True):
        shown = ", ".join(map(repr, sorted(set(cells))[:_SHOWN]))
        held = "1 cell holds a mark" if len(cells) == 1 else f"{len(cells):,} cells hold marks"
        read = "is" if len(cells) == 1 else "are"
        message = f"{held} of what is missing ({shown}) and {read} read as empty"
        told.append(findings("missing-marks", message, file=file, column=name, hint="see missing in [numbers]"))
    return told
