"""The memory that is left, asked before a large file is read: a clear no is better than a process that is killed."""

from __future__ import annotations

from pathlib import Path

from reconcile.errors import InputError

__all__ = ["check_memory"]

# bytes in memory for each byte of text, at the least: a list of events of 27 MB took 15 (pandas 3.1, 17 columns)
LEAST_FOR_A_BYTE = 10

# bytes of text from which it is asked: what is smaller fits anywhere
_LARGE = 50_000_000

# where Linux says what is free; other systems are not asked
_STATE = Path("/proc/meminfo")

_KIBIBYTE, _GIGABYTE = 1024, 1e9


def check_memory(size: int, name: str) -> None:
    """Raise where a text of some bytes takes more memory than there is.

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_memory(1_000, "claims.csv")
    """
    free = _free() if size > _LARGE else None
    needed = LEAST_FOR_A_BYTE * size
    if free is not None and needed > free:
        raise InputError(
            f"would take {needed / _GIGABYTE:.1f} GB of memory or more, and {free / _GIGABYTE:.1f} GB are free",
            file=name, hint="split it, or read it on a larger machine",
        )  # fmt: skip


def _free() -> int | None:
    """Return the bytes that are free, None where that is not known."""
    try:
        lines = _STATE.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * _KIBIBYTE for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, IndexError, StopIteration):
        return None
