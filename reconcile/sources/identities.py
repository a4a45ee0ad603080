"""Accounting rules, checked voice by voice: killed + wounded = casualties, shot down + lost <= launched.

A check compares what one voice said about the total with what it said about the parts at the same time, and changes no
estimate. What adds up is one statement of that voice, and is told as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Ints
from reconcile.claims.measures import measure_of
from reconcile.claims.text import group_rows
from reconcile.columns import DEFINING, FINDINGS, names
from reconcile.records import findings, join_records
from reconcile.sources.accounting_rules import Identity, identities_of
from reconcile.sources.own_sums import NO_SUMS, own_sums

__all__ = ["broken_identities", "check_identities"]

# columns in which total and parts must agree: all that define a quantity except the measure
_KEYS = ("voice", "family", *(name for name in DEFINING if name != "measure"), "count_date")

# said of figures that stand in no one sentence or article
_APART = "; the figures are from several statements"

# parts that must be known where a total is only at least their sum: one alone is told by `definition-breach`
_FEWEST_PARTS = 2


def check_identities(claims: pd.DataFrame, identities: Sequence[Identity]) -> pd.DataFrame:
    """Check every identity of measures wherever one voice gave the total and its parts.

    A total that is at least the sum of its parts is compared with those of them that the voice gave, two or more.

    Parameters
    ----------
    claims : DataFrame
        Claims with `voice`, `measure`, the defining columns, `count_date`, `claim_id`, `range_low`, `range_best`,
        `range_high`, `figure_low`, `statement`. Figures of one statement are compared; where no statement has a total
        and its parts, those of several. Of several claims the one with the lowest claim_id is taken.
    identities : sequence of Identity

    Returns
    -------
    DataFrame of shape (checks, `IDENTITY_CHECKS`)
        See `own_sums`.

    Examples
    --------
    >>> claims = pd.DataFrame({"measure": ["killed", "wounded", "casualties"], "claim_id": ["A", "B", "C"],
    ...                        "figure_low": [300.0, 2700.0, 3000.0], "count_date": pd.Timestamp("2025-01-13")})
    >>> claims = claims.assign(voice="NIS", family="losses", statement=0, range_low=claims["figure_low"],
    ...                        range_high=claims["figure_low"], **dict.fromkeys(DEFINING[1:], ""))
    >>> rule = Identity("losses", "casualties", ("killed", "wounded"))
    >>> check_identities(claims, [rule])["equation"].tolist()
    ['300 + 2,700 = 3,000']
    """
    checked = [_check(claims, identity) for identity in identities if not identity.over]
    filled = [table for table in checked if len(table)]
    if not filled:
        return NO_SUMS
    # rules of one total that differ in parts which the voice did not give compare the same claims
    same = ["family", "voice", "date", "equation", "claim_ids"]
    return pd.concat(filled, ignore_index=True).drop_duplicates(same, ignore_index=True)


def broken_identities(checks: pd.DataFrame, declared: Sequence[Any]) -> pd.DataFrame:
    """Return a finding for every rule that a voice's own figures break.

    Parameters
    ----------
    checks : DataFrame
        Columns of `IDENTITY_CHECKS`.
    declared : sequence of Identity, or of mappings
        `identity-broken`; a rule that nobody declared follows from what the measures mean: `sum-incoherent`.

    Examples
    --------
    >>> checks = pd.DataFrame({"identity": ["sum"], "family": "", "voice": "A", "equation": "3 + 9 > 4"})
    >>> checks = checks.assign(holds=False, claim_ids="1, 2, 3", one_statement=True)
    >>> broken_identities(checks, [])["message"].tolist()
    ["A's own figures do not add up: 3 + 9 > 4 (sum)"]
    """
    if not len(checks):
        return join_records([], names(FINDINGS))
    rows = checks[~checks["holds"].astype(bool)]
    rows = rows.assign(where=np.where(rows["one_statement"].astype(bool), "", _APART))
    own = rows["identity"].isin([rule.name for rule in identities_of(declared)])
    told, meant = rows[own], rows[~own]
    return join_records([
        findings(
            "identity-broken",
            told["identity"] + " does not hold for " + told["voice"] + ": " + told["equation"] + told["where"],
            family=told["family"], claim_id=told["claim_ids"], hint=_HINT,
        ),
        findings(
            "sum-incoherent",
            meant["voice"] + "'s own figures do not add up: " + meant["equation"] + " (" + meant["identity"] + ")"
            + meant["where"],
            family=meant["family"], value=meant["claim_ids"], hint=_HINT,
        ),
    ], names(FINDINGS))  # fmt: skip


_HINT = "check the parts for another definition or date"


def _check(claims: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    """Compare figures of one statement; those of several where no statement of the voice has enough of them."""
    spelled = {measure_of(measure): measure for measure in claims["measure"].unique()}
    measures = [spelled.get(measure_of(measure), measure) for measure in (*identity.parts, identity.total)]
    there = [measure in spelled.values() for measure in measures]
    if not there[-1] or sum(there[:-1]) < _fewest(identity):
        return NO_SUMS
    rows = claims[claims["measure"].isin(measures)].sort_values("claim_id", kind="stable").reset_index(drop=True)
    rows = rows.assign(date=rows["count_date"].fillna(rows["period_end"]))
    several = _sums_of(rows, measures, identity, list(_KEYS))
    # a statement has no more of them than its voice has
    if not len(several[0]):
        return NO_SUMS
    one = _sums_of(rows, measures, identity, [*_KEYS, "statement"])
    known = pd.Index(_group(rows)[one[0]])
    tables = [_compared(rows, identity, *one), _compared(rows, identity, *several, but=known)]
    # what is told in several articles is told once
    filled = [table for table in tables if len(table)] or [NO_SUMS]
    found = pd.concat(filled, ignore_index=True).drop_duplicates(["family", "voice", "date", "equation"])
    return found.sort_values(["family", "voice", "date"], kind="stable")


def _fewest(identity: Identity) -> int:
    """Return how many parts there must be, at least, beside a total."""
    return len(identity.parts) if identity.complete else min(_FEWEST_PARTS, len(identity.parts))


def _group(rows: pd.DataFrame) -> Ints:
    return group_rows([rows[name] for name in _KEYS])[0]


def _sums_of(rows: pd.DataFrame, measures: list[str], identity: Identity, keys: list[str]) -> tuple[Ints, Ints]:
    """Return the rows of totals with enough parts, and of their parts in order, -1 for those not given."""
    key, first = group_rows([rows[name] for name in keys])
    given = np.full((len(measures), len(first)), -1)
    for place, measure in enumerate(measures):
        # of several claims the first stands: it is written last
        told = np.flatnonzero(rows["measure"] == measure)[::-1]
        given[place, key[told]] = told
    total = np.sort(given[-1][given[-1] >= 0])
    parts = given[:-1, key[total]].T
    enough = (parts >= 0).sum(axis=1) >= _fewest(identity)
    return total[enough], parts[enough]


def _compared(
    rows: pd.DataFrame, identity: Identity, total: Ints, parts: Ints, but: pd.Index | None = None
) -> pd.DataFrame:  # fmt: skip
    """Return a row for every sum, but for those of what was compared already."""
    if but is not None:
        new = ~pd.Index(_group(rows)[total]).isin(but)
        total, parts = total[new], parts[new]
    system, seat = np.nonzero(parts >= 0)
    exact = np.full(len(total), identity.complete)
    return own_sums(rows, total, system, parts[system, seat], exact, identity.name)
