"""What the file of an article's claims is called: safe on every system, one file an article."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

__all__ = ["file_names", "slug"]

# characters of a name taken from an article's: readable in a listing, far below any system's limit
_LONGEST = 60

# digits of the hash that tells articles of one name apart: 16^8 of them
_DIGITS = 8

# names that Windows keeps for devices, with any ending
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return a file name, without ending, made of an article's: letters, digits and hyphens, never empty.

    Examples
    --------
    >>> slug("../Straße & Über.html"), slug("CON.txt"), slug("статья.txt")
    ('strasse-uber', 'article-con', 'article-1347fb28')
    """
    last = PurePosixPath(PureWindowsPath(name[-1000:]).as_posix()).name
    stem = last.rsplit(".", 1)[0] or last
    plain = unicodedata.normalize("NFKD", stem.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
    told = _OTHER.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    if not told:
        return f"article-{_digest(stem)}"
    return f"article-{told}" if _DEVICES.fullmatch(told) else told


def file_names(name: str, *, identity: str = "") -> Iterator[str]:
    """Give the names that the file of an article may have: the plain one, and one that tells it apart.

    Parameters
    ----------
    name : str
        Of the article's file.
    identity : str
        What tells it from others of its name, such as its path in the project.

    Examples
    --------
    >>> list(file_names("raid.txt", identity="a/raid.txt"))
    ['raid.csv', 'raid-d9076358.csv']
    """
    yield f"{slug(name)}.csv"
    yield f"{slug(name)}-{_digest(identity or name)}.csv"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
