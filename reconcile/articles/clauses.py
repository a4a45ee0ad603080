"""The clauses of a sentence, each with one predicate: who suffers what is read within them, and not across.

A sentence is cut at signs and words that open a clause ("while", "who", "with"), at conjunctions and commas behind
which something else is said ("…, 9 bodies were recovered"), and where a second verb needs a subject of its own ("he
said 12 people died"). A clause that was interrupted goes on behind the insertion.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.predicates import ACTIVE, Predicate, is_object, predicates_of
from reconcile.articles.verb_words import CONJUNCTIONS, RELATIVES, SAYING, SPEECH, SUBORDINATORS
from reconcile.claims.cues import Cue, cues_of
from reconcile.language.tokens import DIGITS, WORD, Token, text_at, touches

__all__ = ["Clause", "Clauses", "clauses_of"]


class Clause(NamedTuple):
    """A clause; its own tokens lie from `first` to before `last`, with those of clauses within it.

    `opener` is the word or sign that opens it, "" if none; `parent` the clause it depends on, or whose subject it
    shares, -1 for none. `predicate` is None in a fragment; `others` are participles that only describe a noun in it.
    """

    first: int
    last: int
    opener: str
    parent: int
    predicate: Predicate | None
    others: tuple[Predicate, ...] = ()


class Clauses(NamedTuple):
    """The clauses of a sentence, the number of each token's clause, the cues, and the predicates by first token."""

    clauses: list[Clause]
    number: list[int]
    cues: list[Cue]
    predicates: dict[int, Predicate]

    def at(self, place: int) -> Clause:
        """Return the clause of a token."""
        return self.clauses[self.number[place]]

    def subject(self, number: int) -> list[int]:
        """Return the tokens before the predicate of a clause, or those of the clause whose subject it shares."""
        clause = self.clauses[number]
        if clause.predicate is None:
            return []
        first = clause.first + bool(clause.opener and clause.opener != "-ing")
        own = [place for place in range(first, clause.predicate.first) if self.number[place] == number]
        shares = not own and clause.parent >= 0 and clause.opener in _JOINING
        return self.subject(clause.parent) if shares else own

    def complement(self, number: int) -> list[int]:
        """Return the tokens behind the predicate of a clause; all of a fragment."""
        clause = self.clauses[number]
        start = clause.predicate.last if clause.predicate else clause.first
        return [place for place in range(start, clause.last) if self.number[place] == number]


class _Open:
    """A clause while it is read."""

    def __init__(self, first: int, opener: str, parent: int, after_comma: bool = False) -> None:
        self.first, self.opener, self.parent, self.after_comma = first, opener, parent, after_comma
        self.predicate: Predicate | None = None
        self.others: list[Predicate] = []
        self.joint = -1


# what joins a clause to one whose subject it may share
_JOINING = frozenset({",", "and", "or", "but", "&", "plus", "nor", "yet"})
# signs at which everything ends
_STOPS = frozenset({";", ":", "•", "|"})
_OPEN, _CLOSE, _DASHES = frozenset("(["), frozenset(")]"), frozenset({"—", "–", "-"})
# prepositions before a second noun of a clause, in which a bare participle only describes that noun
_FAR = frozenset({
    "in", "on", "from", "near", "for", "by", "into", "across", "during", "against", "through", "at", "to", "with",
})  # fmt: skip
# letters of the shortest word that is no abbreviation
_LONG = 5
# words of time that open a clause, or only a noun phrase
_TIMES = frozenset({"after", "before", "since", "until", "following", "as"})
# of these, words that may belong to a noun: "the toll since Sunday"
_TIMES_OF_NOUNS = frozenset({"after", "before", "since", "until", "following"})
# words of "with" that join like "and"
_ALONG = frozenset({"along", "together", "well", "coupled"})
# openers of what may be a clause without a verb
_NOMINAL = _TIMES | {"with", "including"}
# openers of clauses that are insertions: what was interrupted goes on behind them
_INSERTED = frozenset({*RELATIVES, "including", "-ing"})
_PASSED = _INSERTED | _TIMES


