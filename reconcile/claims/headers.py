"""The headers of files, as columns of the contract."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from reconcile.claims.frame import is_reserved
from reconcile.claims.near_headers import alike_headers, meant_by
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.tagged_columns import is_tag_row
from reconcile.claims.taken_headers import NEEDED, contract_name, undeclared
from reconcile.claims.text import SHOWN, text_of
from reconcile.errors import InputError
from reconcile.records import findings

__all__ = ["named", "without_tags"]


def named(
    table: pd.DataFrame, file: str, settings: ClaimSettings, head: Sequence[Sequence[str]] = ()
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Rename columns as the contract does; those named like a column of the tool's own output get another name.

    A column that the file lacks is added where the settings give a constant for it. Where only what is declared is
    taken, a header that merely looks like a column of claims is kept under another name.

    Parameters
    ----------
    table : DataFrame
    file : str
        Its name, for findings.
    settings : ClaimSettings
    head : sequence of rows of cells
        First records of the file, where the header is looked for if it is none.

    Returns
    -------
    table : DataFrame
    findings : list of DataFrame
        Columns that were renamed, and headers that were not declared.

    Raises
    ------
    InputError
        Two columns get the same name, or a needed column is missing.

    Examples
    --------
    >>> table = pd.DataFrame(columns=["Source", "what", "best"])
    >>> named(table, "claims.csv", ClaimSettings(columns={"what": "quantity"}))[0].columns.tolist()
    ['source', 'quantity', 'best']
    """
    headers = [str(header) for header in table.columns]
    known, undeclared_ones = undeclared(headers, file, settings)
    read = [known[header] for header in headers]
    # a file without any column, such as an empty list of JSON records, has nothing to complete
    missing = {name: value for name, value in settings.constants.items() if read and name not in read}
    names_given = [*read, *missing]
    try:
        _check_columns(names_given, file)
    except InputError as error:
        raise _with_row_of_header(error, head, settings) from None
    kept = [f"given_{name}" if is_reserved(name) else name for name in names_given]
    _check_twice(kept, file)
    renamed = [name for name in names_given if is_reserved(name)]
    notes = findings(
        "column-renamed", [f"the tool writes a column {name} itself; the one given is kept as given_{name}"
                           for name in renamed],
        file=file, column=renamed, hint="rename it, or map it in [columns]",
    )  # fmt: skip
    constants = pd.DataFrame(missing, index=table.index)
    told = [notes, undeclared_ones, alike_headers(kept, file)]
    return pd.concat([table, constants], axis=1).set_axis(kept, axis=1), told


def _check_columns(named: list[str], file: str) -> None:
    _check_twice(named, file)
    for group, what in NEEDED.items():
        # an empty list of JSON records has no columns at all, and lacks none
        if named and not set(group) & set(named):
            columns = ", ".join(named)[:SHOWN]
            raise InputError(
                f"has no column {' or '.join(map(repr, group))} for {what}; it has {columns}", file=file,
                column=group[0], hint=meant_by(group, named) + "map your header in [columns], or check the delimiter",
            )  # fmt: skip


def _with_row_of_header(error: InputError, head: Sequence[Sequence[str]], settings: ClaimSettings) -> InputError:
    """Return an error on missing columns, with the row in which they stand if they are not in the first."""
    wanted = {*settings.columns, *(name for group in NEEDED for name in group)}
    found = [len({*cells, *map(contract_name, cells)} & wanted) for cells in head]
    row = found.index(max(found)) + 1 if any(found) else 1
    if row == 1:
        return error
    hint = f"the names of columns stand in row {row}: header = {row} in [[inputs]] reads them there"
    return InputError(error.message, file=error.file, column=error.column, hint=hint)


def _check_twice(named: list[str], file: str) -> None:
    twice = [name for position, name in enumerate(named) if name in named[:position]]
    if twice:
        raise InputError(f"two columns are read as {twice[0]}", file=file, column=twice[0], hint="see [columns]")


def without_tags(table: pd.DataFrame, rows: list[int], file: str) -> tuple[pd.DataFrame, list[int], list[pd.DataFrame]]:
    """Drop a first row of HXL tags, such as #affected+killed.

    Examples
    --------
    >>> without_tags(pd.DataFrame({"best": ["#affected+killed", "5"]}), [1, 2], "claims.csv")[1]
    [2]
    """
    cells = text_of(table.iloc[0]) if len(table) else pd.Series([], dtype="str")
    if not is_tag_row(cells):
        return table, rows, []
    note = findings("tag-row", "the row of HXL tags under the header is skipped", file=file, row=rows[0])
    return table.iloc[1:].reset_index(drop=True), rows[1:], [note]
