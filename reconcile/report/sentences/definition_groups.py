"""Which quantities are other definitions, places or forces of one thing at one time, told beside the one that leads."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints
from reconcile.engine.competing_definitions import things_counted
from reconcile.same_time import length_class, same_time

__all__ = ["definition_groups", "place_groups"]

# quantities that a sentence names beside the one that leads
MOST_BESIDE = 3

# a force told in two ways in time, and in no third
TWICE = 2


def definition_groups(rows: pd.DataFrame, facts: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Find definitions of one thing at one time, of which those of one voice stand beside the one of several.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`.
    facts, said : DataFrame
        From `facts_told` and `sayings`, of the quantities that are still to be told.

    Returns
    -------
    DataFrame, columns of `TOLD_GROUPS`
        One of several voices leads, else one without a scope, else the narrowest measure, else the longest period.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> table = pd.DataFrame({"measure": ["killed", "killed_or_missing"], "source": "A", "best": [5, 9], "family": "f"})
    >>> result = rc.reconcile(table)
    >>> facts = facts_told(result.estimates)
    >>> said = sayings(facts, result.claims, claims_behind(result.estimates, result.claims))
    >>> definition_groups(result.estimates, facts, said)[["row", "role"]].values.tolist()
    [[0, 'whole'], [1, 'wider']]
    """
    table = facts.assign(thing=_things(rows, facts), row=np.arange(len(facts)))
    table["class"] = length_class(table["first"].to_numpy(np.int64), table["last"].to_numpy(np.int64))
    table = table[table["printable"]].join(_voices(said), on="row", how="inner")
    table = table.sort_values(["thing", "class", "first", "last", "row"])
    table["chain"] = _chains(table)
    return _led(table, said)


def _things(rows: pd.DataFrame, facts: pd.DataFrame) -> Ints:
    """Return the number of the thing of every row; a named force that is counted in two ways in time is one thing.

    "The second wave" is the same whether it is told as a total or as who came in two months.
    """
    things = things_counted(rows)
    timeless = things_counted(rows.assign(temporal=""))
    table = pd.DataFrame({"thing": things, "timeless": timeless, "scope": facts["scope"].to_numpy()})
    sizes = table.groupby("timeless")["thing"].agg(["size", "nunique"]).loc[timeless]
    one = ((sizes["size"] == TWICE) & (sizes["nunique"] == TWICE)).to_numpy() & (table["scope"] != "").to_numpy()
    return np.where(one, -1 - timeless, things)


def _voices(said: pd.DataFrame) -> pd.DataFrame:
    """Return how many voices every row has, and the weightiest of its claims."""
    told = said.groupby("row").agg(voices=("voice", "size"), claim=("claim", "first"), day=("day", "first"))
    return told.rename_axis(None)


def _chains(table: pd.DataFrame) -> Ints:
    """Return the number of each row's chain: rows of one thing, each at the same time as the one before."""
    ends = [table[name].to_numpy(np.int64) for name in ("first", "last")]
    before = [np.roll(end, 1) for end in ends]
    same: Flags = (table["thing"] == table["thing"].shift()).to_numpy() & same_time(*before, *ends)
    # what happened on single days is told day by day
    same &= ~(table["spans"].to_numpy(bool) & (ends[0] == ends[1]) & (before[1] != ends[0]))
    if len(same):
        same[0] = False
    return np.cumsum(~same)


def _led(table: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Return the groups of chains: the first row leads, those of one voice stand beside it."""
    table = table.assign(scoped=table["scope"] != "", length=table["first"] - table["last"], fewer=-table["voices"])
    order = ["chain", "alone", "fewer", "scoped", "measure", "length", "row"]
    table = table.sort_values(order, kind="stable")
    table["lead"] = table.groupby("chain")["row"].transform("first")
    leads = table["row"] == table["lead"]
    table = table[leads | table["alone"]]
    table = table[table.groupby("chain").cumcount() <= MOST_BESIDE]
    table = table[table.groupby("chain")["row"].transform("size") > 1]
    measure = table.groupby("chain")["measure"].transform("first")
    role = np.where(table["measure"] == measure, "beside", "wider")
    role = np.where(table["row"] == table["lead"], "whole", role)
    return pd.DataFrame({
        "lead": table["lead"].to_numpy(), "row": table["row"].to_numpy(), "claim": table["claim"].to_numpy(),
        "role": role, "member": True,
    })  # fmt: skip


def place_groups(facts: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Find places or forces of which one voice alone speaks at one time.

    Parameters
    ----------
    facts, said : DataFrame
        As in `definition_groups`.

    Returns
    -------
    DataFrame, columns of `TOLD_GROUPS`
        The largest figure leads.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> table = pd.DataFrame({"measure": "killed", "source": "A", "best": [5, 9], "place": ["X", "Y"], "family": "f"})
    >>> result = rc.reconcile(table)
    >>> facts = facts_told(result.estimates)
    >>> said = sayings(facts, result.claims, claims_behind(result.estimates, result.claims))
    >>> place_groups(facts, said)[["row", "role"]].values.tolist()
    [[1, 'whole'], [0, 'beside']]
    """
    own = said.join(facts[["measure", "same", "place", "scope", "alone"]], on="row")
    own = own[own["alone"]]
    own["chain"] = own.groupby(["measure", "same", "voice", "day"]).ngroup()
    own = own.sort_values(["chain", "figure", "row"], ascending=[True, False, True])
    own = own[own.groupby("chain").cumcount() <= MOST_BESIDE]
    own = own[own.groupby("chain")["row"].transform("size") > 1]
    lead = own.groupby("chain")["row"].transform("first").to_numpy()
    return pd.DataFrame({
        "lead": lead, "row": own["row"].to_numpy(), "claim": own["claim"].to_numpy(),
        "role": np.where(own["row"] == lead, "whole", "beside"), "member": True,
    })  # fmt: skip
