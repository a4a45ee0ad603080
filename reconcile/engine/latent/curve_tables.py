"""What curves say of voices and claims: biases, drifts, errors; what each figure pulls, whether others foretell it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd
from scipy.special import ndtri

from reconcile.arrays import Floats, Ints, strings
from reconcile.columns import PULLS, VOICES, Column, names
from reconcile.engine.hear import HeardClaims
from reconcile.engine.latent.curved_cells import Curves
from reconcile.engine.latent.fitted_curves import CurveGroup
from reconcile.engine.pooled import scales_of
from reconcile.pool.methods.curve.fitted import Fit
from reconcile.pool.methods.curve.left_out import left_out
from reconcile.ranges.scale import Scale

__all__ = ["curve_pulls", "curve_voices", "without_curves"]


def _each(curves: Curves) -> Iterator[tuple[CurveGroup, Fit, int, int]]:
    """Yield every curve that may answer: its group, its fit, its series and its quantity."""
    for group, drawn in zip(curves.groups, curves.drawn, strict=True):
        for series, code in enumerate(group.quantity.tolist()):
            if curves.wanted[code]:
                yield group, drawn.fit, series, code


def curve_voices(heard: HeardClaims, curves: Curves, level: float) -> pd.DataFrame:
    """Return how every voice stands to every curve that may answer.

    Parameters
    ----------
    heard : HeardClaims
    curves : Curves
    level : float
        Chance that a bias lies between its ends.

    Returns
    -------
    DataFrame, one row a quantity and voice
        Columns of `VOICES`. A bias is against the curve, whose own common error nobody knows.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.latent.curved_cells import latent_curves
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 600], "temporal": "cumulative",
    ...                        "count_date": "2025-01-01"})
    >>> heard = hear(check_claims(claims).claims, registry_of(None), {}, {}, None)
    >>> curve_voices(heard, latent_curves(heard, heard.as_of, gate=False), 0.9)["bias"].round(1).tolist()
    [-0.2, 0.4]
    """
    tables = [_voices(heard, level, *curve) for curve in _each(curves)]
    return pd.concat(tables, ignore_index=True) if tables else _empty(VOICES)


def _empty(columns: tuple[Column, ...]) -> pd.DataFrame:
    return _no_row(columns).copy()


@cache
def _no_row(columns: tuple[Column, ...]) -> pd.DataFrame:
    # most runs ask for no curve
    return pd.DataFrame({name: [] for name in names(columns)})


def without_curves() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what `curve_voices` and `curve_pulls` say where no curve was asked for: no row.

    Examples
    --------
    >>> [len(table) for table in without_curves()]
    [0, 0]
    """
    return _empty(VOICES), _empty(PULLS)


def _voices(
    heard: HeardClaims, level: float, group: CurveGroup, fit: Fit, series: int, code: int
) -> pd.DataFrame:  # fmt: skip
    design, own = fit.designs[series], fit.unknowns[series]
    block = fit.arrow.covariance(series, fit.arrow.corner_covariance())
    bias, end = own[design.biases], float(ndtri((1 + level) / 2))
    sd = np.sqrt(np.diag(block)[design.biases])
    last = design.knot_at + np.array([len(days) for days in design.knots], dtype=np.int64) - 2
    moved = np.array([own[at] if len(days) > 1 else 0.0 for at, days in zip(last, design.knots, strict=True)])
    spoken = strings(heard.voices.voice.cat.categories.to_series())[group.voice[design.voices, 0]]
    return pd.DataFrame(
        {
            "quantity": strings(heard.quantities.table["quantity"])[code], "voice": spoken,
            "bias": np.expm1(bias), "bias_low": np.expm1(bias - end * sd), "bias_high": np.expm1(bias + end * sd),
            "drift": np.expm1(moved), "error_sd": fit.scales.error_sd[series],
            "counts": np.bincount(design.own[design.own >= 0], minlength=len(bias)),
        }
    ).sort_values("voice", kind="stable")  # fmt: skip


def curve_pulls(heard: HeardClaims, curves: Curves, level: float) -> pd.DataFrame:
    """Return what every claim does to the curve that may answer for it, and whether the other claims foretell it.

    Parameters
    ----------
    heard : HeardClaims
    curves : Curves
    level : float
        Share of figures between `low` and `high`.

    Returns
    -------
    DataFrame, one row a claim
        Columns of `PULLS`, in the order of claims within a quantity. Figures that were heard as one share a row's
        numbers.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.latent.curved_cells import latent_curves
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 600], "temporal": "cumulative",
    ...                        "count_date": "2025-01-01"})
    >>> heard = hear(check_claims(claims).claims, registry_of(None), {}, {}, None)
    >>> curve_pulls(heard, latent_curves(heard, heard.as_of, gate=False), 0.9)["inside"].tolist()
    [True, True]
    """
    tables = [_pulls(heard, level, *curve) for curve in _each(curves)]
    return pd.concat(tables, ignore_index=True) if tables else _empty(PULLS)


def _pulls(
    heard: HeardClaims, level: float, group: CurveGroup, fit: Fit, series: int, code: int
) -> pd.DataFrame:  # fmt: skip
    before = int(np.searchsorted(group.reports.series, series))
    own: Ints = np.flatnonzero((group.row >= 0) & (group.reports.series[np.maximum(group.row, 0)] == series))
    at = group.row[own] - before
    told = left_out(fit, series, level, fit.arrow.corner_covariance())
    centre = fit.designs[series].reports.centre
    within = (told.low <= centre) & (centre <= told.high)
    scale = scales_of(heard).take(np.full(len(own), code))
    return pd.DataFrame(
        {
            "quantity": strings(heard.quantities.table["quantity"])[code],
            "claim_id": strings(heard.claims["claim_id"])[group.claim[own]],
            "fitted": _numbers(scale, told.fitted[at]), "low": _numbers(scale, told.low[at]),
            "high": _numbers(scale, told.high[at]),
            "residual_z": told.residual_z[at], "inside": within[at],
            "pull_low": np.expm1(told.pull_low)[at], "pull_best": np.expm1(told.pull_best)[at],
            "pull_high": np.expm1(told.pull_high)[at],
        }
    )  # fmt: skip


def _numbers(scale: Scale, logs: Floats) -> Floats:
    """Return numbers from logs, nan where there is none."""
    return np.where(np.isnan(logs), np.nan, scale.to_natural(np.where(np.isnan(logs), 0.0, logs)))
