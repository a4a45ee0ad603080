"""Words that say how a figure is known, not how large it is: reportedly, claimed, likely, almost certainly."""

from __future__ import annotations

from reconcile.language.tokens import Token

__all__ = ["modality_of"]

_WORDS = (
    "reportedly", "allegedly", "alleged", "purportedly", "supposedly", "apparently", "claimed", "claims", "claim",
    "believed", "thought to", "said to", "suspected", "assessed", "suggest", "suggests", "suggested", "unconfirmed",
    "almost certainly", "almost certain", "highly likely", "very likely", "most likely", "likely", "unlikely",
    "highly unlikely", "probably", "probable", "possibly", "perhaps", "may", "might", "could", "realistic possibility",
)  # fmt: skip
_BY_FIRST: dict[str, list[list[str]]] = {}
for _phrase in sorted((word.split() for word in _WORDS), key=len, reverse=True):
    _BY_FIRST.setdefault(_phrase[0], []).append(_phrase)


def modality_of(tokens: list[Token]) -> str:
    """Return the words of modality and likelihood of a text, in its order, separated by commas; "" if there are none.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> modality_of(tokens_of("reportedly, it almost certainly lost 300"))
    'reportedly, almost certainly'
    """
    phrases, place = [], 0
    while place < len(tokens):
        phrase = _phrase_at(tokens, place)
        if phrase:
            phrases.append(" ".join(phrase))
        place += max(len(phrase), 1)
    return ", ".join(phrases)


def _phrase_at(tokens: list[Token], place: int) -> list[str]:
    for phrase in _BY_FIRST.get(tokens[place].text, ()):
        if [token.text for token in tokens[place : place + len(phrase)]] == phrase:
            return phrase
    return []
