"""Declared identities checked voice by voice: killed + wounded = casualties, shot down + lost = launched.

A check compares what one voice said of the total and of every part at one time; it changes no estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from reconcile.columns import DEFINING

__all__ = ["IDENTITY_COLUMNS", "Identity", "check_identities"]

IDENTITY_COLUMNS = (
    "identity", "family", "voice", "date", "equation", "holds", "total", "sum", "difference", "claim_ids",
)  # fmt: skip

# columns in which total and parts must agree: all that define a quantity but what is counted
_SAME = tuple(name for name in DEFINING if name != "measure")


class Identity(NamedTuple):
    """An accounting rule: the total is the sum of the parts, all measures."""

    name: str
    total: str
    parts: tuple[str, ...]


def check_identities(claims: pd.DataFrame, identities: Sequence[Identity]) -> pd.DataFrame:
    """Check every identity wherever one voice gave the total and all parts.

    Parameters
    ----------
    claims : DataFrame
        Claims with `voice`, `measure`, the defining columns, `count_date`, `claim_id`, `range_low`, `range_best`,
        `range_high`, `figure_low`. Of several accounts of a voice the first by claim_id counts.
    identities : sequence of Identity

    Returns
    -------
    DataFrame, one row a check, columns `IDENTITY_COLUMNS`
        It holds if the sum of the parts' ranges touches the total's range.
    """
    checked = [_check(claims, Identity(*identity)) for identity in identities]
    filled = [table for table in checked if len(table)]
    if not filled:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in IDENTITY_COLUMNS})
    return pd.concat(filled, ignore_index=True)


def _check(claims: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    keys = ["voice", "family", *_SAME, "count_date"]
    rows = claims[claims["measure"].isin([identity.total, *identity.parts]) & ~claims["measure"].eq("")]
    rows = rows.sort_values("claim_id", kind="stable").drop_duplicates([*keys, "measure"])
    wide = rows.set_index([*keys, "measure"])[["figure_low", "range_low", "range_high", "claim_id"]].unstack("measure")
    needed = [(value, measure) for value in ("figure_low", "claim_id") for measure in (identity.total, *identity.parts)]
    if wide.empty or any(column not in wide.columns for column in needed):
        return pd.DataFrame(columns=list(IDENTITY_COLUMNS))
    wide = wide.dropna(subset=needed)
    return _told(wide, identity) if len(wide) else pd.DataFrame(columns=list(IDENTITY_COLUMNS))


def _told(wide: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    parts = list(identity.parts)
    total, figures = wide["figure_low"][identity.total], wide["figure_low"][parts]
    touches = (wide["range_low"][parts].sum(axis=1) <= wide["range_high"][identity.total]) & (
        wide["range_high"][parts].sum(axis=1) >= wide["range_low"][identity.total]
    )
    table = wide.index.to_frame(index=False)
    date = table["count_date"].fillna(table["period_end"])
    told = pd.DataFrame(
        {
            "identity": identity.name, "family": table["family"], "voice": table["voice"],
            "date": date, "holds": touches.to_numpy(), "total": total.to_numpy(float),
            "sum": figures.sum(axis=1).to_numpy(float),
        }
    )  # fmt: skip
    told["difference"] = told["sum"] - told["total"]
    written = figures.map(_plain).agg(" + ".join, axis=1) + " = " + total.map(_plain)
    told["equation"] = written.to_numpy()
    told["claim_ids"] = wide["claim_id"][[*parts, identity.total]].agg(", ".join, axis=1).to_numpy()
    return told[list(IDENTITY_COLUMNS)].sort_values(["family", "voice", "date"], kind="stable")


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.6g}"
