"""Which curves may be published: enough voices, counts and time, not all of one side; how far assumptions move them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from reconcile.arrays import Flags, Floats, Ints
from reconcile.engine.hear import HeardClaims
from reconcile.engine.latent.fitted_curves import CurveGroup, centre_of
from reconcile.engine.latent.heard_reports import HeardReports
from reconcile.pool.methods.curve.drawn import Drawn
from reconcile.pool.methods.curve.fitted import fit
from reconcile.pool.methods.curve.priors import PRIORS, Priors

__all__ = ["LEAST_COUNTS", "LEAST_SPAN", "LEAST_VOICES", "enough_said", "moves_of_priors"]

# voices, dated counts and days between them for a curve: of two voices, a curve shows little but what is assumed of
# their biases, and of fewer counts than eight, or two months, what is assumed of its pace (docs/methods/curve.md)
LEAST_VOICES, LEAST_COUNTS, LEAST_SPAN = 3, 8, 60

# other assumptions: voices off by two thirds or by five thirds as much, flows half or one and a half times as unsteady
OTHER_PRIORS: tuple[Priors, ...] = (
    *(replace(PRIORS, voice_sd=factor * PRIORS.voice_sd) for factor in (0.67, 1.67)),
    *(replace(PRIORS, flow_sd=factor * PRIORS.flow_sd) for factor in (0.5, 1.5)),
)


def enough_said(heard: HeardClaims, reports: HeardReports) -> Flags:
    """Return True for quantities with enough voices, dated counts and days, whose voices are not all of one side.

    Parameters
    ----------
    heard : HeardClaims
    reports : HeardReports

    Returns
    -------
    ndarray of bool, shape (quantities,)

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.latent.heard_reports import heard_reports
    >>> from reconcile.sources.registry import registry_of
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B", "C"] * 3, "temporal": "cumulative",
    ...                        "count_date": pd.date_range("2025-01-01", periods=9, freq="9D").astype(str),
    ...                        "best": range(100, 1000, 100)})
    >>> heard = hear(check_claims(claims).claims, registry_of(None), {}, {}, None)
    >>> enough_said(heard, heard_reports(heard)).tolist()
    [True]
    """
    many, rows = len(heard.quantities.table), np.flatnonzero(reports.totals)
    quantity, day, claim = reports.quantity[rows], reports.day[rows], reports.claim[rows]
    table = heard.table.iloc[claim]
    voices = _different(quantity, table["voice_code"].to_numpy(np.int64), many)
    dated = table["day_stated"].to_numpy(dtype=bool)
    first, last = np.full(many, np.inf), np.full(many, -np.inf)
    np.minimum.at(first, quantity[dated], day[dated])
    np.maximum.at(last, quantity[dated], day[dated])
    sides = table["stake_side"].to_numpy(dtype=object)
    one_side = np.zeros(many, dtype=bool)
    for side in ("low", "high"):
        others = np.bincount(quantity[sides != side], minlength=many)
        one_side |= others == 0
    counts = np.bincount(quantity[dated], minlength=many)
    enough: Flags = (voices >= LEAST_VOICES) & (counts >= LEAST_COUNTS) & (last - first >= LEAST_SPAN) & ~one_side
    return enough


def _different(group: Ints, member: Ints, groups: int) -> Ints:
    """Return how many different members each group has."""
    pairs = np.unique(np.column_stack([group, member]), axis=0)
    return np.bincount(pairs[:, 0], minlength=groups).astype(np.int64)


def moves_of_priors(group: CurveGroup, drawn: Drawn, last: float, day: Sequence[Floats]) -> list[Floats]:
    """Return where other assumptions move the centre of every curve of a group, on the log scale.

    Parameters
    ----------
    group : CurveGroup
    drawn : Drawn
        Its curves.
    last : float
        As in `fitted_curves`.
    day : sequence of ndarray of float
        By series: days at which it is looked at.

    Returns
    -------
    list of ndarray of float, shape (2, days)
        By series, as `day`: the farthest down, 0 or less, and the farthest up, 0 or more.

    Examples
    --------
    >>> from reconcile.pool.methods.curve.drawn import draw
    >>> from reconcile.pool.methods.curve.reports import Reports
    >>> ones, none = np.ones(1), np.zeros(1, dtype=int)
    >>> single = Reports(series=none, voice=none, since=np.nan * ones, day=ones, centre=5 * ones, below=0.1 * ones,
    ...                  above=0.1 * ones, weight=ones, bound=none)
    >>> group = CurveGroup(quantity=none, voice=np.zeros((1, 3), dtype=int), reports=single, claim=none, row=none)
    >>> down, up = moves_of_priors(group, draw(fit(single, 1.0)), 1.0, [ones])[0]
    >>> bool(-0.1 < down[0] <= 0 <= up[0] < 0.1)
    True
    """
    furthest = [np.zeros((2, len(days))) for days in day]
    for priors in OTHER_PRIORS:
        other = fit(group.reports, last, priors, drawn.fit)
        for series, days in enumerate(day):
            moved = centre_of(other, series, days) - centre_of(drawn.fit, series, days)
            down, up = furthest[series]
            furthest[series] = np.stack([np.minimum(down, moved), np.maximum(up, moved)])
    return furthest
