"""People who tell what others suffered, "two residents said": they are counted, but are no claim."""

from __future__ import annotations

from reconcile.articles.origin.speakers import TELLERS
from reconcile.language.numerals import Numeral
from reconcile.language.tokens import SIGN, WORD, Token, text_at
from reconcile.language.unit_words import find_unit

__all__ = ["are_witnesses"]

# most people who speak at once and are counted: "three officials said"; 40 people who say something were asked
_MOST = 12
# words between a noun and its verb: "two officials, who asked for anonymity, also told"
_AUXILIARIES = frozenset({"also", "have", "has", "had", "later", "both", "who", "then", "described", "separately"})
# what only people who tell do
_DESCRIBE = frozenset({"described", "recalled", "recounted", "describe", "spoke", "speaking", "remembered", "recalls"})
# words before people who are quoted
_QUOTED = (("according", "to"), ("citing",), ("quoting",), ("cited",), ("quoted",))
# words of a noun phrase behind its number: "two senior Karsian military officials"
_REACH = 6

# words that are not part of a noun phrase
_NOT_IN_NOUN = frozenset({
    "in", "at", "on", "of", "and", "or", "from", "to", "by", "with", "who", "were", "was", "are", "is", "have",
    "had", "dead", "killed", "died", "injured", "wounded", "missing", "as", "after", "when", "while", "per",
})  # fmt: skip
# what is also done to people: "two residents reported dead", "two men found", "four registered"
_TO_THEM = frozenset({
    "reported", "confirmed", "found", "identified", "listed", "registered", "released", "counted", "recorded",
    "declared", "estimated", "documented", "believed", "alleged", "verified", "recognized", "recognised", "given",
    "provided", "according", "published", "announced", "admitted", "cited", "put",
})  # fmt: skip
# letters of the shortest plural: "men's" apart, "cops"
_SHORTEST_PLURAL = 3


def are_witnesses(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a number of people who speak, or one person of whom a tale is told.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("Two residents said 12 men died, according to three officials")
    >>> [are_witnesses(tokens, numeral) for numeral in find_numerals(tokens)]
    [True, False, True]
    """
    if not 0 < numeral.value <= _MOST or numeral.form != "number":
        return False
    end = _noun_end(tokens, numeral)
    if end < 0:
        return False
    if any(_stands_before(tokens, numeral.first, words) for words in _QUOTED):
        return True
    begins = numeral.first == 0 or tokens[numeral.first - 1].kind == SIGN
    if numeral.value == 1 and begins and text_at(tokens, end) == "who":
        return True
    place = end
    while text_at(tokens, place) in _AUXILIARIES:
        place += 1
    word = text_at(tokens, place)
    return word in _DESCRIBE or text_at(tokens, place - 1) == "described" or (word in TELLERS and word not in _TO_THEM)


def _stands_before(tokens: list[Token], place: int, words: tuple[str, ...]) -> bool:
    return tuple(token.text for token in tokens[max(place - len(words), 0) : place]) == words


def _noun_end(tokens: list[Token], numeral: Numeral) -> int:
    """Return the token after the noun of a number, -1 without one."""
    placed = find_unit(tokens, numeral.last, numeral.first)
    if placed is not None:
        return placed.last if placed.unit.name == "persons" else -1
    for place in range(numeral.last, min(numeral.last + _REACH, len(tokens))):
        word = tokens[place].text
        if tokens[place].kind != WORD or word in _NOT_IN_NOUN:
            return -1
        if word.endswith("s") and len(word) > _SHORTEST_PLURAL:
            return place + 1
    return -1
