"""The claims of an article in a project: written once, and kept with the desk's decisions when it is read again."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from reconcile.claims.ids import claim_ids
from reconcile.desk.extracted_names import file_names
from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.paths import inside, relative
from reconcile.inputs.extracted_rows import no_rows, read_rows
from reconcile.inputs.input_files import FOLDER, extracted_files

__all__ = ["editable_rows", "files_of_articles", "ids_elsewhere", "own_file"]

# sentences of a file that are looked for in an article before it counts as another one; one is enough to know it
_MOST_SENTENCES = 200


def editable_rows(path: Path, name: str) -> pd.DataFrame:
    """Read a file that will be written again: one that cannot be read whole is refused, so that nothing gets lost.

    Raises
    ------
    InputError
        The file or one of its rows cannot be read.

    Examples
    --------
    >>> editable_rows(Path("nowhere.csv"), "nowhere.csv").empty
    True
    """
    if not path.exists():
        return no_rows()
    rows, broken = read_rows(path, name)
    if broken:
        raise InputError("a row does not fit the header", file=name, row=broken[0][0], hint="mend the row first")
    return rows.assign(claim_id=claim_ids(rows))


def own_file(config: Config, name: str, identity: str, text: str, ids: Collection[str]) -> Path:
    """Return the file of an article: the first of its names that is free, or holds claims of it.

    Parameters
    ----------
    config : Config
    name, identity : str
        As for `file_names`.
    text : str
        The article.
    ids : collection of str
        Ids of its claims.

    Raises
    ------
    InputError
        All names hold the claims of other articles, or a file cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     own_file(load_config(folder), "The raid.txt", "", "", ()).name
    'the-raid.csv'
    """
    told = " ".join(text.split())
    for candidate in file_names(name, identity=identity):
        path = inside(config.root, config.raw / FOLDER) / candidate
        rows = editable_rows(path, relative(config.root, path))
        if rows.empty or rows["claim_id"].isin(list(ids)).any() or _is_quoted(rows["quote"], told):
            return path
    raise InputError("its file holds the claims of another article", file=name, hint="give it a name with --name")


def _is_quoted(quotes: pd.Series, text: str) -> bool:
    sentences = [" ".join(quote.split()) for quote in quotes.unique()[:_MOST_SENTENCES]]
    return any(sentence and sentence in text for sentence in sentences)


def ids_elsewhere(config: Config, own: Path) -> set[str]:
    """Return the ids of claims in the files of other articles; what cannot be read has none.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ids_elsewhere(load_config(folder), Path(folder))
    set()
    """
    found: set[str] = set()
    for path in extracted_files(config):
        if path != own:
            try:
                found |= set(read_rows(path, path.name)[0]["claim_id"])
            except InputError:
                continue
    return found


def files_of_articles(config: Config) -> tuple[dict[str, pd.DataFrame], tuple[InputError, ...]]:
    """Return the rows of every file of extracted claims, by its name, and the files that cannot be read whole.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files_of_articles(load_config(folder))
    ({}, ())
    """
    tables, faults = {}, []
    for path in extracted_files(config):
        name = relative(config.root, path)
        try:
            tables[name] = editable_rows(path, name)
        except InputError as error:
            faults.append(error)
    return tables, tuple(faults)
