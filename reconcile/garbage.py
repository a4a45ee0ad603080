"""Python's garbage: looked for seldom while a command or a desk works, and not while what is made stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["SELDOM", "seldom_collected", "uncollected"]

# objects made between two looks for circles of them. A run makes few circles: with Python's own 700 the looks took 7%
# of its CPU seconds on 200,000 claims, and 25 of the 220 ms of a decision at the desk. It begins with the 210,000
# objects that are loaded for it, and stay: looks at these took 110 ms, with 100,000 still 65
SELDOM = 300_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python's garbage collector look for circles of objects less often while a program works.

    It looks at nothing that there is when the work is done: with the process all of it ends.

    Examples
    --------
    >>> before = gc.get_threshold()
    >>> with seldom_collected():
    ...     gc.get_threshold()[0]
    300000
    >>> gc.get_threshold() == before
    True
    """
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*before)


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch Python's garbage collector off while what is made stays: modules, the rows of a file.

    It would visit them many times, and there is nothing to collect.

    Examples
    --------
    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
