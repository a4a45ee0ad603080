"""Text from data made safe inside Markdown: a field is shown as it is, never taken for markup."""

from __future__ import annotations

import re
from urllib.parse import quote

from reconcile.report.sentences.printable import shorten

__all__ = ["CELL_LENGTH", "Markdown", "escape", "escape_cell", "link_target"]

# characters of a field that a table shows: about three lines of a wide column
CELL_LENGTH = 200

# characters that begin markup anywhere; an underscore only outside words
_MARKUP = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")

# a line that would begin a heading, list, rule or quote; there is one line only, so only at its start
_BLOCK = re.compile(r"^(#|[-+=](?=\s|$|[-+=])|\d{1,9}(?=[.)](?:\s|$)))")

# what a reader would turn into a link or an address by itself
_AUTOLINK = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(:)|(www)(\.)|(@)")

# characters of an address that a link may hold as they are; RFC 3986 without brackets and quotes
_SAFE_IN_LINK = "/:?&=#%~+@,;-._"


class Markdown(str):
    """Text that is Markdown already and must not be escaped again."""

    __slots__ = ()


def escape(text: object) -> Markdown:
    r"""Return a field escaped for use inside a line or a table cell of GitHub Markdown.

    Control characters are dropped, line breaks become spaces, HTML becomes entities, markup gets a backslash, and
    addresses do not become links. `Markdown` is returned as it is.

    Examples
    --------
    >>> print(escape("<b>|a_b| *x*"))
    &lt;b&gt;\|a_b\| \*x\*
    """
    if isinstance(text, Markdown):
        return text
    return Markdown(_escaped(shorten(str(text), 10 * CELL_LENGTH)))


def escape_cell(text: object, length: int = CELL_LENGTH) -> Markdown:
    """Return a field escaped for a table: shortened, and a dash where there is nothing to show.

    Examples
    --------
    >>> escape_cell(""), escape_cell("a" * 30, 10)
    ('–', 'aaaaaaaaa…')
    """
    if isinstance(text, Markdown):
        return text
    return Markdown(_escaped(shorten(str(text), length)) or "–")


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKUP.sub(lambda match: "\\" + match[0], text)
    text = _BLOCK.sub(_escaped_block, text)
    return _AUTOLINK.sub(_broken_link, text)


def _escaped_block(match: re.Match[str]) -> str:
    # a number before a full stop begins a list: the stop is escaped, not the number
    return match[0] + "\\" if match[0].isdigit() else "\\" + match[0]


def _broken_link(match: re.Match[str]) -> str:
    if match[5]:
        return "&#64;"
    return match[1] + "&#58;" if match[1] else match[3] + "&#46;"


def link_target(address: str) -> str:
    """Return an address fit for the brackets of a link; "" for anything but http, https or a plain path.

    Examples
    --------
    >>> link_target("https://example.org/a b"), link_target("javascript:alert(1)"), link_target("figures/a.svg")
    ('https://example.org/a%20b', '', 'figures/a.svg')
    """
    scheme = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address)
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return ""
    return quote(address, safe=_SAFE_IN_LINK, errors="replace")
