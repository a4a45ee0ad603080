"""Files that are written whole or not at all, and are on the disk when a function returns."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from reconcile.errors import OutputError
from reconcile.folder.paths import inside

__all__ = ["replace_file", "sync_file", "sync_folder", "write_synced", "write_whole"]


def replace_file(root: Path, name: str, content: bytes) -> None:
    """Replace one file of the project, whole or not at all.

    Raises
    ------
    OutputError
        It could not be written; the file is as it was.
    ConfigError
        The path leads out of the project.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     replace_file(Path(folder).resolve(), "a.csv", b"x")
    ...     (Path(folder) / "a.csv").read_bytes()
    b'x'
    """
    try:
        write_whole(inside(root, (root / name).parent) / Path(name).name, content)
    except OSError as error:
        raise OutputError.of_disk(name, error, stands="it is unchanged") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name, and rename it once it is on the disk.

    Raises
    ------
    OSError
        It could not be written; what stood there before still does.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "a.csv", b"x")
    ...     [file.name for file in Path(folder).iterdir()]
    ['a.csv']
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        write_synced(unfinished, content)
        os.replace(unfinished, path)
        sync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def write_synced(path: Path, content: bytes) -> None:
    """Write a file and wait until its content is on the disk; its name is not, before `sync_folder`.

    Raises
    ------
    OSError
        It could not be written; part of it may be.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_synced(Path(folder) / "a.csv", b"x")
    ...     (Path(folder) / "a.csv").read_bytes()
    b'x'
    """
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_file(file: Path) -> None:
    """Wait until the content of a file that was written is on the disk.

    Raises
    ------
    OSError
        There is no such file, or the disk does not take it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "a.csv").write_bytes(b"x")
    ...     sync_file(Path(folder) / "a.csv")
    """
    with file.open("r+b") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can.

    Raises
    ------
    OSError
        There is no such folder, or it cannot be opened.

    Examples
    --------
    >>> sync_folder(Path("."))
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
