"""Measures that a figure takes from the text before its sentence: "the total now stands at 28,191".

A bare number, or one "of those", counts what the figure before it counts, or what a noun before it names ("the number
of marchers"); an item of a list counts what its heading says. Such a measure is carried, and its confidence low.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.grammar.clauses import Clauses, clauses_of
from reconcile.articles.measure.counted import Counted
from reconcile.articles.measure.figure_phrases import SUBJECT, NounPhrase, phrases_of
from reconcile.articles.measure.verb_measures import is_amount, is_neutral
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.claims.cues import cues_of, measure_for
from reconcile.language.tokens import DIGITS, WORD, Token, text_at, tokens_of

__all__ = ["with_carried"]

# sentences before a figure in which what it counts may be named, and those between an item and its heading
_BACK, _TO_HEADING = 3, 12
# figures before one among which that is
_MOST_BEFORE = 40
# words of the longest heading
_HEADING = 8
# nouns that name a topic of which bare numbers speak
_TOPICS = frozenset({"attend", "toll", "kill", "casualty", "wound", "infect", "miss"})
# signs between the cells of a row, which takes what its columns say
_ROW = frozenset({"|", "\t"})
_THOSE = frozenset({"them", "those", "these", "whom"})


def with_carried(figures: list[FigureSaid], sentences: Sequence[Sentence]) -> list[FigureSaid]:
    """Return figures with the measures that they take from the text before them.

    Parameters
    ----------
    figures : list of FigureSaid
        In the order of the text.
    sentences : sequence of Sentence
        All of the text.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> [figure.counted.how for figure in figures_of("The quake killed 40 men. The total later rose to 52.", None)]
    ['beside', 'carried']
    """
    if all(figure.counted.measure for figure in figures):
        return figures
    places = {sentence.start: number for number, sentence in enumerate(sentences)}
    found: list[FigureSaid] = []
    # one cut for all figures of a sentence
    tokens: list[Token] = []
    cut = clauses_of(tokens)
    for figure in figures:
        place = places.get(figure.sentence.start, -1)
        counted = figure.counted
        if not counted.measure and place >= 0:
            tokens, cut = (tokens, cut) if figure.tokens is tokens else (figure.tokens, clauses_of(figure.tokens))
            counted = _carried(figure, cut, place, found, sentences)
        found.append(figure._replace(counted=counted))
    return found


def _carried(
    figure: FigureSaid, cut: Clauses, place: int, before: list[FigureSaid], sentences: Sequence[Sentence]
) -> Counted:
    """Return what a figure without measure counts by the text before it."""
    phrase = phrases_of(figure.tokens, [figure.mention], cut)[0]
    clause = cut.at(figure.mention.number)
    listed = before[-1] if before and before[-1].sentence == figure.sentence else None
    if listed and listed.counted.how == "carried" and clause.opener in ("including", ",", "and", ""):
        return _with(figure.counted, listed.counted.measure, listed.counted.thing)
    item = clause.predicate is None and phrase.first <= 1 and text_at(figure.tokens, phrase.last) not in _ROW
    item = item and not (phrase.last < len(figure.tokens) and figure.tokens[phrase.last].kind == DIGITS)
    if item and (measure := _of_heading(figure, place, sentences)):
        return _with(figure.counted, measure, "")
    if not _is_bare(figure.tokens, phrase):
        return figure.counted
    predicate = clause.predicate
    told = predicate is not None and is_neutral(figure.tokens, predicate) and phrase.slot != SUBJECT
    if phrase.partitive or told or is_amount(figure.tokens, phrase, predicate):
        return _of_figures(figure, place, before, sentences)
    return figure.counted


def _with(counted: Counted, measure: str, thing: str) -> Counted:
    """Return what is counted with a carried measure, if that can hold of the thing."""
    if not measure or (counted.thing and thing and counted.thing != thing):
        return counted
    return counted._replace(measure=measure, thing=counted.thing or thing, how="carried")


def _is_bare(tokens: list[Token], phrase: NounPhrase) -> bool:
    """Return True for a number without noun, or one of "those"."""
    those = any(token.text in _THOSE for token in tokens[phrase.first : phrase.last])
    return not phrase.noun or (phrase.partitive and those)


def _of_figures(figure: FigureSaid, place: int, before: list[FigureSaid], sentences: Sequence[Sentence]) -> Counted:
    """Return what a bare number counts by the nearest figure or topic before it."""
    starts = {sentences[number].start: number for number in range(max(place - _BACK, 0), place)}
    near = islice(reversed(before), _MOST_BEFORE)
    last = next((other for other in near if other.sentence.start in starts and other.counted.measure), None)
    from_figure = starts[last.sentence.start] if last else -1
    for number in range(place - 1, max(place - 1 - _BACK, -1), -1):
        if number == from_figure and last:
            return _with(figure.counted, last.counted.measure, last.counted.thing)
        if measure := _topic(tokens_of(sentences[number].text)):
            return _with(figure.counted, measure, "persons")
    return figure.counted


def _topic(tokens: list[Token]) -> str:
    """Return the measure of the last noun of a sentence that names a topic: "the number of marchers"."""
    for cue in reversed(cues_of(tokens)):
        counted = cue.form == "noun" or (cue.form == "people" and text_at(tokens, cue.first - 1) == "of")
        if counted and cue.event in _TOPICS:
            return measure_for(frozenset({cue.event}), "persons")
    return ""


def _of_heading(figure: FigureSaid, place: int, sentences: Sequence[Sentence]) -> str:
    """Return the measure that the heading of a list gives to its items, "" if there is none."""
    for number in range(place - 1, max(place - 1 - _TO_HEADING, -1), -1):
        text = sentences[number].text
        tokens = tokens_of(text)
        words = [token for token in tokens if token.kind == WORD]
        opens = text.rstrip().endswith(":")
        if opens or (0 < len(words) <= _HEADING and not any(token.kind == DIGITS for token in tokens)):
            cues = [cue for cue in cues_of(tokens) if cue.form == "noun"]
            made = [measure_for(frozenset({cue.event}), figure.counted.thing or "persons") for cue in cues]
            return next((measure for measure in made if measure), "")
    return ""
