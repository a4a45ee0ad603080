"""Where a noun phrase begins: an object behind its verb, with hedges, and what only looks like one, a time."""

from __future__ import annotations

from reconcile.articles.words.verb_words import CLOSED, DETERMINERS, NOUNS_TOO, PRONOUNS, TIMES, is_adverb, is_verb_form
from reconcile.language.helping_verbs import HELPING
from reconcile.language.number_words import MAGNITUDES, SCALES, SEVERAL, TENS, UNITS
from reconcile.language.tokens import DIGITS, WORD, Token, text_at

__all__ = ["NUMBERS", "begins_number", "is_object"]

# words that begin an object though they look like prepositions or adverbs, each with the words behind it
_HEDGES = {
    "at": ("least", "most"), "up": ("to",), "as": ("many", "few"), "more": ("than",), "fewer": ("than",),
    "less": ("than",), "close": ("to",), "only": (), "over": (), "about": (), "around": (), "nearly": (), "almost": (),
    "roughly": (), "approximately": (), "between": (), "under": (), "just": (), "above": (), "well": ("over",),
}  # fmt: skip
_HEDGED = frozenset(word for words in _HEDGES.values() for word in words)
# words that are numbers, or parts of them
NUMBERS = frozenset({*UNITS, *TENS, *SCALES, *MAGNITUDES, *SEVERAL})


def begins_number(tokens: list[Token], place: int) -> bool:
    """Return True where a number begins, with hedges and the preposition of an amount: "stands at over 40".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> begins_number(tokens_of("at over 40"), 0), begins_number(tokens_of("at sea"), 0)
    (True, False)
    """
    if text_at(tokens, place) in ("at", "to", "from", "by"):
        place += 1
    place += text_at(tokens, place) in ("all", "the", "another", "some")
    while text_at(tokens, place) in _HEDGES or text_at(tokens, place) in _HEDGED:
        place += 1
    return place < len(tokens) and (tokens[place].kind == DIGITS or tokens[place].text in NUMBERS)


def is_object(tokens: list[Token], place: int) -> bool:
    """Return True where a noun phrase begins at a token, hedges included.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> is_object(tokens_of("at least 12 men"), 0), is_object(tokens_of("at sea"), 0)
    (True, False)
    """
    if place >= len(tokens):
        return False
    token = tokens[place]
    if _is_time(tokens, place):
        return False
    if token.text in _HEDGES:
        behind = _HEDGES[token.text]
        return text_at(tokens, place + 1) in behind if behind else is_object(tokens, place + 1)
    if token.kind == DIGITS or token.text in NUMBERS or token.text in DETERMINERS or token.text in PRONOUNS:
        return True
    if token.kind != WORD or is_adverb(token.text) or token.text in HELPING:
        return token.text in ("“", '"')
    return token.text not in CLOSED and (token.text in NOUNS_TOO or not is_verb_form(token.text))


def _is_time(tokens: list[Token], place: int) -> bool:
    """Return True for a time, which is no object: "weeks", "last week", "two days earlier"."""
    word = tokens[place].text
    if word in TIMES:
        return True
    ahead = {text_at(tokens, place + 1), text_at(tokens, place + 2)}
    pointed = word in DETERMINERS or word in ("last", "next", "early", "late", "earlier") or word in NUMBERS
    every = word in ("every", "each") and text_at(tokens, place + 2) in TIMES
    return (
        every
        or ((pointed or tokens[place].kind == DIGITS) and text_at(tokens, place + 1) in TIMES)
        or (word in ("the", "a", "early", "late") and not TIMES.isdisjoint(ahead))
    )
