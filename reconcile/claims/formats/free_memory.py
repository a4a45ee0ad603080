"""The memory that is left, asked before a large file is read: a clear no is better than a process that is killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reconcile.errors import InputError

__all__ = ["check_memory"]

# bytes of a file from which it is asked: what is smaller fits anywhere
LARGE = 50_000_000

# where Linux says what is free, and what a container may take and has; other systems are not asked
STATE = Path("/proc/meminfo")
LIMIT, TAKEN, PARTS = (Path("/sys/fs/cgroup", name) for name in ("memory.max", "memory.current", "memory.stat"))

_KIBIBYTE, _GIGABYTE = 1024, 1e9


def check_memory(needed: int, name: str) -> None:
    """Raise where something large takes more memory than there is.

    Parameters
    ----------
    needed : int
        Bytes, at the least.
    name : str
        The file's name, for errors.

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_memory(1_000, "claims.csv")
    """
    free = min(_free(), default=None) if needed > LARGE else None
    if free is not None and needed > free:
        raise InputError(
            f"would take {needed / _GIGABYTE:,.1f} GB of memory or more, and {free / _GIGABYTE:,.1f} GB are free",
            file=name, hint="split it, or read it on a larger machine",
        )  # fmt: skip


def _free() -> Iterator[int]:
    """Yield the bytes that are free on the machine and in the container, as far as they are known."""
    if (machine := _entry(STATE, "MemAvailable:")) is not None:
        yield machine * _KIBIBYTE
    limit, taken = _entry(LIMIT), _entry(TAKEN)
    if limit is not None and taken is not None:
        # copies of files that the system keeps make way
        yield max(limit - taken + (_entry(PARTS, "inactive_file") or 0), 0)


def _entry(file: Path, name: str = "") -> int | None:
    """Return the number behind a name in a file of the system, or its only one; None where it has none."""
    try:
        lines = (line.split() for line in file.read_text(encoding="ascii").splitlines())
        return next(int(words[1 if name else 0]) for words in lines if words and (not name or words[0] == name))
    except (OSError, ValueError, IndexError, StopIteration):
        return None
