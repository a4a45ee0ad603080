"""Accounting rules, checked voice by voice: killed + wounded = casualties, shot down + lost <= launched.

A check compares what one voice said about the total with what it said about the parts at the same time, and changes no
estimate. What adds up is one statement of that voice, and is told as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.measures import measure_of
from reconcile.columns import DEFINING, FINDINGS, IDENTITY_CHECKS, names
from reconcile.plain_numbers import write_number
from reconcile.records import findings, join_records
from reconcile.sources.accounting_rules import Identity, identities_of

__all__ = ["broken_identities", "check_identities"]

# columns in which total and parts must agree: all that define a quantity except the measure
_SAME = tuple(name for name in DEFINING if name != "measure")

# parts that must be known where a total is only at least their sum: one alone is told by `definition-breach`
_FEWEST_PARTS = 2


def check_identities(claims: pd.DataFrame, identities: Sequence[Identity]) -> pd.DataFrame:
    """Check every identity of measures wherever one voice gave the total and its parts.

    A total that is at least the sum of its parts is compared with those of them that the voice gave, two or more.

    Parameters
    ----------
    claims : DataFrame
        Claims with `voice`, `measure`, the defining columns, `count_date`, `claim_id`, `range_low`, `range_best`,
        `range_high`, `figure_low`. Of several claims of a voice the one with the lowest claim_id is taken.
    identities : sequence of Identity

    Returns
    -------
    DataFrame of shape (checks, `IDENTITY_CHECKS`)
        `holds` is True where the sum of the parts' ranges overlaps the range of the total, ends included, or begins
        below its end where the total may be more than the parts.

    Examples
    --------
    >>> claims = pd.DataFrame({"measure": ["killed", "wounded", "casualties"], "claim_id": ["A", "B", "C"],
    ...                        "figure_low": [300.0, 2700.0, 3000.0], "count_date": pd.Timestamp("2025-01-13")})
    >>> claims = claims.assign(voice="NIS", family="losses", range_low=claims["figure_low"],
    ...                        range_high=claims["figure_low"], **dict.fromkeys(DEFINING[1:], ""))
    >>> rule = Identity("losses", "casualties", ("killed", "wounded"))
    >>> check_identities(claims, [rule])["equation"].tolist()
    ['300 + 2,700 = 3,000']
    """
    checked = [_check(claims, identity) for identity in identities if not identity.over]
    filled = [table for table in checked if len(table)]
    if not filled:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in names(IDENTITY_CHECKS)})
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
    >>> broken_identities(checks.assign(holds=False, claim_ids="1, 2, 3"), [])["message"].tolist()
    ["A's own figures do not add up: 3 + 9 > 4 (sum)"]
    """
    rows = checks[~checks["holds"].astype(bool)]
    own = rows["identity"].isin([rule.name for rule in identities_of(declared)])
    told, meant = rows[own], rows[~own]
    return join_records([
        findings(
            "identity-broken", told["identity"] + " does not hold for " + told["voice"] + ": " + told["equation"],
            family=told["family"], claim_id=told["claim_ids"], hint="check the parts for another definition or date",
        ),
        findings(
            "sum-incoherent", meant["voice"] + "'s own figures do not add up: " + meant["equation"] + " ("
            + meant["identity"] + ")", family=meant["family"], value=meant["claim_ids"],
            hint="check the parts for another definition or date",
        ),
    ], names(FINDINGS))  # fmt: skip


def _check(claims: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    spelled = {measure_of(measure): measure for measure in claims["measure"].unique()}
    measures = [spelled.get(measure_of(measure), measure) for measure in (*identity.parts, identity.total)]
    keys = ["voice", "family", *_SAME, "count_date"]
    rows = claims[claims["measure"].isin(measures)].sort_values("claim_id", kind="stable")
    rows = rows.drop_duplicates([*keys, "measure"])
    values = ["figure_low", "range_low", "range_high", "claim_id"]
    sides = [rows[rows["measure"] == measure].set_index(keys)[values] for measure in measures]
    total = sides.pop()
    known = sum((total.index.isin(side.index).astype(np.int64) for side in sides), np.zeros(len(total), dtype=np.int64))
    fewest = len(sides) if identity.complete else min(_FEWEST_PARTS, len(sides))
    shared = total.index[known >= fewest]
    return _compare([side.reindex(shared) for side in sides], total.loc[shared], identity)


def _compare(parts: list[pd.DataFrame], total: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    """Return a row for every check; parts that a voice did not give are empty."""
    lowest, highest, added = (sum(side[name].fillna(0.0).to_numpy(float) for side in parts)
                              for name in ("range_low", "range_high", "figure_low"))  # fmt: skip
    holds = (lowest <= total["range_high"].to_numpy(float)) & (
        (highest >= total["range_low"].to_numpy(float)) | (not identity.complete)
    )
    keys = total.index.to_frame(index=False)
    checks = pd.DataFrame(
        {
            "identity": identity.name, "family": keys["family"], "voice": keys["voice"],
            "date": keys["count_date"].fillna(keys["period_end"]), "holds": holds,
            "equation": _equations(parts, total, holds, identity),
            "total": total["figure_low"].to_numpy(float), "sum": added,
            "difference": added - total["figure_low"].to_numpy(float),
            "claim_ids": [", ".join(filter(None, ids)) for ids in zip(
                *(side["claim_id"].astype(object).fillna("") for side in (*parts, total)), strict=True)],
        }
    )  # fmt: skip
    return checks[names(IDENTITY_CHECKS)].sort_values(["family", "voice", "date"], kind="stable")


def _equations(parts: list[pd.DataFrame], total: pd.DataFrame, holds: Flags, identity: Identity) -> list[str]:
    """Return the figures as a sum; "<=" and ">" where the total may be more than its parts, and differs."""
    rows = zip(*(side["figure_low"] for side in parts), strict=True)
    known = [[value for value in row if not np.isnan(value)] for row in rows]
    added, whole = np.array([sum(row) for row in known]), total["figure_low"].to_numpy(float)
    loose = np.where(holds, np.where(added < whole, "<=", "="), ">")
    signs = np.full(len(added), "=") if identity.complete else loose
    return [
        f"{' + '.join(map(_plain, row))} {sign} {_plain(value)}"
        for row, sign, value in zip(known, signs, whole, strict=True)
    ]


def _plain(value: float) -> str:
    return write_number(value)
