"""Tables as folders of Parquet parts: written beside the last ones, whole on the disk before they take their place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
import pandas as pd

from reconcile.claims.text import is_text, text_of
from reconcile.columns import (
    CLAIMS,
    CURVES,
    DEPENDENCE,
    DIAGNOSTICS,
    ESTIMATES,
    FINDINGS,
    IDENTITY_CHECKS,
    REJECTED,
    Column,
)
from reconcile.errors import ConfigError, OutputError
from reconcile.folder.paths import shown_path
from reconcile.folder.whole_files import sync_folder, write_synced
from reconcile.report.pages.parquet_table import ARROW_TYPES, write_arrow
from reconcile.version import __version__

__all__ = [
    "DECLARED",
    "MANIFEST",
    "check_apart",
    "check_target",
    "empty_tables",
    "staged",
    "write_manifest",
    "write_parquet",
    "write_part",
]

# says which parts there are, with their sizes and sums; a folder without it is none of ours
MANIFEST = "manifest.json"

# columns of every table, with their types; others are written as they are
DECLARED: dict[str, tuple[Column, ...]] = {
    "estimates": ESTIMATES, "sums": ESTIMATES, "claims": CLAIMS, "rejected": REJECTED, "findings": FINDINGS,
    "identities": IDENTITY_CHECKS, "diagnostics": DIAGNOSTICS, "dependence": DEPENDENCE, "curves": CURVES,
}  # fmt: skip

# rows of a part: some tens of megabytes, which readers take at once
ROWS_OF_PART = 250_000


def check_apart(source: Path, target: Path) -> None:
    """Refuse folders of claims and outputs of which one lies within the other, and make the folder around the outputs.

    Parameters
    ----------
    source, target : Path
        Resolved.

    Raises
    ------
    ConfigError
        The outputs would take the place of claims, or be read as claims.
    OutputError

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     check_apart(Path(folder, "out", "claims.parquet"), Path(folder, "out"))
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: claims in claims.parquet and outputs in out ... (name a folder apart for the outputs)
    """
    if source.is_relative_to(target) or target.is_relative_to(source):
        raise ConfigError(
            f"claims in {shown_path(source.name)} and outputs in {shown_path(target.name)} lie within one another",
            hint="name a folder apart for the outputs",
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError.of_disk(shown_path(target.name), error) from error


def check_target(target: Path) -> None:
    """Refuse a folder that holds something else than outputs; outputs that were being exchanged are put back.

    Raises
    ------
    OutputError

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     check_target(Path(folder, "out"))
    """
    before, name = _beside(target, "before"), shown_path(target.name)
    with suppress(OSError):
        if before.is_dir() and not target.exists():
            before.rename(target)
    if target.exists() and not target.is_dir():
        raise OutputError(f"{name} is a file", hint="name a new folder")
    if others := _others(target):
        raise OutputError(f"{name} holds other files, such as {shown_path(others[0])}", hint="name a new folder")


def _others(target: Path) -> list[str]:
    """Return the files of a folder that no run wrote, by its manifest; all where that is none of ours."""
    try:
        told = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        ours = {MANIFEST, *(str(part["path"]) for part in told["parts"])} if "reconcile" in told else set()
    except (OSError, ValueError, LookupError, TypeError):
        ours = set()
    held = (file.relative_to(target).as_posix() for file in target.rglob("*") if not file.is_dir())
    return sorted({*held} - ours)


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Yield a folder that takes the place of another one once it is filled.

    Raises
    ------
    OutputError
        No room, or no permission; what was there before still is, as it is after any other error.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     with staged(Path(home, "out")) as folder:
    ...         part = write_part(folder, "claims", 0, pd.DataFrame({"best": [3.0]}))
    ...     part["path"], Path(home, "out", part["path"]).is_file()
    ('claims.parquet/part-00000.parquet', True)
    """
    staging, before = _beside(target, "unfinished"), _beside(target, "before")
    try:
        for folder in (staging, before):
            rmtree(folder, ignore_errors=True)
        staging.mkdir(parents=True)
        yield staging
        for folder in (*filter(Path.is_dir, staging.iterdir()), staging):
            sync_folder(folder)
        _exchange(staging, target, before)
    except OSError as error:
        raise OutputError.of_disk(target.name, error, stands="it is as it was") from error
    finally:
        rmtree(staging, ignore_errors=True)


