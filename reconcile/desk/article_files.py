"""Articles as bytes, of a file or of a stream, and what distinguishes those of one name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reconcile.articles.printed.documents import MOST_BYTES
from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.paths import relative

__all__ = ["Article", "article_at", "pasted_article"]

# digits of the hash that names a text without a name
_DIGITS = 10


@dataclass(frozen=True)
class Article:
    """An article to read: its name, what it holds, and what distinguishes it from others of its name.

    `identity` is "" where an article was pasted: its outlet and its text distinguish it.
    """

    name: str
    data: bytes
    identity: str = ""


def article_at(path: str, config: Config | None = None) -> Article:
    """Read the file of an article, but no more bytes than an article may have.

    Raises
    ------
    InputError
        The file cannot be read.

    Examples
    --------
    >>> article_at("https://example.org/raid")
    Traceback (most recent call last):
        ...
    reconcile.errors.InputError: https://example.org/raid: nothing is downloaded (save the page, and give its file)
    """
    if path.lower().startswith(("http://", "https://")):
        raise InputError("nothing is downloaded", file=path, hint="save the page, and give its file")
    try:
        file = Path(path).resolve()
        with file.open("rb") as handle:
            data = handle.read(MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "this is not a path"
        raise InputError(f"cannot be read: {reason}", file=path, hint="give the file of an article") from error
    within = config is not None and file.is_relative_to(config.root)
    # outside a project, the name of the folder must do: whole paths differ between machines
    identity = relative(config.root, file) if config and within else f"{file.parent.name}/{file.name}"
    return Article(Path(path).name, data, identity)


def pasted_article(stream: BinaryIO, name: str = "") -> Article:
    """Read an article that has no file; without a name, it is named by a hash of its text.

    Examples
    --------
    >>> from io import BytesIO
    >>> pasted_article(BytesIO(b"Some 40 people died.")).name
    'pasted-8b3155b94b'
    """
    data = stream.read(MOST_BYTES + 1)
    given = name or f"pasted-{hashlib.sha256(data).hexdigest()[:_DIGITS]}"
    return Article(given, data)
