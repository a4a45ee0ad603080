"""What a voice will say, by the curves: fitted to all that is heard of the quantities asked about, ungated."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints
from reconcile.days import NO_DAY
from reconcile.engine.foretold.literal_figures import past_figures, wording_shift
from reconcile.engine.hear import HeardClaims
from reconcile.engine.latent.fitted_curves import CurveGroup, fitted_curves, groups_of
from reconcile.engine.latent.heard_reports import heard_reports, parties_of, totals_of
from reconcile.engine.pooled import scales_of
from reconcile.engine.whole_ends import ENDS

__all__ = ["said_by_curve"]


def said_by_curve(heard: HeardClaims, asked: pd.DataFrame, level: float) -> Floats:
    """Return quantiles of the figures that voices will give, in natural units, shape (asked, 5).

    Parameters
    ----------
    heard : HeardClaims
    asked : DataFrame
        Columns of `ASKED`.
    level : float
        Share of figures between the first and the last.

    Returns
    -------
    ndarray of float
        nan where no curve can be drawn.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320], "temporal": "cumulative",
    ...                        "count_date": ["2025-01-01", "2025-02-01"]})
    >>> heard = hear(check_claims(claims).claims, registry_of(None), {}, {}, None)
    >>> day = heard.as_of
    >>> asked = pd.DataFrame({"quantity_code": [0], "voice_code": [1], "day": [day], "since": [NO_DAY], "era": [0]})
    >>> said_by_curve(heard, asked, 0.9)[:, 2].round(-2).tolist()
    [300.0]
    """
    code = asked["quantity_code"].to_numpy(np.int64)
    total = np.where(code >= 0, totals_of(heard)[np.maximum(code, 0)], -1)
    wanted = np.bincount(total[total >= 0], minlength=len(heard.quantities.table)) > 0
    groups = groups_of(heard_reports(heard), wanted)
    day = asked["day"].to_numpy(np.float64)
    last = max(day.max(initial=heard.as_of), heard.as_of)
    levels = np.array([(1 - level) / 2, 0.25, 0.5, 0.75, (1 + level) / 2])
    told = np.full((len(asked), len(ENDS)), np.nan)
    since = np.where(asked["since"] == NO_DAY, np.nan, asked["since"].to_numpy(np.float64))
    for group, drawn in zip(groups, fitted_curves(groups, last), strict=True):
        speaker = _speakers(group, asked, parties_of(heard)[np.maximum(total, 0)])
        for series, quantity in enumerate(group.quantity):
            own = np.flatnonzero(total == quantity)
            for voice in np.unique(speaker[own]):
                rows = own[speaker[own] == voice]
                told[rows] = drawn.said(series, int(voice), since[rows], day[rows], levels)
    told -= wording_shift(past_figures(heard), asked)[:, None]
    natural = scales_of(heard).take(np.maximum(total, 0)).to_natural(np.where(np.isnan(told), 0.0, told))
    return np.where(np.isnan(told), np.nan, natural)


def _speakers(group: CurveGroup, asked: pd.DataFrame, party: Ints) -> Ints:
    """Return the number of each asked voice in a group; -1 for one that has no figure in it."""
    own = pd.MultiIndex.from_arrays([asked["voice_code"], party, asked["era"]])
    return np.asarray(pd.MultiIndex.from_arrays(list(group.voice.T)).get_indexer(own), dtype=np.int64)
