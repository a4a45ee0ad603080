"""Amounts without a number, "heavy losses", "some soldiers were captured": findings, never claims."""

from __future__ import annotations

from reconcile.claims.cues import cues_of
from reconcile.language.tokens import SIGN, Token
from reconcile.language.unit_words import unit_after

__all__ = ["VAGUE_WORDS", "vague_amounts"]

VAGUE_WORDS = frozenset({
    "some", "many", "several", "numerous", "countless", "heavy", "severe", "significant", "substantial", "massive",
    "considerable", "minor", "few", "untold", "enormous", "huge", "limited", "moderate", "light",
})  # fmt: skip
# events that claims count; "heavy fighting" is not one of them
_AMOUNTS = frozenset({"kill", "wound", "casualty", "lose", "take", "displace", "damage"})
# words from the amount to its noun: "several North Korean soldiers"
_REACH = 4


def vague_amounts(text: str, tokens: list[Token]) -> list[str]:
    """Return the amounts without a number in a sentence, as written.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "After heavy losses, several soldiers left; some 40 stayed."
    >>> vague_amounts(text, tokens_of(text))
    ['heavy losses', 'several soldiers']
    """
    cues = {cue.first: cue.last for cue in cues_of(tokens) if cue.event in _AMOUNTS}
    amounts = []
    for index, token in enumerate(tokens):
        last = _noun_end(tokens, index, cues) if token.text in VAGUE_WORDS else 0
        if last:
            amounts.append(text[token.start : tokens[last - 1].end])
    return amounts


def _noun_end(tokens: list[Token], amount: int, cues: dict[int, int]) -> int:
    """Return the token after the noun of an amount, 0 if it has none."""
    for index in range(amount + 1, min(amount + 1 + _REACH, len(tokens))):
        if tokens[index].kind == SIGN or tokens[index].kind == "digits":
            return 0
        if index in cues:
            return cues[index]
        if (unit := unit_after(tokens, index)) is not None:
            return unit.last if unit.unit.name == "persons" else 0
    return 0
