"""What a sentence is filled with: figures, names, agreement and reasons of some rows, each in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings, each_once, each_pair_once, each_text, strings
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.pool.verdicts import BOUNDS_ALONE, COMPUTED_OFF, MISSED, RAISED
from reconcile.report.sentences.attributions import Attributions, attributions_of, between_words, quoted_claims
from reconcile.report.sentences.clauses import Clauses
from reconcile.report.sentences.clauses_extra import computed_items, join_by_row, reasons_withheld, voices_named
from reconcile.report.sentences.level_words import hold_words, times_words
from reconcile.report.sentences.phrasebook import fill, fill_where, words
from reconcile.report.sentences.printable import shorten
from reconcile.report.sentences.rounding import count_words, round_to_step
from reconcile.report.sentences.style_numbers import sentence_numbers

__all__ = ["SentenceParts"]

# in the reason of a verdict: how far stakes move the best value
_STAKE_MOVES = re.compile(r"stakes\b[^;]*?([+-])([0-9.,]+%)")

# keys of `[disagreement]` for the reasons of verdicts that give one
_REASON_KEYS = {MISSED: "missed", RAISED: "raised", BOUNDS_ALONE: "bounds", COMPUTED_OFF: "computed"}


@dataclass(frozen=True)
class SentenceParts:
    """Everything that the sentences of some rows may be filled with, each part made when a sentence asks for it.

    The names of the parts are the placeholders of `[verdicts]` in the words file; each is an ndarray of str, shape
    (rows,), "" where a row has no such part.

    Attributes
    ----------
    rows : DataFrame
        Rows of `estimates.csv`, numbered from 0.
    claims : DataFrame
        Rows of `claims.csv`, names as they are printed.
    behind : ClaimsBehind
        The claims behind each row.
    clauses : Clauses
        The defining columns of each row in words.
    subjects : mapping of party to words
    families : mapping of family to title
    """

    rows: pd.DataFrame
    claims: pd.DataFrame
    behind: ClaimsBehind
    clauses: Clauses
    subjects: Mapping[str, str]
    families: Mapping[str, str]

    def __getitem__(self, name: str) -> Strings:
        part: Strings = getattr(self, name)
        return part

    def at(self, positions: Ints) -> SentenceParts:
        """Return the parts of some of the rows, numbered anew."""
        if len(positions) == len(self.rows):
            return self
        rows = self.rows.iloc[positions].reset_index(drop=True)
        return replace(self, rows=rows, behind=self.behind.at(positions), clauses=self.clauses.at(positions))

    @cached_property
    def quoted(self) -> Attributions:
        """The claim that each row of one figure quotes."""
        return attributions_of(self.claims, quoted_claims(self.rows["publish"], self.behind))

    @cached_property
    def figure(self) -> tuple[Strings, Strings]:
        """The figure of each row, bare and with its unit."""
        return _figure(self)

    @cached_property
    def computed_items(self) -> pd.Series:
        """Computed claims in words, index the row."""
        return computed_items(self.claims, self.behind.computed, self.subjects)

    @cached_property
    def noun(self) -> Strings:
        """What is counted, with its date or span, as in "No figure is given for …"."""
        return self.clauses.fill("noun")

    @cached_property
    def clause(self) -> Strings:
        """What is counted with its figure, as a main clause."""
        return _clause(self.clauses, *self.figure, self.noun)

    @property
    def who(self) -> Strings:
        """Who says the figure that is quoted."""
        return self.quoted.who

    @cached_property
    def voices(self) -> Strings:
        """How many independent voices are heard."""
        return count_words(_count_voices(self.rows, self.behind))

    @cached_property
    def names(self) -> Strings:
        """Their names in brackets."""
        return _optional("names", list=voices_named(self.claims, self.behind.pairs, len(self.rows)))

    @cached_property
    def agreement(self) -> Strings:
        """How far the voices agree."""
        return each_text(self.rows["agreement"], lambda key: words().agreement.get(key, ""))

    @cached_property
    def disagreement(self) -> Strings:
        """Why there is no single range."""
        return _disagreement(self.rows, self.computed_items)

    @cached_property
    def level(self) -> Strings:
        """The level as a number of times."""
        return each_once(self.rows["level"].to_numpy(np.float64), times_words)

    @cached_property
    def hold(self) -> Strings:
        """How often the range holds."""
        return each_pair_once(strings(self.rows["method"]), self.level, hold_words)

    @cached_property
    def low(self) -> Strings:
        """The lowest figure, who says it and when."""
        return _end(*self._extreme("low"))

    @cached_property
    def high(self) -> Strings:
        """The highest figure, who says it and when."""
        return _end(*self._extreme("high"))

    @cached_property
    def low_said(self) -> Strings:
        """The lowest figure as a statement: "A said 300"."""
        quoted, figure = self._extreme("low")
        return quoted.statement(figure)

    @cached_property
    def high_said(self) -> Strings:
        """The highest figure as a statement."""
        quoted, figure = self._extreme("high")
        return quoted.statement(figure)

    def _extreme(self, end: str) -> tuple[Attributions, Strings]:
        """Return the claim with the lowest or highest figure in words, and that figure with its unit."""
        quoted, units = attributions_of(self.claims, getattr(self.behind, f"{end}est")), strings(self.rows["unit"])
        values = self.rows[f"claims_{end}"].to_numpy(np.float64)
        return quoted, sentence_numbers(values, quoted.step, units) + self.clauses.units_to_print(units)

    @cached_property
    def figures(self) -> Strings:
        """What the figures are of, as the subject of a sentence on them."""
        return self.clauses.words_for("figures")

    @cached_property
    def apart(self) -> Strings:
        """The lowest and the highest figure, of rows whose voices' ranges do not touch."""
        texts = np.full(len(self.rows), "", dtype=object)
        positions = np.flatnonzero(self.behind.apart)
        if len(positions):
            ends = self._ends_at(positions)
            texts[positions] = fill(words().fragments["apart"], {"low": ends.low, "high": ends.high}, len(positions))
        return texts

    def _ends_at(self, positions: Ints) -> SentenceParts:
        """Return the parts of some rows, with no more of them than their lowest and highest figures need."""
        columns = self.rows[["unit", "claims_low", "claims_high"]].iloc[positions].reset_index(drop=True)
        behind = replace(self.behind, lowest=self.behind.lowest[positions], highest=self.behind.highest[positions])
        return replace(self, rows=columns, behind=behind, clauses=self.clauses.at(positions))

    @cached_property
    def stake(self) -> Strings:
        """The sentence on stakes, where they move the best value."""
        return each_text(self.rows["publish_reason"], _stake)

    @cached_property
    def computed(self) -> Strings:
        """The sentence on computed claims."""
        return _optional("computed", items=join_by_row(self.computed_items, len(self.rows)))

    @cached_property
    def family(self) -> Strings:
        """The title of the family that a list is of."""
        titles = each_text(self.rows["family"], lambda family: shorten(self.families.get(family, family)))
        return _optional("family", title=titles)

    @cached_property
    def reason(self) -> Strings:
        """Why no figure is given."""
        return reasons_withheld(self.rows, self.claims)


