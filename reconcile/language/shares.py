"""Shares in words: half, a third, two-thirds, three quarters, one in five."""

from __future__ import annotations

from reconcile.language.helping_verbs import HELPING
from reconcile.language.number_words import DENOMINATORS, UNITS
from reconcile.language.tokens import SIGN, Token, text_at

__all__ = ["read_share"]

# "the first half", "the other half": a part that is named, not measured
_NAMED = frozenset({"first", "second", "third", "last", "latter", "former", "other", "better", "past"})
# "half an hour", "a quarter century", "quarter of 2024": parts of time
_TIMES = frozenset({"hour", "day", "week", "month", "year", "century", "decade", "time", "way"})
# what may follow "a third" where it is a share; before a noun it is an ordinal ("a third attack")
_AFTER_SHARE = HELPING | {
    "of", "to", "or", "and", "died", "killed", "wounded", "injured", "captured", "lost", "dead", "more", "less",
    "fewer", "remain", "remained",
}  # fmt: skip


def read_share(tokens: list[Token], place: int) -> tuple[float, int] | None:
    """Read the share that starts at a token.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Index of the first token.

    Returns
    -------
    (float, int) or None
        The share, from 0 to 1, and the index of the token after it. None for other words, also for ordinals ("the
        third attack") and parts of time ("half an hour").

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> read_share(tokens_of("three-quarters of them"), 0), read_share(tokens_of("a third attack"), 0)
    ((0.75, 3), None)
    """
    word = tokens[place].text
    if word == "half" or (word in ("a", "one") and text_at(tokens, place + 1) == "half"):
        return _half(tokens, place, place + (word != "half") + 1)
    count = 1.0 if word in ("a", "an") else UNITS.get(word, 0.0)
    noun = place + 1 + (text_at(tokens, place + 1) == "-")
    share = DENOMINATORS.get(text_at(tokens, noun).removesuffix("s"))
    plural = text_at(tokens, noun).endswith("s")
    if share is None or not 0 < count * share < 1 or plural != (count > 1):
        return None
    return (count * share, noun + 1) if plural or _is_share(tokens, noun + 1, word, share) else None


def _half(tokens: list[Token], place: int, end: int) -> tuple[float, int] | None:
    after = end + (text_at(tokens, end) in ("a", "an", "-"))
    if text_at(tokens, place - 1) in _NAMED or text_at(tokens, after) in _TIMES:
        return None
    return 0.5, end


def _is_share(tokens: list[Token], end: int, word: str, share: float) -> bool:
    """Return True where words are a share and no ordinal: "a third died", not "a third attack"."""
    if text_at(tokens, end) in _TIMES:
        return False
    if end >= len(tokens) or tokens[end].kind == SIGN:
        return True
    return word not in ("a", "an") or text_at(tokens, end - 1) == "quarter" or text_at(tokens, end) in _AFTER_SHARE
