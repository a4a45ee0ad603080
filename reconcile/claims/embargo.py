"""Embargoed claims, which are removed before anything else of them is read."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.ids import claim_ids
from reconcile.claims.text import object_cells, text_of
from reconcile.clock import today
from reconcile.columns import REJECTED, names
from reconcile.days import as_day
from reconcile.language.periods import read_days
from reconcile.records import join_records, rejections

__all__ = ["EMBARGO", "Free", "free_claims"]

EMBARGO = "embargo_until"

# columns whose newest date is the date of knowledge where none is given: what was published was known from then on
_SAID, _TRUE = "published", ("count_date", "period_end")


# text that is no day in any language
_NO_DAY = "?"


class Free(NamedTuple):
    """Claims that may be used.

    Attributes
    ----------
    table : DataFrame
        Rows without an embargo that still holds.
    rejected : DataFrame
        Rows whose embargo cannot be read; the records show nothing else of them.
    held : tuple of str
        Ids of the claims that were removed.
    known : date-like
        The date of knowledge that was applied.
    embargoed : int
        Number of rows whose embargo still holds.
    """

    table: pd.DataFrame
    rejected: pd.DataFrame
    held: tuple[str, ...] = ()
    known: Any = None
    embargoed: int = 0


def free_claims(table: pd.DataFrame, as_of: Any = None, *, dayfirst: bool | None = None) -> Free:
    """Remove the claims that are under embargo on the date of knowledge.

    Parameters
    ----------
    table : DataFrame
        Rows as read, before any check.
    as_of : date-like, optional
        A claim is free from its `embargo_until` on; an empty cell is no embargo. The default is the newest date among
        the claims that are free on that date, so that an embargoed claim never moves it; nor does a date to come, and
        no embargo ends before its day has come.
    dayfirst : bool, optional
        As in `read_days`.

    Returns
    -------
    Free
        The index of the table starts anew only if rows were removed.

    Examples
    --------
    >>> rows = pd.DataFrame({"source": ["A", "B"], "published": "2025-01-31", "embargo_until": ["", "2025-02-01"]})
    >>> free_claims(rows).table["source"].tolist(), free_claims(rows, "2025-02-01").table["source"].tolist()
    (['A'], ['A', 'B'])
    """
    nothing = join_records([], names(REJECTED))
    if EMBARGO not in table.columns:
        return Free(table, nothing, known=as_of)
    read = _days(table[EMBARGO], dayfirst)
    until, unread = read["day"].to_numpy("datetime64[D]"), (read["error"] != "").to_numpy()
    if np.isnat(until).all() and not unread.any():
        return Free(table, nothing, known=as_of)
    if "row" not in table.columns:
        # rows keep the numbers that they were given with
        table = table.assign(row=np.arange(1, len(table) + 1))
    known = _known(table, until, unread, as_of, dayfirst)
    free = ~unread & (np.isnat(until) | (until <= known))
    where = {name: table.loc[unread, name] for name in ("file", "row") if name in table.columns}
    rejected = rejections(
        "embargo-unread", value=[""] * int(unread.sum()), column=EMBARGO,
        hint="a day that exists, such as 2025-01-31; until it can be read the claim stays out of every output", **where,
    )  # fmt: skip
    held = tuple(claim_ids(table)[~free])
    return Free(
        table[free].reset_index(drop=True), join_records([rejected], names(REJECTED)), held, known,
        embargoed=int((~free & ~unread).sum()),
    )  # fmt: skip


def _days(cells: pd.Series, dayfirst: bool | None) -> pd.DataFrame:
    """Return the days in cells; a list or an object is none, whatever it holds."""
    objects = object_cells(cells)
    days = text_of(cells).mask(objects, _NO_DAY) if objects.any() else cells
    return read_days(days, edge="end", dayfirst=dayfirst)


def _known(
    table: pd.DataFrame, until: npt.NDArray[np.datetime64], unread: npt.NDArray[np.bool_], as_of: Any,
    dayfirst: bool | None,
) -> np.datetime64:  # fmt: skip
    """Return the given date of knowledge, else the newest date among the claims that are free on it; at most today."""
    now = today().to_datetime64().astype("datetime64[D]")
    if as_of is not None:
        return min(np.datetime64(as_day(as_of), "D"), now)
    newest = _newest(table, now, dayfirst)
    known, free = np.datetime64("NaT", "D"), ~unread & np.isnat(until)
    while True:
        dates = newest[free & ~np.isnat(newest)]
        later = dates.max() if len(dates) else known
        if later == known or np.isnat(later):
            return later
        known, free = later, ~unread & (np.isnat(until) | (until <= later))


def _newest(table: pd.DataFrame, now: np.datetime64, dayfirst: bool | None) -> npt.NDArray[np.datetime64]:
    """Return the day from which each claim was known, no day to come; not-a-time where it has none."""
    days = {
        name: _days(table[name], dayfirst)["day"].where(lambda day: day <= now)
        for name in (_SAID, *_TRUE) if name in table.columns
    }  # fmt: skip
    none = pd.Series(np.full(len(table), "NaT", "M8[s]"), index=table.index)
    true = pd.concat([days[name] for name in _TRUE if name in days] or [none], axis=1).max(axis=1)
    return days.get(_SAID, none).fillna(true).to_numpy("datetime64[D]")