def _figure(parts: SentenceParts) -> tuple[Strings, Strings]:
    """Return the figure of every row, bare and with its unit: of an interval its ends, else as the voice said it."""
    interval = (parts.rows["publish"] == "interval").to_numpy()
    if interval.all():
        return _pooled(parts.rows)
    stated = _stated(parts.rows, parts.quoted)
    if not interval.any():
        return stated
    pairs = zip(_pooled(parts.rows), stated, strict=True)
    number, amount = (np.where(interval, *pair).astype(object) for pair in pairs)
    return number, amount


def _pooled(rows: pd.DataFrame) -> tuple[Strings, Strings]:
    low, high, floor = _floats(rows, "low", "high", "floor")
    return between_words(low, high, strings(rows["unit"]), about=True, floor=floor)


def _stated(rows: pd.DataFrame, quoted: Attributions) -> tuple[Strings, Strings]:
    """Return the figures that the claims state, with the hedge of the claim that each row quotes."""
    low, high = (round_to_step(values, quoted.step) for values in _floats(rows, "claims_low", "claims_high"))
    floors = (rows["publish"] == "floor").to_numpy()
    counted = np.where(rows["floor"].isna(), high, rows["floor"])
    low, high = (np.where(floors, counted, values) for values in (low, high))
    # what was counted is at least so many, in whatever words it was given
    least = words().hedges["floor"] + " "
    hedge = np.where(floors, least, quoted.hedge).astype(object)
    ranges = between_words(
        np.where(np.isnan(low), rows["best"], low), np.where(np.isnan(high), low, high), strings(rows["unit"]),
        about=False,
    )  # fmt: skip
    single = np.isnan(high) | (low == high)
    number, amount = (np.where(single, hedge + text, text).astype(object) for text in ranges)
    return number, amount


