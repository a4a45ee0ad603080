"""Parts of a figure are of the party of their whole: of 207 soldiers of Chad, the 12 hurt are of Chad, too."""

from __future__ import annotations

from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.claims.people import PEOPLE

__all__ = ["with_parties_of_wholes"]


def with_parties_of_wholes(figures: list[FigureSaid]) -> list[FigureSaid]:
    """Return figures with the party of the whole for parts that name none, or only what kind of people they are.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> [figure.sides[0] for figure in figures_of("Some 207 Chadian soldiers came home, 12 of them officers.", None)]
    ['Chad', 'Chad']
    """
    return [_with_party(figure, figures) for figure in figures]


def _with_party(figure: FigureSaid, figures: list[FigureSaid]) -> FigureSaid:
    whole = figures[figure.whole].sides[0] if figure.whole != NONE else ""
    if not _is_named(whole) or not _is_kind(figure.sides[0]):
        return figure
    return figure._replace(sides=(whole, figure.sides[1] if figure.sides[1] != whole else ""))


def _is_named(party: str) -> bool:
    """Return True for a party with a name of its own."""
    return party[:1].isupper()


def _is_kind(party: str) -> bool:
    """Return True for no party, or for one that is only a kind of people: officers, women and children."""
    words = party.replace(" and ", " ").split()
    return all(word in PEOPLE and PEOPLE[word].kind not in ("armed", "side") for word in words)
