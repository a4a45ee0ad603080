"""Files as the text of an article: plain text, or the main text of a web page."""

from __future__ import annotations

import re

from reconcile.articles.printed.hidden_parts import drop_hidden
from reconcile.articles.printed.page_tables import write_out_tables
from reconcile.errors import InputError

__all__ = ["MOST_BYTES", "article_text", "is_page"]

# bytes of the largest article that is read: ten times a long book
MOST_BYTES = 20_000_000
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|div|p|script|article|main|meta)\b", re.IGNORECASE
)
# first bytes of a file, which show whether it is a web page or text
_LOOK = 2000
# a file is not text if more than this share of its characters are control characters or undecodable
_MOST_STRANGE = 0.02
_STRANGE = re.compile("[\x00-\x08\x0e-\x1a\x7f\ufffd]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def article_text(data: bytes, name: str = "") -> str:
    """Return the text of an article.

    Parameters
    ----------
    data : bytes
        The content of a file: plain text in UTF-8 (or UTF-16 with its mark), or HTML.
    name : str
        Name of the file, for errors; an ending such as .html makes it a web page.

    Returns
    -------
    str
        The main text of a web page, without menus, scripts, comments and parts that no reader sees, its tables as
        lines with bars between the cells; plain text unchanged.

    Raises
    ------
    InputError
        The file is empty, too large, not text, in another encoding, or a web page without text; or the extra
        `articles`, which reads web pages, is not installed.

    Examples
    --------
    >>> article_text(b"Some 40 people died.")
    'Some 40 people died.'
    """
    if len(data) > MOST_BYTES:
        raise InputError("the file is too large to be an article", file=name, hint="cut it to the text you mean")
    if not data.strip():
        raise InputError("there is nothing in it", file=name, hint="save the article's text in it")
    return _main_text(data, name) if is_page(data, name) else _plain(data, name)


def is_page(data: bytes, name: str = "") -> bool:
    """Return True for a web page, by the ending of its name or by its first tag.

    Examples
    --------
    >>> is_page(b"<!doctype html><p>Some 40 died."), is_page(b"Some 40 died.", "raid.txt")
    (True, False)
    """
    return name.lower().endswith(_HTML_ENDINGS) or _HTML_START.match(data[:_LOOK]) is not None


def _plain(data: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        kind = "a picture, a PDF or another program's file" if b"\0" in data[:_LOOK] else "in another encoding"
        raise InputError(
            f"the file is not text in UTF-8: {kind}", file=name, hint="save it as plain text, UTF-8"
        ) from error
    if len(_STRANGE.findall(text)) > _MOST_STRANGE * len(text):
        raise InputError("the file is not text", file=name, hint="save the article as plain text, UTF-8")
    return text


def _main_text(data: bytes, name: str) -> str:
    """Return the main text of a web page; the extractor is slow to load, and loaded only here."""
    try:
        from trafilatura import extract, load_html
    except ImportError as error:
        raise InputError(
            "web pages are read with the extra `articles`", file=name,
            hint="pip install 'reconcile-estimates[articles]', or save the article as plain text",
        ) from error  # fmt: skip
    page = load_html(data)
    if page is not None:
        drop_hidden(page)
        write_out_tables(page)
    text = extract(page, include_comments=False, include_tables=False, deduplicate=False)
    if not text or not text.strip():
        raise InputError("no article is found in the page", file=name, hint="save the article's text as plain text")
    return text
