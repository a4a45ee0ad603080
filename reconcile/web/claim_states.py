"""The claims of a project as its files stand, or as they would after a decision; each state has a key of its own.

Two states with one key have the same claims in use: rows that are proposed or rejected, and the journal, change nothing
that a run says of quantities.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import pandas as pd

from reconcile.claims.ids import claim_ids
from reconcile.clock import today
from reconcile.desk.extracted_store import read_editable_rows
from reconcile.engine.parts.estimates_of_some import Elsewhere, growth_elsewhere
from reconcile.errors import InputError
from reconcile.folder.config import Config
from reconcile.folder.paths import relative
from reconcile.inputs.accepted_claims import AUTO, UNUSED, statuses_in_run
from reconcile.inputs.article_list import taken_files
from reconcile.inputs.extracted_rows import no_rows
from reconcile.inputs.input_files import InputFiles
from reconcile.inputs.prepared import Prepared
from reconcile.web.kept_results import KeptResults
from reconcile.web.told_claims import ToldClaims, told_claims

__all__ = ["ClaimState", "Stamp", "StateKey", "StateKeys", "choice_of", "ids_in_run", "stamp_of", "used_in_run"]

Stamp = tuple[str, int, int, int]

# files whose rows are kept: the article at hand as it stands and as it was, and the same of another one
MOST_FILES = 4


@dataclass(kw_only=True)
class ClaimState:
    """The claims of one state, and what a run says of some of them, made when it is asked for.

    Attributes
    ----------
    prepared : Prepared
    told : list of ToldClaims
        What was made so far.
    elsewhere : callable
        Gives the growth of totals in other claims (`estimates_of_some`).
    """

    prepared: Prepared
    told: list[ToldClaims] = field(default_factory=list)
    elsewhere: Elsewhere = growth_elsewhere
    _lock: Lock = field(default_factory=Lock, repr=False)

    def ids(self) -> frozenset[str]:
        """Return the ids of all claims that can be used."""
        return frozenset(self.prepared.checked.claims["claim_id"])

    def found(self, ids: Collection[str]) -> ToldClaims | None:
        """Return what was made of some claims, None where it was not."""
        return next((told for told in self.told if told.ids.issuperset(ids)), None)

    def of(self, ids: Collection[str]) -> ToldClaims:
        """Return what a run says of some claims, one of them at least, and of all that have to do with them."""
        with self._lock:
            told = self.found(ids)
            if told is None:
                asked = self.prepared.checked.claims["claim_id"].isin(list(ids)).to_numpy()
                told = told_claims(self.prepared, asked, self.elsewhere)
                self.told.append(told)
            return told


class Choice(NamedTuple):
    """Which rows a run uses: "reviewed" or "auto", and the files of articles that wait all the same."""

    articles: str
    taken: frozenset[str]


class RowsInUse(NamedTuple):
    """The rows of a file that a run uses; a hash of them, and of where they stand."""

    rows: pd.DataFrame
    hash: str


class StateKey(NamedTuple):
    """The key of a state, that of its config and tables alone, and the rows of extracted claims that are in use.

    A file of extracted claims that cannot be read whole has no rows here.
    """

    key: str
    settings: str
    rows: dict[str, pd.DataFrame]


class StateKeys:
    """Keys of states; what is known of files that have not changed is kept."""

    def __init__(self) -> None:
        self._used: dict[str, tuple[tuple[Stamp | None, str, bool], RowsInUse | None]] = {}
        self._rows: KeptResults[pd.DataFrame] = KeptResults(MOST_FILES)

    def rows(self, path: Path, name: str) -> pd.DataFrame:
        """Return the rows of a file of extracted claims, read once while the file stays as it is; not to be changed.

        Raises
        ------
        InputError
            The file cannot be read whole.

        Examples
        --------
        >>> StateKeys().rows(Path("nowhere.csv"), "nowhere.csv").empty
        True
        """
        stamp = stamp_of(path)
        if stamp is None:
            return no_rows()
        return self._rows.of(json.dumps([*stamp, name]), lambda: read_editable_rows(path, name))

    def key(
        self,
        config: Config,
        files: InputFiles,
        changed: Mapping[str, pd.DataFrame] | None = None,
        without: Collection[str] = (),
    ) -> StateKey:
        """Return the key of the state in which the files are, some of them with other rows.

        Tables are known by what shows that they have changed, before they are read; extracted claims, which decisions
        and their undoing bring back to what they were, by the rows that are returned.

        Parameters
        ----------
        config : Config
        files : InputFiles
        changed : mapping of file to DataFrame of str, optional
            Rows of extracted claims in place of those of a file.
        without : collection of str
            Ids of claims that are left out.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.folder.config import load_config
        >>> from reconcile.folder.example import copy_example
        >>> from reconcile.inputs.input_files import input_files
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = copy_example(folder)
        ...     config = load_config(folder)
        ...     keys, files = StateKeys(), input_files(config)
        ...     keys.key(config, files).key == keys.key(config, files, {}).key
        True
        """
        of_articles = set(files.extracted)
        declared = (item.file for item in files.declared if item.file is not None)
        tables = [*declared, *(file for file in files.all if file not in of_articles and file != files.approvals)]
        settings = _sha256([str(today()), config.keys.model_dump_json(), [*map(stamp_of, tables)]])
        told: list[object] = [settings, sorted(without)]
        in_use, choice = {}, choice_of(config)
        for path in files.extracted:
            name = relative(config.root, path)
            rows = (changed or {}).get(name)
            found = self._of_file(path, name, choice) if rows is None else used_in_run(rows, choice)
            # a file that cannot be read whole: as it lies there
            told.append((name, found.hash if found else stamp_of(path)))
            if found:
                in_use[name] = found.rows
        return StateKey(_sha256(told), settings, in_use)

    def _of_file(self, path: Path, name: str, choice: Choice) -> RowsInUse | None:
        known = stamp_of(path), choice.articles, name in choice.taken
        if name not in self._used or self._used[name][0] != known:
            try:
                used = used_in_run(self.rows(path, name), choice)
            except InputError:
                used = None
            self._used[name] = (known, used)
        return self._used[name][1]


def choice_of(config: Config) -> Choice:
    """Return which rows of articles a run of a project uses.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     choice_of(load_config(folder)).articles
    'reviewed'
    """
    taken = taken_files(config) if config.keys.articles == AUTO else ()
    return Choice(config.keys.articles, frozenset(taken))


def used_in_run(rows: pd.DataFrame, choice: Choice) -> RowsInUse:
    """Return the rows of a file of extracted claims that a run uses.

    Examples
    --------
    >>> used_in_run(no_rows(), Choice("reviewed", frozenset())).rows.empty
    True
    """
    statuses = statuses_in_run(rows, choice.articles, choice.taken)
    used = rows.assign(status=statuses)[~statuses.isin(UNUSED)].reset_index(drop=True)
    used = used.assign(claim_id=claim_ids(used))
    cells: list[object] = [used.columns.tolist(), *used.to_numpy(dtype=object).tolist()]
    return RowsInUse(used, _sha256(cells))


def ids_in_run(rows: pd.DataFrame, choice: Choice) -> frozenset[str]:
    """Return the ids of the rows of a file of extracted claims that a run uses.

    Examples
    --------
    >>> ids_in_run(no_rows(), Choice("reviewed", frozenset()))
    frozenset()
    """
    statuses = statuses_in_run(rows, choice.articles, choice.taken)
    return frozenset(claim_ids(rows)[~statuses.isin(UNUSED)])


def _sha256(told: list[object]) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def stamp_of(file: Path) -> Stamp | None:
    """Return what shows that a file has changed, None where it is not there or is a folder.

    Examples
    --------
    >>> stamp_of(Path("nowhere.csv")) is None
    True
    """
    try:
        found = file.stat()
    except OSError:
        return None
    return None if file.is_dir() else (str(file), found.st_ino, found.st_mtime_ns, found.st_size)
