"""A track record from errors: bias and typical error of every source, shrunk to what is usual.

Errors of one quantity at several dates are one observation, as they have one cause. With n quantities, a source's mean
absolute error counts for n, and the usual one of its measure for `PRIOR_QUANTITIES`; the usual one itself is shrunk in
the same way to the common spread of two counts of one thing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.columns import RESOLVED, TRACK_RECORD, names
from reconcile.days import dates_of
from reconcile.pool.calibration import COMMON_SPREAD

__all__ = ["PRIOR_QUANTITIES", "learned_record"]

# quantities that the usual error counts for; as many as a record needs to narrow anything (contract: five). On expert
# judgement 3, 5 and 8 give the same score to .002 (docs/methods/track-record.md)
PRIOR_QUANTITIES = 5.0

# standard deviation of a normal distribution over its mean absolute deviation: absolute errors let one far miss count
# for less than squares do, and give the better score (docs/methods/track-record.md)
PER_MEAN_ERROR = float(np.sqrt(np.pi / 2))

# columns of one observation, and of one row of the record
_OBSERVED = ["voice", "measure", "losses", "scale", "quantity"]
_RECORDED = ["voice", "measure", "losses", "scale"]


def learned_record(errors: pd.DataFrame) -> pd.DataFrame:
    """Return what errors say of sources.

    Parameters
    ----------
    errors : DataFrame
        Columns of `RESOLVED`.

    Returns
    -------
    DataFrame
        Columns of `TRACK_RECORD`, sorted by source, measure and losses. A source whose errors on one measure are on two
        scales keeps those of which it has more quantities, on a tie the logarithmic ones.

    Examples
    --------
    >>> errors = pd.DataFrame({"voice": "A", "measure": "killed", "losses": "neutral", "scale": "log",
    ...                        "quantity": ["a", "b"], "error": [0.2, -0.4], "known_by": "UN", "published_day": 20_000})
    >>> learned_record(errors)[["source", "n", "bias", "error_sd", "usual_sd"]].round(4).values.tolist()
    [['A', 2, -0.0286, 0.3372, 0.3217]]
    """
    if errors.empty:
        return pd.DataFrame(columns=names(TRACK_RECORD))
    ordered = errors.sort_values(names(RESOLVED), kind="stable").assign(size=errors["error"].abs())
    observed = ordered.groupby(_OBSERVED, sort=True)[["error", "size"]].mean().reset_index()
    usual = _usual(observed)
    summed = observed.groupby(_RECORDED, sort=True).agg(
        n=("quantity", "size"), error=("error", "sum"), size=("size", "sum"), rests_on=("quantity", " | ".join),
    ).reset_index()  # fmt: skip
    known = ordered.groupby(_RECORDED, sort=True).agg(
        known_from=("known_by", lambda one: "; ".join(sorted(set(one)))), known_until=("published_day", "max"),
    ).reset_index()  # fmt: skip
    table = summed.merge(usual, on=["measure", "scale"]).merge(known, on=_RECORDED)
    weight = table["n"] + PRIOR_QUANTITIES
    table = table.assign(
        source=table["voice"], bias=table["error"] / weight, known_until=dates_of(table["known_until"].to_numpy()),
        error_sd=(PER_MEAN_ERROR * table["size"] + PRIOR_QUANTITIES * table["usual_sd"]) / weight,
    )  # fmt: skip
    return _one_scale(table)[names(TRACK_RECORD)]


def _usual(observed: pd.DataFrame) -> pd.DataFrame:
    """Return the usual error of all sources on each measure; a quantity counts once, however many speak of it."""
    quantities = observed.groupby(["measure", "scale", "quantity"], sort=True)["size"].mean().reset_index()
    of_measure = quantities.groupby(["measure", "scale"], sort=True)["size"].agg(["sum", "size"]).reset_index()
    total = PER_MEAN_ERROR * of_measure["sum"] + PRIOR_QUANTITIES * COMMON_SPREAD
    return of_measure[["measure", "scale"]].assign(usual_sd=total / (of_measure["size"] + PRIOR_QUANTITIES))


def _one_scale(table: pd.DataFrame) -> pd.DataFrame:
    order = table.sort_values(["source", "measure", "losses", "n", "scale"], ascending=[True, True, True, False, True])
    return order.drop_duplicates(["source", "measure", "losses"]).reset_index(drop=True)