def clauses_of(tokens: list[Token]) -> Clauses:
    """Cut a sentence into clauses.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of("Kost said 48 men who fled were found, and 9 bodies recovered, while the mine burned.")
    >>> cut = clauses_of(tokens)
    >>> [" ".join(tokens[place].text for place in range(len(tokens)) if cut.number[place] == number)
    ...  for number in range(len(cut.clauses))]
    ['kost said', 'who fled', '48 men were found', ', and 9 bodies recovered ,', 'while the mine burned .']
    """
    return _Cutter(tokens).cut()


class _Cutter:
    """The state of cutting one sentence, from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.cues = cues_of(tokens)
        self.predicates = {predicate.first: predicate for predicate in predicates_of(tokens, self.cues)}
        self.ends = {predicate.last for predicate in self.predicates.values()}
        self.open = [_Open(0, "", -1)]
        self.current = 0
        self.number = [0] * len(tokens)
        self.brackets: list[int] = []
        self.last: Predicate | None = None
        self.ahead = self._ahead()

    def _ahead(self) -> list[Predicate | None]:
        """Return for each token the first predicate at or behind it, before a sign or word that opens a clause."""
        ahead: list[Predicate | None] = [None] * (len(self.tokens) + 1)
        for place in range(len(self.tokens) - 1, -1, -1):
            word = self.tokens[place].text
            bounds = word in _STOPS or word in _OPEN or word in _CLOSE or word == "," or word in SUBORDINATORS
            bounds = bounds or word in RELATIVES or word in ("with", "including", "—") or self._is_dash(place)
            ahead[place] = self.predicates.get(place) or (None if bounds else ahead[place + 1])
        return ahead

    def cut(self) -> Clauses:
        place = 0
        while place < len(self.tokens):
            predicate = self.predicates.get(place)
            if predicate is None:
                self._word(place)
                self.number[place] = self.current
                place += 1
                continue
            self._predicate(predicate)
            self.last = predicate
            for own in range(predicate.first, predicate.last):
                self.number[own] = self.current
            place = predicate.last
        return Clauses(self._closed(), self.number, self.cues, self.predicates)

    def _closed(self) -> list[Clause]:
        lasts: dict[int, int] = {}
        firsts: dict[int, int] = {}
        for place, number in enumerate(self.number):
            lasts[number] = place + 1
            firsts.setdefault(number, place)
        return [
            Clause(firsts.get(number, own.first), lasts.get(number, own.first), own.opener, own.parent, own.predicate,
                   tuple(own.others))
            for number, own in enumerate(self.open)
        ]  # fmt: skip

    def _begin(self, place: int, opener: str, parent: int, *, after_comma: bool = False) -> None:
        self.open.append(_Open(place, opener, parent, after_comma))
        self.current = len(self.open) - 1

    def _word(self, place: int) -> None:
        """Take a word or sign that belongs to no predicate."""
        word = self.tokens[place].text
        if word in _OPEN:
            self.brackets.append(self.current)
            # a number in brackets, "(85) people", stands where it would without them
            if text_at(self.tokens, place + 2) not in _CLOSE:
                self._begin(place, word, self.current)
        elif word in _CLOSE and self.brackets:
            self.number[place] = self.current
            self.current = self.brackets.pop()
        elif self._is_dash(place):
            self._dash(place)
        elif word in _STOPS or (word == "." and self._ends_sentence(place)):
            self._begin(place, word, -1)
        elif word == "," or word in CONJUNCTIONS or (word == "with" and text_at(self.tokens, place - 1) in _ALONG):
            self._joint(place, word)
        elif opener := self._opener(place, word):
            self._begin(place, opener, self.current, after_comma=self._after_comma(place))

    def _ends_sentence(self, place: int) -> bool:
        """Return True for a full stop within the text that ends no abbreviation."""
        before = self.tokens[place - 1] if place else None
        if before is None or before.kind != WORD or place + 1 >= len(self.tokens):
            return False
        return len(before.text) >= _LONG - (self.tokens[place + 1].kind == DIGITS)

    def _opener(self, place: int, word: str) -> str:
        """Return the word that opens a clause at a token, "" if none does."""
        among = word == "among" and text_at(self.tokens, place + 1) in ("them", "whom", "those")
        if word == "including" or (among and place not in self.ends):
            return "including"
        if word == "with":
            return word if self._is_absolute(place + 1) else ""
        opens = (word in RELATIVES and self._is_relative(place)) or (
            word in SUBORDINATORS and self._subordinates(place)
        )
        return word if opens else ""

    def _is_dash(self, place: int) -> bool:
        if self.tokens[place].text not in _DASHES:
            return False
        doubled = text_at(self.tokens, place + 1) == "-" and touches(self.tokens, place + 1)
        alone = place > 0 and not touches(self.tokens, place) and (doubled or not touches(self.tokens, place + 1))
        return self.tokens[place].text == "—" or alone

    def _after_comma(self, place: int) -> bool:
        return text_at(self.tokens, place - 1) == ","

    def _dash(self, place: int) -> None:
        """Open an insertion between dashes, or close it."""
        number = self.current
        while number >= 0 and self.open[number].opener != "—":
            number = self.open[number].parent
        if number >= 0:
            self.current = self.open[number].parent
        else:
            self._begin(place, "—", self.current)

    def _is_absolute(self, place: int) -> bool:
        """Return True for "with" before a noun and what became of it: "with 12 dead", "with 75 people on board"."""
        predicate = self.ahead[place]
        named = predicate is not None and not predicate.finite and predicate.first > place
        return named or self._counts(place)

    def _counts(self, place: int) -> bool:
        """Return True where a noun phrase begins whose first word, behind hedges, is a number."""
        tokens = self.tokens[place : place + 4]
        return is_object(self.tokens, place) and any(token.kind == DIGITS for token in tokens)

    def _is_relative(self, place: int) -> bool:
        """Return True for a pronoun behind a noun, and for a "that" that opens what is said."""
        return place > 0 and (
            self.tokens[place].text != "that"
            or self.ahead[place + 1] is not None
            or self._after_comma(place)
            or place in self.ends
        )

    def _subordinates(self, place: int) -> bool:
        """Return True for a word that opens a clause; words of time do so before a noun phrase as well."""
        word, before = self.tokens[place].text, text_at(self.tokens, place - 1)
        if word == "than" and before in ("more", "less", "fewer", "other", "rather", "higher", "lower"):
            return False
        if word in ("as", "so", "that", "since", "against", "than", "once"):
            predicate = self.ahead[place + 1]
            return predicate is not None and predicate.first > place + 1 and text_at(self.tokens, place + 1) not in (
                "many", "much", "few", "of", "far", "well", "least") and not self._is_of_subject(place)  # fmt: skip
        return not self._is_of_subject(place)

    def _is_of_subject(self, place: int) -> bool:
        """Return True for a time within a subject that waits for the one verb ahead: "the toll since Monday rose"."""
        own = self.open[self.current]
        if self.tokens[place].text not in _TIMES_OF_NOUNS or place <= own.first or own.opener in _NOMINAL:
            return False
        waits = own.predicate is None or (bool(own.predicate.events) and not own.predicate.finite)
        follows = self.ahead[place + 1]
        return waits and follows is not None and follows.finite and self.ahead[follows.last] is None

    def _joint(self, place: int, word: str) -> None:
        """Take a comma or a conjunction: open a clause where something else is said, go on or end an insertion else."""
        own = self.open[self.current]
        follows = self.ahead[place + 1]
        joined = text_at(self.tokens, place + 1) in CONJUNCTIONS
        if word == "," and follows is None and joined:
            return
        if own.opener == "including" and joined and follows is not None and self._tells(own.parent):
            self.number[place] = self.current = own.parent
            return
        waiting = self._waiting(own.parent)
        if word == "," and self._ends_insertion(own, follows, place, waiting):
            self.number[place] = self.current
            self.current = waiting if waiting >= 0 else max(own.parent, 0)
            if waiting < 0 and follows is not None and not follows.finite:
                self._split(self.current, follows, self.open[self.current].joint)
            return
        if word != ",":
            own.joint = place
        if self._said(own.predicate, place, follows):
            return
        if own.predicate is None and (own.opener not in _NOMINAL or (word != "," and own.opener in _TIMES)):
            return
        if follows is not None and self._is_said_apart(place + 1, follows):
            self._begin(place, word, self.current, after_comma=word == ",")

    def _said(self, predicate: Predicate | None, place: int, follows: Predicate | None) -> bool:
        """Return True within the subject of what is said: "he said 12 men and 3 women died"."""
        if predicate is None or follows is None or self.tokens[predicate.head].text not in SAYING:
            return False
        told = self.tokens[follows.head].text in SPEECH and follows.voice == ACTIVE
        return not told and predicate.last < place and is_object(self.tokens, predicate.last) and self.last == predicate

    def _tells(self, number: int) -> bool:
        """Return True for a clause that has no verb yet, or one of speech, behind which another clause begins."""
        predicate = self.open[number].predicate
        return predicate is None or self.tokens[predicate.head].text in SPEECH

    def _waiting(self, number: int) -> int:
        """Return the nearest clause around this that still waits for its verb, -1 if none does."""
        while number >= 0 and (self.open[number].predicate is not None or self.open[number].opener in _NOMINAL):
            number = self.open[number].parent if self.open[number].opener not in _JOINING else -1
        return number

    def _ends_insertion(self, own: _Open, follows: Predicate | None, place: int, waiting: int) -> bool:
        """Return True for a comma behind an insertion, where what it stands in goes on."""
        if own.parent < 0 or own.opener in _JOINING or own.opener in _OPEN or own.opener == "—":
            return False
        if waiting < 0:
            if not (own.opener in _INSERTED and own.after_comma) or follows is None or follows.first != place + 1:
                return False
            around = self.open[own.parent]
            return follows.finite or (around.predicate is not None and around.joint >= around.predicate.last)
        if own.opener == "including" and follows is not None and follows.first > place + 1:
            return self.tokens[place + 1].text not in CONJUNCTIONS and not self._counts(place + 1)
        return own.predicate is not None or own.opener in _NOMINAL

    def _is_said_apart(self, place: int, predicate: Predicate) -> bool:
        """Return True if a predicate behind a joint has its own subject, or shares that of the clause before."""
        between = self.tokens[place : predicate.first]
        if not between or all(token.text in ("then", "later", "also", "reportedly") for token in between):
            return True
        if between[-1].text in CONJUNCTIONS:
            return False
        if not predicate.finite:
            return _FAR.isdisjoint(token.text for token in between)
        return True

    def _predicate(self, predicate: Predicate) -> None:
        """Take a predicate: that of the clause, of one around it, of a new one, or one that describes a noun."""
        own = self.open[self.current]
        if own.predicate == predicate:
            return
        if predicate.finite and own.opener in ("with", "including"):
            self._second(predicate)
        elif not predicate.finite and predicate.voice == ACTIVE:
            if own.predicate is None and own.first >= predicate.first - 1 and own.opener:
                own.predicate = predicate
                return
            self._begin(predicate.first, "-ing", self.current, after_comma=self._after_comma(predicate.first))
            self.open[self.current].predicate = predicate
        elif own.predicate is None:
            own.predicate = predicate
        elif not predicate.finite:
            own.others.append(predicate)
        else:
            self._second(predicate)

    def _second(self, predicate: Predicate) -> None:
        """Take a second finite verb: the first described a noun, the clause was an insertion, or a new one begins."""
        around = self._around(predicate.first)
        outer = self.open[around]
        if outer.predicate is None:
            self.current = around
            outer.predicate = predicate
        elif not outer.predicate.finite:
            self.current = around
            outer.others.append(outer.predicate)
            outer.predicate = predicate
        else:
            told = self.tokens[outer.predicate.head].text in SPEECH
            number = around if told else self.current
            self._split(number, predicate, -1 if told else self.open[number].joint)

    def _around(self, place: int) -> int:
        """Return the clause around insertions: the first that waits for its verb, or that is no insertion."""
        number = self.current
        while self.open[number].parent >= 0:
            own = self.open[number]
            ended = own.predicate is not None and own.predicate.last == place and own.opener in SUBORDINATORS
            done = own.predicate is not None and (own.predicate.finite or own.opener == "-ing")
            if not (ended or own.opener in ("with", "including") or (done and own.opener in _PASSED)):
                break
            number = own.parent
        return number

    def _split(self, number: int, predicate: Predicate, joint: int) -> None:
        """Begin a clause behind the predicate of another one, or behind its last joint: "he said [12 people died]"."""
        before = self.open[number].predicate
        start = max(before.last if before else self.open[number].first, joint)
        opener = self.tokens[joint].text if start == joint else ""
        self._begin(start, opener, number)
        self.open[self.current].predicate = predicate
        for place in range(start, predicate.first):
            if self.number[place] == number:
                self.number[place] = self.current
