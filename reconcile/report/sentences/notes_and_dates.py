"""Notes without the date of knowledge at their end, and sentences put before it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, strings
from reconcile.report.sentences.phrasebook import words

__all__ = ["parted", "sentences_joined", "undated_sentences", "with_sentences"]


def undated_sentences(drafts: pd.Series) -> pd.Series:
    """Return texts without the date of knowledge at their end, so that they compare equal on another day.

    Parameters
    ----------
    drafts : Series of str
        Notes, or sentences of an earlier version that ended in the date; null, or without one: returned as they are.

    Returns
    -------
    Series of str, index as `drafts`

    Examples
    --------
    >>> undated_sentences(pd.Series(["Excludes wounded. Known by 1 May 2025.", "Known by 1 May 2025."])).tolist()
    ['Excludes wounded.', '']
    """
    mark = words().tail["known"].partition("{date}")[0]
    undated = [(" " + draft).rpartition(mark)[0].lstrip() if mark in " " + draft else draft
               for draft in strings(drafts).tolist()]  # fmt: skip
    return pd.Series(undated, index=drafts.index, dtype=object)


def with_sentences(notes: Strings, more: Strings) -> Strings:
    """Add sentences to notes, before their date of knowledge; shapes as `notes`.

    Examples
    --------
    >>> notes, more = (np.array([text], dtype=object) for text in ("Known by 1 May 2025.", "It is late."))
    >>> with_sentences(notes, more).tolist()
    ['It is late. Known by 1 May 2025.']
    """
    undated, known = parted(notes)
    return sentences_joined(undated, more, known)


def parted(notes: Strings) -> tuple[Strings, Strings]:
    """Return notes without their date of knowledge, and that date.

    Examples
    --------
    >>> [texts.tolist() for texts in parted(np.array(["It is late. Known by 1 May 2025."], dtype=object))]
    [['It is late.'], [' Known by 1 May 2025.']]
    """
    undated = undated_sentences(pd.Series(notes, dtype=object)).to_numpy(dtype=object)
    known = np.empty(len(notes), dtype=object)
    known[:] = [note[len(start) :] for note, start in zip(notes.tolist(), undated.tolist(), strict=True)]
    return undated, known


def sentences_joined(*parts: Strings) -> Strings:
    """Return texts one behind the other, with a blank between.

    Examples
    --------
    >>> sentences_joined(*(np.array([text], dtype=object) for text in ("One.", "", "Two."))).tolist()
    ['One. Two.']
    """
    texts = np.empty(len(parts[0]), dtype=object)
    texts[:] = [" ".join(filter(None, map(str.strip, row))) for row in zip(*parts, strict=True)]
    return texts
