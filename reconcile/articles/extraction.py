"""The claims of a whole article, and findings on it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import pandas as pd

from reconcile.articles.article_findings import remarks_on
from reconcile.articles.article_sentences import sentences_read
from reconcile.articles.figure_rows import table_of
from reconcile.articles.figures_said import figures_in_sentences, figures_of
from reconcile.errors import InputError
from reconcile.language.periods import read_period

__all__ = ["MOST_CHARACTERS", "Extraction", "extract_claims", "read_article"]

# characters of the longest text that is read; a million take about a second
MOST_CHARACTERS = 20_000_000

_HALVES = re.compile("[\ud800-\udfff]")


class Extraction(NamedTuple):
    """Claims of an article, as `extract_claims` returns them, and findings on it."""

    claims: pd.DataFrame
    findings: pd.DataFrame


def extract_claims(text: str, source: str = "", published: date | str | None = None) -> pd.DataFrame:
    """Read the claims of an article.

    Nothing is downloaded or guessed: what the text does not say stays empty.

    Parameters
    ----------
    text : str
        Plain text, such as `article_text` makes of a web page. Half a character, as cut-off emoji are, is read as
        U+FFFD, as in files.
    source : str
        Who published the article.
    published : date or str, optional
        Day of publication, such as "2025-02-01"; without it "on Friday" and "in May" stay open.

    Returns
    -------
    DataFrame
        One row a figure, in the order of the text: the raw columns of claims (text, "" where not said), `start` and
        `end` (characters of the phrase in `text`), `kind`, `n1`, `n2` (nan if there is one number), `confidence`.
        `status` is proposed. Dates, ages, ordinals, durations and numbers in names are left out.

    Raises
    ------
    ReconcileError
        `published` is not a day.
    InputError
        More than 20 million characters.

    Examples
    --------
    >>> claims = extract_claims("Officials said at least 40 people were killed in Kharkiv.", source="Example Post")
    >>> claims[["measure", "phrase", "place", "origin"]].values.tolist()
    [['killed', 'at least 40 people', 'Kharkiv', 'Officials']]
    """
    day = _day(published)
    return table_of(figures_of(_readable(text), day), _whole(source), day)


def read_article(text: str, source: str = "", published: date | str | None = None) -> Extraction:
    """Read the claims of an article, with findings on what was not read and what cannot be right.

    Arguments and errors as in `extract_claims`.

    Examples
    --------
    >>> read_article("Officials spoke of heavy losses.").findings["rule"].tolist()
    ['article-no-claim', 'article-vague']
    """
    day, article = _day(published), sentences_read(_readable(text))
    figures = figures_in_sentences(article, day)
    claims = table_of(figures, _whole(source), day)
    return Extraction(claims, remarks_on(article, claims, figures, day))


def _readable(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise InputError("the text is too long to be an article", hint="cut it to the text you mean")
    return _whole(text)


def _whole(text: str) -> str:
    """Return a text without half characters, each of which is one character still: places in the text stay."""
    return _HALVES.sub("\ufffd", text)


def _day(published: object) -> date | None:
    if published is None or published is pd.NaT:
        return None
    if isinstance(published, date):
        return date(published.year, published.month, published.day)
    return read_period(str(published)).end if str(published).strip() else None
