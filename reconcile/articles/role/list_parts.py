"""Parts that stand in a list below their whole: "65 people died, as follows:" and a line for each province."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.articles.facts.figure_facts import NONE, FigureSaid
from reconcile.articles.facts.figure_lines import is_one_number, number_of
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.articles.role.sums_said import part_of

__all__ = ["with_listed_parts"]

# signs with which the lines of a list begin
_BULLETS = tuple("•·*‣▪●◦–—-")
# a line that begins with its number: "7 – over the region of Varda"
_NUMBERED = re.compile(r"\d[\d,.]*\s*[–—-]\s")
# words of a sentence that a list follows
_LEADING = frozenset({"follows", "details", "breakdown"})


def with_listed_parts(figures: Sequence[FigureSaid], sentences: Sequence[Sentence]) -> list[FigureSaid]:
    r"""Return the figures of an article with the roles of parts that are listed line by line below their whole.

    Parameters
    ----------
    figures : sequence of FigureSaid
        Their other roles are known.
    sentences : sequence of Sentence
        Those of the article.

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> found = figures_of("The raids killed 12 people:\n\n• 7 died in Varda.\n\n• 3 died in Oster.", None)
    >>> [(figure.role, figure.whole) for figure in found]
    [('', -1), ('part', 0), ('part', 0)]
    """
    told, own = list(figures), _by_sentence(figures)
    whole, left, last = NONE, 0.0, NONE
    for sentence in sentences:
        places = own.get(sentence.start, [])
        if whole != NONE and (sentence.text.startswith(_BULLETS) or _NUMBERED.match(sentence.text)):
            left = _take(told, places, whole, left)
        elif whole != NONE or not places:
            whole = NONE
        last = next((place for place in places if _is_total(told[place])), last if not places else NONE)
        if last != NONE and _leads(sentence.text):
            whole, left = last, number_of(told[last])
    return _as_wholes(told)


def _by_sentence(figures: Sequence[FigureSaid]) -> dict[int, list[int]]:
    own: dict[int, list[int]] = {}
    for place, figure in enumerate(figures):
        own.setdefault(figure.sentence.start, []).append(place)
    return own


def _is_total(figure: FigureSaid) -> bool:
    return figure.role == "" and is_one_number(figure)


def _leads(text: str) -> bool:
    """Return True for a sentence behind which its list begins."""
    return text.endswith(":") or not _LEADING.isdisjoint(text.lower().rstrip(".:").split())


def _take(told: list[FigureSaid], places: Sequence[int], whole: int, left: float) -> float:
    """Give the figures of a line their role, in place, and return how many of the whole are left for other lines.

    What the parts count, their whole counts, too: a heading often leaves it out.
    """
    for place in places:
        figure, measure = told[place], told[whole].counted.measure
        same = "" in (figure.counted.measure, measure) or figure.counted.measure == measure
        fits = number_of(figure) <= left and number_of(figure) < number_of(told[whole])
        if figure.role == "" and same and is_one_number(figure) and fits:
            left -= number_of(figure)
            told[place] = part_of(figure, told[whole], whole)
            if not measure:
                told[whole] = told[whole]._replace(
                    counted=told[whole].counted._replace(measure=told[place].counted.measure)
                )
    return left


def _as_wholes(figures: Sequence[FigureSaid]) -> list[FigureSaid]:
    """Return the figures, parts without a measure with that of their whole."""
    return [
        part_of(figure, figures[figure.whole], figure.whole)
        if figure.whole != NONE and not figure.counted.measure
        else figure
        for figure in figures
    ]
