"""Claims as they are heard: the quantity, voice, range and weight of each, and why some are left out.

A claim is *heard* where it speaks for its voice; a *voice* is whom a claim goes back to, a *source* who published it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Flags, at_rows, says
from reconcile.claims.ids import id_ranks
from reconcile.claims.measures import Measure, attribute_of, measure_of
from reconcile.claims.quantities import Quantities, quantity_keys
from reconcile.claims.spans import undated
from reconcile.claims.text import plain
from reconcile.columns import DEFINING, FINDINGS, names
from reconcile.days import NO_DAY, dates_of, days_of
from reconcile.engine.known_to_all import KnownToAll, facts_of, known_to_all
from reconcile.engine.status_reasons import status_reasons
from reconcile.ranges.claimed import claimed_ranges
from reconcile.records import join_records
from reconcile.sources.accounting_rules import Identity
from reconcile.sources.accounts import choose_accounts
from reconcile.sources.breaks import Break, count_breaks, unused_breaks
from reconcile.sources.day_jumps import day_jumps
from reconcile.sources.event_like import event_like
from reconcile.sources.one_counter import join_counters
from reconcile.sources.origins import Voices, find_voices
from reconcile.sources.own_sums import as_far_as_said
from reconcile.sources.past_of_claims import PastOfClaims
from reconcile.sources.registry import Registry
from reconcile.sources.republished_series import join_republished
from reconcile.sources.set_aside import nothing_set_aside, says_of_others, set_aside
from reconcile.sources.several_figures import spanned
from reconcile.sources.statements import statements
from reconcile.sources.timeless_series import timeless_series
from reconcile.sources.track_record import TrackRecord
from reconcile.sources.weights import weigh

__all__ = ["HeardClaims", "hear"]

# columns in which a claim says what it is beside others
_SAID_OF_OTHERS = (
    "claim_id", "temporal", "revises", "revision", "role", "denied_by", "period_start", "period_end",
    "edition_of", "includes",
)  # fmt: skip

# columns of what a claim states, for accounting rules
_STATED = ["voice", "range_low", "range_high", "figure_low", "open_low", "open_high"]

# kind of a claim that tells a size in words
_SIZE = "magnitude"

_UNDATED = "withheld: the first or the last day of its period is not known"


@dataclass(frozen=True, kw_only=True)
class HeardClaims:
    """Claims with everything that is known of each before they are pooled.

    Attributes
    ----------
    claims : DataFrame
        Checked claims.
    table : DataFrame, one row a claim
        Columns of `HEARD`: quantity, voice, range, weight factors, the days between which a claim speaks, and
        `reason` where it is left out.
    quantities : Quantities
    voices : Voices
    known : KnownToAll
        What is known of all claims of the run, of which these may be some.
    findings : DataFrame
    measures : mapping of name to Measure
        Those that the project declares.
    past : PastOfClaims or None
        What the track records of voices say of the claims, where they are used.
    """

    claims: pd.DataFrame
    table: pd.DataFrame
    quantities: Quantities
    voices: Voices
    known: KnownToAll
    findings: pd.DataFrame
    measures: Mapping[str, Measure]
    past: PastOfClaims | None = None

    @property
    def as_of(self) -> int:
        """Day of knowledge, days since 1970; `NO_DAY` where no claim has a date."""
        return self.known.as_of

    def for_identities(self, rules: Sequence[Identity]) -> pd.DataFrame:
        """Return the claims that rules are checked on: accepted ones with a number of their measures, not computed.

        Rules over time and place are checked elsewhere; for them alone there is neither a row nor a column.
        """
        wanted = {measure_of(name) for rule in rules if not rule.over for name in (rule.total, *rule.parts)}
        if not wanted:
            return pd.DataFrame()
        spelled = [name for name in self.quantities.table["measure"].unique() if measure_of(name) in wanted]
        named = self.claims["measure"].isin(spelled) & (self.claims["parent"] == "")
        stated = named.to_numpy() & self.with_a_number()
        joined = self.claims.loc[stated, ["claim_id", "family", "measure", *DEFINING[1:]]].join(self.table[_STATED])
        days = dates_of(self.table["day"].to_numpy()[stated])
        return as_far_as_said(plain(joined)).assign(count_date=days, statement=statements(self.claims.loc[stated]))

    def with_a_number(self) -> Flags:
        """Return True for accepted claims that state a number: "dozens" is none to add up."""
        flags: Flags = (self.table["status_reason"].eq("") & self.table["kind"].ne(_SIZE)).to_numpy()
        return flags


def hear(
    claims: pd.DataFrame,
    registry: Registry,
    sides: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure],
    as_of: Any,
    breaks: Sequence[Break] = (),
    *,
    record: TrackRecord | None = None,
    known: KnownToAll | None = None,
) -> HeardClaims:
    """Find the quantity, voice, range and weight of every claim, and which claims are heard.

    `known` is what is known of all claims where these are some of them; then `as_of` is not looked at.
    """
    claims = claims.reset_index(drop=True)
    known = known or known_to_all([facts_of(claims)], registry, as_of)
    quantities = quantity_keys(claims)
    ranges, range_findings = claimed_ranges(claims)
    said = find_voices(claims, quantities.code, registry, known.names)
    counters = join_counters(said, claims, quantities.code, ranges["range_best"], registry)
    voices = join_republished(counters, claims, ranges["range_best"], registry)
    weights = weigh(claims, voices, registry, sides, measures, record)
    weighed = pd.concat([ranges, weights.table], axis=1)
    days = _days(claims)
    era = count_breaks(breaks, registry, voices.voice, claims["measure"], days["day"])
    dated = weighed.assign(**_codes(claims, quantities, voices), **days, era=era)
    told, told_findings = _with_set_aside(_with_reasons(dated, claims), claims, voices, registry, measures)
    table, account_findings = _with_accounts(told, claims, voices)
    records = [
        quantities.findings, voices.findings, range_findings, weights.findings, told_findings, account_findings,
        unused_breaks(breaks, registry, voices.voice, claims["measure"]),
    ]  # fmt: skip
    return HeardClaims(
        claims=claims,
        table=table,
        quantities=quantities,
        voices=voices,
        known=known,
        findings=join_records(records, names(FINDINGS)),
        measures=measures,
        past=weights.past,
    )


def _codes(claims: pd.DataFrame, quantities: Quantities, voices: Voices) -> dict[str, Any]:
    """Return the quantity and the voice of every claim as numbers, and the place of its id."""
    voice = voices.voice.array
    return {
        "id_rank": id_ranks(claims["claim_id"]), "quantity_code": quantities.code, "voice": voice,
        "hops": voices.hops, "voice_code": voice.codes.astype(np.int64),
    }  # fmt: skip


def _days(claims: pd.DataFrame) -> dict[str, npt.NDArray[Any]]:
    """Return the days on which claims were published and of which they speak, and whether they say so."""
    published, stated = days_of(claims["published"]), days_of(claims["count_date"])
    stated = np.where(stated == NO_DAY, days_of(claims["period_end"]), stated)
    day = np.where(stated == NO_DAY, published, stated)
    return {"published_day": published, "day_stated": stated != NO_DAY, "day": day}


def _with_reasons(table: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Add why claims are left out before voices are listened to: for their status, or as they weigh nothing."""
    status = status_reasons(claims)
    reason = np.where(status == "", table["zero_reason"].to_numpy(dtype=object), status)
    return table.assign(status_reason=pd.Series(status, dtype=object), reason=pd.Series(reason, dtype=object))


