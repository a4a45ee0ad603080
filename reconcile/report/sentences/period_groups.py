"""Which quantities are periods of one measure, place and force that are told as one: a voice's own, and long series."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Ints

__all__ = ["event_groups", "period_groups", "trend_groups"]

# periods of one voice that a sentence names one by one; of more the first, the last and the highest between are told
MOST_PERIODS = 4

# periods of several voices that make a series of their own; fewer are told one by one
SHORTEST_TREND = 4

# lengths of a period that may lie between two of a series, before it ends: one that nobody else gave, and a day
MOST_GAP = 1.5

# events that are told in one row: a sentence each
MOST_EVENTS = 2

# what periods of one series are alike in
_LINE = ["family", "measure", "place", "scope", "line"]


def period_groups(facts: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Find the periods of which one voice alone speaks.

    Parameters
    ----------
    facts, said : DataFrame
        From `facts_told` and `sayings`, of the quantities that are still to be told.

    Returns
    -------
    DataFrame, columns of `TOLD_GROUPS`
        The earliest leads, of those that begin with it the longest.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> days = pd.to_datetime(pd.Series(["2024-01-01", "2024-02-01"]))
    >>> table = pd.DataFrame({"measure": "area_gained", "source": "A", "best": [5, 9], "family": "f",
    ...                       "temporal": "period", "period_start": days, "period_end": days + pd.offsets.MonthEnd(0)})
    >>> result = rc.reconcile(table)
    >>> facts = facts_told(result.estimates)
    >>> said = sayings(facts, result.claims, claims_behind(result.estimates, result.claims))
    >>> period_groups(facts, said)[["row", "role"]].values.tolist()
    [[0, 'whole'], [1, 'period']]
    """
    own = said.join(facts, on="row")
    own = own[own["alone"] & own["spans"]]
    own["group"] = own.groupby([*_LINE, "voice"]).ngroup()
    return _enumerated(
        own.sort_values(["group", "first", "last", "row"], ascending=[True, True, False, True]), "period"
    )


def _enumerated(table: pd.DataFrame, role: str) -> pd.DataFrame:
    """Return groups whose rows stand in their order; of long ones all are members, and few are told."""
    table = table[table.groupby("group")["row"].transform("size") > 1]
    by_group = table.groupby("group")
    place, size = by_group.cumcount(), by_group["row"].transform("size")
    within = (place > 0) & (place < size - 1)
    peak = table["figure"].where(within).groupby(table["group"]).transform("max")
    ends = table["figure"].where(~within).groupby(table["group"]).transform("max")
    highest = within & (table["figure"] == peak) & (peak > ends)
    highest &= ~highest.groupby([table["group"], highest]).cumsum().gt(1)
    told = np.select([place == 0, size <= MOST_PERIODS, ~within, highest], ["whole", role, "last", "highest"], "within")
    return pd.DataFrame({
        "lead": by_group["row"].transform("first").to_numpy(), "row": table["row"].to_numpy(),
        "claim": table["claim"].to_numpy(), "role": told, "member": True,
    })  # fmt: skip


