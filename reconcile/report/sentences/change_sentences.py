"""Sentences that compare two periods, marked as our arithmetic: "nearly seven times the 584 sq km of 2023"."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_pair_once
from reconcile.report.sentences.lead_sentences import lead_sentences
from reconcile.report.sentences.packed_sentences import MOST_WORDS, packed_sentences, word_counts
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.pieces_beside import Piece
from reconcile.report.sentences.printable import capitalised
from reconcile.report.sentences.spoken_voices import SpokenVoices
from reconcile.report.sentences.style_numbers import with_closed_dates
from reconcile.report.sentences.told_figures import PEOPLE, told_figures
from reconcile.report.sentences.told_rows import ToldRows
from reconcile.report.sentences.wording import SHORTER_NAMES

__all__ = ["change_sentences", "times_in_words"]

# share by which a factor may be off a whole number or a simple fraction and still be "about" that
ABOUT = 0.04

# the number of times that has a word of its own
TWICE = 2

# share of the next whole number from which a factor is "nearly" that
NEARLY = 0.9


def change_sentences(told: ToldRows, changes: pd.DataFrame) -> tuple[Strings, Flags]:
    """Write a sentence on every pair of periods.

    Parameters
    ----------
    told : ToldRows
        All rows.
    changes : DataFrame
        Columns of `PERIOD_CHANGES`.

    Returns
    -------
    text : ndarray of str, shape (changes,)
    fits : ndarray of bool, shape (changes,)
        It keeps to the limits of sentences.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> from reconcile.report.sentences.period_changes import period_changes
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> days = pd.to_datetime(pd.Series(["2024-01-01", "2024-02-01"]))
    >>> table = pd.DataFrame({"measure": "area_gained", "source": "A", "best": [5, 9], "family": "f",
    ...                       "temporal": "period", "period_start": days, "period_end": days + pd.offsets.MonthEnd(0)})
    >>> result = rc.reconcile(table)
    >>> rows, facts = result.estimates, facts_told(result.estimates)
    >>> behind = claims_behind(rows, result.claims)
    >>> changes = period_changes(facts, sayings(facts, result.claims, behind), result.claims, behind)
    >>> text = change_sentences(told_rows(rows, result.claims, behind, {}, {}), changes)[0]
    >>> text[0].split(". ")[1]
    'By our arithmetic that is nearly twice as much as in January, when it was 5 sq km by the same source.'
    """
    text, fits = np.full(len(changes), "", dtype=object), np.zeros(len(changes), dtype=bool)
    for most in (None, *SHORTER_NAMES):
        rows = np.flatnonzero(~fits)
        if len(rows):
            text[rows], fits[rows] = _drafted(replace(told, most=most), changes.iloc[rows])
    return text, fits


def _drafted(told: ToldRows, changes: pd.DataFrame) -> tuple[Strings, Flags]:
    row, earlier, claim, claim_earlier = (
        changes[name].to_numpy(np.int64) for name in ("row", "row_earlier", "claim", "claim_earlier")
    )
    nobody = np.full(len(changes), -1, dtype=np.int64)
    alone = SpokenVoices(claim, nobody, nobody, nobody, nobody, np.zeros(len(changes), dtype=bool))
    first = lead_sentences(replace(told.at(row), voices=alone))
    beside = _earlier(told, row, earlier, claim_earlier)
    times = times_in_words(changes["factor"].to_numpy(np.float64), changes["open"].to_numpy(bool))
    form = np.where(told.units[row] == PEOPLE, "times_many", "times_much")
    said = [words().together[key].format(times=many, amount=amount, when=when)
            for key, many, (amount, when) in zip(form.tolist(), times, beside, strict=True)]  # fmt: skip
    piece = Piece(
        np.arange(len(changes)), np.array([*said, None], dtype=object)[:-1], np.ones(len(changes), dtype=bool)
    )
    packed = packed_sentences([piece], len(changes))
    fits = packed.whole & ~packed.third & (word_counts(first.text) <= MOST_WORDS)
    text = (capitalised(first.text) + words().beside["stop"] + packed.text).astype(object)
    return with_closed_dates(text), fits


def _earlier(told: ToldRows, row: Ints, earlier: Ints, claim: Ints) -> list[tuple[str, str]]:
    """Return the figures of the earlier periods, and when they were."""
    groups = pd.DataFrame({"row": earlier, "lead": row, "claim": claim, "role": "period"})
    leads = np.unique(row)
    figures = told_figures(told, groups, leads, np.ones(len(told.rows), dtype=bool))
    return list(zip(figures.amount.tolist(), figures.when.tolist(), strict=True))


def times_in_words(factor: np.ndarray, opened: Flags) -> Strings:
    """Return factors in words: "nearly seven times", "about half".

    Parameters
    ----------
    factor : ndarray of float, shape (rows,)
        Later over earlier figure.
    opened : ndarray of bool, shape (rows,)
        The later figure was given as "nearly", "more than" or "as many as": the factor is only about what it gives.

    Examples
    --------
    >>> times_in_words(np.array([6.85, 3.41, 2.0, 0.43]), np.array([True, False, False, False])).tolist()
    ['about seven times', 'more than three times', 'about twice', 'less than half']
    """
    return each_pair_once(factor.astype(object), opened.astype(object), _times)


def _times(factor: float, opened: bool) -> str:
    if factor < 1:
        return _fraction(factor)
    near, above, below = round(factor), math.ceil(factor), math.floor(factor)
    forms = words().times
    if abs(factor / near - 1) <= ABOUT and near > 1:
        return forms["about"].format(times=_number(near))
    if factor >= NEARLY * above:
        return forms["nearly"].format(times=_number(above))
    form = "about" if opened else "more"
    return forms[form].format(times=_number(below) if below > 1 else forms["one_and_a_half"])


def _number(times: int) -> str:
    """Return a whole number of times in words."""
    if times == TWICE:
        return words().times["twice"]
    cardinals = words().cardinals
    return words().times["times"].format(number=cardinals[times] if times < len(cardinals) else f"{times:,}")


def _fraction(share: float) -> str:
    """Return a share by the nearest simple fraction, or by the next larger one."""
    sizes = sorted((size / 100, name) for name, size in words().fractions.items())
    near = [name for size, name in sizes if abs(share / size - 1) <= ABOUT]
    larger = [name for size, name in sizes if size > share]
    form, name = ("about", near[0]) if near else ("less", larger[0]) if larger else ("less", sizes[-1][1])
    return words().times[form].format(times=name)
