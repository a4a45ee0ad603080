"""Who has approved a sentence: the mark of every section."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from reconcile.arrays import strings
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import shorten

__all__ = ["DRAFT", "Mark", "marks_of"]


class Mark(NamedTuple):
    """The mark in one word, and in full."""

    word: str
    text: str


# mark of a sentence that nobody has approved
DRAFT = Mark("DRAFT", "DRAFT")


def marks_of(approvals: pd.DataFrame) -> dict[str, Mark]:
    """Return the mark of every quantity at its newest count date.

    Parameters
    ----------
    approvals : DataFrame
        `quantity`, `status` (approved, void, draft), `editor`, `day`; one row an estimate, by quantity and date.

    Returns
    -------
    dict of quantity to Mark
        Quantities that are not in it are drafts.

    Examples
    --------
    >>> approvals = pd.DataFrame({"quantity": ["q"], "status": "approved", "editor": "A. Editor", "day": "2025-02-01"})
    >>> marks_of(approvals)["q"]
    Mark(word='APPROVED', text='approved by A. Editor, 1 February 2025')
    """
    if approvals.empty:
        return {}
    newest = approvals.drop_duplicates("quantity", keep="last")
    newest = newest[newest["status"] != "draft"]
    days = date_words(pd.to_datetime(newest["day"], errors="coerce"))
    rows = zip(*(strings(newest[name]).tolist() for name in ("quantity", "status", "editor")), days, strict=True)
    return {quantity: _mark(status, shorten(editor), day) for quantity, status, editor, day in rows}


def _mark(status: str, editor: str, day: str) -> Mark:
    who = ", ".join(filter(None, (editor, day)))
    word = "APPROVED" if status == "approved" else DRAFT.word
    return Mark(word, words().marks[status].format(who=who))
