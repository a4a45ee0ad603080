"""Names of parties that only say where something happens: "in Chad", "the Chad earthquake", "between Chad and Mali"."""

from __future__ import annotations

from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.party.parties import Party
from reconcile.articles.words.party_list import SEAT, SIDE, STATE
from reconcile.articles.words.verb_words import CONJUNCTIONS, PREPOSITIONS, RELATIVES, SUBORDINATORS, is_adverb
from reconcile.claims.people import PEOPLE
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at

__all__ = ["BEFORE_PLACES", "GROUND", "breaks", "is_place", "is_possessive"]

# what stands before the name of a place
_PLACED = frozenset({
    "in", "on", "into", "inside", "near", "across", "from", "at", "over", "toward", "towards", "within", "through",
    "to", "off", "around", "outside", "throughout", "against", "between", "via", "under", "along", "with",
})  # fmt: skip
# words between that and the name, and how many: "in the war-torn eastern"
BEFORE_PLACES = frozenset({
    "the", "a", "an", "eastern", "southern", "western", "northern", "central", "neighbouring", "neighboring", "rural",
    "northeastern", "northwestern", "southeastern", "southwestern", "occupied", "both", "nearby", "its", "north",
    "south", "east", "west", "parts", "city", "town", "province", "region",
})  # fmt: skip
_TO_PLACE = 4
# nouns behind a name that make it a place, or something that happens there
GROUND = frozenset({
    "territory", "region", "oblast", "province", "land", "soil", "border", "city", "district", "area", "town",
    "village", "coast", "capital", "earthquake", "quake", "flood", "floods", "mine", "island", "state", "county",
    "waters", "port",
})  # fmt: skip
# words between a state and its force: "Myanmar air force", and words behind a name that are no nouns
_TO_FORCE = 3
_NO_NOUNS = PREPOSITIONS | CONJUNCTIONS | RELATIVES | HELPING | SUBORDINATORS
# words from "between" to the second of two: "between the regular army and the"
_OF_TWO = 6
# words that stand within no noun phrase
_JOINTS = _PLACED | {"and", "of", "by"}


def is_place(tokens: list[Token], cut: Clauses, party: Party) -> bool:
    """Return True for a party that only says where something happens, or between whom.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.party.parties import parties_in
    >>> from reconcile.language.tokens import tokens_of
    >>> def places(text):
    ...     tokens = tokens_of(text)
    ...     return [is_place(tokens, clauses_of(tokens), party) for party in parties_in(text, tokens)]
    >>> places("The Chad floods killed 12 men in Mali."), places("Chad lost 12 men.")
    ([True, True], [False])
    """
    if any(token.text == "between" for token in tokens[max(party.first - _OF_TWO, 0) : party.first]):
        return True
    if party.kind == SIDE:
        return False
    before = party.first - 1
    while before > party.first - _TO_PLACE and text_at(tokens, before) in BEFORE_PLACES:
        before -= 1
    return text_at(tokens, before) in _PLACED or _names_ground(tokens, cut, party)


def _names_ground(tokens: list[Token], cut: Clauses, party: Party) -> bool:
    """Return True for a state or capital that only says where a thing is or an event was: "the Paris attacks"."""
    if party.kind not in (STATE, SEAT) or party.last >= len(tokens) or is_possessive(tokens, party):
        return False
    after = tokens[party.last]
    if after.text in GROUND:
        return True
    word = after.kind == WORD and party.last not in cut.predicates
    noun = word and after.text not in _NO_NOUNS and not is_adverb(after.text)
    armed = any(token.text in PEOPLE for token in tokens[party.last : party.last + _TO_FORCE])
    return noun and not armed and not party.short


def is_possessive(tokens: list[Token], party: Party) -> bool:
    """Return True for a party in the possessive: "Russia's".

    Examples
    --------
    >>> from reconcile.articles.party.parties import parties_in
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Mali’s army and Chad"
    >>> [is_possessive(tokens_of(text), party) for party in parties_in(text, tokens_of(text))]
    [True, False]
    """
    return tokens[party.last - 1].text.endswith(("'s", "s'"))


def breaks(between: list[Token]) -> bool:
    """Return True for words that do not belong to one noun phrase.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> breaks(tokens_of("heavy overnight")), breaks(tokens_of("men in"))
    (False, True)
    """
    words = (token for token in between if token.text not in HYPHENS)
    return any(token.kind != WORD or token.text in _JOINTS for token in words)
