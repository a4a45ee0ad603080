"""What would have been printed of a quantity at each date on which something was said of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import numpy as np
import pandas as pd

from reconcile.columns import VINTAGES, names
from reconcile.errors import ConfigError

__all__ = ["printed_points", "vintages_of"]

# dates of knowledge that are recomputed: each costs a reconciliation of the family, some tenths of a second
MOST_VINTAGES = 40


def vintages_of(
    quantity: str, claims: pd.DataFrame, as_of: Any, known_by: Callable[[Collection[str], Any], pd.DataFrame]
) -> pd.DataFrame:
    """Recompute a quantity at the dates on which its claims were published.

    Parameters
    ----------
    quantity : str
        Key as in `estimates`.
    claims : DataFrame
        Rows of `claims.csv` of the whole run.
    as_of : date-like
        Date of knowledge of the run, the last vintage; NaT for none.
    known_by : callable
        Takes ids of claims and a date of knowledge, returns the estimates that they give.

    Returns
    -------
    DataFrame
        `as_of, count_date, publish, low, best, high, unit`, by date: at most 40, evenly chosen, first and last among
        them. Low, best and high are those of `printed_points`.

    Raises
    ------
    ConfigError
        No claim of the quantity has a date.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.options import EngineOptions
    >>> from reconcile.engine.reconcile import reconcile_tables
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320],
    ...                        "published": ["2025-01-31", "2025-02-28"]})
    >>> tables = reconcile_tables(check_claims(claims), registry_of(None), EngineOptions())
    >>> known_by = lambda claim_ids, as_of: tables.replayed(claim_ids, as_of).estimates
    >>> vintages_of("dead", tables.claims, tables.estimates["as_of"].max(), known_by)["publish"].tolist()
    ['attributed', 'interval']
    """
    own = claims[claims["quantity"] == quantity]
    dates = own["published"].fillna(own["count_date"]).fillna(own["period_end"])
    known = np.unique(pd.to_datetime(pd.concat([dates, pd.Series([as_of])])).dropna())
    known = known[known <= np.datetime64(pd.Timestamp(as_of))] if len(known) else known
    if not len(known):
        raise ConfigError(f"no claim of '{quantity}' has a date", hint="give `published` or `count_date`")
    chosen = known[np.unique(np.linspace(0, len(known) - 1, MOST_VINTAGES).round().astype(int))]
    # origins and wider definitions are found within a family, so that the family gives what the whole run gives
    beside = claims["family"].isin(set(own["family"]) - {""}) | (claims["quantity"] == quantity)
    ids = set(claims.loc[beside, "claim_id"])
    vintages = [_newest(known_by(ids, pd.Timestamp(day)), quantity, day) for day in chosen]
    table = pd.concat([vintage for vintage in vintages if len(vintage)], ignore_index=True)
    return table[names(VINTAGES)]


def _newest(estimates: pd.DataFrame, quantity: str, day: Any) -> pd.DataFrame:
    rows = estimates[estimates["quantity"] == quantity].tail(1)
    return printed_points(rows).assign(as_of=pd.Timestamp(day))


def printed_points(estimates: pd.DataFrame) -> pd.DataFrame:
    """Return estimates with the numbers to draw in low, best and high: the interval's, else what was said.

    Examples
    --------
    >>> row = {"publish": "range", "low": 1.0, "best": 2.0, "high": 9.0, "claims_low": 3.0, "claims_high": 4.0}
    >>> printed_points(pd.DataFrame([row]))[["low", "best", "high"]].values.tolist()
    [[3.0, nan, 4.0]]
    """
    ours, said = estimates["publish"] == "interval", estimates[["claims_low", "claims_high"]]
    alone = said["claims_low"].where(said["claims_low"] == said["claims_high"])
    withheld = estimates["publish"] == "withheld"
    numbers = {"low": said["claims_low"], "best": alone, "high": said["claims_high"]}
    return estimates.assign(
        **{name: estimates[name].where(ours, other).mask(withheld) for name, other in numbers.items()}
    )
