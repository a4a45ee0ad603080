"""Which words of a sentence a figure reaches: those of its own clause first, then those of the clauses around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reconcile.articles.figures.mention import Mention
from reconcile.articles.figures.wholes_of_parts import is_whole_of_part
from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.place.counting_places import SHARING, has_own_count, suffers_most
from reconcile.articles.place.dependent_figures import belongs_to_dependent, is_number
from reconcile.articles.words.place_words import LOCATING, SIDES
from reconcile.articles.words.verb_words import RELATIVES, SAYING, SPEECH
from reconcile.language.relations import OF_THEM, PARTS, RAISING, TOLLS
from reconcile.language.tokens import Token, text_at

__all__ = ["Reach", "Span"]

# the first token of some words of a sentence, and the one behind their last
Span = tuple[int, int]

# openers of clauses that tell of the same happening: "after a bomb went off in Orva"; and those that may share its end
_SAME = frozenset({
    "after", "when", "where", "which", "that", "who", "as", "following", "because", "-ing", "once", "since", "until",
    "till", "(", "[", "—",
})  # fmt: skip
# events that lead up to what is counted: "18 drones launched on Monday" were shot down on Monday
_SENT = frozenset({"launch", "deploy"})
# words of a figure that goes on from the one before: "12 people died, while 3 others were hurt"
_MORE = frozenset({"others", "other", "more", "another", "also"})
_DASHES = frozenset({"–", "—", "-", "−"})
# openers of clauses that tell of something else
_ELSE = frozenset({"while", "whereas", "but", "although", "though", "compared", "than", "against", "versus"})
# what begins the next figure
_NEXT = frozenset({"and", ",", ";", "while", "but"})
# words between such words and the next figure: "and on Saturday a further 14"
_TO_NEXT = frozenset({"a", "another", "further", "additional", "at", "least", "about", "some", "more", "than", "over"})
_JOINED = frozenset({"and", "or", ",", "", "with", "including"})
_RELATIVE = frozenset({"which", "that", "who", "where", "when", "-ing", "(", "["})
# words that belong to one phrase of places or times: "in Orva, in the north of Tessa, in June"
_PHRASE = frozenset({",", "in", "the", "at", "of", "on", "near"})
# tokens between two parts of such a phrase
_GAP = 4
# tokens up to the number of a group that leads a sentence: "of the at least 97 deaths"
_LEADING = 4
# words behind "of" for those of whom a part is told
_OF_WHOLE = frozenset({"the", "them", "those", "these", "its", "their"})
# words of "of the deaths"
_WORDS_OF = 2
# tokens from "since" to the clause of its day: "since May 1999, when"
_SINCE = 6
# tokens of the longest phrase that leads a sentence
_LONGEST_FRONT = 12
# how near words are, from the nearest: in the label of the figure ("Dead in Orva: 12"), behind it, in a clause behind
# it, before it, at the front of the sentence, shut off by commas, behind the next figure, in clauses before and behind
_LABEL, _OWN, _BEHIND, _AHEAD, _FRONT, _SHUT, _BEYOND, _BEFORE, _AFTER, _FAR = range(10)


class Reach:
    """The words that a figure reaches.

    Parameters
    ----------
    tokens : list of Token
    cut : Clauses
        Those of the sentence.
    mention : Mention
    following : int
        First token of the next figure.
    event : str
        What happened to what it counts.
    """

    def __init__(self, tokens: list[Token], cut: Clauses, mention: Mention, following: int, event: str) -> None:
        self._tokens, self._cut, self._mention, self._following, self._event = tokens, cut, mention, following, event
        self._own = cut.number[mention.number]
        self._around = _around(cut, self._own)
        self._is_whole = is_whole_of_part(tokens, mention)
        # "of the 97 deaths, 40": a group of which parts are told
        self._leads = text_at(tokens, 0) in OF_THEM and 0 < mention.first <= _LEADING
        self._labelled = text_at(tokens, mention.first - 1) == ":"
        # "6 – over Tessa": what stands behind the dash says where, up to the next comma
        dashed = text_at(tokens, mention.after) in _DASHES
        commas = (place for place in range(mention.after, len(tokens)) if tokens[place].text in ",;")
        self._dashed = range(mention.after + 1, next(commas, len(tokens))) if dashed else range(0)

    @property
    def opener(self) -> str:
        """Return the word that opens the clause of the figure."""
        return self._cut.clauses[self._own].opener

    def is_of_part(self, first: int) -> bool:
        """Return True for words right behind some of those of whom was told: "nine of the deaths were in Orva".

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "Nine of the deaths were in Orva"
        >>> tokens = tokens_of(text)
        >>> mention, *others = mentions_of(text, tokens)
        >>> following = others[0].first if others else len(tokens)
        >>> reach = Reach(tokens, clauses_of(tokens), mention, following, "kill")
        >>> reach.is_of_part(6)
        True
        """
        words = [token.text for token in self._tokens[self._mention.number + 1 : self._mention.number + 4]]
        led = text_at(self._tokens, self._mention.first - 1) in PARTS | {"whom"}
        some = words[:1] == ["of"] and len(words) > _WORDS_OF and words[1] in _OF_WHOLE and not words[2].isdecimal()
        return (led or some) and self.stands_before_next(first)

    def stands_before_next(self, first: int) -> bool:
        """Return True for words behind this figure, and before the next.

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "In Orva 12 died and 9 fled"
        >>> tokens = tokens_of(text)
        >>> mention, *others = mentions_of(text, tokens)
        >>> following = others[0].first if others else len(tokens)
        >>> reach = Reach(tokens, clauses_of(tokens), mention, following, "kill")
        >>> reach.stands_before_next(1), reach.stands_before_next(3)
        (False, True)
        """
        return self._mention.after <= first < self._following

    def is_of_other_event(self, first: int) -> bool:
        """Return True for words before the clause of another event: "the worst in Orva since 2009, when 96 died".

        Words of sentences before, as any below 0, are.

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "The worst in Orva since 2009, when 96 people died."
        >>> tokens = tokens_of(text)
        >>> mention, *others = mentions_of(text, tokens)
        >>> following = others[0].first if others else len(tokens)
        >>> reach = Reach(tokens, clauses_of(tokens), mention, following, "kill")
        >>> reach.is_of_other_event(3), reach.is_of_other_event(9)
        (True, False)
        """
        begin = self._cut.clauses[self._own].first
        since = [token.text for token in self._tokens[max(begin - _SINCE, 0) : begin]]
        return self.opener == "when" and "since" in since and first < begin

    def is_told_of_next(self, first: int) -> bool:
        """Return True for words behind the verb of the next figure: "5,400 remain, and 900 have left since May".

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "Some 5,400 remain, and 900 have left since May"
        >>> tokens = tokens_of(text)
        >>> mention, *others = mentions_of(text, tokens)
        >>> following = others[0].first if others else len(tokens)
        >>> reach = Reach(tokens, clauses_of(tokens), mention, following, "kill")
        >>> reach.is_told_of_next(8)
        True
        """
        number = self._cut.number[first]
        predicate = self._cut.clauses[number].predicate
        if number == self._own or predicate is None or not predicate.finite:
            return False
        return self._mention.after <= self._following < predicate.first < first

    def is_told(self, first: int, *, day: bool = False) -> bool:
        """Return True for words of a clause that only tells what had happened: "On Monday he said 12 had died".

        A single day is that of the telling in any tense: "On Monday he said 12 died".

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "On Monday police said 12 men had died in May"
        >>> tokens = tokens_of(text)
        >>> reach = Reach(tokens, clauses_of(tokens), mentions_of(text, tokens)[0], len(tokens), "kill")
        >>> reach.is_told(1), reach.is_told(9)
        (True, False)
        """
        number, own = self._cut.number[first], self._cut.clauses[self._own].predicate
        around = self._cut.clauses[number].predicate
        if number not in self._around or around is None or own is None:
            return False
        past = self._tokens[own.first].text in ("had", "has", "have")
        return self._tokens[around.head].text in SPEECH and (past or (day and self._tokens[around.head].text in SAYING))

    def is_of_following(self, first: int, last: int) -> bool:
        """Return True for words of a figure behind this one: of a part, an earlier value, or behind a semicolon.

        Behind the verb, all is said of the part: "40 of the 97 deaths were in Orva"; and behind the comma of a group
        that leads the sentence: "of the 97 deaths, 40 were in Orva"; and of the place that was hit worst, or that
        "accounted for 45 of the 120 deaths".

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "He said 97 had died, up from 81 on Monday"
        >>> tokens = tokens_of(text)
        >>> first, second = mentions_of(text, tokens)
        >>> Reach(tokens, clauses_of(tokens), first, second.first, "kill").is_of_following(9, 10)
        True
        """
        between = self._words(self._mention.after, first)
        worst = first >= self._mention.after and suffers_most(self._tokens, last)
        raised = first < self._following < len(self._tokens) and (_raise(between) or _turn(between))
        return (
            self._is_of_its_part(first, last, between)
            or worst
            or raised
            or self._is_beyond(first)
            or self._leads_next(first, last)
            or self._is_of_placed_part(first)
            or belongs_to_dependent(self._tokens, first, self._mention.after)
        )

    def _is_of_its_part(self, first: int, last: int, between: list[str]) -> bool:
        """Return True for what is said of the part of which the figure is the whole."""
        predicate = self._cut.clauses[self._own].predicate
        told = predicate is not None and self._mention.after <= predicate.first < first
        shared = text_at(self._tokens, last) in SHARING
        return (self._is_whole and (told or shared)) or (self._leads and "," in between)

    def _words(self, first: int, last: int) -> list[str]:
        return [token.text for token in self._tokens[first:last]]

    def nearest(self, spans: Sequence[Span]) -> int | None:
        """Return which of some words are nearest to the figure, None if it reaches none of them.

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> from reconcile.language.tokens import tokens_of
        >>> text = "In Orva 12 men died, while 3 were hurt in Tessa."
        >>> tokens = tokens_of(text)
        >>> first, second = mentions_of(text, tokens)
        >>> reach = Reach(tokens, clauses_of(tokens), first, second.first, "kill")
        >>> reach.nearest([(1, 2), (11, 12)])
        0
        """
        ranks = [self._rank(first, last, number == 0) for number, (first, last) in enumerate(spans)]
        best = min(ranks, default=_FAR)
        if best == _FAR:
            return None
        fitting = [number for number, rank in enumerate(ranks) if rank == best]
        if best in (_LABEL, _AHEAD, _BEFORE):
            return self._whole(spans, fitting)
        behind = spans[fitting[0]][0] >= self._mention.after
        return self._whole(spans, range(fitting[0] + 1)) if behind else fitting[0]

    def _whole(self, spans: Sequence[Span], fitting: Sequence[int]) -> int:
        """Return the first part of the last phrase: "Orva" in "in Tessa and in Orva, in the north, 12 died"."""
        chosen = fitting[-1]
        number, after = self._mention.number, self._mention.after
        while chosen - 1 in fitting and self._is_joined(spans[chosen - 1][1], spans[chosen][0]):
            if spans[chosen - 1][0] < number <= after <= spans[chosen][0]:
                break
            chosen -= 1
        return chosen

    def _is_joined(self, start: int, end: int) -> bool:
        words = [token.text for token in self._tokens[start:end]]
        return len(words) <= _GAP and all(word in _PHRASE or word in SIDES for word in words)

    def _rank(self, first: int, last: int, foremost: bool) -> int:
        """Return how near some words are."""
        number = self._outside_brackets(self._cut.number[first])
        if first in self._dashed:
            return _LABEL
        if self._is_of_another(first, number) or self._is_of_next(first, last):
            return _FAR
        if first < self._mention.number:
            return self._rank_ahead(first, last, number, foremost)
        if self._labelled and first > self._following:
            return _FAR
        return self._rank_behind(first, last, number)

    def _outside_brackets(self, number: int) -> int:
        """Return the clause of what stands in brackets, unless the figure stands there, too."""
        while (clause := self._cut.clauses[number]).opener in ("(", "[") and clause.parent >= 0 and number != self._own:
            number = clause.parent
        return number

    def _rank_behind(self, first: int, last: int, number: int) -> int:
        """Return how near words behind the figure are."""
        if self._is_of_part(first, number) or self.is_of_following(first, last):
            return _FAR
        told = self._told_in(number)
        if told == self._own or (told != number and told in self._around):
            near = _OWN if number == self._own else _BEHIND
            return near if first < self._following else _BEYOND
        if self._shares_subject(number):
            return _BEHIND if first < self._following else _BEYOND
        return _AFTER if told in self._around or self._cut.clauses[told].opener in _JOINED else _FAR

    def _shares_subject(self, number: int) -> bool:
        """Return True for a clause that goes on with the same subject: "569 died or went missing in 2023"."""
        clause = self._cut.clauses[number]
        bare = clause.predicate is not None and clause.predicate.first <= clause.first + 1
        return clause.parent == self._own and clause.opener == "or" and bare

    def _is_of_part(self, first: int, number: int) -> bool:
        """Return True for what is said of a part, or of what is next: "with Orva the worst hit, followed by Tessa"."""
        clause = self._cut.clauses[number]
        if clause.opener == "with" and first - clause.first <= _GAP and number != self._own:
            return True
        if number != self._own and clause.first > self._mention.number:
            # "97 died, 40 of them were killed on Monday"
            told = self._words(clause.first, first)
            if any(word == "of" and after in ("them", "whom") for word, after in pairwise(told)):
                return True
        return "followed" in self._words(self._mention.after, first)

    def _is_beyond(self, first: int) -> bool:
        """Return True for words of the next figure, behind a semicolon: "24 died; in Orva 16 were hurt"."""
        if ";" not in self._words(self._mention.after, first) or self._following >= len(self._tokens):
            return False
        return self._cut.number[first] == self._cut.number[self._following]

    def _is_of_placed_part(self, first: int) -> bool:
        """Return True behind a part with its own place: "49 died, 18 of them in Orva on a single day, 9 January"."""
        part, tokens = self._following, self._tokens
        if first <= part or text_at(tokens, part + 1) != "of" or text_at(tokens, part + 2) not in _OF_WHOLE:
            return False
        placed = text_at(tokens, part + 3) in ("in", "at", "near")
        verb = any(part < other < first and self._cut.predicates[other].finite for other in self._cut.predicates)
        return placed and not verb

    def _leads_next(self, first: int, last: int) -> bool:
        """Return True for words at the front of what is told of another figure: "but on Sunday he said 24 had died"."""
        tokens, number = self._tokens, self._cut.number[first]
        clause = self._cut.clauses[number]
        if number == self._own or first < self._mention.after or clause.predicate is None:
            return False
        joint = first - 1 - (text_at(tokens, first - 1) in ("on", "in", "at"))
        if text_at(tokens, joint) not in _NEXT or first > clause.predicate.first:
            return False
        figures = (place for place in range(last, len(tokens)) if is_number(tokens[place]))
        numbers = {self._cut.number[place] for place in figures}
        return any(number == other or number in _around(self._cut, other) for other in numbers)

    def _told_in(self, number: int) -> int:
        """Return the clause in which the happening of a clause is told, which is itself if it depends on none."""
        while (clause := self._cut.clauses[number]).opener in _SAME and clause.parent >= 0 and number != self._own:
            if not self._is_told_now(number):
                break
            number = clause.parent
        return number

    def _is_of_next(self, first: int, last: int) -> bool:
        """Return True for words that lead to the next figure: "12 in Orva and in Tessa 7", or to one of their own."""
        if last != self._mention.first and has_own_count(self._tokens, first, last):
            return True
        before = first - 1 - (text_at(self._tokens, first - 1) in ("the", "its"))
        led = text_at(self._tokens, before) in ("in", "at", "on", "near")
        leads = last <= self._following and _TO_NEXT.issuperset(self._words(last, self._following))
        return leads and led and text_at(self._tokens, before - 1) in _NEXT

    def _rank_ahead(self, first: int, last: int, number: int, foremost: bool) -> int:
        """Return how near words before the figure are."""
        if self._labelled:
            return _LABEL
        if self.is_of_following(first, last):
            return _FAR
        own = self._cut.clauses[self._own]
        relative = own.opener in _RELATIVE or (own.predicate is not None and not own.predicate.finite)
        if number == self._own or (relative and number in self._around):
            shut = not relative and "," in [token.text for token in self._tokens[last : self._mention.first]]
            where = text_at(self._tokens, self._cut.clauses[self._own].first) in ("where", "when")
            front = foremost and self._is_front(first)
            return _FRONT if shut and front else _SHUT if shut and not where else _AHEAD
        if number in self._around:
            return _FRONT if foremost and self._is_front(first) else _SHUT
        clause = self._cut.clauses[number]
        aside = clause.opener in RELATIVES and text_at(self._tokens, clause.first - 1) == ","
        return _FAR if aside or self._turns_after(first) else _BEFORE

    def _is_front(self, first: int) -> bool:
        """Return True for words in what leads a sentence up to its first comma: "In Orva (in the north), 12 died"."""
        return first <= _GAP or (first <= _LONGEST_FRONT and "," not in [token.text for token in self._tokens[:first]])

    def _turns_after(self, first: int) -> bool:
        """Return True where a clause of something else begins between some words and the figure."""
        near = self._tokens[max(self._mention.first - 1, 0) : self._mention.last + 2]
        if any(token.text in _MORE for token in near):
            return False
        clauses = (self._cut.clauses[number] for number in {self._own, *self._around})
        return any(clause.opener in _ELSE and clause.first > first for clause in clauses)

    def _is_of_another(self, first: int, number: int) -> bool:
        """Return True for words of a participle that says what happened earlier: "45 men captured in June"."""
        for other in self._cut.clauses[number].others:
            described = other.last <= first and self._mention.number < other.first < self._following
            told = other.events and not _SENT.issuperset(other.events)
            if described and told and self._tokens[other.head].text not in LOCATING:
                return bool(self._event) and self._event not in other.events
        return False

    def _is_told_now(self, number: int) -> bool:
        """Return False for a clause of what had been before: "many who had defended the town"."""
        predicate = self._cut.clauses[number].predicate
        return predicate is None or text_at(self._tokens, predicate.first) != "had"


def _raise(words: list[str]) -> bool:
    """Return True where a total follows: "killed 200, bringing the toll since March to 3,900"."""
    return not RAISING.isdisjoint(words) and not TOLLS.isdisjoint(words)


def _turn(words: list[str]) -> bool:
    """Return True where another subject follows: "killed 14 and that of Tessa on 13 May 9"."""
    return not {("and", "that"), ("and", "those"), ("while", "that")}.isdisjoint(pairwise(words))


def _around(cut: Clauses, number: int) -> set[int]:
    """Return the clauses around one."""
    around: set[int] = set()
    while (number := cut.clauses[number].parent) >= 0 and number not in around:
        around.add(number)
    return around
