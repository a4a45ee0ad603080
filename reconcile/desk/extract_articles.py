"""`reconcile extract`: an article in, proposed claims out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from reconcile.articles.extraction import Extraction, read_article
from reconcile.articles.printed.documents import article_text
from reconcile.articles.printed.page_dates import published_in
from reconcile.columns import EXTRACTED, FINDINGS, names
from reconcile.desk.article_files import Article
from reconcile.desk.article_texts import text_file
from reconcile.desk.extracted_merge import Merged, merge
from reconcile.desk.extracted_store import file_of_article, own_article
from reconcile.desk.known_ids import KnownIds
from reconcile.desk.publication import Publication, check_day
from reconcile.desk.second_reader import asked_reader, read_along
from reconcile.errors import OutputError
from reconcile.folder.config import Config
from reconcile.folder.exchange import recover
from reconcile.folder.lock import locked
from reconcile.folder.paths import relative
from reconcile.folder.whole_files import replace_file
from reconcile.inputs.extracted_rows import csv_of, rows_as_text
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
    article: Article, config: Config | None = None, *, source: str = "", published: str = "", name: str = "",
    known: KnownIds | None = None, own_file: str = "", held: bool = False,
) -> ExtractedArticle:  # fmt: skip
    """Read the claims of an article and write them to its file in a project.

    Parameters
    ----------
    article : Article
    config : Config, optional
        The project; without it nothing is written.
    source, published : str
        Who published it, and on which day; where not given, what the rows of its file already say, else the day that
        a web page itself gives.
    name : str
        Name for its file, in place of that of the article.
    known : KnownIds, optional
        The ids of claims in the project, shared by all articles that are extracted together.
    own_file : str
        Name of its file of claims, where it is known that no other article has it.
    held : bool
        Whether the caller holds the lock of the project.

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
    check_day(published)
    text = article_text(article.data, article.name)
    told = Publication(source=source, given=published, page=published_in(article.data, article.name))
    read = read_article(text, told.source, told.day)
    if config is None:
        rows = rows_as_text(read.claims)
        remarks = join_records([told.remarks(article.name, len(rows)), read.findings], names(FINDINGS))
        return ExtractedArticle(article=article.name, file="", found=len(rows), rows=rows, findings=remarks)
    # nobody else waits for a model: the project is locked after it
    second = asked_reader(text, config.keys.reader)
    known = known or KnownIds(config)
    with nullcontext() if held else locked(config.root) as state:
        if state is not None:
            recover(config.root, state)
        ids = rows_as_text(read.claims)["claim_id"].tolist()
        path, before = (
            own_article(config, own_file) if own_file
            else file_of_article(config, article, text, ids, name=name, outlet=told.source)
        )  # fmt: skip
        file = relative(config.root, path)
        earlier, told = told, told.with_rows(before)
        if (told.source, told.day) != (earlier.source, earlier.day):
            read = read_article(text, told.source, told.day)
        read = read_along(read, text, second)
        elsewhere = known.elsewhere(path, read.claims["claim_id"])
        merged = merge(before, read.claims, name=file, elsewhere=elsewhere)
        # the text first: whoever finds claims finds what they were read in
        _write(
            config, path.with_name(Path(text_file(path.name)).name), text_file(file), text.encode("utf-8", "replace")
        )
        _write(config, path, file, csv_of(merged.rows).encode())
        known.wrote(path, merged.rows["claim_id"])
    return _outcome(article, file, read, merged, told)


def _write(config: Config, path: Path, file: str, content: bytes) -> None:
    """Write a file of an article, if it changes; no other file is touched, so that many articles take no longer."""
    if not path.exists() or path.read_bytes() != content:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError.of_disk(file, error, stands="") from error
        replace_file(config.root, file, content)


def _outcome(article: Article, file: str, read: Extraction, merged: Merged, told: Publication) -> ExtractedArticle:
    remarks = told.remarks(article.name, len(read.claims))
    findings = join_records([remarks, read.findings, merged.findings], names(FINDINGS))
    return ExtractedArticle(
        article=article.name, file=file, found=len(read.claims), rows=merged.rows[names(EXTRACTED)], findings=findings,
        added=merged.added, kept=merged.kept, removed=merged.removed,
    )  # fmt: skip
