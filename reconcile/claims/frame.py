"""Tables of claims in one shape, before anything in them is read."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, as_held, strings
from reconcile.claims.declarable import DATES, ENDS
from reconcile.claims.faults import Faults
from reconcile.claims.formats import check_width
from reconcile.claims.text import (
    SHOWN,
    categories_of,
    is_blank,
    is_text,
    map_unique,
    object_cells,
    says_nothing,
    text_of,
)  # fmt: skip
from reconcile.columns import CLAIMS, RAW_CLAIMS, names
from reconcile.errors import InputError

__all__ = [
    "NUMBERS", "SAID", "check_cells", "ends_of", "framed", "is_reserved", "numbered", "reject_objects", "row_numbers",
]  # fmt: skip

NUMBERS = (*ENDS, "weight", "range_level")

# columns of the reading of a phrase that are kept as `said_...`; `unit` is the stated unit where the phrase has none
SAID = (
    "rule", "kind", "n1", "n2", "low", "best", "high", "p_low", "p_high", "bound", "open_low", "open_high", "hedge",
    "why", "unit",
)  # fmt: skip

# columns that checking adds: where a claim stands and what became of it, and how its phrase was read
_OF_FILES = ("file", "row", "dropped_reason", "edition_of", "rows", "event_list", "edition", "said_unit")
_ADDED = (*_OF_FILES, *(f"said_{name}" for name in SAID))

# columns from which nothing is read
_REMARKS = ("note", "quote", "url")

# the largest number of a row: beyond it a float holds no whole numbers
_LAST_ROW = 2**53

# characters that break terminals and files and belong to no text: ASCII controls but for tabs and line breaks
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_ANY_CONTROL = re.compile(_CONTROLS)


def is_reserved(name: str) -> bool:
    """Return True if a header is the name of a column that the tool itself writes.

    Examples
    --------
    >>> is_reserved("voice"), is_reserved("weight"), is_reserved("desk")
    (True, False, False)
    """
    return name in _ADDED or (name in names(CLAIMS) and name not in names(RAW_CLAIMS))


def framed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table in the shape of claims.

    Parameters
    ----------
    table : DataFrame
        Any raw columns, text or typed, other columns, and those of a table that was checked before. Not changed.

    Returns
    -------
    DataFrame, index 0, 1, …
        Raw columns, others as text, `file`, `row`, `dropped_reason`, `edition_of`, `rows`, `event_list`, `edition`,
        `said_unit`. Numbers and
        dates are unchanged; text is held as categories, except `claim_id`.

    Raises
    ------
    InputError
        A column occurs twice.

    Examples
    --------
    >>> framed(pd.DataFrame({"source": ["A "], "best": [3]}))[["source", "best", "phrase", "row"]].values.tolist()
    [['A', 3, '', 1]]
    """
    given = table.reset_index(drop=True).set_axis([str(name) for name in table.columns], axis=1)
    check_width(sum(name not in names(RAW_CLAIMS) and name not in _ADDED for name in given.columns), "")
    twice = given.columns[given.columns.duplicated()]
    if len(twice):
        raise InputError(f"two columns are called {twice[0]}", column=twice[0], hint="rename or drop one of them")
    empty = categories_of(pd.Series("", index=given.index, dtype="str"))
    columns = {name: _column(given, name, empty) for name in names(RAW_CLAIMS)}
    columns |= {name: _categories(given[name], empty) for name in given.columns if name not in {*columns, *_ADDED}}
    columns |= {name: _column(given, name, empty) for name in _OF_FILES if name != "row"}
    columns["row"] = row_numbers(given)
    order = [*(name for name in columns if name not in _ADDED), *_OF_FILES]
    return pd.DataFrame({name: as_held(columns[name]) for name in order}, index=given.index)


def _column(given: pd.DataFrame, name: str, empty: pd.Series) -> pd.Series:
    if name not in given.columns:
        return empty
    cells = given[name]
    typed = (name in NUMBERS and _holds_numbers(cells)) or (name in DATES and cells.dtype.kind == "M")
    if typed:
        return cells
    # ids are distinct, so that categories of them save nothing
    return text_of(cells) if name == "claim_id" else _categories(cells, empty)


