"""Claims that have to do with one another, found before any of them is heard: parts of a run keep them together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Ints
from reconcile.engine.known_to_all import KnownToAll
from reconcile.engine.parts.claim_links import links_of
from reconcile.engine.parts.linked_groups import TableLinks, linked_groups
from reconcile.sources.accounting_rules import Identity

__all__ = ["connected_claims"]


def connected_claims(claims: pd.DataFrame, rules: Sequence[Identity], known: KnownToAll) -> Ints:
    """Return the group of every claim: no claim of one has to do with any of another.

    Parameters
    ----------
    claims : DataFrame, index from 0
        Checked claims.
    rules : sequence of Identity
        Sums that are checked.
    known : KnownToAll

    Returns
    -------
    ndarray of int, shape (claims,)
        Numbered in the order of their first claims.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": ["dead", "hurt", "tents"], "family": ["flood", "flood", ""], "source": "A",
    ...                      "best": [3, 5, 9]})
    >>> claims = check_claims(rows).claims
    >>> connected_claims(claims, [], known_to_all([facts_of(claims)], registry_of(None))).tolist()
    [0, 0, 1]
    """
    found = links_of(claims, rules, known.names)
    of_table = TableLinks(np.unique(found.node), found.links, found.days, found.twice)
    nodes, group = linked_groups([of_table])
    return pd.factorize(group[np.searchsorted(nodes, found.node)])[0].astype(np.int64)
