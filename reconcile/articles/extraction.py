"""A whole article: its claims, and what the desk should know about it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from reconcile.articles.article_findings import remarks_on
from reconcile.articles.figures_said import figures_of, table_of
from reconcile.errors import InputError
from reconcile.language.periods import read_period

__all__ = ["MOST_CHARACTERS", "Extraction", "extract_claims", "read_article"]

# characters of the longest text that is read; reading takes about a second a million
MOST_CHARACTERS = 20_000_000


class Extraction(NamedTuple):
    """Claims of an article, as `extract_claims` returns them, and findings on it."""

    claims: pd.DataFrame
    findings: pd.DataFrame


def extract_claims(text: str, source: str = "", published: str = "") -> pd.DataFrame:
    """Read the claims of an article.

    Nothing is downloaded and nothing guessed: what the text does not say stays empty.

    Parameters
    ----------
    text : str
        Plain text; `article_text` makes it of a web page.
    source : str
        Who published the article.
    published : str
        Day of publication, as "2025-02-01"; without it "on Friday" and "in May" stay open.

    Returns
    -------
    DataFrame
        One row a figure, in the order of the text: the raw columns of claims (text, "" where not said), `start` and
        `end` (characters of the phrase in `text`), `kind`, `n1`, `n2` (nan if there is one number), `confidence`.
        `status` is proposed. Dates, ages, ordinals, durations, names with numbers are no rows.

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
    return table_of(figures_of(_bounded(text), day), source, day)


def read_article(text: str, source: str = "", published: str = "") -> Extraction:
    """Read the claims of an article, and find what was not read and what cannot be right in it.

    Arguments and errors as in `extract_claims`.

    Examples
    --------
    >>> read_article("Officials spoke of heavy losses.").findings["rule"].tolist()
    ['article-no-claim', 'article-vague']
    """
    day = _day(published)
    found = figures_of(_bounded(text), day)
    claims = table_of(found, source, day)
    return Extraction(claims, remarks_on(text, claims, found, day))


def _bounded(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise InputError("the text is too long to be an article", hint="cut it to the text you mean")
    return text


def _day(published: str) -> date | None:
    return read_period(published).end if published.strip() else None
