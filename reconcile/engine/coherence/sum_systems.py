"""Which estimates must add up: totals and their parts, apart in measure, in time or in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.claims.measures import measure_of
from reconcile.claims.text import group_rows
from reconcile.columns import DATED, DEFINING
from reconcile.engine.coherence.periods_within import periods_within
from reconcile.sources.accounting_rules import Identity

__all__ = ["SumSystems", "sum_systems"]

# columns in which estimates that are added up agree, beside the one that they are apart in
_KEYS = ("family", *DEFINING, "count_date")
_TIME = ("temporal", "period_start", "period_end", "count_date")


@dataclass(frozen=True)
class SumSystems:
    """Totals with the parts of them that are estimated.

    Attributes
    ----------
    rule : ndarray of int, shape (systems,)
        Place of the identity.
    total : ndarray of int, shape (systems,)
        Row of the estimate.
    missing : ndarray of str, shape (systems,)
        Which parts are not estimated, in words; "" where none is known to be missing.
    system, part : ndarray of int, shape (parts,)
        The system of every part, rising, and the row of its estimate; parts stand in the order of the rule, or of time.
    """

    rule: Ints
    total: Ints
    missing: Strings
    system: Ints
    part: Ints

    def __len__(self) -> int:
        return len(self.total)


def sum_systems(
    estimates: pd.DataFrame, identities: Sequence[Identity], beside: Sequence[str] = ()
) -> SumSystems:  # fmt: skip
    """Find every total that is estimated with one part of it or more, for each identity in turn.

    Parameters
    ----------
    estimates : DataFrame
        `family`, the defining columns, `count_date`, `best`; rows without a best are no parts and no totals.
    identities : sequence of Identity
    beside : sequence of str
        More columns in which figures that are added up agree: the voice, where they are one voice's claims.

    Examples
    --------
    >>> table = pd.DataFrame({name: ["", "", ""] for name in ("family", *DEFINING)})
    >>> table = table.assign(measure=["casualties", "killed", "wounded"], count_date=pd.NaT, best=[30.0, 10.0, 20.0])
    >>> found = sum_systems(table, [Identity("sum", "casualties", ("killed", "wounded", "missing"))])
    >>> found.total.tolist(), found.part.tolist(), found.missing.tolist()
    ([0], [1, 2], ['missing'])
    """
    none = SumSystems(_NONE, _NONE, np.empty(0, dtype=object), _NONE, _NONE)
    if not identities:
        return none
    dated = estimates["temporal"].isin(list(DATED))
    keys = (*_KEYS, *beside)
    rows = estimates[list(keys)].assign(cell=np.arange(len(estimates)), count_date=estimates["count_date"].where(dated))
    rows = rows[estimates["best"].notna().to_numpy()]
    found = [_of_rule(rows, keys, place, rule) for place, rule in enumerate(identities)]
    parts = pd.concat([table for table in found if len(table)] or [_NOTHING], ignore_index=True)
    if parts.empty:
        return none
    heads = parts.drop_duplicates(["rule", "total"])
    system = parts.groupby(["rule", "total"], sort=False).ngroup().to_numpy(np.int64)
    order = np.argsort(system, kind="stable")
    rule, total, part = (
        np.asarray(values, dtype=np.int64) for values in (heads["rule"], heads["total"], parts["part"].iloc[order])
    )
    missing: Strings = heads["missing"].to_numpy(dtype=object)
    return SumSystems(rule, total, missing, system[order].astype(np.int64), part)


_NONE: Ints = np.empty(0, dtype=np.int64)
_NOTHING = pd.DataFrame({"rule": [], "total": [], "part": [], "missing": []})


def _of_rule(rows: pd.DataFrame, keys: Sequence[str], place: int, rule: Identity) -> pd.DataFrame:
    """Return the parts of one identity's totals: columns rule, total, part, missing."""
    if rule.over == "period":
        found = periods_within(_of_measure(rows, keys, rule.total))
    elif rule.over == "place" and not rule.parts:
        found = _within_places(rows, keys, rule)
    else:
        found = _by_name(rows, keys, rule)
    return found.assign(rule=place)


def _of_measure(rows: pd.DataFrame, keys: Sequence[str], measure: str) -> pd.DataFrame:
    same = [name for name in keys if name not in _TIME]
    chosen = rows[rows["temporal"].eq("period") & (_measured(rows, [measure]) if measure else True)]
    return chosen.assign(key=chosen.groupby(same, dropna=False, sort=False, observed=True).ngroup())


def _measured(rows: pd.DataFrame, measures: Sequence[str]) -> Flags:
    wanted = {measure_of(name) for name in measures}
    spelled = [name for name in rows["measure"].unique() if measure_of(name) in wanted]
    return rows["measure"].isin(spelled).to_numpy(dtype=bool)


def _by_name(rows: pd.DataFrame, keys: Sequence[str], rule: Identity) -> pd.DataFrame:
    """Return parts and totals that are named: measures, or places."""
    apart = "place" if rule.over == "place" else "measure"
    names = [rule.total, *rule.parts]
    if apart == "measure":
        spelled = {measure_of(name): name for name in rows["measure"].unique()}
        names = [spelled.get(measure_of(name), name) for name in names]
    chosen = rows[rows[apart].isin(names)]
    key, first = group_rows([chosen[name] for name in keys if name != apart])
    seat = chosen[apart].map({name: place for place, name in enumerate(names)}).to_numpy(np.int64)
    held = seat * len(first) + key
    # two labels of one thing: nobody knows which is meant
    single = np.bincount(held)[held] == 1
    cell = np.full((len(names), len(first)), -1)
    cell[seat[single], key[single]] = chosen["cell"].to_numpy(np.int64)[single]
    total, parts = cell[0, cell[0] >= 0], cell[1:, cell[0] >= 0].T
    there = parts >= 0
    missing = np.array([_missing(rule, of_total) for of_total in there], dtype=object)
    system = np.nonzero(there)[0]
    return pd.DataFrame({"total": total[system], "part": parts[there], "missing": missing[system]})


def _missing(rule: Identity, there: Flags) -> str:
    return ", ".join(name.replace("_", " ") for name, given in zip(rule.parts, there, strict=True) if not given)


def _within_places(rows: pd.DataFrame, keys: Sequence[str], rule: Identity) -> pd.DataFrame:
    """Return places that are written as within others, "Kharkiv, Ukraine" within "Ukraine"; more may be."""
    written = rows["place"].astype(str)
    same = [name for name in keys if name != "place"]
    keyed = rows.assign(
        key=rows.groupby(same, dropna=False, sort=False, observed=True).ngroup(),
        place=written, around=written.str.partition(",")[2].str.strip(),
    )  # fmt: skip
    wholes = keyed[keyed["place"].ne("") & keyed["place"].eq(rule.total or keyed["place"])]
    pairs = keyed[keyed["around"] != ""].merge(
        wholes[["key", "place", "cell"]], left_on=["key", "around"], right_on=["key", "place"], suffixes=("", "_total")
    )
    pairs = pairs.sort_values(["cell_total", "place", "cell"])
    return pd.DataFrame({"total": pairs["cell_total"], "part": pairs["cell"], "missing": ""})
