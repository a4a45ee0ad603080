"""Amounts without a number: "heavy losses", "some soldiers were captured"; they are told, and never become claims."""

from __future__ import annotations

from reconcile.articles.cues import cues_of
from reconcile.language.tokens import SIGN, Token
from reconcile.language.unit_words import unit_after

__all__ = ["vague_amounts"]

_WORDS = frozenset({
    "some", "many", "several", "numerous", "countless", "heavy", "severe", "significant", "substantial", "massive",
    "considerable", "minor", "few", "untold", "enormous", "huge", "limited", "moderate", "light",
})  # fmt: skip
# events whose amount a claim would give; "heavy fighting" has none
_AMOUNTS = frozenset({"kill", "wound", "casualty", "lose", "take", "displace", "damage"})
# words between the amount and its noun: "several North Korean soldiers"
_REACH = 4


def vague_amounts(text: str, tokens: list[Token]) -> list[str]:
    """Return the amounts of a sentence that have no number, as written.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "After heavy losses, several soldiers left; some 40 stayed."
    >>> vague_amounts(text, tokens_of(text))
    ['heavy losses', 'several soldiers']
    """
    cues = {cue.first: cue.last for cue in cues_of(tokens) if cue.event in _AMOUNTS}
    found = []
    for place, token in enumerate(tokens):
        last = _noun(tokens, place, cues) if token.text in _WORDS else 0
        if last:
            found.append(text[token.start : tokens[last - 1].end])
    return found


def _noun(tokens: list[Token], place: int, cues: dict[int, int]) -> int:
    """Return the token after the noun of an amount, 0 if there is none."""
    for here in range(place + 1, min(place + 1 + _REACH, len(tokens))):
        if tokens[here].kind == SIGN or tokens[here].kind == "digits":
            return 0
        if here in cues:
            return cues[here]
        if (unit := unit_after(tokens, here)) is not None:
            return unit.last if unit.unit.name == "persons" else 0
    return 0
