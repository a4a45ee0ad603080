"""Bounds as they were said: which claims are bounds, soft ones among them, and floors that do not go together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.engine.hear import HeardClaims

__all__ = ["bounds_in", "floors_apart"]

# kinds of phrases that give one end alone: "more than 3,000", "as many as 4,000"
_ONE_END = ("lower", "upper")

# factor between floors of different voices from which they are in tension: "more than 200" beside "at least 400" is no
# rounding of one count, and a desk asks which; docs/model.md, 10
FAR_FLOORS = 1.5


def bounds_in(heard: HeardClaims, claim: Ints, *, soft: bool = True) -> Flags:
    """Return True for claims that are bounds, with or without the soft ones, whose number is near the value.

    Parameters
    ----------
    heard : HeardClaims
    claim : ndarray of int, shape (pairs,)
    soft : bool

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "phrase": ["over 300", "at least 320"]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> bounds_in(heard, np.arange(2)).tolist(), bounds_in(heard, np.arange(2), soft=False).tolist()
    ([True, True], [False, True])
    """
    strict: Flags = (heard.table["bound"] != "").to_numpy(bool)[claim]
    return strict | heard.table["kind"].isin(_ONE_END).to_numpy(bool)[claim] if soft else strict


def floors_apart(heard: HeardClaims, pairs: pd.DataFrame) -> Flags:
    """Find cells in which the floors of two voices lie over 1.5 times apart, and the higher is not the newer count.

    Parameters
    ----------
    heard : HeardClaims
    pairs : DataFrame
        Columns of `PAIRS`.

    Returns
    -------
    ndarray of bool, shape (cells,)
        Up to the last cell with claims.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "phrase": ["over 300", "at least 500"]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> pairs = pd.DataFrame({"cell": [0, 0], "claim": [0, 1], "voice_code": [0, 1], "lag": [0, 0]})
    >>> floors_apart(heard, pairs).tolist()
    [True]
    """
    claim = pairs["claim"].to_numpy(np.int64)
    floors = pairs[bounds_in(heard, claim) & heard.table["open_high"].to_numpy(bool)[claim]]
    apart = np.zeros(int(pairs["cell"].max()) + 1 if len(pairs) else 0, dtype=bool)
    if not len(floors):
        return apart
    claim = floors["claim"].to_numpy(np.int64)
    # a voice's own highest stands for it
    said = pd.DataFrame({
        "cell": floors["cell"], "voice_code": floors["voice_code"], "lag": -floors["lag"],
        "figure_low": heard.table["figure_low"].to_numpy(np.float64)[claim],
    }).sort_values("figure_low").drop_duplicates(["cell", "voice_code"], keep="last")  # fmt: skip
    # of each cell from the oldest count to the newest, the higher first of one day: the highest that is not newer
    order = said.sort_values(["cell", "lag", "figure_low"], ascending=[True, True, False])
    far = order.groupby("cell")["figure_low"].cummax() > FAR_FLOORS * order["figure_low"]
    apart[order.loc[far, "cell"].to_numpy(np.int64)] = True
    return apart
