"""Denials in the sentence behind a figure: "Ukraine said 60 had died. Russia has denied the claim."."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.articles.role.denials_said import DENYING, day_of_denial, denier_at, points_back
from reconcile.articles.role.voices_said import is_other_voice
from reconcile.language.tokens import tokens_of

__all__ = ["with_denials_behind"]


def with_denials_behind(
    figures: Sequence[FigureSaid], sentences: Sequence[Sentence], published: date | None
) -> list[FigureSaid]:  # fmt: skip
    """Return the figures of an article with who denies them in the next sentence, before any figure of its own.

    Parameters
    ----------
    figures : sequence of FigureSaid
    sentences : sequence of Sentence
        Those of the article.
    published : date or None

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> found = figures_of("Ukraine said 60 soldiers had died. Russia has denied the claim.", None)
    >>> [(figure.origin, figure.denied_by) for figure in found]
    [('Ukraine', 'Russia')]
    """
    told = list(figures)
    own: dict[int, list[int]] = {}
    for place, figure in enumerate(figures):
        own.setdefault(figure.sentence.start, []).append(place)
    before: list[int] = []
    for sentence in sentences:
        places = own.get(sentence.start, [])
        end = figures[places[0]].mention.first if places else None
        denial = _denial_in(sentence, published, end) if before else None
        for place in before if denial else []:
            told[place] = _denied(told[place], *denial) if denial else told[place]
        before = places
    return told


def _denial_in(sentence: Sentence, published: date | None, end: int | None) -> tuple[str, str] | None:
    """Return who denies what was said before a sentence, up to a token of it, and on which day; None if nobody does."""
    if DENYING.isdisjoint(word.strip(".,;") for word in sentence.text.lower().split()):
        return None
    tokens = tokens_of(sentence.text)
    place = next((at for at, token in enumerate(tokens[:end]) if token.text in DENYING), -1)
    if place < 0 or not points_back(tokens, place):
        return None
    who = denier_at(tokens, sentence.text, place)
    return (who, day_of_denial(sentence.text, tokens, place, published)) if who else None


def _denied(figure: FigureSaid, who: str, day: str) -> FigureSaid:
    """Return a figure with who denies it, where somebody else gives it."""
    asserted = figure.role in ("", "part", "increment") and figure.origin and is_other_voice(who, figure.origin)
    return figure._replace(denied_by=who, denied_on=day) if asserted and not figure.denied_by else figure
