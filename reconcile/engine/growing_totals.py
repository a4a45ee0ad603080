"""Totals that can only rise: they are carried from count to count, never fall over time, and have a pace."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from reconcile.arrays import Flags, says
from reconcile.claims.measures import MEASURES, Measure
from reconcile.claims.text import map_unique
from reconcile.engine.hear import HeardClaims

__all__ = ["growing_totals"]


def growing_totals(heard: HeardClaims) -> Flags:
    """Return True for quantities whose total only rises, shape (quantities,).

    Those are the cumulative ones of a measure that only grows, or that adds up such ones alone (casualties are killed
    and wounded). A measure that nobody has listed or declared is taken at the word of the claims, which call their
    figure a total to a date. Of missing, displaced or captured people a total may fall: some are found, return or are
    exchanged.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": ["casualties", "killed", "missing"], "source": "A", "best": [30, 20, 10],
    ...                      "temporal": "cumulative", "count_date": "2025-01-31"})
    >>> growing_totals(hear(check_claims(rows).claims, registry_of(None), {}, {}, None)).tolist()
    [True, True, False]
    """
    table = heard.quantities.table
    totals = says(table["temporal"], "cumulative")
    if not totals.any():
        return totals
    known = {**MEASURES, **heard.measures}
    grows = map_unique(table["measure"], lambda names: pd.Series([_grows(name, known) for name in names]))
    growing: Flags = totals & grows.to_numpy(bool)
    return growing


def _grows(name: str, known: Mapping[str, Measure]) -> bool:
    """Return whether a total of a measure only rises."""
    if name not in known:
        return True
    own = known[name]
    return own.only_grows or (bool(own.sum_of) and all(part in known and known[part].only_grows for part in own.sum_of))
