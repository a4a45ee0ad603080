"""Totals that the makers of a list publish themselves, beside what its events add up to."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Strings, each_text, strings
from reconcile.plain_numbers import write_number
from reconcile.records import findings
from reconcile.spellings import name_key

__all__ = ["published_totals"]

# columns in which a published total and a sum are of the same thing, beside who published it
_SAME = ("measure", "party", "place", "scope", "population", "unit", "period_start", "period_end")

# zeros at the end from which a plain figure is taken as rounded: of totals that end in a zero one in ten is exact, of
# those that end in two one in a hundred
_ROUND = 2
# most zeros that are looked at: above a billion nobody is counted
_MOST_ZEROS = 9

# what floats may be off
_FLOATS = 1e-6

_HINT = "look whether the list's makers count another scope, or another edition, before either is printed"


def published_totals(sums: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Find claims by the makers of a list whose figure is not what the events of the list add up to.

    A figure that is rounded, or a range, holds what it stands for: "about 1,700" is no other total than 1,684.

    Parameters
    ----------
    sums : DataFrame
        Sums of events as estimates, with `event_list` and `edition`.
    claims : DataFrame
        Checked claims that are no events.

    Examples
    --------
    >>> row = {"measure": "killed", "party": "", "place": "Alton", "scope": "", "population": "", "unit": "persons",
    ...        "period_start": pd.Timestamp("2024-05-01"), "period_end": pd.Timestamp("2024-05-31")}
    >>> sums = pd.DataFrame([{**row, "event_list": "Register", "edition": "24", "sum_best": 48.0, "quantity": "r"}])
    >>> claims = pd.DataFrame([{**row, "source": "register", "claim_id": "C1", "best": 50.0, "said_best": np.nan,
    ...                         "low": np.nan, "high": np.nan, "said_hedge": ""}])
    >>> published_totals(sums, claims)["message"].tolist()
    ['Register gives 50 itself; the events of its edition 24 add up to 48']
    """
    if sums.empty or claims.empty:
        return findings("sum-differs", [])
    figure = claims["best"].fillna(claims["said_best"]).to_numpy(np.float64)
    half = _half_grain(figure, strings(claims["said_hedge"]) != "")
    own = _keyed(claims, claims["source"]).assign(
        figure=figure, claim_id=strings(claims["claim_id"]),
        low=np.fmin(claims["low"].to_numpy(np.float64), figure - half),
        high=np.fmax(claims["high"].to_numpy(np.float64), figure + half),
    )  # fmt: skip
    made = _keyed(sums, sums["event_list"]).assign(
        sum_best=sums["sum_best"].to_numpy(np.float64), quantity=strings(sums["quantity"]),
        event_list=strings(sums["event_list"]), edition=strings(sums["edition"]),
    )  # fmt: skip
    pairs = own.dropna(subset=["figure"]).merge(made, on="key")
    pairs = pairs[(pairs["sum_best"] < pairs["low"] - _FLOATS) | (pairs["sum_best"] > pairs["high"] + _FLOATS)]
    message = [
        f"{name} gives {write_number(figure)} itself; "
        f"the events of its {_edition(edition)} add up to {write_number(total)}"
        for name, figure, edition, total in pairs[["event_list", "figure", "edition", "sum_best"]].itertuples(
            index=False
        )
    ]
    return findings(
        "sum-differs", message, quantity=pairs["quantity"], claim_id=pairs["claim_id"], hint=_HINT,
    )  # fmt: skip


def _half_grain(figure: Floats, hedged: Flags) -> Floats:
    """Return half of what figures are rounded to: by their zeros at the end, which are digits of small, plain ones."""
    half = np.zeros(len(figure))
    for zeros in range(1, _MOST_ZEROS + 1):
        grain = 10.0**zeros
        half[(figure % grain == 0) & (figure > 0) & (hedged | (zeros >= _ROUND))] = grain / 2
    return half


def _edition(edition: str) -> str:
    return f"{'editions' if ', ' in edition else 'edition'} {edition}" if edition else "list"


def _keyed(rows: pd.DataFrame, whose: pd.Series) -> pd.DataFrame:
    """Return one key a row: whose figure it is, and of what."""
    key: Strings = each_text(whose, name_key)
    for name in _SAME:
        text = rows[name].astype(str).str[:10] if name.startswith("period") else rows[name]
        key = key + "\n" + each_text(text, name_key)
    return pd.DataFrame({"key": key})
