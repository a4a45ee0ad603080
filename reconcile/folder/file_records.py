"""Path, hash and size of files: how a manifest names what a run read and wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reconcile.folder.hashed_files import Content, HashedFile
from reconcile.folder.paths import relative

__all__ = ["file_records", "output_records"]

# bytes read at once when a file is hashed; any size does, this one keeps memory flat
_CHUNK = 1 << 20


def file_records(root: Path, files: Iterable[Path]) -> list[dict[str, Any]]:
    """Return path, sha256 and size of files in the project, sorted by path.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "a.csv").write_bytes(b"x")
    ...     file_records(Path(folder), [Path(folder) / "a.csv"])[0]["bytes"]
    1
    """
    return sorted((_record(root, file) for file in files), key=lambda record: str(record["path"]))


def _record(root: Path, file: Path) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
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
