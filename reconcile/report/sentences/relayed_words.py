"""Hedges that only a retelling has kept: a number entered without words is told with those of its own relay."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, each_text, says, strings, unsaid
from reconcile.claims.text import group_rows
from reconcile.engine.counted import COUNTED
from reconcile.engine.figures_behind import figures_of

__all__ = ["with_relayed_words"]

# kinds of phrases whose words say more than their number
_HEDGED = ("approx", "approx_below", "lower", "upper")

# columns that the words of a figure are made from
_WORDS = ("phrase", "kind", "bound", "read_why")


def with_relayed_words(claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims in which a number without a phrase has the words of the same number, by a retelling of its voice.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`. What was counted one by one keeps its number alone. Of several retellings the one with
        the first claim_id is taken.

    Returns
    -------
    DataFrame
        A copy where anything is taken over, else `claims`.

    Examples
    --------
    >>> import reconcile as rc
    >>> said = pd.DataFrame({"quantity": "dead", "source": ["Aid", "Wire"], "origin": ["", "Aid"], "best": [900, None],
    ...                      "phrase": ["", "about 900"]})
    >>> with_relayed_words(rc.reconcile(said).claims)["phrase"].tolist()
    ['about 900', 'about 900']
    """
    if not {*_WORDS, "quantity", "voice", "basis", "claim_id"} <= {*claims.columns} or not len(claims):
        return claims
    entered = each_text(claims["phrase"], lambda text: "" if text.strip() else "yes") == "yes"
    hedged = ~entered & says(claims["kind"], *_HEDGED)
    bare = entered & ~claims["basis"].isin(COUNTED).to_numpy(bool) & unsaid(claims["bound"])
    if not (hedged.any() and bare.any()):
        return claims
    donor = _donors(claims, hedged, bare)
    taking = donor >= 0
    if not taking.any():
        return claims
    rows = np.where(taking, donor, np.arange(len(claims)))
    return claims.assign(**{name: claims[name].take(rows).set_axis(claims.index) for name in _WORDS})


def _donors(claims: pd.DataFrame, hedged: Flags, bare: Flags) -> Ints:
    """Return the row whose words every row takes, -1 for none: of one voice, quantity and figure."""
    low, high = figures_of(claims)
    group, first = group_rows([claims["quantity"], claims["voice"], pd.Series(low), pd.Series(high)])
    # few figures of a voice are retold at all, so that few ids are put into order
    givers = np.flatnonzero(hedged & (np.bincount(group[bare], minlength=len(first)) > 0)[group])
    ordered = givers[np.argsort(strings(claims["claim_id"].iloc[givers]), kind="stable")][::-1]
    donor = np.full(len(first), -1, dtype=np.int64)
    donor[group[ordered]] = ordered
    return np.where(bare, donor[group], -1)
