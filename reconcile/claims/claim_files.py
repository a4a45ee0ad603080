"""Files of claims as one table, before anything in it is interpreted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from reconcile.claims.embargo import EMBARGO
from reconcile.claims.formats.any_file import read_table
from reconcile.claims.headers import named, without_tags
from reconcile.claims.ids import AGAIN, whole_ids
from reconcile.claims.layout_headers import absent_headers, check_layout
from reconcile.claims.nothing_usable import nothing_usable
from reconcile.claims.own_writing import in_common_writing
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.several_values import readings, with_figure
from reconcile.claims.spread_columns import spread
from reconcile.claims.tagged_columns import tagged
from reconcile.claims.text import SHOWN, plain
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.errors import InputError
from reconcile.records import findings, join_records, rejections

__all__ = ["Read", "ragged_rows", "read_claims", "read_files"]


@dataclass(frozen=True)
class Read:
    """The content of files.

    Attributes
    ----------
    table : DataFrame
        All rows of all files under their contract headers, with `file` and `row`.
    rejected, findings : DataFrame
    """

    table: pd.DataFrame
    rejected: pd.DataFrame
    findings: pd.DataFrame


def read_claims(path: str | Path, *, settings: ClaimSettings | None = None) -> pd.DataFrame:
    r"""Read and check a file of claims.

    Parameters
    ----------
    path : str or Path
        CSV, TSV, JSON, JSONL, XLSX or Parquet.
    settings : ClaimSettings, optional

    Returns
    -------
    DataFrame
        Checked claims, one row each; rejected rows are left out (`reconcile check` lists them).

    Raises
    ------
    InputError
        The file cannot be read.
    NothingUsableError
        Every row was rejected; the error holds the rejections and the findings.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "claims.csv")
    ...     _ = file.write_text("quantity,source,phrase\ndead,A,about 300\n", encoding="utf-8")
    ...     read_claims(file)["said_best"].tolist()
    [300.0]
    """
    from reconcile.claims.checked import check_claims

    path, settings = Path(path), settings or ClaimSettings()
    read = read_files([path], settings, root=path.parent)
    checked = check_claims(read.table, settings)
    if checked.claims.empty:
        raise nothing_usable(
            join_records([read.rejected, checked.rejected], names(REJECTED)),
            join_records([read.findings, checked.findings], names(FINDINGS)),
        )
    return plain(checked.claims)


def read_files(paths: Sequence[Path], settings: ClaimSettings | None = None, *, root: Path) -> Read:
    """Read files of claims into one table.

    Parameters
    ----------
    paths : sequence of Path
        At least one.
    settings : ClaimSettings, optional
    root : Path
        Folder to which file names in records are relative.

    Returns
    -------
    Read

    Raises
    ------
    InputError
        Files are missing, empty, too large, not decodable, or have no usable header; all of them are named.
    """
    settings = settings or ClaimSettings()
    contents: list[Read] = []
    faults: list[InputError] = []
    for path in paths:
        try:
            contents.append(_read_one(path, settings, root))
        except InputError as error:
            faults.append(error)
    if faults:
        raise faults[0] if len(faults) == 1 else InputError("; ".join(map(str, faults)))
    if not contents:
        raise InputError("there is no file of claims", hint="put a claims.csv there")
    tables = [content.table for content in contents if len(content.table)]
    return Read(
        pd.concat(tables, ignore_index=True) if tables else contents[0].table,
        join_records([content.rejected for content in contents], names(REJECTED)),
        join_records([content.findings for content in contents], names(FINDINGS)),
    )


def _read_one(path: Path, settings: ClaimSettings, root: Path) -> Read:
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    raw = read_table(path, name, settings)
    if raw.broken and raw.table.empty and not len(raw.table.columns):
        row, text = raw.broken[0]
        raise InputError(f"no record can be read: {text[:SHOWN]}", file=name, row=row, hint="one object a claim")
    settings = tagged(raw.table, name, settings)
    check_layout(raw.table.columns, name, settings)
    table, rows, tags = without_tags(raw.table, raw.rows, name)
    notes = [*raw.notes, *tags, absent_headers(raw.table.columns, name, settings)]
    if table.empty and not raw.broken:
        hint = "add a row for every claim"
        notes.append(findings("no-rows", "the file has a header and no rows", file=name, hint=hint))
    parts = [
        _read_part(part, rows, name if number == 1 else f"{name}{AGAIN}{number}", raw.head, own)
        for number, (part, own) in enumerate(readings(*spread(table, name, settings)), start=1)
    ]
    whole = pd.concat([part.table for part in parts], ignore_index=True) if len(parts) > 1 else parts[0].table
    rejected = ragged_rows(raw.broken, whole.columns, name)
    return Read(whole, rejected, join_records([*notes, *(part.findings for part in parts)], names(FINDINGS)))


def _read_part(
    given: pd.DataFrame, rows: list[int], name: str, head: Sequence[Sequence[str]], settings: ClaimSettings
) -> Read:
    """Return the claims of one column of figures."""
    table, notes = named(given, name, settings, head)
    table, own = in_common_writing(whole_ids(table), rows, name, settings)
    table, rows, empty = with_figure(table, rows, name, settings)
    found = join_records([*notes, *own, *empty], names(FINDINGS))
    return Read(table.assign(file=name, row=rows), join_records([], names(REJECTED)), found)


def ragged_rows(broken: Sequence[tuple[int, str]], columns: Collection[str], name: str) -> pd.DataFrame:
    """Reject rows that have more or fewer cells than the header.

    Parameters
    ----------
    broken : sequence of (row, text)
        As `RawTable` has them.
    columns : collection of str
        Columns of the table. If the embargo is one of them, only the number of a row's cells is shown, as any of them
        may be embargoed.
    name : str
        Name of the file.

    Examples
    --------
    >>> ragged_rows([(2, "1 cells for 2 columns: B")], ["source"], "claims.csv")["value"].tolist()
    ['1 cells for 2 columns: B']
    """
    shown = [text.partition(":")[0] if EMBARGO in columns else text for _, text in broken]
    return rejections(
        "ragged-row", value=[text[:SHOWN] for text in shown], file=name, row=[row for row, _ in broken],
        hint="give every row as many cells as the header; quote cells that hold the delimiter",
    )  # fmt: skip
