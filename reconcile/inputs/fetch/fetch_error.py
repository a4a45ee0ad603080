"""Why an input could not be fetched, in words that are the same every time and hold nothing that a server sent."""

from __future__ import annotations

from reconcile.errors import ReconcileError

__all__ = ["FetchError"]


class FetchError(ReconcileError):
    """An input could not be fetched.

    The message begins small and has no full stop: it follows "copy of 2025-01-31 used;" in the report. It never
    holds an address, a text of the server or a time, so that equal faults give equal outputs.

    Parameters
    ----------
    message : str
    passing : bool
        Whether another try may succeed.
    wait : float
        Seconds that the server asked to wait before it.
    """

    def __init__(self, message: str, *, passing: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.passing = passing
        self.wait = wait
