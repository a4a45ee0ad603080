"""Hashes of large files that are known already: a file is read again only where the file system says that it changed.

What it says is the file's number, size and times; its time of change (`st_ctime`) is the system's own, and no program
sets it back. A time counts only where it is older than a mark of the same clock that was set before the file was
hashed: a change in the same tick of the clock would not show ("racy git", Documentation/technical/racy-git.txt of Git).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from reconcile.folder.whole_files import write_whole

__all__ = ["KNOWN_FROM", "NOTHING_KNOWN", "KnownHashes", "Mark", "mark_of"]

_FILE = "hashes.json"

# bytes from which a hash is kept: fewer are hashed in less than a millisecond
KNOWN_FROM = 1 << 20

# on Windows `st_ctime` is when a file was made (Python, "os.stat_result"), and says nothing of changes
_TIMES_TELL = os.name != "nt"


class Mark(NamedTuple):
    """A time by the clock of a file system, in nanoseconds, and the number of that file system."""

    device: int = 0
    time: int = 0


def mark_of(file: Path) -> Mark:
    """Return when a file was changed, by the clock that changes of files beside it are told by; 0 where there is none.

    Examples
    --------
    >>> mark_of(Path("nowhere"))
    Mark(device=0, time=0)
    """
    try:
        status = file.stat()
    except OSError:
        return Mark()
    return Mark(status.st_dev, status.st_ctime_ns)


class KnownHashes:
    """Hashes of large files, as they were taken.

    Parameters
    ----------
    state : Path or None
        The folder that the tool keeps for itself, locked; None: nothing is known, and nothing is kept.
    mark : Mark, optional
        Of a file that was written before any file is hashed: what changed at that time or later is not learned.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "claims.csv"
    ...     _ = file.write_bytes(bytes(KNOWN_FROM))
    ...     known = KnownHashes(Path(folder), Mark(file.stat().st_dev, 2**63))
    ...     known.learn(file, file.stat(), "ab12")
    ...     known.keep()
    ...     again = KnownHashes(Path(folder))
    ...     before = again.hash_of(file)
    ...     _ = file.write_bytes(bytes(KNOWN_FROM))
    ...     before, again.hash_of(file)
    ('ab12', None)
    """

    def __init__(self, state: Path | None = None, mark: Mark | None = None) -> None:
        self._file = state / _FILE if state is not None and _TIMES_TELL else None
        self._mark, self._kept, self._learned = mark or Mark(), dict[str, Any](), False
        if self._file is not None:
            with suppress(OSError, ValueError, RecursionError):
                kept = json.loads(self._file.read_text("utf-8"))
                self._kept = kept if isinstance(kept, dict) else {}

    def hash_of(self, file: Path) -> str | None:
        """Return the hash of a file that has not changed since it was taken, None where it must be taken anew.

        Raises
        ------
        OSError
            There is no such file.
        """
        match self._kept.get(str(file)):
            case [str(digest), list(said)] if said == _said_of(file.stat()):
                return digest
        return None

    def learn(self, file: Path, before: os.stat_result, digest: str, mark: Mark | None = None) -> None:
        """Take in the hash of a file that was like this before it was hashed, where a later change would show.

        Parameters
        ----------
        file : Path
        before : stat_result
        digest : str
        mark : Mark, optional
            In place of that of all.
        """
        device, time = mark or self._mark
        shows = before.st_dev == device and before.st_ctime_ns < time
        if self._file is not None and before.st_size >= KNOWN_FROM and shows:
            self._kept[str(file)] = [digest, _said_of(before)]
            self._learned = True

    def keep(self) -> None:
        """Keep what was learned for the next run, of files that are still there; without it, files are hashed anew."""
        if self._file is None or not self._learned:
            return
        there: Mapping[str, Any] = {name: known for name, known in self._kept.items() if os.path.exists(name)}
        with suppress(OSError):
            write_whole(self._file, json.dumps(there).encode())


def _said_of(status: os.stat_result) -> list[int]:
    return [status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]


# knows nothing, and keeps nothing
NOTHING_KNOWN = KnownHashes()
