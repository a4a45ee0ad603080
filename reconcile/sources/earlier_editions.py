"""Editions of one claim: the newest that is known speaks, the earlier ones are superseded by it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Strings

__all__ = ["superseded_editions"]


def superseded_editions(claims: pd.DataFrame) -> Strings:
    """Return why earlier editions are not heard.

    Parameters
    ----------
    claims : DataFrame, index from 0
        `claim_id`, `edition_of` (id of the newest edition, "" for it and for claims of one edition), `published_day`,
        `reason` (why a claim is set aside already).

    Returns
    -------
    ndarray of str, shape (claims,)
        "" for all other claims. Where the newest edition is not among the claims, or set aside, the newest that is left
        speaks.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["E1@2024-02-20", "E1"], "edition_of": ["E1", ""], "published_day": [9, 40],
    ...                        "reason": ""})
    >>> superseded_editions(claims).tolist()
    ['superseded: its later edition is E1', '']
    """
    reason = np.full(len(claims), "", dtype=object)
    if (claims["edition_of"] == "").all():
        return reason
    earlier = claims["edition_of"].to_numpy(dtype=object)
    name = np.where(earlier != "", earlier, claims["claim_id"].to_numpy(dtype=object))
    rows = np.flatnonzero(np.isin(name, earlier[earlier != ""]) & (claims["reason"] == "").to_numpy())
    table = claims.iloc[rows][["claim_id", "published_day"]].assign(key=name[rows], claim=rows)
    newest = table.sort_values(["key", "published_day", "claim_id"]).groupby("key", sort=False).tail(1).set_index("key")
    speaks = newest["claim_id"].reindex(table["key"]).to_numpy(dtype=object)
    other = table["claim_id"].to_numpy(dtype=object) != speaks
    reason[rows[other]] = "superseded: its later edition is " + speaks[other]
    return reason
