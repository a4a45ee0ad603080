"""Figures of one voice that do not add up: they are not told as one, and the note says so."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings, each_once, strings
from reconcile.report.sentences.clauses_extra import join_by_row
from reconcile.report.sentences.nested_sums import NESTED
from reconcile.report.sentences.notes_and_dates import with_sentences
from reconcile.report.sentences.phrasebook import fill, words
from reconcile.report.sentences.told_rows import ToldRows

__all__ = ["unfit_notes", "unfit_wholes"]

# share by which parts may be more than their whole where computers add
SAME = 1e-9

# between ids of a check
_BETWEEN = ", "


def unfit_wholes(checks: pd.DataFrame, claims: pd.DataFrame) -> Ints:
    """Return the claims that are wholes of places or periods whose parts are more: rows of the table of claims.

    "At least 10 in the year" and 100 in May can both hold, and are no sentence. Sums of measures are looked at where a
    statement is put together.

    Parameters
    ----------
    checks : DataFrame
        Columns of `IDENTITY_CHECKS`; of its claims the last one is the whole.
    claims : DataFrame
        Rows of `claims.csv`.

    Examples
    --------
    >>> checks = pd.DataFrame({"holds": [False, True], "claim_ids": ["a, b, c", "a, b"], "identity": "parts by place"})
    >>> checks = checks.assign(sum=9.0, total=[5.0, 9.0])
    >>> unfit_wholes(checks, pd.DataFrame({"claim_id": ["a", "b", "c"]})).tolist()
    [2]
    """
    over = checks["sum"].astype(float) > checks["total"].astype(float) * (1 + SAME)
    broken = checks[(over | ~checks["holds"].astype(bool)) & checks["identity"].isin(NESTED)]
    last = [str(ids).rpartition(_BETWEEN)[2] for ids in broken["claim_ids"]]
    return np.flatnonzero(claims["claim_id"].isin(last)).astype(np.int64)


def unfit_notes(told: ToldRows, row: Ints, claim: Ints, notes: Strings, checks: pd.DataFrame) -> Strings:
    """Add to notes which of the figures that they are under do not add up.

    Parameters
    ----------
    told : ToldRows
    row, claim : ndarray of int, shape (figures,)
        Position in `notes` of each figure that is told, and its row in the table of claims, -1 for none.
    notes : ndarray of str, shape (notes,)
    checks : DataFrame
        Columns of `IDENTITY_CHECKS`.

    Returns
    -------
    ndarray of str, shape (notes,)
        With the date of knowledge at the end, as before; what a note has already is not said again.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> said = {"measure": ["casualties", "killed", "wounded"], "source": "A", "best": [100, 70, 50], "family": "f"}
    >>> result = rc.reconcile(pd.DataFrame(said))
    >>> told = told_rows(result.estimates, result.claims, claims_behind(result.estimates, result.claims), {}, {})
    >>> notes = np.array(["Known by 1 May 2025."], dtype=object)
    >>> unfit_notes(told, np.array([0]), np.array([0]), notes, result.identities).tolist()
    ['Figures of A do not add up: 70 + 50 is more than 100. Known by 1 May 2025.']
    """
    if not len(checks) or not len(row):
        return notes
    broken = checks[~checks["holds"].astype(bool)].drop_duplicates(["voice", "equation"])
    if not len(broken):
        return notes
    member, number = _members(broken, told.claims)
    last = np.full(len(broken), -1)
    # the whole is the last of a sum
    last[number] = member
    parts = {"who": told.speakers(last).quoted(), "equation": each_once(strings(broken["equation"]), _in_words)}
    said = fill(words().tail["unfit"], parts, len(broken))
    figures = pd.DataFrame({"row": row, "claim": claim})
    found = figures.merge(pd.DataFrame({"claim": member, "sum": number}), on="claim")[["row", "sum"]].drop_duplicates()
    found = found.sort_values(["row", "sum"])
    new = [said[sum_].strip() not in notes[one] for one, sum_ in found.itertuples(index=False)]
    found = found[np.array(new, dtype=bool)]
    more = join_by_row(
        pd.Series(said[found["sum"].to_numpy(np.int64)], index=found["row"], dtype=object), len(notes), ""
    )
    return with_sentences(notes, more)


def _members(broken: pd.DataFrame, claims: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return the claims of every sum, and its number, in order."""
    ids = [str(listed).split(_BETWEEN) for listed in broken["claim_ids"]]
    number = np.repeat(np.arange(len(ids)), [len(listed) for listed in ids])
    every = pd.Index([one for listed in ids for one in listed], dtype=object)
    found = pd.Index(strings(claims["claim_id"])).get_indexer(every).astype(np.int64)
    return found[found >= 0], number[found >= 0]


def _in_words(equation: str) -> str:
    return equation.replace(" > ", words().fragments["more_than"])
