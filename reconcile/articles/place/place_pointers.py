"""Words that point to a place that is named before: "there", "the country", "the state's 30 districts"."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.words.capitalised_names import is_capital
from reconcile.articles.words.place_words import AREAS, LOCATING, SITES
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import Token, text_at

__all__ = ["BOTH", "COUNTRY", "ELSEWHERE", "THERE", "Pointer", "pointers_in"]

# what a pointer asks for: the last place, a state, two states, none of those named; else the kind of place it names
THERE, COUNTRY, BOTH, ELSEWHERE = "there", "country", "both", "elsewhere"


class Pointer(NamedTuple):
    """A pointer, its tokens, and what it asks for: a kind of place in the singular, or one of the words above."""

    first: int
    last: int
    to: str


_COUNTRIES = frozenset({"country", "nation", "republic", "kingdom"})
_EVERYWHERE = frozenset({"nationwide", "countrywide"})
_BE = HELPING | {"remain"}
# words before a "there" that only says that something exists
_BEFORE_THERE = frozenset({
    "", ",", "that", "and", "but", "said", "says", ";", ":", "“", '"', "if", "as", "when", "where", "while", "because",
    "(", "—", "–", "so",
})  # fmt: skip
_PLACES = frozenset({"parts", "places", "locations", "cities"})
_POINTING = frozenset({"the", "this", "that"})
_BEFORE = LOCATING | {"from", "of", "to", "into"}
# kinds of which there are many, one of them in every place
_POINTS_NOWHERE = frozenset({"capital", "area", "border", "outskirts", "frontline", "direction"})


def pointers_in(text: str, tokens: list[Token]) -> list[Pointer]:
    """Find the words of a sentence that point to a place.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "There were 12 dead there and 3 across the country."
    >>> pointers_in(text, tokens_of(text))
    [Pointer(first=4, last=5, to='there'), Pointer(first=8, last=10, to='country')]
    """
    return [pointer for index in range(len(tokens)) if (pointer := _pointer(text, tokens, index))]


def _pointer(text: str, tokens: list[Token], index: int) -> Pointer | None:
    word, before = tokens[index].text, text_at(tokens, index - 1)
    if word == "there":
        exists = text_at(tokens, index + 1) in _BE and before in _BEFORE_THERE
        return None if exists else Pointer(index, index + 1, THERE)
    if word in _EVERYWHERE:
        return Pointer(index, index + 1, COUNTRY)
    if word == "countries" and before in ("both", "two"):
        return Pointer(index - 1, index + 1, BOTH)
    if word == "elsewhere" or (before == "other" and word in AREAS | _PLACES and text_at(tokens, index - 2) in _BEFORE):
        return Pointer(index, index + 1, ELSEWHERE)
    kind = word.removesuffix("'s")
    if before in _POINTING and (kind in AREAS or kind in SITES) and kind not in _POINTS_NOWHERE:
        return _kind(text, tokens, index, kind)
    return None


def _kind(text: str, tokens: list[Token], index: int, kind: str) -> Pointer | None:
    """Return the pointer that a kind behind "the" is: where a preposition stands before it, or where it owns."""
    owns = tokens[index].text != kind
    named = text_at(tokens, index + 1) == "of" or is_capital(text, tokens, index + 1)
    if named or not (owns or text_at(tokens, index - 2) in _BEFORE):
        return None
    return Pointer(index - 1, index + 1, COUNTRY if kind in _COUNTRIES else kind)
