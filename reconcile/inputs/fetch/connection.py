"""Connections to addresses that were checked, with a limit to the time of a whole request."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

from reconcile.inputs.fetch.hosts import resolve_host

__all__ = ["CheckedNetwork"]

# seconds left for a step when the time is up: zero would mean a socket that does not wait at all
_NO_TIME = 0.001


class CheckedNetwork(httpcore2.NetworkBackend):
    """Connects to numbers that were looked up and checked, never to a name; no step outlasts the request.

    Parameters
    ----------
    seconds : float
        Time for all connections made through it, from now.
    may_be_private : callable
        Takes host and port; returns True where private addresses are allowed.
    """

    def __init__(self, seconds: float, may_be_private: Callable[[str, int], bool]) -> None:
        self._end = time.monotonic() + seconds
        self._may_be_private = may_be_private
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers."""
        numbers = resolve_host(host, port, private=self._may_be_private(host, port))
        for number in numbers[:-1]:
            try:
                return self._connected(number, port, timeout, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connected(numbers[-1], port, timeout, socket_options)

    def _connected(
        self, number: str, port: int, timeout: float | None, options: Iterable[Any] | None
    ) -> httpcore2.NetworkStream:
        stream = self._sockets.connect_tcp(number, port, self.left(timeout), None, options)
        return _TimedStream(stream, self.left)

    def left(self, timeout: float | None) -> float:
        """Return the seconds that a step may take: its own time-out, but no more than the request has left."""
        left = max(self._end - time.monotonic(), _NO_TIME)
        return left if timeout is None else min(timeout, left)


class _TimedStream(httpcore2.NetworkStream):
    """A stream of which no step outlasts the request, so that a byte a second does not last for ever."""

    def __init__(self, stream: httpcore2.NetworkStream, left: Callable[[float | None], float]) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        # bytes that never cease would never run into a time-out
        if self._left(None) <= _NO_TIME:
            raise httpcore2.ReadTimeout("the time of the whole request is up")
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _TimedStream(secured, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
