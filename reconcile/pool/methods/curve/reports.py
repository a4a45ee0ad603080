"""What voices said of growing quantities, as arrays: every figure with its day, its sides and its voice."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from reconcile.arrays import Flags, Floats, Ints

__all__ = ["MOST_OF_VOICE", "Reports", "merged"]

# figures of one voice that are heard in one series; of more, so many evenly spaced ones: a daily count over a year is
# heard whole, and a million figures cost no more
MOST_OF_VOICE = 400


@dataclass(frozen=True, kw_only=True)
class Reports:
    """N figures.

    Attributes
    ----------
    series, voice : ndarray of int, shape (N,)
        Numbers from 0 without gaps. A voice is one and the same in all series.
    since, day : ndarray of float, shape (N,)
        Days between which things are counted; `since` is nan for totals.
    centre, below, above : ndarray of float, shape (N,)
        Median of what is claimed, and deviations below and above it, on the log scale; of a bound, where it stands.
    weight : ndarray of float, shape (N,), above 0
        Power to which what the figure says is raised: 1 for a figure that counts whole.
    bound : ndarray of int, shape (N,)
        1 for floors, -1 for ceilings, 0 for figures that say where the value is.
    """

    series: Ints
    voice: Ints
    since: Floats
    day: Floats
    centre: Floats
    below: Floats
    above: Floats
    weight: Floats
    bound: Ints

    def take(self, rows: Flags | Ints) -> Reports:
        """Return some of the reports, in the order asked for."""
        return Reports(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def merged(reports: Reports) -> tuple[Reports, Ints]:
    """Return the reports with one figure of a voice for one time, and which of them each given report went into.

    Parameters
    ----------
    reports : Reports
        In any order.

    Returns
    -------
    Reports
        Sorted by series, voice and time. Several figures of one voice, time and kind have their mean as centre, and
        their scatter in both sides; of more than `MOST_OF_VOICE` of one voice, evenly spaced ones are kept.
    ndarray of int, shape (N,)
        Row of each given report; -1 where it was left out.

    Examples
    --------
    >>> zeros, ones = np.zeros(2, dtype=int), np.ones(2)
    >>> pair = Reports(series=zeros, voice=zeros, since=np.nan * ones, day=ones, centre=np.array([4.0, 5.0]),
    ...                below=ones, above=ones, weight=ones, bound=zeros)
    >>> whole, row = merged(pair)
    >>> whole.centre.tolist(), row.tolist()
    ([4.5], [0, 0])
    """
    since = np.where(np.isnan(reports.since), -np.inf, reports.since)
    keys = (reports.bound, since, reports.day, reports.voice, reports.series)
    order = np.lexsort((reports.above, reports.below, reports.weight, reports.centre, *keys))
    sorted_keys = [key[order] for key in keys]
    new = np.r_[True, np.any([key[1:] != key[:-1] for key in sorted_keys], axis=0)][: len(order)]
    place, starts = np.cumsum(new) - 1, np.flatnonzero(new)
    whole = _means(reports.take(order), place, starts)
    kept = _evenly(whole)
    row = np.empty(len(order), dtype=np.int64)
    row[order] = np.where(kept, np.cumsum(kept) - 1, -1)[place]
    return whole.take(kept), row


def _means(reports: Reports, place: Ints, starts: Ints) -> Reports:
    """Return one report for each group of sorted ones, its sides widened by the scatter of the group."""
    if not len(starts):
        return reports
    size = np.diff(np.r_[starts, len(place)])
    centre = np.add.reduceat(reports.centre, starts) / size
    scatter = np.add.reduceat((reports.centre - centre[place]) ** 2, starts) / size
    below, above = (
        np.sqrt(np.add.reduceat(side**2, starts) / size + scatter) for side in (reports.below, reports.above)
    )
    weight = np.maximum.reduceat(reports.weight, starts)
    return replace(reports.take(starts), centre=centre, below=below, above=above, weight=weight)


def _evenly(reports: Reports) -> Flags:
    """Return True for the reports that are heard: all, or evenly spaced ones of a voice that gives too many."""
    key = reports.series * (reports.voice.max(initial=0) + 1) + reports.voice
    _, first, group, size = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    rank, many = np.arange(len(key)) - first[group], np.maximum(size[group], 1)
    asked = np.minimum(many, MOST_OF_VOICE)
    # the last of each stretch, so that the newest figure is always among them
    kept: Flags = (rank + 1) * asked // many > rank * asked // many
    return kept
