"""Work that is done before anybody asks for it, while an editor reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Condition, Thread

from reconcile.errors import ReconcileError

__all__ = ["WorkAhead"]

# seconds of rest before what is less likely to be asked for, as long as a claim is looked at: the next key is not to
# find the machine at work for something else
REST = 5.0

Work = Callable[[], object]


class WorkAhead:
    """One thread that works while there is something to do.

    Parameters
    ----------
    rest : float
        Seconds to wait before what comes later.
    """

    def __init__(self, rest: float = REST) -> None:
        self._rest = rest
        self._changed = Condition()
        self._soon: list[Work] = []
        self._later: list[Work] = []
        self._thread: Thread | None = None

    def put(self, soon: Sequence[Work], later: Sequence[Work] = ()) -> None:
        """Do some work, and other work after a rest; what was to be done before and is not begun is dropped.

        An error of the project is not told: whoever asks for the same is told of it.

        Examples
        --------
        >>> done = []
        >>> ahead = WorkAhead(rest=0.0)
        >>> ahead.put([lambda: done.append("soon")], [lambda: done.append("later")])
        >>> ahead.wait()
        >>> done
        ['soon', 'later']
        """
        with self._changed:
            self._soon, self._later = list(soon), list(later)
            self._changed.notify()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="reconcile-ahead", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until all is done.

        Examples
        --------
        >>> WorkAhead().wait()
        """
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        try:
            while (work := self._next()) is not None:
                with suppress(ReconcileError, OSError):
                    work()
        except BaseException:
            # what nobody expected is told on the terminal; the next work has a thread of its own
            with self._changed:
                self._thread = None
            raise

    def _next(self) -> Work | None:
        """Return what is to be done next, None where there is nothing; then the thread ends."""
        with self._changed:
            if not self._soon and self._later:
                self._changed.wait_for(lambda: self._soon, self._rest)
            for works in (self._soon, self._later):
                if works:
                    return works.pop(0)
            self._thread = None
            return None
