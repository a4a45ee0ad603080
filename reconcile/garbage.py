"""Python's garbage, which is looked for seldom while a command or a desk works."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["SELDOM", "seldom_collected"]

# objects made between two looks for circles of them: a run makes few circles, and with Python's own 700 the looks took
# 7% of its CPU seconds on 200,000 claims, and 25 of the 220 ms of a decision at the desk
SELDOM = 100_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python's garbage collector look for circles of objects less often for a while.

    Examples
    --------
    >>> before = gc.get_threshold()
    >>> with seldom_collected():
    ...     gc.get_threshold()[0]
    100000
    >>> gc.get_threshold() == before
    True
    """
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
