"""Path, hash and size of files: how a manifest names what a run read and wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reconcile.folder.hashed_files import Content, HashedFile
from reconcile.folder.known_hashes import NOTHING_KNOWN, KnownHashes, Mark
from reconcile.folder.paths import inside, relative

__all__ = ["file_records", "learn_outputs", "output_records"]

# bytes read at once when a file is hashed; any size does, this one keeps memory flat
_CHUNK = 1 << 20


def file_records(root: Path, files: Iterable[Path], known: KnownHashes = NOTHING_KNOWN) -> list[dict[str, Any]]:
    """Return path, sha256 and size of files in the project, sorted by path.

    Parameters
    ----------
    root : Path
        The project's folder, resolved.
    files : iterable of Path
    known : KnownHashes
        Hashes that need not be taken; those that are taken are learned.

    Raises
    ------
    OSError
        A file is not there, or cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "a.csv").write_bytes(b"x")
    ...     file_records(Path(folder), [Path(folder) / "a.csv"])[0]["bytes"]
    1
    """
    return sorted((_record(root, file, known) for file in files), key=lambda record: str(record["path"]))


def _record(root: Path, file: Path, known: KnownHashes) -> dict[str, Any]:
    before = file.stat()
    if kept := known.hash_of(file):
        return {"path": relative(root, file), "sha256": kept, "bytes": before.st_size}
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    known.learn(file, before, digest.hexdigest())
    return {"path": relative(root, file), "sha256": digest.hexdigest(), "bytes": size}


def output_records(files: Mapping[str, Content]) -> list[dict[str, Any]]:
    """Return path, sha256 and size of outputs, sorted by path.

    Examples
    --------
    >>> [record["path"] for record in output_records({"b": b"", "a": b""})]
    ['a', 'b']
    """
    return [{"path": name, **_of_content(files[name])} for name in sorted(files)]


def _of_content(content: Content) -> dict[str, Any]:
    if isinstance(content, HashedFile):
        return {"sha256": content.sha256, "bytes": content.size}
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def learn_outputs(known: KnownHashes, root: Path, files: Mapping[str, Content], mark: Mark) -> None:
    """Take in the hashes of large outputs, which were taken while they were written.

    Parameters
    ----------
    known : KnownHashes
    root : Path
        The project's folder, resolved.
    files : mapping of str to content
        Path in the project to what was written.
    mark : Mark
        Set when they were written and nobody could find them yet, see `exchange`.

    Examples
    --------
    >>> learn_outputs(NOTHING_KNOWN, Path("/desk"), {"a.csv": b"source"}, Mark())
    """
    for name, content in files.items():
        if isinstance(content, HashedFile):
            file = inside(root, name)
            status = file.stat()
            # an output that stood already has other names while it is exchanged, by which it may be changed
            if status.st_nlink == 1:
                known.learn(file, status, content.sha256, mark)
