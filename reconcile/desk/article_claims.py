"""The claims of one article, of every status, as a desk looks at them: how each is read, and its version."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from reconcile.desk.extracted_store import RowsRead, read_editable_rows
from reconcile.desk.row_seals import row_seals
from reconcile.desk.waiting_claims import as_read
from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.paths import relative
from reconcile.inputs.input_files import extracted_files

__all__ = ["article_claims", "article_files_of", "article_name", "articles_listed"]


def article_files_of(config: Config) -> dict[str, Path]:
    """Return the files of extracted claims by the names of their articles.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     article_files_of(load_config(folder))
    {}
    """
    return {article_name(str(path)): path for path in extracted_files(config)}


def article_name(file: str) -> str:
    """Return the name of the article whose claims a file holds.

    Examples
    --------
    >>> article_name("data/raw/extracted/raid.csv")
    'raid'
    """
    return Path(file).stem


def article_claims(config: Config, path: Path, read: RowsRead = read_editable_rows) -> pd.DataFrame:
    """Return the claims of an article in the order of its text.

    Parameters
    ----------
    config : Config
    path : Path
        Its file of claims.
    read : callable
        What gives its rows: see `read_editable_rows`.

    Returns
    -------
    DataFrame
        Rows with `file` and `row`, how they are read (as of `Waiting.claims`), and `seal`, the version of each.

    Raises
    ------
    InputError
        The file cannot be read whole.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.desk.article_files import Article
    >>> from reconcile.desk.extract_articles import extract_article
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     config = load_config(folder)
    ...     _ = extract_article(Article("raid.txt", b"Officials said 31 drones were shot down."), config)
    ...     article_claims(config, article_files_of(config)["raid"])["range_best"].tolist()
    [31.0]
    """
    rows = read(path, relative(config.root, path)).fillna("").reset_index(drop=True)
    # the version is that of the file, whose status may be written in capitals
    rows = rows.assign(seal=row_seals(rows), status=rows["status"].str.lower())
    return as_read(rows, rows)


def articles_listed(config: Config) -> list[dict[str, object]]:
    """Return the articles of a project: name, outlet, day, and how many claims of each wait or were decided.

    A file that cannot be read has its `fault` in words.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     articles_listed(load_config(folder))
    []
    """
    return [_listed(config, name, path) for name, path in article_files_of(config).items()]


def _listed(config: Config, name: str, path: Path) -> dict[str, object]:
    try:
        rows = read_editable_rows(path, relative(config.root, path))
    except InputError as error:
        return {"name": name, "fault": str(error), "waiting": 0, "claims": 0, "source": "", "published": ""}
    waiting = int((rows["status"].str.lower() == "proposed").sum())
    source, published = (_first(rows[column]) for column in ("source", "published"))
    return {
        "name": name,
        "fault": "",
        "waiting": waiting,
        "claims": len(rows),
        "source": source,
        "published": published,
    }


def _first(cells: Iterable[str]) -> str:
    return next((cell for cell in cells if cell), "")
