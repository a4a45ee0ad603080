"""Files that look like lists of events and do not say so: none of their rows is an account of another one.

One source that gives several figures for one time is asked (`several_figures`). Where a file does so again and again,
its rows are most likely events, whoever told each of them: then two rows of one place and day are no two voices either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings, strings
from reconcile.claims.text import group_rows
from reconcile.days import NO_DAY
from reconcile.plurals import counted
from reconcile.records import findings
from reconcile.sources.several_figures import ASKED

__all__ = ["LEAST_ASKED", "EventLike", "event_like"]

# quantities for which a file's source must be asked before the file is taken for a list: one may be a slip, two may be
# two versions of one statement
LEAST_ASKED = 3

_REASON = "its file looks like a list of events, which are no accounts of one another"
_HINT = 'rows = "events" for this input adds them up; if they are versions of one figure, give published'


@dataclass(frozen=True, kw_only=True)
class EventLike:
    """Why claims of such files are not heard, "" for all others; and a finding for every file."""

    reason: Strings
    findings: pd.DataFrame


def event_like(claims: pd.DataFrame) -> EventLike:
    """Find the files that look like lists of events, and what of them is not heard.

    Parameters
    ----------
    claims : DataFrame, index from 0
        `file`, `source`, `quantity_code`, `published_day`, and `reason`, why a claim is not heard so far.

    Examples
    --------
    >>> claims = pd.DataFrame({"file": "list.csv", "source": "List", "quantity_code": [0, 0, 1, 1, 2, 2, 3, 3],
    ...                        "published_day": NO_DAY, "reason": [ASKED] * 6 + [""] * 2})
    >>> event_like(claims).reason.tolist()[-2:] == [_REASON] * 2
    True
    """
    reason = np.full(len(claims), "", dtype=object)
    before = strings(claims["reason"])
    asked = before == ASKED
    if not asked.any():
        return EventLike(reason=reason, findings=findings("looks-like-events", []))
    whose, heads = group_rows([claims["file"], claims["source"]])
    quantity = claims["quantity_code"].to_numpy(np.int64)
    pairs = np.unique(np.stack([whose[asked], quantity[asked]]), axis=1)[0]
    lists = np.flatnonzero(np.bincount(pairs, minlength=len(heads)) >= LEAST_ASKED)
    rows = np.flatnonzero(np.isin(whose, lists) & (claims["published_day"] == NO_DAY).to_numpy())
    group = whose[rows] * (int(quantity.max()) + 1) + quantity[rows]
    several = pd.Series(group).duplicated(keep=False).to_numpy()
    open_ones = rows[several & (before[rows] == "")]
    reason[open_ones] = _REASON
    return EventLike(reason=reason, findings=_report(claims, whose, heads, lists))


def _report(claims: pd.DataFrame, whose: Ints, heads: Ints, lists: Ints) -> pd.DataFrame:
    """Return a finding for every file that looks like a list."""
    size = np.bincount(whose)
    examples = claims.iloc[heads[lists]]
    message = [
        f"{counted(int(size[number]), 'row')} of {source} look like events that happened apart: rows of one place and "
        "time are not pooled" for number, source in zip(lists, strings(examples["source"]), strict=True)
    ]  # fmt: skip
    return findings("looks-like-events", message, file=strings(examples["file"]), hint=_HINT)
