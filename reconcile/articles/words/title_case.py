"""Headlines in capitals, in which a capital names nothing."""

from __future__ import annotations

from reconcile.language.tokens import WORD, Token

__all__ = ["is_title_case"]

# share of capitalised words from which a sentence is a title, in which capitals name nothing
_TITLE = 0.6
# letters of the shortest word that counts for it
_SHORTEST = 4


def is_title_case(text: str, tokens: list[Token]) -> bool:
    """Return True for a sentence in which most words are capitalised, as in headlines.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Five Coal Miners Killed After Blast In Orva"
    >>> is_title_case(text, tokens_of(text)), is_title_case("Five men died.", tokens_of("Five men died."))
    (True, False)
    """
    words = [token for token in tokens if token.kind == WORD and len(token.text) >= _SHORTEST]
    return sum(text[word.start].isupper() for word in words) > _TITLE * len(words)
