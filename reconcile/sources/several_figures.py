"""One source, several figures at one time: events to add up, versions, parts? Nobody knows, so the desk is asked.

A source is *asked* where its voice is heard through it with different figures for one quantity and one time: the same
account, published on one day. So is a source with several rows for one period that were published on no day: that is
how lists of events look. In a dated series figures enter as one *span*; elsewhere nothing of the quantity is used.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.claims.text import group_rows
from reconcile.columns import DATED
from reconcile.days import NO_DAY
from reconcile.records import findings
from reconcile.sources.same_figure import same_ends

__all__ = ["ASKED", "SeveralFigures", "several_figures", "spanned"]

ASKED = "its source gives several figures for this, and nothing says which holds"
_BESIDE = "another source gives several figures for this, and nothing says which holds"
_IN_SPAN = "in the span of "
_HINT = (
    'are they events to add up? declare rows = "events" for their input; versions? give published; '
    "parts? give role and part_of"
)

_SPAN_READ = "several figures of its source for one time, taken as one span"

# columns of the ends of a range
_LOWER, _UPPER = ("range_low", "figure_low", "p_low"), ("range_high", "figure_high", "p_high")

# figures that a finding lists before it counts the others
LISTED = 12

# columns by which claims are one account of one time
_ACCOUNT = ("quantity_code", "voice_code", "source", "published_day", "day")


@dataclass(frozen=True, kw_only=True)
class SeveralFigures:
    """Where a source gives several figures for one quantity and time.

    Attributes
    ----------
    reason : ndarray of str, shape (claims,)
        Why a claim is not heard; "" for those that stand.
    span : ndarray of int, shape (claims,)
        Row of the claim as which several figures enter; -1 where a claim stands for itself.
    findings : DataFrame
    """

    reason: Strings
    span: Ints
    findings: pd.DataFrame


def several_figures(claims: pd.DataFrame, speaker: Ints, candidates: Flags, timeless: Flags) -> SeveralFigures:
    """Find the sources to be asked, and what becomes of their figures.

    Parameters
    ----------
    claims : DataFrame, index from 0
        `claim_id`, `id_rank`, `quantity_code`, `voice_code`, `source`, `temporal`, `hops`, `published_day`, `day`,
        `figure_low`, `figure_high`, `hedged` (its phrase rounds it: "about 150" and 152 are one figure).
    speaker : ndarray of int, shape (claims,)
        Row of the claim that speaks in the place of each.
    candidates : ndarray of bool, shape (claims,)
        Claims that may speak for their voice.
    timeless : ndarray of bool, shape (claims,)
        Claims without a temporal, which all speak.

    Returns
    -------
    SeveralFigures

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B"], "id_rank": [0, 1], "quantity_code": 0, "voice_code": 0,
    ...                        "source": "List", "temporal": "period", "hops": 0, "published_day": NO_DAY, "day": 9,
    ...                        "figure_low": [3.0, 7.0], "figure_high": [3.0, 7.0], "hedged": False})
    >>> both = np.ones(2, dtype=bool)
    >>> several_figures(claims, np.array([0, 0]), both, ~both).findings["message"].tolist()
    ['List gives 3, 7 for one quantity and time, and nothing says which holds: none is used']
    """
    group = np.where(timeless, _asked_statements(claims, timeless), _asked_accounts(claims, speaker, candidates))
    reason, asked = np.full(len(claims), "", dtype=object), group >= 0
    if not asked.any():
        return SeveralFigures(reason=reason, span=np.full(len(claims), -1), findings=findings("several-figures", []))
    dated = asked & claims["temporal"].isin(DATED).to_numpy() & (claims["day"] != NO_DAY).to_numpy()
    quantity = claims["quantity_code"].to_numpy()
    reason[np.isin(quantity, quantity[asked & ~dated]) & (candidates | timeless)] = _BESIDE
    reason[asked & ~dated] = ASKED
    span = np.where(dated & (reason == ""), group, -1)
    others = np.flatnonzero((span >= 0) & (span != np.arange(len(claims))))
    ids = claims["claim_id"].iloc[span[others]].to_numpy(dtype=object)
    reason[others] = _IN_SPAN + ids + ": its source gives several figures for this time"
    return SeveralFigures(reason=reason, span=span, findings=_report(claims, group, dated))


def _asked_accounts(claims: pd.DataFrame, speaker: Ints, candidates: Flags) -> Ints:
    """Return the first claim by id of every account that gives several figures, -1 for all other claims."""
    nobody = np.full(len(claims), -1)
    if not _shared(claims["quantity_code"].to_numpy()[candidates]).any():
        return nobody
    source = pd.factorize(claims["source"])[0]
    hops, published = claims["hops"].to_numpy(), claims["published_day"].to_numpy()
    same = candidates & (hops == hops[speaker]) & (published == published[speaker]) & (source == source[speaker])
    first = np.where(same, speaker, nobody)
    asked = _with_several(first, _differ(claims, first))
    # rows of one period that nobody published on a day are as a list of events has them, whoever reported each
    rows = np.flatnonzero(same & (claims["temporal"] == "period").to_numpy() & (published == NO_DAY))
    listed = _firsts(claims, rows, ("quantity_code", "source"))
    return np.where(asked >= 0, asked, _with_several(listed, (listed >= 0) & (listed != np.arange(len(claims)))))


def _asked_statements(claims: pd.DataFrame, timeless: Flags) -> Ints:
    """Return the first claim by id of every statement without a temporal that has several figures, else -1."""
    rows = np.flatnonzero(timeless)
    quantity, voice = (claims[name].to_numpy()[rows] for name in ("quantity_code", "voice_code"))
    # few voices have several statements, and whole columns of text are slow to compare
    rows = rows[_shared(quantity * (voice.max(initial=0) + 1) + voice)]
    first = _firsts(claims, rows, _ACCOUNT)
    return _with_several(first, _differ(claims, first))


def _shared(keys: Ints) -> Flags:
    """Return True for keys that are there more than once."""
    shared: Flags = pd.Series(keys).duplicated(keep=False).to_numpy()
    return shared


def _firsts(claims: pd.DataFrame, rows: Ints, keys: tuple[str, ...]) -> Ints:
    """Return the first claim by id of those that are equal in some columns, for some rows; -1 for all others."""
    first = np.full(len(claims), -1)
    if not len(rows):
        return first
    rows = rows[np.argsort(claims["id_rank"].to_numpy()[rows], kind="stable")]
    group, heads = group_rows([claims[name].iloc[rows] for name in keys])
    first[rows] = rows[heads][group]
    return first


def _differ(claims: pd.DataFrame, first: Ints) -> Flags:
    """Return True where a claim gives another figure than the first of its group, and not one in round words."""
    low, high = (claims[name].to_numpy(np.float64) for name in ("figure_low", "figure_high"))
    differs: Flags = (first >= 0) & ((low != low[first]) | (high != high[first]))
    rows = np.flatnonzero(differs)
    hedged = claims["hedged"].to_numpy(dtype=bool)
    differs[rows] = ~(same_ends(claims, rows, first[rows]) & (hedged[rows] | hedged[first[rows]]))
    return differs


def _with_several(first: Ints, several: Flags) -> Ints:
    """Return the first claim of every group that has several figures, -1 for all other groups."""
    heads = np.zeros(len(first), dtype=bool)
    heads[first[several]] = True
    return np.where((first >= 0) & heads[first], first, -1)


def spanned(claims: pd.DataFrame, span: Ints) -> pd.DataFrame:
    """Return claims in which those that stand for several figures reach from the lowest to the highest.

    Parameters
    ----------
    claims : DataFrame, index from 0
        Columns of `RANGES`.
    span : ndarray of int, shape (claims,)
        As `SeveralFigures` has it.

    Examples
    --------
    >>> ends = {"range_low": [3.0, 7.0], "range_best": [3.0, 7.0], "range_high": [3.0, 7.0], "kind": "exact"}
    >>> claims = pd.DataFrame({**ends, "figure_low": [3.0, 7.0], "figure_high": [3.0, 7.0], "bound": ""})
    >>> claims = claims.assign(p_low=0.05, p_high=0.95, open_low=False, open_high=False, read_why="")
    >>> spanned(claims, np.array([0, 0])).loc[0, ["range_low", "range_best", "range_high"]].tolist()
    [3.0, 5.0, 7.0]
    """
    rows = np.flatnonzero(span >= 0)
    if not len(rows):
        return claims
    groups = claims.iloc[rows].groupby(span[rows])
    lowest, highest = groups[list(_LOWER)].min(), groups[list(_UPPER)].max()
    opened = groups[["open_low", "open_high"]].any()
    one = (
        lowest.join(highest)
        .join(opened)
        .assign(
            range_best=(lowest["range_low"] + highest["range_high"]) / 2, bound="", kind="interval", read_why=_SPAN_READ
        )
    )
    changed = claims.copy()
    for name in one.columns:
        cells = changed[name].to_numpy(copy=True)
        cells[one.index] = one[name].to_numpy()
        changed[name] = pd.Series(cells, dtype=changed[name].dtype)
    return changed


def _report(claims: pd.DataFrame, group: Ints, dated: Flags) -> pd.DataFrame:
    """Return a finding for every source that is asked, with its figures."""
    rows = np.flatnonzero(group >= 0)
    rows = rows[
        np.lexsort((claims["figure_high"].to_numpy()[rows], claims["figure_low"].to_numpy()[rows], group[rows]))
    ]
    low, high = (claims[name].iloc[rows].map("{:,.10g}".format).to_numpy(dtype=object)
                 for name in ("figure_low", "figure_high"))  # fmt: skip
    listed = pd.DataFrame({"claim": group[rows], "said_figure": np.where(low == high, low, low + " to " + high)})
    place = listed.groupby("claim").cumcount()
    said = listed[place < LISTED].groupby("claim")["said_figure"].agg(", ".join)
    more = listed.groupby("claim").size() - LISTED
    said = said + np.where(more > 0, " and " + more.astype(str) + " more", "")
    heads = claims.iloc[said.index].assign(said_figure=said.to_numpy(dtype=object), dated=dated[said.index])
    heads = heads.sort_values("id_rank")
    outcome = np.where(heads["dated"], "they enter as one span beside other voices", "none is used")
    message = heads["source"].astype(object) + " gives " + heads["said_figure"].astype(object)
    return findings(
        "several-figures", message + " for one quantity and time, and nothing says which holds: " + outcome,
        claim_id=heads["claim_id"], hint=_HINT,
    )  # fmt: skip