def event_groups(facts: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Find events of single days that different voices tell of, each a sentence of its own.

    Parameters and return as of `period_groups`; the earliest leads.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> days = pd.to_datetime(pd.Series(["2024-01-01", "2024-02-01"]))
    >>> table = pd.DataFrame({"measure": "captured", "source": ["A", "B"], "best": [5, 9], "family": "f",
    ...                       "temporal": "period", "period_start": days, "period_end": days})
    >>> result = rc.reconcile(table)
    >>> facts = facts_told(result.estimates)
    >>> said = sayings(facts, result.claims, claims_behind(result.estimates, result.claims))
    >>> event_groups(facts, said)[["row", "role"]].values.tolist()
    [[0, 'whole'], [1, 'event']]
    """
    own = said.join(facts, on="row")
    own = own[own["alone"] & own["spans"] & (own["first"] == own["last"])]
    own = own.sort_values([*_LINE, "first", "row"])
    chunk = own.groupby(_LINE).cumcount() // MOST_EVENTS
    own["group"] = own.assign(chunk=chunk).groupby([*_LINE, "chunk"]).ngroup()
    return _enumerated(own.sort_values(["group", "first", "row"]), "event")


def trend_groups(facts: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Find long series of equal periods of which several voices speak.

    Parameters
    ----------
    facts, said : DataFrame
        As in `period_groups`.

    Returns
    -------
    DataFrame, columns of `TOLD_GROUPS`
        The voice that has most periods from the first to the last leads, in the first; it is `last` in the last one;
        a second voice is `other_first` and `other_last` there, where it has both. The rest is `within`.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> days = pd.Series(pd.date_range("2024-01-01", periods=4, freq="MS"))
    >>> months = pd.DataFrame({"measure": "area_gained", "best": [5, 6, 7, 8], "family": "f", "temporal": "period",
    ...                        "period_start": days, "period_end": days + pd.offsets.MonthEnd(0)})
    >>> table = pd.concat([months.assign(source=source) for source in "AB"], ignore_index=True)
    >>> result = rc.reconcile(table)
    >>> facts = facts_told(result.estimates)
    >>> said = sayings(facts, result.claims, claims_behind(result.estimates, result.claims))
    >>> sorted(trend_groups(facts, said)["role"])
    ['last', 'other_first', 'other_last', 'whole', 'within', 'within']
    """
    points = facts[facts["printable"] & ~facts["alone"] & facts["spans"] & (facts["length"] != "")]
    points = points.assign(row=np.flatnonzero(facts.index.isin(points.index))).sort_values([*_LINE, "length", "first"])
    points["group"] = _runs(points)
    points = points[points.groupby("group")["row"].transform("size") >= SHORTEST_TREND]
    own = said.merge(points[["row", "group", "first"]], on="row")
    return _spoken_trends(points, own)


def _runs(points: pd.DataFrame) -> Ints:
    """Return the number of the run of every point: of one line, without a long gap."""
    line = points.groupby([*_LINE, "length"], sort=False).ngroup()
    days = points["last"] - points["first"] + 1
    gap = points["first"] - points["last"].shift() - 1
    new = (line != line.shift()) | (gap > MOST_GAP * days)
    return np.cumsum(new.to_numpy())


def _spoken_trends(points: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Return the groups of runs that a voice spans; the two voices with most periods at the same ends are told."""
    by_voice = own.sort_values(["group", "voice", "first"]).groupby(["group", "voice"])
    spans = by_voice.agg(count=("row", "size"), share=("share", "sum"), start=("row", "first"), end=("row", "last"),
                         claim=("claim", "first"), claim_last=("claim", "last"))  # fmt: skip
    spans = spans[spans["count"] > 1].reset_index()
    spans = spans.sort_values(["group", "count", "share", "voice"], ascending=[True, False, False, True])
    led = spans.drop_duplicates("group").set_index("group")
    beside = spans[~spans.index.isin(spans.drop_duplicates("group").index)]
    ends = [beside[end] == beside["group"].map(led[end]) for end in ("start", "end")]
    other = beside[ends[0] & ends[1]].drop_duplicates("group").set_index("group")
    lead = led["start"]
    told = [
        _told(lead, led["start"], led["claim"], "whole"), _told(lead, led["end"], led["claim_last"], "last"),
        _told(lead, other["start"], other["claim"], "other_first"),
        _told(lead, other["end"], other["claim_last"], "other_last"),
    ]  # fmt: skip
    rest = points[points["group"].isin(led.index)]
    rest = rest[~rest["row"].isin(led["start"]) & ~rest["row"].isin(led["end"])]
    within = pd.Series(rest["row"].to_numpy(), index=rest["group"].to_numpy())
    told.append(_told(lead, within, pd.Series(-1, index=within.index), "within"))
    return pd.concat(told, ignore_index=True)


def _told(lead: pd.Series, row: pd.Series, claim: pd.Series, role: str) -> pd.DataFrame:
    """Return rows of one role, by group; a second voice is no member again."""
    return pd.DataFrame({
        "lead": lead.reindex(row.index).to_numpy(np.int64), "row": row.to_numpy(np.int64),
        "claim": claim.to_numpy(np.int64), "role": role, "member": not role.startswith("other"),
    })  # fmt: skip
