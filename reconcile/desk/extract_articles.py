"""`reconcile extract`: an article in, proposed claims out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import pandas as pd

from reconcile.articles.documents import article_text
from reconcile.articles.extraction import Extraction, read_article
from reconcile.columns import EXTRACTED, FINDINGS, names
from reconcile.desk.article_files import Article
from reconcile.desk.extracted_merge import Merged, merge
from reconcile.desk.extracted_store import file_of_article, ids_elsewhere, read_editable_rows
from reconcile.desk.second_reader import asked_reader, read_along
from reconcile.errors import ConfigError, ReconcileError
from reconcile.folder.config import Config
from reconcile.folder.exchange import exchange, recover
from reconcile.folder.lock import locked
from reconcile.folder.paths import relative
from reconcile.inputs.extracted_rows import csv_of, rows_as_text
from reconcile.language.periods import read_period
from reconcile.records import join_records

__all__ = ["ExtractedArticle", "claims_as_csv", "extract_article"]


@dataclass(frozen=True, kw_only=True)
class ExtractedArticle:
    """What became of one article.

    Attributes
    ----------
    article : str
        Name of the article.
    file : str
        Path of its claims in the project; "" where nothing was written.
    found, added, kept, removed : int
        Claims found in it; rows of its file that are new, that were reviewed and kept, and that were removed.
    rows : DataFrame of str
        Rows of its file, else the claims found.
    findings : DataFrame
    """

    article: str
    file: str
    found: int
    rows: pd.DataFrame
    findings: pd.DataFrame = field(repr=False)
    added: int = 0
    kept: int = 0
    removed: int = 0


def claims_as_csv(extracted: Sequence[ExtractedArticle]) -> str:
    """Return the claims of articles as one CSV, with the columns that a file of them has.

    Examples
    --------
    >>> text = claims_as_csv([extract_article(Article("raid.txt", b"Officials said 31 drones were shot down."))])
    >>> text.splitlines()[0][:15], len(text.splitlines())
    ('claim_id,family', 2)
    """
    return csv_of(pd.concat([article.rows for article in extracted], ignore_index=True))


def extract_article(
    article: Article, config: Config | None = None, *, source: str = "", published: str = "", name: str = ""
) -> ExtractedArticle:
    """Read the claims of an article and write them to its file in a project.

    Parameters
    ----------
    article : Article
    config : Config, optional
        The project; without it nothing is written.
    source, published : str
        Who published it, and on which day; where not given, what the rows of its file already say.
    name : str
        Name for its file, in place of that of the article.

    Raises
    ------
    InputError
        The article, or its file of claims, cannot be read.
    ConfigError
        `published` is not a day.
    OutputError, LockedError
        Nothing was written.

    Examples
    --------
    >>> raid = Article("raid.txt", b"Officials said 31 drones were shot down.")
    >>> extracted = extract_article(raid, source="Example Post")
    >>> extracted.found, extracted.rows["measure"].tolist()
    (1, ['drones_shot_down'])
    """
    _check_day(published)
    text = article_text(article.data, article.name)
    read = read_article(text, source, published)
    if config is None:
        rows = rows_as_text(read.claims)
        return ExtractedArticle(article=article.name, file="", found=len(rows), rows=rows, findings=read.findings)
    # nobody else waits for a model: the project is locked after it
    second = asked_reader(text, config.keys.reader)
    with locked(config.root) as state:
        recover(config.root, state)
        ids = rows_as_text(read.claims)["claim_id"].tolist()
        path = file_of_article(config, name or article.name, article.identity, text, ids)
        file = relative(config.root, path)
        before = read_editable_rows(path, file)
        read = read_along(_read_again(read, text, before, source, published), text, second)
        merged = merge(before, read.claims, name=file, elsewhere=ids_elsewhere(config, path))
        content = csv_of(merged.rows).encode()
        if not path.exists() or path.read_bytes() != content:
            exchange(config.root, state, [str(PurePosixPath(file).parent)], {file: content})
    return _outcome(article, file, read, merged)


def _check_day(published: str) -> None:
    if not _is_day(published):
        raise ConfigError(f"published '{published}' is not a date", hint="write it as 2025-01-31")


def _is_day(text: str) -> bool:
    try:
        return not text.strip() or bool(read_period(text))
    except ReconcileError:
        return False


def _read_again(read: Extraction, text: str, before: pd.DataFrame, source: str, published: str) -> Extraction:
    """Read an article once more, where its earlier rows know the source or the day and the command does not."""
    given = {"source": source, "published": published}
    known = {name: value or _shared(before[name]) for name, value in given.items()}
    if not _is_day(known["published"]):
        known["published"] = ""
    return read if known == given else read_article(text, **known)


def _shared(cells: pd.Series) -> str:
    """Return the text that all cells have; "" where they differ."""
    different = cells.unique()
    return str(different[0]) if len(different) == 1 else ""


def _outcome(article: Article, file: str, read: Extraction, merged: Merged) -> ExtractedArticle:
    findings = join_records([read.findings, merged.findings], names(FINDINGS))
    return ExtractedArticle(
        article=article.name, file=file, found=len(read.claims), rows=merged.rows[names(EXTRACTED)], findings=findings,
        added=merged.added, kept=merged.kept, removed=merged.removed,
    )  # fmt: skip
