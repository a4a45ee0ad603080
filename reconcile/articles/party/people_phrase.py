"""The noun phrase behind a number, word by word: names of parties, sides without a name, words for people."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.party.parties import DEEDS, Party
from reconcile.articles.party.people_words import (
    AMONG,
    BARE,
    COPULAS,
    DWELLERS,
    ENDS,
    HARMED,
    MEMBERS,
    MORE,
    NO_NAME,
    NO_THINGS,
    OF_BODIES,
    OPENING,
    OWNERS,
    PARTITIVES,
)  # fmt: skip
from reconcile.articles.words.party_list import PEOPLE_OF, SEAT, SIDE, STATE
from reconcile.articles.words.speech_words import VERBS
from reconcile.claims.people import MILITARY, PEOPLE, Group
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at, touches

__all__ = ["Phrase", "Word", "phrase_of"]


class Word(NamedTuple):
    """A word for people, and the group that it names."""

    text: str
    group: Group


class Phrase(NamedTuple):
    """What a noun phrase says of people.

    `named` is the last party that it names, `side` a side without a name, `unknown` a name that the list does not know,
    `owner` a word that stands for a party named elsewhere. `bare` is True if no noun says what is counted.
    """

    named: str
    side: str
    unknown: str
    owner: str
    words: list[Word]
    bare: bool


# words of the longest phrase: "of the estimated 12,000 heavily armed North Korean special forces soldiers"
_LONGEST = 14
# tokens of the longest speaker between a comma and its verb
_LONGEST_SPEAKER = 7
# kinds of people before whom an unknown capitalised word is the name of their people or group: "24 Red Band fighters"
_OF_NAMED = MILITARY | {"civilian", "work", "state", "demographic"}
# endings of adjectives of lands, and of inhabitants, who are told by the adjective of their land: Karsians
_ADJECTIVES = ("ian", "ean", "an", "ese", "ish")
_INHABITANTS = ("ians", "eans", "ans")
# police and soldiers together, which two words name
_SECURITY = Group("military", "military")
# endings of participles and adverbs
_PARTICIPLE = ("ed", "en", "ly")
# letters of the shortest plural of a thing
_SHORTEST = 4


def phrase_of(text: str, tokens: list[Token], reach: range, by_first: dict[int, Party], *, titled: bool) -> Phrase:
    """Read the noun phrase that begins behind a number.

    Parameters
    ----------
    text : str
    tokens : list of Token
    reach : range
        From the token behind the number to the next figure.
    by_first : dict of int to Party
        The parties that the sentence names, by their first tokens.
    titled : bool
        Whether the sentence is a title, in which capitals name nothing.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "24 Red Band fighters and their wives"
    >>> phrase = phrase_of(text, tokens_of(text), range(1, 7), {}, titled=False)
    >>> phrase.unknown, [word.text for word in phrase.words]
    ('Red Band', ['fighters'])
    """
    stop = min(reach.stop, reach.start + _LONGEST)
    stop = next((place for place in range(reach.start, stop) if _speaks_behind(tokens, place)), stop)
    return _Reader(text, tokens, stop, by_first, titled=titled).read(reach.start)


def _speaks_behind(tokens: list[Token], place: int) -> bool:
    """Return True for the comma before whoever says so: "14 civilians, senior commanders said"."""
    if tokens[place].text != ",":
        return False
    for token in tokens[place + 1 : place + 1 + _LONGEST_SPEAKER]:
        if token.kind != WORD:
            return False
        if token.text in VERBS:
            return True
    return False


class _Reader:
    """A noun phrase while it is read."""

    def __init__(self, text: str, tokens: list[Token], stop: int, by_first: dict[int, Party], *, titled: bool) -> None:
        self.text, self.tokens, self.stop, self.titled, self.by_first = text, tokens, stop, titled, by_first
        self.named = self.side = self.owner = ""
        self.words: list[Word] = []
        self.bare = True
        self.capitals: list[int] = []

    def read(self, place: int) -> Phrase:
        """Read the phrase that begins at a token."""
        of_known = text_at(self.tokens, place) == "of"
        while place < self.stop and (self.tokens[place].text in OPENING or self._bracket(place)):
            place += 1
        place = self._within(place + self._says_who(place))
        if self.bare and of_known and place < self.stop:
            # "two of the dead were Russian"
            place = self._within(place + self._says_who(place))
        while place < self.stop and self.tokens[place].text in AMONG:
            place += self.tokens[place].text == "belonging"
            behind = self._among(place)
            if behind <= place:
                break
            place = behind
        return Phrase(self.named, self.side, self._unknown(), self.owner, self.words, self.bare)

    def _says_who(self, place: int) -> int:
        """Return the tokens of a copula behind which stands who is counted: "40 were soldiers", "12 are Poles"."""
        if text_at(self.tokens, place) not in COPULAS or place in self.by_first:
            return 0
        first = place + 1 + (text_at(self.tokens, place + 1) in ("all", "reportedly", "mostly"))
        named = first in self.by_first and self.by_first[first].kind != SEAT
        people = text_at(self.tokens, first) in PEOPLE or text_at(self.tokens, first + 1) in PEOPLE
        return first - place if first < self.stop and (named or people) else 0

    def _bracket(self, place: int) -> bool:
        return self.tokens[place].text in "()" and self.tokens[place - 1].kind != WORD

    def _among(self, place: int) -> int:
        """Read on behind "of" or "among", and return the token behind what was read; `place` if nothing was."""
        word, last = self.tokens[place].text, self.tokens[place - 1]
        if word == "to" and last.text not in HARMED and last.text != "belonging" and last.kind == WORD:
            return place
        party = self._next_party(place + 1)
        if party is not None and (party.kind == SEAT or self._acts(party)):
            return place
        if last.text in PARTITIVES or (word in ("among", "amongst", "to") and not self.words):
            return self._within(place + 1) if word != "from" or party is not None else place
        if party is None and word == "of" and self._is_force(place + 1):
            return self._end_of(place + 1)
        if party is not None and not self.named and not (party.kind == STATE and last.text in DWELLERS):
            self._name(party)
            return party.last
        return place

    def _is_force(self, place: int) -> bool:
        """Return True for a body of soldiers, whose party may follow: "of the Armed Forces of Ukraine"."""
        words = {token.text for token in self.tokens[place : self._end_of(place)]}
        return bool(words & OF_BODIES) or "forces" in words

    def _next_party(self, place: int) -> Party | None:
        """Return the first party of the noun phrase that begins at a token."""
        reach = range(place, self._end_of(place))
        return next((self.by_first[near] for near in reach if near in self.by_first), None)

    def _end_of(self, place: int) -> int:
        """Return the token at which the noun phrase that begins at one ends."""
        reach = range(place, self.stop)
        return next((near for near in reach if near not in self.by_first and self._ends(near)), self.stop)

    def _acts(self, party: Party) -> bool:
        """Return True for a party that only does what happened to people: "victims of Huthi attacks"."""
        behind = self.tokens[party.last : self._end_of(party.last)]
        adjective = party.kind == PEOPLE_OF and not self.tokens[party.last - 1].text.endswith("s")
        people = any(token.text in PEOPLE or token.text in OF_BODIES for token in behind)
        deed = any(token.text in DEEDS for token in behind)
        return deed or (party.kind != SIDE and not people and (adjective or bool(behind)))

    def _name(self, party: Party) -> None:
        if party.kind == SIDE:
            self.side = party.name
        elif party.kind != SEAT:
            self.named = party.name

    def _within(self, place: int) -> int:
        """Read words up to the end of a noun phrase, and return the token after them."""
        while place < self.stop:
            party = self.by_first.get(place)
            if party is None and (short := self._short_form(place)):
                place += short
                continue
            if party is None and self._ends(place):
                break
            self.bare = self.bare and party is None and self._says_what(place)
            if party is not None:
                self._name(party)
            if party is not None and party.kind != SIDE:
                self.capitals = []
                place = party.last
                continue
            last = party.last if party is not None else place + 1
            for word in range(place, last):
                self._take(word, side=party is not None)
            place = last
        return place

    def _says_what(self, place: int) -> bool:
        """Return True for a word that says what became of people, not who they are: "wounded", "taken prisoner"."""
        word = self.tokens[place].text
        return word in BARE or word in MORE or word.endswith(_PARTICIPLE)

    def _short_form(self, place: int) -> int:
        """Return the tokens of a short name in brackets before people: "24 Red Band (RB) fighters"."""
        bracketed = text_at(self.tokens, place) == "(" and text_at(self.tokens, place + 2) == ")"
        return 3 if bracketed and text_at(self.tokens, place + 3) in PEOPLE else 0

    def _take(self, place: int, *, side: bool) -> None:
        """Take a word of the phrase."""
        word = self.tokens[place].text
        if word == "forces" and text_at(self.tokens, place - 1) == "security":
            self.words.append(Word("security forces", _SECURITY))
        elif word in PEOPLE and not self._describes(place):
            self.words.append(Word(word, PEOPLE[word]))
        if word in OWNERS:
            self.owner = word
        elif not side and self._capital(place):
            self.capitals.append(place)

    def _describes(self, place: int) -> bool:
        """Return True for people who only say what things are: "police stations", "military vehicles"."""
        word = text_at(self.tokens, place + 1)
        return word.endswith("s") and len(word) >= _SHORTEST and word not in NO_THINGS

    def _ends(self, place: int) -> bool:
        """Return True for a token at which the phrase ends."""
        word = self.tokens[place].text
        if word in ("and", "or", ",", "&"):
            listed = any(text_at(self.tokens, near) in PEOPLE for near in (place + 1, place + 2) if near < self.stop)
            # "two soldiers and a civilian": the number counts soldiers alone
            single = text_at(self.tokens, place + 1) in ("a", "an")
            return single or not (self.words and self.tokens[place - 1].text in PEOPLE and listed)
        if self.tokens[place].kind == WORD:
            compound = text_at(self.tokens, place + 1) in HYPHENS and touches(self.tokens, place + 1)
            return (word in ENDS or word in AMONG) and not compound
        inner = word in HYPHENS and touches(self.tokens, place)
        return not inner and word not in ("”", '"', "“", "/", "'")

    def _capital(self, place: int) -> bool:
        """Return True for a word that is a name by its capital."""
        token = self.tokens[place]
        if self.titled or token.kind != WORD or token.text in NO_NAME or token.text in PEOPLE or token.text in BARE:
            return False
        written = self.text[token.start : token.end]
        hyphened = text_at(self.tokens, place + 1) in HYPHENS or text_at(self.tokens, place - 1) in HYPHENS
        return written[0].isupper() and (written[1:].islower() or written.isupper()) and not hyphened

    def _unknown(self) -> str:
        """Return the name in capitals, unknown to the list, before people: "24 Red Band fighters", "12 Karsians"."""
        if not self.capitals:
            return ""
        first = last = self.capitals[-1]
        while first - 1 in self.capitals:
            first -= 1
        of = first - 1 - (text_at(self.tokens, first - 1) == "the")
        belongs = text_at(self.tokens, of) == "of" and self._are_members(text_at(self.tokens, of - 1))
        follows = PEOPLE.get(text_at(self.tokens, last + 1 + self._short_form(last + 1)), Group("", ""))
        plural = self.tokens[last].text.endswith("s") and not self.words and first == last
        people = self.tokens[last].text.endswith(_ADJECTIVES) and text_at(self.tokens, last + 1) in BARE | {"and", "or"}
        if follows.kind not in _OF_NAMED and not belongs and not plural and not people:
            return ""
        name = self.text[self.tokens[first].start : self.tokens[last].end]
        return name[:-1] if name.endswith(_INHABITANTS) else name

    def _are_members(self, word: str) -> bool:
        return word in MEMBERS or PEOPLE.get(word, Group("", "")).kind in MILITARY
