"""Headers of an answer that the cache may see and keep."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["kept_headers"]

# what a cache and the record of a copy need; cookies, redirects and what a server adds of its own are not kept
_KEPT = ("cache-control", "expires", "date", "age", "etag", "last-modified", "vary", "content-type", "pragma")
# characters of a header that are kept; longer ones carry something else than they should
_LONGEST = 500
_LIFETIME = re.compile(r"(?i)\bmax-age\s*=")


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers to keep; where the server names no lifetime, the answer is checked again every time.

    A cache may guess a lifetime from the date of the last change (RFC 9111, 4.2.2). For figures that a desk prints,
    that is a guess too many.

    Examples
    --------
    >>> kept_headers({"etag": '"1"', "set-cookie": "id=7"})
    {'etag': '"1"', 'cache-control': 'no-cache'}
    """
    kept = {
        name: value
        for name in _KEPT
        if (value := headers.get(name)) is not None
        and len(value) <= _LONGEST
        and value.isascii()
        and value.isprintable()
    }
    if "expires" not in kept and not _LIFETIME.search(kept.get("cache-control", "")):
        kept["cache-control"] = ", ".join(filter(None, [kept.get("cache-control", ""), "no-cache"]))
    return kept
