"""Results that are made once for whoever asks, and kept while they are among the last ones asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

__all__ = ["KeptResults"]

Result = TypeVar("Result")


class KeptResults(Generic[Result]):
    """Results by their keys, shared by all threads.

    Parameters
    ----------
    most : int
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[str, Result] = OrderedDict()
        self._under_way: dict[str, Lock] = {}

    def put(self, key: str, result: Result) -> None:
        """Keep a result.

        Examples
        --------
        >>> results = KeptResults(1)
        >>> results.put("a", 1)
        >>> results.put("b", 2)
        >>> results.found("a"), results.found("b")
        (None, 2)
        """
        with self._lock:
            self._kept[key] = result
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def found(self, key: str) -> Result | None:
        """Return a result that is kept, else None.

        Examples
        --------
        >>> KeptResults(1).found("a") is None
        True
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def of(self, key: str, make: Callable[[], Result]) -> Result:
        """Return a result, made where it is not kept; whoever asks meanwhile waits for the same one.

        What `make` raises is raised, and nothing is kept.

        Examples
        --------
        >>> results = KeptResults(1)
        >>> results.of("a", lambda: 1), results.of("a", lambda: 2)
        (1, 1)
        """
        with self._lock:
            under_way = self._under_way.setdefault(key, Lock())
        try:
            with under_way:
                kept = self.found(key)
                if kept is None:
                    kept = make()
                    self.put(key, kept)
                return kept
        finally:
            with self._lock:
                if self._under_way.get(key) is under_way and not under_way.locked():
                    del self._under_way[key]
