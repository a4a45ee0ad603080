"""Text from data made fit to print: no control characters, no endless fields."""

from __future__ import annotations

import re

import numpy as np

from reconcile.arrays import Strings

__all__ = ["capitalised", "clean", "few_words", "shorten"]

# characters that a printed name keeps at most: two of them and a figure fill three lines of a column
NAME_LENGTH = 60

# words that a printed name keeps at most, so that a sentence with three names has room for its figure: the longest name
# of a shipped source, "the named list of Mediazona and the BBC", has as many
NAME_WORDS = 8

# control characters, bidirectional overrides and lone surrogates: they break XML, tables, or the order of what is read
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]+"
)
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    r"""Return text on one line, without characters that cannot be printed.

    Examples
    --------
    >>> clean("  over\x00 700\r\n sq km ")
    'over 700 sq km'
    """
    # nothing that is removed can be printed, nor any blank but the common one
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANKS.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def shorten(text: str, length: int = NAME_LENGTH) -> str:
    """Return text of at most `length` characters, on one line; what was cut is marked by an ellipsis.

    The cut is made at a space where one is near the end.

    Examples
    --------
    >>> shorten("Russian forces took the village", 16)
    'Russian forces…'
    """
    # most names are short and plain, and every sentence asks for several
    if len(text) <= length and text.isprintable() and "  " not in text:
        return text.strip()
    # a cell may hold a million characters: look only at those that can matter
    text = clean(text[: 4 * length])
    if len(text) <= length:
        return text
    head = text[: length - 1]
    space = head.rfind(" ")
    return (head[:space] if space > length // 2 else head).rstrip(" ,;:") + "…"


def few_words(text: str, most: int = NAME_WORDS) -> str:
    """Return text of at most so many words, and of the length of a name; what was cut is marked by an ellipsis.

    Examples
    --------
    >>> few_words("He said that nobody knew it", 3)
    'He said that…'
    """
    short = shorten(text)
    if short.count(" ") < most:
        return short
    return " ".join(short.split(" ")[:most]).rstrip(" ,;:…") + "…"


def capitalised(texts: Strings) -> Strings:
    """Return texts with a capital first letter.

    Examples
    --------
    >>> capitalised(np.array(["about 600"], dtype=object)).tolist()
    ['About 600']
    """
    capital = np.empty(len(texts), dtype=object)
    capital[:] = [text[:1].upper() + text[1:] for text in texts.tolist()]
    return capital
