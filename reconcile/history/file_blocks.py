"""A large file in blocks that end where lines end, at places that the lines themselves decide.

A line that is put in, taken out or changed therefore changes one block, wherever it stands: content-defined chunking,
as backup programs do it (Muthitacharoen, Chen and Mazieres, "A low-bandwidth network file system", SOSP 2001).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from reconcile.arrays import Ints

__all__ = ["blocks_of"]

# one line in so many ends a block: of lines of 85 bytes, blocks of 350 kB, which a line more writes anew
LINES = 4096

# most bytes of a block; what has no lines, as a packed file, is cut at every so many
MOST = 4_000_000

# bytes read at once
_READ = 32_000_000

# bytes of a line that are looked at: its first, its middle and its last ones
_LOOKED_AT = 8

_NEWLINE = 10

# odd number by which bits are spread: 2**64 over the golden ratio (Knuth, The Art of Computer Programming 3, 6.4)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def blocks_of(stream: BinaryIO) -> Iterator[bytes]:
    r"""Yield the content of a stream in blocks.

    Examples
    --------
    >>> import io
    >>> lines = b"".join(b"claim %d\n" % number for number in range(60_000))
    >>> blocks = list(blocks_of(io.BytesIO(lines)))
    >>> more = list(blocks_of(io.BytesIO(b"one more\n" + lines)))
    >>> len(blocks) > 2, b"".join(more) == b"one more\n" + lines, len(set(more) - set(blocks))
    (True, True, 1)
    """
    rest = b""
    while read := stream.read(_READ):
        content, start = rest + read, 0
        for end in _ends(content):
            yield from _cut(content[start:end])
            start = end
        *full, rest = _cut(content[start:]) or [b""]
        yield from full
    if rest:
        yield rest


def _cut(content: bytes) -> list[bytes]:
    return [content[start : start + MOST] for start in range(0, len(content), MOST)]


def _ends(content: bytes) -> list[int]:
    """Return where the lines end that end a block."""
    ends = np.flatnonzero(np.frombuffer(content, np.uint8) == _NEWLINE) + 1
    starts = np.concatenate([[0], ends[:-1]])
    long = ends - starts >= _LOOKED_AT
    ends, starts = ends[long], starts[long]
    if not len(ends):
        return []
    words = np.ndarray(len(content) - _LOOKED_AT + 1, dtype="<u8", buffer=content, strides=(1,))
    mixed = (ends - starts).astype(np.uint64)
    for place in (starts, _middle(starts, ends), ends - _LOOKED_AT):
        mixed = (mixed ^ words[place]) * _SPREAD
        mixed ^= mixed >> np.uint64(32)
    return [int(end) for end in ends[mixed % np.uint64(LINES) == 0]]


def _middle(starts: Ints, ends: Ints) -> Ints:
    return (starts + ends - _LOOKED_AT) // 2
