"""`reconcile extract`: an article in, proposed claims out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pandas as pd

from reconcile.articles.documents import article_text
from reconcile.articles.extraction import Extraction, read_article
from reconcile.columns import EXTRACTED, FINDINGS, names
from reconcile.desk.article_files import Article
from reconcile.desk.extracted_merge import Merged, merge
from reconcile.desk.extracted_store import editable_rows, ids_elsewhere, own_file
from reconcile.errors import ConfigError, ReconcileError
from reconcile.folder.config import CONFIG_FILE, Config, load_config
from reconcile.folder.exchange import exchange, recover
from reconcile.folder.lock import locked
from reconcile.folder.paths import relative
from reconcile.inputs.extracted_rows import csv_of, rows_as_text
from reconcile.language.periods import read_period
from reconcile.records import join_records

__all__ = ["Extracted", "extract", "printed", "project_at"]


@dataclass(frozen=True)
class Extracted:
    """What became of one article.

    Attributes
    ----------
    article : str
        Its name.
    file : str
        Where its claims stand in the project; "" if nothing was written.
    found, added, kept, removed : int
        Claims found in it; of its file: new rows, reviewed rows that were kept, proposed rows that went.
    rows : DataFrame of str
        The rows of its file, or those that were found.
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


def project_at(root: str | Path) -> Config | None:
    """Return the project of a folder, or None where there is no `reconcile.toml`.

    Raises
    ------
    ConfigError
        The folder is missing, or its config cannot be used.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     project_at(folder) is None
    True
    """
    config = load_config(root)
    return config if (config.root / CONFIG_FILE).exists() else None


def printed(extracted: Sequence[Extracted]) -> str:
    """Return the claims of articles as one CSV, as it would be written.

    Examples
    --------
    >>> told = printed([extract(Article("raid.txt", b"Officials said 31 drones were shot down."))])
    >>> told.splitlines()[0][:15], len(told.splitlines())
    ('claim_id,family', 2)
    """
    return csv_of(pd.concat([one.rows for one in extracted], ignore_index=True))


def extract(
    article: Article, config: Config | None = None, *, source: str = "", published: str = "", name: str = ""
) -> Extracted:
    """Read the claims of an article and write them to its file in a project.

    Parameters
    ----------
    article : Article
    config : Config, optional
        The project; without it nothing is written.
    source, published : str
        Who published it, and on which day. Where they are not given, those of its rows of before hold.
    name : str
        In place of the article's own, for its file.

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
    >>> told = extract(Article("raid.txt", b"Officials said 31 drones were shot down."), source="Example Post")
    >>> told.found, told.rows["measure"].tolist()
    (1, ['drones_shot_down'])
    """
    _check_day(published)
    text = article_text(article.data, article.name)
    read = read_article(text, source, published)
    if config is None:
        return Extracted(article.name, "", len(read.claims), rows_as_text(read.claims), read.findings)
    with locked(config.root) as state:
        recover(config.root, state)
        ids = rows_as_text(read.claims)["claim_id"].tolist()
        path = own_file(config, name or article.name, article.identity, text, ids)
        file = relative(config.root, path)
        before = editable_rows(path, file)
        read = _again(read, text, before, source, published)
        merged = merge(before, read.claims, name=file, elsewhere=ids_elsewhere(config, path))
        content = csv_of(merged.rows).encode()
        if not path.exists() or path.read_bytes() != content:
            exchange(config.root, state, [str(PurePosixPath(file).parent)], {file: content})
    return _told(article, file, read, merged)


def _check_day(published: str) -> None:
    if not _is_day(published):
        raise ConfigError(f"published '{published}' is not a date", hint="write it as 2025-01-31")


def _is_day(text: str) -> bool:
    try:
        return not text.strip() or bool(read_period(text))
    except ReconcileError:
        return False


def _again(read: Extraction, text: str, before: pd.DataFrame, source: str, published: str) -> Extraction:
    """Read once more with what its rows of before say of source and day, where that was not given now."""
    given = {"source": source, "published": published}
    told = {name: value or _shared(before[name]) for name, value in given.items()}
    if not _is_day(told["published"]):
        told["published"] = ""
    return read if told == given else read_article(text, **told)


def _shared(cells: pd.Series) -> str:
    different = cells.unique()
    return str(different[0]) if len(different) == 1 else ""


def _told(article: Article, file: str, read: Extraction, merged: Merged) -> Extracted:
    found = join_records([read.findings, merged.findings], names(FINDINGS))
    rows = merged.rows[names(EXTRACTED)]
    return Extracted(article.name, file, len(read.claims), rows, found, merged.added, merged.kept, merged.removed)
