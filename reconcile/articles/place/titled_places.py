"""Places in headlines whose words all have capitals, where a capital says nothing of a name."""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.articles.place.place_names import PlaceNamed
from reconcile.articles.place.place_signs import HERE, NAMED
from reconcile.articles.words.named_lands import LAND, named_at
from reconcile.articles.words.place_words import AGENTS_ACTS, HAPPENINGS, LOCATING
from reconcile.language.tokens import WORD, Token, text_at

__all__ = ["is_titled", "titled_places"]

# a headline in capitals: of at least so many words of more than three letters, at least this share begins with one
_LEAST_WORDS, _LEAST_SHARE, _SHORT = 3, 0.75, 3
# words of the longest name that is looked for
_LONGEST = 4


def is_titled(text: str, tokens: list[Token]) -> bool:
    """Return True for a line whose longer words nearly all begin with a capital.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [is_titled(text, tokens_of(text)) for text in ("Forty Dead In Orva Mine Blast", "Forty died in Orva")]
    [True, False]
    """
    if text.endswith("."):
        return False
    words = [token for token in tokens if token.kind == WORD and token.end - token.start > _SHORT]
    capitals = sum(text[token.start].isupper() for token in words)
    return len(words) >= _LEAST_WORDS and capitals >= _LEAST_SHARE * len(words)


def titled_places(text: str, tokens: list[Token], known: Mapping[str, str]) -> list[PlaceNamed]:
    """Find the places in a headline: states, and names that are places elsewhere in the article.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Forty Dead In Orva Mine Blast, Says Iran"
    >>> [(place.name, place.how) for place in titled_places(text, tokens_of(text), {"orva": "Orva"})]
    [('Orva', 'here'), ('Iran', 'named')]
    """
    places, index = [], 0
    while index < len(tokens):
        place = _land(text, tokens, index) or _known(tokens, index, known)
        if place is not None:
            places.append(place)
        index = place.last if place else index + 1
    return places


def _land(text: str, tokens: list[Token], index: int) -> PlaceNamed | None:
    """Return the state that is named at a token, as a place where it is one."""
    named = named_at(text, tokens, index)
    if named is None or named.kind != LAND:
        return None
    last = index + named.length
    ahead = next((token.text for token in tokens[last : last + 3] if token.text in HAPPENINGS), "")
    here = text_at(tokens, index - 1) in LOCATING or (ahead and ahead not in AGENTS_ACTS)
    return PlaceNamed(named.of, index, last, HERE if here else NAMED, named.of)


def _known(tokens: list[Token], index: int, known: Mapping[str, str]) -> PlaceNamed | None:
    """Return the place known from elsewhere that is named at a token."""
    for length in range(_LONGEST, 0, -1):
        words = " ".join(token.text for token in tokens[index : index + length]).removesuffix("'s")
        if words in known:
            return PlaceNamed(known[words], index, min(index + length, len(tokens)), HERE)
    return None
