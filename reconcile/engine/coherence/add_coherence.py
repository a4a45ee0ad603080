"""Sums that must hold, checked on estimates, and columns in which they do where that was asked for and may be."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from reconcile.columns import FINDINGS, names
from reconcile.engine.coherence.checked_sums import check_sums_of_cells
from reconcile.engine.coherence.coherent_columns import coherent_columns
from reconcile.engine.coherence.may_be_enforced import may_be_enforced
from reconcile.engine.coherence.sum_findings import sum_findings
from reconcile.engine.coherence.sum_systems import sum_systems
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import Pooled
from reconcile.records import join_records
from reconcile.sources.accounting_rules import Identity

__all__ = ["add_coherence"]


def add_coherence(
    estimates: pd.DataFrame, heard: HeardClaims, pooled: Pooled, rules: Sequence[Identity], level: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill in what the accounting rules say of estimates, and return what was found.

    Parameters
    ----------
    estimates : DataFrame
        Columns of `estimates.csv`, one row a cell.
    heard : HeardClaims
    pooled : Pooled
    rules : sequence of Identity
    level : float

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": ["killed", "wounded", "casualties"], "source": ["A", "B", "C"],
    ...                        "best": [1000, 2000, 30000], "low": [900, 1900, 29000], "high": [1100, 2100, 31000]})
    >>> rules = [{"name": "sum", "total": "casualties", "parts": ["killed", "wounded"], "complete": True}]
    >>> found = rc.reconcile(claims, options=rc.Options(identities=rules)).findings
    >>> "sum-incoherent" in found["rule"].tolist()
    True
    """
    systems = sum_systems(estimates, rules)
    if not len(systems):
        return estimates, join_records([], names(FINDINGS))
    found = check_sums_of_cells(systems, rules, pooled, level)
    reason = may_be_enforced(systems, rules, found, estimates, heard, pooled)
    columns = coherent_columns(estimates, systems, rules, found, reason)
    return estimates.assign(**columns), sum_findings(estimates, systems, rules, found, heard)
