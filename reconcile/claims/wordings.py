"""Phrases that differ in their digits alone say the same in words, and are looked at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

__all__ = ["each_wording"]

_DIGITS = re.compile(r"[0-9]+")


def each_wording(texts: Iterable[str], read: Callable[[str], str]) -> list[str]:
    """Apply a function that does not depend on digits to each text, once for all texts of one wording.

    Parameters
    ----------
    texts : iterable of str
    read : callable
        Takes a text in which every run of digits is a 7.

    Examples
    --------
    >>> each_wording(["12 men", "1,350 men", "5 men"], str.upper)
    ['7 MEN', '7,7 MEN', '7 MEN']
    """
    wordings = [_DIGITS.sub("7", text) for text in texts]
    found = {wording: read(wording) for wording in dict.fromkeys(wordings)}
    return [found[wording] for wording in wordings]
