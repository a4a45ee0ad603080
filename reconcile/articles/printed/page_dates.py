"""The day on which a web page says that it was published."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.articles.printed.documents import is_page
from reconcile.errors import ReconcileError
from reconcile.language.periods import read_period

__all__ = ["PageDay", "published_in"]


class PageDay(NamedTuple):
    """A day as ISO text, and the part of the page that gives it."""

    day: str
    where: str


_TAG = re.compile(r"<(meta|time)\b([^<>]{0,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
# names by which pages give the time of their publication, the commonest first
_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "pubdate", "publishdate",
    "dc.date.issued", "dcterms.issued", "date",
)  # fmt: skip
# characters of the head of a page and of what stands above its text
_HEAD = 200_000


def published_in(data: bytes, name: str = "") -> PageDay | None:
    """Return the day of publication that a web page gives, None where it gives none, or several.

    Parameters
    ----------
    data : bytes
        The content of a file; one that is no web page has no such day.
    name : str
        Name of the file.

    Examples
    --------
    >>> page = b'<html><meta property="article:published_time" content="2024-02-01T08:00:00Z"><p>Some 40 died.'
    >>> published_in(page)
    PageDay(day='2024-02-01', where='<meta article:published_time>')
    """
    if not is_page(data, name):
        return None
    tags = [
        (match[1].lower(), _attributes(match[2])) for match in _TAG.finditer(data[:_HEAD].decode("utf-8", "replace"))
    ]
    metas = [(_name(own), own.get("content", "")) for tag, own in tags if tag == "meta"]
    for known in _NAMES:
        days = {_day(content) for name_, content in metas if name_ == known} - {""}
        if days:
            return PageDay(days.pop(), f"<meta {known}>") if len(days) == 1 else None
    times = {_day(own.get("datetime", "")) for tag, own in tags if tag == "time"} - {""}
    return PageDay(times.pop(), "<time datetime>") if len(times) == 1 else None


def _attributes(text: str) -> dict[str, str]:
    return {found[0].lower(): found[1] or found[2] or found[3] for found in _ATTRIBUTE.findall(text)}


def _name(attributes: dict[str, str]) -> str:
    return next((attributes[key].lower() for key in ("property", "name", "itemprop") if key in attributes), "")


def _day(text: str) -> str:
    """Return the day of a time such as 2024-02-01T08:00:00+01:00, "" if it is none."""
    try:
        period = read_period(text.strip()[:10])
    except ReconcileError:
        return ""
    return period.start.isoformat() if period.precision == "day" else ""
