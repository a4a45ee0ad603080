"""The text of an article, taken apart once for all who read it: sentences, their words and tokens, tables."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.articles.facts.table_figures import Grid, grid_of
from reconcile.articles.origin.speakers import TELLERS
from reconcile.articles.origin.verbs_said import ANSWERING
from reconcile.articles.printed.english import foreign_sentences, words_of
from reconcile.articles.printed.markup import visible
from reconcile.articles.printed.sentence_spans import Sentence, sentences_of
from reconcile.language.number_words import DENOMINATORS, MAGNITUDES, SCALES, SEVERAL, TENS, UNITS
from reconcile.language.text_positions import Positions
from reconcile.language.tokens import Token, tokens_of

__all__ = ["ArticleSentences", "sentences_read"]

_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
# a sentence without digits and without any of these words names neither a figure nor a speaker
_TELLING = frozenset({
    *UNITS, *TENS, *SCALES, *MAGNITUDES, *SEVERAL, *DENOMINATORS, *(f"{part}s" for part in DENOMINATORS), "couple",
    "both", "none", "nobody", *TELLERS, *ANSWERING,
})  # fmt: skip


class ArticleSentences(NamedTuple):
    """The visible text, and its sentences with their words and tokens.

    `tokens` are empty for a sentence that can hold neither a figure nor a speaker; `foreign` are the numbers of the
    sentences that are not English; `positions` lead to the text as given.
    """

    text: str
    positions: Positions
    sentences: list[Sentence]
    words: list[list[str]]
    tokens: list[list[Token]]
    foreign: set[int]
    grid: Grid


def sentences_read(text: str) -> ArticleSentences:
    """Take the text of an article apart.

    Examples
    --------
    >>> article = sentences_read("It rained. Some 40 men died. Murieron al menos 12 personas.")
    >>> [len(tokens) for tokens in article.tokens], article.foreign
    ([0, 5, 6], {2})
    """
    text, positions = visible(text)
    sentences, grid = sentences_of(text), grid_of(text)
    words = [[] if grid.holds(sentence) else words_of(sentence.text) for sentence in sentences]
    tokens = [_tokens(sentence.text, own) for sentence, own in zip(sentences, words, strict=True)]
    return ArticleSentences(text, positions, sentences, words, tokens, foreign_sentences(sentences, words), grid)


def _tokens(text: str, words: list[str]) -> list[Token]:
    """Return the tokens of a sentence, none if it can hold neither a figure nor a speaker, as most cannot."""
    return tokens_of(text) if not _TELLING.isdisjoint(words) or _DIGIT.search(text) else []
