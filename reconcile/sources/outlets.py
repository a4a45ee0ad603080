"""Lists of outlets: "Reuters and AP" is the set of the two, whatever its order, where both are names of their own.

A semicolon always stands between names. "and", a stroke or a comma may be part of one ("Save and Rescue"), so that they
separate names only where each of these is known: from the table of sources, or as a source of claims.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from reconcile.sources.registry import Registry
from reconcile.spellings import list_of, name_key

__all__ = ["lists_among"]

_SEPARATORS = re.compile(r"\s*(?:,|/|\s&\s|\band\b)\s*", re.IGNORECASE)


def lists_among(spelled: Collection[str], registry: Registry) -> Mapping[str, str]:
    """Return the set that each name stands for which is a list of other names.

    Parameters
    ----------
    spelled : collection of str
        Canonical names of sources and origins.
    registry : Registry

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> lists_among(["Reuters", "AP", "Reuters and AP", "AP/Reuters", "Sword and Shield"], registry_of(None))
    {'AP/Reuters': 'AP; Reuters', 'Reuters and AP': 'AP; Reuters'}
    """
    rows = set(registry.table.index)
    known = {name_key(name): name for name in sorted(rows | {name for name in spelled if not _SEPARATORS.search(name)})}
    found = {}
    for name in sorted(set(spelled) - rows):
        keys = map(name_key, _SEPARATORS.split(name))
        parts = [registry.aliases.get(key, known.get(key, "")) for key in keys]
        if len(parts) > 1 and all(parts):
            found[name] = list_of(parts)
    return found
