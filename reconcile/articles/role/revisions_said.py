"""Figures that a newer one replaces: "rose to 97 from 81", "first said 68 but later scaled it back to 61".

Only who gave a figure takes it back: "the ministry's 97, up from 81 by the UN" leaves both. Counts of two periods are
two counts: "1.1 million in 2022, and 1.4 million in 2023".
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from reconcile.articles.date.figure_times import When
from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.articles.facts.figure_lines import Line, antecedent, is_bare, is_one_number, lines_of, number_of
from reconcile.articles.facts.shared_facts import with_facts_of
from reconcile.articles.place.places_here import STATED
from reconcile.articles.role.earlier_words import COUNTS, REPLACED, earlier_marks, is_given_before
from reconcile.articles.role.increments_said import change_of
from reconcile.articles.role.part_words import marks_of
from reconcile.articles.role.voices_said import may_be_one_voice
from reconcile.claims.measures import MEASURES
from reconcile.language.relations import RISE
from reconcile.language.tokens import text_at

__all__ = ["with_newer_ones_behind", "with_revisions"]

# words for a count that was wrong, and verbs that also lower a count
_WRONG = frozenset({"corrected", "correcting", "correction", "corrects"})
_CORRECTED = _WRONG | {
    "revised", "revising", "revises", "scaled", "scaling", "lowered", "lowering", "lowers", "halved", "halving", "cut",
    "cuts", "cutting", "slashed", "trimmed", "downgraded", "reduced", "reduces", "reducing", "adjusted", "amended",
}  # fmt: skip
# words from such a verb to the new value: "scaled its estimate of the number of dead back to"
_TO_VALUE = 9
# words before such a verb in which its subject stands: "the toll in Orva was later revised to"
_SUBJECT = 8
# figures around an earlier one among which the newer one is looked for: what is farther speaks of something else
_AROUND = 4


def with_revisions(line: Line, told: list[FigureSaid]) -> list[FigureSaid]:
    """Return the figures of a sentence with the roles of earlier ones, and with what each newer one revises.

    Parameters
    ----------
    line : Line
        Its figures may be denied already.
    told : list of FigureSaid
        The figures of the article before the sentence. Those that the sentence replaces, or that replace one of it, are
        changed in place.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> line = next(lines_of(figures_of("The toll rose to 97 from 81.", None)))
    >>> [(figure.role, figure.revises, figure.revision) for figure in with_revisions(line, [])]
    [('', 1, 'growth'), ('earlier', -1, '')]
    """
    figures = list(line.figures)
    marks = [_mark(line, number, mark) for number, mark in enumerate(earlier_marks(line))]
    parts = marks_of(line) if any(marks) else marks
    marks = ["" if part and mark != REPLACED else mark for mark, part in zip(marks, parts, strict=True)]
    newer = [
        number for number, mark in enumerate(marks) if not mark and not parts[number] and not change_of(line, number)
    ]
    for number, mark in enumerate(marks):
        if mark:
            figures[number] = _counting_as_nearest(line, figures, number, newer)
            _replace(line, figures, number, newer, told)
    for number, mark in enumerate(marks):
        if not mark and figures[number].revises == NONE and _is_corrected(line, number):
            _correct(line, figures, number, told)
    return figures


def _mark(line: Line, number: int, mark: str) -> str:
    """Return how a figure is marked as an earlier one by words of its sentence, "" where it cannot be one."""
    figure = line.figures[number]
    denied = figure.role == "denied" and not is_given_before(line.tokens, figure.mention.after)
    if not mark or denied or _is_of_period(figure) or not is_one_number(figure):
        return ""
    # what "had recorded another 40" adds is no earlier total
    return "" if mark != REPLACED and change_of(line, number) == RISE else mark


def _is_of_period(figure: FigureSaid) -> bool:
    """Return True for a figure of days of its own, which no later one replaces: "down from 12 in May"."""
    when = figure.when
    return when.temporal == "period" and when.period_start != when.period_end


def _counting_as_nearest(
    line: Line, figures: list[FigureSaid], number: int, others: Sequence[int]
) -> FigureSaid:  # fmt: skip
    """Return an earlier figure with the measure of the newer one nearest in size, where it has none by its own words.

    "The agency says 214 died and 1,030 are missing, raising its count from 187" speaks of the dead. An earlier state of
    a count is of no day on which something happened.
    """
    figure = figures[number]
    known = [other for other in others if figures[other].counted.measure and is_one_number(figures[other])]
    known = [other for other in known if number_of(figures[other]) > 0 and figures[other].sentence == figure.sentence]
    if figure.counted.how == "shared" and len({figures[other].counted.measure for other in known}) > 1:
        size = number_of(figure) or 1.0
        nearest = min(known, key=lambda other: abs(math.log(number_of(figures[other]) / size)))
        figure = figure._replace(counted=figures[nearest].counted._replace(how="shared"))
    before = line.starts[number] - (text_at(line.tokens, line.starts[number]) != "from")
    if text_at(line.tokens, before) == "from" and text_at(line.tokens, before - 1) in COUNTS:
        figure = figure._replace(when=When())
    return figure


def _replace(line: Line, figures: list[FigureSaid], number: int, others: Sequence[int], told: list[FigureSaid]) -> None:
    """Give an earlier figure its role, and the newer one what it revises, both in place."""
    figure = figures[number]
    near = sorted(others, key=lambda other: (abs(other - number), -other))
    newer = next((other for other in near if _follows(figures[other], figure)), NONE)
    if newer != NONE:
        if may_be_one_voice(line, figures[newer], figure):
            figures[newer] = _revising(line, figures[newer], figure, line.place + number)
            figures[number] = _as_earlier(figure, figures[newer])
        return
    if any(_counts_alike(figures[other], figure) for other in near):
        return
    place = antecedent(told, figure, figure.counted.measure, 0)
    if place == NONE or not _follows(told[place], figure):
        figures[number] = figure._replace(role="earlier")
    elif may_be_one_voice(line, told[place], figure):
        figures[number] = _as_earlier(figure, told[place])
        told[place] = _revising(line, told[place], figure, line.place + number)


def _follows(newer: FigureSaid, figure: FigureSaid) -> bool:
    """Return True for a figure that may replace another one: it counts the same, and not in another period."""
    periods = {when.period_end for when in (newer.when, figure.when) if when.period_end}
    if newer.place.basis == STATED != figure.place.basis and _are_apart(newer.place.name, figure.place.name):
        # an older attack elsewhere, told of between
        return False
    return _counts_alike(newer, figure) and len(periods) < 2 and number_of(newer) != number_of(figure)  # noqa: PLR2004  two periods


def _are_apart(place: str, other: str) -> bool:
    """Return True for two places of which neither name is within the other."""
    return bool(place and other) and place not in other and other not in place


def _counts_alike(newer: FigureSaid, figure: FigureSaid) -> bool:
    same = figure.counted.measure == newer.counted.measure or (not figure.counted.measure and is_bare(figure))
    return newer.role == "" and is_one_number(newer) and bool(newer.counted.measure) and same


def _is_whole_of_ratio(newer: FigureSaid, figure: FigureSaid) -> bool:
    """Return True for a ratio whose other number counts what a figure does: "58 of 59 drones" after 54 launched."""
    measure = newer.counted.measure
    return newer.mention.kind == "ratio" and measure in MEASURES and MEASURES[measure].out_of == figure.counted.measure


def _as_earlier(figure: FigureSaid, newer: FigureSaid) -> FigureSaid:
    """Return a figure as one that a newer one replaces: it counts the same."""
    own, counted = with_facts_of(figure, newer, counted_then=False), figure.counted
    if not counted.measure:
        counted = counted._replace(measure=newer.counted.measure, how="shared")
    when = own.when
    if newer.when.temporal == "cumulative" and when.period_start == when.period_end != "":
        # "climbed to 71 on Friday from 64 the day before": what stood at 64 did not happen on that day
        when = When("cumulative", count_date=when.period_end, basis=when.basis)
    return own._replace(role="earlier", counted=counted, when=when, denied_by="", denied_on="")


def _revising(line: Line, newer: FigureSaid, older: FigureSaid, place: int) -> FigureSaid:
    """Return a figure with the one that it replaces; of several it names the nearest, which is given first."""
    if newer.revises != NONE:
        return newer
    words = {token.text for token in line.tokens}
    falls = number_of(newer) < number_of(older)
    corrected = older.role == "denied" or not words.isdisjoint(_CORRECTED if falls else _WRONG)
    return newer._replace(revises=place, revision="correction" if corrected else "" if falls else "growth")


def _is_corrected(line: Line, number: int) -> bool:
    """Return True for the 61 of "scaled the number back to 61" and "the toll was later revised to 61"."""
    tokens, start = line.tokens, line.starts[number]
    if text_at(tokens, start - 1) != "to" or not line.figures[number].counted.measure:
        return False
    words = [token.text for token in tokens[max(start - _TO_VALUE, 0) : start]]
    verb = next((place for place in range(len(words) - 1, -1, -1) if words[place] in _CORRECTED), -1)
    if verb < 0:
        return False
    first = start - len(words) + verb
    around = {token.text for token in tokens[max(first - _SUBJECT, 0) : start]}
    return not around.isdisjoint(COUNTS | {"it"})


def _correct(line: Line, figures: list[FigureSaid], number: int, told: list[FigureSaid]) -> None:
    """Make the figure before a corrected one an earlier one, in place."""
    figure = figures[number]
    before = [other for other in range(number - 1, -1, -1) if _follows(figures[other], figure)]
    if before:
        figures[number] = _revising(line, figure, figures[before[0]], line.place + before[0])
        figures[before[0]] = _as_earlier(figures[before[0]], figure)
        return
    place = antecedent(told, figure, figure.counted.measure, 0)
    if place != NONE and _follows(told[place], figure) and may_be_one_voice(line, figure, told[place]):
        figures[number] = _revising(line, figure, told[place], place)
        told[place] = _as_earlier(told[place], figure)


def with_newer_ones_behind(figures: Sequence[FigureSaid]) -> list[FigureSaid]:
    """Return the figures of an article, those that were given earlier with the newer ones behind them.

    A figure of which the text only says that it was given earlier, and that no newer one replaces, stands.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> found = figures_of("Police had said that 12 people died. They now put the toll at 15.", None)
    >>> [(figure.role, figure.revises) for figure in found]
    [('earlier', -1), ('', 0)]
    """
    told = list(figures)
    revised = {figure.revises for figure in told}
    if not any(figure.role == "earlier" for figure in told):
        return told
    for line in lines_of(figures):
        open_ones = [
            number
            for number, figure in enumerate(line.figures)
            if figure.role == "earlier" and line.place + number not in revised
        ]
        marks = earlier_marks(line) if open_ones else []
        for number in open_ones:
            _settle(told, line.place + number, stands=marks[number] != REPLACED, line=line)
    return told


def _settle(told: list[FigureSaid], place: int, *, stands: bool, line: Line) -> None:
    """Find the newer figure of an earlier one behind it, in place; without one it may be that the figure `stands`."""
    figure = told[place]
    if not figure.counted.measure and any(not other.counted.measure for other in line.figures if other != figure):
        # the newer one stands beside it, and nobody knows what both count
        return
    near = range(max(place - _AROUND, 0), min(place + 1 + _AROUND, len(told)))
    found = [other for other in near if _follows(told[other], figure) and may_be_one_voice(line, told[other], figure)]
    behind = [other for other in found if other > place]
    if behind:
        told[behind[0]] = _revising(line, told[behind[0]], figure, place)
        told[place] = _as_earlier(figure, told[behind[0]])
    elif stands and not found and not any(_is_whole_of_ratio(told[other], figure) for other in near):
        told[place] = figure._replace(role="")
