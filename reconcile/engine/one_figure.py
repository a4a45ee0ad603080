"""One figure of one voice under two definitions of a thing: one of the rows says what the voice did not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.days import NO_DAY
from reconcile.engine.competing_definitions import defined_things
from reconcile.engine.hear import HeardClaims
from reconcile.records import findings

__all__ = ["one_figure_twice"]

_HINT = "see what the voice counted on that day, and correct the rows that say otherwise"

# columns of claims by which a figure is one statement of a thing
_STATEMENT = ["thing", "voice_code", "day", "figure_low", "figure_high"]


def one_figure_twice(heard: HeardClaims) -> pd.DataFrame:
    """Find figures that stand for two definitions of one thing: the dead, and the dead with the missing.

    Parameters
    ----------
    heard : HeardClaims

    Returns
    -------
    DataFrame
        Findings `two-definitions`, one for each figure, voice and day.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"claim_id": ["A", "B"], "measure": ["killed", "killed_or_missing"], "source": "Ministry",
    ...                      "best": 250, "count_date": "2025-06-12", "temporal": "cumulative"})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> one_figure_twice(heard)["message"].tolist()
    ['Ministry gives 250 as killed and as killed_or_missing: one statement cannot be both']
    """
    thing, definition = (numbers[heard.table["quantity_code"]] for numbers in defined_things(heard.quantities.table))
    rows = np.flatnonzero((thing >= 0) & (heard.table["day"] != NO_DAY) & (heard.table["figure_low"] > 0))
    if not len(rows):
        return findings("two-definitions", [])
    table = heard.table[["voice_code", "day", "figure_low", "figure_high"]].iloc[rows].assign(
        thing=thing[rows], definition=definition[rows], row=rows
    )  # fmt: skip
    table = table.drop_duplicates([*_STATEMENT, "definition"])
    table = table[table.groupby(_STATEMENT)["row"].transform("size") > 1].sort_values([*_STATEMENT, "row"])
    claims = heard.claims.iloc[table["row"].to_numpy(np.int64)]
    measure, scope = strings(claims["measure"]), strings(claims["scope"])
    what = np.where(scope == "", measure, measure + " " + scope)
    table = table.assign(what=what, claim_id=claims["claim_id"].astype(str).to_numpy())
    told = table.groupby(_STATEMENT, sort=False).agg(
        what=("what", " and as ".join), claim_id=("claim_id", ", ".join), row=("row", "first")
    ).reset_index()  # fmt: skip
    voice = heard.table["voice"].astype(str).to_numpy()[told["row"].to_numpy(np.int64)]
    figure = [f"{low:,.10g}" for low in told["figure_low"].tolist()]
    message = [
        f"{who} gives {number} as {what}: one statement cannot be both"
        for who, number, what in zip(voice, figure, told["what"], strict=True)
    ]
    family = heard.claims["family"].astype(str).to_numpy()[told["row"].to_numpy(np.int64)]
    return findings("two-definitions", message, family=family, claim_id=told["claim_id"], hint=_HINT)
