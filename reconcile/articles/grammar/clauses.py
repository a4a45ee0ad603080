"""The clauses of a sentence, each with one predicate: who suffers what is read within them, and not across.

A sentence is cut at signs and words that open a clause ("while", "who", "with"), at conjunctions and commas behind
which something else is said ("…, 9 bodies were recovered"), and where a second verb needs a subject of its own ("he
said 12 people died"). A clause that was interrupted goes on behind the insertion.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from reconcile.articles.grammar.clause_cutter import JOINING, Cutter
from reconcile.articles.grammar.predicates import Predicate
from reconcile.claims.cues import Cue
from reconcile.language.tokens import Token

__all__ = ["Clause", "Clauses", "clauses_of"]


# tokens before and behind a predicate that are its subject and complement, and clauses that may share one subject; no
# sentence that somebody reads has more, and the time stays linear
_REACH, _MOST_SHARED = 120, 12
_FIRST = attrgetter("first")


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
        for _ in range(_MOST_SHARED):
            clause = self.clauses[number]
            if clause.predicate is None:
                return []
            first = max(clause.first + bool(clause.opener and clause.opener != "-ing"), clause.predicate.first - _REACH)
            own = [place for place in range(first, clause.predicate.first) if self.number[place] == number]
            if own or clause.parent < 0 or clause.opener not in JOINING:
                return own
            number = clause.parent
        return []

    def complement(self, number: int) -> list[int]:
        """Return the tokens behind the predicate of a clause; all of a fragment."""
        clause = self.clauses[number]
        start = clause.predicate.last if clause.predicate else clause.first
        return [place for place in range(start, min(clause.last, start + _REACH)) if self.number[place] == number]

    def cues_within(self, first: int, last: int) -> list[Cue]:
        """Return the cues that begin at a token from `first` to before `last`."""
        return self.cues[bisect_left(self.cues, first, key=_FIRST) : bisect_left(self.cues, last, key=_FIRST)]


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
    cutter = Cutter(tokens)
    cutter.cut()
    return Clauses(_closed(cutter), cutter.number, cutter.cues, cutter.predicates)


def _closed(cutter: Cutter) -> list[Clause]:
    """Return the clauses that were cut, each with the tokens from its first to its last."""
    lasts: dict[int, int] = {}
    firsts: dict[int, int] = {}
    for place, number in enumerate(cutter.number):
        lasts[number] = place + 1
        firsts.setdefault(number, place)
    return [
        Clause(firsts.get(number, own.first), lasts.get(number, own.first), own.opener, own.parent, own.predicate,
               tuple(own.others))
        for number, own in enumerate(cutter.open)
    ]  # fmt: skip
