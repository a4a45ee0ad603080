"""Marks of notes behind figures, "1,234*" or "56 [a]": the figure is read, and a finding says where they stood."""

from __future__ import annotations

import pandas as pd

from reconcile.claims.declarable import ENDS
from reconcile.claims.text import as_text, is_blank, map_unique, text_of
from reconcile.columns import FINDINGS, names
from reconcile.records import findings, join_records

__all__ = ["without_note_marks"]

# a mark of a note: a sign, a raised figure, a letter in round brackets, anything short in square ones
_MARK = r"(?:[*†‡§¹²³⁰⁴-⁹]|\([a-z]\)|\[[^\[\]]{1,20}\])"
_MARKED = rf"^(.*\d)\s*{_MARK}(?:[\s,]*{_MARK})*$"

# cells that a finding shows
_SHOWN = 3


def without_note_marks(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take marks of notes off the figures of a table.

    Parameters
    ----------
    table : DataFrame
        Columns of claims, `file` where there is one. Not changed.

    Returns
    -------
    table : DataFrame
    findings : DataFrame
        One a file and column: what the note says of a figure is for the desk to read.

    Examples
    --------
    >>> table, found = without_note_marks(pd.DataFrame({"best": ["1,234*", "56 [a]", "7"], "file": "claims.csv"}))
    >>> table["best"].tolist(), found["message"].tolist()
    (['1,234', '56', '7'], ["2 figures have the mark of a note, and are read without it: '1,234*', '56 [a]'"])
    """
    bare, told = {}, []
    for name in ENDS:
        if name not in table.columns or table[name].dtype.kind in "iuf" or is_blank(table[name]):
            continue
        held = isinstance(table[name].dtype, pd.CategoricalDtype)
        cells = table[name] if held else text_of(table[name])
        marked = map_unique(cells, lambda texts: texts.str.fullmatch(_MARKED)).astype(bool)
        if marked.any():
            told += _told(table[marked], name)
            texts = as_text(cells).astype("str")
            plain = texts.where(~marked, texts.str.replace(_MARKED, r"\1", regex=True))
            bare[name] = plain.astype("category") if held else table[name].mask(marked, plain)
    return (table.assign(**bare) if bare else table), join_records(told, names(FINDINGS))


def _told(rows: pd.DataFrame, name: str) -> list[pd.DataFrame]:
    files = as_text(rows["file"]) if "file" in rows.columns else pd.Series("", index=rows.index)
    told = []
    for file, cells in text_of(rows[name]).groupby(files, sort=True):
        shown = ", ".join(map(repr, sorted(set(cells))[:_SHOWN]))
        have = "1 figure has" if len(cells) == 1 else f"{len(cells):,} figures have"
        message = f"{have} the mark of a note, and {'is' if len(cells) == 1 else 'are'} read without it: {shown}"
        hint = "see what the note says: provisional, estimated, of another place"
        told.append(findings("note-marks", message, file=file, column=name, hint=hint))
    return told
