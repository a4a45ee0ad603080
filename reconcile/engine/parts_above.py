"""Parts that come out above their wholes: of 40 dead no 60 are children, so one of the two counts something else."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Ints
from reconcile.columns import DATED
from reconcile.engine.hear import HeardClaims
from reconcile.plain_numbers import write_number
from reconcile.records import findings
from reconcile.sources.revisions import falls_below

__all__ = ["parts_above"]

_HINT = "one of the two counts something else, or at another time: correct it, or say so in scope or dates"


def parts_above(heard: HeardClaims, cells: pd.DataFrame) -> pd.DataFrame:
    """Find parts that were given as more than their whole, or are estimated as more at the same or an earlier date.

    Parameters
    ----------
    heard : HeardClaims
    cells : DataFrame
        `quantity_code`, `day`, `best`.

    Returns
    -------
    DataFrame
        Findings, one for each claim, and one for each pair of quantities.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"claim_id": ["W", "P"], "measure": "killed", "source": "Ministry", "part_of": ["", "W"],
    ...                      "phrase": ["40", "60 children"]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> parts_above(heard, pd.DataFrame({"quantity_code": [0], "day": 0, "best": 40.0}))["message"].tolist()
    ['60 of W (40): a part is above its whole']
    """
    part, whole = _pairs(heard)
    if not len(part):
        return findings("part-above-whole", [])
    stated = heard.table[["figure_low", "figure_high"]]
    # what took the place of a whole that does not stand is compared below
    above = falls_below(heard.table, part, whole) & (heard.table["status_reason"] == "").to_numpy()[whole]
    ids = heard.claims["claim_id"].to_numpy(dtype=object)
    low, high = (stated[name].to_numpy(np.float64) for name in ("figure_low", "figure_high"))
    of_claims = findings(
        "part-above-whole",
        [
            f"{write_number(low[one])} of {ids[other]} ({write_number(high[other])}): a part is above its whole"
            for one, other in zip(part[above], whole[above], strict=True)
        ],
        claim_id=ids[part[above]], hint=_HINT,
    )  # fmt: skip
    return pd.concat([of_claims, _of_quantities(heard, cells, part[~above], whole[~above])], ignore_index=True)


def _pairs(heard: HeardClaims) -> tuple[Ints, Ints]:
    """Return the rows of parts, and of the claims that count their wholes in the same unit."""
    named, ids = heard.claims["part_of"], heard.claims["claim_id"]
    part = np.flatnonzero(named != "")
    if not len(part):
        return part, part
    whole = pd.Index(ids.to_numpy(dtype=object)).get_indexer(pd.Index(named.iloc[part].to_numpy(dtype=object)))
    unit = heard.claims["unit"].to_numpy(dtype=object)
    known = (whole >= 0) & (whole != part) & (unit[part] == unit[np.maximum(whole, 0)])
    known &= (heard.table["status_reason"] == "").to_numpy()[part]
    return part[known], whole[known].astype(np.int64)


def _of_quantities(heard: HeardClaims, cells: pd.DataFrame, part: Ints, whole: Ints) -> pd.DataFrame:
    """Return a finding for every part that is estimated above its whole, where both are, at their newest dates."""
    code = heard.quantities.code
    pairs = pd.DataFrame({"quantity_code": code[part], "quantity_other": code[whole]}).drop_duplicates()
    pairs = pairs[pairs["quantity_code"] != pairs["quantity_other"]]
    newest = cells.dropna(subset=["best"]).sort_values("day").drop_duplicates("quantity_code", keep="last")
    best, day = (newest.set_index("quantity_code")[name] for name in ("best", "day"))
    own, other = pairs["quantity_code"], pairs["quantity_other"]
    more = best.reindex(own).to_numpy() > best.reindex(other).to_numpy()
    # a part may have grown since its whole was counted last
    dated = heard.quantities.table["temporal"].isin(DATED).to_numpy()[own]
    more &= ~dated | (day.reindex(own).to_numpy() <= day.reindex(other).to_numpy())
    keys = heard.quantities.table["quantity"].to_numpy(dtype=object)
    return findings(
        "part-above-whole", [f"a part comes out above its whole, {keys[wide]}" for wide in other[more]],
        quantity=keys[own[more]], hint=_HINT,
    )  # fmt: skip
