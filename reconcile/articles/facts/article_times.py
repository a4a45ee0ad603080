"""When what a figure counts was: as its sentence says, else as its paragraph or a date above it does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from reconcile.articles.date.dates_said import TimeSaid, times_in
from reconcile.articles.date.figure_times import When, runs_on, when_of
from reconcile.articles.date.time_headers import Headers, dateline_of, headers_of
from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clauses
from reconcile.articles.place.places_here import CARRIED, LEAD
from reconcile.articles.place.reach import Reach
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.articles.words.verb_words import AMOUNT, SAYING, is_verb_form
from reconcile.language.helping_verbs import HELPING
from reconcile.language.tokens import Token, text_at, tokens_of

__all__ = ["Calendar", "Moment", "with_lead_times"]

# sentences for which a paragraph keeps its time, and lines among which a dateline is
_REMEMBERED, _FIRST_LINES = 4, 4
_STOPS = (".", "!", "?", ".”", '."')
# days of the longest period that is carried on unasked: a night; where more is told of the same, a month
_NIGHT, _LONGEST = 2, 31
_MORE = frozenset({"another", "further", "more", "also", "additional", "others", "addition"})
# words that begin a predicate which tells no single happening: "have been killed", "are missing"
_NO_EVENT = frozenset({
    "has", "have", "had", "is", "are", "will", "would", "may", "might", "could", "can", "do", "does", "remain",
    "remains",
})  # fmt: skip
_PERFECT = frozenset({"has", "have"})
# the unit of shares, which are of no day
_SHARE = "percent"
# words that point to a period named before: "the period", "that month"
_PERIODS, _MONTHS = frozenset({"period", "timeframe"}), frozenset({"month", "week", "year", "night"})
_THE = frozenset({"the", "this", "that", "same"})


class Passed(NamedTuple):
    """What is passed on to a sentence: a time of its paragraph, one above it, and the state of the data."""

    paragraph: TimeSaid | None = None
    above: TimeSaid | None = None
    as_of: date | None = None
    basis: str = ""


class Moment:
    """The times of one sentence, and what is passed on to it.

    Parameters
    ----------
    text : str
    tokens : list of Token
    times : list of TimeSaid
    passed : Passed
    """

    def __init__(self, text: str, tokens: list[Token], times: list[TimeSaid], passed: Passed = Passed()) -> None:  # noqa: B008
        self._text, self._tokens, self.times, self._passed = text, tokens, times, passed
        self._runs: bool | None = None

    def of(self, mention: Mention, measure: str, reach: Reach, cut: Clauses) -> When:
        """Return the time of a figure.

        Examples
        --------
        >>> from reconcile.articles.grammar.clauses import clauses_of
        >>> from reconcile.articles.figures.mentions import mentions_of
        >>> text = "Some 40 died on 2 June 2024."
        >>> tokens = tokens_of(text)
        >>> cut, mention = clauses_of(tokens), mentions_of(text, tokens)[0]
        >>> moment = Moment(text, tokens, times_in(text, tokens, None))
        >>> moment.of(mention, "killed", Reach(tokens, cut, mention, len(tokens), "kill"), cut).period_end
        '2024-06-02'
        """
        if self._runs is None:
            self._runs = runs_on(self._tokens)
        when = when_of(self._text, self._tokens, mention, measure, self.times, reach, runs=self._runs)
        if when.dated or when.open or when.temporal == "rate" or mention.unit == _SHARE:
            return when
        predicate = cut.at(mention.number).predicate
        begins = text_at(self._tokens, predicate.first) if predicate else ""
        if when.temporal or begins in _PERFECT:
            return self._as_of(when)
        tells = predicate is not None and predicate.finite and begins not in _NO_EVENT
        return self._carried(when, tells=tells and not (begins in AMOUNT and begins.endswith("s")))

    def _as_of(self, when: When) -> When:
        """Return the state of the data for what is counted in total, or at a moment."""
        day = self._passed.as_of
        if day is None:
            return when
        return When(when.temporal or "cumulative", count_date=day.isoformat(), basis=self._passed.basis)

    def _carried(self, when: When, *, tells: bool) -> When:
        """Return a time passed on to a figure of what happened."""
        time = self._passed.above
        before = self._passed.paragraph
        longest = _LONGEST if _adds(self._tokens) else _NIGHT
        if before is not None and ((tells and _days(before) <= longest) or _asks_for_period(self._tokens)):
            time = before
        if time is None or time.start is None or time.end is None:
            return when
        return When("period", time.start.isoformat(), time.end.isoformat(), basis=CARRIED)

    def last_day(self) -> date | None:
        """Return the last single day that the sentence names, from which "the day before" is told."""
        return next((time.end for time in reversed(self.times) if time.end and time.start == time.end), None)

    def passed_on(self) -> TimeSaid | None:
        """Return the time that holds for the next sentence of the paragraph."""
        dated = [time for time in self.times if time.role == "in" and time.start and time.end]
        if len({time.start for time in dated if time.start == time.end}) > 1:
            # of "six died on Tuesday and three on Thursday" nobody knows which day is meant behind
            return None
        own = next((time for time in dated if not _is_told(self._tokens, time)), None)
        if own is None and any(time.role == "by" for time in self.times):
            # "by Friday 29 had been buried": what follows was not on the day before that
            return None
        return own or self._passed.paragraph


def with_lead_times(figures: Sequence[FigureSaid]) -> list[FigureSaid]:
    r"""Return figures with the times of headlines: those of the same figure in the sentences below.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> text = "Blast kills 12\nA blast killed 12 people on 2 June 2024."
    >>> [(figure.when.period_end, figure.when.basis) for figure in figures_of(text, None)]
    [('2024-06-02', 'lead'), ('2024-06-02', 'stated')]
    """
    below: dict[tuple[str, float], When] = {}
    for figure in figures:
        if figure.when.dated and figure.sentence.paragraph <= _FIRST_LINES:
            below.setdefault((figure.counted.measure, figure.mention.n1), figure.when)
    return [_with_time_below(figure, below) for figure in figures]


def _with_time_below(figure: FigureSaid, below: dict[tuple[str, float], When]) -> FigureSaid:
    """Return the figure of a headline with the time of the same figure below, any other unchanged."""
    when, sentence = figure.when, figure.sentence
    if when.dated or when.open or sentence.paragraph > 0 or sentence.text.endswith(_STOPS):
        return figure
    found = below.get((figure.counted.measure, figure.mention.n1))
    return figure._replace(when=found._replace(basis=LEAD)) if found else figure


def _asks_for_period(tokens: list[Token]) -> bool:
    """Return True for words that point to a period named before."""
    return any(
        (token.text in _PERIODS and before.text in _THE) or (token.text in _MONTHS and before.text in ("that", "same"))
        for before, token in pairwise(tokens)
    )


def _adds(tokens: list[Token]) -> bool:
    """Return True for a sentence that goes on to tell of the same: "Another 40 were wounded"."""
    return any(token.text in _MORE for token in tokens)


def _is_told(tokens: list[Token], time: TimeSaid) -> bool:
    """Return True for the day on which somebody said something: "On Sunday a spokesman said that …"."""
    verbs = (token.text for token in tokens[time.last :] if token.text in HELPING or is_verb_form(token.text))
    return time.start == time.end and next(verbs, "") in SAYING


def _days(time: TimeSaid) -> int:
    return (time.end - time.start).days + 1 if time.start and time.end else 0


class Calendar:
    """The times of an article, asked for sentence by sentence, from its first to its last.

    Parameters
    ----------
    sentences : sequence of Sentence
    tokens : sequence of list of Token
        Those of each sentence; empty where a sentence was not looked at.
    published : date or None

    Examples
    --------
    >>> from reconcile.articles.printed.sentence_spans import sentences_of
    >>> sentences = sentences_of("A bomb went off on 2 June 2024. Some 40 died.")
    >>> tokens = [tokens_of(sentence.text) for sentence in sentences]
    >>> str(Calendar(sentences, tokens, None).at(1).passed_on().start)
    '2024-06-02'
    """

    def __init__(self, sentences: Sequence[Sentence], tokens: Sequence[list[Token]], published: date | None) -> None:
        self._sentences, self._tokens, self._published = sentences, tokens, published
        self._headers: Headers | None = None
        self._last: Moment | None = None
        self._passed = Passed()
        self._next = 0
        self._alone = False

    def at(self, number: int) -> Moment:
        """Return the times that figures of a sentence may have."""
        if self._headers is None:
            self._headers = headers_of(self._sentences, self._tokens, self._published)
        paragraph = self._sentences[number].paragraph
        for passed in range(self._next, number + 1):
            self._pass(passed, self._headers, near=self._is_near(passed, number, paragraph))
        self._next = number + 1
        assert self._last is not None  # noqa: S101  the sentence itself is always looked at
        return self._last

    def _is_near(self, passed: int, number: int, paragraph: int) -> bool:
        """Return True for a sentence whose times matter to another: just before it, or where a dateline may be."""
        return number - passed <= _REMEMBERED and (
            self._sentences[passed].paragraph == paragraph or passed < _FIRST_LINES
        )

    def _pass(self, number: int, headers: Headers, *, near: bool) -> None:
        """Take up what a sentence passes on, and its times where they matter."""
        first = number == 0 or self._sentences[number - 1].paragraph != self._sentences[number].paragraph
        if first:
            self._last = None
            held = self._passed.above if self._passed.above is not None and self._alone else None
            self._passed = self._passed._replace(above=held)
        if number in headers.timeline:
            self._passed = self._passed._replace(above=headers.timeline[number])
            self._alone = number in headers.alone
        if number in headers.as_of:
            self._passed = self._passed._replace(as_of=headers.as_of[number], basis=CARRIED)
        if near:
            self._last = self._moment(number)

    def _moment(self, number: int) -> Moment:
        text = self._sentences[number].text
        tokens = self._tokens[number] or tokens_of(text)
        before = self._last.passed_on() if self._last else None
        day = self._last.last_day() if self._last else None
        times = times_in(text, tokens, self._published, day or (before.end if before else None))
        dateline = dateline_of(text, tokens, times) if number < _FIRST_LINES else None
        if dateline is not None:
            times = times[1:]
            if dateline.end and not self._passed.as_of:
                self._passed = self._passed._replace(as_of=dateline.end, basis=LEAD)
        return Moment(text, tokens, times, self._passed._replace(paragraph=before))
