"""Entries of a feed, RSS or Atom: what each says of its article, and nothing of it believed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urldefrag

from reconcile.errors import ConfigError, FetchError
from reconcile.folder.address import PLACEHOLDER, check_address, masked_address

__all__ = ["FEED", "Entry", "feed_entries", "require_parser"]

# ending of the copies of a feed, whatever its server calls it
FEED = "xml"
# characters of a title or an id that are kept; longer ones are no titles
_LONGEST = 500
# characters of a day, as 2025-01-31
_DAY = 10


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry of a feed.

    Attributes
    ----------
    name : str
        What distinguishes it in its feed: its id, else its link, else its title.
    title, source : str
        As the feed has them; `source` is that of the entry, else the title of the feed.
    link : str
        Address of the article without what follows #; "" where there is none that may be asked for.
    published : str
        Day as 2025-01-31, as its own clock had it; "" where the entry does not say it.
    text : str
        What stands of the article in the feed itself, as HTML.
    seen : str
        Hash of all that the entry says: another one means that the article may have changed.
    """

    name: str
    title: str
    source: str
    link: str
    published: str
    text: str = field(repr=False)
    seen: str


def require_parser() -> None:
    """Raise where the library that reads feeds, or the one that reads their pages, is not installed.

    Raises
    ------
    ConfigError

    Examples
    --------
    >>> require_parser()
    """
    try:
        import feedparser  # noqa: F401
        import trafilatura  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            "feeds of articles need the extra 'articles'", hint='pip install "reconcile-estimates[articles,fetch]"'
        ) from error


def feed_entries(content: bytes, url: str) -> tuple[Entry, ...]:
    """Return the entries of a feed in its order, each once.

    Parameters
    ----------
    content : bytes
        The feed as received.
    url : str
        Its address, which links without a host belong to.

    Raises
    ------
    FetchError
        The content is no feed.

    Examples
    --------
    >>> feed = b'<rss version="2.0"><channel><title>Post</title><item><title>Raid</title><link>/raid</link></item>'
    >>> entry = feed_entries(feed + b"</channel></rss>", "https://example.org/feed")[0]
    >>> entry.title, entry.link, entry.source
    ('Raid', 'https://example.org/raid', 'Post')
    """
    import feedparser

    # a stream: of text, it would take an address or the name of a file for what to read
    told = {"content-location": masked_address(url), "content-type": "application/xml"}
    feed = feedparser.parse(BytesIO(content), response_headers=told)
    if not feed.get("version"):
        raise FetchError("the answer is no feed of RSS or Atom")
    title = _plain(feed.feed.get("title", ""))
    entries = (_entry(item, title) for item in feed.entries)
    return tuple({entry.name: entry for entry in reversed([*entries]) if entry.name}.values())[::-1]


def _entry(item: Any, feed_title: str) -> Entry:
    title, link = _plain(item.get("title", "")), str(item.get("link", ""))
    # not by `get`, which warns where an entry has no time of change
    updated = dict.get(item, "updated", "")
    published = item.get("published", "") or updated
    text = "".join(str(part.get("value", "")) for part in item.get("content", ())) or str(item.get("summary", ""))
    said = [item.get("id", ""), title, link, published, updated, item.get("summary", ""), text]
    return Entry(
        name=_plain(item.get("id", "") or link or title), title=title,
        source=_plain(item.get("source", {}).get("title", "")) or feed_title, link=_askable(link),
        published=_day(str(published)), text=text, seen=hashlib.sha256("\0".join(map(str, said)).encode()).hexdigest(),
    )  # fmt: skip


def _plain(text: Any) -> str:
    """Return a text of the feed on one line, without what does not show."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)[:_LONGEST]).split())


def _askable(link: str) -> str:
    """Return a link that may be asked for: somebody else wrote it, so that it gets no variable of the environment."""
    address = urldefrag(link).url
    try:
        check_address(address)
    except ValueError:
        return ""
    return "" if PLACEHOLDER.search(address) else address


def _day(text: str) -> str:
    """Return the day of a time as RSS or Atom write it, in the zone in which it is written; "" if it is none."""
    try:
        return date.fromisoformat(text.strip()[:_DAY]).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        return ""
