"""Who acts in the clauses of a sentence: the party in the subject, behind "by", at which something is aimed, of a noun.

A pronoun stands for the subject of the clause around its own, "who" for the noun before it. A name that only says where
something happens is no party: "in Chad", "eastern Chad", "the Chad earthquake".
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.clauses import Clause, Clauses
from reconcile.articles.parties import DEEDS, SEAT, SIDE, STATE, Party
from reconcile.articles.predicates import PASSIVE
from reconcile.claims.cues import Cue
from reconcile.claims.people import PEOPLE
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at

__all__ = ["OURSELVES", "Actors"]

# what stands before the name of a place, and what may stand between: "in the war-torn eastern"
_PLACED = frozenset({
    "in", "on", "into", "inside", "near", "across", "from", "at", "over", "toward", "towards", "within", "through",
    "to", "off", "around", "outside", "throughout", "against", "between", "via", "under", "along", "with",
})  # fmt: skip
_TO_PLACE = 4
# words from "between" to the second of two: "between the regular army and the"
_OF_TWO = 6
_BETWEEN = frozenset({
    "the", "a", "an", "eastern", "southern", "western", "northern", "central", "neighbouring", "neighboring", "rural",
    "northeastern", "northwestern", "southeastern", "southwestern", "occupied", "both", "nearby", "its", "north",
    "south", "east", "west", "of", "parts", "city", "town", "province", "region",
})  # fmt: skip
# nouns behind a name that make it a place, or something that happens there
_GROUND = frozenset({
    "territory", "region", "oblast", "province", "land", "soil", "border", "city", "district", "area", "town",
    "village", "coast", "capital", "earthquake", "quake", "flood", "floods", "mine", "island", "state", "county",
    "waters", "port",
})  # fmt: skip
# words that stand for a party: for the subject around, or for whoever speaks
_PRONOUNS = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})
# words before a party that is no subject: the one of a pronoun is ("its fighters"), or something of which it is told
_NO_SUBJECT = frozenset({"by", "its", "their", "our", "his", "her"})
OURSELVES = frozenset({"we", "our", "us"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
# prepositions before whom something is aimed at or taken from
_AT = frozenset({"at", "on", "against", "of", "in", "from", "toward", "towards"})
# words between "by" and the party: "by heavy overnight Russian shelling"
_BY_REACH = 5
# words between a party and its deed, and words before both: "in a Russian strike"
_TO_DEED = 4
_DURING = frozenset({"in", "from", "during", "after", "amid", "following"})
# participles with which "by" names no one who acts on what is counted: "rebels backed by Chad", "a list published by"
_NO_AGENT = frozenset({
    "backed", "supported", "led", "allied", "armed", "trained", "funded", "financed", "sponsored", "equipped",
    "supplied", "made", "built", "owned", "run", "controlled", "held", "occupied", "operated", "brokered", "mediated",
    "designated", "banned", "published", "released", "compiled", "issued", "estimated", "reported", "given", "verified",
    "provided", "confirmed", "recognised", "recognized", "used", "produced", "manufactured", "put",
})  # fmt: skip
# what opens a clause that may elide its people: "30 soldiers were killed and 22 wounded, while a dozen fled"
_ALIKE = frozenset({"and", ",", "or", "with", "including", "-ing", "while", "", "&"})
# clauses around a clause that are looked at
_MOST_UP = 4
# words that may stand between a party and the noun for what became of its people: "Karsian military and civilian dead"
_OF_NOUN = frozenset({
    "total", "combat", "battlefield", "daily", "overall", "official", "confirmed", "estimated", "irrecoverable",
    "reported", "combined", "own", "war", "and", "death", "troop", "people", "heavy", "cumulative", "recent", "second",
    "first", "third", "other", "young", "verified", "artillery", "tank", "tanks", "aircraft", "equipment", "vehicle",
    "armoured", "armored", "battle", "field", "female", "male",
})  # fmt: skip
_TO_NOUN = 5
# words between what became of people and theirs: "casualty figures for Karsian troops"
_COUNTS = frozenset(
    {"figures", "figure", "numbers", "toll", "tolls", "rate", "count", "counts", "suffered", "sustained"}
)


class Actors(NamedTuple):
    """The clauses of a sentence, and the parties that it names; `spoken` is the party that speaks of "us".

    Examples
    --------
    >>> from reconcile.articles.clauses import clauses_of
    >>> from reconcile.articles.parties import parties_in
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Israel said that Iran, which was bombed, lost 12 boats."
    >>> tokens = tokens_of(text)
    >>> actors = Actors(tokens, clauses_of(tokens), parties_in(text, tokens))
    >>> [actors.subject(number) for number in range(len(actors.cut.clauses))]
    ['Israel', 'Iran', 'Iran']
    """

    tokens: list[Token]
    cut: Clauses
    parties: list[Party]
    spoken: str = ""

    def subject(self, number: int, depth: int = 0) -> str:
        """Return the party that is the subject of a clause, "" if none is."""
        clause = self.cut.clauses[number]
        places = self.cut.subject(number)
        named = self._named(places)
        if named or depth > _MOST_UP:
            return named
        words = {self.tokens[place].text for place in places}
        if words & OURSELVES:
            return self.spoken
        if words & _PRONOUNS or (not places and clause.opener not in _RELATIVES):
            return self.subject(clause.parent, depth + 1) if clause.parent >= 0 else ""
        return self._antecedent(clause) if not places or words <= _RELATIVES else ""

    def _named(self, places: list[int]) -> str:
        """Return the first party among some tokens that is no place."""
        own = set(places)
        return next((
            party.name for party in self.parties if party.first in own and not self.is_place(party)
            and text_at(self.tokens, party.first - 1) not in _NO_SUBJECT
        ), "")  # fmt: skip

    def _antecedent(self, clause: Clause) -> str:
        """Return the party of the noun before "who" or "which"."""
        end = clause.first - (text_at(self.tokens, clause.first - 1) == ",")
        for party in reversed(self.parties):
            if party.last <= end:
                gap = self.tokens[party.last : end]
                near = len(gap) <= _TO_NOUN and all(token.kind == WORD for token in gap)
                return party.name if near and not self.is_place(party) else ""
        return ""

    def is_place(self, party: Party) -> bool:
        """Return True for a party that only says where something happens, or between whom."""
        if any(token.text == "between" for token in self.tokens[max(party.first - _OF_TWO, 0) : party.first]):
            return True
        if party.kind == SIDE:
            return False
        before = party.first - 1
        while before > party.first - _TO_PLACE and text_at(self.tokens, before) in _BETWEEN - {"of"}:
            before -= 1
        after = {token.text for token in self.tokens[party.last : party.last + 2]}
        return text_at(self.tokens, before) in _PLACED or (party.kind in (STATE, SEAT) and bool(after & _GROUND))

    def agents(self, first: int, last: int) -> list[tuple[str, int]]:
        """Return the parties that act by name within some tokens, with the place of their "by"."""
        found = []
        for party in self.parties:
            if not first <= party.first < last:
                continue
            start = max(party.first - _BY_REACH, first)
            by = next((place for place in range(party.first - 1, start - 1, -1) if self.tokens[place].text == "by"), -1)
            between = self.tokens[by + 1 : party.first]
            if by >= 0 and text_at(self.tokens, by - 1) not in _NO_AGENT and not _breaks(between):
                found.append((party.name, by))
        return found

    def deed(self, first: int, last: int) -> str:
        """Return the party within some tokens whose deed it was: "in a Russian strike"."""
        return next((party.name for party in self.parties if first <= party.first < last and self._does(party)), "")

    def _does(self, party: Party) -> bool:
        """Return True for "in a Russian strike", "from Israeli shelling"."""
        ahead = self.tokens[party.last : party.last + _TO_DEED]
        deed = next((place for place, token in enumerate(ahead) if token.text in DEEDS), -1)
        if deed < 0 or party.kind in (STATE, SEAT) or _breaks(ahead[:deed]):
            return False
        article = text_at(self.tokens, party.first - 1) in ("a", "an", "the")
        before = party.first - 1 - article
        return text_at(self.tokens, before) in _DURING or text_at(self.tokens, before - 1) == "result"

    def target(self, first: int, last: int) -> str:
        """Return the party at which something within some tokens is aimed: "at Ukraine", "of Israeli land"."""
        aimed = (
            party for party in self.parties if first <= party.first < last and party.kind != SEAT
            and (text_at(self.tokens, party.first - 1) in _AT or self._before(party) in _AT)
        )  # fmt: skip
        return next((party.name for party in aimed), "")

    def _before(self, party: Party) -> str:
        """Return the word before a party and its article or direction."""
        word = text_at(self.tokens, party.first - 1)
        return text_at(self.tokens, party.first - 2) if word in _BETWEEN else ""

    def is_noun(self, cue: Cue) -> bool:
        """Return True for a cue that is a noun or a participle: no finite verb that does it to others."""
        around = (own for own in self.cut.predicates.values() if own.first <= cue.first < own.last)
        return not any(own.finite and own.voice != PASSIVE and own.last not in self.cut.predicates for own in around)

    def goes_on(self, earlier: int, place: int, sides: tuple[str, str]) -> bool:
        """Return True if what stands at a token goes on with what an earlier one says of two sides.

        It stands in the same clause or beside it, and no third party is named between them.
        """
        around = {self.cut.number[earlier], self.cut.at(earlier).parent} - {-1}
        number = self.cut.number[place]
        for _ in range(_MOST_UP):
            clause = self.cut.clauses[number]
            if number in around or clause.parent < 0 or clause.opener not in _ALIKE:
                break
            number = clause.parent
        others = (other for other in self.parties if earlier < other.first < place)
        return number in around and all(other.name in sides for other in others)

    def lists(self, first: int, last: int) -> bool:
        """Return True if some tokens join two members of a list: no verb stands between them, and no other sentence."""
        words = self.tokens[first:last]
        verbs = any(first <= place < last for place in self.cut.predicates)
        return (
            not verbs
            and bool(words)
            and words[-1].text in ("and", ",", "or")
            and all(word.text not in ";.:" for word in words)
        )

    def of_noun(self, cue: Cue) -> str:
        """Return the party whose losses a noun names: "Russian losses", "deaths among the rebels"."""
        place = cue.first
        by_last = {party.last: party for party in self.parties if party.last <= cue.first}
        while place > cue.first - _TO_NOUN and place not in by_last and self._joins(place - 1):
            place -= 1
        held = by_last.get(place)
        if held is not None and (held.kind != STATE or self._possessive(held)) and held.kind != SEAT:
            return held.name
        behind = cue.last + (text_at(self.tokens, cue.last) in _COUNTS)
        if text_at(self.tokens, behind) in ("of", "among", "amongst", "in", "for"):
            return self._among(behind)
        return ""

    def among(self, first: int, last: int) -> str:
        """Return the party behind an "among" within some tokens: "deaths were reported among the rebels"."""
        places = (place for place in range(first, last) if self.tokens[place].text in ("among", "amongst"))
        return next((name for place in places if (name := self._among(place))), "")

    def of_which(self, number: int) -> str:
        """Return the party with whose people a clause begins: "of the Kenyan troops, 63 were killed"."""
        first = self.cut.clauses[number].first
        first += self.tokens[first].text == "out"
        return self._among(first) if self.tokens[first].text in ("of", "among") else ""

    def _possessive(self, party: Party) -> bool:
        return self.tokens[party.last - 1].text.endswith(("'s", "s'"))

    def _joins(self, place: int) -> bool:
        word = text_at(self.tokens, place)
        return word in PEOPLE or word in _OF_NOUN or any(cue.first <= place < cue.last for cue in self.cut.cues)

    def _among(self, place: int) -> str:
        """Return the party that stands behind "among" or "of", with people or by itself."""
        for party in self.parties:
            if not place < party.first <= place + _TO_NOUN:
                continue
            between = self.tokens[place + 1 : party.first]
            behind = text_at(self.tokens, party.last)
            people = party.kind == SIDE or behind in PEOPLE or not self._noun_at(party.last)
            of_place = text_at(self.tokens, place) in ("in", "for") and party.kind == STATE and behind not in PEOPLE
            return party.name if people and not of_place and not _breaks(between) else ""
        return ""

    def _noun_at(self, place: int) -> bool:
        """Return True if a noun stands at a token, of which the party before it is only told."""
        return place < len(self.tokens) and self.tokens[place].text in DEEDS | _GROUND


def _breaks(between: list[Token]) -> bool:
    """Return True for words that do not belong to one noun phrase."""
    words = (token for token in between if token.text not in HYPHENS)
    return any(token.kind != WORD or token.text in _PLACED or token.text in ("and", "of", "by") for token in words)
