"""Which account of a voice is used, and between which days.

An *account* is one claim that reports what a voice said: by the voice itself, or by a *relay* that passed it on. A
voice is heard once for a quantity (for totals and stocks, once for a count date): through the account nearest to it,
among equally near ones the last published, among those the one with the lowest claim_id.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY
from reconcile.plain_numbers import write_number
from reconcile.records import findings
from reconcile.sources.breaks import apart_at_breaks
from reconcile.sources.falling_totals import fallen_totals, report_fallen
from reconcile.sources.revisions import relays_of_revised
from reconcile.sources.same_figure import same_ends
from reconcile.sources.several_figures import several_figures, spanned
from reconcile.sources.slips import find_slips

__all__ = ["Accounts", "choose_accounts"]


# a day after all others, in days since 1970: as far from them as `NO_DAY` is on the other side
NEVER = -NO_DAY

# share by which a relay's figure may be off before it is reported: rounding to two digits stays below it
RELAY_TOLERANCE = 0.05


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """Which claims are heard, and when.

    Attributes
    ----------
    reason : ndarray of str, shape (claims,)
        Why a claim is not heard; "" for those that are.
    revised_by : ndarray of str, shape (claims,)
        Id of the newer, lower count of its voice that took it back, or the figure that it repeats; "" for none.
    span : ndarray of int, shape (claims,)
        Row of the claim as which several figures of one source and time enter together; -1 for all others.
    share : ndarray of float, shape (claims,)
        Share of its voice's weight; below 1 only where one voice has several claims for a quantity without a temporal.
    first, last : ndarray of int, shape (claims,)
        First and last day (inclusive, in days since 1970) for which the claim is used.
    findings : DataFrame
        Relays that give another figure, slips, totals that fall.
    """

    reason: Strings
    revised_by: Strings
    span: Ints
    share: Floats
    first: Ints
    last: Ints
    findings: pd.DataFrame


def choose_accounts(claims: pd.DataFrame) -> Accounts:
    """Choose the accounts of every voice.

    Parameters
    ----------
    claims : DataFrame
        Claims that may be heard (weight above 0, accepted, known by the as-of date), with any index: `claim_id`,
        `id_rank` (place of the id in alphabetical order), `quantity_code`, `voice_code`, `temporal`, `hops`,
        `published_day`, `day` (count date in days since 1970, `NO_DAY` where there is none), `day_stated` (bool),
        `era` (breaks of its voice behind it: counts of two eras are not compared), `only_grows`,
        `range_low`, `range_best`, `range_high`, and those of `find_slips`, `falls_below`,
        `several_figures` and `spanned`.

    Returns
    -------
    Accounts
        Arrays have the order of `claims`.

    Examples
    --------
    >>> counts = pd.DataFrame({"claim_id": ["A", "B"], "id_rank": [0, 1], "quantity_code": 0, "voice_code": 0,
    ...                        "temporal": "stock", "bound": "", "era": 0, "hops": [0, 1], "published_day": [9, 9],
    ...                        "day": 8, "day_stated": True, "figure_low": 300.0, "figure_high": 300.0})
    >>> counts = counts.assign(range_low=290.0, range_best=300.0, range_high=310.0, kind="exact", only_grows=True,
    ...                        source="A", hedged=False, p_low=0.05, p_high=0.95, open_low=False, open_high=False,
    ...                        read_why="")
    >>> choose_accounts(counts).reason.tolist()
    ['', 'superseded: the same voice is counted with A']
    """
    table = claims.reset_index(drop=True)
    reason = np.full(len(table), "", dtype=object)
    dated = table["temporal"].isin(DATED).to_numpy()
    # quantities without a temporal: all claims of a voice are heard and share its weight
    timeless = (table["temporal"] == "").to_numpy()
    reason[_undated_relays(table[dated])] = (
        "a retelling without a date of its own; a nearer account of the same voice is used"
    )
    slips, slipped = find_slips(apart_at_breaks(table), dated & (table["day"] != NO_DAY).to_numpy())
    reason = np.where(reason == "", slips, reason)
    candidates = (reason == "") & ~timeless
    day = np.where(dated, table["day"], 0)
    heard, speaker = _speaking(table, day, candidates)
    superseded = ~heard & candidates
    ids = table["claim_id"].to_numpy(dtype=object)
    reason[superseded] = "superseded: the same voice is counted with " + ids[speaker[superseded]]
    several = several_figures(table, speaker, candidates, timeless & (reason == ""))
    reason = np.where(several.reason == "", reason, several.reason)
    table = spanned(table, several.span)
    older, newer = fallen_totals(table, reason == "", superseded)
    relays = relays_of_revised(table, older, newer)
    reports = [
        _differing_relays(table, superseded & (several.reason == ""), speaker), slipped,
        report_fallen(table, older, newer), several.findings,
    ]  # fmt: skip
    if len(relays.findings):
        falls = (relays.reason != "") & (reason == "")
        reports.append(relays.findings[relays.findings["claim_id"].isin(ids[falls])])
    reason = np.where(reason == "", relays.reason, reason)
    reason[older] = "taken back: lowered by " + ids[newer]
    revised_by = np.where(reason == relays.reason, relays.revised_by, "").astype(object)
    revised_by[older] = ids[newer]
    older, newest = _older_versions(table, timeless & (reason == ""))
    reason[older] = "superseded: its voice, the only one, later gives " + ids[newest]
    speaking = reason == ""
    first, last = _speaking_days(table, dated, speaking)
    return Accounts(
        reason=reason, revised_by=revised_by, span=several.span, share=_shares(table, timeless & speaking),
        first=first, last=last, findings=pd.concat(reports, ignore_index=True),
    )  # fmt: skip


def _undated_relays(table: pd.DataFrame) -> pd.Index:
    """Find relays that state no count date: published later than a nearer account, they would pass for newer counts."""
    if table["day_stated"].all():
        return table.index[:0]
    nearest = table.groupby(["quantity_code", "voice_code"])["hops"].transform("min")
    return table.index[(table["hops"] > nearest) & ~table["day_stated"]]


def _speaking(table: pd.DataFrame, day: Ints, candidates: Flags) -> tuple[Flags, Ints]:
    """Return which candidates are used, and for every row the one used in its place (itself for all others)."""
    rows, speaker = np.flatnonzero(candidates), np.arange(len(table))
    column = {name: table[name].to_numpy()[rows] for name in ("id_rank", "published_day", "hops", "voice_code",
                                                            "quantity_code")}  # fmt: skip
    keys = np.stack([column["quantity_code"], column["voice_code"], day[rows]])
    order = np.lexsort((column["id_rank"], -column["published_day"], column["hops"], *keys[::-1]))
    starts = np.diff(keys[:, order], axis=1, prepend=-1).any(axis=0)
    first = np.maximum.accumulate(np.where(starts, np.arange(len(rows)), 0))
    speaker[rows[order]] = rows[order[first]]
    return candidates & (speaker == np.arange(len(table))), speaker


def _older_versions(table: pd.DataFrame, timeless: Flags) -> tuple[Ints, Ints]:
    """Find figures without a temporal that their voice replaced later, where no other voice is left, and by which.

    Beside other voices they are all heard: there the sentence says who gave which figure when. Alone they would pass
    for a range that the voice never gave.
    """
    timeless = timeless & _of_one_voice(table, timeless)
    if not timeless.any():
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    rows = table.loc[timeless, ["quantity_code", "published_day", "id_rank"]]
    by_quantity = rows.groupby("quantity_code")["published_day"]
    first, newest = by_quantity.transform("min"), by_quantity.transform("max")
    rows = rows[(first != NO_DAY) & (first < newest)]
    latest = rows.sort_values(["published_day", "id_rank"], ascending=[False, True]).drop_duplicates("quantity_code")
    speaker = pd.Series(latest.index, index=latest["quantity_code"]).reindex(rows["quantity_code"]).to_numpy(np.int64)
    older = rows.index.to_numpy(np.int64)
    day = table["published_day"].to_numpy()
    replaced = ~same_ends(table, older, speaker) & (day[older] < day[speaker])
    return older[replaced], speaker[replaced]


def _of_one_voice(table: pd.DataFrame, rows: Flags) -> Flags:
    """Return True for some rows where their quantity has several of them, all of one voice."""
    quantity, voice = (table[name].to_numpy(np.int64) for name in ("quantity_code", "voice_code"))
    count = quantity.max(initial=-1) + 1
    somebody = np.zeros(count, dtype=np.int64)
    somebody[quantity[rows]] = voice[rows]
    others = np.bincount(quantity[rows & (voice != somebody[quantity])], minlength=count)
    several = np.bincount(quantity[rows], minlength=count) > 1
    alone: Flags = rows & (several & (others == 0))[quantity]
    return alone


def _speaking_days(table: pd.DataFrame, dated: Flags, speaking: Flags) -> tuple[Ints, Ints]:
    """Return the days for which claims are used: a count until its voice's next count, other claims always."""
    first = np.where(dated, table["day"], NO_DAY).astype(np.int64)
    last = np.full(len(table), NEVER, dtype=np.int64)
    if not (dated & speaking).any():
        return first, last
    counts = table[dated & speaking].sort_values(["quantity_code", "voice_code", "day"])
    follows = counts.groupby(["quantity_code", "voice_code"])["day"].shift(-1)
    last[counts.index] = (follows - 1).fillna(NEVER).astype(np.int64)
    return first, last


