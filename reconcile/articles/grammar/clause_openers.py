"""What opens a clause: signs, dashes, relative pronouns, words of time, "with" before a noun and what became of it."""

from __future__ import annotations

from collections.abc import Callable

from reconcile.articles.grammar.object_starts import is_object
from reconcile.articles.grammar.predicates import Predicate
from reconcile.articles.words.verb_words import RELATIVES, SUBORDINATORS
from reconcile.language.tokens import DIGITS, WORD, Token, text_at, touches

__all__ = ["CLOSE", "OPEN", "STOPS", "Openers"]

# signs at which everything ends
STOPS = frozenset({";", ":", "•", "|"})
OPEN, CLOSE, _DASHES = frozenset("(["), frozenset(")]"), frozenset({"—", "–", "-"})
# letters of the shortest word that is no abbreviation
_LONG = 5


class Openers:
    """The words and signs of a sentence that open a clause.

    Parameters
    ----------
    tokens : list of Token
    predicates : dict of int to Predicate
        By first token.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> Openers(tokens_of("the men who died"), {}).opener(2, lambda place: False)
    'who'
    """

    def __init__(self, tokens: list[Token], predicates: dict[int, Predicate]) -> None:
        self.tokens, self.predicates = tokens, predicates
        self.ends = {predicate.last for predicate in predicates.values()}
        self.ahead = self._ahead()

    def _ahead(self) -> list[Predicate | None]:
        """Return for each token the first predicate at or behind it, before a sign or word that opens a clause."""
        ahead: list[Predicate | None] = [None] * (len(self.tokens) + 1)
        for place in range(len(self.tokens) - 1, -1, -1):
            word = self.tokens[place].text
            bounds = word in STOPS or word in OPEN or word in CLOSE or word == "," or word in SUBORDINATORS
            bounds = bounds or word in RELATIVES or word in ("with", "including", "—") or self.is_dash(place)
            ahead[place] = self.predicates.get(place) or (None if bounds else ahead[place + 1])
        return ahead

    def ends_sentence(self, place: int) -> bool:
        """Return True for a full stop within the text that ends no abbreviation."""
        before = self.tokens[place - 1] if place else None
        if before is None or before.kind != WORD or place + 1 >= len(self.tokens):
            return False
        return len(before.text) >= _LONG - (self.tokens[place + 1].kind == DIGITS)

    def opener(self, place: int, of_subject: Callable[[int], bool]) -> str:
        """Return the word that opens a clause at a token, "" if none does; `of_subject` says where a time does not."""
        word = self.tokens[place].text
        among = word == "among" and text_at(self.tokens, place + 1) in ("them", "whom", "those")
        if word == "including" or (among and place not in self.ends):
            return "including"
        if word == "with":
            return word if self._is_absolute(place + 1) else ""
        opens = (word in RELATIVES and self._is_relative(place)) or (
            word in SUBORDINATORS and self._subordinates(place) and not of_subject(place)
        )
        return word if opens else ""

    def is_dash(self, place: int) -> bool:
        """Return True for a dash around an insertion, and not within a word."""
        if self.tokens[place].text not in _DASHES:
            return False
        doubled = text_at(self.tokens, place + 1) == "-" and touches(self.tokens, place + 1)
        alone = place > 0 and not touches(self.tokens, place) and (doubled or not touches(self.tokens, place + 1))
        return self.tokens[place].text == "—" or alone

    def _is_absolute(self, place: int) -> bool:
        """Return True for "with" before a noun and what became of it: "with 12 dead", "with 75 people on board"."""
        predicate = self.ahead[place]
        named = predicate is not None and not predicate.finite and predicate.first > place
        return named or self.counts(place)

    def counts(self, place: int) -> bool:
        """Return True where a noun phrase begins whose first word, behind hedges, is a number."""
        tokens = self.tokens[place : place + 4]
        return is_object(self.tokens, place) and any(token.kind == DIGITS for token in tokens)

    def _is_relative(self, place: int) -> bool:
        """Return True for a pronoun behind a noun, and for a "that" that opens what is said."""
        return place > 0 and (
            self.tokens[place].text != "that"
            or self.ahead[place + 1] is not None
            or text_at(self.tokens, place - 1) == ","
            or place in self.ends
        )

    def _subordinates(self, place: int) -> bool:
        """Return True for a word that opens a clause; words of time do so before a noun phrase as well."""
        word, before = self.tokens[place].text, text_at(self.tokens, place - 1)
        if word == "than" and before in ("more", "less", "fewer", "other", "rather", "higher", "lower"):
            return False
        if (word == "so" and before == "or") or (word == "as" and text_at(self.tokens, place - 2) == "as"):
            # "300 or so", "as high as 300"
            return False
        if word in ("as", "so", "that", "since", "against", "than", "once"):
            predicate = self.ahead[place + 1]
            return predicate is not None and predicate.first > place + 1 and text_at(self.tokens, place + 1) not in (
                "many", "much", "few", "of", "far", "well", "least")  # fmt: skip
        return True
