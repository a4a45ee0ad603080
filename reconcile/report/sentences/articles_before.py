"""Articles before names that end in a common noun, and commas behind places that have one inside."""

from __future__ import annotations

import re

import numpy as np

from reconcile.arrays import Strings
from reconcile.report.sentences.phrasebook import words

__all__ = ["OPEN_COMMA", "scope_with_article", "with_article", "with_closed_places"]

# stands behind a place whose comma is still to be closed; `clean` leaves no such sign in a name
OPEN_COMMA = "\1"

# a blank and a word behind an open comma; brackets and other signs close a place by themselves
_GOES_ON = re.compile(f"{OPEN_COMMA}(?= [^( ])")


def with_article(place: str) -> str:
    """Return a place with "the" before it where its name ends in a common noun and has no article.

    Of "Myropillia, Sumy region" the name is what stands before the comma. What begins with a possessive has its
    article; a province or a district has none where it is written as a name.

    Examples
    --------
    >>> [with_article(place) for place in ("Kursk border area", "Gaza Strip", "Kunar Province", "Kursk")]
    ['the Kursk border area', 'the Gaza Strip', 'Kunar Province', 'Kursk']
    """
    name = place.partition(",")[0]
    last = name.rpartition(" ")[2]
    common = last.lower() in words().article_nouns or last in words().small_article_nouns
    return _with(place) if common and _bare(name) else place


def scope_with_article(scope: str) -> str:
    """Return a scope as words stand for it behind "in", "" where it names no part of what happened.

    Examples
    --------
    >>> [scope_with_article(scope) for scope in ("second wave", "both waves", "Kursk operation", "regular forces")]
    ['the second wave', 'both waves', 'the Kursk operation', '']
    """
    if scope.rpartition(" ")[2].lower() not in words().scope_nouns:
        return ""
    return _with(scope) if _bare(scope) else scope


def _with(name: str) -> str:
    return words().fragments["with_article"].format(name=name)


def _bare(name: str) -> bool:
    first = name.partition(" ")[0].lower()
    return first not in words().article_starts and not first.endswith(("'s", "’s", "s'", "s’"))


def with_closed_places(texts: Strings) -> Strings:
    r"""Return texts in which a comma closes every place that has one inside, where words follow.

    Examples
    --------
    >>> with_closed_places(np.array(["in Alton, Borland\1 on 3 May", "in Alton, Borland\1"], dtype=object)).tolist()
    ['in Alton, Borland, on 3 May', 'in Alton, Borland']
    """
    closed = np.empty(len(texts), dtype=object)
    closing = words().fragments["closing"]
    closed[:] = [
        _GOES_ON.sub(closing, text).replace(OPEN_COMMA, "") if OPEN_COMMA in text else text for text in texts.tolist()
    ]
    return closed
