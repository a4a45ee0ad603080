"""The files of extracted claims in a project, as commands of the desk read them before they write."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import pandas as pd

from reconcile.claims.ids import claim_ids
from reconcile.desk.article_files import Article
from reconcile.desk.extracted_names import file_names, is_namesake
from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.layout import EXTRACTED_FOLDER
from reconcile.folder.paths import inside, relative
from reconcile.inputs.extracted_rows import no_rows, read_rows
from reconcile.inputs.input_files import extracted_files

__all__ = ["RowsRead", "file_of_article", "own_article", "read_editable_rows", "rows_by_file"]

# what gives the rows of a file of claims, by its path and name: from the disk, or where they are kept
RowsRead = Callable[[Path, str], pd.DataFrame]

# sentences of a file that are looked for in an article; one that is found is enough to know that it is the same
_MOST_SENTENCES = 200


def read_editable_rows(path: Path, name: str) -> pd.DataFrame:
    """Read a file that will be written again; raise where it cannot be read whole, so that nothing is lost.

    Raises
    ------
    InputError
        The file or one of its rows cannot be read.

    Examples
    --------
    >>> read_editable_rows(Path("nowhere.csv"), "nowhere.csv").empty
    True
    """
    if not path.exists():
        return no_rows()
    rows, broken = read_rows(path, name)
    if broken:
        raise InputError("a row does not fit the header", file=name, row=broken[0][0], hint="fix the row first")
    return rows.assign(claim_id=claim_ids(rows))


def file_of_article(
    config: Config, article: Article, text: str, ids: Collection[str], *, name: str = "", outlet: str = ""
) -> tuple[Path, pd.DataFrame]:  # fmt: skip
    """Return the file of an article, and its rows: the one of its names that holds claims of it, else a free one.

    Parameters
    ----------
    config : Config
    article : Article
        Where it was pasted, it may be any of its name that was read before; one of another outlet is another article.
    text : str
        What it says.
    ids : collection of str
        Ids of its claims.
    name : str
        Name for its file, in place of that of the article.
    outlet : str
        Who published it, "" where that is not said.

    Raises
    ------
    InputError
        All names hold the claims of other articles, or a file cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file_of_article(load_config(folder), Article("The raid.txt", b""), "", ())[0].name
    'the-raid.csv'
    """
    plain, name, pasted = " ".join(text.split()), name or article.name, not article.identity
    home = inside(config.root, config.raw / EXTRACTED_FOLDER)
    own = [home / file for file in file_names(name, identity=article.identity or f"{outlet}/{name}/{text}")]
    others = sorted(path for path in home.glob("*.csv") if pasted and is_namesake(path.name, name))
    held = {path: read_editable_rows(path, relative(config.root, path)) for path in dict.fromkeys([*own, *others])}
    for path, rows in held.items():
        apart = pasted and outlet and not rows["source"].isin(["", outlet]).any()
        if not apart and (rows["claim_id"].isin(list(ids)).any() or _is_quoted(rows["quote"], plain)):
            return path, rows
    free = next((path for path in own if held[path].empty), None)
    if free is None:
        hint = "give it a name with --name"
        raise InputError("its file holds the claims of another article", file=name, hint=hint)
    return free, held[free]


def own_article(config: Config, file: str) -> tuple[Path, pd.DataFrame]:
    """Return the path of a file of claims that is known to be of one article, and its rows.

    Raises
    ------
    InputError
        The file cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     own_article(load_config(folder), "wires-raid.csv")[0].name
    'wires-raid.csv'
    """
    path = inside(config.root, config.raw / EXTRACTED_FOLDER) / file
    return path, read_editable_rows(path, relative(config.root, path))


def _is_quoted(quotes: pd.Series, text: str) -> bool:
    sentences = [" ".join(quote.split()) for quote in quotes.unique()[:_MOST_SENTENCES]]
    return any(sentence and sentence in text for sentence in sentences)


def rows_by_file(
    config: Config, read: RowsRead = read_editable_rows
) -> tuple[dict[str, pd.DataFrame], tuple[InputError, ...]]:  # fmt: skip
    """Return the rows of all files of extracted claims by file, and the errors of those that cannot be read whole.

    Parameters
    ----------
    config : Config
    read : callable
        What gives the rows of a file, where they are kept.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rows_by_file(load_config(folder))
    ({}, ())
    """
    tables, faults = {}, []
    for path in extracted_files(config):
        name = relative(config.root, path)
        try:
            tables[name] = read(path, name)
        except InputError as error:
            faults.append(error)
    return tables, tuple(faults)