def _shares(table: pd.DataFrame, timeless: Flags) -> Floats:
    share = np.ones(len(table))
    quantity, voice = (table[name].to_numpy(np.int64)[timeless] for name in ("quantity_code", "voice_code"))
    group = pd.factorize(quantity * (voice.max(initial=0) + 1) + voice)[0]
    share[timeless] = 1.0 / np.bincount(group)[group]
    return share


def _differing_relays(table: pd.DataFrame, superseded: Flags, speaker: Ints) -> pd.DataFrame:
    spoken = table["range_best"].to_numpy()[speaker]
    own = table["range_best"].to_numpy()
    off = np.abs(own - spoken) > RELAY_TOLERANCE * np.maximum(np.abs(spoken), np.finfo(float).tiny)
    deeper = table["hops"].to_numpy() > table["hops"].to_numpy()[speaker]
    same_day = table["published_day"].to_numpy() == table["published_day"].to_numpy()[speaker]
    rows = table[superseded & off & (deeper | same_day)]
    ids = table["claim_id"].iloc[speaker[rows.index]]
    return findings(
        "relay-differs",
        ["gives another figure than " + claim_id + ", an account of the same voice" for claim_id in ids],
        claim_id=rows["claim_id"],
        value=rows["range_best"].map(write_number),
        hint="read both at the origin; the nearer account is used",
    )
