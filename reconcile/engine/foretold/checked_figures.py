"""Figures that were said, against what was foretold of them: of each quantity, the newest third from those before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY, dates_of
from reconcile.engine.foretold.foretold_claims import foretold_figures
from reconcile.engine.foretold.literal_figures import literal_figures
from reconcile.engine.hear import HeardClaims
from reconcile.engine.options import EngineOptions

__all__ = ["HIDDEN_SHARE", "LEAST_FIGURES", "checked_figures"]

# share of the figures of a quantity, the newest ones, that are hidden and foretold
HIDDEN_SHARE = 1 / 3

# dated figures of a quantity for such a check: of fewer, less than two would be hidden
LEAST_FIGURES = 6


def checked_figures(
    heard: HeardClaims, options: EngineOptions, quantities: Collection[str] | None = None
) -> pd.DataFrame:  # fmt: skip
    """Hide the newest third of the dated figures of every quantity, and foretell them from those before.

    Parameters
    ----------
    heard : HeardClaims
    options : EngineOptions
    quantities : collection of str, optional
        Keys; None takes all of them.

    Returns
    -------
    DataFrame, one row a hidden figure
        Columns of `CHECKED_FIGURES`, sorted by quantity, day and id. Figures of the day from which on they are hidden
        are hidden all. A figure inside shows that its voice is predictable, not that it is right.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"quantity": "dead", "source": list("ABCABC"), "best": [100, 120, 130, 140, 150, 900],
    ...                        "temporal": "cumulative",
    ...                        "count_date": pd.date_range("2025-01-01", periods=6).astype(str)})
    >>> heard = hear(check_claims(claims).claims, registry_of(None), {}, {}, None)
    >>> checked_figures(heard, EngineOptions())["inside"].tolist()
    [True, False]
    """
    hidden = np.flatnonzero(_hidden(heard, quantities))
    table = heard.table
    reason = table["reason"].copy()
    reason.iloc[hidden] = "not known yet"
    before = replace(heard, table=table.assign(reason=reason), claims=_proposed(heard.claims, hidden))
    asked = table.iloc[hidden][["quantity_code", "voice_code", "day", "era"]].assign(since=NO_DAY)
    told = foretold_figures(before, options, asked.reset_index(drop=True)) if len(hidden) else np.empty((0, 5))
    return _table(heard, hidden, told)


def _proposed(claims: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """Return claims of which some are not known yet: nothing is learned from their past figures."""
    status = claims["status"].astype(object).to_numpy().copy()
    status[rows] = "proposed"
    return claims.assign(status=status)


def _hidden(heard: HeardClaims, quantities: Collection[str] | None) -> Flags:
    """Return True for the figures that are hidden."""
    table, code = heard.table, heard.quantities.code
    usable = (table["reason"] == "").to_numpy() & (table["bound"] == "").to_numpy()
    usable &= (table["day"] != NO_DAY).to_numpy()
    usable &= heard.quantities.table["temporal"].isin(DATED).to_numpy()[code]
    if quantities is not None:
        usable &= heard.quantities.table["quantity"].isin(list(quantities)).to_numpy()[code]
    rows = np.flatnonzero(usable)
    own = pd.DataFrame({"code": code[rows], "day": table["day"].to_numpy(np.int64)[rows]})
    days = own.groupby("code")["day"]
    rank, many = days.rank(method="max").to_numpy(np.float64), days.transform("size").to_numpy(np.float64)
    hidden = np.zeros(len(table), dtype=bool)
    hidden[rows] = (rank > (1 - HIDDEN_SHARE) * many) & (many >= LEAST_FIGURES)
    return hidden


def _table(heard: HeardClaims, rows: np.ndarray, told: Floats) -> pd.DataFrame:
    low, _, best, _, high = told.T
    figure = literal_figures(heard)[rows]
    table = pd.DataFrame(
        {
            "quantity": strings(heard.quantities.table["quantity"])[heard.quantities.code[rows]],
            "claim_id": strings(heard.claims["claim_id"])[rows], "voice": strings(heard.table["voice"])[rows],
            "count_date": dates_of(heard.table["day"].to_numpy(np.int64)[rows]), "figure": figure,
            "low": low, "best": best, "high": high, "inside": (low <= figure) & (figure <= high),
        }
    )  # fmt: skip
    told_of = table[table["best"].notna()]
    return told_of.sort_values(["quantity", "count_date", "claim_id"], kind="stable", ignore_index=True)
