"""Telephone numbers, web and mail addresses in a text: their digits count nothing."""

from __future__ import annotations

import re

__all__ = ["addresses_in"]

# digits of a telephone number in three or more runs, or in two behind a code in brackets, a zero or a plus
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){1,5}\d{2,4}|\(\d{2,5}\)[ .-]?\d{2,4}(?:[ .-]\d{2,4}){0,4}"
    r"|\d{2,5}(?:-\d{2,5}){2,4}|0\d{1,4}(?:[ -]\d{2,5}){1,4}|\d{3}\.\d{3}\.\d{4})(?![\w/-]|[.,]\d)"
)
# the same in two runs, or in one, where the words before tell of a call
_CALLED = re.compile(
    r"\b(?:call(?:ing|ed)?|phone|tel|telephone|hotline|helpline|dial(?:ling|ing)?|ring|whatsapp|fax|sms|text)\b"
    r"[^\d.;!?]{0,40}(\d{3,12}(?:[ -]\d{3,6}){0,3})(?![\w%]|[.,]\d|\s+(?:people|men|women|children|soldiers|times)\b)",
    re.IGNORECASE,
)
# a text without any of these has no telephone number in several runs
_JOINING = frozenset("-+(0.")
# digits of the shortest telephone number that has no other sign of one
_FEWEST_DIGITS = 6
_WEB = re.compile(
    r"(?:https?://|www\.|\b[a-z][\w-]{0,40}\.[a-z]{2,12}/)[^\s<>\"]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}",
    re.IGNORECASE,
)


def addresses_in(text: str) -> list[range]:
    """Return the characters of the telephone numbers and addresses in a sentence.

    Examples
    --------
    >>> text = "Ring 212-555-0177 or write to 40@orva.org for news of 12 men."
    >>> sorted({text[found.start : found.stop] for found in addresses_in(text)})
    ['212-555-0177', '40@orva.org']
    """
    found = [range(*match.span()) for match in _PHONE.finditer(text)] if not _JOINING.isdisjoint(text) else []
    found += [range(*match.span(1)) for match in _CALLED.finditer(text) if _is_long(match[1])]
    if "@" in text or "/" in text or "www." in text.lower():
        found += [range(*match.span()) for match in _WEB.finditer(text)]
    return found


def _is_long(digits: str) -> bool:
    return sum(sign.isdecimal() for sign in digits) >= _FEWEST_DIGITS
