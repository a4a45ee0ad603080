"""What the figures of an article are beside each other: totals, parts, increments, earlier and denied figures."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.articles.bare_counts import counts_bare
from reconcile.articles.denials_said import with_denials
from reconcile.articles.figure_facts import FigureSaid
from reconcile.articles.figure_lines import is_bare, lines_of
from reconcile.articles.increments_said import with_increments
from reconcile.articles.parts_said import with_parts
from reconcile.articles.sums_said import with_sums

__all__ = ["with_roles"]


def with_roles(figures: Sequence[FigureSaid]) -> list[FigureSaid]:
    """Return the figures of an article with their roles, and with the figures of which they are parts.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> text = "Police denied that 40 had been killed. Another 12 were hurt, three of them seriously."
    >>> [(figure.role, figure.whole) for figure in figures_of(text, None)]
    [('denied', -1), ('increment', -1), ('part', 1)]
    """
    told: list[FigureSaid] = []
    for sentence in lines_of(figures):
        line = sentence._replace(figures=with_denials(sentence), place=len(told))
        line = line._replace(figures=with_parts(line, told))
        line = line._replace(figures=with_sums(line))
        told += [figure for figure in with_increments(line, told) if _counts(figure)]
    return told


def _counts(figure: FigureSaid) -> bool:
    """Return False for a number without a noun that no other figure has lent a measure, in a clause about no count."""
    named = bool(figure.counted.measure or figure.counted.thing) or not is_bare(figure)
    return named or counts_bare(figure.tokens, figure.mention, listed=True)
