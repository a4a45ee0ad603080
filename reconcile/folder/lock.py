"""One run at a time: the lock of a project folder."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from reconcile.errors import LockedError, OutputError
from reconcile.folder.paths import inside

__all__ = ["HOLDER", "STATE_FOLDER", "locked"]

# what the tool keeps for itself in a project: lock, log, outputs in the making; git-ignored
STATE_FOLDER = ".reconcile"

# file that names the process holding the lock, written when it is taken
HOLDER = "holder"

# characters of it that a message repeats
_LONGEST_HOLDER = 200


@contextmanager
def locked(root: Path, *, wait: float = 0.0) -> Iterator[Path]:
    """Hold the lock of a project.

    The lock is the operating system's: it ends with the process that held it, however that ended.

    Parameters
    ----------
    root : Path
        The project's folder, resolved.
    wait : float
        Seconds to wait for another run to end.

    Yields
    ------
    Path
        The folder that the tool keeps for itself.

    Raises
    ------
    LockedError
        Another run holds the lock.
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
        lock = FileLock(state / "lock", timeout=wait)
        lock.acquire()
    except Timeout as error:
        raise LockedError(
            f"another run is under way in this project{_holder(state)}",
            hint="wait until it has ended, or let the run wait: --wait 600",
        ) from error
    except OSError as error:
        raise OutputError(f"{STATE_FOLDER} cannot be written: {error.strerror}", hint="check permissions") from error
    try:
        _sign(state)
        yield state
    finally:
        lock.release()


def _sign(state: Path) -> None:
    """Write down who holds the lock, for the message to those who find it taken; the lock itself does not need it."""
    with suppress(OSError):
        started = datetime.now(UTC).isoformat(timespec="seconds")
        (state / HOLDER).write_text(f"process {os.getpid()} on {platform.node()} since {started}\n", encoding="utf-8")


def _holder(state: Path) -> str:
    """Return who holds the lock, in brackets; "" where that cannot be read."""
    try:
        holder = (state / HOLDER).read_text(encoding="utf-8", errors="replace")[:_LONGEST_HOLDER]
    except OSError:
        return ""
    return f" ({' '.join(holder.split())})" if holder.strip() else ""
