"""A feed as files: JSON Feed 1.1 (jsonfeed.org) and Atom (RFC 4287), the same items in both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from reconcile.report.pages.feed_items import Told, urn
from reconcile.report.sentences.printable import clean, shorten

__all__ = ["ATOM", "JSON_FEED", "atom_feed", "json_feed"]

# names of the files in the folder of the reports
JSON_FEED, ATOM = "feed.json", "feed.atom"

# title of a feed of a report without one, and who speaks where nobody is named: Atom asks for an author
_UNTITLED = "Conflicting figures, reconciled"

# day of an item of which no date of knowledge is known: Atom asks for one, and no clock is read
_NO_DAY = "1970-01-01"

# what each kind of item is called in its title
_KINDS = {"new": "New", "changed": "Changed", "withdrawn": "Withdrawn", "correction": "Correction"}

# characters of an item's title: a line of a reader of feeds
_TITLE = 120

_ABOUT = "Sentences that can be printed, whenever one comes, changes or is withdrawn, and corrections of approved ones."
_NAMESPACE = "http://www.w3.org/2005/Atom"
# what XML 1.0 has no characters for, beside what `clean` takes out
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def json_feed(
    items: Sequence[Told], *, title: str, url: str = "", language: str = "en", pages: Mapping[str, str] | None = None
) -> str:
    """Return items as JSON Feed 1.1.

    Parameters
    ----------
    items : sequence of dict
        As `feed_items` returns them.
    title : str
        Of the report; "" for none.
    url : str
        Address at which the folder of the reports is read; "" where nobody knows it: then there are no links.
    language : str
    pages : mapping of family to page, optional
        Pages as seen from the folder of the reports; items of other families link to the lead page.

    Returns
    -------
    str
        `content_text` has the sentence, what was said before and why; `_reconcile` has them apart, for programs.

    Examples
    --------
    >>> json.loads(json_feed([], title="Floods"))["items"]
    []
    """
    home = _folder(url)
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": clean(title) or _UNTITLED,
        **({"home_page_url": f"{home}report.html", "feed_url": f"{home}{JSON_FEED}"} if home else {}),
        "description": _ABOUT, "language": language, "authors": [{"name": clean(title) or _UNTITLED}],
        "items": [_json_item(item, _link(item, home, pages), language) for item in items],
    }  # fmt: skip
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def _json_item(item: Told, link: str, language: str) -> dict[str, Any]:
    dated = {"date_published": _time(item["day"]), "date_modified": _time(item["day"])} if item["day"] else {}
    return {
        "id": item["id"], **({"url": link} if link else {}), "title": _title(item),
        "content_text": _content(item), **dated, "language": language,
        **({"tags": [item["family"]]} if item["family"] else {}),
        "_reconcile": {name: value for name, value in item.items() if name not in ("id", "day")},
    }  # fmt: skip


def atom_feed(
    items: Sequence[Told], *, title: str, url: str = "", language: str = "en", pages: Mapping[str, str] | None = None
) -> bytes:
    """Return items as an Atom feed in UTF-8; parameters as of `json_feed`.

    Notes
    -----
    `updated` is the date of knowledge of the newest item, at midnight UTC; where no date is known, the first day of
    1970.

    Examples
    --------
    >>> atom_feed([], title="Floods & fires")[:38]
    b"<?xml version='1.0' encoding='utf-8'?>"
    >>> b"<title>Floods &amp; fires</title>" in atom_feed([], title="Floods & fires")
    True
    """
    home, name = _folder(url), _xml(clean(title) or _UNTITLED)
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": language})
    _add(feed, "id", urn(home or name, "feed"))
    _add(feed, "title", name)
    _add(feed, "subtitle", _ABOUT)
    _add(feed, "updated", _time(max((item["day"] for item in items), default="")))
    _add(ElementTree.SubElement(feed, "author"), "name", name)
    _add(feed, "generator", "reconcile")
    if home:
        ElementTree.SubElement(feed, "link", {"rel": "self", "href": f"{home}{ATOM}", "type": "application/atom+xml"})
        ElementTree.SubElement(feed, "link", {"rel": "alternate", "href": f"{home}report.html", "type": "text/html"})
    for item in items:
        _add_entry(feed, item, _link(item, home, pages))
    ElementTree.indent(feed)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_entry(feed: ElementTree.Element, item: Told, link: str) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _add(entry, "id", item["id"])
    _add(entry, "title", _title(item))
    _add(entry, "updated", _time(item["day"]))
    if link:
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": link, "type": "text/html"})
    if item["family"]:
        ElementTree.SubElement(entry, "category", {"term": _xml(item["family"])})
    _add(entry, "content", _content(item), {"type": "text"})


def _add(parent: ElementTree.Element, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    ElementTree.SubElement(parent, tag, dict(attributes or {})).text = _xml(text)


def _title(item: Told) -> str:
    return f"{_KINDS[item['kind']]}: {shorten(item['sentence'] or item['previous'], _TITLE)}"


def _content(item: Told) -> str:
    """Return an item as text: the sentence, its range and note, what was said before, and why it is told."""
    parts = [
        item["sentence"], item["range"], item["note"], item["previous"] and f"Before: {item['previous']}",
        item["why"] and f"Why: {item['why']}",
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part)


def _link(item: Told, home: str, pages: Mapping[str, str] | None) -> str:
    """Return the address of the page of an item's family, "" where nobody knows that of the folder."""
    return f"{home}{(pages or {}).get(item['family'], 'report.html')}" if home else ""


def _time(day: str) -> str:
    return f"{day or _NO_DAY}T00:00:00Z"


def _folder(url: str) -> str:
    return "" if not url else url if url.endswith("/") else f"{url}/"


def _xml(text: str) -> str:
    return _NO_XML.sub("", text)