def _categories(cells: pd.Series, empty: pd.Series) -> pd.Series:
    """Return cells as categories; most columns of most files are empty, and share those of nothing."""
    return empty if says_nothing(cells) else categories_of(cells)


def _holds_numbers(cells: pd.Series) -> bool:
    """Return True for a column of numbers, or of scalars of several types; False for one of text alone."""
    return cells.dtype.kind in "iuf" or (cells.dtype == object and bool(cells.map(pd.api.types.is_scalar).all()))


def row_numbers(given: pd.DataFrame) -> pd.Series:
    """Return the number of every row: the given one where there is a whole number, else its place from 1.

    Examples
    --------
    >>> row_numbers(pd.DataFrame({"row": [7, None, "x"]})).tolist(), row_numbers(pd.DataFrame({"best": [3]})).tolist()
    ([7, 2, 3], [1])
    """
    numbered = pd.Series(np.arange(1, len(given) + 1), index=given.index)
    if "row" not in given.columns:
        return numbered
    stated = pd.to_numeric(given["row"], errors="coerce").astype("float64")
    return stated.where(stated.abs() <= _LAST_ROW).fillna(numbered).astype("int64")


def reject_objects(table: pd.DataFrame, faults: Faults) -> None:
    """Reject rows in which a column of claims holds a list, a mapping or the like; notes and other columns keep it.

    Examples
    --------
    >>> table = pd.DataFrame({"source": ["A", {"name": "B"}]})
    >>> reject_objects(table, faults := Faults(framed(table)))
    >>> faults.rejected()[["row", "rule", "value"]].values.tolist()
    [[2, 'object-in-cell', '{"name": "B"}']]
    """
    for name in names(RAW_CLAIMS):
        if name in table.columns and name not in _REMARKS and (objects := object_cells(table[name])).any():
            faults.add(objects, "object-in-cell", name, "take the one text or number out of its list or object")


def check_cells(raw: pd.DataFrame, faults: Faults, longest: int) -> pd.DataFrame:
    """Reject cells that are too long or cannot be printed; return a copy of the table with long cells cut.

    Examples
    --------
    >>> raw = framed(pd.DataFrame({"source": ["A"], "note": ["x" * 99]}))
    >>> faults = Faults(raw)
    >>> check_cells(raw, faults, 50)["note"].str.len().tolist(), faults.rejected()["rule"].tolist()
    ([99], ['cell-too-long'])
    """
    checked = raw.copy()
    for name in raw.columns:
        cells = raw[name]
        if not is_text(cells) or _is_sound(cells, longest):
            continue
        long = map_unique(cells, lambda texts: texts.str.len() > longest)
        faults.add(long, "cell-too-long", name, f"a cell has at most {longest:,} characters: check the quotes")
        if long.any():
            checked[name] = cells = map_unique(
                cells, lambda texts: texts.mask(texts.str.len() > longest, texts.str.slice(0, SHOWN))
            )
        broken = map_unique(cells, lambda texts: texts.str.contains(_CONTROLS, regex=True))
        faults.add(broken, "control-character", name, "remove the character that cannot be printed")
    return checked


def _is_sound(cells: pd.Series, longest: int) -> bool:
    """Return True where no text of a column, read as one, is too long or cannot be printed."""
    if is_blank(cells):
        return True
    held = cells.array
    texts = strings(held.categories if isinstance(held, pd.Categorical) else cells).tolist()
    return max(map(len, texts), default=0) <= longest and not _ANY_CONTROL.search("\n".join(texts))


def ends_of(claims: pd.DataFrame) -> Floats:
    """Return the number columns of claims that say low, best and high; shape (claims, 3), nan where there is none.

    Examples
    --------
    >>> ends_of(pd.DataFrame({"low": [3.0], "best": [None], "high": [5.0]})).tolist()
    [[3.0, nan, 5.0]]
    """
    return np.column_stack([claims[name].to_numpy(np.float64) for name in ENDS])


def numbered(claims: pd.DataFrame) -> Flags:
    """Return True for claims with a number of their own, beside their phrase or without one; shape (claims,).

    Examples
    --------
    >>> numbered(pd.DataFrame({"low": [3.0, None], "best": None, "high": None}).astype(float)).tolist()
    [True, False]
    """
    return np.asarray(~np.isnan(ends_of(claims)).all(axis=1))
