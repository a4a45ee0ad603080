"""Progress of a command: a callable that hears of each stage when it begins."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Progress", "silent"]

Progress = Callable[[str], None]


def silent(stage: str) -> None:
    """Ignore a stage: a library does not print.

    Examples
    --------
    >>> silent("reading")
    """
