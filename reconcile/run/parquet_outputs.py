"""Tables as folders of Parquet parts: written beside the last ones, whole on the disk before they take their place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
import pandas as pd

from reconcile.claims.text import is_text, text_of
from reconcile.errors import OutputError
from reconcile.folder.whole_files import sync_folder, write_synced
from reconcile.version import __version__

__all__ = ["MANIFEST", "check_target", "write_parquet"]

# says which parts there are, with their sizes and sums; a folder without it is none of ours
MANIFEST = "manifest.json"

# rows of a part: some tens of megabytes, which readers take at once
ROWS_OF_PART = 250_000


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
    before = _beside(target, "before")
    with suppress(OSError):
        if before.is_dir() and not target.exists():
            before.rename(target)
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise OutputError(f"{target.name} holds other files", hint="name a new folder")
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target.name} is a file", hint="name a new folder")


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
    staging, before = _beside(target, "unfinished"), _beside(target, "before")
    try:
        for folder in (staging, before):
            rmtree(folder, ignore_errors=True)
        staging.mkdir(parents=True)
        parts = [part for name, table in tables.items() for part in _write_table(staging, name, table)]
        content = json.dumps({"reconcile": __version__, **facts, "parts": parts}, indent=2) + "\n"
        write_synced(staging / MANIFEST, content.encode("utf-8"))
        sync_folder(staging)
        _exchange(staging, target, before)
    except OSError as error:
        rmtree(staging, ignore_errors=True)
        raise OutputError(
            f"{target.name} cannot be written: {error.strerror or error}",
            hint="check space and permissions; it is as it was",
        ) from error


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
    own = folder / f"{name}.parquet"
    own.mkdir()
    arrow = _arrow(table)
    starts = range(0, max(arrow.num_rows, 1), ROWS_OF_PART)
    parts = [_write_part(own / f"part-{place:05d}.parquet", arrow.slice(start, ROWS_OF_PART))
             for place, start in enumerate(starts)]  # fmt: skip
    sync_folder(own)
    return parts


def _arrow(table: pd.DataFrame) -> Any:
    """Return a table as Arrow has it: text as text, whatever Python held it as; one schema for all of its parts."""
    pyarrow = import_module("pyarrow")
    columns = {
        name: _text(cells) if is_text(cells) else pyarrow.array(cells, from_pandas=True)
        for name, cells in table.items()
    }  # fmt: skip
    return pyarrow.table(columns)


def _text(cells: pd.Series) -> Any:
    """Return text as Arrow has it, each category made once; without a value it is ""."""
    array, text = import_module("pyarrow").array, import_module("pyarrow").large_string()
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        return array(text_of(cells), text)
    words = array([*text_of(pd.Series(cells.cat.categories)), ""], text)
    # category -1 is none: the last of the words
    codes = cells.cat.codes.to_numpy(np.int64)
    return words.take(array(np.where(codes < 0, len(words) - 1, codes)))


def _write_part(path: Path, part: Any) -> dict[str, Any]:
    """Write a part under another name, and rename it once it is on the disk."""
    unfinished = path.with_name(f".{path.name}.part")
    sink = import_module("pyarrow").BufferOutputStream()
    import_module("pyarrow.parquet").write_table(part, sink, compression="zstd")
    content = sink.getvalue().to_pybytes()
    write_synced(unfinished, content)
    unfinished.rename(path)
    return {
        "path": f"{path.parent.name}/{path.name}", "rows": part.num_rows, "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
    }  # fmt: skip
