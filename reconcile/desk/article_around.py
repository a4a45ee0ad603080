"""The article around a sentence: what stands before and behind it in the text that was kept."""

from __future__ import annotations

import re

__all__ = ["article_around"]

# characters on each side: two or three sentences, which say of whom, where and when without filling a terminal
_AROUND = 320

# what stands where the text goes on
_CUT = "… "


def article_around(text: str, quote: str, start: int = -1) -> tuple[str, str]:
    """Return what stands in an article before and behind a sentence, whole words with single blanks.

    Parameters
    ----------
    text : str
        The article, "" where none is kept.
    quote : str
        The sentence.
    start : int
        A character of it, for sentences that the article has twice; -1 where it is not known.

    Returns
    -------
    tuple of str
        Before and behind; both "" where the article does not have the sentence.

    Examples
    --------
    >>> article_around("A dam broke. Some 40 died. Nobody is missing.", "Some 40 died.")
    ('A dam broke.', 'Nobody is missing.')
    """
    words = r"\s+".join(re.escape(word) for word in quote.split())
    places = list(re.finditer(words, text)) if words else []
    if not places:
        return "", ""
    place = next((found for found in places if found.start() <= start < found.end()), places[0])
    before, behind = text[: place.start()], text[place.end() :]
    return _end_of(before), _end_of(behind[::-1])[::-1]


def _end_of(text: str) -> str:
    """Return the last words of a text, with a sign where it begins before them."""
    end = text[-_AROUND:]
    if len(text) <= _AROUND:
        return " ".join(end.split())
    _, _, whole = end.partition(" ")
    return _CUT + " ".join(whole.split())