def _floats(rows: pd.DataFrame, *names: str) -> list[Floats]:
    return [rows[name].to_numpy(np.float64) for name in names]


def _clause(clauses: Clauses, number: Strings, amount: Strings, noun: Strings) -> Strings:
    """Return clauses; a figure of one takes a form that needs no plural."""
    texts = clauses.fill("clause", number=number, amount=amount)
    ones = ("1", words().cardinals[1])
    single = np.array([text.rsplit(" ", 1)[-1] in ones for text in number.tolist()], dtype=bool)
    rows = np.flatnonzero(single)
    texts[rows] = clauses.at(rows).fill("one", number=number[rows], amount=amount[rows], noun=noun[rows])
    return texts


def _count_voices(rows: pd.DataFrame, behind: ClaimsBehind) -> Ints:
    """Return how many voices are heard; where no claim is known, the effective number, rounded, at least one."""
    effective = np.nan_to_num(rows["voices"].to_numpy(np.float64), nan=0.0)
    return np.asarray(np.where(behind.voices > 0, behind.voices, np.maximum(np.round(effective), 1)), dtype=np.int64)


def _end(quoted: Attributions, figure: Strings) -> Strings:
    """Return the lowest or highest figure with its hedge, and in brackets who says it and when."""
    signed = quoted.who_and_when()
    return fill_where(
        signed != "", "{hedge}{figure} ({signed})", {"hedge": quoted.hedge, "figure": figure, "signed": signed}, figure
    )


def _optional(fragment: str, **parts: Strings) -> Strings:
    """Return a filled fragment where its first part is not empty, "" elsewhere."""
    first = next(iter(parts.values()))
    return fill_where(first != "", words().fragments[fragment], parts, first)


def _disagreement(rows: pd.DataFrame, computed: pd.Series) -> Strings:
    """Return why there is no single range: the verdict's reason, voices in conflict, or that nothing settles it."""
    has_computed = np.isin(np.arange(len(rows)), computed.index)
    disagree = np.isin(strings(rows["agreement"]), ("tension", "conflict"))
    key = each_text(rows["publish_reason"], lambda reason: _REASON_KEYS.get(reason, ""))
    key = np.where((key == "bounds") & disagree, "disagree", key)
    usual = np.select([disagree, has_computed], ["disagree", "computed"], "unsettled")
    return each_once(np.where(key == "", usual, key).astype(object), words().disagreement.__getitem__)


def _stake(reason: str) -> str:
    """Return the sentence about stakes where the reason of the verdict speaks of them, else ""."""
    moved = _STAKE_MOVES.search(reason)
    if not moved:
        return ""
    return words().fragments["stake_down" if moved[1] == "-" else "stake_up"].format(move=moved[2])
