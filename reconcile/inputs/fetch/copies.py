"""Copies of fetched inputs in `data/raw/fetched/<name>/`, where `fetched.json` records where each is from.

A copy is never changed. `fetched.json` is renamed into place last, so that it names whole files only; files that it
does not name do not count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reconcile.errors import OutputError
from reconcile.folder.config import Config
from reconcile.folder.paths import inside, relative
from reconcile.folder.whole_files import write_whole

__all__ = ["Copy", "copies_of", "deleted_name", "folder_of", "is_newest", "keep_copy", "newest_copy"]

_FOLDER, _RECORD = "fetched", "fetched.json"
# digits of the hash in the name of a copy: they distinguish two answers within one second
_SHORT_HASH = 12


@dataclass(frozen=True, kw_only=True)
class Copy:
    """An answer as received.

    Attributes
    ----------
    file : str
        Name in the input's folder.
    sha256 : str
    bytes : int
    retrieved : str
        Time at which it was first received, in UTC.
    url : str
        Masked address that it came from.
    content_type, etag, last_modified : str
        Headers of the answer; "" where it had none.
    """

    file: str
    sha256: str
    bytes: int
    retrieved: str
    url: str
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def day(self) -> str:
        """Day on which it was received."""
        return self.retrieved[:10]


def folder_of(config: Config, name: str) -> Path:
    """Return the folder that holds the copies of an input.

    Raises
    ------
    ConfigError
        It is a symbolic link that leads out of the project.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     folder_of(load_config(folder), "wires").parts[-4:]
    ('data', 'raw', 'fetched', 'wires')
    """
    return inside(config.root, config.raw / _FOLDER / name)


def deleted_name(name: str) -> str:
    """Return the name under which the ids that an input no longer has are kept.

    Examples
    --------
    >>> deleted_name("acled")
    'acled-deleted'
    """
    return f"{name}-deleted"


def copies_of(folder: Path) -> list[Copy]:
    """Return the copies that are recorded and still there, oldest first.

    Examples
    --------
    >>> copies_of(Path("nowhere"))
    []
    """
    try:
        recorded = json.loads((folder / _RECORD).read_text("utf-8"))["copies"]
        copies = [_copy(item) for item in recorded]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return [copy for copy in copies if Path(copy.file).name == copy.file and (folder / copy.file).is_file()]


def _copy(item: Mapping[str, Any]) -> Copy:
    copy = Copy(**{field.name: item[field.name] for field in fields(Copy)})
    if not all(isinstance(value, str) for name, value in asdict(copy).items() if name != "bytes"):
        raise TypeError("part of the record is not text")
    datetime.fromisoformat(copy.retrieved)
    return copy


def newest_copy(config: Config, name: str) -> Copy | None:
    """Return the copy that a run reads, None before the first one.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     newest_copy(load_config(folder), "wires") is None
    True
    """
    copies = copies_of(folder_of(config, name))
    return copies[-1] if copies else None


def is_newest(config: Config, name: str, content: bytes) -> bool:
    """Return True where an answer is the newest copy again, which must not have been edited since.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     is_newest(load_config(folder), "wires", b"")
    False
    """
    copy = newest_copy(config, name)
    if copy is None or copy.bytes != len(content):
        return False
    return (folder_of(config, name) / copy.file).read_bytes() == content


def keep_copy(
    config: Config, name: str, content: bytes, ending: str, facts: Mapping[str, str], *, most: int = 0
) -> Copy:
    """Keep an answer, unless it is the same as the newest copy.

    Parameters
    ----------
    content : bytes
    ending : str
        Format, such as "csv".
    facts : mapping of str to str
        `url`, and optionally `content_type`, `etag` and `last_modified`.
    most : int
        Copies to keep; 0 for all.

    Raises
    ------
    OutputError
        The answer cannot be written; earlier copies stand.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     config = load_config(folder)
    ...     kept = [keep_copy(config, "wires", b"a", "csv", {"url": "u"}) for _ in range(2)]
    ...     kept[0] == kept[1], len(copies_of(folder_of(config, "wires")))
    (True, 1)
    """
    folder = folder_of(config, name)
    earlier = copies_of(folder)
    if is_newest(config, name, content):
        return earlier[-1]
    digest = hashlib.sha256(content).hexdigest()
    now = datetime.now(UTC).replace(microsecond=0)
    file = f"{now:%Y%m%dT%H%M%SZ}-{digest[:_SHORT_HASH]}.{ending}"
    copy = Copy(file=file, sha256=digest, bytes=len(content), retrieved=now.isoformat(), **facts)
    try:
        _write(folder / file, content)
        _record(folder, [*earlier, copy], most)
    except OSError as error:
        raise OutputError.of_disk(relative(config.root, folder), error, stands="the earlier copies are kept") from error
    return copy


def _record(folder: Path, copies: list[Copy], most: int) -> None:
    """Record the newest copies, at most so many (0: all), and remove the others."""
    kept = copies[-most:] if most else copies
    record = {"copies": [asdict(copy) for copy in kept]}
    _write(folder / _RECORD, (json.dumps(record, indent=2, ensure_ascii=True) + "\n").encode())
    named = {copy.file for copy in kept}
    for copy in copies[: len(copies) - len(kept)]:
        if copy.file not in named:
            (folder / copy.file).unlink(missing_ok=True)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content)
