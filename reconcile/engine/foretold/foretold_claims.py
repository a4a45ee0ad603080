"""What voices will say, aligned to the rows asked: by curves where the method is theirs and they can, else the pool."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Floats
from reconcile.claims.checked import check_claims
from reconcile.claims.given_frame import given_frame
from reconcile.engine.foretold.asked_claims import asked_claims, with_one
from reconcile.engine.foretold.said_by_curve import said_by_curve
from reconcile.engine.foretold.said_by_pool import said_by_pool
from reconcile.engine.hear import HeardClaims
from reconcile.engine.options import EngineOptions
from reconcile.engine.whole_ends import ENDS
from reconcile.pool.methods import CURVE
from reconcile.sources.registry import Registry

__all__ = ["foretold_claims", "foretold_figures"]


def foretold_claims(
    heard: HeardClaims, registry: Registry, options: EngineOptions, claims: pd.DataFrame
) -> pd.DataFrame:
    """Return what voices will say.

    Parameters
    ----------
    heard : HeardClaims
        What the run has heard.
    registry : Registry
    options : EngineOptions
    claims : DataFrame
        Claims as of `reconcile`: quantity (or measure), source and date of each; figures are not looked at.

    Returns
    -------
    DataFrame
        `low, low50, best, high50, high` in the unit of the quantity, index as `claims`. Empty where a row cannot be
        read, or the run has no number for its quantity.

    Raises
    ------
    TypeError
        `claims` is no DataFrame.

    Examples
    --------
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> said = check_claims(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})).claims
    >>> heard = hear(said, registry_of(None), {}, {}, None)
    >>> asked = pd.DataFrame({"quantity": ["dead", "hurt"], "source": "A"}, index=[7, 8])
    >>> foretold_claims(heard, registry_of(None), EngineOptions(), asked)["best"].round(-1).tolist()
    [300.0, nan]
    """
    # a row with an id of its own is no duplicate of another; with a file of its own none is the sum of others
    rows = np.arange(1, len(claims) + 1)
    given = with_one(given_frame(claims)).assign(row=rows, claim_id=rows.astype(str), file=rows.astype(str))
    checked = check_claims(given, options.claims).claims
    told = np.full((len(claims), len(ENDS)), np.nan)
    if len(checked):
        asked = asked_claims(heard, checked.reset_index(drop=True), registry, options.breaks)
        told[checked["row"].to_numpy(np.int64) - 1] = foretold_figures(heard, options, asked)
    return pd.DataFrame(told, columns=list(ENDS), index=claims.index)


def foretold_figures(heard: HeardClaims, options: EngineOptions, asked: pd.DataFrame) -> Floats:
    """Return quantiles of the figures asked about, in natural units, shape (asked, 5); nan where there is no number.

    Parameters
    ----------
    heard : HeardClaims
    options : EngineOptions
    asked : DataFrame
        Columns of `ASKED`.

    Examples
    --------
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> said = check_claims(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})).claims
    >>> heard = hear(said, registry_of(None), {}, {}, None)
    >>> asked = pd.DataFrame({"quantity_code": [0], "voice_code": [0], "day": [0], "since": [0], "era": [0]})
    >>> foretold_figures(heard, EngineOptions(), asked)[:, 2].round(-1).tolist()
    [300.0]
    """
    figures = said_by_pool(heard, asked, options.level, options.method)
    if options.method != CURVE.name:
        return figures
    of_curves = said_by_curve(heard, asked, options.level)
    return np.where(np.isnan(of_curves), figures, of_curves)
