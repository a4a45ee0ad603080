"""The rows that sentences are made for, with all that their parts are taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_once, strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY
from reconcile.engine.claims_behind import ClaimsBehind, count_days
from reconcile.report.sentences.clauses import Clauses, clauses_of
from reconcile.report.sentences.date_words import counted_dates
from reconcile.report.sentences.printable import few_words
from reconcile.report.sentences.relayed_words import with_relayed_words
from reconcile.report.sentences.said_amounts import SaidAmounts, said_amounts
from reconcile.report.sentences.spoken_voices import SpokenVoices, spoken_voices, told_as_earlier
from reconcile.report.sentences.who_says import Speakers, printed_names, speakers_of

__all__ = ["ToldRows", "told_rows"]


# claims of a table for each one that is asked for, from which those of all are not laid out: a few hundred rows of a
# million are drafted anew with shorter names, in some thirty calls
_FEW = 500


@dataclass(frozen=True)
class ToldRows:
    """Estimates, the claims behind them and who is to be named; all of one length but for `claims` and `days`.

    Attributes
    ----------
    rows : DataFrame
        Rows of `estimates.csv`, numbered from 0, with the date of the figure that leads.
    claims : DataFrame
        Rows of `claims.csv`, names as they are printed.
    behind : ClaimsBehind
    voices : SpokenVoices
    days : ndarray of int, shape (claims,)
        The day of which every claim speaks.
    subjects : mapping of party to words
    most : int or None
        Words that a name keeps.
    spoken : dict of most to Speakers
        Who says the figures of all claims: made once for names of a length, whichever rows are chosen, unless these
        are few.
    """

    rows: pd.DataFrame
    claims: pd.DataFrame
    behind: ClaimsBehind
    voices: SpokenVoices
    days: Ints
    subjects: Mapping[str, str]
    most: int | None = None
    spoken: dict[int | None, Speakers] = field(default_factory=dict, repr=False, compare=False)

    @property
    def units(self) -> Strings:
        """Return the unit of every row."""
        return strings(self.rows["unit"])

    def at(self, positions: Ints) -> ToldRows:
        """Return some of the rows, numbered anew."""
        if len(positions) == len(self.rows):
            return self
        return replace(
            self, rows=self.rows.iloc[positions].reset_index(drop=True), behind=self.behind.at(positions),
            voices=self.voices.at(positions),
        )  # fmt: skip

    def shorter(self, most: int) -> ToldRows:
        """Return the rows with names of at most so many words."""
        return replace(self, most=most)

    def of(self, rows: pd.DataFrame, positions: Ints) -> ToldRows:
        """Return the rows at positions, which are other columns of the same estimates: what leads each stays."""
        dates = self.rows["count_date"].iloc[positions].to_numpy()
        return replace(
            self, rows=rows.assign(count_date=dates), behind=self.behind.at(positions), voices=self.voices.at(positions)
        )

    def speakers(self, positions: Ints) -> Speakers:
        """Return who says the figures of claims, -1 for none."""
        if self.most not in self.spoken and len(positions) * _FEW < len(self.claims):
            return speakers_of(self.claims, positions, self.most)
        if self.most not in self.spoken:
            # nobody stands behind all of them
            every = np.append(np.arange(len(self.claims)), -1)
            self.spoken[self.most] = speakers_of(self.claims, every, self.most)
        return self.spoken[self.most].at(positions)

    def clauses(self, positions: Ints | None = None) -> Clauses:
        """Return the defining columns of rows in words, of all of them where no positions are given."""
        rows = self.rows if positions is None else self.rows.iloc[positions]
        return clauses_of(rows, self.subjects, self.most)

    def amounts(
        self, positions: Ints, rows: Ints, *, crossing: bool = False, parts: Flags | None = None
    ) -> SaidAmounts:
        """Return the figures of claims as they stand beside rows.

        `crossing` says also what lies under a hard floor; `parts` marks figures that are told as parts of another one.
        """
        floor = np.full(len(rows), np.nan) if crossing else self.rows["floor"].to_numpy(np.float64)[rows]
        return said_amounts(self.claims, positions, self.units[rows], floor, parts)

    def cut(self, texts: Strings) -> Strings:
        """Return names of no more words than names may have here."""
        most = self.most
        return each_once(texts, few_words if most is None else lambda text: few_words(text, most))


def told_rows(
    rows: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind, subjects: Mapping[str, str],
    sources: Mapping[str, str],
) -> ToldRows:  # fmt: skip
    """Choose who is named for every estimate, and lay out what its sentences are made from.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`, numbered from 0.
    claims : DataFrame
        Rows of `claims.csv`.
    behind : ClaimsBehind
    subjects, sources : mapping
        As in `sentences`.

    Returns
    -------
    ToldRows

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> told = told_rows(result.estimates, result.claims, behind, {}, {})
    >>> told.voices.first.tolist(), told.voices.second.tolist()
    ([0], [1])
    """
    voices = spoken_voices(rows, claims, behind)
    days = np.where(told_as_earlier(claims), NO_DAY, count_days(claims)) if len(claims) else np.empty(0, dtype=np.int64)
    dated = _with_own_dates(rows, voices.first, days)
    nobody_says = (voices.first >= 0) & told_as_earlier(claims)[voices.first] if len(claims) else voices.first >= 0
    dated["count_date"] = dated["count_date"].mask(nobody_says)
    named = printed_names(with_relayed_words(claims), sources)
    return ToldRows(dated, named, behind, voices, days, subjects)


def _with_own_dates(rows: pd.DataFrame, first: Ints, days: Ints) -> pd.DataFrame:
    """Return rows with the date of the count that leads: one carried forward was not made on the row's date.

    Where no claim is known, it is the date of the newest count, beyond which the row may lie.
    """
    counted = counted_dates(rows)
    if not len(days):
        return rows.assign(count_date=counted)
    own = days[np.maximum(first, 0)]
    moved = np.isin(strings(rows["temporal"]), DATED) & (first >= 0) & (own != NO_DAY)
    dates = pd.Series(own.astype("datetime64[D]").astype("datetime64[s]"))
    return rows.assign(count_date=counted.mask(moved, dates))
