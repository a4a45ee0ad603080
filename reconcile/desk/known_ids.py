"""The ids of all claims extracted in a project: each file is read once, however many articles are extracted."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.layout import EXTRACTED_FOLDER
from reconcile.inputs.extracted_rows import read_rows
from reconcile.inputs.input_files import extracted_files

__all__ = ["KnownIds"]

# what shows that a file or folder has changed: its place on the disk, the time of its last change, its size
_Stamp = tuple[int, int, int]


class KnownIds:
    """The ids of the extracted claims of a project, by file.

    They are kept from article to article. As others may write while the project is not locked, the folder's stamp is
    looked at for every article, and a file is read again where its own has changed. Files that cannot be read have no
    ids.

    Parameters
    ----------
    config : Config
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._folder: _Stamp | None = None
        self._stamps: dict[Path, _Stamp] = {}
        self._ids: dict[Path, frozenset[str]] = {}
        self._files: dict[str, set[Path]] = {}

    def elsewhere(self, own: Path, ids: Collection[str]) -> set[str]:
        """Return those of some ids that claims in the files of other articles have.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.folder.config import load_config
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     KnownIds(load_config(folder)).elsewhere(Path(folder), ["E1"])
        set()
        """
        self._look()
        return {name for name in ids if self._files.get(name, set()) - {own}}

    def wrote(self, path: Path, ids: Collection[str]) -> None:
        """Take note of a file that was written while the project was locked.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.folder.config import load_config
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     (known := KnownIds(load_config(folder))).wrote(Path(folder), ["E1"])
        ...     known.elsewhere(Path("other.csv"), ["E1"])
        set()
        """
        self._take(path, frozenset(ids), _stamp(path))
        self._folder = _stamp(self._config.raw / EXTRACTED_FOLDER)

    def _look(self) -> None:
        """Read the files that are new or have changed, if anything in their folder has."""
        folder = _stamp(self._config.raw / EXTRACTED_FOLDER)
        if folder is not None and folder == self._folder:
            return
        files = extracted_files(self._config)
        for gone in self._ids.keys() - set(files):
            self._take(gone, frozenset(), None)
        for path in files:
            stamp = _stamp(path)
            if stamp is None or self._stamps.get(path) != stamp:
                self._take(path, _ids_in(path), stamp)
        self._folder = folder

    def _take(self, path: Path, ids: frozenset[str], stamp: _Stamp | None) -> None:
        """Replace what is known of a file."""
        for gone in self._ids.pop(path, frozenset()):
            self._files[gone].discard(path)
        self._stamps.pop(path, None)
        if stamp is None:
            return
        self._ids[path], self._stamps[path] = ids, stamp
        for name in ids:
            self._files.setdefault(name, set()).add(path)


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _ids_in(path: Path) -> frozenset[str]:
    try:
        return frozenset(read_rows(path, path.name)[0]["claim_id"])
    except InputError:
        return frozenset()
