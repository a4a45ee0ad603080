"""Parts of a run on Dask: a cluster of this machine, or one that runs already, from Slurm to Kubernetes."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import islice
from typing import Any

from reconcile.errors import ConfigError, EngineError

__all__ = ["on_dask"]

# parts that wait for each worker beside the one that it works on
_AHEAD = 2

# seconds after which a scheduler that does not answer is taken for gone
ANSWERS_WITHIN = 10

# The Nanny's own threshold, 64 KB, makes NumPy fault its pages anew: a part takes 1.5 times the CPU.
_MALLOC = {"MALLOC_TRIM_THRESHOLD_": str(2**31 - 1), "OMP_NUM_THREADS": "1"}


@contextmanager
def on_dask(
    scheduler: str = "", workers: int = 0, memory: str = "auto"
) -> Iterator[Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]]:
    """Yield a `map` that works on Dask.

    Parameters
    ----------
    scheduler : str
        Address of a running one, "tcp://host:8786"; "" starts a cluster on this machine.
    workers : int
        Workers of that cluster, each of one thread; 0 takes one a core.
    memory : str
        Memory of each of them, "2GB"; beyond it a worker is started anew, and its part with it.

    Raises
    ------
    ConfigError
        Dask is not installed.
    EngineError
        The scheduler does not answer, or is of another version; workers were lost again and again.
    """
    try:
        dask, distributed = import_module("dask"), import_module("distributed")
    except ImportError as error:
        raise ConfigError(
            "the engine dask needs dask.distributed", hint="pip install 'reconcile-estimates[dask]'"
        ) from error
    with dask.config.set({"distributed.nanny.pre-spawn-environ": _MALLOC}):
        client = _client(distributed, scheduler, workers, memory)
    try:
        yield partial(_each, client, distributed)
    finally:
        client.close(timeout=ANSWERS_WITHIN)


def _client(distributed: Any, scheduler: str, workers: int, memory: str) -> Any:
    try:
        if scheduler:
            return _checked(distributed.Client(scheduler, timeout=ANSWERS_WITHIN))
        return distributed.Client(
            n_workers=workers or None,
            threads_per_worker=1,
            memory_limit=memory,
            dashboard_address="127.0.0.1:0",
            # what is lost is told once, by the error
            silence_logs=logging.ERROR,
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise EngineError(
            "the scheduler does not answer, or is of another version", value=scheduler,
            hint="the same versions of Python, dask and reconcile on both sides; see docs/how-to/large.md",
        ) from error  # fmt: skip


def _checked(client: Any) -> Any:
    """Return a client whose scheduler and workers have the packages of this process, in their versions."""
    try:
        client.get_versions(check=True)
    except ValueError:
        client.close(timeout=ANSWERS_WITHIN)
        raise
    return client


def _each(client: Any, distributed: Any, work: Callable[[Any], Any], parts: Iterable[Any]) -> Iterator[Any]:
    coming, waiting = iter(parts), deque[Any]()
    ahead = _AHEAD * max(len(client.nthreads()), 1)
    try:
        waiting.extend(client.submit(work, part, pure=False) for part in islice(coming, ahead))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(client.submit(work, part, pure=False) for part in islice(coming, 1))
    except (OSError, distributed.client.FutureCancelledError, distributed.scheduler.KilledWorker) as error:
        raise EngineError(
            f"the cluster lost a part: {type(error).__name__}", hint="more memory a worker, or more parts"
        ) from error
