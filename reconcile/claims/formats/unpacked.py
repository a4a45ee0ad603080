"""Files that are packed, .gz and .zip, unpacked in memory and never beyond a limit."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath

from reconcile.claims.formats.free_memory import LARGE, check_memory
from reconcile.claims.settings import TableAt
from reconcile.errors import InputError
from reconcile.nearest import nearest_of

__all__ = ["PACKED", "unpacked"]

# endings of packed files
PACKED = (".gz", ".zip")

# most bytes that one byte of deflate stands for (zlib's technical details), and those that are unpacked at once
_MOST_PACKED, _CHUNK = 1032, 1 << 20

# ending of what says how to read a table, and may be one itself
_NOTE = ".txt"

# what a broken or an encrypted archive raises
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError)


def unpacked(path: Path, name: str, most_bytes: int, at: TableAt, tables: Sequence[str]) -> tuple[BytesIO, str]:
    """Return what a packed file holds, and the ending that says of which format it is.

    Parameters
    ----------
    path : Path
    name : str
        The file's name, for errors.
    most_bytes : int
        Bytes that it may unpack to: a small file can unpack to more than any memory holds.
    at : TableAt
        Names the file within an archive of several tables.
    tables : sequence of str
        Endings of tables.

    Raises
    ------
    InputError
        The file is broken, unpacks to too much, or does not hold one table.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "claims.csv.gz")
    ...     _ = file.write_bytes(gzip.compress(b"source,best"))
    ...     held, ending = unpacked(file, "claims.csv.gz", 100, TableAt(), [".csv"])
    >>> held.getvalue(), ending
    (b'source,best', '.csv')
    """
    try:
        if path.suffix.lower() == ".gz":
            _check_unpacked(path, name, most_bytes)
            with gzip.open(path) as stream:
                return _bounded(stream.read(most_bytes + 1), name, most_bytes), Path(path.stem).suffix.lower()
        with zipfile.ZipFile(path) as archive:
            member = _member(archive.namelist(), at.member, name, tables)
            # no more is read than a member is said to have
            _check_size(archive.getinfo(member).file_size, name, most_bytes)
            with archive.open(member) as part:
                held = _bounded(part.read(most_bytes + 1), name, most_bytes)
            return held, PurePosixPath(member).suffix.lower()
    except _BROKEN as error:
        raise InputError(f"cannot be unpacked: {str(error)[:200]}", file=name, hint="get it again") from error


def _check_unpacked(path: Path, name: str, most_bytes: int) -> None:
    """Count what a packed file holds before it is kept, where that may be much."""
    if path.stat().st_size * _MOST_PACKED <= LARGE:
        return
    size = 0
    with gzip.open(path) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most_bytes:
                break
    _check_size(size, name, most_bytes)


def _check_size(size: int, name: str, most_bytes: int) -> None:
    if size > most_bytes:
        raise InputError(f"unpacks to more than {most_bytes:,} bytes", file=name, hint="split it")
    check_memory(size, name)


def _bounded(data: bytes, name: str, most_bytes: int) -> BytesIO:
    _check_size(len(data), name, most_bytes)
    return BytesIO(data)


def _member(members: Sequence[str], wanted: str, name: str, tables: Sequence[str]) -> str:
    """Return the file of an archive that is read; those that systems leave beside are none."""
    held = [item for item in members if PurePosixPath(item).suffix.lower() in tables and not _hidden(item)]
    if wanted:
        if members.count(wanted) > 1:
            raise InputError(f"holds several files '{wanted}'", file=name, hint="unpack it, and declare one of them")
        if wanted in members:
            return wanted
        near = nearest_of(wanted, held) if held else "none"
        raise InputError(f"holds no file '{wanted}'", file=name, hint=f"the nearest one is '{near}'")
    # a note beside a table is no second one
    tables_alone = [item for item in held if not item.lower().endswith(_NOTE)]
    if len(held) == 1 or len(tables_alone) == 1:
        return (tables_alone or held)[0]
    if not held:
        raise InputError("holds no table", file=name, hint=f"it should hold one file of {', '.join(tables)}")
    hint = f'name one, as in member = "{held[0]}"'
    raise InputError(f"holds {len(held)} tables: {', '.join(held)[:200]}", file=name, hint=hint)


def _hidden(item: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(item).parts)
