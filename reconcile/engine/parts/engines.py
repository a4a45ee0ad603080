"""Where a run is done: in the process that is asked, in several on this machine, or on Dask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from reconcile.defaults import AUTO_MEMORY, ENGINES
from reconcile.errors import ConfigError

__all__ = ["CLAIMS_OF_PART", "NARROWER", "Each", "Engine", "large_part", "parts_wanted", "working"]

# claims of a part: 0.5 GB of memory, 2 s of a core
CLAIMS_OF_PART = 125_000

# share of all claims in one part from which it is told that it cannot be split
LARGE_SHARE = 0.2

# what to do about it
NARROWER = "more memory a worker; or labels and families that are narrower"

Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, kw_only=True)
class Engine:
    """Where a run is done.

    Attributes
    ----------
    name : {"local", "processes", "dask"}
    workers : int
        Processes, or workers of a Dask cluster that is started; 0 takes one a core.
    scheduler, memory : str
        As of `on_dask`, and for Dask only.

    Raises
    ------
    ConfigError
        There is no such engine, or it has neither a scheduler nor a limit of memory.

    Examples
    --------
    >>> Engine(name="dask", memory="2GB").workers
    0
    """

    name: str = ENGINES[0]
    workers: int = 0
    scheduler: str = ""
    memory: str = AUTO_MEMORY

    def __post_init__(self) -> None:
        """Refuse settings that would be passed over."""
        if self.name not in ENGINES:
            raise ConfigError("unknown engine", value=self.name, hint=", ".join(ENGINES))
        if self.name != "dask" and (self.scheduler or self.memory != AUTO_MEMORY):
            raise ConfigError(
                "a scheduler and the memory of a worker go with the engine dask", value=self.name, hint="--engine dask"
            )
        if self.scheduler and self.memory != AUTO_MEMORY:
            raise ConfigError(
                "workers of a cluster that runs already have the memory that they were started with",
                value=self.memory, hint="name a scheduler or a memory",
            )  # fmt: skip


def working(engine: Engine) -> AbstractContextManager[Each]:
    """Return a context in which there is a `map` that works where an engine says.

    Raises
    ------
    ConfigError
        Dask is not installed.
    EngineError
        The scheduler does not answer.

    Examples
    --------
    >>> with working(Engine()) as each:
    ...     list(each(abs, [-3, 5]))
    [3, 5]
    """
    # what starts workers is loaded where there are any
    if engine.name == "dask":
        from reconcile.engine.parts.on_dask import on_dask

        return on_dask(engine.scheduler, engine.workers, engine.memory)
    if engine.name == "processes":
        from reconcile.engine.parts.in_processes import in_processes

        return in_processes(engine.workers)
    return nullcontext(map)


def parts_wanted(claims: int) -> int:
    """Return in how many parts so many claims are reconciled.

    Examples
    --------
    >>> parts_wanted(0), parts_wanted(CLAIMS_OF_PART), parts_wanted(CLAIMS_OF_PART + 1)
    (1, 1, 2)
    """
    return max(-(-claims // CLAIMS_OF_PART), 1)


def large_part(sizes: Sequence[int]) -> str:
    """Return what is told where many of the claims have to do with one another, so that one part holds them, else "".

    Parameters
    ----------
    sizes : sequence of int
        Claims of every part.

    Examples
    --------
    >>> large_part((3 * CLAIMS_OF_PART, CLAIMS_OF_PART))
    '375,000 of 500,000 claims have to do with one another, and stand in one part'
    """
    whole, most = sum(sizes), max(sizes, default=0)
    if len(sizes) <= 1 or most < LARGE_SHARE * whole or most <= 2 * CLAIMS_OF_PART:
        return ""
    return f"{most:,} of {whole:,} claims have to do with one another, and stand in one part"
