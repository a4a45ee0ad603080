"""The note under a sentence on several quantities: that of the one that leads, and who else passed figures on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_once
from reconcile.report.sentences.clauses_extra import join_by_row
from reconcile.report.sentences.notes_and_dates import parted, sentences_joined
from reconcile.report.sentences.phrasebook import fill_each, words
from reconcile.report.sentences.told_rows import ToldRows

__all__ = ["group_notes", "listed_notes", "without_exclusions"]


def group_notes(told: ToldRows, lead: Ints, claim: Ints, notes: Strings, kept: Flags) -> Strings:
    """Add to notes who passed on figures that are told besides.

    Parameters
    ----------
    told : ToldRows
    lead : ndarray of int, shape (figures,)
        Position in `notes` of each figure.
    claim : ndarray of int, shape (figures,)
        Rows of the table of claims, -1 for none.
    notes : ndarray of str, shape (notes,)
        Of the leading quantities.
    kept : ndarray of bool, shape (notes,)
        The note stands; else the sentence tells of less than what it is on, and only the date of knowledge is left.

    Returns
    -------
    ndarray of str, shape (notes,)
        With the date of knowledge at the end, as before.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> said = pd.DataFrame({"quantity": ["dead", "hurt"], "source": "KBS", "origin": "Agency", "best": [3, 5]})
    >>> result = rc.reconcile(said)
    >>> told = told_rows(result.estimates, result.claims, claims_behind(result.estimates, result.claims), {}, {})
    >>> notes = np.array(["Known by 1 May 2025."], dtype=object)
    >>> group_notes(told, np.array([0]), np.array([1]), notes, np.array([True])).tolist()
    ['Other figures reported by KBS. Known by 1 May 2025.']
    """
    undated, known = parted(notes)
    undated = np.where(kept, undated, "").astype(object)
    listed = _relays(told, lead, claim, undated)
    form = each_once(np.where(kept, "also_reported", "reported").astype(object), words().tail.__getitem__)
    also = np.where(listed == "", "", fill_each(form, {"list": listed})).astype(object)
    return sentences_joined(undated, also, known)


def listed_notes(notes: Strings) -> Strings:
    """Add to notes that definitions compete, and who chooses; shape as `notes`.

    Examples
    --------
    >>> listed_notes(np.array(["Known by 1 May 2025."], dtype=object)).tolist()
    ['Definitions of one thing compete here, and nobody gives both: an editor chooses. Known by 1 May 2025.']
    """
    undated, known = parted(notes)
    return sentences_joined(undated, np.full(len(notes), words().tail["competing"], dtype=object), known)


def without_exclusions(told: ToldRows, leads: Ints, notes: Strings, wider: Flags) -> Strings:
    """Return notes that do not say what the leading figure leaves out, where the sentence tells a wider one besides.

    Parameters
    ----------
    told : ToldRows
    leads : ndarray of int, shape (notes,)
        Rows of `told` that lead.
    notes : ndarray of str, shape (notes,)
    wider : ndarray of bool, shape (notes,)
        "250,000 killed or missing" stands beside those killed: "excludes missing" would be untrue of it.

    Returns
    -------
    ndarray of str, shape (notes,)

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> result = rc.reconcile(pd.DataFrame({"measure": ["killed"], "source": "A", "best": [3]}))
    >>> told = told_rows(result.estimates, result.claims, claims_behind(result.estimates, result.claims), {}, {})
    >>> notes = np.array(["Excludes wounded, missing and captured. Known by 1 May 2025."], dtype=object)
    >>> without_exclusions(told, np.array([0]), notes, np.array([True])).tolist()
    ['Known by 1 May 2025.']
    """
    what = told.clauses(leads).words_for("excludes")
    said = fill_each(np.full(len(leads), words().tail["excludes"], dtype=object), {"what": what})
    pairs = zip(notes.tolist(), said.tolist(), strict=True)
    bare = np.array([note.removeprefix(text.strip()).strip() for note, text in pairs], dtype=object)
    return np.where(wider & (what != ""), bare, notes).astype(object)


def _relays(told: ToldRows, lead: Ints, claim: Ints, notes: Strings) -> Strings:
    """Return who passed on the figures of every note, but for those that it names."""
    relay = told.speakers(claim).relay
    named = pd.DataFrame({"row": lead, "name": relay})[relay != ""].drop_duplicates()
    rows, names = named["row"].tolist(), named["name"].tolist()
    named = named[np.array([name not in notes[row] for row, name in zip(rows, names, strict=True)], dtype=bool)]
    by_row = named.groupby("row")["name"]
    place, size = by_row.cumcount().to_numpy(), by_row.transform("size").to_numpy()
    between = np.select([place == 0, place == size - 1], ["", words().fragments["and"]], ", ").astype(object)
    items = pd.Series(between + named["name"].to_numpy(dtype=object), index=named["row"].to_numpy(), dtype=object)
    return join_by_row(items, len(notes), "")
