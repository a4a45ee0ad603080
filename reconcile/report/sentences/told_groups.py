"""Which quantities one sentence tells of: statements, definitions, periods, places and events, each quantity once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.columns import TOLD_GROUPS, names
from reconcile.report.sentences.definition_groups import definition_groups, place_groups
from reconcile.report.sentences.period_groups import event_groups, period_groups, trend_groups
from reconcile.report.sentences.statement_groups import statement_groups

__all__ = ["told_groups"]


def told_groups(rows: pd.DataFrame, facts: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Find the quantities that are told together.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`, one a quantity, numbered from 0.
    facts, said : DataFrame
        From `facts_told` and `sayings`.

    Returns
    -------
    DataFrame, columns of `TOLD_GROUPS`
        By the row that leads; a row is a member of one group at most. What is alone is in none.

    Notes
    -----
    Groups are made by keys, in this order: a statement of one voice, definitions of one thing, one voice's places, its
    periods, long series of several voices, events of single days. What stands in one is not looked at again.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> said = pd.DataFrame({"measure": ["killed", "wounded", "casualties"], "source": "A", "best": [3, 6, 9],
    ...                      "family": "f", "temporal": "cumulative", "count_date": "2025-05-01"})
    >>> result = rc.reconcile(said)
    >>> facts = facts_told(result.estimates)
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> groups = told_groups(result.estimates, facts, sayings(facts, result.claims, behind))
    >>> groups[["row", "role"]].values.tolist()
    [[0, 'whole'], [1, 'part'], [2, 'part']]
    """
    found = [statement_groups(facts, said)]
    steps: list[Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]] = [
        lambda left, spoken: definition_groups(rows, left, spoken), place_groups, period_groups, trend_groups,
        event_groups,
    ]  # fmt: skip
    for number, step in enumerate(steps):
        free = _free(facts, found, with_leads=number == 0)
        left = facts.assign(printable=facts["printable"] & free, alone=facts["alone"] & free)
        found.append(step(left, said[free[said["row"].to_numpy()]]))
    table = pd.concat([one for one in found if len(one)] or [pd.DataFrame(columns=names(TOLD_GROUPS))])
    table = table.drop_duplicates(["lead", "row", "role"]).sort_values("lead", kind="stable", ignore_index=True)
    return table.astype({"lead": np.int64, "row": np.int64, "claim": np.int64, "member": bool})[names(TOLD_GROUPS)]


def _free(facts: pd.DataFrame, found: list[pd.DataFrame], *, with_leads: bool) -> Flags:
    """Return True for rows that stand in no group; with leads also those of several voices that lead one."""
    free = np.ones(len(facts), dtype=bool)
    for groups in found:
        if len(groups):
            told = groups[groups["member"].to_numpy(bool)]
            free[told["row"].to_numpy(np.int64)] = False
            if with_leads:
                lead = told["lead"].to_numpy(np.int64)
                free[lead] = ~facts["alone"].to_numpy(bool)[lead]
    return free