def write_manifest(folder: Path, facts: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> None:
    """Write which parts there are, and other facts of a run.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_manifest(Path(folder), {"engine": "local"}, [])
    ...     json.loads(Path(folder, MANIFEST).read_text())["parts"]
    []
    """
    ordered = sorted(parts, key=lambda part: str(part["path"]))
    content = json.dumps({"reconcile": __version__, **facts, "parts": ordered}, indent=2) + "\n"
    write_synced(folder / MANIFEST, content.encode("utf-8"))


def write_parquet(target: Path, tables: Mapping[str, pd.DataFrame], facts: Mapping[str, Any]) -> None:
    """Write tables as folders of parts, and a manifest of them, in place of those that a folder holds.

    Parameters
    ----------
    target : Path
        Folder; it is there as a whole or as it was before.
    tables : mapping of name to DataFrame
        Each becomes `NAME.parquet/part-00000.parquet`, ….
    facts : mapping
        More for the manifest.

    Raises
    ------
    OutputError
        No room, or no permission; what was there before still is.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_parquet(Path(folder, "out"), {"claims": pd.DataFrame({"best": [3.0]})}, {})
    ...     pd.read_parquet(Path(folder, "out", "claims.parquet"))["best"].tolist()
    [3.0]
    """
    with staged(target) as folder:
        write_manifest(
            folder, facts, [part for name, table in tables.items() for part in _write_table(folder, name, table)]
        )


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def _exchange(staging: Path, target: Path, before: Path) -> None:
    """Put a folder in the place of another; where that fails, the other is put back."""
    if target.exists():
        target.rename(before)
    try:
        staging.rename(target)
    except OSError:
        if before.exists():
            before.rename(target)
        raise
    sync_folder(target.parent)
    rmtree(before, ignore_errors=True)


def _write_table(folder: Path, name: str, table: pd.DataFrame) -> list[dict[str, Any]]:
    """Write the parts of a table, at least one, and return what the manifest says of them."""
    starts = range(0, max(len(table), 1), ROWS_OF_PART)
    return [write_part(folder, name, place, table.iloc[start : start + ROWS_OF_PART])
            for place, start in enumerate(starts)]  # fmt: skip


def _arrow(name: str, table: pd.DataFrame) -> Any:
    """Return a table as Arrow has it, each column in the type that it is declared with; one schema for all parts."""
    types = {column.name: column.type for column in DECLARED.get(name, ())}
    arrow = import_module("pyarrow")
    return arrow.table({str(column): _typed(cells, types.get(str(column), "")) for column, cells in table.items()})


def _typed(cells: pd.Series, kind: str) -> Any:
    arrow = import_module("pyarrow")
    if is_text(cells) or kind == "string" or (not kind and cells.dtype == object):
        return _text(cells)
    if kind in ("number", "integer"):
        numbers = pd.to_numeric(cells, errors="coerce") if cells.dtype == object else cells
        return arrow.array(numbers, from_pandas=True).cast(ARROW_TYPES[kind])
    if kind == "date":
        return arrow.array(pd.to_datetime(cells), arrow.timestamp("ms"), from_pandas=True)
    return arrow.array(cells, arrow.bool_() if kind == "boolean" else None, from_pandas=True)


def _text(cells: pd.Series) -> Any:
    """Return text as Arrow has it, each category made once; without a value it is ""."""
    array, text = import_module("pyarrow").array, import_module("pyarrow").large_string()
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        return array(text_of(cells), text)
    words = array([*text_of(pd.Series(cells.cat.categories)), ""], text)
    # category -1 is none: the last of the words
    codes = cells.cat.codes.to_numpy(np.int64)
    return words.take(array(np.where(codes < 0, len(words) - 1, codes)))


def write_part(folder: Path, name: str, place: int, table: pd.DataFrame) -> dict[str, Any]:
    """Write a part of a table under another name, and rename it once it is on the disk.

    Parameters
    ----------
    folder : Path
        That of all tables.
    name : str
        Of the table.
    place : int
        Of the part.
    table : DataFrame

    Returns
    -------
    dict
        What the manifest says of it: `path`, `rows`, `bytes`, `sha256`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_part(Path(folder), "claims", 7, pd.DataFrame({"best": [3.0]}))["path"]
    'claims.parquet/part-00007.parquet'
    """
    path = folder / f"{name}.parquet" / f"part-{place:05d}.parquet"
    path.parent.mkdir(exist_ok=True)
    sink = import_module("pyarrow").BufferOutputStream()
    write_arrow(_arrow(name, table), sink)
    content = sink.getvalue().to_pybytes()
    unfinished = path.with_name(f".{path.name}.part")
    write_synced(unfinished, content)
    unfinished.rename(path)
    return {
        "path": f"{path.parent.name}/{path.name}", "rows": len(table), "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
    }  # fmt: skip


def empty_tables(folder: Path, tables: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Write a part without rows for every table of which there is none, and return what the manifest says of them.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     part = empty_tables(Path(home), {"dependence": pd.DataFrame({"score": []}, dtype=object)})[0]
    ...     pd.read_parquet(Path(home, part["path"])).dtypes["score"].name
    'float64'
    """
    return [
        write_part(folder, name, 0, table.head(0))
        for name, table in tables.items() if not (folder / f"{name}.parquet").is_dir()
    ]  # fmt: skip
