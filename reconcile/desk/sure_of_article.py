"""The proposed claims of an article that may be accepted together, and why the others are looked at one by one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.measures import attribute_of
from reconcile.claims.settings import ClaimSettings
from reconcile.notebook.options import Options
from reconcile.sources.registry import Registry, lookup
from reconcile.sources.stake import stake_sides

__all__ = ["looked_at_alone"]

# confidence from which claims are accepted together, as of `reconcile review --accept-high`
_SURE = "high"


def looked_at_alone(rows: pd.DataFrame, registry: Registry, options: Options) -> list[str]:
    """Return for each claim of an article why it is not accepted together with others, "" where it may be.

    Parameters
    ----------
    rows : DataFrame of str
        All claims of an article.
    registry : Registry
        The sources of the project.
    options : Options

    Examples
    --------
    >>> from reconcile.inputs.extracted_rows import rows_as_text
    >>> from reconcile.sources.registry import registry_of
    >>> rows = rows_as_text(pd.DataFrame({
    ...     "claim_id": ["E1", "E2", "E3"], "measure": "killed", "status": "proposed", "denied_by": ["", "Kyiv", ""],
    ...     "confidence": ["high", "high", "low"]}))
    >>> looked_at_alone(rows, registry_of(None), Options())
    ['', 'it is denied', 'it was not read with high confidence']
    """
    revised = (rows["revises"] != "") | (rows["revision"] != "") | rows["claim_id"].isin(set(rows["revises"]) - {""})
    reasons = {
        "it was decided before": rows["status"].str.lower() != "proposed",
        "it is denied": (rows["denied_by"] != "") | (rows["denied_on"] != "") | (rows["role"] == "denied"),
        "it is revised, or revises another": revised | (rows["role"] == "earlier"),
        "it is added to others": rows["role"] == "increment",
        "who says it has a stake in it": pd.Series(_bears_stake(rows, registry, options), index=rows.index),
        "it has no measure": rows["measure"] == "",
        "it was not read with high confidence": rows["confidence"].str.lower() != _SURE,
    }
    masks = [mask.to_numpy(bool) for mask in reasons.values()]
    return [str(reason) for reason in np.select(masks, list(reasons), "")]


def _bears_stake(rows: pd.DataFrame, registry: Registry, options: Options) -> Flags:
    voices = registry.canonical(rows["origin"].where(rows["origin"] != "", rows["source"]))
    settings: ClaimSettings = options.claims
    bears = pd.Series(attribute_of(rows["measure"], "bears", "", settings.measures))
    stakes = pd.Series(lookup(registry, "stake", voices, "")).astype("str")
    parties, counterparties = (rows[name].reset_index(drop=True) for name in ("party", "counterparty"))
    sides = stake_sides(parties, counterparties, bears, stakes.reset_index(drop=True), options.sides)
    found: Flags = sides != ""
    return found