def _with_set_aside(
    table: pd.DataFrame, claims: pd.DataFrame, voices: Voices, registry: Registry, measures: Mapping[str, Measure]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add which claims are set aside for what is said of them, what took them back, and what was found."""
    named = table.assign(
        source=voices.source, only_grows=says(attribute_of(claims["measure"], "only_grows", "False", measures), "True")
    )
    aside = nothing_set_aside(named)
    if says_of_others(claims):
        said = {name: claims[name] for name in _SAID_OF_OTHERS}
        spoken = named.assign(**said, origin=voices.origin, denied_day=days_of(claims["denied_on"]))
        aside = set_aside(spoken, registry)
    reason = np.where((aside.reason == "") & undated(claims), _UNDATED, aside.reason).astype(object)
    series = timeless_series(
        named.assign(reason=reason, **{name: claims[name] for name in ("temporal", "rows", "file")})
    )
    reason = np.where(reason == "", series.reason, reason)
    status = np.where(table["reason"] == "", reason, table["status_reason"])
    words = {"reason": reason, "revised_by": aside.revised_by, "status_reason": status}
    told = table.assign(
        only_grows=named["only_grows"], **{name: pd.Series(texts, dtype=object) for name, texts in words.items()}
    )
    return told, join_records([aside.findings, series.findings], names(FINDINGS))


def _with_accounts(table: pd.DataFrame, claims: pd.DataFrame, voices: Voices) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add which claims of weight above 0 speak for their voice, from which day to which, and what was found."""
    rows = np.flatnonzero(table["reason"] == "")
    named = table.assign(
        claim_id=claims["claim_id"], temporal=claims["temporal"], source=voices.source,
        hedged=~says(claims["said_hedge"], "") & says(table["kind"], "approx"),
    )  # fmt: skip
    accounts = choose_accounts(named if len(rows) == len(table) else named.iloc[rows])
    reason, revised_by = (table[name].to_numpy(dtype=object).copy() for name in ("reason", "revised_by"))
    reason[rows], revised_by[rows] = accounts.reason, accounts.revised_by
    span = at_rows(np.where(accounts.span < 0, -1, rows[accounts.span]), rows, len(table), -1)
    listed = event_like(table.assign(file=claims["file"], source=voices.source, reason=reason))
    heard = spanned(table, span).assign(
        several=span == np.arange(len(table)),
        reason=pd.Series(np.where(reason == "", listed.reason, reason), dtype=object),
        revised_by=pd.Series(revised_by, dtype=object),
        share_factor=at_rows(accounts.share, rows, len(table), 1.0),
        first=at_rows(accounts.first, rows, len(table), 0),
        last=at_rows(accounts.last, rows, len(table), -1),
    )
    jumps = day_jumps(claims, voices.voice, heard["range_best"], heard["reason"] == "")
    return heard, join_records([accounts.findings, listed.findings, jumps], names(FINDINGS))
