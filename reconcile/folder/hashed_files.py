"""Outputs that are hashed while they are written: short ones stay in memory, long ones go to the disk."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reconcile.errors import OutputError

__all__ = ["Content", "HashedFile", "HashedWriter", "folder_for_large"]

# folder in the state folder in which long outputs wait for the exchange
_FOLDER = "written"

# bytes of an output that is held in memory: a report's page and more, while a table of a million claims takes hundreds
# of times as much
IN_MEMORY = 1 << 22


@dataclass(frozen=True)
class HashedFile:
    """An output that waits on the disk: where, its hash and its size."""

    path: Path
    sha256: str
    size: int


# what an output holds
Content = bytes | HashedFile


@contextmanager
def folder_for_large(state: Path | None) -> Iterator[Path | None]:
    """Give a folder for long outputs, and remove it in the end; None, where nothing is written.

    Raises
    ------
    OutputError
        It cannot be made.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as state, folder_for_large(Path(state)) as folder:
    ...     folder.is_dir()
    True
    """
    if state is None:
        yield None
        return
    folder = state / _FOLDER
    # a run that was killed leaves its own
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise OutputError.of_disk(f"{state.name}/{_FOLDER}", error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class HashedWriter(io.RawIOBase):
    """A file to write to, of which `content` is what was written.

    Parameters
    ----------
    folder : Path or None
        Where long content goes; None: it stays in memory.
    name : str
        Of the file in it.

    Raises
    ------
    OSError
        It cannot be written.

    Examples
    --------
    >>> file = HashedWriter(None, "claims.csv")
    >>> file.write(b"source"), file.content()
    (6, b'source')
    """

    def __init__(self, folder: Path | None, name: str) -> None:
        self._path = folder / name if folder else None
        self._held, self._size, self._digest = io.BytesIO(), 0, hashlib.sha256()
        self._file: io.BufferedWriter | None = None

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: object) -> int:
        """Write bytes, and return how many."""
        part = memoryview(data).cast("B")  # type: ignore[arg-type]
        self._digest.update(part)
        self._size += len(part)
        (self._file or self._held).write(part)
        if self._path is not None and self._file is None and self._size > IN_MEMORY:
            self._file = self._path.open("wb")
            self._file.write(self._held.getbuffer())
            self._held = io.BytesIO()
        return len(part)

    def content(self) -> Content:
        """Return what was written; nothing can be written after it."""
        if self._file is None or self._path is None:
            return self._held.getvalue()
        self._file.close()
        return HashedFile(self._path, self._digest.hexdigest(), self._size)
