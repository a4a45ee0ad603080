"""The scale that rows declare: one row changes nothing about how others are pooled.

A measure of the list, or of the project, has its scale. Where none is known, the rows of a quantity decide together.
"""

from __future__ import annotations

import pandas as pd

from reconcile.claims.faults import Faults
from reconcile.claims.measures import attribute_of
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import as_text, group_rows
from reconcile.columns import DEFINING

__all__ = ["check_scales"]


def check_scales(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Reject rows whose `scale` differs from that of their measure, or from most rows of their quantity.

    Rows that are rejected already have no say. Where as many rows say one thing as another, no declared scale holds.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [50, 60], "scale": ["proportion", ""]})
    >>> check_claims(rows).rejected[["row", "rule"]].values.tolist()
    [[1, 'scale-differs']]
    """
    declared = (claims["scale"] != "").to_numpy()
    if not declared.any():
        return
    usual = attribute_of(claims["measure"], "scale", "", settings.measures)
    differs = declared & (usual != "") & (as_text(claims["scale"]) != as_text(usual))
    faults.add(differs, "scale-differs", "scale", "leave it empty: the measure has its own scale, " + as_text(usual))
    alone = declared & (usual == "").to_numpy() & ~faults.rows
    if alone.any():
        hint = "give all rows of the quantity this scale, or none"
        faults.add(alone & (as_text(claims["scale"]) != _of_most(claims, faults)), "scale-differs", "scale", hint)


def _of_most(claims: pd.DataFrame, faults: Faults) -> pd.Series:
    """Return the scale that most rows of each claim's quantity give, "" if most give none, or no one has most."""
    group, _ = group_rows([claims[name] for name in ("quantity", *DEFINING, "unit")])
    voters = pd.DataFrame({"group": group, "scale": as_text(claims["scale"]).to_numpy()})[~faults.rows]
    counts = voters.groupby(["group", "scale"]).size().reset_index(name="claims")
    most = counts.groupby("group")["claims"].transform("max")
    leading = counts[counts["claims"] == most].groupby("group")["scale"].agg(["first", "size"])
    scale = leading["first"].where(leading["size"] == 1, "")
    return pd.Series(scale.reindex(group).fillna("").to_numpy(), index=claims.index)
