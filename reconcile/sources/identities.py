"""Accounting rules, checked voice by voice: killed + wounded = casualties, shot down + lost <= launched.

A check compares what one voice said about the total with what it said about the parts at the same time, and changes no
estimate. What adds up is one statement of that voice, and is told as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

# columns of claims that are read
_READ = (*_KEYS, "measure", "claim_id", "statement", "figure_low", "range_low", "range_high")

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
    rules = [rule for rule in identities if not rule.over]
    # claims without any rule may have no column at all
    there = _spelled(claims, rules) if rules else []
    if not there:
        return NO_SUMS
    told = _told(claims, {name for _, measures in there for name in measures})
    filled = [table for table in (_check(told, *of_rule) for of_rule in there) if len(table)]
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


@dataclass(frozen=True)
class _Told:
    """Claims by id, with `date`; numbers of those that agree but for the measure, and of these within a statement."""

    rows: pd.DataFrame
    thing: Ints
    in_statement: Ints


def _spelled(claims: pd.DataFrame, rules: Sequence[Identity]) -> list[tuple[Identity, list[str]]]:
    """Return the rules of which there are claims, each with its parts and its total as these spell them."""
    spelled = {measure_of(measure): measure for measure in claims["measure"].unique()}
    measures = [[spelled.get(measure_of(name), name) for name in (*rule.parts, rule.total)] for rule in rules]
    known = set(spelled.values())
    return [
        (rule, names) for rule, names in zip(rules, measures, strict=True)
        if names[-1] in known and sum(name in known for name in names[:-1]) >= _fewest(rule)
    ]  # fmt: skip


def _told(claims: pd.DataFrame, measures: set[str]) -> _Told:
    rows = claims.loc[claims["measure"].isin(measures), list(_READ)].sort_values("claim_id", kind="stable")
    rows = rows.assign(date=rows["count_date"].fillna(rows["period_end"])).reset_index(drop=True)
    thing, _ = group_rows([rows[name] for name in _KEYS])
    return _Told(rows, thing, group_rows([pd.Series(thing), rows["statement"]])[0])


def _check(told: _Told, identity: Identity, measures: list[str]) -> pd.DataFrame:
    """Compare figures of one statement; those of several where no statement of the voice has enough of them."""
    several = _sums_of(told.rows["measure"], told.thing, identity, measures)
    # a statement has no more of them than its voice has
    if not len(several[0]):
        return NO_SUMS
    one = _sums_of(told.rows["measure"], told.in_statement, identity, measures)
    new = ~np.isin(told.thing[several[0]], told.thing[one[0]])
    tables = [_compared(told.rows, identity, *sums) for sums in (one, (several[0][new], several[1][new]))]
    # what is told in several articles is told once
    filled = [table for table in tables if len(table)] or [NO_SUMS]
    found = pd.concat(filled, ignore_index=True).drop_duplicates(["family", "voice", "date", "equation"])
    return found.sort_values(["family", "voice", "date"], kind="stable")


def _fewest(identity: Identity) -> int:
    """Return how many parts there must be, at least, beside a total."""
    return len(identity.parts) if identity.complete else min(_FEWEST_PARTS, len(identity.parts))


def _sums_of(measure: pd.Series, key: Ints, identity: Identity, measures: list[str]) -> tuple[Ints, Ints]:
    """Return the rows of totals with enough parts, and of their parts in order, -1 for those not given."""
    given = np.full((len(measures), key.max(initial=-1) + 1), -1)
    for place, name in enumerate(measures):
        # of several claims the first stands: it is written last
        own = np.flatnonzero(measure == name)[::-1]
        given[place, key[own]] = own
    total = np.sort(given[-1][given[-1] >= 0])
    parts = given[:-1, key[total]].T
    enough = (parts >= 0).sum(axis=1) >= _fewest(identity)
    return total[enough], parts[enough]


def _compared(rows: pd.DataFrame, identity: Identity, total: Ints, parts: Ints) -> pd.DataFrame:
    """Return a row for every sum."""
    system, seat = np.nonzero(parts >= 0)
    exact = np.full(len(total), identity.complete)
    return own_sums(rows, total, system, parts[system, seat], exact, identity.name)
