"""Which phrases hold nothing but a number and what it counts, so that no hedge in them can have been missed."""

from __future__ import annotations

from reconcile.language.helping_verbs import HELPING
from reconcile.language.number_words import DENOMINATORS, SCALES, SUFFIXES, TENS, UNITS
from reconcile.language.tokens import DIGITS, tokens_of
from reconcile.language.unit_words import unit_after

__all__ = ["stands_alone"]

# words beside a number that say nothing of its size: articles, signs of numerals, what happened to those counted
_BESIDE = HELPING | {
    "a", "an", "the", "and", "of", ",", ".", "-", "people", "persons", "killed", "dead", "died", "deaths", "wounded",
    "injured", "missing", "captured", "casualties",
}  # fmt: skip
_NUMBERS = {*UNITS, *TENS, *SCALES, *SUFFIXES, *DENOMINATORS}


def stands_alone(phrase: str) -> bool:
    """Return True for phrases without a word beside the number, its unit and what was counted.

    Examples
    --------
    >>> [stands_alone(text) for text in ("a thousand", "730 кв км", "понад 730 кв км", "a good thousand")]
    [True, True, False, False]
    """
    tokens, place = tokens_of(phrase), 0
    while place < len(tokens):
        unit = unit_after(tokens, place) if place else None
        if unit is not None:
            place = unit.last
        elif tokens[place].kind == DIGITS or tokens[place].text in _NUMBERS or tokens[place].text in _BESIDE:
            place += 1
        else:
            return False
    return True
