"""What an editor can print of every estimate: the sentences, our range beside them, and the note under them.

No number is typed into prose: every figure, date and name comes from the row or from a claim behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Strings
from reconcile.engine.claims_behind import ClaimsBehind, claims_behind
from reconcile.report.sentences.clauses import Clauses
from reconcile.report.sentences.lead_sentences import lead_sentences
from reconcile.report.sentences.notes import notes
from reconcile.report.sentences.our_ranges import our_ranges
from reconcile.report.sentences.packed_sentences import MOST_WORDS, packed_sentences, word_counts
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.pieces_beside import pieces_beside
from reconcile.report.sentences.printable import capitalised
from reconcile.report.sentences.style_numbers import with_closed_dates
from reconcile.report.sentences.told_rows import ToldRows, told_rows
from reconcile.report.sentences.unfit_sums import unfit_notes

__all__ = ["printed_texts", "sentences", "texts_of"]

# words that names keep where a sentence would be too long otherwise: from what fits nearly always to what always does
SHORTER_NAMES = (4, 2)


def sentences(
    estimates: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    subjects: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    behind: ClaimsBehind | None = None,
) -> pd.Series:
    """Draft the sentences on each estimate: `wording` of `printed_texts`, which has the same parameters.

    Returns
    -------
    Series of str, index as `estimates`, never empty

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": "A", "best": [300]}))
    >>> sentences(result.estimates, result.claims).tolist()
    ['The figure for “dead” is 300, A said.']
    """
    return printed_texts(estimates, claims, subjects=subjects, sources=sources, behind=behind)["wording"]


def printed_texts(
    estimates: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    subjects: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    behind: ClaimsBehind | None = None,
    identities: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Write what can be printed of each estimate.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, any index; the columns of `TEXTS` are not needed. `low_claim`, `high_claim` and
        `computed_claims` (ids, the last joined by ;) name the claims to speak of; without them they are looked up.
    claims : DataFrame
        Rows of `claims.csv` of these quantities.
    subjects : mapping of party to words, optional
    sources : mapping of source to the name to print, optional
        "UK MoD": "the UK Ministry of Defence"; a source that is not in it is printed as it stands in the claims.
    behind : ClaimsBehind, optional
        The claims behind every estimate; looked up by quantity and id if not given.
    identities : DataFrame, optional
        Columns of `IDENTITY_CHECKS`: the note says which figures of a voice do not add up.

    Returns
    -------
    DataFrame of str, index as `estimates`
        Plain text on one line each. `wording`, never empty: at most two sentences of at most 35 words, and a third
        only where two do not hold what has to be said. `range_wording`: our range, where one may be printed, else "".
        `note`: what is excluded, who passed figures on, why there is no range, the date of knowledge.

    Notes
    -----
    Work is done once for each different value and template rather than once a row.

    Examples
    --------
    >>> import reconcile as rc
    >>> said = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> result = rc.reconcile(said)
    >>> printed_texts(result.estimates, result.claims)["wording"].tolist()
    ['The figure for “dead” is 300, A said. B put the figure at 320.']
    """
    rows = estimates.reset_index(drop=True)
    told = told_rows(rows, claims, behind or claims_behind(rows, claims), subjects or {}, sources or {})
    return texts_of(told, rows, identities).set_axis(estimates.index)


def texts_of(told: ToldRows, rows: pd.DataFrame, identities: pd.DataFrame | None = None) -> pd.DataFrame:
    """Draft the texts of estimates that are laid out for it.

    Parameters
    ----------
    told : ToldRows
    rows : DataFrame
        Rows of `estimates.csv`, numbered from 0, that `told` was made of.
    identities : DataFrame, optional

    Returns
    -------
    DataFrame of str
        As of `printed_texts`.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": "A", "best": [300]}))
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> told = told_rows(result.estimates, result.claims, behind, {}, {})
    >>> texts_of(told, result.estimates)["wording"].tolist()
    ['The figure for “dead” is 300, A said.']
    """
    wording, third, whole, clauses = _worded(told)
    texts = {
        "wording": wording, "range_wording": our_ranges(rows, clauses, told.behind.not_ours),
        "note": notes(told, clauses, third, whole),
    }  # fmt: skip
    if identities is not None:
        voices, every = told.voices, np.arange(len(rows))
        for claim in (voices.first, voices.second, voices.third):
            texts["note"] = unfit_notes(told, every, claim, texts["note"], identities)
    texts = {name: with_closed_dates(column) for name, column in texts.items()}
    return pd.DataFrame(texts, index=rows.index, dtype=object)


def _worded(told: ToldRows) -> tuple[Strings, Flags, Flags, Clauses]:
    """Return the sentences, which of them have a third one, which say all that has to be said, and their clauses."""
    text, third, whole, clauses, long = _drafted(told)
    for most in SHORTER_NAMES:
        rows = np.flatnonzero(long | ~whole)
        if not len(rows):
            break
        text[rows], third[rows], whole[rows], _, still = _drafted(told.at(rows).shorter(most))
        long[rows] = still
    return text, third, whole, clauses


def _drafted(told: ToldRows) -> tuple[Strings, Flags, Flags, Clauses, Flags]:
    """Return the sentences with names of a length, the marks of `_worded`, and where the first one is too long."""
    leads = lead_sentences(told)
    beside = packed_sentences(pieces_beside(told, leads.clauses), len(told.rows))
    text: Strings = (capitalised(leads.text) + words().beside["stop"] + beside.text).astype(object)
    return text, beside.third, beside.whole, leads.clauses, word_counts(leads.text) > MOST_WORDS
