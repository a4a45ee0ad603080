"""Files of claims as one table of text, nothing interpreted yet."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pandas as pd

from reconcile.claims.formats import RawTable, delimited, excel, json_lines, parquet
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.errors import InputError, NothingUsableError
from reconcile.records import findings, join_records, rejections

__all__ = ["Read", "read_claims", "read_files", "read_table"]

# characters of a value shown in a rejection (contract)
SHOWN = 200

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True)
class Read:
    """Files as read.

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
        Checked claims, one row a claim; rejected rows are left out (`reconcile check` lists them).

    Raises
    ------
    InputError
        The file cannot be read.
    NothingUsableError
        Every row was rejected.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "claims.csv")
    ...     _ = file.write_text("quantity,source,phrase\ndead,A,about 300\n", encoding="utf-8")
    ...     read_claims(file)["said_best"].tolist()
    [300.0]
    """
    from reconcile.claims.check import check_claims

    path, settings = Path(path), settings or ClaimSettings()
    read = read_files([path], settings, root=path.parent)
    checked = check_claims(read.table, settings)
    if checked.claims.empty:
        rejected = join_records([read.rejected, checked.rejected], names(REJECTED))
        raise NothingUsableError("no claim can be used", file=path.name, rejected=rejected, findings=read.findings,
                                 hint="see the rejected rows")  # fmt: skip
    return checked.claims


def read_files(paths: Sequence[Path], settings: ClaimSettings | None = None, *, root: Path) -> Read:
    """Read files of claims into one table.

    Parameters
    ----------
    paths : sequence of Path
    settings : ClaimSettings, optional
    root : Path
        Folder to which file names in records are relative.

    Returns
    -------
    Read

    Raises
    ------
    InputError
        A file is missing, empty, too large, not decodable, or has no usable header.
    """
    settings = settings or ClaimSettings()
    parts = [_read_one(path, settings, root) for path in paths]
    tables = [part.table for part in parts if len(part.table)]
    table = pd.concat(tables, ignore_index=True) if tables else parts[0].table
    return Read(
        table, join_records([part.rejected for part in parts], names(REJECTED)),
        join_records([part.findings for part in parts], names(FINDINGS)),
    )  # fmt: skip


def read_table(path: Path, name: str, settings: ClaimSettings) -> RawTable:
    """Read any file as a table of text, headers as they stand.

    Raises
    ------
    InputError
        As in `read_files`.
    """
    if not path.is_file():
        raise InputError("there is no such file", file=name)
    if path.stat().st_size > settings.max_file_bytes:
        raise InputError(f"has more than {settings.max_file_bytes:,} bytes", file=name, hint="split it")
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return excel.read(path, name)
    if ending == ".parquet":
        return parquet.read(path, name)
    text = _decoded(path.read_bytes(), name, settings)
    if not text.strip():
        raise InputError("the file is empty", file=name, hint="add a header and a row for every claim")
    return json_lines.read(text, name.lower()) if ending in (".json", ".jsonl") else delimited.read(text, name)


def _read_one(path: Path, settings: ClaimSettings, root: Path) -> Read:
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    raw = read_table(path, name, settings)
    table = raw.table.rename(columns=lambda header: settings.columns.get(header, header))
    _check_columns(table, name)
    table, rows, found = _without_tags(table, raw.rows, name)
    table = table.assign(file=name, row=rows)
    if table.empty and not raw.broken:
        found.append(
            findings("no-rows", "the file has a header and no rows", file=name, hint="add a row for every claim")
        )
    rejected = rejections(
        "ragged-row", value=[text[:SHOWN] for _, text in raw.broken], file=name, row=[row for row, _ in raw.broken],
        hint="give every row as many cells as the header; quote cells that hold the delimiter",
    )  # fmt: skip
    return Read(table, rejected, join_records(found, names(FINDINGS)))


def _decoded(data: bytes, name: str, settings: ClaimSettings) -> str:
    declared = next(
        (
            codec
            for pattern, codec in settings.encoding.items()
            if fnmatch(name, pattern) or fnmatch(Path(name).name, pattern)
        ),
        "",
    )
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(declared or marked)
    except LookupError as error:
        raise InputError(f"no such encoding: {declared}", file=name, hint="utf-8, cp1251, latin-1 …") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {error.start} is not {declared or marked}",
            file=name,
            hint="declare the file's encoding in [encoding]",
        ) from error
    if "\x00" in text:
        raise InputError(
            f"character {text.index(chr(0))} is a NUL byte",
            file=name,
            hint="it is no text file, or declare its encoding",
        )
    return text


def _check_columns(table: pd.DataFrame, name: str) -> None:
    twice = table.columns[table.columns.duplicated()]
    if len(twice):
        raise InputError(f"two columns are read as {twice[0]}", file=name, column=str(twice[0]), hint="see [columns]")
    if "source" not in table.columns:
        raise InputError(
            f"has no column 'source'; it has {', '.join(map(str, table.columns))[:SHOWN]}", file=name, column="source",
            hint="map your header in [columns], or check the delimiter",
        )  # fmt: skip


def _without_tags(
    table: pd.DataFrame, rows: list[int], name: str
) -> tuple[pd.DataFrame, list[int], list[pd.DataFrame]]:
    """Skip a first row of HXL tags (#affected+killed)."""
    if table.empty:
        return table, rows, []
    cells = [cell for cell in table.iloc[0].astype(str) if cell.strip()]
    if not cells or not all(cell.startswith("#") for cell in cells):
        return table, rows, []
    told = findings("tag-row", "the row of HXL tags under the header is skipped", file=name, row=rows[0])
    return table.iloc[1:].reset_index(drop=True), rows[1:], [told]
