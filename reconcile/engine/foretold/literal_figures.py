"""Figures as voices word them: the number that stands there, where a claim is read as a range beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Floats
from reconcile.engine.hear import HeardClaims
from reconcile.engine.pooled import scales_of
from reconcile.engine.status_reasons import status_reasons

__all__ = ["literal_figures", "past_figures", "wording_shift"]

# columns of `HEARD` by which figures of one voice belong together
_OF_VOICE = ["quantity_code", "voice_code", "era"]


def literal_figures(heard: HeardClaims) -> Floats:
    """Return the literal figure of every claim, shape (claims,): of "over 700" 700, of a range its middle.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> literal_figures(SimpleNamespace(table=pd.DataFrame({"figure_low": [700.0], "figure_high": [800.0]}))).tolist()
    [750.0]
    """
    low, high = (heard.table[name].to_numpy(np.float64) for name in ("figure_low", "figure_high"))
    middle: Floats = (low + high) / 2
    return middle


def past_figures(heard: HeardClaims) -> pd.DataFrame:
    """Return the figures that say where the value is: those that are not heard, too, as a voice's slips are its own.

    Parameters
    ----------
    heard : HeardClaims

    Returns
    -------
    DataFrame, one row a figure
        Columns of `LITERAL_FIGURES`.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = check_claims(pd.DataFrame({"quantity": "dead", "source": "A", "phrase": ["over 700"]})).claims
    >>> past_figures(hear(claims, registry_of(None), {}, {}, None))[["figure", "shift"]].round(2).values.tolist()
    [[6.55, 0.02]]
    """
    table, scale = heard.table, scales_of(heard).take(heard.quantities.code)
    literal = scale.to_working(literal_figures(heard))
    read = scale.to_working(table["range_best"].to_numpy(np.float64))
    rows = (table["bound"] == "").to_numpy() & (status_reasons(heard.claims) == "")
    told = table[[*_OF_VOICE, "day"]].assign(figure=literal, shift=read - literal)
    past: pd.DataFrame = told[rows].reset_index(drop=True)
    return past


def wording_shift(past: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    """Return by how much the claims of each asked voice are usually read as more than they literally say.

    Examples
    --------
    >>> keys = {"quantity_code": [0], "voice_code": [0], "era": [0]}
    >>> wording_shift(pd.DataFrame({**keys, "shift": [0.04]}), pd.DataFrame(keys)).tolist()
    [0.04]
    """
    usual = past.groupby(_OF_VOICE)["shift"].median()
    return asked[_OF_VOICE].join(usual, on=_OF_VOICE)["shift"].fillna(0.0).to_numpy(np.float64)
