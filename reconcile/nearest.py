"""The known word that an unknown one most likely means: for messages of every room."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["nearest_of"]


def nearest_of(word: str, known: Iterable[str]) -> str:
    """Return the known word that is spelled most like another, "" where no word is known.

    Examples
    --------
    >>> nearest_of("methd", ["level", "method"]), nearest_of("methd", [])
    ('method', '')
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.0)), "")
