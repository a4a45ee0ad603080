"""Figures that are denied, and by whom: "Russia denied Ukraine's claim that 40 died" keeps Ukraine's figure."""

from __future__ import annotations

from reconcile.articles.figure_facts import FigureSaid
from reconcile.articles.figure_lines import Line
from reconcile.language.denials import denial_of

__all__ = ["with_denials"]

# signs and words at which what was denied ends, and something else is said
_CLAUSES = frozenset({
    ",", ";", ":", "(", ")", "—", "but", "while", "although", "though", "said", "says", "say", "saying", "added",
    "reported", "confirmed", "announced", "after", "before", "when", "because",
})  # fmt: skip


def with_denials(line: Line) -> list[FigureSaid]:
    """Return the figures of a sentence with the role of those that are denied.

    Examples
    --------
    >>> from reconcile.articles.figure_lines import lines_of
    >>> from reconcile.articles.figures_said import figures_of
    >>> line = next(lines_of(figures_of("Police denied that 40 men had been killed.", None)))
    >>> [figure.role for figure in with_denials(line)]
    ['denied']
    """
    figures = list(line.figures)
    for number, figure in enumerate(figures):
        if _denial(line, number):
            figures[number] = figure._replace(role="denied")
    return figures


def _denial(line: Line, number: int) -> str:
    tokens, start, mention = line.tokens, line.starts[number], line.figures[number].mention
    following = line.starts[number + 1] if number + 1 < len(line.starts) else len(tokens)
    first = max((place + 1 for place in range(start) if tokens[place].text in _CLAUSES), default=0)
    last = next((place for place in range(mention.after, following) if tokens[place].text in _CLAUSES), following)
    return denial_of(tokens[first:last], start - first, mention.after - first, beside=True)
