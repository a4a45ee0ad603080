"""The hard floor of every estimate, which no interval, range or sentence crosses, and the claims that lie under it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, strings
from reconcile.engine.counted import counted_claims
from reconcile.engine.hear import HeardClaims
from reconcile.pool.cells import Cells, first_cells

__all__ = ["HardFloors", "hard_floors", "split_under"]


@dataclass(frozen=True, kw_only=True)
class HardFloors:
    """The highest hard floor of every cell.

    Attributes
    ----------
    value : ndarray of float, shape (cells,)
        In the unit of the quantity; nan for none.
    row : ndarray of int, shape (cells,)
        Row of the claim that counts it, -1 for none.
    hard : ndarray of bool, shape (claims,)
        The claims that are hard floors.
    """

    value: Floats
    row: Ints
    hard: Flags


def hard_floors(heard: HeardClaims, cells: Cells, spans: Ints) -> HardFloors:
    """Find the highest hard floor of every cell, from the counts up to its day.

    Parameters
    ----------
    heard : HeardClaims
    cells : Cells
    spans : ndarray of int, shape (cells,)
        Numbers of quantities, other ones after a break: what was counted before it is no floor behind it.

    Returns
    -------
    HardFloors
        Of several claims at one figure, the first by id.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.pairs import cells_of
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [37, 40], "basis": ["named", ""]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> hard_floors(heard, cells_of(heard, np.arange(2), "latest"), np.zeros(1, dtype=int)).value.tolist()
    [37.0]
    """
    hard = counted_claims(heard)
    rows = np.flatnonzero(hard)
    count = len(cells.day)
    if not len(rows):
        return HardFloors(value=np.full(count, np.nan), row=np.full(count, -1), hard=hard)
    figure, rank = (heard.table[name].to_numpy()[rows] for name in ("figure_low", "id_rank"))
    # the place of every floor from the lowest to the highest, so that the largest place is the highest floor
    rows = rows[np.lexsort((-rank, figure))]
    since = first_cells(cells, *(heard.table[name].to_numpy()[rows] for name in ("quantity_code", "first")))
    place = np.full(count, -1)
    spoken = since < count
    np.maximum.at(place, since[spoken], np.arange(len(rows))[spoken])
    place = pd.Series(place).groupby(spans).cummax().to_numpy(np.int64)
    row = np.where(place >= 0, rows[place], -1)
    value = heard.table["figure_low"].to_numpy(np.float64)[row]
    return HardFloors(value=np.where(place >= 0, value, np.nan), row=row, hard=hard)


def split_under(
    pairs: pd.DataFrame, floors: HardFloors, heard: HeardClaims, cells: Cells
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Separate the claims whose whole range lies under the hard floor of their cell: told, never pooled.

    Parameters
    ----------
    pairs : DataFrame
        Columns of `PAIRS` that `pairs_of` fills.
    floors : HardFloors
    heard : HeardClaims
    cells : Cells

    Returns
    -------
    pairs : DataFrame
        The others.
    under : DataFrame
        `estimate`, `claim`, `older`: whether it contradicts nothing, since the floor is the newer count, or the claim
        open above, or a hard floor, too.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.pairs import cells_of, pairs_of
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "best": [37, 20], "basis": ["named", ""]})
    >>> heard = hear(check_claims(rows).claims, registry_of(None), {}, {}, None)
    >>> cells = cells_of(heard, np.arange(2), "latest")
    >>> floors = hard_floors(heard, cells, cells.quantity)
    >>> pairs, under = split_under(pairs_of(heard, cells, np.arange(2)), floors, heard, cells)
    >>> pairs["claim"].tolist(), under["claim"].tolist()
    ([0], [1])
    """
    cell, claim = (pairs[name].to_numpy(np.int64) for name in ("cell", "claim"))
    below = pairs["range_high"].to_numpy(np.float64) < floors.value[cell]
    # whoever counts the floor has taken nothing back, though it may have said "more than" less since
    voice = heard.table["voice_code"].to_numpy(np.int64)
    below &= voice[claim] != voice[floors.row[cell]]
    rows = np.flatnonzero(below)
    day, open_above = heard.table["day"].to_numpy(np.int64), heard.table["open_high"].to_numpy(bool)
    dated = np.isin(strings(heard.quantities.table["temporal"]), ("cumulative",))[cells.quantity[cell[rows]]]
    grew = dated & (day[claim[rows]] < day[floors.row[cell[rows]]])
    older = grew | open_above[claim[rows]] | floors.hard[claim[rows]]
    under = pd.DataFrame({"estimate": cell[rows], "claim": claim[rows], "older": older})
    return pairs[~below].reset_index(drop=True), under
