"""Our synthesis as charts show it: where it may be printed, while somebody counts, and where its pace would lead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, strings
from reconcile.days import NO_DAY, days_of
from reconcile.report.sentences.display import interval_words

__all__ = [
    "AHEAD", "ENDS", "EstimateRows", "Synthesis", "SynthesisOverTime", "estimate_rows", "synthesis_over_time",
]  # fmt: skip

ENDS = ("low", "low50", "best", "high50", "high")
AHEAD = ("projection_low", "projection_best", "projection_high")


@dataclass(frozen=True)
class Synthesis:
    """Our synthesis at one date.

    Attributes
    ----------
    ends : tuple of float
        Low, low end of the central half, best, high end of the central half, high.
    words : str
        Its range as it is printed.
    """

    ends: tuple[float, ...]
    words: str

    @property
    def low(self) -> float:
        """The lower end."""
        return self.ends[0]

    @property
    def best(self) -> float:
        """The median."""
        return self.ends[2]

    @property
    def high(self) -> float:
        """The upper end."""
        return self.ends[-1]


@dataclass(frozen=True)
class SynthesisOverTime:
    """Our synthesis by date, and its projection.

    Attributes
    ----------
    day : ndarray of float, shape (dates,)
        Days since 1970, rising: from the first count to the newest.
    ends : ndarray of float, shape (5, dates)
        As in `Synthesis`; nan where nothing of ours may be printed.
    ahead_day : ndarray of float, shape (later dates,)
        The newest count and days after it; empty where nothing is led on.
    ahead : ndarray of float, shape (3, later dates)
        Low, best and high of where the pace would lead.
    words : str
        The newest range as it is printed, "" where it may not be.
    """

    day: Floats
    ends: Floats
    ahead_day: Floats
    ahead: Floats
    words: str


@dataclass(frozen=True)
class EstimateRows:
    """Rows of estimates, those of a quantity by date; all arrays have their length.

    Attributes
    ----------
    day : ndarray of int
        Count dates, `NO_DAY` for none.
    ends : ndarray of float, shape (5, rows)
        As in `Synthesis`; nan where our range may not be printed.
    words : ndarray of str
        Its range as it is printed, "" where it may not be.
    """

    day: Ints
    ends: Floats
    words: Strings

    def at(self, start: int, stop: int) -> EstimateRows:
        """Return the rows of one quantity."""
        return EstimateRows(self.day[start:stop], self.ends[:, start:stop], self.words[start:stop])

    def newest(self) -> Synthesis | None:
        """Return our synthesis at the last row, None where it may not be printed."""
        ends = tuple(self.ends[:, -1].tolist())
        return Synthesis(ends, str(self.words[-1])) if np.isfinite(ends).all() else None


def estimate_rows(estimates: pd.DataFrame, printed: Flags) -> EstimateRows:
    """Return what charts show of estimates.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`.
    printed : ndarray of bool, shape (estimates,)
        Where our range may be printed.

    Examples
    --------
    >>> row = {"low": 2834.0, "low50": 3000.0, "best": 3400.0, "high50": 3900.0, "high": 4312.0, "unit": "km2",
    ...        "floor": np.nan, "count_date": pd.Timestamp("2025-01-31")}
    >>> estimate_rows(pd.DataFrame([row, row]), np.array([True, False])).words.tolist()
    ['2,800 – 4,300 sq km', '']
    """
    ends = np.stack([estimates[name].to_numpy(np.float64) for name in ENDS])
    ends = np.where(printed & np.isfinite(ends).all(axis=0), ends, np.nan)
    known = np.isfinite(ends[0])
    unit, floor = strings(estimates["unit"]), estimates["floor"].to_numpy(np.float64)
    words = np.full(len(estimates), "", dtype=object)
    words[known] = interval_words(ends[0, known], ends[-1, known], unit[known], floor[known])
    return EstimateRows(days_of(estimates["count_date"]), ends, words)


def synthesis_over_time(rows: EstimateRows, counted: Floats, curve: pd.DataFrame | None = None) -> SynthesisOverTime:
    """Return our synthesis from the first count to the newest: nobody stands before or after.

    Parameters
    ----------
    rows : EstimateRows
        Of one quantity.
    counted : ndarray of float, shape (counts,)
        Days on which somebody counts, one at least.
    curve : DataFrame, optional
        Rows of `curves.csv` of that quantity that have a projection.

    Examples
    --------
    >>> ends = np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 4.0], [4.0, 5.0], [5.0, 6.0]])
    >>> rows = EstimateRows(np.array([20119, 20178]), ends, np.array(["1 – 5", "2 – 6"], dtype=object))
    >>> ours = synthesis_over_time(rows, np.array([20100.0, 20150.0]))
    >>> ours.day.tolist(), ours.ends[0].tolist()  # the second holds until day 20178, and somebody stands until 20150
    ([20119.0, 20150.0], [1.0, 2.0])
    """
    first, last = float(counted.min()), float(counted.max())
    dated = rows.day != NO_DAY
    day, ends, texts = rows.day[dated].astype(np.float64), rows.ends[:, dated], rows.words[dated]
    # what stands after the newest count stands at it
    later = day > last
    kept = (day >= first) & ~later
    if later.any() and not (day[kept] == last).any():
        kept[np.argmax(later)] = True
        day = np.where(kept & later, last, day)
    day, ends, texts = day[kept], ends[:, kept], texts[kept]
    words = str(texts[-1]) if len(day) and day[-1] == last else ""
    ahead_day, ahead = _ahead(curve, last, ends[[0, 2, 4], -1]) if words else (np.zeros(0), np.zeros((3, 0)))
    return SynthesisOverTime(day, ends, ahead_day, ahead, words)


def _ahead(curve: pd.DataFrame | None, last: float, start: Floats) -> tuple[Floats, Floats]:
    """Return where the pace would lead after the newest count, beginning there."""
    none = np.zeros(0), np.zeros((3, 0))
    if curve is None:
        return none
    day = days_of(curve["count_date"]).astype(np.float64)
    later = day > last
    if not later.any():
        return none
    values = curve.loc[later, list(AHEAD)].to_numpy(np.float64).T
    return np.r_[last, day[later]], np.column_stack([start, values])
