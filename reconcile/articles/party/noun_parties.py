"""The party whose people a noun is about: "Russian losses", "deaths among the rebels", "of the Kenyan troops, 63"."""

from __future__ import annotations

from reconcile.articles.grammar.predicates import PASSIVE
from reconcile.articles.party.actors import Actors
from reconcile.articles.party.parties import DEEDS, Party
from reconcile.articles.party.party_grounds import GROUND, breaks, is_possessive
from reconcile.articles.words.party_list import SEAT, SIDE, STATE
from reconcile.claims.cues import Cue
from reconcile.claims.people import PEOPLE
from reconcile.language.tokens import text_at

__all__ = ["among", "is_noun", "of_noun", "of_which"]

# words that may stand between a party and the noun for what became of its people: "Karsian military and civilian dead"
_OF_NOUN = frozenset({
    "total", "combat", "battlefield", "daily", "overall", "official", "confirmed", "estimated", "irrecoverable",
    "reported", "combined", "own", "war", "and", "death", "troop", "people", "heavy", "cumulative", "recent", "second",
    "first", "third", "other", "young", "verified", "artillery", "tank", "tanks", "aircraft", "equipment", "vehicle",
    "armoured", "armored", "battle", "field", "female", "male",
})  # fmt: skip
_TO_NOUN = 5
# words between what became of people and theirs: "casualty figures for Karsian troops"
_COUNTS = frozenset({
    "figures", "figure", "numbers", "toll", "tolls", "rate", "count", "counts", "suffered", "sustained",
})  # fmt: skip
_OF = frozenset({"of", "among", "amongst", "in", "for"})


def is_noun(actors: Actors, cue: Cue) -> bool:
    """Return True for a cue that is a noun or a participle: no finite verb that does it to others.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.language.tokens import tokens_of
    >>> cut = clauses_of(tokens_of("Russian losses rose, and rebels killed 12."))
    >>> [is_noun(Actors([], cut, []), cue) for cue in cut.cues if cue.event in ("lose", "kill")]
    [True, False]
    """
    around = (own for own in actors.cut.predicates.values() if own.first <= cue.first < own.last)
    return not any(own.finite and own.voice != PASSIVE and own.last not in actors.cut.predicates for own in around)


def of_noun(actors: Actors, cue: Cue, *, counts_place: bool = False) -> str:
    """Return the party whose losses a noun names: "Russian losses", "deaths among the rebels".

    Parameters
    ----------
    actors : Actors
    cue : Cue
    counts_place : bool
        Whether a state before the noun is where they were counted: "Italy's death toll".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.party.parties import parties_in
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Deaths among the rebels and Chad's total combat losses"
    >>> tokens = tokens_of(text)
    >>> actors = Actors(tokens, clauses_of(tokens), parties_in(text, tokens))
    >>> [of_noun(actors, cue) for cue in actors.cut.cues if cue.event in ("lose", "kill")]
    ['rebels', 'Chad']
    """
    place = cue.first
    by_last = {party.last: party for party in actors.parties if party.last <= cue.first}
    while place > cue.first - _TO_NOUN and place not in by_last and _joins(actors, place - 1):
        place -= 1
    held = by_last.get(place)
    if held is not None and held.kind != SEAT:
        whose = held.kind != STATE or (is_possessive(actors.tokens, held) and not counts_place)
        return held.name if whose else ""
    if text_at(actors.tokens, place - 1) in ("its", "their"):
        return _meant(actors, place - 1)
    behind = cue.last + (text_at(actors.tokens, cue.last) in _COUNTS)
    return _behind(actors, behind) if text_at(actors.tokens, behind) in _OF else ""


def among(actors: Actors, first: int, last: int) -> str:
    """Return the party behind an "among" within some tokens.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.party.parties import parties_in
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "12 deaths were reported among the rebels."
    >>> tokens = tokens_of(text)
    >>> among(Actors(tokens, clauses_of(tokens), parties_in(text, tokens)), 0, len(tokens))
    'rebels'
    """
    places = (place for place in range(first, last) if actors.tokens[place].text in ("among", "amongst"))
    return next((name for place in places if (name := _behind(actors, place))), "")


def of_which(actors: Actors, number: int) -> str:
    """Return the party with whose people a clause begins.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.party.parties import parties_in
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Of the Kenyan troops, 63 were killed."
    >>> tokens = tokens_of(text)
    >>> of_which(Actors(tokens, clauses_of(tokens), parties_in(text, tokens)), 0)
    'Kenya'
    """
    first = actors.cut.clauses[number].first
    first += actors.tokens[first].text == "out"
    return _behind(actors, first) if text_at(actors.tokens, first) in ("of", "among") else ""


def _meant(actors: Actors, place: int) -> str:
    """Return the party that "its" or "their" stands for: the subject of its clause, else the last one named before."""
    number = actors.cut.number[place]
    predicate = actors.cut.clauses[number].predicate
    if predicate is not None and predicate.first < place:
        return actors.subject(number)
    before = [party.name for party in actors.parties if party.last <= place]
    return before[-1] if before else ""


def _joins(actors: Actors, place: int) -> bool:
    word = text_at(actors.tokens, place)
    return word in PEOPLE or word in _OF_NOUN or any(cue.first <= place < cue.last for cue in actors.cut.cues)


def _behind(actors: Actors, place: int) -> str:
    """Return the party that stands behind "among" or "of", with people or by itself."""
    near = (party for party in actors.parties if place < party.first <= place + _TO_NOUN)
    party = next(near, None)
    if party is None or breaks(actors.tokens[place + 1 : party.first]) or not _is_whose(actors, party):
        return ""
    # "deaths in Chad" says where, "deaths in the Chadian army" whose
    where = text_at(actors.tokens, place) in ("in", "for") and party.kind == STATE
    return party.name if not where or text_at(actors.tokens, party.last) in PEOPLE else ""


def _is_whose(actors: Actors, party: Party) -> bool:
    """Return True unless a noun follows of which the party is only told: "deaths in Russian attacks"."""
    behind = text_at(actors.tokens, party.last)
    return party.kind == SIDE or behind in PEOPLE or behind not in DEEDS | GROUND
