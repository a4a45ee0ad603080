"""Parts of a run on the cores of one machine, each in a process: memory is given back when a process ends."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Any

from reconcile.errors import EngineError

__all__ = ["in_processes"]

# parts that wait for each process: one that is sent while another is worked on, so that no process waits for the sender
_AHEAD = 2


@contextmanager
def in_processes(workers: int = 0) -> Iterator[Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]]:
    """Yield a `map` that works in processes of its own.

    Functions, parts and results are sent as pickles. Results come in the order of the parts, and no more parts are
    read ahead than the processes soon take.

    Parameters
    ----------
    workers : int
        Processes; 0 takes one a core.

    Raises
    ------
    EngineError
        A process was lost: killed, or out of memory.

    Examples
    --------
    >>> with in_processes(1) as each:
    ...     list(each(abs, [-3, 5]))
    [3, 5]
    """
    count = workers or os.cpu_count() or 1
    # threads of Arrow and of a notebook do not live through a fork
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield partial(_each, pool, _AHEAD * count)


def _each(
    pool: ProcessPoolExecutor, ahead: int, work: Callable[[Any], Any], parts: Iterable[Any]
) -> Iterator[Any]:  # fmt: skip
    coming = iter(parts)
    waiting: deque[Future[Any]] = deque()
    try:
        waiting.extend(pool.submit(work, part) for part in islice(coming, ahead))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(work, part) for part in islice(coming, 1))
    except BrokenProcessPool as error:
        raise EngineError(
            "a process that reconciled a part was lost",
            hint='give it more memory or fewer workers; a script needs `if __name__ == "__main__":`',
        ) from error
    finally:
        for future in waiting:
            future.cancel()
