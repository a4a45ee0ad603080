"""Whose people, things or ground a figure counts, and who is on the other side."""

from __future__ import annotations

from reconcile.articles.figures.mentions import Mention
from reconcile.articles.grammar.clauses import Clause
from reconcile.articles.measure.counted import Counted
from reconcile.articles.party.actors import OURSELVES, Actors
from reconcile.articles.party.noun_parties import among, is_noun, of_noun, of_which
from reconcile.articles.party.parties import Party
from reconcile.articles.party.party_grounds import is_possessive
from reconcile.articles.party.people_said import People
from reconcile.articles.party.side_words import (
    AIRBORNE,
    AT_HANDS,
    CROWDS,
    DONE,
    GETS,
    GOES_ON,
    HARMS,
    JOINTS,
    LOSES,
    NOUNS,
    OF_PEOPLE,
    OF_PLACES,
    OWNED,
    OWNS,
    SAID,
    SENDING,
    SENT,
    SUFFERED,
    SUFFERS,
    SWAPS,
    TAKEN,
    TAKES,
)  # fmt: skip
from reconcile.articles.place.place_signs import COUNTING
from reconcile.language.helping_verbs import HAVE
from reconcile.language.tokens import DIGITS, text_at

__all__ = ["sides_of"]

# clauses around a clause that are looked at
_MOST_UP = 4
# words between the verb of a list and its first number: "reported at least 12"
_TO_VERB = 4


def sides_of(mention: Mention, counted: Counted, people: People, actors: Actors) -> tuple[str, str]:
    """Return the party that a figure counts, and the other side; "" where the sentence does not name it.

    Parameters
    ----------
    mention : Mention
    counted : Counted
        What it counts.
    people : People
        Whom its noun phrase counts.
    actors : Actors
        Who acts in the sentence.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.measure.counted import counted_in
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.party.parties import parties_in
    >>> from reconcile.articles.party.people_said import people_in
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Some 300 Russian soldiers were killed by Ukrainian drones."
    >>> tokens = tokens_of(text)
    >>> mention, parties = mentions_of(text, tokens)[0], parties_in(text, tokens)
    >>> people = people_in(text, tokens, [mention], parties)[0]
    >>> sides_of(mention, counted_in(tokens, [mention])[0], people, Actors(tokens, clauses_of(tokens), parties))
    ('Russia', 'Ukraine')
    """
    return _Figure(mention, counted, people, actors).sides()


