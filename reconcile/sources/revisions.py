"""What revisions take back: figures that their own voice replaced, and the copies of them that others still carry.

*Growth* is a newer count beside an older one that stays true of its day. A *correction* and a *withdrawal* take a
figure back: it falls, and so does every other claim of the same quantity that only repeats it. After a new *definition*
the older figure counts something else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY
from reconcile.plain_numbers import write_number
from reconcile.records import findings
from reconcile.sources.revises import revising_pairs
from reconcile.sources.same_figure import rounded_to, same_ends, same_figure

__all__ = ["Revisions", "falls_below", "find_revisions", "relays_of_revised"]

# words of a figure that is taken back, by what its revision is called
_TAKEN_BACK = {"correction": "taken back: corrected by ", "withdrawn": "taken back: withdrawn by "}
_GROWN, _REDEFINED = "superseded: its source gives a newer count, ", "superseded: its source counts otherwise since "
_RELAY = "repeats a figure that was revised, "

# kinds of phrase that keep below their figure: "as many as 4,000" is not taken back by 3,900
_KEPT_BELOW = ("upper", "approx_below")


@dataclass(frozen=True, kw_only=True)
class Revisions:
    """What revisions take back.

    Attributes
    ----------
    reason : ndarray of str, shape (claims,)
        Why a claim is not heard; "" for those that no revision touches.
    revised_by : ndarray of str, shape (claims,)
        Id of the claim that took it back; "" where none did.
    findings : DataFrame
        Revisions that do not hold, and relays of revised figures.
    """

    reason: Strings
    revised_by: Strings
    findings: pd.DataFrame


def find_revisions(claims: pd.DataFrame) -> Revisions:
    """Find what the claims take back that name others in `revises`.

    Parameters
    ----------
    claims : DataFrame, index from 0
        The columns of `revising_pairs`, `relays_of_revised` and `falls_below`, and `temporal`, `only_grows`, `era`
        (two of which are not compared).

    Returns
    -------
    Revisions
        A revision without a reason is a correction where a figure of what only grows fell, else growth.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B"], "revises": ["", "A"], "revision": ["", "correction"],
    ...                        "quantity_code": 0, "voice_code": 0, "source": "City", "published_day": [1, 2],
    ...                        "day": [1, 2], "temporal": "cumulative", "only_grows": True, "kind": "exact",
    ...                        "figure_low": [2823.0, 2752.0], "figure_high": [2823.0, 2752.0], "reason": "", "era": 0,
    ...                        "range_low": [2823.0, 2752.0], "open_low": False, "open_high": False,
    ...                        "day_stated": True, "hops": 0})
    >>> find_revisions(claims).reason.tolist()
    ['taken back: corrected by B', '']
    """
    reason, revised_by = (np.full(len(claims), "", dtype=object) for _ in range(2))
    if (claims["revises"] == "").all() and (claims["revision"] == "").all():
        return Revisions(reason=reason, revised_by=revised_by, findings=findings("revised-missing", []))
    revising, revised, notes = revising_pairs(claims)
    ids = claims["claim_id"].to_numpy(dtype=object)
    kind = _kinds(claims, revising, revised)
    first = _foremost(claims, revising, revised, kind)
    revising, revised, kind = revising[first], revised[first], kind[first]
    follows = (kind == "growth") & _follows(claims, revising, revised)
    words = np.select(
        [kind == word for word in (*_TAKEN_BACK, "definition")], [*_TAKEN_BACK.values(), _REDEFINED], _GROWN
    )
    reason[revised[~follows]] = (words + ids[revising])[~follows]
    falls = np.isin(kind, list(_TAKEN_BACK))
    revised_by[revised[falls]] = ids[revising[falls]]
    relays = relays_of_revised(claims, revised[falls], revising[falls])
    own = relays.reason != ""
    reason[own & (reason == "")] = relays.reason[own & (reason == "")]
    revised_by[own & (revised_by == "")] = relays.revised_by[own & (revised_by == "")]
    withdrawn = ((claims["revises"] == "") & (claims["revision"] == "withdrawn")).to_numpy()
    reason[withdrawn & (reason == "")] = "withdrawn, and it names no claim that it withdraws"
    return Revisions(
        reason=reason, revised_by=revised_by, findings=pd.concat([notes, relays.findings], ignore_index=True)
    )


def _foremost(claims: pd.DataFrame, revising: Ints, revised: Ints, kind: Strings) -> Ints:
    """Return one revision of every figure: what takes it back before what follows it, then the earliest, then by id."""
    said = claims[["published_day", "claim_id"]].iloc[revising].reset_index(drop=True)
    order = said.assign(claim=revised, rank=~np.isin(kind, list(_TAKEN_BACK))).sort_values(
        ["claim", "rank", "published_day", "claim_id"]
    )
    return np.sort(order.drop_duplicates("claim").index.to_numpy(np.int64))


def _kinds(claims: pd.DataFrame, revising: Ints, revised: Ints) -> Strings:
    """Return what every revision is; one without a reason is a correction where a figure of what only grows fell."""
    stated = claims["revision"].to_numpy(dtype=object)[revising]
    grows = (claims["only_grows"] & (claims["temporal"] != "stock")).to_numpy(bool)[revised]
    era = claims["era"].to_numpy()
    fell = grows & (era[revised] == era[revising]) & falls_below(claims, revised, revising)
    return np.where(stated != "", stated, np.where(fell, "correction", "growth")).astype(object)


def _follows(claims: pd.DataFrame, revising: Ints, revised: Ints) -> Flags:
    """Return True where a count follows another in time, so that the older one stays true of its own days."""
    dated, day = claims["temporal"].isin(DATED).to_numpy(), claims["day"].to_numpy()
    follows: Flags = dated[revised] & (day[revised] != NO_DAY) & (day[revised] < day[revising])
    return follows


def falls_below(claims: pd.DataFrame, older: Ints, newer: Ints) -> Flags:
    """Return True where a newer figure lies below an older one, and is not the same one rounded.

    Parameters
    ----------
    claims : DataFrame
        `kind`, `figure_low`, `figure_high`, `range_low`, `open_low`, `open_high`.
    older, newer : ndarray of int, shape (pairs,)
        Rows of claims.

    Returns
    -------
    ndarray of bool, shape (pairs,)
        False where the newer one is open above: "at least 900" does not take back 1,000.

    Examples
    --------
    >>> claims = pd.DataFrame({"kind": "approx", "figure_low": [1400.0, 1200.0], "figure_high": [1400.0, 1200.0],
    ...                        "range_low": [1260.0, 1080.0], "open_low": False, "open_high": False})
    >>> falls_below(claims, np.array([0, 1]), np.array([1, 0])).tolist()
    [True, False]
    """
    kind, open_low, open_high = (claims[name].to_numpy() for name in ("kind", "open_low", "open_high"))
    low, high, range_low = (claims[name].to_numpy(np.float64) for name in ("figure_low", "figure_high", "range_low"))
    below = np.isin(kind, _KEPT_BELOW) | open_low.astype(bool)
    lower = np.where(below, range_low, low)[older] > high[newer]
    hedged = (kind[older] != "exact") | (kind[newer] != "exact")
    rounded = hedged & same_figure(low[older], high[newer])
    return np.asarray(lower & ~rounded & ~open_high[newer].astype(bool), dtype=bool)


def relays_of_revised(claims: pd.DataFrame, revised: Ints, revising: Ints) -> Revisions:
    """Find claims that only repeat a figure which its own voice took back.

    Parameters
    ----------
    claims : DataFrame, index from 0
        `claim_id`, `quantity_code`, `voice_code`, `hops`, `published_day`, `day`, `day_stated`, `kind`, `figure_low`,
        `figure_high`.
    revised, revising : ndarray of int, shape (pairs,)
        Rows of the figures that were taken back, and of those that took them back.

    Returns
    -------
    Revisions
        A claim falls that gives the figure taken back, within rounding, and not the new one; and that cannot have known
        better: it states no day of its count, or none after that on which the new figure was published.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B", "W"], "kind": "exact", "quantity_code": 0,
    ...                        "voice_code": [0, 0, 1], "published_day": [10, 90, 20], "day": [10, 90, 20],
    ...                        "day_stated": True, "hops": 0,
    ...                        "figure_low": [2823.0, 2752.0, 2820.0], "figure_high": [2823.0, 2752.0, 2820.0]})
    >>> relays_of_revised(claims, np.array([0]), np.array([1])).reason.tolist()
    ['', '', 'repeats a figure that was revised, A, which B takes back']
    """
    reason, revised_by = (np.full(len(claims), "", dtype=object) for _ in range(2))
    if not len(revised):
        return Revisions(reason=reason, revised_by=revised_by, findings=findings("relay-of-revised", []))
    pairs = _relay_pairs(claims, revised, revising)
    ids = claims["claim_id"].to_numpy(dtype=object)
    relay, old, new = (pairs[name].to_numpy(np.int64) for name in ("claim", "before", "after"))
    reason[relay] = _RELAY + ids[old] + ", which " + ids[new] + " takes back"
    revised_by[relay] = ids[new]
    notes = findings(
        "relay-of-revised", [f"repeats {before}, which {after} takes back: it falls with it"
                             for before, after in zip(ids[old], ids[new], strict=True)],
        claim_id=ids[relay], value=claims["figure_low"].iloc[relay].map(write_number),
        hint="if it was counted apart, give its origin, or a count date after the revision",
    )  # fmt: skip
    return Revisions(reason=reason, revised_by=revised_by, findings=notes)


def _relay_pairs(claims: pd.DataFrame, revised: Ints, revising: Ints) -> pd.DataFrame:
    """Return `claim`, `before`, `after`: every relay once, the figure that it repeats, and the one that replaced it."""
    quantity = claims["quantity_code"].to_numpy()
    taken = pd.DataFrame({"quantity_code": quantity[revised], "before": revised, "after": revising})
    # the dated counts of the voice itself are no relays, and may be very many
    code = pd.MultiIndex.from_arrays([quantity, claims["voice_code"]])
    own = code.isin(code[revised].unique()) & (claims["hops"] == 0).to_numpy() & claims["day_stated"].to_numpy(bool)
    beside = np.flatnonzero(np.isin(quantity, quantity[revised]) & ~own)
    pairs = taken.merge(pd.DataFrame({"quantity_code": quantity[beside], "claim": beside}), on="quantity_code")
    relay, old, new = (pairs[name].to_numpy(np.int64) for name in ("claim", "before", "after"))
    relays = ~np.isin(relay, revised) & ~np.isin(relay, revising)
    relays &= _one_figure(claims, relay, old) & ~_one_figure(claims, relay, new)
    relays &= _unaware(claims, relay, new)
    ids = claims["claim_id"].to_numpy(dtype=object)
    named = pairs[relays].assign(claim_id=ids[relay[relays]], key=ids[old[relays]])
    return named.sort_values(["claim_id", "key"], kind="stable").drop_duplicates("claim")


def _one_figure(claims: pd.DataFrame, relay: Ints, other: Ints) -> Flags:
    """Return True where a claim gives another figure, rounded down behind "more than", up behind "nearly"."""
    low = claims["figure_low"].to_numpy(np.float64)
    kind = claims["kind"].to_numpy(dtype=object)[relay]
    up = np.isin(kind, _KEPT_BELOW)
    one_sided = (kind == "lower") | up
    return np.where(one_sided, rounded_to(low[relay], low[other], up), same_ends(claims, relay, other))


def _unaware(claims: pd.DataFrame, relay: Ints, new: Ints) -> Flags:
    """Return True where a claim states no day, or none after that on which the revision was known."""
    published, day, stated = (claims[name].to_numpy() for name in ("published_day", "day", "day_stated"))
    known = np.where(published != NO_DAY, published, day)[new]
    unaware: Flags = ~stated[relay].astype(bool) | (known == NO_DAY) | (day[relay] <= known)
    return unaware
