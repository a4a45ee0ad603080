"""Parts of people that no one is in twice: men and women, children and adults, civilians and soldiers.

Only parts of one such list are added up, and only where one voice gives all of it and the whole in one statement. Parts
of different lists overlap ("women and children" and children; children and journalists), so that each is a part by
itself alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.claims.people import PEOPLE, POPULATIONS
from reconcile.columns import DEFINING
from reconcile.sources.own_sums import NO_SUMS, own_sums

__all__ = ["PARTITIONS", "check_partitions"]

# Who bears arms is no civilian; two of these may be the same people, so that they are not added to one another.
_ARMED = sorted({group.name for group in PEOPLE.values() if group.kind in ("armed", "military")})

# Populations (claims/people.toml) that share nobody, by what they are apart in. Children beside women and men is how
# ministries of health count, and men and women are then adults.
PARTITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sex and age", ("children", "women", "men")),
    ("sex", ("women", "men")),
    ("age", ("children", "adults")),
    *(("status", ("civilian", name)) for name in _ARMED),
)
_BY_THREE, _BY_SEX = "sex and age", "sex"
_SEXES, _CHILDREN = ["women", "men"], "children"

# words for nobody in particular
_WHOLE = ("", "all")

# what parts and their whole agree in, where the part does not name its whole
_SAME = ("voice", "statement", "family", "unit", "count_date", *(name for name in DEFINING if name != "population"))


class _Parts(NamedTuple):
    """Parts with their wholes: rows of claims, and the population of each part."""

    part: Ints
    whole: Ints
    population: Strings


def check_partitions(claims: pd.DataFrame) -> pd.DataFrame:
    """Compare wholes with the sum of their parts, wherever a voice gave all parts of a partition in one statement.

    A whole is the claim that the parts name in `part_of`, else the claim on people in general that agrees in all else.
    It may be more than its parts: of some nobody knows the age.

    Parameters
    ----------
    claims : DataFrame
        Columns of `own_sums`, `part_of`, `unit`, `count_date` and the defining columns.

    Returns
    -------
    DataFrame of shape (checks, `IDENTITY_CHECKS`)

    Examples
    --------
    >>> rows = pd.DataFrame({"claim_id": ["a", "b", "c", "d"], "population": ["", "children", "women", "men"],
    ...                      "part_of": ["", "a", "a", "a"], "figure_low": [97.0, 40, 30, 27], "voice": "Ministry"})
    >>> rows = rows.assign(range_low=rows["figure_low"], range_high=rows["figure_low"], statement=0, unit="persons")
    >>> rows = rows.assign(**{name: "" for name in (*DEFINING, "family") if name not in rows})
    >>> check_partitions(rows.assign(count_date=pd.NaT, date=pd.NaT))["equation"].tolist()
    ['40 children + 30 women + 27 men = 97']
    """
    rows = claims.sort_values("claim_id", kind="stable").reset_index(drop=True)
    parts = _with_wholes(rows)
    if not len(parts.part):
        return NO_SUMS
    given = pd.DataFrame(parts._asdict()).drop_duplicates(["whole", "population"])
    wide = given.pivot_table(index="whole", columns="population", values="part", aggfunc="first")
    chosen = _by_one_of_two(rows, wide)
    found = [_checked(rows, wide, *partition, chosen.get(partition[0])) for partition in PARTITIONS]
    filled = [table for table in found if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else NO_SUMS


def _with_wholes(rows: pd.DataFrame) -> _Parts:
    """Return the claims on one population, each with its whole in the same statement."""
    words = rows["population"].astype(str).str.casefold()
    population = words.map(POPULATIONS).fillna("").to_numpy(dtype=object)
    part = np.flatnonzero(population != "")
    none = np.empty(0, dtype=np.int64)
    if not len(part):
        return _Parts(none, none, np.empty(0, dtype=object))
    named = rows["part_of"].to_numpy(dtype=object)[part]
    by_name = pd.Index(rows["claim_id"]).get_indexer(pd.Index(named))
    by_name = np.where(_alike(rows, part, by_name), by_name, -1)
    key = rows.groupby(list(_SAME), dropna=False, sort=False, observed=True).ngroup().to_numpy(np.int64)
    general = np.flatnonzero(words.isin(_WHOLE).to_numpy())
    first = pd.Series(general, index=key[general])
    first = first[~first.index.duplicated()]
    by_key = first.reindex(key[part]).fillna(-1).to_numpy(np.int64)
    whole = np.where(named != "", by_name, by_key)
    there = whole >= 0
    return _Parts(part[there], whole[there], population[part[there]])


def _alike(rows: pd.DataFrame, part: Ints, whole: Ints) -> Flags:
    """Find parts that differ from the whole that they name in population alone."""
    same = whole >= 0
    # a family is a label: that the whole is named says more
    for name in (name for name in _SAME if name != "family"):
        values = rows[name].to_numpy()
        one, other = values[part], values[np.maximum(whole, 0)]
        same = same & ((one == other) | (pd.isna(one) & pd.isna(other)))
    return same


def _by_one_of_two(rows: pd.DataFrame, wide: pd.DataFrame) -> dict[str, Flags]:
    """Return for which wholes women and men are apart from children, and for which they are everybody.

    They are everybody, and children are among them, where they alone come to the whole or more.
    """
    if not set(_SEXES) <= set(wide.columns):
        return {}
    figure, low = (rows[name].to_numpy(np.float64) for name in ("figure_low", "range_low"))
    both = wide[_SEXES].notna().all(axis=1).to_numpy()
    at = wide[_SEXES].fillna(0).to_numpy(np.int64)
    everybody = both & (figure[at].sum(axis=1) >= low[wide.index.to_numpy(np.int64)])
    three = wide[_CHILDREN].notna().to_numpy() if _CHILDREN in wide else np.zeros(len(wide), dtype=bool)
    return {_BY_SEX: everybody | ~three, _BY_THREE: ~everybody}


def _checked(
    rows: pd.DataFrame, wide: pd.DataFrame, apart: str, populations: tuple[str, ...], chosen: Flags | None
) -> pd.DataFrame:
    if not set(populations) <= set(wide.columns):
        return NO_SUMS
    there = wide[list(populations)].notna().all(axis=1).to_numpy() & (True if chosen is None else chosen)
    given = wide.loc[there, list(populations)]
    count, size = given.shape
    words = np.tile(np.array([f" {name}" for name in populations], dtype=object), count)
    return own_sums(
        rows, given.index.to_numpy(np.int64), np.repeat(np.arange(count), size),
        given.to_numpy(np.int64).ravel(), np.zeros(count, dtype=bool), f"parts by {apart}", words,
    )  # fmt: skip
