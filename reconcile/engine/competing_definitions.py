"""Where two definitions of one thing compete: different voices use them, none gives both, and an editor must choose.

Parts, other periods, other places and other forces are other things, told beside one another. What competes is what
readers take for one thing: the dead, with the missing and without them; ground taken, with a region and without it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, each_once, strings
from reconcile.claims.measures import measure_of
from reconcile.claims.text import group_rows
from reconcile.pool.verdicts import listed_together

__all__ = ["competing_definitions", "defined_things", "definition_words", "things_counted"]

# A measure -> the one that it is taken for in print: the dead, and the casualties, with those of whom nobody knows.
_TAKEN_FOR = {"killed_or_missing": "killed", "losses": "casualties"}

# first words of a scope that counts the same thing more widely or narrowly; any other names a force or an operation
_WIDTHS = frozenset({"with", "without", "including", "excluding", "incl.", "excl."})


def things_counted(rows: pd.DataFrame) -> Ints:
    """Return the number of the thing that every row counts, alike for definitions that are taken for one another.

    Parameters
    ----------
    rows : DataFrame
        `family`, `measure`, `party`, `place`, `scope`, `population`, `temporal`.

    Returns
    -------
    ndarray of int, shape (rows,)
        In the order of their columns; the same number means the same thing, whatever its time.

    Examples
    --------
    >>> rows = pd.DataFrame({"measure": ["killed", "killed_or_missing", "wounded", "killed"], "family": "f",
    ...                      "party": "p", "place": "", "scope": ["", "", "", "with Kursk"], "population": "",
    ...                      "temporal": "stock"})
    >>> things_counted(rows).tolist()
    [0, 0, 1, 0]
    """
    # texts of Python are numbered in half the time that it takes to hand them to Arrow
    table = definition_words(rows)
    table.insert(0, "family", strings(rows["family"]))
    return np.asarray(table.groupby(list(table.columns)).ngroup(), dtype=np.int64)


def definition_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what things are told apart by within a family: equal for definitions that are taken for one another.

    Examples
    --------
    >>> rows = pd.DataFrame({"measure": ["killed", "killed_or_missing"], "party": "p", "place": "", "population": "",
    ...                      "scope": ["", "with Kursk"], "temporal": "stock"})
    >>> len(definition_words(rows).drop_duplicates())
    1
    """
    columns = {name: strings(rows[name]) for name in ("party", "place", "population", "temporal")}
    columns["measure"] = each_once(strings(rows["measure"]), _taken_for)
    columns["scope"] = each_once(strings(rows["scope"]), _force)
    return pd.DataFrame(columns, dtype=object)


def defined_things(rows: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return the thing that every row counts and the definition that it uses, -1 for things of one definition.

    Parameters
    ----------
    rows : DataFrame
        The columns of `things_counted`.

    Returns
    -------
    thing, definition : ndarray of int, shape (rows,)
        A definition is a measure and scope.

    Examples
    --------
    >>> rows = pd.DataFrame({"measure": ["killed", "killed_or_missing", "wounded"], "family": "f", "party": "p",
    ...                      "place": "", "scope": "", "population": "", "temporal": "stock"})
    >>> [numbers.tolist() for numbers in defined_things(rows)]
    [[0, 0, -1], [0, 1, -1]]
    """
    # most files have one definition, and to number what is counted takes ten times as long
    if not group_rows([rows["measure"], rows["scope"]])[0].any():
        return np.full(len(rows), -1), np.full(len(rows), -1)
    definition = np.asarray(rows.groupby(["measure", "scope"], observed=True).ngroup(), dtype=np.int64)
    thing = things_counted(rows)
    one = np.zeros(len(rows), dtype=np.int64)
    one[thing] = definition
    several = np.bincount(thing[definition != one[thing]], minlength=len(rows)) > 0
    return np.where(several[thing], thing, -1), np.where(several[thing], definition, -1)


def _taken_for(measure: str) -> str:
    own = measure_of(measure)
    return _TAKEN_FOR.get(own, own)


def _force(scope: str) -> str:
    """Return the force or part of the ground that a scope names, "" for one that says how widely is counted."""
    return "" if scope.split(" ", 1)[0].lower() in _WIDTHS else scope


def competing_definitions(cells: pd.DataFrame, pairs: pd.DataFrame) -> Flags:
    """Return True where another voice counts the same thing by another definition, and neither gives both.

    Whoever gives both shows that they are two things, and its figures are told side by side.

    Parameters
    ----------
    cells : DataFrame, one row for each estimate
        The columns of `things_counted`, and `first` and `last`, the days since 1970 that it speaks of.
    pairs : DataFrame, one row for each claim heard
        `cell` (position in `cells`), `voice_code`.

    Examples
    --------
    >>> cells = pd.DataFrame({"measure": ["killed", "killed_or_missing"], "family": "f", "party": "p", "place": "",
    ...                       "scope": "", "population": "", "temporal": "stock", "first": 0, "last": 0})
    >>> competing_definitions(cells, pd.DataFrame({"cell": [0, 1], "voice_code": [0, 1]})).tolist()
    [True, True]
    >>> competing_definitions(cells, pd.DataFrame({"cell": [0, 1], "voice_code": [0, 0]})).tolist()
    [False, False]
    """
    thing, definition = defined_things(cells)
    chosen = np.flatnonzero(thing >= 0)
    competing = np.zeros(len(cells), dtype=bool)
    if not len(chosen):
        return competing
    table = cells[["family", "first", "last"]].iloc[chosen].assign(thing=thing[chosen], definition=definition[chosen])
    voiced = pairs.loc[thing[pairs["cell"].to_numpy(np.int64)] >= 0, ["cell", "voice_code"]].drop_duplicates()
    cell, voice = (voiced[name].to_numpy(np.int64) for name in ("cell", "voice_code"))
    place = np.searchsorted(chosen, cell)
    own = table.iloc[place].reset_index(drop=True).assign(voice=voice)
    both = listed_together(own.assign(thing=own.groupby(["thing", "voice"]).ngroup()))
    gives_both = np.bincount(place[both], minlength=len(chosen)) > 0
    competing[chosen[~gives_both]] = listed_together(table[~gives_both])
    return competing
