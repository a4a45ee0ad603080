"""Declared identities, checked voice by voice: killed + wounded = casualties, shot down + lost = launched.

A check compares what one voice said about the total with what it said about every part at the same time. It changes no
estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from reconcile.claims.measures import measure_of
from reconcile.columns import DEFINING, IDENTITY_CHECKS, names

__all__ = ["Identity", "check_identities"]

# columns in which total and parts must agree: all that define a quantity except the measure
_SAME = tuple(name for name in DEFINING if name != "measure")


class Identity(NamedTuple):
    """An accounting rule: the total is the sum of the parts, all measures."""

    name: str
    total: str
    parts: tuple[str, ...]


def check_identities(claims: pd.DataFrame, identities: Sequence[Identity]) -> pd.DataFrame:
    """Check every identity wherever one voice gave the total and all of its parts.

    Parameters
    ----------
    claims : DataFrame
        Claims with `voice`, `measure`, the defining columns, `count_date`, `claim_id`, `range_low`, `range_best`,
        `range_high`, `figure_low`. Of several claims of a voice the one with the lowest claim_id is taken.
    identities : sequence of Identity

    Returns
    -------
    DataFrame of shape (checks, `IDENTITY_CHECKS`)
        `holds` is True where the sum of the parts' ranges overlaps the range of the total, ends included.

    Examples
    --------
    >>> claims = pd.DataFrame({"measure": ["killed", "wounded", "casualties"], "claim_id": ["A", "B", "C"],
    ...                        "figure_low": [300.0, 2700.0, 3000.0], "count_date": pd.Timestamp("2025-01-13")})
    >>> claims = claims.assign(voice="NIS", family="losses", range_low=claims["figure_low"],
    ...                        range_high=claims["figure_low"], **dict.fromkeys(DEFINING[1:], ""))
    >>> check_identities(claims, [Identity("losses", "casualties", ("killed", "wounded"))])["equation"].tolist()
    ['300 + 2,700 = 3,000']
    """
    checked = [_check(claims, Identity(*identity)) for identity in identities]
    filled = [table for table in checked if len(table)]
    if not filled:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in names(IDENTITY_CHECKS)})
    return pd.concat(filled, ignore_index=True)


def _check(claims: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    spelled = {measure_of(measure): measure for measure in claims["measure"].unique()}
    measures = [spelled.get(measure_of(measure), measure) for measure in (*identity.parts, identity.total)]
    keys = ["voice", "family", *_SAME, "count_date"]
    rows = claims[claims["measure"].isin(measures)].sort_values("claim_id", kind="stable")
    rows = rows.drop_duplicates([*keys, "measure"])
    values = ["figure_low", "range_low", "range_high", "claim_id"]
    sides = [rows[rows["measure"] == measure].set_index(keys)[values] for measure in measures]
    shared = sides[-1].index
    for side in sides[:-1]:
        shared = shared[shared.isin(side.index)]
    return _compare([side.loc[shared] for side in sides], identity)


def _compare(sides: list[pd.DataFrame], identity: Identity) -> pd.DataFrame:
    """Return a row for every check. The last of `sides` is the total, the others are its parts; all have equal rows."""
    parts, total = sides[:-1], sides[-1]
    lowest, highest, added = (sum(side[name].to_numpy(float) for side in parts)
                              for name in ("range_low", "range_high", "figure_low"))  # fmt: skip
    holds = (lowest <= total["range_high"].to_numpy(float)) & (highest >= total["range_low"].to_numpy(float))
    keys = total.index.to_frame(index=False)
    checks = pd.DataFrame(
        {
            "identity": identity.name, "family": keys["family"], "voice": keys["voice"],
            "date": keys["count_date"].fillna(keys["period_end"]), "equation": _equations(sides), "holds": holds,
            "total": total["figure_low"].to_numpy(float), "sum": added,
            "difference": added - total["figure_low"].to_numpy(float),
            "claim_ids": [", ".join(ids) for ids in zip(*(side["claim_id"] for side in sides), strict=True)],
        }
    )  # fmt: skip
    return checks.sort_values(["family", "voice", "date"], kind="stable")


def _equations(sides: list[pd.DataFrame]) -> list[str]:
    rows = zip(*(side["figure_low"] for side in sides), strict=True)
    return [" + ".join(map(_plain, row[:-1])) + " = " + _plain(row[-1]) for row in rows]


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.6g}"
