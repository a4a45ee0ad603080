"""The figures of one sentence beside its words, and which figure of an article another one speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.language.hedge_words import hedge_before
from reconcile.language.tokens import Token, text_at

__all__ = ["Line", "antecedent", "is_bare", "is_one_number", "lines_of", "number_of", "words_between"]

# figures before another one among which that which it speaks of is looked for, and sentences; chosen: "of them" further
# away speaks of something nearer that is no figure
_FIGURES_BACK, _SENTENCES_BACK = 12, 3
# kinds of figure that compare two numbers: they have no parts that are counted
_COMPARED = frozenset({"ratio", "fraction"})


class Line(NamedTuple):
    """A sentence with its figures.

    `place` is that of its first figure in the article; `starts` are the first tokens of the figures with their hedges.
    """

    tokens: list[Token]
    figures: list[FigureSaid]
    starts: list[int]
    place: int


def lines_of(figures: Sequence[FigureSaid]) -> Iterator[Line]:
    """Yield the figures of an article by sentence.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> figures = figures_of("Some 12 men died and 40 were hurt. Police said 50 houses burned.", None)
    >>> [(len(line.figures), line.place) for line in lines_of(figures)]
    [(2, 0), (1, 2)]
    """
    place = 0
    for _, group in groupby(figures, lambda figure: figure.sentence.start):
        own = list(group)
        yield Line(own[0].tokens, own, [_start(figure) for figure in own], place)
        place += len(own)


def _start(figure: FigureSaid) -> int:
    """Return the first token of a figure, with hedges and article before it."""
    chain = hedge_before(figure.tokens, figure.mention.number)
    start = min(chain.reach if chain else figure.mention.number, figure.mention.first)
    return start - (text_at(figure.tokens, start - 1) == "the")


def words_between(line: Line, first: int, second: int) -> list[str]:
    """Return the words behind the number of one figure of a sentence and before the hedges of a later one.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> line = next(lines_of(figures_of("Some 12 men and about 40 women died.", None)))
    >>> words_between(line, 0, 1)
    ['men', 'and']
    """
    return [token.text for token in line.tokens[line.figures[first].mention.after : line.starts[second]]]


def number_of(figure: FigureSaid) -> float:
    """Return the number of a figure, of a range its upper end.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> [number_of(figure) for figure in figures_of("Between 12 and 15 men died, and 3 were hurt.", None)]
    [15.0, 3.0]
    """
    mention = figure.mention
    return mention.n2 if mention.kind == "interval" and mention.n2 == mention.n2 else mention.n1


def is_one_number(figure: FigureSaid) -> bool:
    """Return True for a figure that counts, which a share and a ratio do not.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> [is_one_number(figure) for figure in figures_of("They shot down 28 of 31 drones and lost 3 men.", None)]
    [False, True]
    """
    return figure.mention.kind not in _COMPARED and figure.counted.thing != "share"


def is_bare(figure: FigureSaid) -> bool:
    """Return True for a number without a noun: the 40 of "12 men died and 40 were hurt".

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> [is_bare(figure) for figure in figures_of("Some 12 men died and 40 were hurt.", None)]
    [False, True]
    """
    return not figure.mention.unit and figure.mention.last <= figure.mention.after


def antecedent(
    told: Sequence[FigureSaid], figure: FigureSaid, measure: str, least: float, *, largest: bool = False
) -> int:  # fmt: skip
    """Return the place of the figure of which a later one speaks, `NONE` where there is none.

    Parameters
    ----------
    told : sequence of FigureSaid
        The figures before it, their roles known.
    figure : FigureSaid
    measure : str
        Measure that it must have; "" takes any.
    least : float
        A part is no larger than its whole, so that the whole has at least this many.
    largest : bool
        Whether to return the largest of those that may be meant, not the nearest.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> figures = figures_of("Some 40 people were hurt. The raid killed 12 people. Three of them were women.", None)
    >>> antecedent(figures[:2], figures[2], "wounded", 3), antecedent(figures[:1], figures[2], "killed", 3)
    (0, -1)
    """
    found = [
        place for place in _near(told, figure)
        if measure in ("", told[place].counted.measure) and told[place].counted.measure
        and number_of(told[place]) >= least and _may_be_same(figure, told[place])
    ]  # fmt: skip
    # the nearest stands first
    return NONE if not found else max(found, key=lambda place: number_of(told[place])) if largest else found[0]


def _may_be_same(figure: FigureSaid, other: FigureSaid) -> bool:
    """Return False for people and things: "two of the victims" are none of the 1,900 homes."""
    things = {figure.counted.thing, other.counted.thing} - {""}
    return len(things) < 2 or "persons" not in things  # noqa: PLR2004  one of each


def _near(told: Sequence[FigureSaid], figure: FigureSaid) -> Iterator[int]:
    """Yield the places of the figures before another one that it may speak of, from the nearest on."""
    starts = {figure.sentence.start}
    for place in range(len(told) - 1, max(len(told) - 1 - _FIGURES_BACK, -1), -1):
        other = told[place]
        starts.add(other.sentence.start)
        if len(starts) > _SENTENCES_BACK + 1:
            return
        if figure.sentence.paragraph - other.sentence.paragraph > _SENTENCES_BACK:
            return
        if other.role in ("", "increment") and is_one_number(other):
            yield place
