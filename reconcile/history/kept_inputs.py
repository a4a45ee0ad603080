r"""The input files of every run, byte for byte, so that what was printed on a day can be made again.

A file is stored as its difference from the version before: runs of lines that it keeps, by their place there, and new
text. Every `WHOLE_EVERY` versions it is stored whole, so that no version is far from one that needs no other. A large
file is stored in blocks, of which a new version brings those that hold another line.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reconcile.history.chunks import read_chunk, store_chunk
from reconcile.history.database import has_chunks
from reconcile.history.packed import pack, unpack

__all__ = ["restore_file", "store_files"]

# versions from one that is stored whole to the next: a short way back, for a few percent of the space
WHOLE_EVERY = 40

# bytes from which a file is stored in blocks: a difference needs the version before and twice the memory of both. 16 MB
# are some 200,000 claims
IN_BLOCKS_FROM = 16_000_000

# bytes between the first and the last difference that are compared line by line; a loop over more would take seconds
_COMPARED = 8_000_000


def store_files(history: sqlite3.Connection, root: Path, inputs: Iterable[Mapping[str, Any]]) -> None:
    r"""Store the input files that the history does not hold yet, except those that changed since they were read.

    Parameters
    ----------
    history : Connection
        In a transaction.
    root : Path
        Folder to which the paths of `inputs` are relative.
    inputs : iterable of dict
        `path`, `sha256` and `bytes` of every file.

    Examples
    --------
    >>> import tempfile
    >>> from contextlib import closing
    >>> from reconcile.history.database import connect
    >>> from reconcile.folder.file_records import file_records
    >>> with closing(connect(Path(":memory:"))) as history, tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "claims.csv"
    ...     _ = file.write_bytes(b"a\nb\n")
    ...     records = file_records(Path(folder), [file])
    ...     store_files(history, Path(folder), records)
    ...     restore_file(history, records[0]["sha256"])
    b'a\nb\n'
    """
    for record in inputs:
        known = history.execute("SELECT 1 FROM files WHERE hash = ?", (record["sha256"],)).fetchone()
        # an input that was never received has no hash
        if known or not record["sha256"]:
            continue
        path, digest = str(record["path"]), str(record["sha256"])
        if record["bytes"] >= IN_BLOCKS_FROM:
            _store_blocks(history, root / path, path, digest)
            continue
        content = (root / path).read_bytes()
        if hashlib.sha256(content).hexdigest() == digest:
            _store(history, path, digest, content)


def _store_blocks(history: sqlite3.Connection, file: Path, path: str, digest: str) -> None:
    """Store a file in blocks, unless it is no longer the one that was read."""
    from reconcile.history.file_blocks import blocks_of

    whole = hashlib.sha256()
    history.execute("SAVEPOINT blocks")
    query = "INSERT INTO files (hash, path, parent, depth, body) VALUES (?, ?, NULL, 0, ?)"
    number = history.execute(query, (digest, path, b"")).lastrowid
    with file.open("rb") as stream:
        for position, block in enumerate(blocks_of(stream)):
            whole.update(block)
            history.execute("INSERT INTO file_chunks VALUES (?, ?, ?)", (number, position, store_chunk(history, block)))
    if whole.hexdigest() != digest:
        history.execute("ROLLBACK TO blocks")
    history.execute("RELEASE blocks")


def _blocks(history: sqlite3.Connection, digest: str | None) -> list[str]:
    """Return the hashes of the blocks of a stored file, none where it is stored otherwise."""
    query = "SELECT file_chunks.hash FROM file_chunks JOIN files USING (file) WHERE files.hash = ? ORDER BY position"
    return [block for (block,) in history.execute(query, (digest,))] if has_chunks(history) else []


def _store(history: sqlite3.Connection, path: str, digest: str, content: bytes) -> None:
    query = "SELECT hash, depth FROM files WHERE path = ? ORDER BY file DESC LIMIT 1"
    parent, depth = history.execute(query, (path,)).fetchone() or (None, -1)
    if depth + 1 >= WHOLE_EVERY or _blocks(history, parent):
        parent, depth = None, -1
    before = restore_file(history, parent) if parent else None
    body = pack(content) if before is None else _difference(before, content)
    history.execute(
        "INSERT INTO files (hash, path, parent, depth, body) VALUES (?, ?, ?, ?, ?)",
        (digest, path, parent if before is not None else None, depth + 1, body),
    )


def restore_file(history: sqlite3.Connection, digest: str) -> bytes | None:
    """Return the content of a stored file, None where not all of it is held.

    Examples
    --------
    >>> from contextlib import closing
    >>> from reconcile.history.database import connect
    >>> with closing(connect(Path(":memory:"))) as history:
    ...     restore_file(history, "ab12") is None
    True
    """
    if blocks := _blocks(history, digest):
        content = b"".join(read_chunk(history, block) for block in blocks)
        return content if hashlib.sha256(content).hexdigest() == digest else None
    chain: list[bytes] = []
    step: str | None = digest
    while step is not None:
        row = history.execute("SELECT parent, body FROM files WHERE hash = ?", (step,)).fetchone()
        if row is None or len(chain) > WHOLE_EVERY:
            return None
        step = row[0]
        chain.append(row[1])
    content = unpack(chain.pop())
    while chain:
        content = _applied(content, chain.pop())
    return content if hashlib.sha256(content).hexdigest() == digest else None


def _difference(before: bytes, content: bytes) -> bytes:
    """Return how a content is made from the one before: [start, end] of bytes kept, or minus the length of new text."""
    head = _common(before, content)
    tail = _common(before[head:][::-1], content[head:][::-1])
    middle = content[head : len(content) - tail]
    old = before[head : len(before) - tail]
    pieces, text = [[0, head]], []
    if len(middle) + len(old) > _COMPARED:
        lines = [middle]
        place: dict[bytes, int] = {}
    else:
        lines = middle.splitlines(keepends=True)
        place = _places(old, head)
    for line in lines:
        start = place.get(line)
        if start is None:
            text.append(line)
            _extend(pieces, [-len(line)])
        else:
            _extend(pieces, [start, start + len(line)])
    _extend(pieces, [len(before) - tail, len(before)])
    return pack(json.dumps(pieces).encode() + b"\n" + b"".join(text))


def _common(left: bytes, right: bytes) -> int:
    """Return the length of the longest common start, found by halving."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        half = (low + high + 1) // 2
        if left[low:half] == right[low:half]:
            low = half
        else:
            high = half - 1
    return low


def _places(old: bytes, start: int) -> dict[bytes, int]:
    """Return where each line of a text first stands, counted from a start."""
    places: dict[bytes, int] = {}
    for line in old.splitlines(keepends=True):
        places.setdefault(line, start)
        start += len(line)
    return places


def _extend(pieces: list[list[int]], piece: list[int]) -> None:
    """Add a piece, joined to the last one where it goes on from there."""
    last = pieces[-1]
    if len(piece) == 1 and len(last) == 1:
        last[0] += piece[0]
    elif len(piece) == len(last) and last[-1] == piece[0] and len(piece) == 2:  # noqa: PLR2004  start and end
        last[1] = piece[1]
    else:
        pieces.append(piece)


def _applied(before: bytes, body: bytes) -> bytes:
    head, _, text = unpack(body).partition(b"\n")
    pieces, position = [], 0
    for piece in json.loads(head):
        if len(piece) == 1:
            pieces.append(text[position : position - piece[0]])
            position -= piece[0]
        else:
            pieces.append(before[piece[0] : piece[1]])
    return b"".join(pieces)
