"""Findings on an article: what was not read in it, and what cannot be right."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from reconcile.articles.contradictions import contradictions_in
from reconcile.articles.english import foreign_sentences, words_of
from reconcile.articles.figure_facts import FigureSaid
from reconcile.articles.markup import visible
from reconcile.articles.sentence_spans import Sentence, sentences_of
from reconcile.articles.table_cells import cells_said
from reconcile.articles.text_tables import Table, tables_in
from reconcile.articles.vague import vague_amounts
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
# digits and a grouped number side by side, which may be one number that was broken: "1 12,000"
_SIDE_BY_SIDE = re.compile(r"(?<![\d,.])\d{1,3} \d{1,3},\d{3}(?![\d,])")
_BROKEN = ("two numbers stand side by side, and may be one", "look it up, and add the claim by hand")
# what is said of a table whose head or rows are merged
_UNEVEN = "the rows of a table have not as many cells as its head: it is not read"


def remarks_on(
    text: str, claims: pd.DataFrame, figures: list[FigureSaid], published: date | None
) -> pd.DataFrame:  # fmt: skip
    """Return the findings on an article.

    Parameters
    ----------
    text : str
    claims : DataFrame
        From `extract_claims`.
    figures : list of FigureSaid
        The figures of the claims, in the same order.
    published : date or None

    Examples
    --------
    >>> from reconcile.articles.figures_said import figures_of
    >>> from reconcile.articles.figure_rows import table_of
    >>> text = "After heavy losses, 1.500 men left."
    >>> figures = figures_of(text, None)
    >>> remarks_on(text, table_of(figures, "", None), figures, None)["rule"].tolist()
    ['article-no-claim', 'article-number', 'article-vague']
    """
    text, _ = visible(text)
    sentences = sentences_of(text)
    foreign = foreign_sentences(sentences, [words_of(sentence.text) for sentence in sentences])
    english = [sentence for number, sentence in enumerate(sentences) if number not in foreign]
    texts = [(sentence.text, tokens_of(sentence.text)) for sentence in english]
    tables = [
        _nothing(text, claims, foreign, english), _foreign(sentences, foreign), _numbers(texts), _vague(texts),
        _tables(tables_in(text)), _doubles(claims, figures), _dates(claims, figures, published),
        *contradictions_in(claims),
    ]  # fmt: skip
    return join_records(tables, names(FINDINGS))


def _nothing(text: str, claims: pd.DataFrame, foreign: set[int], english: list[Sentence]) -> pd.DataFrame:
    if len(claims) or (foreign and not english):
        return findings("article-no-claim", [])
    message = "no figure that counts anything is found in it" if text.strip() else "there is nothing in it"
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
        for numeral in find_numerals(tokens)
        if numeral.fault
    ]
    faulty += [(*_BROKEN, match.group()) for text, _ in texts for match in _SIDE_BY_SIDE.finditer(text)]
    return findings(
        "article-number", [message for message, _, _ in faulty], hint=[hint for _, hint, _ in faulty],
        value=[words for _, _, words in faulty],
    )  # fmt: skip


def _vague(texts: list[tuple[str, list[Token]]]) -> pd.DataFrame:
    """Find amounts without a number."""
    vague = [words for text, tokens in texts for words in vague_amounts(text, tokens)]
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
