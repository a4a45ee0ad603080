"""Who acts in the clauses of a sentence: the party in the subject, behind "by", at which something is aimed, of a noun.

A pronoun stands for the subject of the clause around its own, "who" for the noun before it. A name that only says where
something happens is no party: "in Chad", "eastern Chad", "the Chad earthquake".
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.grammar.clauses import Clause, Clauses
from reconcile.articles.party.parties import DEEDS, FORCES, Party, is_armed
from reconcile.articles.party.party_grounds import BEFORE_PLACES, breaks, is_place
from reconcile.articles.words.party_list import FAITH, PEOPLE_OF, SEAT, STATE
from reconcile.articles.words.verb_words import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH,
    SUBORDINATORS,
    is_adverb,
)
from reconcile.claims.people import PEOPLE
from reconcile.language.tokens import WORD, Token, text_at

__all__ = ["OURSELVES", "Actors"]

# words that stand for a party: for the subject around, or for whoever speaks
_PRONOUNS = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})
# words before a party that is no subject: the one of a pronoun is ("its fighters"), or something of which it is told
_NO_SUBJECT = frozenset({"by", "its", "their", "our", "his", "her"})
OURSELVES = frozenset({"we", "our", "us"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
# words between a party and "who": "Russian soldiers from the north who"
_TO_RELATIVE = 5
_ARTICLES = frozenset({"a", "an", "the"})
# who acts for a state beside its forces
_POLICE = frozenset({"police", "guards", "guard", "coastguard", "agents", "navy", "settlers", "government"})
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
# words that are no names where a sentence begins with them
_NO_NAMES = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | {"who", "what", "there", "nobody"}
# clauses around a clause that are looked at
_MOST_UP = 4


class Actors(NamedTuple):
    """The clauses of a sentence, and the parties that it names; `spoken` is the party that speaks of "us".

    The `text` of the sentence tells names that no list has.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.party.parties import parties_in
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
    text: str = ""

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
            around = self.subject(clause.parent, depth + 1) if clause.parent >= 0 else ""
            return around or (self.spoken if words & _PRONOUNS and self._speaks(clause) else "")
        return self._antecedent(clause) if not places or words <= _RELATIVES else ""

    def doer(self, number: int) -> str:
        """Return the party whose forces, weapons or deeds are the subject of a clause, "" for its courts and trains.

        Of two that do it together, neither does it to the other.
        """
        places = set(self.cut.subject(number))
        named = [party for party in self.parties if party.first in places]
        name = self.subject(number)
        own = next((party for party in named if party.name == name), None)
        if own is not None and text_at(self.tokens, own.last) == "and" and own.last + 1 in self._firsts():
            return ""
        return name if own is None or self._acts(own) else ""

    def _firsts(self) -> set[int]:
        return {party.first for party in self.parties}

    def _acts(self, party: Party) -> bool:
        """Return True for a party that acts itself or by its forces: "Hamas", "Israelis", "Russian missiles"."""
        if text_at(self.tokens, party.first - 1 - (text_at(self.tokens, party.first - 1) in _ARTICLES)) == "of":
            return False
        behind = self.tokens[party.last : party.last + _TO_DEED]
        forces = any(token.text in FORCES or is_armed(token.text) or token.text in _POLICE for token in behind)
        alone = party.kind != PEOPLE_OF or self.tokens[party.last - 1].text.endswith("s")
        return forces or (alone and not party.short) or (party.short and party.last in self.cut.predicates)

    def unlisted_subject(self, number: int) -> str:
        """Return the name in capitals that ends right before the verb of a clause and is in no list."""
        predicate = self.cut.clauses[number].predicate
        places = self.cut.subject(number)
        if predicate is None or not places or not self.text or self.subject(number):
            return ""
        run: list[int] = []
        for place in reversed(places):
            token = self.tokens[place]
            no_name = token.text in _NO_NAMES or token.text in PEOPLE or is_adverb(token.text)
            if not self.text[token.start].isupper() or no_name:
                break
            run.insert(0, place)
        first = bool(run) and run[0] == 0 and len(run) == 1
        if not run or (first and self.tokens[0].text.endswith("s")):
            return ""
        return self.text[self.tokens[run[0]].start : self.tokens[run[-1]].end]

    def _speaks(self, clause: Clause) -> bool:
        """Return True for a clause whose subject says something: the speaker, whom the text names elsewhere."""
        return clause.predicate is not None and self.tokens[clause.predicate.head].text in SPEECH

    def _named(self, places: list[int]) -> str:
        """Return the first party among some tokens that is no place."""
        own = set(places)
        return next((
            party.name for party in self.parties
            if party.first in own and party.kind != FAITH and not is_place(self.tokens, self.cut, party)
            and text_at(self.tokens, party.first - 1) not in _NO_SUBJECT
        ), "")  # fmt: skip

    def _antecedent(self, clause: Clause) -> str:
        """Return the party of the noun before "who" or "which"."""
        end = clause.first - (text_at(self.tokens, clause.first - 1) == ",")
        for party in reversed(self.parties):
            if party.last <= end:
                gap = self.tokens[party.last : end]
                near = len(gap) <= _TO_RELATIVE and all(token.kind == WORD for token in gap)
                return party.name if near and not is_place(self.tokens, self.cut, party) else ""
        return ""

    def agents(self, first: int, last: int, number: int = -1) -> list[tuple[str, int]]:
        """Return the parties that act by name within some tokens, with the place of their "by".

        With the `number` of a clause, only those of that clause itself.
        """
        found = []
        for party in self.parties:
            if not first <= party.first < last or number not in (-1, self.cut.number[party.first]):
                continue
            start = max(party.first - _BY_REACH, first)
            by = next((place for place in range(party.first - 1, start - 1, -1) if self.tokens[place].text == "by"), -1)
            between = self.tokens[by + 1 : party.first]
            if by >= 0 and text_at(self.tokens, by - 1) not in _NO_AGENT and not breaks(between):
                found.append((party.name, by))
        return found

    def deed(self, first: int, last: int) -> str:
        """Return the party within some tokens whose deed it was: "in a Russian strike"."""
        return next((party.name for party in self.parties if first <= party.first < last and self._does(party)), "")

    def _does(self, party: Party) -> bool:
        """Return True for "in a Russian strike", "from Israeli shelling"."""
        ahead = self.tokens[party.last : party.last + _TO_DEED]
        deed = next((place for place, token in enumerate(ahead) if token.text in DEEDS), -1)
        if deed < 0 or party.kind in (STATE, SEAT) or breaks(ahead[:deed]):
            return False
        article = text_at(self.tokens, party.first - 1) in _ARTICLES
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
        return text_at(self.tokens, party.first - 2) if word in BEFORE_PLACES else ""

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
        """Return True if some tokens join two members of a list: no verb stands between them, and no stop."""
        words = self.tokens[first:last]
        verbs = any(first <= place < last for place in self.cut.predicates)
        joint = bool(words) and words[-1].text in ("and", ",", "or")
        return joint and not verbs and all(word.text not in ";.:" for word in words)
