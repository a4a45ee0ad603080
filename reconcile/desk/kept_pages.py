"""Pages of articles that came by themselves, kept as received beside their feed, and the names of such articles."""

from __future__ import annotations

import hashlib
import re

from reconcile.articles.printed.documents import is_page
from reconcile.desk.article_files import Article
from reconcile.desk.extracted_names import slug
from reconcile.errors import OutputError
from reconcile.folder.config import Config
from reconcile.folder.paths import relative
from reconcile.folder.whole_files import write_whole
from reconcile.inputs.article_list import TakenArticle
from reconcile.inputs.fetch.copies import folder_of

__all__ = ["kept_page", "own_name"]

# folder of pages in the folder of their feed
_FOLDER = "articles"
# digits of a hash that makes a name its own: 16^8 of them
_DIGITS = 8
# characters of the name before it, so that `reconcile extract --name` takes the whole
_LONGEST = 50


def own_name(known: TakenArticle) -> str:
    """Return the name of the file of claims of an article, which no other article has.

    Examples
    --------
    >>> own_name(TakenArticle(input="wires", entry="7", title="U.S.: 4.5 tonnes"))
    'wires-u-s-4-5-tonnes-ada079f1'
    """
    words = " ".join(re.findall(r"\w+", f"{known.input} {known.title}".replace("_", " ")))
    return f"{slug(words)[:_LONGEST].strip('-')}-{_digest(f'{known.input} {known.entry}'.encode())}"


def kept_page(config: Config, known: TakenArticle, printed: Article) -> str:
    """Keep a page as received and return its path in the project; a file of the project is its own copy.

    Raises
    ------
    OutputError
        It cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> raid = TakenArticle(input="wires", entry="7", title="Raid")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept_page(load_config(folder), raid, Article("", b"Some 40 people died."))
    'data/raw/fetched/wires/articles/wires-raid-ada079f1-8b3155b9.txt'
    """
    if known.copy == known.entry:
        return known.copy
    ending = "html" if is_page(printed.data, printed.name) else "txt"
    name = f"{known.article or own_name(known)}-{_digest(printed.data)}.{ending}"
    path = folder_of(config, known.input) / _FOLDER / name
    shown = relative(config.root, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, printed.data)
    except OSError as error:
        raise OutputError.of_disk(shown, error, stands="") from error
    return shown


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
