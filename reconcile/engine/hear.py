"""Listening to claims: the quantity, voice, range and weight of each, and which of them are heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.ids import id_ranks
from reconcile.claims.measures import Measure
from reconcile.claims.quantities import Quantities, quantity_keys
from reconcile.claims.text import plain
from reconcile.columns import DEFINING, FINDINGS, names
from reconcile.days import NO_DAY, as_day, dates_of, days_of
from reconcile.ranges.claimed import claimed_ranges
from reconcile.records import join_records
from reconcile.sources.accounts import choose_accounts
from reconcile.sources.origins import Voices, find_voices
from reconcile.sources.registry import Registry
from reconcile.sources.weights import weigh

__all__ = ["HeardClaims", "hear"]


@dataclass(frozen=True)
class HeardClaims:
    """Claims with everything that is known of each before they are pooled.

    Attributes
    ----------
    claims : DataFrame
        Checked claims.
    table : DataFrame, index as `claims`
        Quantity, voice, range, weight factors, the days between which a claim speaks, and `reason` where it is
        left out.
    quantities : Quantities
    voices : Voices
    as_of : int
        Day of knowledge, days since 1970; `NO_DAY` where no claim has a date.
    findings : DataFrame
    measures : mapping of name to Measure
        Those that the project declares.
    """

    claims: pd.DataFrame
    table: pd.DataFrame
    quantities: Quantities
    voices: Voices
    as_of: int
    findings: pd.DataFrame
    measures: Mapping[str, Measure]

    def for_identities(self) -> pd.DataFrame:
        """Return the claims that identities are checked on: accepted ones that were not computed."""
        wanted = ["voice", "range_low", "range_high", "figure_low"]
        mine = ((self.table["status_reason"] == "") & (self.claims["parent"] == "")).to_numpy()
        joined = self.claims.loc[mine, ["claim_id", "family", "measure", *DEFINING[1:]]].join(self.table[wanted])
        return plain(joined).assign(count_date=dates_of(self.table["day"].to_numpy()[mine]))


def hear(
    claims: pd.DataFrame,
    registry: Registry,
    sides: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure],
    as_of: Any,
) -> HeardClaims:
    """Find the quantity, voice, range and weight of every claim, and which claims are heard."""
    claims = claims.reset_index(drop=True)
    quantities = quantity_keys(claims)
    voices = find_voices(claims, quantities.code, registry)
    ranges, range_findings = claimed_ranges(claims)
    weights = weigh(claims, voices, registry, sides, measures)
    status = _status_reasons(claims)
    reason = np.where(status == "", weights.table["zero_reason"].to_numpy(dtype=object), status)
    table = pd.concat([ranges, weights.table], axis=1).assign(
        id_rank=id_ranks(claims["claim_id"]), quantity_code=quantities.code, voice=voices.voice, hops=voices.hops,
        voice_code=voices.voice.cat.codes.to_numpy(np.int64), **_days(claims),
        **{name: pd.Series(told, dtype=object) for name, told in (("status_reason", status), ("reason", reason))},
    )  # fmt: skip
    known = _day_of(as_of, table)
    accounts = _hear(claims, table)
    found = [quantities.findings, voices.findings, range_findings, weights.findings, accounts]
    return HeardClaims(claims, table, quantities, voices, known, join_records(found, names(FINDINGS)), measures)


def _days(claims: pd.DataFrame) -> dict[str, npt.NDArray[Any]]:
    published, stated = days_of(claims["published"]), days_of(claims["count_date"])
    stated = np.where(stated == NO_DAY, days_of(claims["period_end"]), stated)
    day = np.where(stated == NO_DAY, published, stated)
    return {"published_day": published, "day_stated": stated != NO_DAY, "day": day}


def _day_of(as_of: Any, table: pd.DataFrame) -> int:
    if as_of is None:
        return int(max(table["published_day"].max(), table["day"].max()))
    return as_day(as_of)


def _status_reasons(claims: pd.DataFrame) -> npt.NDArray[np.object_]:
    reasons = np.full(len(claims), "", dtype=object)
    aside = ((claims["dropped_reason"] != "") | (claims["status"] != "accepted")).to_numpy()
    dropped, status, noted = (
        claims[name].to_numpy(dtype=object)[aside] for name in ("dropped_reason", "status", "note")
    )
    with_note = np.where(noted != "", ": " + noted, "")
    reasons[aside] = np.select(
        [dropped != "", status == "proposed", status == "rejected", status == "superseded"],
        ["dropped: " + dropped, "proposed: not yet reviewed", "rejected by the desk" + with_note,
         "superseded by the desk" + with_note],
        "",
    )  # fmt: skip
    return reasons


def _hear(claims: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Choose accounts among the claims of weight above 0; write reasons, shares and days into `table`."""
    rows = np.flatnonzero(table["reason"] == "")
    named = table.assign(claim_id=claims["claim_id"], temporal=claims["temporal"])
    accounts = choose_accounts(named if len(rows) == len(table) else named.iloc[rows])
    for name, told, unheard in (("share_factor", accounts.share, 1.0), ("first", accounts.first, 0),
                                ("last", accounts.last, -1)):  # fmt: skip
        column = np.full(len(table), unheard, dtype=told.dtype)
        column[rows] = told
        table[name] = column
    reason = table["reason"].to_numpy(dtype=object).copy()
    reason[rows] = accounts.reason
    table["reason"] = pd.Series(reason, dtype=object)
    return accounts.findings
