"""One run at a time: the lock of a project folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reconcile.errors import LockedError, OutputError
from reconcile.project.paths import inside

__all__ = ["STATE_FOLDER", "locked"]

# what the tool keeps for itself in a project: lock, log, outputs in the making; git-ignored
STATE_FOLDER = ".reconcile"


@contextmanager
def locked(root: Path) -> Iterator[Path]:
    """Hold the project's lock; gives the folder that the tool keeps for itself.

    The lock is the operating system's: it ends with the process that held it, however that ended.

    Parameters
    ----------
    root : Path
        The project's folder, resolved.

    Raises
    ------
    LockedError
        Another run holds it.
    OutputError
        The folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, locked(Path(folder).resolve()) as state:
    ...     state.name
    '.reconcile'
    """
    state = inside(root, STATE_FOLDER)
    try:
        state.mkdir(exist_ok=True)
        lock = FileLock(state / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise LockedError("another run is at work in this project", hint="wait until it has ended") from error
    except OSError as error:
        raise OutputError(f"{STATE_FOLDER} cannot be written: {error.strerror}", hint="check permissions") from error
    try:
        yield state
    finally:
        lock.release()
