"""Files of extracted claims, `data/raw/extracted/*.csv`, and their rows as text.

All cells are text. What a spreadsheet would take for a formula gets an apostrophe in front, as in every table that is
written. Reading the file takes it away again, so that every cell comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from reconcile.claims.formats.any_file import read_table
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import map_unique, text_of
from reconcile.columns import EXTRACTED, Column, names
from reconcile.errors import InputError
from reconcile.report.pages.csv_text import FORMULA_STARTS, csv_text

__all__ = ["csv_of", "no_rows", "read_rows", "rows_as_text"]

# columns without which a row cannot be recognised, reviewed or used; the others are empty where a file lacks them
NEEDED = ("claim_id", "measure", "phrase", "source", "status")

# every cell is written as it is: a number that the desk wrote must come back with the same digits
_AS_TEXT = tuple(Column(column.name, "string", column.meaning) for column in EXTRACTED)

_STARTS = "".join(map(re.escape, FORMULA_STARTS))
# a text that looks guarded already gets one more apostrophe, so that taking one away restores it
_LOOKS_GUARDED = re.compile(f"^'+[{_STARTS}]")
_ANY_LOOKS_GUARDED = re.compile(f"\0'+[{_STARTS}]")


def no_rows() -> pd.DataFrame:
    """Return a table of extracted claims, with `file` and `row`, that has no rows.

    Examples
    --------
    >>> no_rows().columns.tolist()[-3:]
    ['confidence', 'file', 'row']
    """
    return _no_rows().copy()


@cache
def _no_rows() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in [*names(EXTRACTED), "file", "row"]})


def rows_as_text(table: pd.DataFrame) -> pd.DataFrame:
    r"""Return rows with the columns of extracted claims and any others, every cell as plain text.

    Examples
    --------
    >>> rows_as_text(pd.DataFrame({"quote": ["a\r\nb"], "n1": [81.0]}))[["quote", "n1", "n2"]].values.tolist()
    [['a\nb', '81', '']]
    """
    known = names(EXTRACTED)
    order = [*known, *(name for name in table.columns if name not in known)]
    texts = {name: text_of(table[name]).reset_index(drop=True) for name in order if name in table.columns}
    nothing = pd.Series("", index=pd.RangeIndex(len(table)), dtype="str")
    rows = pd.DataFrame({name: texts.get(name, nothing) for name in order})
    if "\r" not in _told(rows):
        return rows
    return rows.assign(**{str(name): cells.str.replace(r"\r\n?", "\n", regex=True) for name, cells in rows.items()})


def _told(rows: pd.DataFrame) -> str:
    """Return all cells in one text, a NUL before each: what none of them has is seen at once."""
    return "\0" + "\0".join(rows.to_numpy(dtype=object).ravel().tolist())


def csv_of(table: pd.DataFrame) -> str:
    r"""Return rows as CSV that is safe to open in a spreadsheet.

    Examples
    --------
    >>> csv_of(pd.DataFrame({"claim_id": ["E1"], "quote": ["=1+1"]})).splitlines()[1][:3]
    'E1,'
    >>> "'=1+1" in csv_of(pd.DataFrame({"claim_id": ["E1"], "quote": ["=1+1"]}))
    True
    """
    return csv_text(_each_cell(rows_as_text(table), _guarded), _AS_TEXT)


def _each_cell(table: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """Change the texts that look guarded; hardly a file has one."""
    if not _ANY_LOOKS_GUARDED.search(_told(table)):
        return table
    looks = {name: cells.str.match(_LOOKS_GUARDED) for name, cells in table.items()}
    odd = [name for name, mask in looks.items() if mask.any()]
    return table.assign(
        **{str(name): map_unique(table[name], lambda texts: texts.map(change).astype("str")) for name in odd}
    )


def _guarded(text: str) -> str:
    return "'" + text if _LOOKS_GUARDED.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if _LOOKS_GUARDED.match(text) else text


def read_rows(
    path: Path, name: str, settings: ClaimSettings | None = None
) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """Read a file of extracted claims.

    Parameters
    ----------
    path : Path
    name : str
        Name of the file, for errors.
    settings : ClaimSettings, optional
        Encodings are taken from it; headers are those of the contract, whatever a project maps.

    Returns
    -------
    table : DataFrame
        Every cell as text: all columns of extracted claims, any others, `file` and `row`.
    broken : list of (row, text)
        Rows that do not fit the header.

    Raises
    ------
    InputError
        The file cannot be read, or it lacks a column without which a row cannot be reviewed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "article.csv")
    ...     _ = file.write_text(csv_of(pd.DataFrame({"claim_id": ["E1"], "quote": ["=1+1"]})), encoding="utf-8")
    ...     read_rows(file, "article.csv")[0][["claim_id", "quote", "row"]].values.tolist()
    [['E1', '=1+1', 1]]
    """
    raw = read_table(path, name, replace(settings or ClaimSettings(), columns={}))
    missing = [column for column in NEEDED if column not in raw.table.columns]
    if missing:
        raise InputError(
            f"has no column '{missing[0]}'", file=name, column=missing[0],
            hint="keep the header that `reconcile extract` wrote",
        )  # fmt: skip
    table = raw.table.drop(columns=[column for column in ("file", "row") if column in raw.table.columns])
    rows = _each_cell(rows_as_text(table), _unguarded)
    return rows.assign(file=name, row=raw.rows), raw.broken