class _Figure:
    """A figure in its clause, whose sides are looked for."""

    def __init__(self, mention: Mention, counted: Counted, people: People, actors: Actors) -> None:
        self.mention, self.counted, self.people, self.actors = mention, counted, people, actors
        self.number = actors.cut.number[mention.number]
        self.clause: Clause = actors.cut.clauses[self.number]

    def sides(self) -> tuple[str, str]:
        """Return the party that is counted, and the other side."""
        measure = self.counted.measure
        own = self.people.named or self._owned()
        if measure in SUFFERED:
            suffers = own or self._sufferer() or ("" if self._loses_men() else self._kind())
            return suffers, _other(self._agent() or self._doer(), suffers) if measure in AT_HANDS else ""
        if measure in AIRBORNE:
            owner = own or self._launcher() or self._sufferer()
            return owner, _other(self._agent(), owner) or _other(self._shooter(), owner)
        if measure in DONE:
            sent = (self._launcher() or own) if measure in SENT else ""
            doer = sent or self._agent() or self._subject() or (self._kind() if measure in OF_PEOPLE else "")
            # what is sent is of its sender, wherever it was made
            of = "" if measure in SENT else own
            return doer, _other(of or self.actors.target(self.mention.last, self.clause.last), doer)
        return own or (self._sufferer() if not measure else "") or self._kind(), ""

    def _subject(self) -> str:
        return self.actors.subject(self.number)

    def _kind(self) -> str:
        """Return the side or the kind of people, unless the word says what is counted: "200 refugees have fled"."""
        measure, name = self.counted.measure, self.people.side or self.people.noun
        if (name == "men" and self.people.owner) or (measure == "present" and name in CROWDS):
            return ""
        if measure not in OF_PEOPLE:
            return "" if measure or self.people.noun.istitle() else name
        return "" if name in SAID[measure] else name

    def _loses_men(self) -> bool:
        """Return True for men who are somebody's soldiers: "the enemy lost 40 men"."""
        predicate = self.clause.predicate
        verb = self.actors.tokens[predicate.head].text if predicate else ""
        return verb in SUFFERS and self.people.noun == "men"

    def _owned(self) -> str:
        """Return the party whose people they are by another word: "three of its pilots", "Chad's 40 soldiers"."""
        if self.people.owner in OURSELVES:
            return self.actors.spoken
        held = [party for party in self.actors.parties if party.last == self.mention.first]
        if held and (is_possessive(self.actors.tokens, held[0]) or self._is_gapped(held[0])):
            return held[0].name
        owner = self.people.owner or text_at(self.actors.tokens, self.mention.first - 1)
        return self._around() if self.people.owner or owner in ("its", "their") else ""

    def _is_gapped(self, party: Party) -> bool:
        """Return True for a subject whose verb is left out: "the army lost 40 men and the rebels 60"."""
        tokens, before = self.actors.tokens, party.first - 1
        before -= text_at(tokens, before) == "the"
        number = next((place for place, token in enumerate(tokens[:before]) if token.kind == DIGITS), 0)
        # "Italy reported 12 deaths, Spain nine": those who count are not those whom it happened to
        counting = not COUNTING.isdisjoint(token.text for token in tokens[max(number - _TO_VERB, 0) : number])
        return text_at(tokens, before) in JOINTS and number > 0 and not counting

    def _around(self) -> str:
        """Return the subject of the clause, or of one around it, for which a pronoun of the figure stands."""
        number = self.number
        while number >= 0:
            name = self.actors.subject(number)
            if name:
                return name
            number = self.actors.cut.clauses[number].parent
        return ""

    def _sufferer(self) -> str:
        """Return the party that a clause lets suffer what is counted, by its verb or by a noun for it."""
        number = self.number
        for _ in range(_MOST_UP):
            name = self._noun(number) or self._by_verb(number)
            clause = self.actors.cut.clauses[number]
            if name or clause.parent < 0 or not (self._elides(clause) or self._split(number)):
                break
            number = clause.parent
        if not name and self.clause.opener == ":" and self.clause.first:
            # "Russian losses: 300 soldiers"
            name = self._noun(self.actors.cut.number[self.clause.first - 1])
        if name or not self.people.bare:
            return name
        return of_which(self.actors, self.number) or among(self.actors, self.mention.after, self.clause.last)

    def _split(self, number: int) -> bool:
        """Return True for a verb whose subject ends in a participle that was taken for a verb: "men killed rose to"."""
        return not self.actors.cut.clauses[number].opener and not self.actors.cut.subject(number)

    def _elides(self, clause: Clause) -> bool:
        """Return True for a clause that names no people of its own: "…, and 2,002 wounded", "including 40 soldiers"."""
        finite = clause.predicate is not None and clause.predicate.finite
        goes_on = clause.opener in GOES_ON and not finite
        return goes_on and (clause.opener == "including" or self.people.noun in ("", "men") or self._military())

    def _military(self) -> bool:
        return self.people.population == "military"

    def _by_verb(self, number: int) -> str:
        """Return the subject of a clause whose verb lets it suffer what is counted."""
        predicate = self.actors.cut.clauses[number].predicate
        if predicate is None or predicate.last > self.mention.number or predicate.voice == "passive":
            return ""
        verb, measure = self.actors.tokens[predicate.head].text, self.counted.measure
        suffers = verb in SUFFERS or (verb in TAKES and measure in TAKEN)
        suffers = suffers or (verb in OWNS and (measure in OWNED or not measure))
        suffers = suffers or (measure == "released" and verb in GETS)
        if verb in HAVE and (predicate.last - predicate.first > 1 or not self._has_forces()):
            return ""
        name = self.actors.subject(number) if suffers else ""
        loses = verb in LOSES and measure in AT_HANDS and (self._has_forces() or self.people.noun == "men")
        return name or (self.actors.unlisted_subject(number) if loses else "")

    def _has_forces(self) -> bool:
        """Return True for soldiers, equipment and what a party has: of people, "Italy had 300 dead" only says where."""
        return self._military() or self.counted.measure in OWNED or self.counted.measure not in OF_PEOPLE

    def _noun(self, number: int) -> str:
        """Return the party of the nearest noun of a clause before the figure that says what became of people."""
        for cue in reversed(self.actors.cut.cues):
            before = cue.last <= self.mention.first and self.actors.cut.number[cue.first] == number
            # "rebels" are no word for what became of people, prisoners are
            names = cue.event in NOUNS and (cue.form != "people" or cue.event == "imprison")
            if before and names and is_noun(self.actors, cue):
                name = of_noun(self.actors, cue, counts_place=cue.event in OF_PLACES)
                if name:
                    return name
        return ""

    def _doer(self) -> str:
        """Return the party that does to others what is counted: the subject of an active verb before the figure."""
        predicate = self.clause.predicate
        if predicate is None or predicate.last > self.mention.number or predicate.voice in ("passive", "copula"):
            return ""
        harms = any(not HARMS.isdisjoint(names.split("|")) for names in predicate.events) and not predicate.of_subject
        verb = self.actors.tokens[predicate.head].text
        if not harms or verb in SUFFERS or verb in SWAPS:
            return ""
        by = self.actors.agents(self.clause.first, predicate.first)
        return by[0][0] if by else self.actors.doer(self.number)

    def _shooter(self) -> str:
        """Return the subject of a verb before the figure: "Russia claimed to have downed 12"."""
        predicate = self.clause.predicate
        return self._subject() if predicate is not None and predicate.last <= self.mention.number else ""

    def _agent(self) -> str:
        """Return the party behind "by" that acts on what is counted, but for the one that launched it."""
        agents = self.actors.agents(self.mention.after, self.clause.last, self.number)
        by = next((name for name, by in agents if not self._launches(by)), "")
        return by or self.actors.deed(self.clause.first, self.clause.last)

    def _launcher(self) -> str:
        """Return the party that launched what is counted: "drones launched by Russia", "Russia attacked with 12"."""
        agents = self.actors.agents(self.mention.after, self.clause.last)
        by = next((name for name, by in agents if self._launches(by)), "")
        if by or self.counted.measure not in SENT:
            return by
        number = self.number
        for _ in range(_MOST_UP):
            clause = self.actors.cut.clauses[number]
            sends = clause.predicate is None or clause.predicate.first < self.mention.first
            name = self.actors.subject(number) if sends else ""
            if name or clause.parent < 0 or clause.opener not in GOES_ON:
                return name
            number = clause.parent
        return ""

    def _launches(self, by: int) -> bool:
        """Return True for the "by" of something that was launched or sent."""
        verbs = [own for own in self.actors.cut.predicates.values() if own.last <= by]
        nearest = max(verbs, key=lambda own: own.last, default=None)
        return nearest is not None and any(not SENDING.isdisjoint(names.split("|")) for names in nearest.events)


def _other(name: str, than: str) -> str:
    return name if name != than else ""
