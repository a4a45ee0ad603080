"""Curves fitted to what is heard: all quantities that share a voice in one system, others apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # which loads what is asked of it when it is asked

from reconcile.arrays import Flags, Floats, Ints
from reconcile.engine.latent.heard_reports import HeardReports, voices_apart
from reconcile.pool.methods.curve.drawn import Drawn, draw
from reconcile.pool.methods.curve.fitted import Fit, fit
from reconcile.pool.methods.curve.priors import PRIORS, Priors
from reconcile.pool.methods.curve.reports import Reports, merged

__all__ = ["CurveGroup", "centre_of", "fitted_curves", "groups_of"]


@dataclass(frozen=True, kw_only=True)
class CurveGroup:
    """Quantities that share voices, and their reports.

    Attributes
    ----------
    quantity : ndarray of int, shape (series,)
        Code of the quantity of each series, rising.
    voice : ndarray of int, shape (voices, 3)
        Voice, party and era of each voice.
    reports : Reports
        Merged.
    claim : ndarray of int
        Rows of the claims behind them.
    row : ndarray of int
        Row in `reports` of each of these claims; -1 for those that stand aside.
    """

    quantity: Ints
    voice: Ints
    reports: Reports
    claim: Ints
    row: Ints


def groups_of(heard: HeardReports, wanted: Flags) -> list[CurveGroup]:
    """Return the groups that hold a wanted quantity.

    Parameters
    ----------
    heard : HeardReports
    wanted : ndarray of bool, shape (quantities,)

    Returns
    -------
    list of CurveGroup
        A quantity without a count that says where its value is is in none.

    Examples
    --------
    >>> ones, codes = np.ones(2), np.arange(2)
    >>> heard = HeardReports(claim=codes, quantity=codes, voice=np.array([[0, 0, 0], [1, 0, 0]]), since=np.nan * ones,
    ...                      day=ones, centre=ones, below=ones, above=ones, weight=ones, bound=0 * codes)
    >>> [group.quantity.tolist() for group in groups_of(heard, np.array([True, True]))]
    [[0], [1]]
    """
    located = np.bincount(heard.quantity[heard.totals], minlength=len(wanted)) > 0
    kept = np.flatnonzero(located[heard.quantity])
    voice = voices_apart(heard)
    group = _groups(heard.quantity[kept], voice[kept], len(wanted))
    asked = np.unique(group[heard.quantity[kept]][wanted[heard.quantity[kept]]])
    # bounds have no bias, and lead from no quantity to another
    return [_group(heard, kept[group[heard.quantity[kept]] == number], voice) for number in asked]


def _groups(quantity: Ints, voice: Ints, quantities: int) -> Ints:
    """Return the number of the group of every quantity."""
    size = quantities + int(voice.max(initial=-1)) + 1
    links = scipy.sparse.coo_array((np.ones(len(quantity)), (quantity, quantities + voice)), shape=(size, size))
    return scipy.sparse.csgraph.connected_components(links, directed=False)[1][:quantities].astype(np.int64)


def _group(heard: HeardReports, rows: Ints, voice: Ints) -> CurveGroup:
    quantity, series = np.unique(heard.quantity[rows], return_inverse=True)
    _, first, speaker = np.unique(voice[rows], return_index=True, return_inverse=True)
    told = Reports(
        series=series.astype(np.int64), voice=speaker.astype(np.int64), since=heard.since[rows], day=heard.day[rows],
        centre=heard.centre[rows], below=heard.below[rows], above=heard.above[rows], weight=heard.weight[rows],
        bound=heard.bound[rows],
    )  # fmt: skip
    reports, row = merged(told)
    return CurveGroup(
        quantity=quantity, voice=heard.voice[rows][first], reports=reports, claim=heard.claim[rows], row=row
    )


def fitted_curves(groups: Sequence[CurveGroup], last: float, priors: Priors = PRIORS) -> list[Drawn]:
    """Fit and draw the curves of each group, up to a day.

    Examples
    --------
    >>> fitted_curves([], 0.0)
    []
    """
    return [draw(fit(group.reports, last, priors)) for group in groups]


def centre_of(fitted: Fit, series: int, day: Floats) -> Floats:
    """Return the log of a curve at its most likely unknowns, shape (N,).

    Examples
    --------
    >>> ones, none = np.ones(1), np.zeros(1, dtype=int)
    >>> single = Reports(series=none, voice=none, since=np.nan * ones, day=ones, centre=5 * ones, below=0.1 * ones,
    ...                  above=0.1 * ones, weight=ones, bound=none)
    >>> centre_of(fit(single, 1.0), 0, ones).round(1).tolist()
    [5.0]
    """
    design = fitted.designs[series]
    return design.log_count(fitted.unknowns[series], design.steps.parts(np.full(len(day), np.nan), day))[0]
