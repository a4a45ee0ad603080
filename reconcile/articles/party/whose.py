"""Whose people and things the figures of one sentence count, each with those of the figures before it in view.

A part is of the party of its whole; "30 soldiers of Chad were killed and 22 wounded" speaks of soldiers twice.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.figures.mentions import Mention
from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.grammar.predicates import ACTIVE
from reconcile.articles.measure.counted import Counted
from reconcile.articles.party.actors import Actors
from reconcile.articles.party.parties import parties_in
from reconcile.articles.party.people_said import People, people_in
from reconcile.articles.party.people_words import FELLOWS
from reconcile.articles.party.sides import sides_of
from reconcile.claims.measures import measures_with
from reconcile.language.relations import PARTS
from reconcile.language.tokens import Token, text_at, tokens_of

__all__ = ["Whose"]

# measures of equipment
_THINGS = measures_with("unit", "items")
# words behind a number that set its people apart from those of the figure before
_APART = frozenset({"other", "others"})

_Sides = tuple[str, str]


class _Told(NamedTuple):
    """A figure whose sides are known, whom it counts by its own words; whether it counts equipment, or anything."""

    mention: Mention
    people: People
    sides: _Sides
    things: bool
    counts: bool


class Whose:
    """The parties of a sentence, by which its figures are told, from left to right.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.measure.counted import counted_in
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> text = "Some 300 Russian soldiers, including 12 pilots, were killed by Ukrainian drones and 40 wounded."
    >>> tokens = tokens_of(text)
    >>> mentions = mentions_of(text, tokens)
    >>> whose = Whose(text, tokens, mentions, clauses_of(tokens))
    >>> [whose.sides(number, counted, "") for number, counted in enumerate(counted_in(tokens, mentions))]
    [('Russia', 'Ukraine'), ('Russia', 'Ukraine'), ('Russia', 'Ukraine')]
    """

    def __init__(self, text: str, tokens: list[Token], mentions: list[Mention], cut: Clauses) -> None:
        parties = parties_in(text, tokens)
        self._tokens, self._mentions, self._cut = tokens, mentions, cut
        self._people = people_in(text, tokens, mentions, parties)
        self._actors = Actors(tokens, cut, parties, text=text)
        self._whole: _Told | None = None
        self._populations: dict[int, str] = {}

    def population(self, number: int) -> str:
        """Return what the people of a figure are as a population, such as "military" or "children"."""
        return self._populations.get(number, self._people[number].population)

    def sides(self, number: int, counted: Counted, origin: str) -> _Sides:
        """Return the party that a figure counts, and the other side; "" where the sentence does not name it.

        Parameters
        ----------
        number : int
            Of the figure in its sentence; they are asked for from left to right.
        counted : Counted
            What it counts.
        origin : str
            Who says so, and may speak of "our soldiers".
        """
        mention, people = self._mentions[number], self._people[number]
        sides = sides_of(mention, counted, people, self._actors._replace(spoken=_party_of(origin)))
        if people.noun == "men" and not people.named and sides[0] != "men":
            # the men of an army are its soldiers, women among them or not
            self._populations[number] = ""
        if text_at(self._tokens, mention.first - 1) in PARTS:
            return _of_part(people, sides, self._whole)
        told = _Told(mention, people, sides, counted.measure in _THINGS, bool(counted.measure))
        if self._whole and (beside := self._beside(told, self._whole)) != sides:
            told = told._replace(sides=beside, people=self._whole.people)
        self._whole = told
        return told.sides

    def _beside(self, told: _Told, before: _Told) -> _Sides:
        """Return the sides of a figure, with those of the one before it if that is meant still.

        Of civilians and of children that is not sure, and "22 others" are said to be others.
        """
        own, sides = told.sides, before.sides
        if self._does_to(before, told):
            return own
        if told.people.owner in FELLOWS and not told.people.party:
            # "25 of their colleagues" are of those who were counted before
            return sides[0], own[1]
        if own[0] or told.people.party or text_at(self._tokens, told.mention.after) in _APART:
            return own
        carried = sides[0] != before.people.party or (told.things and before.people.named)
        if carried and self._actors.lists(before.mention.after, told.mention.first):
            return sides[0], own[1] if own[1] != sides[0] else ""
        still = before.people.named or before.people.side or before.people.population == "military"
        if still and told.people.bare and self._goes_on(told, before):
            return sides[0], own[1] or sides[1]
        return own

    def _does_to(self, before: _Told, told: _Told) -> bool:
        """Return True where those before are who did it: "three gunmen killed 12 people"."""
        predicate = self._cut.at(before.mention.number).predicate
        if before.counts or predicate is None or predicate.voice != ACTIVE:
            return False
        return before.mention.number < predicate.first and predicate.last <= told.mention.number

    def _goes_on(self, told: _Told, before: _Told) -> bool:
        return self._actors.goes_on(before.mention.number, told.mention.number, before.sides)


def _of_part(people: People, own: _Sides, whole: _Told | None) -> _Sides:
    """Return the sides of a part: those of its whole, unless it names a party itself or the whole has none.

    A kind of people is no party of another kind: children among civilians are children.
    """
    if whole is None:
        return own
    party, other = whole.sides
    named = people.named or people.side or (people.noun and party == whole.people.noun) or not party
    return (own[0] if named else party), own[1] or other


def _party_of(speaker: str) -> str:
    """Return the party for which somebody speaks, "" if the name does not say so."""
    parties = parties_in(speaker, tokens_of(speaker)) if speaker else []
    return parties[0].name if parties else ""
