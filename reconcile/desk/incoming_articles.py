"""Articles of a feed or a folder as they come: what is known of each, and how its content is had."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reconcile.articles.printed.documents import MOST_BYTES
from reconcile.desk.article_files import Article, article_at
from reconcile.errors import ConfigError, InputError
from reconcile.folder.config import Config
from reconcile.folder.input_keys import Input
from reconcile.folder.layout import EXTRACTED_FOLDER
from reconcile.folder.paths import inside, is_printable, relative
from reconcile.inputs.article_list import TakenArticle
from reconcile.inputs.fetch.article_pages import fetch_page
from reconcile.inputs.fetch.copies import folder_of, newest_copy
from reconcile.inputs.fetch.feed_entries import Entry, feed_entries

__all__ = ["Incoming", "incoming_articles"]


@dataclass(frozen=True)
class Incoming:
    """An article that came.

    Attributes
    ----------
    known : TakenArticle
        What is known of it before it is read.
    content : callable
        Returns the article as it is printed; raises `FetchError` or `InputError` where it cannot be had.
    asks : bool
        Whether that asks a server.
    """

    known: TakenArticle
    content: Callable[[], Article] = field(repr=False)
    asks: bool = False


def incoming_articles(config: Config, keys: Input, cache: Path) -> list[Incoming]:
    """Return the articles that an input has now; a feed as it was fetched last.

    Parameters
    ----------
    config : Config
    keys : Input
        An input of articles.
    cache : Path
        Folder for answers, which are not kept there.

    Raises
    ------
    InputError
        The folder is missing.
    ConfigError
        The folder is the one of the claims themselves, or a link in it leads out of the project.
    FetchError
        The copy of the feed is none.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (Path(folder) / "in").mkdir()
    ...     _ = (Path(folder) / "in" / "raid.txt").write_text("Some 40 people died.")
    ...     keys = Input(path="in", format="articles", constants={"source": "Post"})
    ...     [one.known.entry for one in incoming_articles(load_config(folder), keys, Path(folder))]
    ['in/raid.txt']
    """
    if keys.path:
        return [_of_file(config, keys, file) for file in _files(config, keys)]
    copy = newest_copy(config, keys.name)
    if copy is None:
        return []
    content = (folder_of(config, keys.name) / copy.file).read_bytes()
    return [_of_entry(keys, entry, cache) for entry in feed_entries(content, keys.url)]


def _files(config: Config, keys: Input) -> Iterator[Path]:
    folder = inside(config.root, keys.path, key="inputs.path")
    own = inside(config.root, config.raw / EXTRACTED_FOLDER)
    if not folder.is_dir():
        raise InputError("there is no such folder of articles", file=keys.path, hint="make it, or check [[inputs]]")
    if folder.is_relative_to(own) or own.is_relative_to(folder):
        raise ConfigError(
            f"inputs.path = '{keys.path}' holds the claims of articles", hint="give articles a folder of their own"
        )
    files = sorted(file for file in folder.rglob("*") if not _is_hidden(file.relative_to(folder)))
    yield from (inside(config.root, file) for file in files if file.is_file())


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~")) for part in path.parts) or not is_printable(str(path))


def _of_file(config: Config, keys: Input, file: Path) -> Incoming:
    name = relative(config.root, file)
    article = article_at(str(file), config)
    known = TakenArticle(
        input=keys.called, entry=name, title=file.stem, source=keys.constants.get("source", ""),
        seen=hashlib.sha256(article.data).hexdigest(), copy=name,
    )  # fmt: skip
    return Incoming(known, lambda: article)


def _of_entry(keys: Input, entry: Entry, cache: Path) -> Incoming:
    known = TakenArticle(
        input=keys.name, entry=entry.name, title=entry.title, link=entry.link, published=entry.published,
        source=keys.constants.get("source", "") or entry.source, seen=entry.seen,
    )  # fmt: skip
    return Incoming(known, lambda: _content(keys, entry, cache), asks=bool(entry.link))


def _content(keys: Input, entry: Entry, cache: Path) -> Article:
    """Return the page of an entry, or, where it has none, what the feed itself has of it."""
    if entry.link:
        # a cache of its own, as a page is asked for once for each state of its entry
        answers = cache / f"{hashlib.sha256(entry.name.encode()).hexdigest()}.sqlite"
        return Article(entry.link, fetch_page(keys, entry.link, answers, most=MOST_BYTES))
    if not entry.text.strip():
        raise InputError("its entry has neither a text nor a link", hint="save its text as a file")
    page = f"<!doctype html><html><body><article>{entry.text}</article></body></html>"
    return Article(entry.title, page.encode("utf-8", "replace"))
