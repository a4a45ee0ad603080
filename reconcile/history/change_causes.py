"""The claim behind a change: in the step with the largest share, the claim that moves the estimate most."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from reconcile.history.change_steps import STEPS, Claims, share_column
from reconcile.plain_numbers import write_number

__all__ = ["with_causes"]

# columns of the claim that `changes.csv` names as a cause
_NAMED = ("claim_id", "source", "phrase")


def with_causes(rows: pd.DataFrame, claims: Claims, table: pd.DataFrame, last: str) -> pd.DataFrame:
    """Return rows of changes with their cause and the claim behind it.

    Parameters
    ----------
    rows : DataFrame
        With `quantity` and the shares `by_...`.
    claims : Claims
    table : DataFrame
        Rows of `claims.csv`.
    last : str
        The last step in which anything differed; the cause where nothing speaks for another one.

    Returns
    -------
    DataFrame
        `rows` with `cause`, `cause_claim`, `cause_source` and `cause_phrase`; the last three are empty where no claim
        came, went or changed.

    Examples
    --------
    >>> shares = {"by_ageing": 0.0, "by_method": 0.0, "by_correction": 0.0, "by_new_claim": 8.0}
    >>> claim = {"claim_id": "C2", "quantity": "dead", "source": "Aid group", "phrase": "about 9", "influence": 0.1,
    ...         "range_best": 9.0, "published": "2025-01-02", "used": True}
    >>> empty = pd.DataFrame({"claim_id": [], "quantity": [], "source": [], "phrase": [], "used": []})
    >>> claims = Claims(now=empty, then=empty, new=frozenset(["C2"]), corrected=frozenset(), gone=empty)
    >>> with_causes(pd.DataFrame([{"quantity": "dead", **shares}]), claims, pd.DataFrame([claim]), "new claim")[
    ...     ["cause", "cause_claim", "cause_source", "cause_phrase"]].values.tolist()
    [['new claim', 'C2', 'Aid group', 'about 9']]
    """
    arrived = _foremost(table, claims.new)
    changed = _foremost(table, claims.corrected)
    gone = claims.gone.sort_values(["used", "claim_id"], ascending=[False, True], kind="stable")
    # where one claim was changed and another taken back, the one that still stands is named
    fixed = pd.concat([changed, gone.drop_duplicates("quantity").set_index("quantity")[list(_NAMED)]])
    fixed = fixed[~fixed.index.duplicated()]
    cause = _causes(rows, arrived.index, fixed.index, last)
    named = pd.DataFrame("", index=rows.index, columns=list(_NAMED), dtype=object)
    for word, foremost in (("new claim", arrived), ("correction", fixed)):
        mask = cause == word
        named[mask] = foremost.reindex(rows["quantity"][mask]).fillna("").to_numpy(dtype=object)
    columns = {f"cause_{name.removesuffix('_id')}": named[name] for name in _NAMED}
    return rows.assign(cause=cause, **columns)


def _foremost(table: pd.DataFrame, ids: Collection[str]) -> pd.DataFrame:
    """Return for each quantity the claim among `ids` that moves it most, used claims first, then the newest."""
    rows = table[table["claim_id"].isin(ids)]
    moves = rows["influence"].astype(np.float64).abs().fillna(-1.0)
    order = rows.assign(moves=moves).sort_values(
        ["used", "moves", "published", "claim_id"], ascending=[False, False, False, True], kind="stable"
    )
    first = order.drop_duplicates("quantity")
    return first.set_index("quantity")[list(_NAMED)].astype(object).assign(phrase=_phrases(first))


def _phrases(rows: pd.DataFrame) -> list[str]:
    """Return the phrase of each claim, or its number where it has none."""
    best = rows["range_best"].astype(np.float64)
    return [phrase or write_number(number) for phrase, number in zip(rows["phrase"].astype(str), best, strict=True)]


def _causes(rows: pd.DataFrame, arrived: pd.Index, fixed: pd.Index, last: str) -> pd.Series:
    """Return the step with the largest share; without shares, the one that fits what happened to the claims."""
    shares = rows[[share_column(step) for step in STEPS]].abs().fillna(0.0).to_numpy(np.float64)
    largest = np.array(STEPS, dtype=object)[shares.argmax(axis=1)]
    by_claims = np.select(
        [rows["quantity"].isin(arrived), rows["quantity"].isin(fixed)], ["new claim", "correction"], last
    )
    return pd.Series(np.where(shares.max(axis=1) > 0, largest, by_claims), index=rows.index, dtype=object)
