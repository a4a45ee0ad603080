"""The body of an answer, read and unpacked up to a limit, so that no answer can fill disk or memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from reconcile.errors import FetchError

__all__ = ["read_body"]

# zlib's sign for a gzip stream with its header
_GZIP = 16 + zlib.MAX_WBITS


def read_body(chunks: Iterable[bytes], packing: str, most: int) -> bytes:
    """Return the body of an answer, unpacked; raise as soon as it passes a limit.

    Parameters
    ----------
    chunks : iterable of bytes
        As they come from the network.
    packing : str
        The header Content-Encoding; "gzip", "identity" or "".
    most : int
        Bytes, both of the body as received and of the unpacked one.

    Raises
    ------
    FetchError
        The body is larger, packed in another way, or packed and cut short.

    Examples
    --------
    >>> read_body([b"a", b"b"], "", most=2)
    b'ab'
    """
    packing = packing.strip().lower()
    if packing in ("gzip", "x-gzip"):
        return _joined(_unpacked(_counted(chunks, most), most), most)
    if packing not in ("", "identity"):
        raise FetchError("the answer is packed in a way that was not asked for")
    return _joined(chunks, most)


def _joined(chunks: Iterable[bytes], most: int) -> bytes:
    return b"".join(_counted(chunks, most))


def _counted(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise FetchError(f"the answer has more than {most:,} bytes")
        yield chunk


def _unpacked(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Unpack members of gzip, at most one byte more than the limit at a time."""
    unpacker = zlib.decompressobj(_GZIP)
    begun = False
    try:
        for chunk in chunks:
            waiting = chunk
            while waiting:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(_GZIP)
                begun = True
                yield unpacker.decompress(waiting, most + 1)
                waiting = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error:
        raise FetchError("the answer is not packed as it says", passing=True) from None
    if begun and not unpacker.eof:
        raise FetchError("the answer was cut short", passing=True)
