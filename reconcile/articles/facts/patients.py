"""Figures of the ill, whom words for the hurt name too: "38,000 people were in hospital" in an epidemic."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.articles.facts.figure_facts import FigureSaid

__all__ = ["without_patients"]

# diseases that fill hospitals, and what else an article on one speaks of
_DISEASES = frozenset({
    "covid", "coronavirus", "cholera", "ebola", "measles", "mpox", "dengue", "malaria", "influenza", "flu", "polio",
    "typhoid", "diphtheria", "epidemic", "pandemic", "infected", "infections", "vaccinated", "vaccine",
})  # fmt: skip
# words of a sentence by which people are hurt or ill alike
_HOSPITALS = frozenset({"hospital", "hospitals", "hospitalised", "hospitalized", "intensive"})


def without_patients(figures: Sequence[FigureSaid]) -> list[FigureSaid]:
    """Return the figures of an article, those in hospital without a measure where it speaks of a disease.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> text = "Some 40 people died of cholera. Another 300 people were in hospital."
    >>> [figure.counted.measure for figure in figures_of(text, None)]
    ['killed', '']
    """
    if not any(_speaks_of_disease(figure) for figure in figures):
        return list(figures)
    return [
        figure._replace(counted=figure.counted._replace(measure="", how="")) if _is_patient(figure) else figure
        for figure in figures
    ]


def _speaks_of_disease(figure: FigureSaid) -> bool:
    return figure.counted.measure == "cases" or not _DISEASES.isdisjoint(token.text for token in figure.tokens)


def _is_patient(figure: FigureSaid) -> bool:
    hospital = not _HOSPITALS.isdisjoint(token.text for token in figure.tokens)
    return figure.counted.measure == "wounded" and hospital
