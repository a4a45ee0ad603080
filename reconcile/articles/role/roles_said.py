"""What the figures of an article are beside each other: totals, parts, increments, earlier and denied figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.articles.facts.figure_lines import antecedent, is_bare, lines_of
from reconcile.articles.figures.bare_counts import counts_bare
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.articles.role.bases_said import with_bases
from reconcile.articles.role.denials_said import with_denials
from reconcile.articles.role.denied_after import with_denials_behind
from reconcile.articles.role.increments_said import with_increments
from reconcile.articles.role.list_parts import with_listed_parts
from reconcile.articles.role.part_words import is_put_at
from reconcile.articles.role.parts_said import with_parts
from reconcile.articles.role.revisions_said import with_newer_ones_behind, with_revisions
from reconcile.articles.role.sides_said import with_sides
from reconcile.articles.role.sums_said import with_sums

__all__ = ["with_roles"]


def with_roles(
    figures: Sequence[FigureSaid], sentences: Sequence[Sentence], published: date | None
) -> list[FigureSaid]:  # fmt: skip
    """Return the figures of an article with their roles, and with the figures of which they are parts.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> text = "Police denied that 40 had been killed. Another 12 were hurt, three of them seriously."
    >>> [(figure.role, figure.whole) for figure in figures_of(text, None)]
    [('denied', -1), ('', -1), ('part', 1)]
    """
    told: list[FigureSaid] = []
    for sentence in lines_of(figures):
        line = sentence._replace(figures=[_measured(figure, told) for figure in sentence.figures], place=len(told))
        line = line._replace(figures=with_bases(line))
        line = line._replace(figures=with_denials(line, published))
        line = line._replace(figures=with_revisions(line, told))
        line = line._replace(figures=with_parts(line, told))
        line = line._replace(figures=with_sums(line, told))
        told += with_sides(line._replace(figures=with_increments(line, told)))
    told = with_listed_parts(with_newer_ones_behind(told), sentences)
    return _that_count(with_denials_behind(told, sentences, published))


def _that_count(figures: list[FigureSaid]) -> list[FigureSaid]:
    """Return the figures without numbers that count nothing; what refers to another figure follows it."""
    kept = [place for place, figure in enumerate(figures) if _counts(figure)]
    if len(kept) == len(figures):
        return figures
    now = {NONE: NONE} | {place: number for number, place in enumerate(kept)}
    return [
        figures[place]._replace(
            whole=now.get(figures[place].whole, NONE), revises=now.get(figures[place].revises, NONE)
        )
        for place in kept
    ]


def _measured(figure: FigureSaid, told: Sequence[FigureSaid]) -> FigureSaid:
    """Return a figure with the measure of what was spoken of before: "Police put it at 70"."""
    mention, counted = figure.mention, figure.counted
    if counted.measure or not is_put_at(figure.tokens, mention.first):
        return figure
    place = antecedent(told, figure, "", 0)
    lent = counted._replace(measure=told[place].counted.measure, how="shared") if place != NONE else counted
    return figure._replace(counted=lent)


def _counts(figure: FigureSaid) -> bool:
    """Return False for a number without a noun that no other figure has lent a measure, in a clause about no count."""
    named = bool(figure.counted.measure or figure.counted.thing) or not is_bare(figure)
    return named or figure.whole != NONE or counts_bare(figure.tokens, figure.mention, listed=True)
