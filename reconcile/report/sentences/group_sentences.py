"""Sentences on several quantities: the one that leads, and what stands beside it, within the limits of sentences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.report.sentences.group_pieces import group_pieces
from reconcile.report.sentences.lead_sentences import lead_sentences
from reconcile.report.sentences.packed_sentences import MOST_WORDS, packed_sentences, word_counts
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.pieces_beside import Piece, pieces_beside
from reconcile.report.sentences.printable import capitalised
from reconcile.report.sentences.spoken_voices import SpokenVoices
from reconcile.report.sentences.style_numbers import with_closed_dates
from reconcile.report.sentences.told_rows import ToldRows
from reconcile.report.sentences.wording import SHORTER_NAMES

__all__ = ["group_sentences"]

# roles of figures that are the same thing by another definition: what others say of the first one is told before them
_DEFINED = ("whole", "wider", "beside")

# voices beside the one that leads, of which a sentence tells where it has room
_BESIDE = ("second", "third", "same", "earlier")


def group_sentences(told: ToldRows, groups: pd.DataFrame) -> tuple[Ints, Strings, Flags]:
    """Write the sentences of groups.

    Parameters
    ----------
    told : ToldRows
        All rows.
    groups : DataFrame
        Columns of `TOLD_GROUPS`.

    Returns
    -------
    leads : ndarray of int, shape (groups,)
        The rows that lead, sorted.
    text : ndarray of str, shape (groups,)
        Two sentences of at most 35 words.
    fits : ndarray of bool, shape (groups,)
        All that has to be said is said in them; else the quantities are told one by one.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> from reconcile.report.sentences.told_groups import told_groups
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> table = pd.DataFrame({"measure": ["casualties", "killed"], "source": "A", "best": [90, 30], "family": "f"})
    >>> result = rc.reconcile(table)
    >>> rows, facts = result.estimates, facts_told(result.estimates)
    >>> behind = claims_behind(rows, result.claims)
    >>> told = told_rows(rows, result.claims, behind, {}, {})
    >>> groups = told_groups(rows, facts, sayings(facts, result.claims, behind))
    >>> group_sentences(told, groups)[1].tolist()
    ['A said 90 people were killed or wounded. By the same account, 30 of them were killed.']
    """
    told = _led(told, groups)
    leads = np.unique(groups["lead"].to_numpy(np.int64))
    text, fits = np.full(len(leads), "", dtype=object), np.zeros(len(leads), dtype=bool)
    for most in (None, *SHORTER_NAMES):
        for whole in (True, False):
            rows = np.flatnonzero(~fits)
            if len(rows):
                some = groups[groups["lead"].isin(leads[rows])]
                text[rows], fits[rows] = _drafted(replace(told, most=most), some, leads[rows], whole=whole)
    return leads, text, fits


def _led(told: ToldRows, groups: pd.DataFrame) -> ToldRows:
    """Return the rows without voices beside the first that the group tells of, or that would be taken for its parts.

    A long series is led by the voice that it is told by.
    """
    rows, voices = groups["lead"].to_numpy(np.int64), told.voices
    inner = np.unique(rows[~groups["role"].isin(_DEFINED).to_numpy()])
    first = groups[(groups["role"] == "whole") & groups["lead"].isin(groups.loc[groups["role"] == "last", "lead"])]
    spare = {name: _without(getattr(voices, name), inner[~voices.required[inner]]) for name in _BESIDE}
    row, claim = (first[name].to_numpy(np.int64) for name in ("row", "claim"))
    leading = voices.first.copy()
    leading[row] = claim
    return replace(told, voices=SpokenVoices(first=leading, required=voices.required, **spare))


def _without(claims: Ints, rows: Ints) -> Ints:
    kept = claims.copy()
    kept[rows] = -1
    return kept


def _drafted(told: ToldRows, groups: pd.DataFrame, leads: Ints, *, whole: bool) -> tuple[Strings, Flags]:
    """Return the sentences, and whether they say all that has to be said; if not `whole`, only that."""
    some = told.at(leads)
    first = lead_sentences(some)
    own = [_where(piece, piece.required | whole) for piece in pieces_beside(some, first.clauses)]
    aside = np.zeros(len(leads), dtype=bool)
    aside[np.concatenate([piece.rows for piece in own]) if own else []] = True
    packed = packed_sentences([*own, *group_pieces(told, groups, leads, aside)], len(leads))
    fits = packed.whole & ~packed.third & (word_counts(first.text) <= MOST_WORDS)
    text = (capitalised(first.text) + words().beside["stop"] + packed.text).astype(object)
    return with_closed_dates(text), fits


def _where(piece: Piece, kept: Flags) -> Piece:
    return Piece(piece.rows[kept], piece.text[kept], piece.required[kept])
