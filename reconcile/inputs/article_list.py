"""Articles that came by themselves, of a feed or a folder: `data/raw/extracted/articles.json`, what became of each.

It is written before the claims of an article are, so that no claim that came by itself can be taken for one that
somebody asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.layout import ARTICLES_FILE, EXTRACTED_FOLDER
from reconcile.folder.paths import inside, relative
from reconcile.folder.whole_files import replace_file

__all__ = ["ArticleList", "TakenArticle", "read_article_list", "taken_files", "write_article_list"]


@dataclass(frozen=True, kw_only=True)
class TakenArticle:
    """An article of a feed or a folder.

    Attributes
    ----------
    input, entry : str
        Name of the input, and what distinguishes the article in it.
    title, link, source, published : str
        As the feed has them; "" where it does not say so.
    seen : str
        Hash of its entry, or of its file, when it was read last; "" where it is to be read again.
    text : str
        Hash of its newest text; "" before it was read.
    article : str
        Name of its file of claims, without ending; "" where it has none.
    copy : str
        Path of the newest page as received.
    rule, problem : str
        Rule of the finding on it, and its sentence; "" where all is well.
    """

    input: str
    entry: str
    title: str = ""
    link: str = ""
    source: str = ""
    published: str = ""
    seen: str = ""
    text: str = ""
    article: str = ""
    copy: str = ""
    rule: str = ""
    problem: str = ""


@dataclass(frozen=True)
class ArticleList:
    """All articles that came by themselves, and inputs that failed last, by name, with the reason."""

    articles: tuple[TakenArticle, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)


def _path(config: Config) -> Path:
    return inside(config.root, config.raw / EXTRACTED_FOLDER / ARTICLES_FILE)


def read_article_list(config: Config) -> ArticleList:
    """Return the list of a project; an empty one where it has none.

    Raises
    ------
    InputError
        It cannot be read: without it nobody knows which claims came by themselves.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_article_list(load_config(folder))
    ArticleList(articles=(), failed={})
    """
    path = _path(config)
    try:
        content = json.loads(path.read_text("utf-8"))
        articles = tuple(TakenArticle(**item) for item in content["articles"])
        failed = {str(name): str(reason) for name, reason in content["failed"].items()}
        if not all(isinstance(value, str) for article in articles for value in asdict(article).values()):
            raise TypeError("a value is no text")
    except FileNotFoundError:
        return ArticleList()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(
            "the list of articles that came by themselves cannot be read", file=relative(config.root, path),
            hint="take it from a backup; without it, what nobody reviewed could be used",
        ) from error  # fmt: skip
    return ArticleList(articles, failed)


def write_article_list(config: Config, articles: Iterable[TakenArticle], failed: Mapping[str, str]) -> None:
    """Write the list, in an order that does not depend on that of feeds, if it changes.

    Raises
    ------
    OutputError
        It cannot be written; the earlier one stands.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     config = load_config(folder)
    ...     write_article_list(config, [TakenArticle(input="wires", entry="7", article="raid")], {})
    ...     taken_files(config)
    ('data/raw/extracted/raid.csv',)
    """
    path = _path(config)
    ordered = sorted(articles, key=lambda one: (one.input, one.entry))
    shown = [{name: value for name, value in asdict(one).items() if value} for one in ordered]
    record = {"failed": dict(sorted(failed.items())), "articles": shown}
    content = (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    if not path.exists() and not (ordered or failed):
        return
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(config.root, relative(config.root, path), content)


def taken_files(config: Config) -> tuple[str, ...]:
    """Return the files of claims whose articles came by themselves, as paths in the project.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     taken_files(load_config(folder))
    ()
    """
    folder = relative(config.root, config.raw / EXTRACTED_FOLDER)
    return tuple(f"{folder}/{one.article}.csv" for one in read_article_list(config).articles if one.article)
