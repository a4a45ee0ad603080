"""Parties that are nothing but a population: whoever counts "children" counts a population, whichever cell says so.

"Women" as a party, and women as a population of no party, are one quantity. A party that has a name, a side or a trade
stays: soldiers of Chad are a party's, fishermen are no population.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.claims.people import population_alone
from reconcile.claims.text import as_text, categories_of
from reconcile.spellings import name_key

__all__ = ["settle_party_populations"]


def settle_party_populations(claims: pd.DataFrame) -> None:
    """Move parties that are nothing but a population there, in place, where that cell is empty or says the same.

    Examples
    --------
    >>> claims = pd.DataFrame({"party": ["Children", "Chad", "women"], "population": ["", "", "military"]})
    >>> settle_party_populations(claims)
    >>> claims.values.tolist()
    [['', 'children'], ['Chad', ''], ['women', 'military']]
    """
    alone = {party: population_alone(party) for party in claims["party"].unique()}
    if not any(alone.values()):
        return
    parties, populations = (_cells(claims, name).to_numpy(dtype=object) for name in ("party", "population"))
    named = np.array([alone[party] for party in parties], dtype=object)
    said = {text: {"", name_key(text), population_alone(text)} for text in dict.fromkeys(populations)}
    moved = np.array([
        bool(name) and (not text or name in said[text]) for name, text in zip(named, populations, strict=True)
    ])  # fmt: skip
    for name, cells in (("party", np.where(moved, "", parties)), ("population", np.where(moved, named, populations))):
        claims[name] = categories_of(pd.Series(cells, index=claims.index, dtype="str"))


def _cells(claims: pd.DataFrame, name: str) -> pd.Series:
    return as_text(claims[name])
