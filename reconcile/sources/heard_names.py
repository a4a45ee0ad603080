"""The name under which every source and origin is heard: canonical, lists as sets, look-alikes as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from reconcile.claims.text import map_unique
from reconcile.sources.alike_names import alike_names
from reconcile.sources.outlets import lists_among
from reconcile.sources.registry import Registry
from reconcile.spellings import list_of, members_of

__all__ = ["HeardNames", "heard_names"]


@dataclass(frozen=True)
class HeardNames:
    """Names as they are heard.

    Attributes
    ----------
    registry : Registry
    lists : mapping of name to list
        Names that are lists without saying so.
    read_as : mapping of name to name
        Look-alikes, and the name as which each is read.
    doubtful : mapping of name to name
        The first of the names that may be one with it, for every name of which there is a doubt.
    findings : DataFrame
    """

    registry: Registry
    lists: Mapping[str, str]
    read_as: Mapping[str, str]
    doubtful: Mapping[str, str]
    findings: pd.DataFrame

    def of(self, spelled: pd.Series) -> pd.Series:
        """Return the name under which each spelling is heard; "" stays "".

        Examples
        --------
        >>> from reconcile.sources.registry import registry_of
        >>> names = pd.Series(["BBC", "ВВС", "AP;ВВС"])
        >>> heard_names([names], registry_of(None)).of(names).tolist()
        ['BBC', 'BBC', 'AP; BBC']
        """
        return map_unique(self.registry.canonical(spelled), lambda names: names.map(self._heard).astype("str"))

    def members(self, name: str) -> list[str]:
        """Return who speaks in a name: its members if it is a list; those who may be one by one name."""
        return sorted({self.doubtful.get(member, member) for member in self._apart(name)})

    def _heard(self, name: str) -> str:
        listed = self.lists.get(name, name)
        read = [self.read_as.get(member, member) for member in self._apart(listed)]
        return read[0] if len(read) == 1 else list_of(read)

    def _apart(self, name: str) -> list[str]:
        """Return the members of a list; a list with a row of its own is one name."""
        return [name] if name in self.registry.table.index else members_of(name)


def heard_names(columns: Iterable[pd.Series], registry: Registry) -> HeardNames:
    """Find out under which names sources are heard.

    Parameters
    ----------
    columns : iterable of Series of str
        Names of sources and origins, in any spelling, each once.
    registry : Registry

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> heard_names([pd.Series(["MoD", "Ministry of Defence"])], registry_of(None)).members("MoD")
    ['Ministry of Defence']
    """
    named = {name for column in columns for name in registry.canonical(column)} - {""}
    lists = lists_among(named, registry)
    rows = set(registry.table.index)
    alone = {one for name in named for one in ([name] if name in rows else members_of(lists.get(name, name)))}
    alike = alike_names(alone, registry)
    return HeardNames(registry, lists, alike.read_as, alike.doubtful, alike.findings)
