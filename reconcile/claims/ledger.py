"""The ledger of rows: where every row of the inputs went, so that none is lost without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.measures import UNITS
from reconcile.claims.text import map_unique
from reconcile.errors import InternalError

__all__ = ["Ledger", "figures_lost"]

# how the reasons begin for which a newer claim of the same voice stands in place of one
_SUPERSEDED = "superseded"

# units of what is counted one by one: figures in them add up
_COUNTED = tuple(name for name, unit in UNITS.items() if unit.number == "whole")


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Rows of all inputs, by what became of them.

    Attributes
    ----------
    read : int
        Rows of the inputs; blank ones and headers are none.
    made : int
        Claims that are no row: the wholes of ratios in articles.
    rejected : int
        Rows in `rejected.csv`, each once.
    later, embargoed : int
        Rows that were not known yet, and rows under embargo.
    proposed, refused : int
        Claims of articles that nobody has reviewed, and those that the desk rejected.
    used, superseded, left_out : int
        Claims in `claims.csv`, as their columns `used` and `left_out_reason` say.
    lost : mapping of str to float
        Sum of the figures that stood in rejected rows, by measure, but for repeated rows and those that add up others.
    """

    read: int
    made: int = 0
    rejected: int = 0
    later: int = 0
    embargoed: int = 0
    proposed: int = 0
    refused: int = 0
    used: int = 0
    superseded: int = 0
    left_out: int = 0
    lost: Mapping[str, float] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return the numbers of rows by what became of them.

        Examples
        --------
        >>> Ledger(read=3, used=2, rejected=1).counts()["rejected"]
        1
        """
        return {item.name: getattr(self, item.name) for item in fields(self) if item.name != "lost"}

    def settled(self, claims: pd.DataFrame) -> Ledger:
        """Return the ledger with the claims of a result.

        Parameters
        ----------
        claims : DataFrame
            `used`, `left_out_reason`.

        Raises
        ------
        InternalError
            The sides of the ledger differ: a row was lost on the way, or counted twice.

        Examples
        --------
        >>> claims = pd.DataFrame({"used": [True, False], "left_out_reason": ["", "superseded: a newer count"]})
        >>> Ledger(read=3, rejected=1).settled(claims).superseded
        1
        """
        used = claims["used"].to_numpy(dtype=bool)
        newer = map_unique(claims["left_out_reason"], lambda texts: texts.str.startswith(_SUPERSEDED))
        superseded = ~used & newer.to_numpy(dtype=bool)
        whole = replace(
            self, used=int(used.sum()), superseded=int(superseded.sum()), left_out=int((~used & ~superseded).sum())
        )
        whole.check()
        return whole

    def check(self) -> None:
        """Raise where the rows that were read are not those that have a place.

        Examples
        --------
        >>> Ledger(read=3, used=2).check()
        Traceback (most recent call last):
            ...
        reconcile.errors.InternalError: 3 rows were read and 2 accounted for: used 2 (...)
        """
        counts = self.counts()
        given, placed = counts.pop("read") + counts.pop("made"), sum(counts.values())
        if given != placed:
            named = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items() if count)
            raise InternalError(
                f"{given} rows were read and {placed} accounted for: {named}",
                hint="this is a fault of the tool, not of the inputs: please report it with the inputs",
            )


def figures_lost(claims: pd.DataFrame, rejected: npt.NDArray[np.bool_]) -> dict[str, float]:
    """Return the sums of the figures in rejected rows, by measure, largest first.

    Parameters
    ----------
    claims : DataFrame
        Rows as far as they could be read: `measure`, `unit`, `best`, `said_best`.
    rejected : ndarray of bool

    Examples
    --------
    >>> rows = pd.DataFrame({"measure": "killed", "unit": "persons", "best": [30.0, 12.0], "said_best": np.nan})
    >>> figures_lost(rows, np.array([True, True]))
    {'killed': 42.0}
    """
    if not rejected.any():
        return {}
    rows = claims.loc[rejected, ["measure", "unit", "best", "said_best"]]
    figures = rows["best"].fillna(rows["said_best"])
    counted = rows["unit"].isin(_COUNTED) & (rows["measure"] != "") & (figures > 0)
    sums = figures[counted].groupby(rows["measure"][counted].astype("str")).sum()
    return {str(name): float(sums[name]) for name in sums.sort_values(ascending=False, kind="stable").index}
