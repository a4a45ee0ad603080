"""The end of a claim's range that the stake of its voice widens.

A voice that takes a side tends to put the losses of its side low and those of the enemy high, and gains the other way
round. Its range is widened at the end that this tendency hides; nothing is shifted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Strings
from reconcile.claims.text import group_rows
from reconcile.spellings import name_key

__all__ = ["stake_sides"]


def stake_sides(
    parties: pd.Series,
    counterparties: pd.Series,
    bears: pd.Series,
    stakes: pd.Series,
    sides: Mapping[str, Sequence[str]],
) -> Strings:
    """Return the end at which the range of each claim is widened.

    Parameters
    ----------
    parties, counterparties : Series of str, shape (claims,)
        Who is counted, and who stands against it.
    bears : Series of str, shape (claims,)
        `loss`, `gain` or `neither`: what a high figure means for the party that is counted.
    stakes : Series of str, shape (claims,)
        Parties that the voice sides with, separated by ";"; "" if none.
    sides : mapping of side to parties
        By any spelling. Parties of one side share their stakes, parties of different sides are enemies. A party that no
        side lists is a side of its own, and only its counterparty is its enemy.

    Returns
    -------
    ndarray of str, shape (claims,)
        "high": the value may be higher than stated; "low": lower; "": the voice has no stake, or one in both parties.

    Examples
    --------
    >>> one = lambda text: pd.Series([text])
    >>> stake_sides(one("Russia"), one(""), one("loss"), one("Ukraine"), {"a": ["Ukraine"], "b": ["Russia"]}).tolist()
    ['low']
    """
    if (stakes == "").all():
        return np.full(len(stakes), "", dtype=object)
    columns = (parties, counterparties, bears, stakes)
    number, first = group_rows(columns)
    side_of = {name_key(party): side for side, members in sides.items() for party in members}
    cases = zip(*(cells.take(first).tolist() for cells in columns), strict=True)
    return np.array([_side(*case, side_of=side_of) for case in cases], dtype=object)[number]


def _side(party: str, counter: str, bears: str, stake: str, *, side_of: Mapping[str, str]) -> str:
    party, counter = name_key(party), name_key(counter)
    backed = {side_of.get(name, name) for name in map(name_key, stake.split(";")) if name}
    if not backed or not party or bears == "neither":
        return ""
    own = side_of.get(party, party)
    enemies = {side_of.get(counter, counter)} if counter else set()
    if own in side_of.values():
        enemies |= set(side_of.values()) - {own}
    for_party, against = own in backed, bool(backed & enemies)
    if for_party == against:
        return ""
    return "high" if for_party == (bears == "loss") else "low"
