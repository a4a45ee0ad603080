"""Independent parts of a run on all cores, in threads: NumPy, SciPy and Arrow release Python's lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["on_all_cores"]

Part = TypeVar("Part")
Result = TypeVar("Result")


def on_all_cores(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """Return the results of some work on every part, in the order of the parts.

    If parts fail, the error of the first of them is raised.

    Examples
    --------
    >>> on_all_cores(len, ["a", "bc"])
    [1, 2]
    """
    if len(parts) < 2:  # noqa: PLR2004  one part needs no second thread
        return [work(part) for part in parts]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        return list(workers.map(work, parts))
