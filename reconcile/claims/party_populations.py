"""Parties that are nothing but a population: whoever counts "children" counts a population, whichever cell says so.

"Women" as a party, and women as a population of no party, are one quantity. A party that has a name, a side or a trade
stays: soldiers of Chad are a party's, fishermen no population. Of several words one counts: policemen are police.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.claims.people import group_named, population_alone
from reconcile.claims.text import as_text, categories_of
from reconcile.spellings import name_key

__all__ = ["settle_party_populations"]


def settle_party_populations(claims: pd.DataFrame) -> None:
    """Move parties that are nothing but a population there, in place, where that cell is empty or says the same.

    Other people get the one name that they have in `people.toml`.

    Examples
    --------
    >>> claims = pd.DataFrame({"party": ["Children", "Chad", "women"], "population": ["", "", "military"]})
    >>> settle_party_populations(claims)
    >>> claims.values.tolist()
    [['', 'children'], ['Chad', ''], ['women', 'military']]
    """
    alone = {party: population_alone(party) for party in claims["party"].unique()}
    names = {party: group_named(party) for party in alone}
    if not any(alone.values()) and all(party == name for party, name in names.items()):
        return
    parties, populations = (_cells(claims, name).to_numpy(dtype=object) for name in ("party", "population"))
    named = np.array([alone[party] for party in parties], dtype=object)
    said = {text: {"", name_key(text), population_alone(text)} for text in dict.fromkeys(populations)}
    moved = np.array([
        bool(name) and (not text or name in said[text]) for name, text in zip(named, populations, strict=True)
    ])  # fmt: skip
    parties = np.where(moved, "", np.array([names[party] for party in parties], dtype=object))
    for name, cells in (("party", parties), ("population", np.where(moved, named, populations))):
        claims[name] = categories_of(pd.Series(cells, index=claims.index, dtype="str"))


def _cells(claims: pd.DataFrame, name: str) -> pd.Series:
    return as_text(claims[name])
