"""Which account of a voice speaks, and from which day to which.

An *account* is one claim through which a voice is heard. A voice is heard once a quantity (once a count date where
the figure grows): through the account nearest to it, the newest published among equals, the lowest claim_id last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import Ints
from reconcile.days import NO_DAY
from reconcile.records import findings
from reconcile.sources.slips import find_slips

__all__ = ["Accounts", "choose_accounts"]


# temporals whose figures follow one another in time, each true at its count date
DATED = ("cumulative", "stock")

# the day that never comes, in days since 1970: the other end of the calendar than `NO_DAY`
NEVER = -NO_DAY

# share by which a relay's figure may be off before it is reported: rounding to two digits stays below it
RELAY_TOLERANCE = 0.05


@dataclass(frozen=True)
class Accounts:
    """The claims through which voices are heard.

    Attributes
    ----------
    reason : ndarray of str, shape (claims,)
        Why a claim is not heard; "" for those that are.
    share : ndarray of float, shape (claims,)
        Share of its voice's weight; below 1 only where undated claims of one voice stand side by side.
    first, last : ndarray of int, shape (claims,)
        Days since 1970 from which and until which (inclusive) the claim speaks for its voice.
    findings : DataFrame
        Relays that differ, slips, counts that fall.
    """

    reason: npt.NDArray[np.object_]
    share: npt.NDArray[np.float64]
    first: Ints
    last: Ints
    findings: pd.DataFrame


def choose_accounts(claims: pd.DataFrame) -> Accounts:
    """Choose the accounts of every voice.

    Parameters
    ----------
    claims : DataFrame
        Of claims that may be heard (weight above 0, accepted, known by the as-of date), any index: `claim_id`,
        `id_rank` (place of the id in alphabetical order), `quantity_code`, `voice_code`, `temporal`, `hops`,
        `published_day`, `day` (count date in days since 1970, `NO_DAY` where there is none), `day_stated` (bool),
        `range_low`, `range_best`, `range_high`, `open_high`, and those of `find_slips`.

    Returns
    -------
    Accounts
    """
    table = claims.reset_index(drop=True)
    reason = np.full(len(table), "", dtype=object)
    dated = table["temporal"].isin(DATED).to_numpy()
    together = (table["temporal"] == "").to_numpy()
    reason[_undated_relays(table[dated])] = (
        "relay: a nearer account of the same voice is there, and it states no count date of its own"
    )
    slips, slipped = find_slips(table, dated & (table["day"] != NO_DAY).to_numpy())
    reason = np.where(reason == "", slips, reason)
    candidates = (reason == "") & ~together
    slot = np.where(dated, table["day"], 0)
    heard, speaker = _heard(table, slot, candidates)
    superseded = ~heard & candidates
    ids = table["claim_id"].to_numpy(dtype=object)
    reason[superseded] = "superseded: its voice is heard through " + ids[speaker[superseded]]
    fallen = _fallen(table, heard & (table["temporal"] == "cumulative").to_numpy())
    reason[fallen] = "corrected: a later, lower count of the same voice replaces it"
    speaking = reason == ""
    first, last = _days_spoken(table, dated, speaking)
    share = _shares(table, together)
    found = [_differing_relays(table, superseded, speaker), slipped, _falls(table, fallen)]
    return Accounts(reason, share, first, last, pd.concat(found, ignore_index=True))


def _undated_relays(table: pd.DataFrame) -> pd.Index:
    """Find deeper accounts without a count date of their own: published later, they would look like newer counts."""
    nearest = table.groupby(["quantity_code", "voice_code"])["hops"].transform("min")
    return table.index[(table["hops"] > nearest) & ~table["day_stated"]]


def _heard(table: pd.DataFrame, slot: np.ndarray, candidates: np.ndarray) -> tuple[np.ndarray, Ints]:
    """Return which candidates speak for their voice, and for every row the one that does; for others their own."""
    rows, speaker = np.flatnonzero(candidates), np.arange(len(table))
    some = {name: table[name].to_numpy()[rows] for name in ("id_rank", "published_day", "hops", "voice_code",
                                                            "quantity_code")}  # fmt: skip
    keys = np.stack([some["quantity_code"], some["voice_code"], slot[rows]])
    order = np.lexsort((some["id_rank"], -some["published_day"], some["hops"], *keys[::-1]))
    new = np.diff(keys[:, order], axis=1, prepend=-1).any(axis=0)
    first = np.maximum.accumulate(np.where(new, np.arange(len(rows)), 0))
    speaker[rows[order]] = rows[order[first]]
    return candidates & (speaker == np.arange(len(table))), speaker


def _fallen(table: pd.DataFrame, rows: np.ndarray) -> np.ndarray:
    """Tell counts wholly above a later count of the same voice: a total never falls, so they were corrected."""
    part = table.loc[rows].sort_values(["quantity_code", "voice_code", "day"], ascending=[True, True, False])
    ceiling = part["range_high"].where(~part["open_high"].astype(bool), np.inf)
    groups = [part["quantity_code"], part["voice_code"]]
    later = ceiling.groupby(groups).cummin().groupby(groups).shift(1)
    fallen = np.zeros(len(table), dtype=bool)
    fallen[part.index[(part["range_low"] > later).to_numpy()]] = True
    return fallen


def _days_spoken(table: pd.DataFrame, dated: np.ndarray, speaking: np.ndarray) -> tuple[Ints, Ints]:
    """Return days: a count speaks from its day to the day before the voice's next count; other figures always."""
    first = np.where(dated, table["day"], NO_DAY).astype(np.int64)
    last = np.full(len(table), NEVER, dtype=np.int64)
    part = table[dated & speaking].sort_values(["quantity_code", "voice_code", "day"])
    follows = part.groupby(["quantity_code", "voice_code"])["day"].shift(-1)
    last[part.index] = (follows - 1).fillna(NEVER).astype(np.int64)
    return first, last


def _shares(table: pd.DataFrame, together: np.ndarray) -> np.ndarray:
    share = np.ones(len(table))
    quantity, voice = (table[name].to_numpy(np.int64)[together] for name in ("quantity_code", "voice_code"))
    group = pd.factorize(quantity * (voice.max(initial=0) + 1) + voice)[0]
    share[together] = 1.0 / np.bincount(group)[group]
    return share


def _differing_relays(table: pd.DataFrame, superseded: np.ndarray, speaker: Ints) -> pd.DataFrame:
    heard = table["range_best"].to_numpy()[speaker]
    own = table["range_best"].to_numpy()
    off = np.abs(own - heard) > RELAY_TOLERANCE * np.maximum(np.abs(heard), np.finfo(float).tiny)
    deeper = table["hops"].to_numpy() > table["hops"].to_numpy()[speaker]
    same_day = table["published_day"].to_numpy() == table["published_day"].to_numpy()[speaker]
    rows = table[superseded & off & (deeper | same_day)]
    ids = table["claim_id"].to_numpy(dtype=object)[speaker[rows.index]]
    return findings(
        "relay-differs",
        ["gives another figure than " + other + ", an account of the same voice" for other in ids],
        claim_id=rows["claim_id"],
        value=rows["range_best"].map("{:.6g}".format),
        hint="read both at the origin; the nearer account is used",
    )


def _falls(table: pd.DataFrame, fallen: np.ndarray) -> pd.DataFrame:
    rows = table[fallen]
    return findings(
        "total-falls", "a later count of the same voice lies wholly below this one; a total never falls",
        claim_id=rows["claim_id"], value=rows["range_best"].map("{:.6g}".format),
        hint="check both for a lost digit or another definition; the later one is used",
    )  # fmt: skip
