"""What a figure shares with another one that it belongs to: where and when, unless its own sentence says otherwise."""

from __future__ import annotations

from reconcile.articles.facts.figure_facts import FigureSaid

__all__ = ["with_facts_of"]

_STATED, _CARRIED = "stated", "carried"


def with_facts_of(figure: FigureSaid, other: FigureSaid, *, counted_then: bool) -> FigureSaid:
    """Return a figure with the place and the time of the one of which it is a part, or which replaces it.

    Parameters
    ----------
    figure, other : FigureSaid
    counted_then : bool
        Whether both were counted on one day, as a part and its whole are; what a newer count replaces is older.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> whole, part = figures_of("The toll in Orva is 90. The raid killed 12 women.", None)
    >>> with_facts_of(part, whole, counted_then=True).when.temporal
    'cumulative'
    """
    apart = figure.sentence.start != other.sentence.start
    if figure.place.basis != _STATED and other.place.name:
        figure = figure._replace(place=other.place._replace(basis=_CARRIED if apart else other.place.basis))
    if figure.when.basis == _STATED or figure.when.open:
        return figure
    when = other.when._replace(basis=_CARRIED if apart and other.when.basis else other.when.basis)
    if not counted_then and not when.period_end:
        when = when._replace(count_date="", basis="")
    return figure._replace(when=when)
