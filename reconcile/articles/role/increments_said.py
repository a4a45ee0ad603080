"""Figures that add to others: "22 more bodies", "another five died, taking the toll to 33"."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.articles.facts.figure_lines import Line, antecedent, is_bare, is_one_number, number_of
from reconcile.language.relations import CHANGED, DOWN, FALL, RAISING, RISE, TOLLS, UP, relation_of
from reconcile.language.tokens import text_at

__all__ = ["change_of", "with_increments"]

# words from such a verb to the total that it leads to: "bringing the number of people killed there so far this year to"
_REACH = 14
# figures before one that is added in which what it is added to stands: those of a short article
_BACK = 12
# words from "more" to its "than": "40 more deaths than"
_TO_THAN = 4
# verbs whose "up" raises nothing: "turned up 54 bodies"
_PHRASAL = frozenset({
    "turned", "turn", "turns", "turning", "picked", "dug", "rounded", "blew", "blown", "blowing", "set", "took", "held",
    "gave", "lined", "locked", "broke", "broken", "washed", "shored", "patched",
})  # fmt: skip
# what a total rises with, and words from the total to it: "to 77 late on Monday after"
_WITH, _TO_WITH = frozenset({"after", "as", "when", "with"}), 8


def with_increments(line: Line, told: Sequence[FigureSaid]) -> list[FigureSaid]:
    """Return the figures of a sentence with the roles of increments.

    Parameters
    ----------
    line : Line
        Its figures may have other roles already, which stay.
    told : sequence of FigureSaid
        The figures of the article before the sentence.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> text = "Divers found 19 bodies, bringing the toll to 102. The raid killed 5 men and wounded another 12."
    >>> [[figure.role for figure in with_increments(line, [])] for line in lines_of(figures_of(text, None))]
    [['increment', ''], ['', '']]
    """
    figures = list(line.figures)
    for number, figure in enumerate(figures):
        if figure.role or not is_one_number(figure):
            continue
        change = change_of(line, number)
        if change == FALL and figure.counted.event in ("down", "destroy"):
            # "shot down 28 drones", "burn down 40 homes" take nothing away from a count
            continue
        if change == FALL or _is_excess(line, number):
            # by how much it is lower or higher is no count of them
            figures[number] = figure._replace(counted=figure.counted._replace(measure="change"))
        elif change == RISE and _is_added(line, number, told):
            figures[number] = figure._replace(role="increment")
    for number in range(len(figures)):
        for place in _raised_by(line, number):
            figures[place] = _added_to(figures[place], figures[number])
    return figures


def change_of(line: Line, number: int) -> str:
    """Return whether a figure is added or taken away: "another 12", "12 fewer", "raised its toll for Orva by 12".

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> line = next(lines_of(figures_of("The toll is 250, almost 100 fewer than before.", None)))
    >>> change_of(line, 0), change_of(line, 1)
    ('', 'fall')
    """
    tokens, start, mention = line.tokens, line.starts[number], line.figures[number].mention
    if text_at(tokens, start - 1) == "plus":
        # "27 men plus one boy": a sum, and no growth
        return ""
    if text_at(tokens, start - 1) == "up" and text_at(tokens, start - 2) in _PHRASAL:
        return ""
    change = relation_of(tokens, start, mention.number, mention.after)
    if change or text_at(tokens, start - 1) != "by" or not is_bare(line.figures[number]):
        return change
    before = {token.text for token in tokens[max(start - 1 - _REACH, 0) : start - 1]}
    return FALL if before & DOWN else RISE if before & UP else ""


def _is_excess(line: Line, number: int) -> bool:
    """Return True for how much higher a figure is: "40 higher", "40 more than in May"."""
    words = [token.text for token in line.tokens[line.figures[number].mention.after :][:_TO_THAN]]
    return words[:1] == ["higher"] or (words[:1] == ["more"] and "than" in words)


def _is_added(line: Line, number: int, told: Sequence[FigureSaid]) -> bool:
    """Return True for "another 12" and "12 more" unless they only go on counting: "5 dead and another 12 wounded"."""
    figure = line.figures[number]
    measure = figure.counted.measure
    before = [other for other in line.figures[:number] if other.counted.measure and not other.role]
    same = next((other for other in reversed(before) if other.counted.measure == measure), None)
    if same is not None:
        return _may_be_one(same, figure)
    if before:
        return False
    place = antecedent(told, figure, measure, 0)
    if place == NONE:
        # behind figures of something else it goes on counting: "40 died. Another 12 were hurt."
        return not told or any(other.counted.measure == measure for other in told[-_BACK:])
    # "another 12" in another place than the ones before counts those of that place; a figure may be told again
    another = text_at(line.tokens, figure.mention.number - 1) == "another"
    return not (another and _are_apart(told[place], figure)) and number_of(told[place]) != number_of(figure)


def _may_be_one(other: FigureSaid, figure: FigureSaid) -> bool:
    """Return True unless two figures of a sentence count different people, or those of two places."""
    nouns = is_bare(figure) or is_bare(other) or figure.counted.thing == other.counted.thing
    # "killing six children; another five died later"
    same = figure.population == other.population or (is_bare(figure) and not figure.population)
    return nouns and same and not _are_apart(other, figure)


def _are_apart(other: FigureSaid, figure: FigureSaid) -> bool:
    """Return True for figures of two places that the article names."""
    return bool(other.place) and bool(figure.place) and other.place != figure.place


def _raised_by(line: Line, number: int) -> list[int]:
    """Return the figures of a sentence by which a total of it rises: "four died, taking the toll to 33"."""
    tokens, start = line.tokens, line.starts[number]
    if text_at(tokens, start - 1) not in ("to", "at", "past"):
        return []
    words = [token.text for token in tokens[max(start - _REACH, 0) : start]]
    first = start - len(words)
    verb = next((place for place in range(len(words) - 1, -1, -1) if words[place] in RAISING | CHANGED), -1)
    if verb < 0 or TOLLS.isdisjoint(words):
        return []
    after = line.figures[number].mention.after
    behind = {token.text for token in tokens[after : after + _TO_WITH]}
    with_it = [number + 1] if number + 1 < len(line.figures) and not _WITH.isdisjoint(behind) else []
    # "the toll was raised to 12": what stands before its own subject raises nothing
    led = words[verb] in RAISING and TOLLS.isdisjoint(words[:verb][-1:])
    return [*(place for place in range(number) if led and line.starts[place] < first + verb), *with_it]


def _added_to(figure: FigureSaid, total: FigureSaid) -> FigureSaid:
    """Return a figure as an increment of a total, where it counts the same and is smaller."""
    measure, same = figure.counted.measure, total.counted.measure
    fits = not figure.role and is_one_number(figure) and number_of(figure) < number_of(total)
    return figure._replace(role="increment") if fits and measure and measure == same else figure
