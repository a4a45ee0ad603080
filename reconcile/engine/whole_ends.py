"""Ends of estimates as numbers that can be: no half of a person, nobody above "fewer than five", nobody not alive."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Strings
from reconcile.claims.measures import UNITS
from reconcile.claims.whole_counts import COUNTED
from reconcile.engine.hear import HeardClaims

__all__ = ["ENDS", "below_the_few", "in_whole_numbers", "units_of", "within_the_most"]

ENDS = ("low", "low50", "best", "high50", "high")


def within_the_most(cells: pd.DataFrame, heard: HeardClaims) -> pd.DataFrame:
    """Return cells whose ends lie within what there is of their unit: no more people than are alive.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> quantities = SimpleNamespace(table=pd.DataFrame({"quantity": ["a"]}), code=np.array([0]))
    >>> heard = SimpleNamespace(claims=pd.DataFrame({"unit": ["persons"]}), quantities=quantities)
    >>> cells = pd.DataFrame({name: [3e10] for name in ENDS}).assign(quantity_code=0)
    >>> within_the_most(cells, heard)["high"].tolist()
    [8200000000.0]
    """
    most_of = {name: unit.most for name, unit in UNITS.items() if unit.number != "share"}
    most = np.array([most_of.get(unit, np.inf) for unit in units_of(heard)])[cells["quantity_code"].to_numpy(np.int64)]
    return cells.assign(**{name: np.minimum(cells[name].to_numpy(), most) for name in ENDS})


def below_the_few(cells: pd.DataFrame, pairs: pd.DataFrame, heard: HeardClaims) -> pd.DataFrame:
    """Return cells without anything above a hidden count where nothing else is said: "<5" is four at most.

    Parameters
    ----------
    cells : DataFrame
        Columns of `CELLS`.
    pairs : DataFrame
        Columns of `PAIRS`.
    heard : HeardClaims

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> claims = pd.DataFrame({"said_rule": ["few"], "low": [np.nan], "best": [np.nan], "high": [np.nan]})
    >>> cells = pd.DataFrame({name: [7.0] for name in ENDS})
    >>> pairs = pd.DataFrame({"cell": [0], "claim": [0], "range_high": [4.0]})
    >>> below_the_few(cells, pairs, SimpleNamespace(claims=claims))["high"].tolist()
    [4.0]
    """
    claim, cell = pairs["claim"].to_numpy(np.int64), pairs["cell"].to_numpy(np.int64)
    alone = heard.claims[["low", "best", "high"]].isna().all(axis=1)
    hidden = ((heard.claims["said_rule"] == "few") & alone).to_numpy()
    if not hidden.any():
        return cells
    most = np.full(len(cells), -np.inf)
    np.maximum.at(most, cell, np.where(hidden[claim], pairs["range_high"].to_numpy(np.float64), np.inf))
    most[np.isneginf(most)] = np.inf
    return cells.assign(**{name: np.minimum(cells[name].to_numpy(), most) for name in ENDS})


def units_of(heard: HeardClaims) -> Strings:
    """Return the unit of every quantity: the one that its claims share, the last by name if they do not.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> quantities = SimpleNamespace(table=pd.DataFrame({"quantity": ["a", "b"]}), code=np.array([1, 0, 0]))
    >>> claims = pd.DataFrame({"unit": ["km2", "persons", "persons"]})
    >>> units_of(SimpleNamespace(claims=claims, quantities=quantities)).tolist()
    ['persons', 'km2']
    """
    held = heard.claims["unit"].astype("category").cat
    place, units = pd.factorize(held.categories, sort=True)
    last = np.zeros(len(heard.quantities.table), dtype=np.intp)
    np.maximum.at(last, heard.quantities.code, place[held.codes])
    return np.asarray(units, dtype=object)[last]


def in_whole_numbers(ends: Floats, units: Strings, floor: Floats) -> Floats:
    """Return ends with whole numbers of what is counted one by one, none under its hard floor.

    Parameters
    ----------
    ends : ndarray of float, shape (estimates,)
    units : ndarray of str, shape (estimates,)
    floor : ndarray of float, shape (estimates,)
        nan for none.

    Examples
    --------
    >>> in_whole_numbers(np.array([782.285, 0.4]), np.array(["persons", "km2"]), np.full(2, np.nan)).tolist()
    [782.0, 0.4]
    """
    whole = np.where(np.isnan(ends), np.nan, np.fmax(np.rint(ends), np.ceil(floor)))
    return np.where(np.isin(units.astype(str), COUNTED), whole, ends)
