"""Names of the files of extracted claims: safe on every system, one for each article."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from reconcile.folder.device_names import is_device_name

__all__ = ["file_names", "is_namesake", "slug"]

# characters taken from the name of an article: readable in a listing, far below the limit of any system
_LONGEST = 60

# digits of the hash that distinguishes articles of one name: 16^8 of them
_DIGITS = 8

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return the name of an article as letters, digits and hyphens, without ending and never empty.

    Examples
    --------
    >>> slug("../Straße & Über.html"), slug("CON.txt"), slug("статья.txt")
    ('strasse-uber', 'article-con', 'article-1347fb28')
    """
    last = PurePosixPath(PureWindowsPath(name[-1000:]).as_posix()).name
    stem = last.rsplit(".", 1)[0] or last
    plain = unicodedata.normalize("NFKD", stem.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
    words = _OTHER.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    if not words:
        return f"article-{_digest(stem)}"
    return f"article-{words}" if is_device_name(words) else words


def file_names(name: str, *, identity: str = "") -> Iterator[str]:
    """Yield the names that the file of an article may have: the plain one, then one that is its own.

    Parameters
    ----------
    name : str
        Name of the article.
    identity : str
        What distinguishes it from others of its name, such as its path in the project.

    Yields
    ------
    str

    Examples
    --------
    >>> list(file_names("raid.txt", identity="a/raid.txt"))
    ['raid.csv', 'raid-d9076358.csv']
    """
    yield f"{slug(name)}.csv"
    yield f"{slug(name)}-{_digest(identity or name)}.csv"


def is_namesake(file: str, name: str) -> bool:
    """Return True for a file that an article of some name may have, whatever distinguishes it.

    Examples
    --------
    >>> is_namesake("raid-d9076358.csv", "raid.txt"), is_namesake("raid-on-elm.csv", "raid.txt")
    (True, False)
    """
    return re.fullmatch(rf"{slug(name)}(-[0-9a-f]{{{_DIGITS}}})?\.csv", file) is not None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
