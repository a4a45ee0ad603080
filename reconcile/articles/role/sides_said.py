"""Figures that count what happened on one side of a place alone: "2,000 in the north and 400 in the south"."""

from __future__ import annotations

from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.facts.figure_lines import Line, is_one_number
from reconcile.language.tokens import Token, text_at

__all__ = ["with_sides"]

_SIDES = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "centre", "center",
})  # fmt: skip
# words before a side that change nothing: "in the far north"
_FAR = frozenset({"far", "deep", "extreme"})
# what a side may be of without a name: "in the east of the country"
_OF_IT = frozenset({"country", "region", "territory", "area", "nation", "province", "state", "island"})
# signs and words at which a clause begins that a side may lead, and those that no side reaches over
_BEGINS = frozenset({"", ",", ";", ":", "and", "while", "."})
_ENDS = frozenset({";", ":", ".", "since", "after", "before", "when", "who", "which", "that", "as"})
# words behind a side that is no part of a name, as the West Bank is
_BEHIND = _BEGINS | {
    "of",
    "on",
    "in",
    "at",
    "since",
    "after",
    "before",
    "when",
    "who",
    "where",
    "which",
    "said",
    "as",
    "during",
    "over",
    "alone",
    "last",
    "this",
    "–",
    "—",
    ")",
    "(",
    "or",
    "but",
    "by",
    "were",
    "was",
    "have",
    "had",
    "are",
}
# words from the side that leads a clause to its figure: "in the north, at least 22"
_TO_FIGURE = 5


def with_sides(line: Line) -> list[FigureSaid]:
    """Return the figures of a sentence, those of a side without a name as parts: the place has more than this side.

    Examples
    --------
    >>> from reconcile.articles.facts.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> def roles(text):
    ...     return [figure.role for figure in with_sides(next(lines_of(figures_of(text, None))))]
    >>> roles("It killed 12 people in the east of the country and nine in the south.")
    ['part', 'part']
    >>> roles("It killed 12 people in the north of Orva."), roles("It killed 12 people in the West Bank.")
    ([''], [''])
    """
    sided = {_counted(line, place) for place in range(len(line.tokens)) if _is_side(line.tokens, place)}
    return [
        figure._replace(role="part") if number in sided and not figure.role and is_one_number(figure) else figure
        for number, figure in enumerate(line.figures)
    ]


def _is_side(tokens: list[Token], place: int) -> bool:
    """Return True for the "in" of a side that is of no place with a name."""
    if text_at(tokens, place) != "in" or text_at(tokens, place + 1) != "the":
        return False
    side = place + 2 + (text_at(tokens, place + 2) in _FAR)
    named = text_at(tokens, side + 1) == "of" and text_at(tokens, side + 3) not in _OF_IT
    return text_at(tokens, side) in _SIDES and text_at(tokens, side + 1) in _BEHIND and not named


def _counted(line: Line, place: int) -> int:
    """Return the figure that a side belongs to: the one that it stands behind, or whose clause it leads; else -1."""
    following = next((number for number, start in enumerate(line.starts) if start > place), len(line.starts))
    leads = following < len(line.starts) and line.starts[following] - place <= _TO_FIGURE
    if leads and text_at(line.tokens, place - 1) in _BEGINS:
        return following
    between = line.tokens[line.figures[following - 1].mention.after : place] if following else line.tokens[:0]
    return following - 1 if following and _ENDS.isdisjoint(token.text for token in between) else -1
