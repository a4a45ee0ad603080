"""Standard streams that never fail a command: what was done counts, not whether anybody could read of it."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

__all__ = ["lost_line", "unfailing_streams"]

# descriptors that every process begins with: input, output, messages
_STANDARD = 3

# how characters are written that the encoding of a stream lacks, or that are half of a character
_UNWRITABLE = "replace"


class _Unfailing(io.FileIO):
    """A descriptor that takes everything; what it could not write is lost, and the first reason is kept."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self.reason: OSError | None = None

    def write(self, data: Any, /) -> int:
        count = memoryview(data).nbytes
        if self.reason is None:
            try:
                return super().write(data) or 0
            except OSError as error:
                self.reason = error
        return count


@contextmanager
def unfailing_streams() -> Iterator[None]:
    """Put standard streams that neither are missing nor fail in place of those of this process.

    A stream that is closed (`>&-`) becomes one of the empty device. Where standard output is full or its reader has
    left, commands go on to their end; what was lost is said on standard error. Terminals stay as they are.

    Examples
    --------
    >>> with unfailing_streams():
    ...     pass
    """
    given = sys.stdin, sys.stdout, sys.stderr
    _fill_closed()
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  for the whole process
    (sys.stdout, output), (sys.stderr, _) = _unfailing(given[1], 1), _unfailing(given[2], 2)
    try:
        yield
    finally:
        sys.stdout.flush()
        if output is not None and output.reason is not None and (line := lost_line(output.reason)):
            print(line, file=sys.stderr)
        sys.stderr.flush()
        sys.stdin, sys.stdout, sys.stderr = given


def lost_line(reason: OSError) -> str:
    """Return the line on output that was lost; "" where its reader has left (`reconcile sources | head`).

    Examples
    --------
    >>> lost_line(OSError(errno.EPIPE, "gone")), lost_line(OSError(errno.ENOSPC, "no space"))
    ('', 'Note: standard output could not be written: no space')
    """
    return "" if reason.errno == errno.EPIPE else f"Note: standard output could not be written: {reason.strerror}"


def _fill_closed() -> None:
    """Open the empty device in place of closed descriptors, so that no file that is opened later gets their numbers."""
    for descriptor in range(_STANDARD):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _unfailing(stream: TextIO | None, descriptor: int) -> tuple[TextIO, _Unfailing | None]:
    if stream is not None and stream.isatty():
        return stream, None
    raw = _Unfailing(descriptor)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    text = io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, errors=_UNWRITABLE, line_buffering=True)
    return text, raw
