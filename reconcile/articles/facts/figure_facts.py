"""A figure of an article, with all that was read about it."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.date.figure_times import When
from reconcile.articles.figures.mention import Mention
from reconcile.articles.measure.counted import Counted
from reconcile.articles.place.places_here import Place
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.language.text_positions import UNMOVED, Positions
from reconcile.language.tokens import Token

__all__ = ["NONE", "FigureSaid"]

# place of a figure that there is not
NONE = -1


class FigureSaid(NamedTuple):
    """A figure of an article with all that was read about it; `tokens` are those of its sentence.

    `whole` is the place, among the figures of the article, of the one of which it is a part, and `revises` that of the
    one which it replaces; `NONE` where the article does not give it. `origin_also` is another name of
    the origin. The other texts are cells of the claim.
    `positions` lead from places in the visible text, as in `sentence`, to those in the text as given.
    """

    sentence: Sentence
    mention: Mention
    counted: Counted
    origin: str
    sides: tuple[str, str]
    place: Place
    population: str
    when: When
    role: str
    faults: tuple[str, ...]
    tokens: list[Token]
    whole: int = NONE
    revises: int = NONE
    revision: str = ""
    basis: str = ""
    includes: str = ""
    denied_by: str = ""
    denied_on: str = ""
    origin_also: str = ""
    positions: Positions = UNMOVED
