"""How fast totals rise in claims that a decision has nothing to do with: worked out once while they stay."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.engine.known_to_all import KnownToAll
from reconcile.engine.options import EngineOptions
from reconcile.engine.parts.estimates_of_some import growth_elsewhere
from reconcile.sources.registry import Registry
from reconcile.web.kept_results import KeptResults

__all__ = ["KeptGrowth"]

# tables that are kept, of a row for each measure: those of the parts of a project that one looks at in turn
MOST_TABLES = 32


class KeptGrowth:
    """What `growth_elsewhere` gives, kept by all that it depends on; shared by all requests.

    Parameters
    ----------
    settings : str
        Names config and tables of the project as they stand, of which registry and options are made.
    tables : KeptResults
    """

    def __init__(self, settings: str, tables: KeptResults[pd.DataFrame]) -> None:
        self._settings = settings
        self._tables = tables

    def __call__(
        self, claims: pd.DataFrame, registry: Registry, options: EngineOptions, known: KnownToAll
    ) -> pd.DataFrame:  # fmt: skip
        """Return what `growth_elsewhere` gives.

        Examples
        --------
        >>> from reconcile.claims.checked import check_claims
        >>> from reconcile.engine.known_to_all import facts_of, known_to_all
        >>> from reconcile.sources.registry import registry_of
        >>> rows = pd.DataFrame({"measure": "killed", "source": "A", "best": [100, 300], "temporal": "cumulative",
        ...                      "count_date": ["2025-01-10", "2025-01-20"]})
        >>> claims, registry = check_claims(rows).claims, registry_of(None)
        >>> known = known_to_all([facts_of(claims)], registry)
        >>> KeptGrowth("", KeptResults(1))(claims, registry, EngineOptions(), known)["rise"].tolist()
        [200.0]
        """
        key = json.dumps([self._settings, _hash(claims), _told(known)])
        return self._tables.of(key, lambda: growth_elsewhere(claims, registry, options, known))


def _told(known: KnownToAll) -> list[object]:
    """Return what is known to all, as it can be compared."""
    names: tuple[Mapping[str, str], ...] = (known.names.lists, known.names.read_as, known.names.doubtful)
    return [known.as_of, [sorted(name.items()) for name in names], sorted(known.parties), sorted(known.measures)]


def _hash(claims: pd.DataFrame) -> str:
    """Return a hash of all cells of checked claims."""
    made = hashlib.sha256()
    for name, cells in claims.items():
        held = cells.array
        if isinstance(held, pd.Categorical):
            told = [str(name), strings(held.categories).tolist(), held.codes.tolist()]
        else:
            told = [str(name), np.asarray(held).astype("str").tolist()]
        made.update(json.dumps(told).encode())
    return made.hexdigest()
