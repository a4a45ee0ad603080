"""Findings on an article: what was not read in it, and what cannot be right."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from reconcile.articles.article_sentences import ArticleSentences
from reconcile.articles.contradictions import contradictions_in
from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.facts.table_cells import cells_said
from reconcile.articles.figures.vague import VAGUE_WORDS, vague_amounts
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.articles.printed.text_tables import Table
from reconcile.columns import FINDINGS, names
from reconcile.language.brackets import DISAGREE
from reconcile.language.numerals import find_numerals
from reconcile.language.parts import FAULTS
from reconcile.language.tokens import Token, tokens_of
from reconcile.plurals import counted
from reconcile.records import findings, join_records

__all__ = ["remarks_on"]

# characters of a sentence or a number that a finding repeats
_SHOWN = 200
# no other numbers have faults: those with a sign within, too many digits, or words for millions
_MAY_BE_FAULTY = re.compile(r"\d(?:[.,'’\s\u00a0\u2009\u202f]\d|\d{17})|illion")
# digits and a grouped number side by side, which may be one number that was broken: "1 12,000"
_SIDE_BY_SIDE = re.compile(r"(?<![\d,.])\d{1,3} \d{1,3},\d{3}(?![\d,])")
_BROKEN = ("two numbers stand side by side, and may be one", "look it up, and add the claim by hand")
# what is said of a table whose head or rows are merged
_UNEVEN = "the rows of a table have not as many cells as its head: it is not read"


def remarks_on(
    article: ArticleSentences, claims: pd.DataFrame, figures: list[FigureSaid], published: date | None
) -> pd.DataFrame:  # fmt: skip
    """Return the findings on an article.

    Parameters
    ----------
    article : ArticleSentences
    claims : DataFrame
        From `extract_claims`.
    figures : list of FigureSaid
        The figures of the claims, in the same order.
    published : date or None

    Examples
    --------
    >>> from reconcile.articles.article_sentences import sentences_read
    >>> from reconcile.articles.figures_said import figures_in_sentences
    >>> from reconcile.articles.figure_rows import table_of
    >>> article = sentences_read("After heavy losses, 1.500 men left.")
    >>> figures = figures_in_sentences(article, None)
    >>> remarks_on(article, table_of(figures, "", None), figures, None)["rule"].tolist()
    ['article-no-claim', 'article-number', 'article-vague']
    """
    english = [number for number in range(len(article.sentences)) if number not in article.foreign]
    texts = [(article.sentences[number].text, article.tokens[number]) for number in english]
    vague = [words for number in english for words in _vague_in(article, number)]
    tables = [
        _nothing(article, claims), _foreign(article.sentences, article.foreign), _numbers(texts), _vague(vague),
        _tables(article.grid.tables), _doubles(claims, figures), _dates(claims, figures, published),
        *contradictions_in(claims),
    ]  # fmt: skip
    return join_records(tables, names(FINDINGS))


def _nothing(article: ArticleSentences, claims: pd.DataFrame) -> pd.DataFrame:
    if len(claims) or (article.foreign and len(article.foreign) == len(article.sentences)):
        return findings("article-no-claim", [])
    message = "no figure that counts anything is found in it" if article.sentences else "there is nothing in it"
    return findings("article-no-claim", message, hint="see whether it is the right text")


def _foreign(sentences: list[Sentence], foreign: set[int]) -> pd.DataFrame:
    """Find paragraphs in another language; one finding for all of them."""
    if not foreign:
        return findings("article-not-english", [])
    paragraphs = {sentences[number].paragraph for number in foreign}
    message = counted(len(paragraphs), "paragraph is", "paragraphs are")
    message = "the article is" if len(foreign) == len(sentences) else message
    return findings(
        "article-not-english", f"{message} not English: nothing is read from there",
        hint="translate it, and name the original in `url`", value=sentences[min(foreign)].text[:_SHOWN],
    )  # fmt: skip


def _numbers(texts: list[tuple[str, list[Token]]]) -> pd.DataFrame:
    """Find numbers that are ambiguous, and two side by side that may be one."""
    faulty = [
        (*FAULTS[numeral.fault], text[tokens[numeral.first].start : tokens[numeral.last - 1].end][:_SHOWN])
        for text, tokens in texts
        if _MAY_BE_FAULTY.search(text)
        for numeral in find_numerals(tokens)
        if numeral.fault
    ]
    faulty += [(*_BROKEN, match.group()) for text, _ in texts for match in _SIDE_BY_SIDE.finditer(text)]
    return findings(
        "article-number", [message for message, _, _ in faulty], hint=[hint for _, hint, _ in faulty],
        value=[words for _, _, words in faulty],
    )  # fmt: skip


def _vague_in(article: ArticleSentences, number: int) -> list[str]:
    """Return the amounts without a number in a sentence, most of which have none."""
    if VAGUE_WORDS.isdisjoint(article.words[number]):
        return []
    text = article.sentences[number].text
    return vague_amounts(text, article.tokens[number] or tokens_of(text))


def _vague(vague: list[str]) -> pd.DataFrame:
    """Tell of amounts without a number."""
    return findings(
        "article-vague", [f"no number is given: {words!r}" for words in vague],
        hint="no claim is made from it; ask the source for a number", value=[words[:_SHOWN] for words in vague],
    )  # fmt: skip


def _tables(tables: list[Table]) -> pd.DataFrame:
    """Find tables of which nothing is read."""
    unread = [table for table in tables if not any(cells_said(table))]
    return findings(
        "article-table",
        [
            _UNEVEN if table.uneven else "no word says what the figures of a table count: it is not read"
            for table in unread
        ],
        hint="write what it says as sentences, or add the claims by hand",
        value=[" | ".join(cell.text for cell in table.rows[0].cells)[:_SHOWN] for table in unread],
    )


def _doubles(claims: pd.DataFrame, figures: list[FigureSaid]) -> pd.DataFrame:
    """Find figures whose double in another unit differs from them."""
    doubles = [figure.mention.double for figure in figures]
    rows = [row for row, double in enumerate(doubles) if double.endswith(DISAGREE)]
    return findings(
        "article-units", [doubles[row] for row in rows], hint="the figure outside the brackets is used",
        claim_id=claims["claim_id"].iloc[rows].tolist(), value=claims["phrase"].iloc[rows].tolist(),
    )  # fmt: skip


def _dates(claims: pd.DataFrame, figures: list[FigureSaid], published: date | None) -> pd.DataFrame:
    """Find impossible dates, and times that only the day of publication would settle."""
    faults = list(dict.fromkeys(fault for figure in figures for fault in figure.faults))
    impossible = findings("article-date", faults, hint="read the sentence again")
    open_ = [(claims["claim_id"].iloc[row], figure.when.open) for row, figure in enumerate(figures) if figure.when.open]
    hint = "say on which day the article was published" if published is None else "write the dates into the claim"
    return join_records(
        [impossible, findings(
            "article-open-time", [f"{words!r} has no known date" for _, words in open_], hint=hint,
            claim_id=[claim for claim, _ in open_], value=[words for _, words in open_],
        )],
        names(FINDINGS),
    )  # fmt: skip
