"""Estimates from latent curves in place of those from the pool, where the gates let them, beside the pool elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints
from reconcile.engine.hear import HeardClaims
from reconcile.engine.latent.curve_gates import enough_said, moves_of_priors
from reconcile.engine.latent.fitted_curves import CurveGroup, fitted_curves, groups_of
from reconcile.engine.latent.heard_reports import heard_reports
from reconcile.engine.pooled import Pooled, scales_of
from reconcile.engine.whole_ends import ENDS, within_the_most
from reconcile.pool.cells import Cells, running_maximum
from reconcile.pool.methods.curve.drawn import Drawn
from reconcile.pool.methods.curve.half_and_half import half_and_half
from reconcile.pool.verdicts import MOST_CURVE_MOVES
from reconcile.ranges.scale import Scale

__all__ = ["NO_CURVES", "Curves", "curved_cells", "latent_curves"]


@dataclass(frozen=True, kw_only=True)
class Curves:
    """The curves of a run.

    Attributes
    ----------
    groups : list of CurveGroup
    drawn : list of Drawn
        One for each group.
    last : float
        Day to which they go.
    wanted : ndarray of bool, shape (quantities,)
        Quantities that they may answer for; groups hold others, too, that share a voice with them.
    """

    groups: list[CurveGroup]
    drawn: list[Drawn]
    last: float
    wanted: Flags


# of a run that asks for none
NO_CURVES = Curves(groups=[], drawn=[], last=0.0, wanted=np.zeros(0, dtype=bool))


def latent_curves(heard: HeardClaims, last: int, *, gate: bool) -> Curves:
    """Fit the curves of what is heard, up to a day.

    Parameters
    ----------
    heard : HeardClaims
    last : int
    gate : bool
        Whether only quantities with enough voices, counts and days get one; else all with a count that may not fall.

    Returns
    -------
    Curves

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320], "temporal": "cumulative",
    ...                        "count_date": ["2025-01-01", "2025-02-01"]})
    >>> heard = hear(check_claims(claims).claims, registry_of(None), {}, {}, None)
    >>> [len(latent_curves(heard, heard.as_of, gate=gate).groups) for gate in (True, False)]
    [0, 1]
    """
    reports = heard_reports(heard)
    located = np.bincount(reports.quantity[reports.totals], minlength=len(heard.quantities.table)) > 0
    wanted = enough_said(heard, reports) if gate else located
    groups = groups_of(reports, wanted)
    return Curves(groups=groups, drawn=fitted_curves(groups, float(last)), last=float(last), wanted=wanted)


def curved_cells(heard: HeardClaims, pooled: Pooled, curves: Curves, level: float, *, gate: bool) -> Pooled:
    """Return estimates with the curve's numbers where it answers: `curved` is True there.

    With the gate, the numbers are those of curve and pool mixed half and half: where all voices err alike, a curve is
    too narrow. After the newest count they are those of that count's day, as those of the pool are, and none falls.
    `off_pool` and `prior_moves` say by which share of the pool's interval it is off the pool's best, and by which share
    of its own it is moved by other assumptions; where either is above `MOST_CURVE_MOVES`, the numbers are the pool's.
    `prior_low` and `prior_high` are where its best goes under those assumptions. Without the gate the numbers are the
    curve's, the shares are 0, and other assumptions are not tried.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.pooled import pool
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320], "temporal": "cumulative",
    ...                        "count_date": ["2025-01-01", "2025-02-01"]})
    >>> heard = hear(check_claims(claims).claims, registry_of(None), {}, {}, None)
    >>> pooled, curves = pool(heard, "latest", 0.9, "linear"), latent_curves(heard, heard.as_of, gate=False)
    >>> curved_cells(heard, pooled, curves, 0.9, gate=False).cells["curved"].tolist()
    [True]
    """
    cells, scale = pooled.cells, scales_of(heard)
    quantity, day = (cells[name].to_numpy(np.int64) for name in ("quantity_code", "day"))
    # what follows from pace alone, nobody said: after the newest count a curve to print stands still
    at = day - cells["extrapolated_days"].fillna(0).to_numpy(np.int64) if gate else day
    told, moves = np.full((len(cells), len(ENDS)), np.nan), np.zeros((2, len(cells)))
    half = (1 - level) / 2
    levels = np.array([half, 0.25, 0.5, 0.75, 1 - half])
    for group, drawn in zip(curves.groups, curves.drawn, strict=True):
        rows = _rows(quantity, np.where(curves.wanted[group.quantity], group.quantity, -1))
        for series, row in enumerate(rows):
            told[row] = drawn.curve(series, at[row].astype(np.float64), levels) if len(row) else told[row]
        if gate:
            _set_moves(moves, group, drawn, curves.last, rows, at)
    told[cells["best"].isna()] = np.nan
    own = scale.take(quantity)
    if not gate:
        return replace(pooled, cells=_with_numbers(cells, heard, own, told, ~np.isnan(told[:, 0])))
    before = own.to_working(cells[list(ENDS)].to_numpy(np.float64))
    off, moved = _shares(told, before, moves)
    answers = ~np.isnan(told[:, 0]) & (np.fmax(off, moved) <= MOST_CURVE_MOVES)
    mixed = np.where(answers[:, None], half_and_half(told, before, levels), before)
    printed = _with_numbers(cells, heard, own, np.where(np.isnan(told), np.nan, mixed), answers)
    nowhere = np.isnan(told[:, 2])
    lowest, highest = (
        np.where(nowhere, np.nan, np.fmax(own.to_natural(np.where(nowhere, 0.0, told[:, 2] + move)), 0.0))
        for move in moves
    )
    return replace(pooled, cells=printed.assign(off_pool=off, prior_moves=moved, prior_low=lowest, prior_high=highest))


def _rows(quantity: Ints, codes: Ints) -> list[Ints]:
    """Return the cells of each quantity; none of -1."""
    order = np.argsort(quantity, kind="stable")
    first, last = (np.searchsorted(quantity[order], codes, side=side) for side in ("left", "right"))
    return [order[begin:end] for begin, end in zip(first, last, strict=True)]


def _set_moves(
    moves: Floats, group: CurveGroup, drawn: Drawn, last: float, rows: Sequence[Ints], day: Ints
) -> None:  # fmt: skip
    """Set how far other assumptions move the curve, on the log scale, in its cells."""
    days = [day[row].astype(np.float64) for row in rows]
    for row, moved in zip(rows, moves_of_priors(group, drawn, last, days), strict=True):
        moves[:, row] = moved


def _with_numbers(cells: pd.DataFrame, heard: HeardClaims, scale: Scale, told: Floats, curved: Flags) -> pd.DataFrame:
    """Return cells with the numbers that are told on the working scale; nan where there is no curve."""
    there = ~np.isnan(told[:, 0])
    natural = np.fmax(scale.to_natural(np.where(there[:, None], told, 0.0)), cells["floor"].to_numpy()[:, None])
    # a mixture of two that never fall may still do so by what is between their quantiles, and where the pool takes over
    days = Cells(cells["quantity_code"].to_numpy(np.int64), cells["day"].to_numpy(np.int64))
    natural = running_maximum(natural, days, there)
    ends = np.where(there[:, None], natural, cells[list(ENDS)].to_numpy(np.float64))
    return within_the_most(cells.assign(**dict(zip(ENDS, ends.T, strict=True)), curved=curved), heard)


def _shares(told: Floats, before: Floats, moves: Floats) -> tuple[Floats, Floats]:
    """Return `off_pool` and `prior_moves` of `CELLS`; 0 where there is no curve."""
    width, own = (np.fmax(ends[:, -1] - ends[:, 0], np.finfo(float).tiny) for ends in (before, told))
    off = np.nan_to_num(np.abs(told[:, 2] - before[:, 2]) / width)
    return off, np.where(np.isnan(told[:, 0]), 0.0, np.abs(moves).max(axis=0) / own)
