"""Voices judged by values that became known: each value by the claims that were known before it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.checked import Checked, some_claims
from reconcile.claims.known import later_than, without_later_denials
from reconcile.claims.quantities import quantity_keys
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import RESOLVED, names
from reconcile.days import dates_of
from reconcile.engine.hear import hear
from reconcile.engine.learned_record import learned_record
from reconcile.engine.options import EngineOptions
from reconcile.engine.resolved_errors import resolved_errors
from reconcile.engine.sums.events_apart import events_apart
from reconcile.sources.registry import Registry

__all__ = ["judged_voices"]


def judged_voices(checked: Checked, registry: Registry, options: EngineOptions, truths: pd.DataFrame) -> pd.DataFrame:
    """Return the track record that values which became known give.

    Parameters
    ----------
    checked : Checked
    registry : Registry
    options : EngineOptions
    truths : DataFrame
        Columns of `TRUTHS`.

    Returns
    -------
    DataFrame
        Columns of `TRACK_RECORD`. Each value is compared with what was known on the day before it was published, so
        that nobody is praised for repeating it, and a correction counts that came before it.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B", "A"], "best": [30, 60, 50],
    ...                      "published": ["2024-05-01", "2024-05-01", "2024-06-01"]})
    >>> truths = pd.DataFrame({"quantity": ["killed"], "day": [0], "value": [50.0], "published_day": [19_860],
    ...                        "source": ["UN"], "origin": [""]})
    >>> table = judged_voices(check_claims(rows), registry_of(None), EngineOptions(), truths)
    >>> table[["source", "n", "bias"]].round(3).values.tolist()
    [['A', 1, -0.085], ['B', 1, 0.03]]
    """
    claims, _ = events_apart(checked.claims)
    claims = some_claims(claims, _concerned(claims, truths))
    days = truths["published_day"].to_numpy(np.int64)
    errors = [_errors(claims, registry, options, truths[days == day], day - 1) for day in np.unique(days).tolist()]
    told = [table for table in errors if len(table)]
    return learned_record(pd.concat(told, ignore_index=True) if told else pd.DataFrame(columns=names(RESOLVED)))


def _concerned(claims: pd.DataFrame, truths: pd.DataFrame) -> Flags:
    """Return True for claims of the quantities, and of their families, in which origins are followed."""
    quantities = quantity_keys(claims)
    wanted = quantities.table["quantity"].isin(truths["quantity"]).to_numpy()[quantities.code]
    families = set(claims.loc[wanted, "family"].astype(object)) - {""}
    concerned: Flags = wanted | claims["family"].isin(families).to_numpy()
    return concerned


def _errors(
    claims: pd.DataFrame, registry: Registry, options: EngineOptions, truths: pd.DataFrame, day: int
) -> pd.DataFrame:
    """Return how far voices were off by what was known on a day."""
    as_of = pd.Timestamp(dates_of(np.array([day], dtype=np.int64))[0])
    settings: ClaimSettings = options.claims
    known = without_later_denials(some_claims(claims, ~later_than(claims, as_of, settings)), as_of)
    if known.empty:
        return pd.DataFrame(columns=names(RESOLVED))
    heard = hear(known, registry, options.sides, settings.measures, as_of, options.breaks)
    return resolved_errors(heard, registry, truths)
