"""Shares in words: half, a third, two-thirds, three quarters, one in five."""

from __future__ import annotations

from reconcile.language.number_words import DENOMINATORS, UNITS
from reconcile.language.tokens import SIGN, Token, text_at

__all__ = ["read_share"]

# "the first half", "the other half": a part that is named, not measured
_NAMED = frozenset({"first", "second", "third", "last", "latter", "former", "other", "better", "past"})
# "half an hour", "a quarter century", "quarter of 2024": parts of time
_TIMES = frozenset({"hour", "day", "week", "month", "year", "century", "decade", "time", "way"})
# what may follow "a third" where it is a share; before a noun it is an ordinal ("a third attack")
_AFTER_SHARE = frozenset({
    "of", "to", "or", "and", "is", "are", "was", "were", "have", "has", "had", "died", "killed", "wounded", "injured",
    "captured", "lost", "dead", "more", "less", "fewer", "will", "may", "might", "could", "would", "remain", "remained",
})  # fmt: skip


def read_share(tokens: list[Token], place: int) -> tuple[float, int] | None:
    """Read a share that starts at a token.

    Returns
    -------
    (share, place of the token after it), or None
        Ordinals ("the third attack") and parts of time ("half an hour") are none.

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
    here = place + 1 + (text_at(tokens, place + 1) == "-")
    part = DENOMINATORS.get(text_at(tokens, here).removesuffix("s"))
    plural = text_at(tokens, here).endswith("s")
    if part is None or not 0 < count * part < 1 or plural != (count > 1):
        return None
    return (count * part, here + 1) if plural or _is_share(tokens, here + 1, word, part) else None


def _half(tokens: list[Token], place: int, here: int) -> tuple[float, int] | None:
    after = here + (text_at(tokens, here) in ("a", "an", "-"))
    if text_at(tokens, place - 1) in _NAMED or text_at(tokens, after) in _TIMES:
        return None
    return 0.5, here


def _is_share(tokens: list[Token], here: int, word: str, part: float) -> bool:
    """Tell the share from the ordinal; "a quarter" and "one third" can only be shares."""
    if text_at(tokens, here) in _TIMES:
        return False
    if here >= len(tokens) or tokens[here].kind == SIGN:
        return True
    return word not in ("a", "an") or part == DENOMINATORS["quarter"] or text_at(tokens, here) in _AFTER_SHARE
