"""Which claims say that they replace another one, and whether they can.

A *revision* is a claim that names another in `revises`. It holds where both are of one voice or one source, speak of
one quantity, and the newer one is not the older; every other one is a finding, and changes nothing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.days import NO_DAY
from reconcile.records import findings

__all__ = ["revising_pairs"]

# what keeps a revision from holding, the first that applies: rule, message, hint
_FAULTS = (
    ("revised-missing", "the claim that it replaces is not among the claims", "add that claim, or correct its name"),
    ("revises-itself", "it is to replace itself", "name the earlier claim in revises, or leave it empty"),
    ("revision-circle", "it is to replace a claim that replaces it in turn", "take one of them out of revises"),
    ("revision-of-another-voice", "it is to replace a figure of somebody else, which stands",
     "only who gave a figure takes it back: for a denial give denied_by"),
    ("revision-of-another-quantity", "it is to replace a claim that does not count the same thing, which stands",
     "compare the defining columns of both, or write definition into revision"),
    ("revision-backwards", "it is to replace a claim that is newer than itself, which stands",
     "check the dates of both, or exchange them"),
)  # fmt: skip


def revising_pairs(claims: pd.DataFrame) -> tuple[Ints, Ints, pd.DataFrame]:
    """Find the claims that replace others, and those that they replace.

    Parameters
    ----------
    claims : DataFrame, index from 0
        `claim_id`, `revises`, `revision`, `quantity_code`, `voice_code`, `source`, `published_day`, `day` (`NO_DAY`
        where there is none), `reason` (why a claim is set aside, which then replaces nothing).

    Returns
    -------
    revising, revised : ndarray of int, shape (pairs,)
        Rows of both claims of every revision that holds.
    findings : DataFrame
        Revisions that do not hold, and reasons for a revision that names no claim.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["A", "B"], "revises": ["", "A"], "revision": ["", "correction"],
    ...                        "quantity_code": 0, "voice_code": 0, "source": "City", "published_day": [1, 2], "day": 1,
    ...                        "reason": ""})
    >>> revising, revised, notes = revising_pairs(claims)
    >>> revising.tolist(), revised.tolist(), len(notes)
    ([1], [0], 0)
    """
    names, speaks = claims["revises"].to_numpy(dtype=object), (claims["reason"] == "").to_numpy()
    rows = np.flatnonzero(speaks & (names != ""))
    target = _rows_of(claims, names[rows])
    wrong = _faults(claims, rows, target)
    notes = [
        _report(claims, rows[wrong == number], rule, message, hint)
        for number, (rule, message, hint) in enumerate(_FAULTS)
    ]
    reasons = claims["revision"].to_numpy(dtype=object)
    notes.append(_report(
        claims, np.flatnonzero(speaks & (names == "") & (reasons != "")), "revision-of-nothing",
        "it says why it replaces a claim, and not which", "name that claim in revises, or leave revision empty",
    ))  # fmt: skip
    apart = reasons[rows] == "definition"
    apart &= claims["quantity_code"].to_numpy()[rows] != claims["quantity_code"].to_numpy()[np.maximum(target, 0)]
    holds = (wrong == len(_FAULTS)) & ~apart
    return rows[holds], target[holds], pd.concat(notes, ignore_index=True)


def _rows_of(claims: pd.DataFrame, wanted: np.ndarray) -> Ints:
    """Return the rows of the claims of these ids, -1 where there is none."""
    known = pd.Index(claims["claim_id"].to_numpy(dtype=object))
    return np.asarray(known.get_indexer(pd.Index(wanted, dtype=object)), dtype=np.int64)


def _faults(claims: pd.DataFrame, rows: Ints, target: Ints) -> Ints:
    """Return the number of the first fault of every revision, that of none where it holds."""
    there = np.maximum(target, 0)
    column = {name: claims[name].to_numpy() for name in ("quantity_code", "voice_code", "published_day", "day")}
    source = pd.factorize(claims["source"])[0]
    apart = {name: values[rows] != values[there] for name, values in column.items()}
    defined = claims["revision"].to_numpy(dtype=object)[rows] == "definition"
    conditions = [
        target < 0,
        target == rows,
        _on_circle(rows, target, len(claims)),
        apart["voice_code"] & (source[rows] != source[there]),
        apart["quantity_code"] & ~defined,
        _older(column["published_day"], column["day"], rows, there),
    ]
    return np.select(conditions, list(range(len(conditions))), len(_FAULTS))


def _older(published: Ints, day: Ints, rows: Ints, target: Ints) -> Flags:
    """Return True where the claim that replaces is older: by publication, else by the day of which it speaks."""
    said = (published[rows] != NO_DAY) & (published[target] != NO_DAY)
    dated = ~said & (day[rows] != NO_DAY) & (day[target] != NO_DAY)
    older: Flags = (said & (published[rows] < published[target])) | (dated & (day[rows] < day[target]))
    return older


def _on_circle(rows: Ints, target: Ints, count: int) -> Flags:
    """Return True for revisions that lead back to themselves; those that only lead into a circle hold."""
    # the last place stands for no claim, and leads to itself
    following = np.full(count + 1, count, dtype=np.int64)
    following[rows] = np.where(target < 0, count, target)
    ahead = following
    # after as many steps as there are claims, every walk that goes on is on its circle, and every place of it is met
    for _ in range(int(count).bit_length()):
        ahead = ahead[ahead]
    circle = np.zeros(count + 1, dtype=bool)
    circle[ahead[rows]] = True
    circle[count] = False
    return circle[rows]


def _report(claims: pd.DataFrame, rows: Ints, rule: str, message: str, hint: str) -> pd.DataFrame:
    column = "revision" if rule == "revision-of-nothing" else "revises"
    found = claims.iloc[rows]
    return findings(rule, message, claim_id=found["claim_id"], column=column, value=found[column], hint=hint)
