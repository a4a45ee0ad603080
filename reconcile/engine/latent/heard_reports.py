"""The claims that a latent curve hears: counts of totals that only grow, and periods that nest in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints
from reconcile.days import NO_DAY, days_of
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import rising, scales_of
from reconcile.engine.whole_ends import units_of
from reconcile.pool.calibration import COMMON_SPREAD, STAKE_FACTOR
from reconcile.ranges.scale import Scale, deviations

__all__ = ["HeardReports", "heard_reports", "parties_of", "totals_of", "voices_apart"]

# what a period has in common with the total in which it nests
_SHARED = ("family", "measure", "party", "place", "scope", "population")

# columns of `HEARD` that a report is made of
_ENDS = ("range_low", "range_best", "range_high")


@dataclass(frozen=True, kw_only=True)
class HeardReports:
    """One report a claim that curves hear, in the order of claims.

    Attributes
    ----------
    claim : ndarray of int, shape (N,)
        Row of the claim.
    quantity : ndarray of int, shape (N,)
        Code of the total that it speaks of; of a period, that in which it nests.
    voice : ndarray of int, shape (N, 3)
        Voice, party and era: whom a bias belongs to.
    since, day, centre, below, above, weight, bound
        As in `Reports`.
    """

    claim: Ints
    quantity: Ints
    voice: Ints
    since: Floats
    day: Floats
    centre: Floats
    below: Floats
    above: Floats
    weight: Floats
    bound: Ints

    @property
    def totals(self) -> Flags:
        """Which reports are counts of a total that say where the value is."""
        counts: Flags = np.isnan(self.since) & (self.bound == 0)
        return counts


def heard_reports(heard: HeardClaims) -> HeardReports:
    """Return the claims that curves hear.

    These are all counts of totals that may not fall, the older ones of a voice, too, with a day of which they speak or
    were said; and the periods of the same measure, party, place and people (without a measure: of the same label) that
    are not longer than the totals reach. Relays are heard as their voice. What was left out, or lies in the future, is
    not heard.

    Parameters
    ----------
    heard : HeardClaims

    Returns
    -------
    HeardReports

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320], "temporal": "cumulative",
    ...                        "count_date": ["2025-01-01", "2025-02-01"]})
    >>> heard_reports(hear(check_claims(claims).claims, registry_of(None), {}, {}, None)).claim.tolist()
    [0, 1]
    """
    table, code, scale = heard.table, heard.quantities.code, scales_of(heard)
    total = totals_of(heard)[code]
    within = np.where(total == code, -1, total)
    day = np.where(within >= 0, days_of(heard.claims["period_end"]), table["day"].to_numpy(np.int64))
    since = np.where(within >= 0, days_of(heard.claims["period_start"]) - 1, NO_DAY)
    quantity = np.where(within >= 0, within, code)
    usable = (table["reason"] == "").to_numpy() & (day != NO_DAY) & (day <= heard.as_of)
    usable &= (total == code) | ((within >= 0) & (since != NO_DAY) & (since < day))
    rows = np.flatnonzero(usable)
    rows = rows[_short_enough(quantity[rows], since[rows], day[rows])]
    return _reports(heard, rows, quantity[rows], since[rows], day[rows], scale.take(quantity[rows]))


def totals_of(heard: HeardClaims) -> Ints:
    """Return the total of every quantity: itself where it may not fall, of a period that in which it nests, else -1.

    Parameters
    ----------
    heard : HeardClaims

    Returns
    -------
    ndarray of int, shape (quantities,)
        Codes of quantities; -1 for a period that nests in several totals, or in none, and for what may fall.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [300, 20],
    ...                        "temporal": ["cumulative", "period"], "count_date": ["2025-01-01", ""],
    ...                        "period_start": ["", "2024-12-01"], "period_end": ["", "2024-12-31"]})
    >>> totals_of(hear(check_claims(claims).claims, registry_of(None), {}, {}, None)).tolist()
    [1, 1]
    """
    table = heard.quantities.table
    grows = rising(heard, np.arange(len(table)), scales_of(heard))
    shared = table[list(_SHARED)].assign(
        label=table["label"].where(table["measure"] == "", ""), unit=units_of(heard),
    )  # fmt: skip
    group = shared.groupby(list(shared.columns), sort=False, dropna=False).ngroup().to_numpy(np.int64)
    many, total = np.bincount(group[grows], minlength=len(table)), np.full(len(table), -1)
    total[group[grows]] = np.flatnonzero(grows)
    nests = (table["temporal"] == "period").to_numpy() & (many[group] == 1)
    return np.where(grows, np.arange(len(table)), np.where(nests, total[group], -1)).astype(np.int64)


def parties_of(heard: HeardClaims) -> Ints:
    """Return a number for the party of every quantity, shape (quantities,): whose losses a voice is biased about.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> parties_of(SimpleNamespace(quantities=SimpleNamespace(table=pd.DataFrame({"party": ["B", "A", "B"]})))).tolist()
    [1, 0, 1]
    """
    return pd.factorize(heard.quantities.table["party"].astype(str), sort=True)[0].astype(np.int64)


def _short_enough(quantity: Ints, since: Ints, day: Ints) -> Flags:
    """Return True for totals, and for periods that begin within the counts of their total or so long before at most."""
    is_total = since == NO_DAY
    count = int(quantity.max(initial=-1)) + 1
    first, last = np.full(count, -NO_DAY), np.full(count, NO_DAY)
    np.minimum.at(first, quantity[is_total], day[is_total])
    np.maximum.at(last, quantity[is_total], day[is_total])
    reach = (last - first)[quantity]
    fits: Flags = is_total | ((day - since <= reach) & (since >= first[quantity] - reach) & (day <= last[quantity]))
    return fits


def _reports(heard: HeardClaims, rows: Ints, quantity: Ints, since: Ints, day: Ints, scale: Scale) -> HeardReports:
    table = heard.table.iloc[rows]
    low, best, high = (scale.to_working(table[name].to_numpy(np.float64)) for name in _ENDS)
    below, above = deviations(low, best, high, table["p_low"].to_numpy(), table["p_high"].to_numpy())
    stake, bound = (table[name].to_numpy(dtype=object) for name in ("stake_side", "bound"))
    staked = (STAKE_FACTOR * COMMON_SPREAD) ** 2
    weight = table["weight"].to_numpy(np.float64) * table["share_factor"].to_numpy(np.float64)
    largest = np.zeros(int(quantity.max(initial=-1)) + 1)
    np.maximum.at(largest, quantity, weight)
    speaker, era = (table[name].to_numpy(np.int64) for name in ("voice_code", "era"))
    voice = np.column_stack([speaker, parties_of(heard)[quantity], era])
    return HeardReports(
        claim=rows, quantity=quantity, voice=voice, day=day.astype(np.float64),
        since=np.where(since == NO_DAY, np.nan, since.astype(np.float64)),
        centre=np.select([bound == "floor", bound == "ceiling"], [low, high], best),
        below=np.sqrt(below**2 + staked * (stake == "low")), above=np.sqrt(above**2 + staked * (stake == "high")),
        weight=np.maximum(weight / largest[quantity], np.finfo(float).tiny),
        bound=np.select([bound == "floor", bound == "ceiling"], [1, -1], 0),
    )  # fmt: skip


def voices_apart(reports: HeardReports) -> Ints:
    """Return a number for the voice of each report, alike where voice, party and era are.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> voices_apart(SimpleNamespace(voice=np.array([[3, 0, 0], [1, 0, 0], [3, 0, 0]]))).tolist()
    [1, 0, 1]
    """
    if not len(reports.voice):
        return np.zeros(0, dtype=np.int64)
    return np.unique(reports.voice, axis=0, return_inverse=True)[1].ravel().astype(np.int64)
