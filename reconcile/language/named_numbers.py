"""Digits that are no numbers: names of things, calibres, ordinals."""

from __future__ import annotations

from reconcile.language.number_words import SCALES, SUFFIXES
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at, touches
from reconcile.language.units import is_unit_word

__all__ = ["in_name"]

# letters behind digits that make no number: 47th, the 1990s
_ORDINALS = ("st", "nd", "rd", "th", "s")
# hedges written onto digits: 300ish
_TAILS = ("ish", "odd", "plus")
# "c.500": words written onto digits that do not make them a name
_LEAD = ("c", "ca", "approx", "circa")

# units of sizes that are written onto the digits, and codes of money written before them
_SIZES = frozenset({
    "mm", "cm", "nm", "m", "km", "in", "ft", "kg", "g", "mg", "lb", "lbs", "oz", "t", "l", "ml", "cl", "w", "kw", "mw",
    "gw", "kwh", "v", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "mph", "kph", "bhp", "hp", "mah", "ppm", "ppb",
    "p", "c", "f", "b", "bn", "k", "mn",
})  # fmt: skip
_CURRENCY_CODES = frozenset({"usd", "eur", "gbp", "rm", "inr", "ps", "rs", "aud", "cad", "hkd", "nzd", "chf", "sgd"})


def in_name(tokens: list[Token], place: int, *, sizes: bool = False) -> bool:
    """Return True where digits belong to a name or an ordinal.

    Parameters
    ----------
    tokens : list of Token
    place : int
        Index of the digits.
    sizes : bool
        Whether a size ("155mm", "50mph", "RM300") counts as a number; if not, it is a name, as of a shell.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> in_name(tokens_of("Su-35"), 2), in_name(tokens_of("the 47th"), 1), in_name(tokens_of("143sq km"), 0)
    (True, True, False)
    """
    if sizes and (_has_size(tokens, place) or text_at(tokens, place - 1) in _CURRENCY_CODES):
        return False
    return _follows_letters(tokens, place) or _precedes_letters(tokens, place)


def _has_size(tokens: list[Token], place: int) -> bool:
    return touches(tokens, place + 1) and text_at(tokens, place + 1) in _SIZES


def _follows_letters(tokens: list[Token], place: int) -> bool:
    """Return True where letters precede the digits: T72, Su-35, #3, v2.5."""
    if not touches(tokens, place):
        return False
    before = tokens[place - 1]
    if before.kind == WORD or before.text in "#_":
        return True
    if before.text not in (*HYPHENS, ".") or not touches(tokens, place - 1):
        return False
    return tokens[place - 2].kind == WORD and tokens[place - 2].text not in (*_LEAD, *SCALES)


def _precedes_letters(tokens: list[Token], place: int) -> bool:
    """Return True where letters that form no unit follow the digits: 47th, 155mm, 2S19, 5-G."""
    after = place + 1
    if touches(tokens, after) and tokens[after].kind == WORD:
        word = tokens[after].text
        return word in _ORDINALS or not (word in SUFFIXES or word in _TAILS or is_unit_word(word))
    hyphened = text_at(tokens, after) in HYPHENS and touches(tokens, after) and touches(tokens, after + 1)
    return hyphened and tokens[after + 1].kind == WORD and len(tokens[after + 1].text) == 1
