"""The desk's table of sources: names, aliases, grades, weights, stakes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from reconcile.claims.text import map_unique, text_of
from reconcile.columns import FINDINGS, SOURCES, names
from reconcile.errors import InputError
from reconcile.records import findings, join_records
from reconcile.sources.desk_table import read_desk_table
from reconcile.sources.desk_weights import desk_weights
from reconcile.spellings import clean_name, list_of, members_of, set_key

__all__ = ["Registry", "lookup", "read_sources", "registry_of"]


@dataclass(frozen=True)
class Registry:
    """Sources by their canonical names.

    Attributes
    ----------
    table : DataFrame, one row for each source, indexed by canonical name
        The columns of `sources.csv`; `weight` as float, 1 where empty.
    aliases : dict of str to str
        What is compared of a spelling (`set_key`) to canonical name; canonical names are among the keys.
    findings : DataFrame
        Sources with two rows, and spellings that two sources share.
    """

    table: pd.DataFrame
    aliases: dict[str, str]
    findings: pd.DataFrame

    def canonical(self, spelled: pd.Series) -> pd.Series:
        """Return the canonical name of every spelling; an unknown one is its own canonical name.

        Names are compared by `set_key`. A list without a row is the set of its members' canonical names; "" stays "".

        Examples
        --------
        >>> registry = registry_of(pd.DataFrame({"source": ["UK MoD"], "aliases": ["British intelligence"]}))
        >>> registry.canonical(pd.Series(["british  intelligence", "KBS", "", "KBS; uk mod"])).tolist()
        ['UK MoD', 'KBS', '', 'KBS; UK MoD']
        """
        return map_unique(spelled, lambda names: names.map(self._known).astype("str"))

    def _known(self, name: str) -> str:
        if ";" in name and set_key(name) not in self.aliases:
            return list_of(self._known(member) for member in members_of(name))
        return self.aliases.get(set_key(name), clean_name(name))


def registry_of(table: pd.DataFrame | None) -> Registry:
    """Build the registry from a table of sources.

    Parameters
    ----------
    table : DataFrame or None
        Any of the columns of `sources.csv`; only `source` is needed. None gives an empty registry.

    Returns
    -------
    Registry
        A source with two rows keeps the first; a spelling that two sources share goes to the first of them.

    Examples
    --------
    >>> registry_of(None).table.empty
    True
    """
    return _no_sources() if table is None else _registered(_as_text(table))


@cache
def _no_sources() -> Registry:
    """Return the registry without a source; it is made once, as nothing in it is ever changed."""
    return _registered(_as_text(pd.DataFrame(columns=names(SOURCES))))


def _registered(frame: pd.DataFrame) -> Registry:
    frame["source"] = frame["source"].map(clean_name)
    frame["origin_basis"] = frame["origin_basis"].str.strip().str.casefold()
    frame["weight"], of_weights = desk_weights(frame)
    frame = frame.loc[frame["source"] != "", names(SOURCES)]
    twice = frame["source"].map(set_key).duplicated()
    aliases, clashes = _alias_map(frame[~twice])
    problems = [
        findings(
            "source-twice",
            "the source has a second row, which is not used",
            value=frame.loc[twice, "source"],
            hint="keep one row a source",
        ),
        clashes,
        of_weights,
    ]
    return Registry(frame[~twice].set_index("source", drop=False), aliases, join_records(problems, names(FINDINGS)))


def read_sources(path: Path) -> pd.DataFrame:
    """Read a table of sources from a UTF-8 CSV file.

    Raises
    ------
    InputError
        The file does not exist, is not UTF-8, is no table, or has no column `source`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "sources.csv"
    ...     pd.DataFrame({"source": ["KBS"], "grade": ["B"]}).to_csv(file, index=False)
    ...     read_sources(file)["grade"].tolist()
    ['B']
    """
    return read_desk_table(path, ["source"], names(SOURCES))


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of sources as text, with `file` and `row` of each.

    Raises
    ------
    TypeError
        It is no DataFrame.
    InputError
        A column occurs twice, or there is none for the names.
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"sources are a DataFrame or a path, not a {type(table).__name__}")
    named = table.reset_index(drop=True).set_axis([str(name).strip() for name in table.columns], axis=1)
    twice = named.columns[named.columns.duplicated()]
    if len(twice):
        raise InputError(f"two columns of the sources are called {twice[0]}", column=twice[0], hint="drop one of them")
    if len(named.columns) and "source" not in named.columns:
        raise InputError("the sources have no column 'source'", hint=f"columns are {', '.join(names(SOURCES))}")
    rows = table.attrs.get("rows", [])
    numbers = rows if len(rows) == len(table) else np.arange(1, len(table) + 1)
    cells = [text_of(named[name]) if name in named.columns else "" for name in names(SOURCES)]
    return pd.DataFrame(dict(zip(names(SOURCES), cells, strict=True)), index=named.index).assign(
        file=table.attrs.get("file", ""), row=numbers
    )  # fmt: skip


def _alias_map(frame: pd.DataFrame) -> tuple[dict[str, str], pd.DataFrame]:
    """Return the source of every folded spelling, canonical names before aliases, and findings about shared ones."""
    own = [(name, name) for name in frame["source"]]
    lists = zip(frame["source"], frame["name"] + ";" + frame["aliases"], strict=True)
    others = [(alias.strip(), name) for name, aliases in lists for alias in aliases.split(";") if alias.strip()]
    mapped: dict[str, str] = {}
    clashes = []
    for alias, name in own + others:
        if mapped.setdefault(set_key(alias), name) != name:
            clashes.append((alias, mapped[set_key(alias)], name))
    return mapped, findings(
        "alias-clash",
        [
            f"'{alias}' is a name of both {first} and {second}; it is read as {first}"
            for alias, first, second in clashes
        ],
        value=[alias for alias, _, _ in clashes],
        hint="keep the name with one of them",
    )


def lookup(registry: Registry, column: str, voices: pd.Series, default: object) -> pd.Series:
    """Return a column of the registry for every voice.

    Parameters
    ----------
    registry : Registry
    column : str
        A column of `sources.csv`.
    voices : Series of str, shape (claims,)
        Canonical names.
    default : object
        Value of a voice that has no row.

    Returns
    -------
    Series, index as `voices`
        Categories if `voices` are, else plain values.

    Examples
    --------
    >>> registry = registry_of(pd.DataFrame({"source": ["KBS"], "grade": ["B"]}))
    >>> lookup(registry, "grade", pd.Series(["KBS", "BBC"]), "").tolist()
    ['B', '']
    """
    values = registry.table[column].to_dict()
    kind = "str" if default == "" else None
    return map_unique(voices, lambda names: pd.Series([values.get(name, default) for name in names], dtype=kind))
