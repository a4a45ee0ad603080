"""How a sentence is cut into clauses: from left to right, with the clauses that wait for their verb."""

from __future__ import annotations

from reconcile.articles.grammar.clause_openers import CLOSE, OPEN, STOPS, Openers
from reconcile.articles.grammar.object_starts import is_object
from reconcile.articles.grammar.predicates import ACTIVE, Predicate, predicates_of
from reconcile.articles.words.verb_words import CONJUNCTIONS, RELATIVES, SAYING, SPEECH, SUBJECTS, SUBORDINATORS
from reconcile.claims.cues import cues_of
from reconcile.language.tokens import Token, text_at

__all__ = ["JOINING", "Cutter", "OpenClause"]


class OpenClause:
    """A clause while it is read."""

    def __init__(self, first: int, opener: str, parent: int, after_comma: bool = False) -> None:
        self.first, self.opener, self.parent, self.after_comma = first, opener, parent, after_comma
        self.predicate: Predicate | None = None
        self.others: list[Predicate] = []
        self.joint = -1


# what joins a clause to one whose subject it may share
JOINING = frozenset({",", "and", "or", "but", "&", "plus", "nor", "yet"})
# prepositions before a second noun of a clause, in which a bare participle only describes that noun
_FAR = frozenset({
    "in", "on", "from", "near", "for", "by", "into", "across", "during", "against", "through", "at", "to", "with",
})  # fmt: skip
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


class Cutter:
    """The state of cutting one sentence, from left to right.

    `open` are the clauses so far, `number` the clause of each token, `predicates` those of the sentence by first token.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> cutter = Cutter(tokens_of("12 died and 40 were hurt"))
    >>> cutter.cut()
    >>> cutter.number
    [0, 0, 1, 1, 1, 1]
    """

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.cues = cues_of(tokens)
        self.predicates = {predicate.first: predicate for predicate in predicates_of(tokens, self.cues)}
        self.openers = Openers(tokens, self.predicates)
        self.open = [OpenClause(0, "", -1)]
        self.current = 0
        self.number = [0] * len(tokens)
        self.brackets: list[int] = []
        self.last: Predicate | None = None
        self.ahead = self.openers.ahead

    def cut(self) -> None:
        """Read the sentence."""
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

    def _begin(self, place: int, opener: str, parent: int, *, after_comma: bool = False) -> None:
        self.open.append(OpenClause(place, opener, parent, after_comma))
        self.current = len(self.open) - 1

    def _word(self, place: int) -> None:
        """Take a word or sign that belongs to no predicate."""
        word = self.tokens[place].text
        if word in OPEN:
            self.brackets.append(self.current)
            # a number in brackets, "(85) people", stands where it would without them
            if text_at(self.tokens, place + 2) not in CLOSE:
                self._begin(place, word, self.current)
        elif word in CLOSE and self.brackets:
            self.number[place] = self.current
            self.current = self.brackets.pop()
        elif self.openers.is_dash(place):
            self._dash(place)
        elif word in STOPS or (word == "." and self.openers.ends_sentence(place)):
            self._begin(place, word, -1)
        elif word == "," or word in CONJUNCTIONS or (word == "with" and text_at(self.tokens, place - 1) in _ALONG):
            self._joint(place, word)
        elif word == "that" and text_at(self.tokens, place - 1) in ("and", "but") and (told := self._told()) >= 0:
            # "said that 12 died, and that 40 were missing"
            self._begin(place, word, self.open[told].parent)
        elif opener := self.openers.opener(place, self._is_of_subject):
            self._begin(place, opener, self.current, after_comma=self._after_comma(place))

    def _told(self) -> int:
        """Return the nearest clause around that tells "that …", -1 where none does."""
        number = self.current
        while number >= 0 and self.open[number].opener != "that":
            number = self.open[number].parent
        return number

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
            if waiting < 0 and follows is not None and self.tokens[follows.head].text in SAYING:
                # "killed four, including a boy, the mayor, Ana Reyes, said": the object before stays with its verb
                self.open[self.current].joint = place
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
            number = self.open[number].parent if self.open[number].opener not in JOINING else -1
        return number

    def _ends_insertion(self, own: OpenClause, follows: Predicate | None, place: int, waiting: int) -> bool:
        """Return True for a comma behind an insertion, where what it stands in goes on."""
        if own.parent < 0 or own.opener in JOINING or own.opener in OPEN or own.opener == "—":
            return False
        if waiting < 0:
            if not (own.opener in _INSERTED and own.after_comma) or follows is None or follows.first != place + 1:
                return False
            around = self.open[own.parent]
            return follows.finite or (around.predicate is not None and around.joint >= around.predicate.last)
        if own.opener == "including" and follows is not None and follows.first > place + 1:
            return self.tokens[place + 1].text not in CONJUNCTIONS and not self.openers.counts(place + 1)
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
        if text_at(self.tokens, predicate.first - 1) in SUBJECTS:
            # "the tanks [it had]"
            start = max(start, predicate.first - 1)
        opener = self.tokens[joint].text if start == joint else ""
        self._begin(start, opener, number)
        self.open[self.current].predicate = predicate
        for place in range(start, predicate.first):
            if self.number[place] == number:
                self.number[place] = self.current
